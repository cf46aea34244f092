"""What a person does, in a real Chromium on a phone: open, follow a door, search, open a sheet."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.real_data]


def no_sideways_scroll(page: Page) -> bool:
    """Tell whether the page, once its styles are there, fits the width of the screen."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_newcomer_follows_a_door_and_finds_a_sheet(phone, address):
    phone.goto(address)
    assert no_sideways_scroll(phone)
    phone.locator("a.porte", has_text="Je débute").tap()
    expect(phone).to_have_url(f"{address}debuter/")
    assert no_sideways_scroll(phone)
    expect(phone.locator("main h1")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "entry"), [("demarchage", "demarchage"), ("l’écoute", "ecoute"), ("ecoute", "ecoute"), ("ptp", "")]
)
def test_searching_without_accents_or_with_elision_finds_the_entry(phone, address, query, entry):
    phone.goto(f"{address}recherche/?q={query}")
    first = phone.locator("[data-entry-id]:not(main)").first
    expect(first).to_be_visible()
    if entry:
        ids = phone.locator("[data-entry-id]:not(main)").evaluate_all(
            "found => found.slice(0, 3).map(a => a.dataset.entryId)"
        )
        assert entry in ids


def test_the_header_search_leads_to_a_sheet(phone, address):
    phone.goto(address)
    phone.keyboard.press("/")
    phone.keyboard.type("parcs", delay=20)
    result = phone.locator('[data-entry-id="presence-parcs"]').first
    expect(result).to_be_visible()
    result.tap()
    expect(phone.locator("main")).to_have_attribute("data-entry-id", "presence-parcs")
    assert no_sideways_scroll(phone)


def test_a_figure_asked_in_words_is_answered_with_its_interval_and_leads_to_its_passport(phone, address):
    phone.goto(f"{address}recherche/?q=efficacité des parcs")
    card = phone.locator(".recherche-reponse")
    expect(card).to_contain_text("52\u00a0%")
    expect(card).to_contain_text("intervalle")
    card.locator("a").tap()
    expect(phone).to_have_url(f"{address}reperes/chiffres/#presence-parcs.efficacite")


def test_an_acronym_is_answered_by_what_it_stands_for(phone, address):
    phone.goto(f"{address}recherche/?q=rlp")
    expect(phone.locator(".recherche-reponse")).to_contain_text("regroupement local de partenaires")


@pytest.mark.parametrize("query", ["role ecole", "garderie", "burnout"])
def test_the_header_and_the_search_page_rank_alike(phone, address, query):
    found = ".recherche-liste [data-entry-id]"
    ids = "links => links.slice(0, 6).map(link => link.dataset.entryId)"
    phone.goto(f"{address}recherche/?q={query}")
    expect(phone.locator(found).nth(5)).to_be_attached()
    on_page = phone.locator(found).evaluate_all(ids)
    phone.goto(f"{address}fiches/")
    phone.locator("input[name=q]").fill(query)
    expect(phone.locator(found).nth(5)).to_be_attached()
    assert phone.locator(found).evaluate_all(ids) == on_page


def test_a_figure_leads_to_its_passport(phone, address):
    phone.goto(f"{address}strategies/presence-parcs/")
    phone.locator('a.mesure[data-mesure="presence-parcs.efficacite"]').first.tap()
    passport = phone.locator('[id="presence-parcs.efficacite"]')
    expect(passport).to_be_visible()
    expect(passport).to_contain_text("52")
    expect(passport).to_contain_text("intervalle", ignore_case=True)


def test_a_term_opens_in_place_by_keyboard_and_closes_with_escape(phone, address):
    phone.goto(f"{address}strategies/presence-parcs/")
    page = phone
    if not page.locator("a.terme").count():
        page.goto(f"{address}arrimage/clarifier-roles/")
    term = page.locator("a.terme").first
    term.focus()
    page.keyboard.press("Enter")
    opened = page.locator("[popover]:popover-open, dialog[open], .bulle:not([hidden])").first
    expect(opened).to_be_visible()
    page.keyboard.press("Escape")
    expect(opened).not_to_be_visible()
    assert page.evaluate("document.activeElement.classList.contains('terme')")


@pytest.mark.parametrize(
    "path", ["", "strategies/", "strategies/presence-parcs/", "glossaire/", "reperes/chiffres/", "cadre/"]
)
def test_no_page_scrolls_sideways_on_a_small_phone(phone, address, path):
    phone.goto(f"{address}{path}")
    assert no_sideways_scroll(phone)


TAB_STOP = """() => {
  const found = document.activeElement;
  if (!found || found === document.body) return null;
  const box = found.getBoundingClientRect();
  const shown = box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  return [found.outerHTML.slice(0, 120), shown];
}"""


@pytest.mark.parametrize("path", ["", "strategies/presence-parcs/", "recherche/?q=parc", "glossaire/", "hors-ligne/"])
def test_every_tab_stop_of_a_phone_is_on_screen(phone, address, path):
    phone.emulate_media(reduced_motion="reduce")
    phone.goto(f"{address}{path}")
    if "?q=" in path:  # results that come later push what has the focus down
        expect(phone.locator(".recherche-liste [data-entry-id]").first).to_be_visible()
    off, met = [], 0
    for _ in range(80):
        phone.keyboard.press("Tab")
        stop = phone.evaluate(TAB_STOP)
        if stop is None:
            break
        met += 1
        if not stop[1]:
            off.append(stop[0])
    assert off == []
    assert met > 10


def test_the_site_works_without_javascript(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 720})
    page = context.new_page()
    page.goto(f"{address}strategies/presence-parcs/")
    page.locator("a.mesure").first.click()
    assert "/reperes/chiffres/#" in page.url
    context.close()
