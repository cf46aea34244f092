"""The notebook in a real Chromium: what is kept of a sheet, moved, removed, brought back, exported, printed."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import expect

from .conftest import ROOT
from .kept_data import MARK, SHEETS, TODAY, settle
from .test_browser import no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.real_data]


def test_a_sheet_a_record_a_figure_and_a_term_are_kept_with_what_they_are(phone, address):
    phone.goto(f"{address}strategies/presence-parcs/")
    phone.get_by_role("button", name="Garder dans mon carnet").tap()
    expect(phone.get_by_text("Gardé.")).to_be_visible()
    phone.goto(f"{address}cadre/taches/")
    assert phone.locator(".notice .garder:visible").count() == 0
    phone.get_by_role("button", name="Choisir pour mon carnet").tap()
    phone.locator("#tache-premier-contact + .garder button").tap()
    expect(phone.get_by_text("Gardé.")).to_be_visible()
    phone.goto(f"{address}reperes/chiffres/#presence-parcs.efficacite")
    phone.locator('[id="presence-parcs.efficacite"] .garder button').tap()
    expect(phone.get_by_text("Gardé.")).to_be_visible()
    phone.goto(f"{address}arrimage/clarifier-roles/")
    phone.locator("a.terme").first.tap()
    phone.locator(".bulle .garder button").tap()
    phone.get_by_role("link", name="Voir mon carnet").tap()
    expect(phone).to_have_url(f"{address}carnet/")
    kinds = phone.locator("ol.carnet .genre")
    expect(kinds).to_contain_text(["Stratégie", "Tâche", "Chiffre", "Sigle"])
    links = phone.locator("ol.carnet h2 a").evaluate_all("found => found.map(a => a.href)")
    assert links[1:3] == [
        f"{address}cadre/taches/#tache-premier-contact",
        f"{address}reperes/chiffres/#presence-parcs.efficacite",
    ]
    for link in links:
        phone.goto(link)
        anchor = link.partition("#")[2]
        if anchor:
            expect(phone.locator(f'[id="{anchor}"]')).to_be_visible()
            assert phone.get_by_role("button", name="Retirer : ").first.is_visible()
        else:
            expect(phone.get_by_role("button", name="Retirer", exact=True)).to_be_visible()
    assert no_sideways_scroll(phone)


def test_the_record_that_the_address_names_offers_its_button(phone, address):
    phone.goto(f"{address}glossaire/#accompagnement")
    expect(phone.locator(".notice .garder:visible")).to_have_count(1)


def test_a_sheet_loads_little_before_one_keeps_something(phone, address, real_site):
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"{address}strategies/presence-parcs/")
    expect(phone.get_by_role("button", name="Garder dans mon carnet")).to_be_visible()
    assert [url for url in asked if "/donnees/" in url or "/carnet/" in url] == []
    script = gzip.compress((real_site / "js" / "garder.js").read_bytes())
    css = (ROOT / "docs" / "css" / "contenu.css").read_text(encoding="utf-8")
    ours = css[css.index("/* « Garder") : css.index("/* Links out")]
    assert len(script) + len(gzip.compress(ours.encode())) <= 3072


def test_the_notebook_is_reordered_by_keyboard_and_by_dragging(notebook):
    page = notebook
    first, second, third = SHEETS
    page.get_by_role("button", name=f"Descendre : {first}").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".carnet-etat")).to_have_text(f"{first} : 2 sur 3.")
    expect(page.get_by_role("button", name=f"Descendre : {first}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Monter : {first}")).to_be_focused()
    page.reload()
    expect(page.locator("ol.carnet h2")).to_have_text([second, third, first])
    page.locator(".poignee").nth(2).scroll_into_view_if_needed()
    handle, line = page.locator(".poignee").nth(2).bounding_box(), page.locator("ol.carnet > li").nth(1).bounding_box()
    page.mouse.move(handle["x"] + 10, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(60, line["y"] + 5, steps=5)
    page.mouse.up()
    page.reload()
    expect(page.locator("ol.carnet h2")).to_have_text([second, first, third])


def test_what_is_removed_comes_back_with_its_note(notebook):
    page = notebook
    area = page.get_by_role("textbox").nth(1)
    title = SHEETS[1]
    area.fill(MARK)
    page.get_by_role("button", name=f"Retirer : {title}").tap()
    expect(page.locator("ol.carnet > li:not(.retire)")).to_have_count(2)
    assert MARK not in page.evaluate("localStorage.getItem('ancrage.donnees')")
    expect(page.get_by_role("button", name=f"Annuler le retrait : {title}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox").nth(1)).to_have_value(MARK)
    page.reload()
    expect(page.get_by_role("textbox").nth(1)).to_have_value(MARK)


def test_the_notebook_is_exported_and_printed_with_its_notes(notebook, address):
    page = notebook
    page.get_by_role("textbox").first.fill(f"{MARK}\nDeuxième ligne.")
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter en Markdown").tap()
    text = download.value.path().read_text(encoding="utf-8")
    assert f"<{address}strategies/presence-parcs/>\n\n{MARK}\nDeuxième ligne." in text
    assert download.value.suggested_filename.endswith(f"{TODAY}.md")
    page.emulate_media(media="print")
    expect(page.locator(".note-imprimee").first).to_be_visible()
    assert page.locator("textarea:visible, button:visible, .poignee:visible").count() == 0
    page.emulate_media(media="screen", color_scheme="dark")
    assert no_sideways_scroll(page)
