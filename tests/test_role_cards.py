"""« Dire mon rôle en une minute »: the card, its page, what is printed, its QR code, how it is found and shared."""

from __future__ import annotations

import pytest
import segno
from playwright.sync_api import expect

from ancrage.model import RoleCard
from ancrage.model.cards import SPOKEN_WORDS
from ancrage.pages import pages
from ancrage.pages.role_cards import INDEX, ON_A_SHEET, qr_code, role_card_pages
from ancrage.pipeline import read
from ancrage.terminal import address
from ancrage.views import Views

from .conftest import PORTAL, ROOT, real_portal

FABRICATED = Views(read(PORTAL)[0])
ADDRESS = "https://phare.example/"
PAGE = "role-en-une-minute/role-capitainerie.md"
PAPERS = {"lettre": (816, 1056), "A4": (794, 1123)}


def drawn_modules(svg: str) -> set[tuple[int, int]]:
    """The dark squares of a drawing of segno: « M4 4.5h7m1 0h2… » inside a margin of 4."""
    import re

    dark, x, y = set(), 0, 0
    for command, a, b in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", svg.split('stroke="#000" d="')[1]):
        if command == "M":
            x, y = int(float(a)), int(float(b))
        elif command == "m":
            x, y = x + int(a), y + int(b)
        else:
            dark |= {(y - 4, column - 4) for column in range(x, x + int(a))}
            x += int(a)
    return dark


def test_the_code_holds_the_address_and_keeps_its_quiet_margin():
    address = f"{ADDRESS}role-en-une-minute/role-capitainerie/"
    matrix = segno.make_qr(address, error="m").matrix
    wanted = {(y, x) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert drawn_modules(qr_code(address)) == wanted
    assert f'viewBox="0 0 {len(matrix) + 8} {len(matrix) + 8}"' in qr_code(address)


def test_a_card_leads_to_its_own_page_from_screen_and_from_paper():
    markdown = pages(FABRICATED, ADDRESS)[PAGE]
    assert markdown.count(qr_code(f"{ADDRESS}role-en-une-minute/role-capitainerie/")) == 1 + ON_A_SHEET


def test_without_an_address_there_is_no_code():
    assert all("<svg" not in markdown for _, markdown in role_card_pages(FABRICATED, ""))


def test_the_address_is_that_of_mkdocs_or_of_the_environment(monkeypatch, tmp_path):
    monkeypatch.delenv("ANCRAGE_URL", raising=False)
    assert address(ROOT) == "https://ancrage.example/"
    monkeypatch.setenv("ANCRAGE_URL", "https://proximite.example/portail")
    assert address(ROOT) == "https://proximite.example/portail/"
    assert address(tmp_path) == ""


def test_a_card_says_everything_and_where_it_comes_from():
    markdown = pages(FABRICATED, ADDRESS)[PAGE]
    for text in ("Je garde la lumière", "Noter le vent", "Tenir la caisse", "La lampe faiblit", "un matin calme"):
        assert text in markdown
    assert "proposé par le portail" in markdown
    assert "cadre/organisations.md#capitainerie" in markdown.replace("../", "")


def test_the_list_has_every_card_on_screen_and_on_paper():
    markdown = pages(FABRICATED, ADDRESS)[INDEX]
    assert "(role-capitainerie.md)" in markdown
    assert markdown.count('class="carte-papier"') == 1


def test_a_portal_without_cards_has_no_such_page(portal_copy):
    (portal_copy / "practices" / "cards" / "role-capitainerie.yml").unlink()
    assert INDEX not in pages(Views(read(portal_copy)[0]))


def test_more_than_forty_five_seconds_are_refused(portal_copy):
    path = portal_copy / "practices" / "cards" / "role-capitainerie.yml"
    long = "Je garde la lumière. " * 30
    path.write_text(path.read_text(encoding="utf-8").replace("say: ", f"say: {long}"), encoding="utf-8")
    [problem] = read(portal_copy)[1]
    assert (problem.field, problem.rule) == ("say", "valeur-hors-limites")
    assert str(SPOKEN_WORDS) in problem.message


@pytest.mark.real_data
def test_every_partner_of_the_brief_has_its_card():
    cards = {card.id: card for card in real_portal().of_kind("presentation") if isinstance(card, RoleCard)}
    wanted = {"ecole", "service-de-garde", "clsc", "municipalite", "organisme", "table", "commerce", "famille"}
    assert {f"role-{name}" for name in wanted} <= set(cards)
    assert sorted(card.order for card in cards.values()) == list(range(1, len(cards) + 1))
    assert len(cards) % ON_A_SHEET == 0  # no half-empty sheet
    assert all(card.partner and "mandat" in card.related for card in cards.values())


@pytest.mark.browser
@pytest.mark.real_data
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("path", ["role-en-une-minute/", "role-en-une-minute/role-famille/"])
def test_on_paper_only_cards_remain_and_none_overflows(browser, address, path, paper):
    width, height = PAPERS[paper]
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{address}{path}")
    expect(page.locator(".carte-papier").first).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_hidden()
    cards = page.locator(".carte-papier")
    assert cards.count() % ON_A_SHEET == 0
    room = cards.evaluate_all(
        "cards => cards.map(card => card.getBoundingClientRect().bottom"
        " - card.lastElementChild.getBoundingClientRect().bottom)"
    )
    assert min(room) >= 0
    sheets = page.locator(".planche").evaluate_all(
        "sheets => sheets.map(sheet => sheet.getBoundingClientRect().height)"
    )
    assert max(sheets) <= height
    page.close()


@pytest.mark.browser
@pytest.mark.real_data
def test_role_ecole_without_accents_finds_the_card_first(phone, address):
    phone.goto(f"{address}recherche/?q=role+ecole")
    first = phone.locator("[data-entry-id]:not(main)").first
    expect(first).to_have_attribute("data-entry-id", "role-ecole")
    first.tap()
    expect(phone.locator("main")).to_have_attribute("data-entry-id", "role-ecole")
    expect(phone.locator(".a-dire p")).to_be_visible()
    phone.get_by_text("Montrer le code QR").tap()
    expect(phone.get_by_role("img", name="Code QR de cette carte")).to_be_visible()


@pytest.mark.browser
@pytest.mark.real_data
def test_where_nothing_can_share_or_copy_the_address_is_shown_to_be_copied(phone, address):
    phone.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    phone.goto(f"{address}role-en-une-minute/role-ecole/?q=x")
    phone.get_by_role("button", name="Partager le lien").tap()
    expect(phone.get_by_label("Adresse à copier")).to_have_value(f"{address}role-en-une-minute/role-ecole/")


@pytest.mark.browser
@pytest.mark.real_data
def test_the_panel_of_the_device_is_used_and_closing_it_is_no_failure(phone, address):
    phone.add_init_script(
        "navigator.share = async (data) => { window.shared = data; throw new DOMException('', 'AbortError') }"
    )
    phone.goto(f"{address}role-en-une-minute/role-clsc/")
    phone.get_by_role("button", name="Partager le lien").tap()
    phone.wait_for_function("window.shared")
    assert phone.evaluate("shared.url") == f"{address}role-en-une-minute/role-clsc/"
    assert phone.get_by_label("Adresse à copier").count() == 0
