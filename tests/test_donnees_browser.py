"""What a person keeps on her device, in a real Chromium: notebook, pathway, her data in one place."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import re
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import CHROMIUM, DATA, ROOT
from .test_browser import no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.real_data]
PATHWAY = "debuter/parcours-essai/"
TODAY = dt.datetime.now().astimezone().date()
MARK = "Lundi 10 h, au quai."


def serve_pathway(page_or_context, address: str) -> None:
    """Serve a fabricated pathway, of the form that the pages of pathways have, under the real site."""
    html = (DATA / "parcours.html").read_text(encoding="utf-8")
    page_or_context.route(f"{address}{PATHWAY}", lambda route: route.fulfill(body=html, content_type="text/html"))


def stored(page: Page) -> dict:
    """The data as the browser keeps it."""
    return json.loads(page.evaluate("localStorage.getItem('ancrage.donnees')"))


def settle(page: Page, text: str = "Enregistré") -> None:
    """Wait until a note says that it is saved."""
    expect(page.locator(".note-etat", has_text=text).first).to_be_visible()


SHEETS = ["Présence dans les parcs", "Soigner le premier contact", "Clarifier les rôles pour mieux coordonner"]


@pytest.fixture
def pathway(phone, address):
    """The fabricated pathway, open on a phone."""
    serve_pathway(phone, address)
    phone.goto(f"{address}{PATHWAY}")
    expect(phone.locator(".avancement")).to_be_visible()
    return phone


@pytest.fixture
def notebook(phone, address):
    """A notebook of three sheets, open on a phone."""
    for sheet in ("strategies/presence-parcs/", "fiches/premier-contact/", "arrimage/clarifier-roles/"):
        phone.goto(f"{address}{sheet}")
        phone.get_by_role("button", name="Garder dans mon carnet").tap()
        expect(phone.get_by_role("link", name="Voir mon carnet")).to_be_visible()
    phone.goto(f"{address}carnet/")
    expect(phone.locator("ol.carnet h2")).to_have_text(SHEETS)
    return phone


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


def test_ticks_are_counted_in_words_and_the_week_follows_from_the_first_day(pathway):
    page = pathway
    expect(page.locator(".avancement")).to_have_text("0 étape sur 5")
    page.get_by_role("checkbox", name="Fait : Lisez le mandat d'essai.").check()
    page.get_by_role("checkbox").nth(2).check()
    expect(page.locator(".avancement")).to_have_text("2 étapes sur 5")
    expect(page.locator("#semaine-1 .semaine-etat")).to_have_text("1 étape sur 2")
    expect(page.get_by_label("Fait le : Lisez le mandat d'essai.")).to_have_value(str(TODAY))
    page.get_by_label("Mon premier jour").fill(str(TODAY - dt.timedelta(days=8)))
    expect(page.locator(".cette-semaine")).to_have_text("Cette semaine : semaine 2")
    page.get_by_role("link", name="semaine 2").click()
    assert page.url.endswith("#semaine-2")
    box = page.get_by_role("checkbox").first.locator("xpath=..").bounding_box()
    assert box["width"] >= 44
    assert box["height"] >= 44
    assert no_sideways_scroll(page)


def test_home_leads_to_ticking_the_step_of_this_week_in_two_taps(pathway, address):
    page = pathway
    page.get_by_label("Mon premier jour").fill(str(TODAY - dt.timedelta(days=8)))
    page.get_by_role("checkbox").nth(2).check()
    page.goto(address)
    link = page.locator("[data-reprendre] a")
    expect(link).to_have_text("Reprendre : semaine 2 Prochaine étape : Saluez la première personne.")
    link.tap()
    step = page.get_by_role("checkbox", name="Fait : Saluez la première personne.")
    expect(step).to_be_in_viewport()
    step.tap()
    expect(page.locator("#semaine-2 .semaine-etat")).to_have_text("2 étapes sur 2")
    page.goto(address)
    expect(link).to_contain_text("semaine 1")


def test_the_published_pathways_are_ticked_and_taken_up_again(phone, address):
    for path in ("debuter/90-jours-gestion/", "debuter/90-jours/"):
        phone.goto(f"{address}{path}")
        phone.get_by_role("checkbox").first.tap()
        expect(phone.locator(".avancement")).to_have_text(re.compile(r"^1 étape sur \d\d$"))
    phone.goto(address)
    phone.locator("[data-reprendre] a").tap()
    expect(phone).to_have_url(f"{address}debuter/90-jours/#semaine-1")
    step = phone.locator("#semaine-1").get_by_role("checkbox").nth(1)
    expect(step).to_be_in_viewport()
    step.tap()
    expect(phone.locator(".avancement")).to_contain_text("2 étapes sur")
    assert no_sideways_scroll(phone)


def test_a_home_page_without_pathway_or_with_a_damaged_one_shows_nothing(phone, address):
    phone.goto(address)
    expect(phone.locator("[data-reprendre]")).to_be_hidden()
    for damaged in ("{", "[]", '{"url":"https://ailleurs.example/","title":"x","weeks":[]}'):
        phone.evaluate("text => localStorage.setItem('ancrage.reprendre', text)", damaged)
        phone.reload()
        expect(phone.locator("[data-reprendre]")).to_be_hidden()


def test_everything_survives_the_restart_of_the_browser(browser, address, tmp_path):
    for visit in range(2):
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profil", executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
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
        context = browser.browser_type.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
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


def kill_processes_of(profile: Path) -> None:
    """Kill the browser that runs on a profile, and wait until it is gone; its lock would stop the next one."""
    found = [
        int(entry.parent.name)
        for entry in Path("/proc").glob("[0-9]*/cmdline")
        if f"--user-data-dir={profile}".encode() in entry.read_bytes()
    ]
    assert found
    for process in found:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    for lock in profile.glob("Singleton*"):
        lock.unlink()


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
