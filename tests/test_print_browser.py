"""On paper, from a dark screen: black on white, nothing to click, the source, the day, whole pages."""

from __future__ import annotations

import io
import re

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
def dark(browser, address):
    """A function that opens a page on a dark screen."""
    context = browser.new_context(color_scheme="dark", locale="fr-CA", service_workers="block")
    page = context.new_page()

    def open_(path: str):
        page.goto(address + path)
        page.evaluate("document.documentElement.dataset.theme = 'sombre'")
        return page

    yield open_
    context.close()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_from_a_dark_screen_ink_is_grey_the_paper_white_and_nothing_leads_elsewhere(dark, path):
    page = dark(path)
    page.emulate_media(media="print")
    pdf = pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert inks(pdf) == set()
    shown = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    assert shown == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    told = page.evaluate("document.body.innerText")
    assert [text for text in SCREEN if text in told] == []
    assert page.locator("nav, button, .entete, .pied").evaluate_all(
        "nodes => nodes.every(node => !node.checkVisibility())"
    )


@pytest.mark.parametrize("path", ["fiches/premier-contact/", "reperes/graphiques/", "cas/cas-territoire-a/"])
def test_the_source_and_the_day_of_the_content_are_at_the_end(dark, path):
    page = dark(path)
    page.emulate_media(media="print")
    line = page.locator(".ligne-source")
    assert line.inner_text().startswith("Ancrage · ")
    assert line.inner_text().endswith(path)
    day = line.evaluate("node => getComputedStyle(node, '::after').content")
    assert re.fullmatch(r'" · contenu du \d+(er)? [a-zéû]+ \d{4}"', day)


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


def test_the_number_of_pages_does_not_change_from_one_print_to_the_next(browser, address, dark):
    path = "strategies/presence-parcs/"
    first = len(pikepdf.open(io.BytesIO(dark(path).pdf(prefer_css_page_size=True))).pages)
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
