"""What the workshop keeps, in a real Chromium: as one types, when the browser dies, between two tabs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import started
from .kept_data import kill_processes_of
from .workshop_page import TEXT, begin, field, onward, settled

pytestmark = [pytest.mark.browser, pytest.mark.real_data]


def test_the_back_key_and_a_reload_lead_to_the_screen_where_one_was(phone, address):
    begin(phone, address)
    field(phone, "Titre").fill("Un banc")
    onward(phone)
    onward(phone)
    phone.go_back()
    expect(phone.get_by_role("heading", name="Contexte")).to_be_focused()
    field(phone, "Contexte").fill(TEXT)
    phone.reload()
    expect(field(phone, "Contexte")).to_have_value(TEXT)
    phone.get_by_role("button", name="Mes cas").click()
    expect(phone.get_by_role("button", name="Reprendre « Un banc »")).to_be_visible()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="les processus se lisent dans /proc")
def test_a_case_survives_the_death_of_the_browser(browser, address, tmp_path):
    profile = tmp_path / "profil"
    for visit in range(2):
        context = started(browser, profile)
        page = context.new_page()
        if visit == 0:
            begin(page, address)
            field(page, "Titre").fill("Un banc")
            onward(page)
            page.get_by_role("textbox", name="Contexte", exact=True).press_sequentially(TEXT)
            settled(page)
            page.wait_for_timeout(1000)  # localStorage alone would need five seconds
            kill_processes_of(profile)
        else:
            page.goto(f"{address}cas/atelier/")
            page.get_by_role("button", name="Reprendre « Un banc »").click()
            expect(field(page, "Contexte")).to_have_value(TEXT)
            context.close()


def test_a_key_typed_just_before_leaving_is_kept(phone, address):
    begin(phone, address)
    field(phone, "Titre").press_sequentially("Un banc")
    phone.goto(f"{address}cas/")
    phone.goto(f"{address}cas/atelier/")
    expect(phone.get_by_role("button", name="Reprendre « Un banc »")).to_be_visible()


def test_two_tabs_on_the_same_case_lose_nothing(phone, address):
    begin(phone, address)
    field(phone, "Titre").fill("Un banc")
    settled(phone)
    other = phone.context.new_page()
    other.goto(phone.url)
    field(other, "Titre").fill("Un banc vert")
    settled(other)
    expect(field(phone, "Titre")).to_have_value("Un banc vert")
    expect(phone.get_by_text("vous voyez sa dernière version")).to_be_visible()
    field(phone, "Titre").press_sequentially(" et bas")  # both write: neither is lost
    other.evaluate(
        """() => { const title = document.querySelector('#champ-title'); title.value = 'Un banc rouge'; title.dispatchEvent(new Event('input')); }"""
    )
    phone.wait_for_timeout(1200)
    titles = {page.locator("#champ-title").input_value() for page in (phone, other)}
    other.goto(f"{address}cas/atelier/")
    kept = " ".join(other.locator(".brouillons strong").all_text_contents())
    assert all(title in kept for title in titles)


def test_several_cases_are_kept_and_an_empty_one_leaves_nothing(phone, address):
    for title in ("Un banc", "Une clôture"):
        begin(phone, address)
        field(phone, "Titre").fill(title)
        settled(phone)
    begin(phone, address, "territoire")
    onward(phone)
    phone.goto(f"{address}cas/atelier/")
    expect(phone.locator(".brouillons > li")).to_have_count(2)
