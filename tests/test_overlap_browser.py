"""The grid of overlaps in a real browser: filled, kept, exported, computed again by the command, compared."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from ancrage.cli import main
from ancrage.pages.overlaps import overlaps_page

from .conftest import DATA, PORTAL, ROOT, exported, page_and_data, violations
from .test_browser import no_sideways_scroll

ADDRESS = "cadre/chevauchements/"


def start_of(root):
    """What the page gives its script."""
    return page_and_data(overlaps_page, root, "chevauchements-depart")[1]


def test_the_page_says_its_formula_and_makes_its_example_again_without_a_script():
    markdown, _ = page_and_data(overlaps_page, PORTAL, "chevauchements-depart")
    assert "n’en donnent pas la formule" in markdown
    assert "2 ÷ 4, donc 50\u00a0%" in markdown


def test_what_the_catalogue_does_not_say_is_neither_yes_nor_no():
    start = start_of(PORTAL)
    light, radio = start["tasks"]
    assert (light["does"], light["mustNot"]) == (["gardienne"], [])
    assert (radio["does"], radio["mustNot"]) == ([], ["gardienne"])


@pytest.mark.real_data
def test_a_role_of_several_sectors_is_a_column_a_sector_and_the_outreach_worker_stands_for_hers():
    start = start_of(ROOT)
    names = [role["name"] for role in start["roles"]]
    assert names[0] == "PTP"
    assert "PAP (Éducation)" in names
    assert not any("Famille" in name for name in names)
    contact = next(task for task in start["tasks"] if task["id"] == "tache-premier-contact")
    assert "personne-agente-de-proximite-meq" in contact["mayDo"]
    assert "personne-agente-de-proximite-meq" not in contact["does"]


@pytest.mark.browser
@pytest.mark.real_data
def test_a_grid_is_filled_kept_exported_and_computed_again_by_the_command(phone, address, tmp_path):
    phone.goto(f"{address}{ADDRESS}")
    phone.get_by_role("button", name="Partir du cadre").click()
    phone.get_by_label("Nom de la grille").fill("Vallon inventé")
    box = phone.locator("#quoi-tache-accompagner-rendez-vous")
    box.locator("summary").click()
    box.get_by_role("group", name="PAP (Éducation)").get_by_label("Porte", exact=True).check()
    expect(box.locator(".porte-etat")).to_contain_text("4 cases à plusieurs, à classer")
    box.locator("select").first.select_option("doublon")
    box.get_by_role("button", name="Même réponse").click()
    expect(phone.locator(".taux-dit")).to_contain_text("taux de chevauchement")
    assert no_sideways_scroll(phone)
    phone.get_by_text("Enregistré sur cet appareil").wait_for()
    file = exported(phone, "Exporter la grille", tmp_path)
    found = json.loads(CliRunner().invoke(main, ["cases", "overlap", str(file), "--format", "json"]).output)
    assert found["kinds"]["doublon"] == 4
    shared, carried = found["rate"]
    expect(phone.locator(".taux-dit")).to_contain_text(f"{shared} cases sur {carried} portées")
    text = exported(phone, "Texte (Markdown)", tmp_path).read_text("utf-8")
    assert f"{shared} cases sur {carried} portées" in text
    sheet = exported(phone, "Tableur", tmp_path).read_text("utf-8-sig").splitlines()
    assert len(sheet) == found["cells"] + 1

    phone.get_by_role("button", name="Mes grilles").click()
    phone.get_by_role("button", name="Reprendre « Vallon inventé »").click()
    phone.locator("#quoi-tache-accompagner-rendez-vous summary").click()
    expect(box.locator("select").last).to_have_value("doublon")


@pytest.mark.browser
@pytest.mark.real_data
def test_a_file_opens_gives_the_numbers_made_by_hand_and_compares_with_another(phone, address, tmp_path):
    phone.goto(f"{address}{ADDRESS}")
    phone.locator("#fichier-grille").set_input_files(DATA / "chevauchements.json")
    expect(phone.locator(".taux-dit")).to_contain_text(
        "3 cases sur 4 portées le sont par deux rôles ou plus : taux de chevauchement de 75 %"
    )
    expect(phone.locator(".grille-resultat")).to_contain_text("Trouver un transport : tous les groupes")
    other = json.loads((DATA / "chevauchements.json").read_text("utf-8"))
    other["carries"]["r-visite"]["pap-sante"] = []
    file = tmp_path / "autre.json"
    file.write_text(json.dumps(other), "utf-8")
    phone.locator("#fichier-comparer").set_input_files(file)
    told = phone.locator(".grille-comparaison")
    expect(told).to_contain_text("5 des 6 cases communes sont pareilles")
    expect(told.locator("li")).to_have_text(
        "Visiter à la maison, Grossesse et première année : ici seulement, PAP, santé."
    )


@pytest.mark.browser
@pytest.mark.real_data
def test_a_spoilt_file_is_refused_with_its_place_and_changes_nothing(phone, address, tmp_path):
    phone.goto(f"{address}{ADDRESS}")
    value = json.loads((DATA / "chevauchements.json").read_text("utf-8"))
    value["roles"][1]["id"] = "ptp"
    file = tmp_path / "abime.json"
    file.write_text(json.dumps(value), "utf-8")
    phone.locator("#fichier-grille").set_input_files(file)
    expect(phone.locator(".importer")).to_contain_text("roles › 2 › id : « ptp » est déjà pris")
    expect(phone.locator(".grille .taux")).to_have_count(0)


@pytest.mark.browser
@pytest.mark.real_data
def test_rows_come_and_go_by_keyboard_and_the_focus_stays_in_their_list(phone, address):
    phone.goto(f"{address}{ADDRESS}")
    phone.get_by_role("button", name="Partir sans réponse").click()
    phone.locator("details[data-liste=groups] summary").press("Enter")
    phone.get_by_role("button", name="Ajouter un groupe").press("Enter")
    added = phone.locator("details[data-liste=groups] li input").last
    expect(added).to_be_focused()
    added.fill("Pères")
    expect(phone.locator(".grille-tableau thead th").last).to_have_text("Pères")
    phone.get_by_role("button", name="Retirer « Pères »").press("Enter")
    expect(phone.locator("details[data-liste=groups] li")).to_have_count(4)
    phone.get_by_role("button", name="Annuler").press("Enter")
    expect(phone.locator("details[data-liste=groups] li input").last).to_have_value("Pères")


@pytest.mark.browser
@pytest.mark.real_data
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wrong_for_axe_while_a_grid_is_filled(phone, address, axe, scheme):
    phone.emulate_media(color_scheme=scheme)
    phone.goto(f"{address}{ADDRESS}")
    phone.locator("#fichier-grille").set_input_files(DATA / "chevauchements.json")
    phone.locator("details[data-liste=roles] summary").click()
    phone.locator("#quoi-r-visite summary").click()
    assert violations(phone, axe) == []


@pytest.mark.browser
@pytest.mark.real_data
def test_a_wide_screen_and_paper_have_the_table_a_phone_does_not(browser, address):
    page = browser.new_page(viewport={"width": 1000, "height": 800}, service_workers="block")
    page.goto(f"{address}{ADDRESS}")
    page.locator("#fichier-grille").set_input_files(DATA / "chevauchements.json")
    table = page.locator(".grille-tableau")
    expect(table).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    expect(table).to_be_hidden()
    page.emulate_media(media="print")
    expect(table).to_be_visible()
    expect(page.locator(".grille-saisie")).to_be_hidden()
    page.close()
