"""What tests do with the page of the workshop."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from .conftest import ROOT

CASES = ROOT / "practices" / "cases"
TEXT = "Une personne salue, de loin, chaque semaine."


def begin(page: Page, address: str, kind: str = "situation") -> None:
    """Open the workshop on a new case."""
    page.goto(f"{address}cas/atelier/?nouveau={kind}")
    expect(page.get_by_role("heading", name="Pour commencer")).to_be_visible()


def onward(page: Page) -> None:
    """Go to the next screen."""
    page.get_by_role("button", name="Suivant").click()


def field(page: Page, name: str):
    """The text field of that name."""
    return page.get_by_role("textbox", name=name, exact=True)


def settled(page: Page) -> None:
    """Wait until what was typed is said to be kept."""
    expect(page.locator(".atelier-etat")).to_have_text("Enregistré sur cet appareil.")


def fill_situation(page: Page) -> None:
    """Write a whole situation, screen by screen, up to the review."""
    field(page, "Titre").fill("Le banc au soleil")
    page.get_by_label("Rural").check()
    page.get_by_label("inventé de bout en bout").check()
    onward(page)
    field(page, "Contexte").fill(TEXT)
    onward(page)
    field(page, "Besoin 1").fill("Parler un peu.")
    page.get_by_role("button", name="Ajouter un besoin").click()
    field(page, "Besoin 2").fill("Ne rien devoir.")
    onward(page)
    field(page, "Démarche 1").fill("Une présence à la même heure.")
    onward(page)
    field(page, "Question aux pairs").fill("Comment rester, sans rien offrir?")
    onward(page)
    onward(page)
    onward(page)
    field(page, "En bref").fill("Un lien qui tient à un salut.")
    onward(page)


def confirm(page: Page) -> None:
    """Answer the questions of the review, and keep what was found."""
    for box in page.locator(".atelier-revue input[type=checkbox]").all():
        box.check()


def exported(page: Page, name: str) -> tuple[str, bytes]:
    """The file that a button gives: its name and what it holds."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def give(page: Page, name: str, content: bytes) -> None:
    """Choose a file to bring back."""
    page.set_input_files("#fichier-cas", {"name": name, "mimeType": "text/plain", "buffer": content})
