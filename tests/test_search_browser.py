"""The interface of search in a real Chromium: what a person types, reads, filters, and finds again."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from .search_site import HEADER, RESULT, SHEET, ask, focused, ids, kept, make_site, phone
from .serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site."""
    return make_site(tmp_path_factory.mktemp("recherche") / "projet")


@pytest.fixture(scope="module")
def address(site):
    """Where it is served."""
    with served(site) as server:
        yield server.address


@pytest.fixture
def page(browser):
    """A page on a phone; no script may fail."""
    with phone(browser) as opened:
        yield opened


def test_the_header_and_the_page_give_the_same_results_in_the_same_order(page, address):
    ask(page, address, "vague")
    expect(page.locator(RESULT)).to_have_count(6)
    first = ids(page)
    expect(page.locator(".recherche-tout")).to_have_text("Voir les 45 résultats")
    page.locator(".recherche-tout").click()
    expect(page).to_have_url(f"{address}recherche/?q=vague")
    expect(page.locator(RESULT)).to_have_count(20)
    assert ids(page)[:6] == first


def test_a_result_shows_its_kind_and_the_words_found(page, address):
    ask(page, address, "quai")
    result = page.locator(".recherche-resultat").first
    expect(result.locator("mark").first).to_have_text("Quai")
    expect(result.locator(".recherche-genre")).to_have_text("Stratégie")


def test_a_term_is_answered_by_its_definition_once(page, address):
    ask(page, address, "signal")
    card = page.locator(".recherche-reponse")
    expect(card).to_contain_text("Lumière convenue")
    assert ids(page) == ["signal", "quai"]
    card.locator("a").click()
    expect(page).to_have_url(f"{address}glossaire/#signal")


def test_a_figure_is_answered_by_its_value_and_what_it_is_worth(page, address):
    ask(page, address, "recours quai")
    card = page.locator(".recherche-reponse")
    for text in ("52 %", "de 38 % à 66 % (IC à 95 %)", "49 PTP répondantes, 2024"):
        expect(card).to_contain_text(text)
    assert card.locator("a").get_attribute("href") == f"{address}reperes/chiffres/#quai.recours"


def test_another_spelling_replaces_the_query(page, address):
    ask(page, address, "vgaue")
    page.get_by_role("link", name="vague", exact=True).click()
    expect(page.locator(RESULT)).to_have_count(6)
    assert page.input_value("input[name=q]") == "vague"
    assert focused(page) == "q"
    page.goto(f"{address}recherche/?q=vgaue")
    page.get_by_role("link", name="vague", exact=True).click()
    expect(page.locator(RESULT)).to_have_count(20)
    expect(page).to_have_url(f"{address}recherche/?q=vague")


def test_filters_have_counts_and_live_in_the_address(page, address):
    page.goto(f"{address}recherche/?q=vague")
    page.locator("summary").click()
    page.get_by_role("button", name="urbain 15").click()
    expect(page.locator(".recherche-etat")).to_have_text("15 résultats")
    expect(page).to_have_url(f"{address}recherche/?q=vague&milieu=urbain")
    expect(page.get_by_role("button", name="urbain 15")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.activeElement.dataset.facet") == "setting=urbain"
    expect(page.get_by_role("button", name="rural 30")).to_be_visible()
    page.get_by_role("button", name="pg 7").click()
    expect(page.locator(".recherche-etat")).to_have_text("7 résultats")
    page.go_back()
    expect(page.locator(".recherche-etat")).to_have_text("15 résultats")
    page.go_back()
    expect(page.locator(".recherche-etat")).to_have_text("45 résultats")
    page.goto(f"{address}recherche/?q=vague&milieu=urbain&role=pg&genre=fiche")
    expect(page.locator(".recherche-etat")).to_have_text("7 résultats")
    page.locator("summary").click()
    page.get_by_role("button", name="Retirer les filtres").click()
    expect(page).to_have_url(f"{address}recherche/?q=vague")


def test_a_filter_that_leaves_nothing_is_taken_off_in_one_click(page, address):
    page.goto(f"{address}recherche/?q=vague&genre=terme")
    expect(page.locator(".recherche-etat")).to_have_text("Aucun résultat")
    page.locator(".recherche-avant").get_by_role("button", name="Retirer les filtres").click()
    expect(page.locator(RESULT)).to_have_count(20)


def test_more_results_come_after_those_that_are_there(page, address):
    page.goto(f"{address}recherche/?q=vague")
    expect(page.locator(RESULT)).to_have_count(20)
    page.get_by_role("button", name="Plus de résultats").click()
    expect(page.locator(RESULT)).to_have_count(40)
    assert focused(page) == ids(page)[20]
    page.get_by_role("button", name="Plus de résultats").click()
    expect(page.locator(RESULT)).to_have_count(45)
    expect(page.locator(".recherche-plus")).to_be_hidden()
    assert len(set(ids(page))) == 45


def test_back_finds_the_results_the_filters_and_the_place_again(page, address):
    page.goto(f"{address}recherche/?q=vague&milieu=rural")
    expect(page.locator(RESULT)).to_have_count(20)
    page.get_by_role("button", name="Plus de résultats").click()
    expect(page.locator(RESULT)).to_have_count(30)
    page.locator(RESULT).nth(27).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 500
    page.locator(RESULT).nth(27).click()
    expect(page).to_have_url(address + SHEET)
    page.go_back()
    expect(page.locator(RESULT)).to_have_count(30)
    expect(page.locator(".recherche-etat")).to_have_text("30 résultats")
    page.wait_for_function("y => Math.abs(scrollY - y) < 80", arg=before)


def test_a_typed_query_takes_a_place_in_the_history(page, address):
    page.goto(f"{address}recherche/?q=signal")
    expect(page.locator(RESULT)).to_have_count(2)
    page.fill("#recherche-page", "quai")
    expect(page).to_have_url(f"{address}recherche/?q=quai")
    page.goto(address + HEADER)
    page.go_back()
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")
    assert page.input_value("#recherche-page") == "quai"
    page.go_back()
    expect(page.locator(RESULT)).to_have_count(2)
    assert page.input_value("#recherche-page") == "signal"


def test_a_summary_without_the_words_gives_way_to_a_passage_and_nothing_moves(page, address):
    page.goto(f"{address}recherche/?q=vague")
    last = page.locator(".recherche-resultat").nth(5)
    expect(last).to_be_visible()
    before = last.bounding_box()
    expect(last.locator(".recherche-extrait mark")).to_have_text("vague")
    assert last.bounding_box() == before


def test_an_answer_that_comes_late_is_ignored(page, address):
    ask(page, address, "lent")
    page.fill("input[name=q]", "quai")
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")
    page.wait_for_timeout(600)
    assert ids(page)[0] == "quai"


def test_the_keys_go_through_field_and_results_and_back(page, address):
    ask(page, address, "vague")
    expect(page.locator(RESULT)).to_have_count(6)
    page.keyboard.press("ArrowDown")
    assert focused(page) == "vague-00"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "vague-01"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.className") == "recherche-tout"
    page.keyboard.press("Home")
    assert focused(page) == "vague-00"
    page.keyboard.press("ArrowUp")
    assert focused(page) == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.type("s")
    assert page.input_value("input[name=q]") == "vagues"
    assert focused(page) == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert focused(page) == "q"
    expect(page.locator(".recherche-panneau")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('form.recherche')")


def test_on_the_page_the_arrows_go_to_the_results_past_the_filters(page, address):
    page.set_viewport_size({"width": 1300, "height": 800})
    page.goto(f"{address}recherche/?q=vague")
    expect(page.get_by_role("button", name="urbain 15")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "vague-00"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.textContent") == "Plus de résultats"
    assert page.title().startswith("vague · Rechercher")


def test_enter_opens_a_result_and_tab_out_closes_the_panel(page, address):
    ask(page, address, "quai")
    expect(page.locator(RESULT).first).to_be_visible()
    page.locator("[data-theme-bascule]").focus()
    expect(page.locator(".recherche-panneau")).to_be_hidden()
    page.locator("input[name=q]").focus()
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + SHEET)


def test_the_count_is_announced_once_typing_pauses(page, address):
    ask(page, address, "signal")
    expect(page.locator("[role=status]")).to_have_text("2 résultats, 1 définition")
    page.fill("input[name=q]", "vgaue")
    expect(page.locator("[role=status]")).to_have_text("Rien d’exact, 1 page proche. Vouliez-vous dire « vague »?")
    page.goto(f"{address}recherche/?q=recours+quai")
    expect(page.locator("[role=status]")).to_have_text("1 résultat, 1 chiffre")


def test_nothing_found_shows_what_is_near_and_where_to_go(page, address):
    page.goto(f"{address}recherche/?q=xylophone")
    expect(page.locator(".recherche-avant")).to_contain_text("Rien ne répond exactement à « xylophone ».")
    assert ids(page) == ["quai"]
    for path in ("recherche/a-z/", "a-propos/contribuer/"):
        assert page.locator(f".recherche-avant a[href='{address}{path}']").count() == 1


def test_recent_searches_are_those_that_led_somewhere_and_are_erased_in_one_click(page, address):
    ask(page, address, "signal")
    expect(page.locator(RESULT)).to_have_count(2)
    page.keyboard.press("Escape")
    assert kept(page) == []
    page.fill("input[name=q]", "quai")
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")
    page.locator(RESULT).first.click()
    expect(page).to_have_url(address + SHEET)
    ask(page, address, "vague")
    expect(page.locator(RESULT)).to_have_count(6)
    page.keyboard.press("Enter")
    expect(page.locator(RESULT)).to_have_count(20)
    assert kept(page) == ["vague", "quai"]
    page.fill("#recherche-page", "")
    page.get_by_role("link", name="quai", exact=True).click()
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")
    page.goto(address + HEADER)
    page.locator("input[name=q]").focus()
    page.get_by_role("button", name="Effacer les recherches récentes").click()
    assert page.evaluate("localStorage.getItem('ancrage.recherches')") is None
    page.reload()
    page.locator("input[name=q]").focus()
    page.wait_for_timeout(300)
    expect(page.locator(".recherche-panneau")).to_be_hidden()


def test_at_most_eight_searches_are_kept(page, address):
    page.goto(f"{address}recherche/")
    for n in range(10):
        page.fill("#recherche-page", f"vague {n}")
        page.press("#recherche-page", "Enter")
    assert kept(page) == [f"vague {n}" for n in range(9, 1, -1)]
