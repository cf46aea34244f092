"""Cases crossed in a real Chromium: published ones and files, the refusal of a damaged one, keyboard, paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from ancrage import crossing
from ancrage.model import CaseStudy
from ancrage.pages.crossing import figures_in_words
from ancrage.sections import as_csv, as_markdown
from ancrage.views import Views

from .conftest import ROOT, real_portal, violations
from .test_browser import no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.real_data]
CASES = ROOT / "practices" / "cases"
PAGE = "cas/croiser/"


def own_case(tmp_path, **changes):
    """A case of a community, as a file: the invented one under another name."""
    text = (CASES / "cas-invente-territoire.yml").read_text("utf-8")
    text = text.replace("id: cas-invente-territoire", "id: cas-maison").replace("fabricated: true", "fabricated: false")
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "cas-maison.yml"
    path.write_text(text, "utf-8")
    return path


def pick(page, *files):
    """Pick files on the device."""
    page.locator("[data-croiser] input[type=file]").set_input_files([str(file) for file in files])


def test_published_cases_are_crossed_as_they_are_picked(phone, address):
    phone.goto(f"{address}{PAGE}")
    status = phone.locator(".compte")
    expect(status).to_have_text("Aucun cas choisi. Prenez-en deux à six.")
    phone.get_by_label("Territoire B, en milieu rural").check()
    expect(phone.locator(".resultat")).to_be_hidden()
    phone.get_by_label("Territoire C, en milieu urbain").check()
    expect(status).to_contain_text("2 cas croisés")
    lever = phone.locator(".partie-leviers tr", has_text="Adapter les mécanismes aux réalités locales")
    expect(lever.locator("td").last).to_have_text("présent dans 2 cas sur 2")
    expect(phone.locator(".partie-convergences li")).to_have_count(1)
    assert no_sideways_scroll(phone)


def test_the_page_of_a_case_leads_to_the_crossing_with_it_chosen(phone, address):
    phone.goto(f"{address}cas/cas-territoire-c/")
    phone.get_by_role("link", name="Croiser ce cas avec d’autres").click()
    expect(phone.get_by_label("Territoire C, en milieu urbain")).to_be_checked()
    expect(phone.locator(".compte")).to_have_text("Un cas choisi. Ajoutez-en un autre pour croiser.")


def test_a_file_is_crossed_with_a_published_case_and_exports_what_the_command_gives(phone, address, tmp_path):
    path = own_case(tmp_path)
    phone.goto(f"{address}{PAGE}")
    phone.get_by_label("Territoire A, en milieu mixte").check()
    pick(phone, path)
    expect(phone.locator(".compte")).to_contain_text("2 cas croisés")
    cell = phone.locator(".partie-indicateurs td", has_text="3,5 jours")
    expect(cell).to_have_class("ton-a-faire")
    expect(cell).to_contain_text("cible pas encore atteinte")
    expect(phone.locator(".partie-regards")).not_to_contain_text("MSSS")
    portal = real_portal()
    from ancrage.load import read_alone

    own, problems = read_alone(path, CaseStudy.kind)
    assert problems == []
    known = crossing.reference(portal, figures_in_words(Views(portal)))
    sections = crossing.sections(crossing.cross([portal.entries["cas-territoire-a"], own], known))
    expected = {
        "Markdown": as_markdown(crossing.TITLE, crossing.LEAD, sections),
        "CSV": as_csv(sections),
    }
    for name, text in expected.items():
        with phone.expect_download() as download:
            phone.get_by_role("button", name=f"Enregistrer en {name}").click()
        assert download.value.path().read_bytes().decode("utf-8") == text


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("  setting: rural", "  setting: banlieue"), "  setting: banlieue", "territory.setting"),
        (
            ("levers: [clarifier-roles,", "levers: [clarifier-role,"),
            "  levers: [clarifier-role,",
            "territory.levers[0]",
        ),
        (("unit: jours, period", "unit: semaines, period"), "unit: semaines", "unit"),
        (("  answers:", "  answers: ["), "", ""),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(phone, address, tmp_path, change, line, words):  # noqa: PLR0917
    path = own_case(tmp_path, change=change)
    phone.goto(f"{address}{PAGE}")
    pick(phone, path)
    refusal = phone.locator(".refus")
    expect(refusal).to_contain_text("cas-maison.yml")
    expect(refusal).to_contain_text(words)
    expect(phone.locator(".fichiers-choisis li")).to_have_count(0)
    if line:
        number = next(rank for rank, row in enumerate(path.read_text("utf-8").split("\n"), 1) if line in row)
        expect(refusal).to_contain_text(f"ligne {number}")


def test_once_the_page_is_there_nothing_is_asked_of_any_host(phone, address, tmp_path):
    phone.goto(f"{address}{PAGE}", wait_until="networkidle")
    asked = []
    phone.on("request", lambda request: request.url.startswith(("blob:", "data:")) or asked.append(request.url))
    phone.get_by_label("Territoire A, en milieu mixte").check()
    pick(phone, own_case(tmp_path))
    with phone.expect_download():
        phone.get_by_role("button", name="Enregistrer en CSV").click()
    assert asked == []


def test_a_situation_and_the_same_case_twice_are_refused(phone, address, tmp_path):
    phone.goto(f"{address}{PAGE}")
    pick(phone, CASES / "cas-invente-pere.yml")
    expect(phone.locator(".refus")).to_contain_text("une situation se discute entre pairs")
    path = own_case(tmp_path)
    pick(phone, path)
    pick(phone, path)
    expect(phone.locator(".refus")).to_contain_text("déjà là")
    expect(phone.locator(".fichiers-choisis li")).to_have_count(1)


def test_files_are_picked_and_taken_out_by_keyboard(phone, address, tmp_path):
    phone.goto(f"{address}{PAGE}")
    box = phone.get_by_label("Territoire D, en milieu urbain")
    box.focus()
    phone.keyboard.press("Space")
    expect(box).to_be_checked()
    with phone.expect_file_chooser() as chooser:
        phone.locator("[data-croiser] input[type=file]").focus()
        phone.keyboard.press("Enter")
    chooser.value.set_files([str(own_case(tmp_path))])
    expect(phone.locator(".compte")).to_contain_text("2 cas croisés")
    out = phone.get_by_role("button", name="Retirer « cas-maison.yml »")
    out.focus()
    phone.keyboard.press("Enter")
    expect(phone.locator(".compte")).to_contain_text("Un cas choisi")
    expect(phone.locator("[data-croiser] input[type=file]")).to_be_focused()


def test_the_matrix_is_cards_on_a_phone_and_scrolls_by_keyboard_on_a_small_screen(phone, address):
    phone.goto(f"{address}{PAGE}")
    for box in phone.locator(".choisir-cas input[type=checkbox]").all()[:5]:
        box.check()
    table = phone.get_by_role("table", name="Leviers")
    expect(table.get_by_role("columnheader")).to_have_count(7)
    expect(table.get_by_role("rowheader")).to_have_count(6)
    assert no_sideways_scroll(phone)
    phone.set_viewport_size({"width": 820, "height": 800})
    region = phone.get_by_role("region", name="Tableau : Leviers".replace(" :", "\u00a0:"))
    region.focus()
    phone.keyboard.press("ArrowRight")
    phone.wait_for_timeout(300)
    assert region.evaluate("box => box.scrollLeft") > 0


def test_what_is_told_by_colour_is_told_in_words_and_paper_holds_the_matrix_alone(browser, address):
    page = browser.new_page()
    page.goto(f"{address}{PAGE}")
    for box in page.locator(".choisir-cas input[type=checkbox]").all()[:3]:
        box.check()
    page.emulate_media(media="print")
    assert not page.locator(".choisir-cas").is_visible()
    assert not page.locator("#lire").is_visible()
    assert page.locator(".partie-leviers").is_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    assert b"[0 0 792 612]" in pdf
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) <= 5
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_and_its_matrix_are_accessible(browser, address, axe, scheme):
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme, service_workers="block")
    page = context.new_page()
    page.goto(f"{address}{PAGE}")
    assert violations(page, axe) == []
    for box in page.locator(".choisir-cas input[type=checkbox]").all()[:5]:
        box.check()
    pick(page, CASES / "cas-invente-pere.yml")
    expect(page.locator(".refus")).to_be_visible()
    assert violations(page, axe) == []
    small = page.evaluate(
        "[...document.querySelectorAll('[data-croiser] :is(.bouton, .choix)')]"
        ".filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 90))"
    )
    assert small == []
    context.close()


def test_without_javascript_the_page_says_how_to_cross_on_paper(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 720})
    page = context.new_page()
    page.goto(f"{address}{PAGE}")
    page.get_by_role("link", name="la marche à suivre").click()
    assert page.url == f"{address}cas/analyser-un-cas/#inter"
    context.close()
