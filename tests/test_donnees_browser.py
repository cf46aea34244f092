"""What a person keeps on her device, in a real Chromium: after a restart, between tabs, damaged, full, exported, erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import CHROMIUM, started
from .kept_data import MARK, PATHWAY, SHEETS, TODAY, kill_processes_of, serve_pathway, settle, stored
from .test_browser import no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.real_data]


def test_everything_survives_the_restart_of_the_browser(browser, address, tmp_path):
    for visit in range(2):
        context = started(browser, tmp_path / "profil")
        serve_pathway(context, address)
        page = context.new_page()
        page.goto(f"{address}{PATHWAY}")
        if visit == 0:
            page.get_by_role("checkbox").first.check()
            page.get_by_role("button", name="Ajouter une note").first.click()
            page.keyboard.type(MARK)  # and the page closes before the pause that saves
            page.goto(f"{address}strategies/presence-parcs/")
            page.get_by_role("button", name="Garder dans mon carnet").click()
            expect(page.get_by_text("Gardé.")).to_be_visible()
        else:
            expect(page.get_by_role("checkbox").first).to_be_checked()
            expect(page.get_by_role("textbox", name="Ma note").first).to_have_value(MARK)
            page.goto(f"{address}carnet/")
            expect(page.locator("ol.carnet h2")).to_have_text(SHEETS[:1])
        context.close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="les processus se lisent dans /proc")
def test_a_note_survives_the_death_of_the_browser(browser, address, tmp_path):
    profile = tmp_path / "profil"
    for visit in range(2):
        context = started(browser, profile)
        serve_pathway(context, address)
        page = context.new_page()
        page.goto(f"{address}{PATHWAY}")
        if visit == 0:
            page.get_by_role("button", name="Ajouter une note").first.click()
            page.keyboard.type(MARK)
            settle(page)
            page.wait_for_timeout(1000)  # localStorage alone would need five seconds
            kill_processes_of(profile)
        else:
            expect(page.get_by_role("textbox", name="Ma note").first).to_have_value(MARK)
            context.close()


def test_two_tabs_show_each_other_and_keep_both_notes(pathway, address):
    one = pathway
    other = one.context.new_page()
    serve_pathway(other, address)
    other.goto(f"{address}{PATHWAY}")
    one.get_by_role("checkbox").first.check()
    expect(other.get_by_role("checkbox").first).to_be_checked()
    for page, text in ((one, "écrit ici"), (other, "écrit là")):
        page.get_by_role("button", name="Ajouter une note").first.click()
        page.get_by_role("textbox", name="Ma note").first.fill(text)
    settle(other, "dans un autre onglet")
    expect(one.get_by_role("textbox", name="Ma note").first).to_have_value(
        other.get_by_role("textbox", name="Ma note").first.input_value()
    )
    note = stored(one)["steps"]["parcours-essai/essai-lire"]["note"]
    assert "écrit ici" in note
    assert "écrit là" in note


def test_damaged_data_is_told_set_aside_and_exported(phone, address):
    serve_pathway(phone, address)
    phone.goto(address)
    phone.evaluate('localStorage.setItem(\'ancrage.donnees\', \'{"version":2,"steps":{"abîmé\')')
    phone.goto(f"{address}{PATHWAY}")
    expect(phone.locator(".avis-donnees")).to_contain_text("mis de côté")
    phone.get_by_role("checkbox").first.check()
    phone.goto(f"{address}mes-donnees/")
    expect(phone.locator(".donnees-liste")).to_contain_text("Texte abîmé, mis de côté le")
    with phone.expect_download() as download:
        phone.locator(".avis-donnees button").tap()
    assert download.value.path().read_text(encoding="utf-8") == '{"version":2,"steps":{"abîmé'
    assert stored(phone)["steps"]["parcours-essai/essai-lire"]["done"]


FILL = """() => {
  let piece = "x".repeat(1_000_000);
  for (let number = 0; piece; ) {
    try { localStorage.setItem(`autre-${number++}`, piece); } catch { piece = piece.slice(piece.length / 2 + 1); }
  }
}"""


def test_a_full_storage_is_told_and_loses_nothing(pathway):
    page = pathway
    page.get_by_role("checkbox").first.check()
    before = stored(page)
    page.evaluate(FILL)
    page.get_by_role("button", name="Ajouter une note").first.click()
    page.keyboard.type(MARK * 20)
    settle(page, "Pas encore enregistré")
    expect(page.locator(".avis-donnees")).to_contain_text("est plein")
    assert stored(page) == before
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter mes données").tap()
    assert MARK in download.value.path().read_text(encoding="utf-8")
    page.evaluate(
        "for (const key of Object.keys(localStorage)) if (key.startsWith('autre-')) localStorage.removeItem(key)"
    )
    page.get_by_role("checkbox").nth(1).check()
    expect(page.locator(".avis-donnees")).to_have_count(0)
    assert stored(page)["steps"]["parcours-essai/essai-lire"]["note"] == MARK * 20


def test_a_browser_that_refuses_storage_works_as_long_as_the_page(phone, address):
    serve_pathway(phone, address)
    phone.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('non', 'SecurityError'); } })"
    )
    phone.goto(f"{address}{PATHWAY}")
    phone.get_by_role("checkbox").first.check()
    expect(phone.locator(".avancement")).to_have_text("1 étape sur 5")
    expect(phone.locator(".avis-donnees")).to_contain_text("refuse de garder")
    phone.goto(f"{address}strategies/presence-parcs/")
    phone.get_by_role("button", name="Garder dans mon carnet").tap()
    expect(phone.locator(".avis-donnees")).to_be_visible()
    phone.goto(f"{address}mes-donnees/")
    expect(phone.locator(".donnees-total")).to_have_text("Rien n’est gardé sur cet appareil.")


@pytest.mark.parametrize("modules", [False, True])
def test_opened_from_a_file_nothing_is_kept_and_the_page_says_why(browser, real_site, modules):
    flags = ["--no-sandbox", "--disable-gpu", *(["--allow-file-access-from-files"] if modules else [])]
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
    page = chromium.new_page()
    for path in ("carnet", "mes-donnees"):
        page.goto((real_site / path / "index.html").as_uri())
        expect(page.get_by_text("pourrait le lire").first).to_be_visible()
    page.goto((real_site / "strategies" / "presence-parcs" / "index.html").as_uri())
    assert page.locator(".garder").count() == 0
    assert page.evaluate("localStorage.length") == 0
    chromium.close()


def choose(page: Page, name: str, content: str) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": content.encode()}
    )


def test_what_is_exported_and_erased_is_imported_again(notebook, address):
    page = notebook
    page.get_by_role("textbox").first.fill(MARK)
    settle(page)
    page.goto(f"{address}mes-donnees/")
    expect(page.locator(".donnees-liste")).to_contain_text("3 éléments dans le carnet, 1 note")
    page.evaluate("localStorage.setItem('ancrage.theme', 'sombre'); sessionStorage.setItem('ancrage.x', '1');")
    page.evaluate("caches.open('ancrage-pages').then(cache => cache.put('/x', new Response('x')))")
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter mes données").tap()
    file = download.value.path().read_text(encoding="utf-8")
    assert download.value.suggested_filename == f"ancrage-mes-donnees-{TODAY}.json"
    before = stored(page)
    page.get_by_role("button", name="Tout effacer…").tap()
    page.get_by_role("button", name="Annuler").tap()
    assert stored(page) == before
    page.get_by_role("button", name="Tout effacer…").tap()
    page.get_by_label("Effacer aussi les pages").check()
    page.get_by_role("button", name="Tout effacer", exact=True).tap()
    expect(page.get_by_text("Tout est effacé de cet appareil.")).to_be_visible()
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("caches.keys()") == []
    expect(page.locator(".donnees-total")).to_have_text("Rien n’est gardé sur cet appareil.")
    choose(page, "export.json", file)
    page.get_by_role("button", name="Fusionner").tap()
    expect(page.locator(".reponse-import")).to_contain_text("Fusionné")
    assert stored(page)["notebook"] == before["notebook"]
    assert page.evaluate("localStorage.getItem('ancrage.theme')") == "sombre"
    assert no_sideways_scroll(page)


def test_a_damaged_or_foreign_file_is_refused_with_its_place_and_changes_nothing(notebook, address):
    page = notebook
    page.goto(f"{address}mes-donnees/")
    before = page.evaluate("JSON.stringify(localStorage)")
    data = stored(page)
    wrong = json.loads(json.dumps(data))
    wrong["notebook"]["presence-parcs"]["url"] = "javascript:alert(1)"
    whole = json.dumps({"format": "ancrage-mes-donnees", "data": data, "others": {}}, indent=1)
    refused = {
        whole[: len(whole) // 2]: "ligne ",
        '{"format":"autre"}': "format",
        json.dumps({"format": "ancrage-mes-donnees", "data": {**data, "version": 9}}): "data › version",
        json.dumps({"format": "ancrage-mes-donnees", "data": wrong}): "data › notebook › presence-parcs › url",
    }
    for content, place in refused.items():
        choose(page, "fichier.json", content)
        expect(page.locator(".reponse-import li").first).to_contain_text(place)
        expect(page.locator(".reponse-import")).to_contain_text("rien n’a changé")
        assert page.get_by_role("button", name="Fusionner").count() == 0
        assert page.evaluate("JSON.stringify(localStorage)") == before


def test_replacing_asks_first_and_leaves_only_the_file(notebook, address):
    page = notebook
    page.goto(f"{address}mes-donnees/")
    data = stored(page)
    data["notebook"] = {"presence-parcs": data["notebook"]["presence-parcs"]}
    file = json.dumps({"format": "ancrage-mes-donnees", "data": data, "others": {}})
    choose(page, "export.json", file)
    page.get_by_role("button", name="Ne rien faire").tap()
    choose(page, "export.json", file)
    page.get_by_role("button", name="Remplacer").tap()
    expect(page.locator(".reponse-import")).to_contain_text("Remplacé")
    page.goto(f"{address}carnet/")
    expect(page.locator("ol.carnet h2")).to_have_text(SHEETS[:1])


def test_leaving_quickly_takes_the_page_out_of_the_way_back(browser, address):
    context = browser.new_context()
    context.route(
        "https://www.meteomedia.com/**",
        lambda route: route.fulfill(body="<title>Météo</title>", content_type="text/html"),
    )
    page = context.new_page()
    page.goto(f"{address}glossaire/")
    page.goto(f"{address}carnet/")
    page.get_by_role("link", name="Quitter vite").click()
    page.wait_for_url("https://www.meteomedia.com/ca")
    page.go_back()
    expect(page).to_have_url(f"{address}glossaire/")
    context.close()
