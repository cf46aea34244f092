"""What the composer keeps, in a real Chromium: the plan in its address, the notes on the device, after a crash too."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .composer_page import PAGE, opened, propose, titles
from .conftest import started
from .kept_data import kill_processes_of

pytestmark = [pytest.mark.browser, pytest.mark.real_data]
NOTE = "Apporter les chaises pliantes."


def drafts(page: Page) -> list[dict]:
    """The sessions that the browser keeps."""
    kept = json.loads(page.evaluate("localStorage.getItem('ancrage.donnees')") or "{}").get("drafts", {})
    return [
        json.loads(record["text"])
        for name, record in kept.items()
        if name.startswith("seance/") and not record["removed"]
    ]


def test_the_address_rebuilds_the_plan_and_back_undoes_the_choice(browser, address):
    page = browser.new_page(viewport={"width": 1300, "height": 900}, service_workers="block")
    opened(page, address)
    first = titles(page)
    page.get_by_role("button", name=f"Cinq minutes de plus : {first[1]}").click()
    page.get_by_role("button", name=f"Monter : {first[3]}").click()
    page.get_by_role("button", name="Ajouter une pause").click()
    page.get_by_label("Titre de la séance").fill("Mardi, 100 % rôle & voix")
    changed = titles(page)
    expect(page).to_have_url(re.compile("Mardi"))
    other = browser.new_page()
    other.goto(page.url)
    assert titles(other) == changed
    expect(other.get_by_label("Titre de la séance")).to_have_value("Mardi, 100 % rôle & voix")
    expect(other.locator(".barre-total .total")).to_have_text(page.locator(".barre-total .total").inner_text())
    other.close()
    propose(page, "45")
    expect(page.locator(".barre-total .total")).to_have_text("45\u00a0min sur 45")
    page.go_back()
    expect(page.locator(".barre-total .total")).to_have_text("105\u00a0min sur 90")
    assert titles(page) == changed
    page.reload()
    assert titles(page) == changed
    page.close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="les processus se lisent dans /proc")
def test_a_crash_loses_nothing_that_was_typed(browser, address, tmp_path):
    profile, kept = tmp_path / "profil", ""
    for visit in range(2):
        context = started(browser, profile)
        page = context.new_page()
        if visit == 0:
            opened(page, address)
            page.locator(".mes-notes summary").nth(2).click()
            page.get_by_label(re.compile("^Mes notes")).nth(2).fill(NOTE)
            expect(page.locator(".garde-etat")).to_have_text("Enregistré sur cet appareil.")
            expect(page).to_have_url(re.compile("&n="))
            kept = page.url
            page.wait_for_timeout(1000)
            kill_processes_of(profile)
        else:
            page.goto(f"{address}{PAGE}")
            page.get_by_role("button", name=re.compile("Reprendre")).click()
            expect(page.get_by_label(re.compile("^Mes notes")).nth(2)).to_have_value(NOTE)
            page.goto("about:blank")
            page.goto(kept)
            expect(page.get_by_label(re.compile("^Mes notes")).nth(2)).to_have_value(NOTE)
            context.close()


def test_an_old_address_of_a_draft_does_not_undo_what_was_written_since(phone, address):
    opened(phone, address)
    first = titles(phone)
    phone.get_by_role("button", name=f"Retirer : {first[1]}").click()
    expect(phone).to_have_url(re.compile("&n="))
    old = phone.url
    phone.get_by_role("button", name=f"Retirer : {first[2]}").click()
    phone.wait_for_timeout(600)
    phone.goto("about:blank")
    phone.goto(old)
    assert titles(phone) == [first[0], *first[3:]]


def test_notes_stay_on_the_device_and_out_of_the_address(phone, address):
    opened(phone, address)
    phone.locator(".mes-notes summary").first.click()
    phone.get_by_label(re.compile("^Mes notes")).first.fill("Jamais dans un lien")
    expect(phone.locator(".garde-etat")).to_have_text("Enregistré sur cet appareil.")
    assert "Jamais" not in phone.url
    assert any("Jamais dans un lien" in note for draft in drafts(phone) for note in draft["notes"])
    phone.reload()
    expect(phone.get_by_label(re.compile("^Mes notes")).first).to_have_value("Jamais dans un lien")


def test_nothing_is_asked_of_the_network_while_composing(phone, address):
    opened(phone, address)
    phone.wait_for_load_state("networkidle")
    asked: list[str] = []
    own = ("blob:", "data:", f"{address}images/favicon")  # browsers ask for the icon again when the address changes
    phone.on("request", lambda request: request.url.startswith(own) or asked.append(request.url))
    propose(phone, "3 h")
    phone.get_by_role("button", name=re.compile("^Remplacer")).first.click()
    phone.get_by_role("dialog").get_by_role("button", name=re.compile("^Prendre")).first.click()
    phone.get_by_label("Titre de la séance").fill("Essai")
    for name in ("Exporter en YAML", "Exporter en Markdown"):
        with phone.expect_download():
            phone.get_by_role("button", name=name).click()
    phone.wait_for_timeout(500)
    assert asked == []
