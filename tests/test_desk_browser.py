"""What the tools that keep drafts share, in a real Chromium: the work first, one tap back, nothing empty kept, names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from .conftest import violations
from .test_browser import no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.real_data]


SMALL = (
    "[...document.querySelectorAll('article :is(.bouton, .choix, select, summary, textarea, input)')]"
    ".filter(e => e.checkVisibility() && !e.matches('.hors-ecran, [type=radio], [type=checkbox]'))"
    ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 90))"
)
"""What is too small for a finger, in the page."""


@dataclass(frozen=True)
class Tool:
    """A tool: its page, the button that begins, the way back, the title of its list and of its work, a first change."""

    page: str
    begin: str
    back: str
    mine: str
    work: str
    change: Callable[[Page], None]
    name: str
    """What a draft without title is called, before its date."""


TOOLS = {
    "overlaps": Tool(
        "cadre/chevauchements/", "Partir du cadre", "Mes grilles", "Vos grilles", "1. Votre territoire",
        lambda page: page.locator("#grille-date").fill("2026-10-01"), "Grille du ",
    ),
    "indicators": Tool(
        "arrimage/indicateurs/", "Commencer une fiche", "Mes fiches", "Vos fiches", "1. Vos comptes",
        lambda page: page.get_by_role("button", name="Ajouter cette période").click(), "Fiche du ",
    ),
    "surveys": Tool(
        "cas/releves/", "Commencer un relevé", "Mes relevés", "Vos relevés", "Mon relevé",
        lambda page: page.locator("#releve-milieu").get_by_label("rural").check(), "Relevé, ",
    ),
    "composer": Tool(
        "former/composer/", "Proposer un plan", "Mes séances", "Vos séances", "Votre plan",
        lambda page: page.get_by_role("button", name="Ajouter une pause").click(), "Aller vers, ",
    ),
    "workshop": Tool(
        "cas/atelier/", "Une situation à discuter", "Mes cas", "Vos cas", "Pour commencer",
        lambda page: page.get_by_label("Rural").check(), "Situation du ",
    ),
}  # fmt: skip


@pytest.fixture(params=TOOLS.values(), ids=TOOLS)
def tool(request) -> Tool:
    """Each tool in turn."""
    return request.param


def began(page: Page, address: str, tool: Tool) -> None:
    """Begin a work, from the entrance."""
    page.goto(f"{address}{tool.page}")
    page.get_by_role("button", name=tool.begin).click()


def written(page: Page, tool: Tool) -> None:
    """Make a first change, and wait until it is kept."""
    tool.change(page)
    expect(page.get_by_text("Enregistré sur cet appareil.")).to_be_visible()


def test_the_work_comes_first_with_the_focus_on_its_title(phone, address, tool):
    began(phone, address, tool)
    expect(phone.get_by_role("heading", name=tool.work, exact=True)).to_be_focused()
    expect(phone.get_by_role("heading", name=tool.work, exact=True)).to_be_in_viewport()
    expect(phone.locator(".avant-outil, .etagere").first).to_be_hidden()
    expect(phone.get_by_role("button", name=tool.begin)).to_be_hidden()
    assert no_sideways_scroll(phone)


def test_what_was_only_looked_at_is_not_kept(phone, address, tool):
    began(phone, address, tool)
    phone.get_by_role("button", name=tool.back).click()
    expect(phone.get_by_role("button", name=tool.begin)).to_be_visible()
    expect(phone.get_by_role("heading", name=tool.mine)).to_be_hidden()
    assert "drafts" not in (phone.evaluate("localStorage.getItem('ancrage.donnees')") or "")


def test_one_tap_leads_back_to_the_list_and_one_to_the_work_as_it_was(phone, address, tool):
    began(phone, address, tool)
    written(phone, tool)
    back = phone.get_by_role("button", name=tool.back)
    assert back.bounding_box()["height"] >= 44
    back.click()
    expect(phone.get_by_role("heading", name=tool.mine)).to_be_focused()
    expect(phone.get_by_role("heading", name=tool.work, exact=True)).to_be_hidden()
    phone.get_by_role("button", name="Reprendre").click()
    expect(phone.get_by_role("heading", name=tool.work, exact=True)).to_be_focused()
    phone.go_back()
    expect(phone.get_by_role("heading", name=tool.mine)).to_be_visible()
    phone.go_forward()
    expect(phone.get_by_role("heading", name=tool.work, exact=True)).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("heading", name=tool.work, exact=True)).to_be_visible()
    expect(phone.get_by_role("heading", name=tool.mine)).to_be_hidden()


def test_going_straight_to_the_content_does_not_close_the_work(phone, address, tool):
    began(phone, address, tool)
    written(phone, tool)
    phone.get_by_role("link", name="Aller au contenu").press("Enter")
    assert phone.url.endswith("#contenu")
    expect(phone.get_by_role("heading", name=tool.work, exact=True)).to_be_visible()
    expect(phone.get_by_role("button", name=tool.begin)).to_be_hidden()


def test_a_draft_without_title_has_a_name_of_its_own(phone, address, tool):
    for _ in range(2):
        began(phone, address, tool)
        written(phone, tool)
        phone.clock.install()
        phone.clock.fast_forward("02:00")
    phone.goto(f"{address}{tool.page}")
    names = phone.locator(".brouillons strong").all_inner_texts()
    assert len(names) == 2
    assert all(name.startswith(tool.name) for name in names)
    assert names[0] != names[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_faces_are_accessible_and_large_enough_to_tap(phone, address, axe, tool, scheme):
    phone.emulate_media(color_scheme=scheme)
    began(phone, address, tool)
    written(phone, tool)
    for back in ("", tool.back):
        if back:
            phone.get_by_role("button", name=back).click()
        assert violations(phone, axe) == []
        assert phone.evaluate(SMALL) == []


def test_a_long_list_folds_all_but_the_last_three(phone, address):
    for _ in range(5):
        began(phone, address, TOOLS["indicators"])
        written(phone, TOOLS["indicators"])
    phone.goto(f"{address}{TOOLS['indicators'].page}")
    expect(phone.get_by_role("button", name="Reprendre").filter(visible=True)).to_have_count(3)
    phone.get_by_text("Les 2 autres").click()
    oldest = phone.get_by_role("button", name="Supprimer").last
    oldest.click()
    expect(phone.get_by_role("button", name="Reprendre").filter(visible=True)).to_have_count(4)
    expect(phone.get_by_role("button", name="Annuler")).to_be_focused()
    phone.get_by_role("button", name="Annuler").press("Enter")
    expect(phone.get_by_role("button", name="Reprendre").filter(visible=True)).to_have_count(5)


def test_two_tabs_on_a_grid_follow_each_other_and_lose_nothing(phone, address):
    began(phone, address, TOOLS["overlaps"])
    title = phone.get_by_label("Nom de la grille")
    title.fill("Vallon")
    expect(phone.get_by_text("Enregistré sur cet appareil.")).to_be_visible()
    other = phone.context.new_page()
    other.goto(phone.url)
    theirs = other.get_by_label("Nom de la grille")
    expect(theirs).to_have_value("Vallon")
    theirs.fill("Vallon du haut")
    expect(title).to_have_value("Vallon du haut")
    before = phone.url
    title.press_sequentially(" et du bas")  # both write: neither is lost
    other.evaluate(
        """() => { const title = document.querySelector('#grille-titre'); title.value = 'Vallon rouge'; title.dispatchEvent(new Event('input')); }"""
    )
    phone.wait_for_timeout(1200)
    titles = {page.get_by_label("Nom de la grille").input_value() for page in (phone, other)}
    assert len(titles) == 2
    assert phone.url != before or other.url != before  # the one that went on in a copy says so in its address
    assert any(page.get_by_text("les deux sont gardés").is_visible() for page in (phone, other))
    other.goto(f"{address}cadre/chevauchements/")
    kept = " ".join(other.locator(".brouillons strong").all_text_contents())
    assert all(title in kept for title in titles)


def test_a_copied_account_of_another_tab_is_another_account(phone, address):
    began(phone, address, TOOLS["surveys"])
    written(phone, TOOLS["surveys"])
    other = phone.context.new_page()
    other.goto(phone.url)
    phone.locator("div.strategie").first.get_by_label("jamais", exact=True).check()
    other.evaluate(
        """() => { const radio = document.querySelectorAll('div.strategie')[1].querySelector('input'); radio.checked = true; radio.dispatchEvent(new Event('change')); }"""
    )
    phone.wait_for_timeout(1200)
    names = set()
    for page in (phone, other):
        with page.expect_download() as download:
            page.get_by_role("button", name="Enregistrer mon fichier").click()
        names.add(download.value.suggested_filename)
    assert len(names) == 2
