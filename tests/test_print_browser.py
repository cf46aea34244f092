"""On paper, from a dark screen: black on white, nothing to click, the source, the day, whole pages."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import pikepdf
import pytest

from .test_handouts import inks

pytestmark = pytest.mark.browser

KINDS = {
    "fiche": "fiches/premier-contact/",
    "stratégie": "strategies/presence-parcs/",
    "qualité": "qualites/souplesse/",
    "obstacle": "obstacles/charge-emotionnelle/",
    "obstacle avec graphique": "obstacles/disparites-geographiques/",
    "besoin": "familles/aide-alimentaire/",
    "adaptation": "debuter/adaptation-ptp-role/",
    "levier": "arrimage/formaliser-trajectoires/",
    "rôle": "cadre/personne-travailleuse-de-proximite/",
    "cas": "cas/cas-territoire-a/",
    "séance": "former/seances/seance-dire-role/",
    "gabarit": "gabarits/gabarit-consentement/",
    "graphiques": "reperes/graphiques/",
}
SCREEN = (
    "Ces pages y mènent",
    "Voir aussi",
    "Citer cette page",
    "Emporter",
    "Comparer avec",
    "Mes données",
    "Aller au contenu",
)


@pytest.fixture(scope="module")
def printed(browser, address):
    """A function that prints a page from a dark screen; each page once."""
    context = browser.new_context(color_scheme="dark", locale="fr-CA", service_workers="block")
    page = context.new_page()
    kept: dict[str, bytes] = {}

    def print_(path: str) -> bytes:
        if path not in kept:
            page.goto(address + path)
            page.evaluate("document.documentElement.dataset.theme = 'sombre'")
            kept[path] = page.pdf(prefer_css_page_size=True, print_background=True)
        return kept[path]

    yield print_
    context.close()


def words(content: bytes) -> str:
    result = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return result.stdout.decode()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_ink_is_grey_and_the_paper_is_white(printed, path):
    pdf = pikepdf.open(io.BytesIO(printed(path)))
    assert inks(pdf) == set()
    assert _grounds(pdf) <= {"clair"}


def _grounds(pdf: pikepdf.Pdf) -> set[str]:
    """Return whether what fills most of a page is light or dark."""
    found = set()
    for page in pdf.pages:
        fill = (1.0, 1.0, 1.0)
        for values, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "rg":
                fill = tuple(float(value) for value in values)
            elif str(operator) == "re" and float(values[2]) * float(values[3]) > 200_000:
                found.add("clair" if min(fill) > 0.9 else "sombre")
    return found


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext absent")
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_nothing_that_leads_elsewhere_is_printed(printed, path):
    told = words(printed(path))
    assert [text for text in SCREEN if text in told] == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext absent")
@pytest.mark.parametrize("path", ["fiches/premier-contact/", "reperes/graphiques/", "cas/cas-territoire-a/"])
def test_the_source_and_the_day_of_the_content_are_at_the_end(printed, path):
    told = words(printed(path))
    assert re.search(rf"Ancrage · [^\n]+{re.escape(path)} · contenu du \d+(er)? [a-zéû]+ \d{{4}}", told)


def test_what_a_screen_folds_is_open_on_paper(browser, address):
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(address + "mandat/")
    page.emulate_media(media="print")
    folded = page.locator("details.theme").first
    assert not folded.evaluate("node => node.open")
    assert folded.locator("li").first.evaluate("node => node.checkVisibility({ contentVisibilityAuto: true })")
    context.close()


def test_a_chart_keeps_its_table_on_paper(browser, address):
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(address + "reperes/graphiques/")
    page.emulate_media(media="print")
    charts = page.locator("figure.graphique").count()
    assert charts >= 4
    assert (
        page.locator(".tableau table").evaluate_all("nodes => nodes.filter(node => node.checkVisibility()).length")
        >= charts
    )
    context.close()


def test_the_number_of_pages_does_not_change_from_one_print_to_the_next(browser, address, printed):
    path = "strategies/presence-parcs/"
    first = len(pikepdf.open(io.BytesIO(printed(path))).pages)
    context = browser.new_context(color_scheme="light", viewport={"width": 360, "height": 720}, service_workers="block")
    page = context.new_page()
    page.goto(address + path)
    again = len(pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    context.close()
    assert first == again


def test_no_heading_is_left_alone_at_the_foot_of_a_page(browser, address):
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(address + "fiches/premier-contact/")
    page.emulate_media(media="print")
    kept = page.locator(".texte :is(h2, h3)").evaluate_all(
        "nodes => nodes.filter(node => node.checkVisibility()).map(node => getComputedStyle(node).breakAfter)"
    )
    assert set(kept) == {"avoid"}
    context.close()
