"""The sheet of indicators in a real browser: counted, kept, printed on one page, with nothing small in what leaves."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from ancrage.pages import pages
from ancrage.pages.indicators import indicators_page
from ancrage.pipeline import read
from ancrage.views import Views

from .conftest import PORTAL, ROOT, exported, page_and_data, violations
from .test_browser import no_sideways_scroll

ADDRESS = "arrimage/indicateurs/"
ESCAPED, SATISFIED, DELAYS = (
    "formaliser-trajectoires.echappement",
    "prevenir-epuisement.satisfaction-pap",
    "formaliser-trajectoires.delai",
)


def data_of(root):
    """What the page gives its script."""
    return page_and_data(indicators_page, root, "indicateurs-leviers")[1]


def test_the_page_says_what_is_hidden_on_an_example_made_by_its_own_rules():
    markdown, _ = page_and_data(indicators_page, PORTAL, "indicateurs-leviers")
    assert "| 3 sur 40 | caché sur 40 |" in markdown
    assert "| 13 sur 117 | 13 sur 117 |" in markdown


def test_an_indicator_brings_the_target_of_its_lever_and_the_lever_leads_to_the_sheet():
    [indicator] = data_of(PORTAL)
    assert (indicator["target"], indicator["unit"]) == ({"bound": "≤", "value": 2.0}, "heures")
    assert "(indicateurs.md)" in pages(Views(read(PORTAL)[0]))["arrimage/allumer-ensemble.md"]


@pytest.mark.real_data
def test_twelve_of_the_thirteen_indicators_are_counted_and_the_other_is_read():
    found = {item["id"]: item for item in data_of(ROOT)}
    assert len(found) == 12
    assert "adapter-realites-locales.portrait" not in found
    assert [name for name, item in found.items() if item["target"]] == [
        DELAYS, ESCAPED, "soutenir-leadership-flexibilite.satisfaction-familles", SATISFIED,
    ]  # fmt: skip


def add_period(page, year, months):
    if page.get_by_text("Ajouter ou retirer").count():
        page.get_by_text("Ajouter ou retirer").click()
    page.get_by_label("Année", exact=True).fill(year)
    page.get_by_label("Mois", exact=True).select_option(months)
    page.get_by_role("button", name="Ajouter cette période").click()


def type_in(page, name, indicator, value):
    field = page.locator(f"[id='{name}-{indicator}']")
    if not field.is_visible():
        page.locator("details.comptes-levier", has=field).locator("summary").first.click()
    field.fill(value)


def filled(page, address):
    """A sheet with two quarters."""
    page.goto(f"{address}{ADDRESS}")
    page.get_by_role("button", name="Commencer une fiche").click()
    page.get_by_label("Nom de la fiche").fill("Comité inventé")
    for months, escaped, whole, notes, answers in (("T1", "3", "40", "38", "9"), ("T2", "8", "41", "12", "4")):
        add_period(page, "2026", months)
        type_in(page, "of", ESCAPED, escaped)
        type_in(page, "among", ESCAPED, whole)
        type_in(page, "of", SATISFIED, notes)
        type_in(page, "among", SATISFIED, answers)
    type_in(page, "of", DELAYS, "0 1 1 2 2 9 1 1 3 0 0 4 0 5")


@pytest.mark.browser
@pytest.mark.real_data
def test_counts_give_rates_with_targets_in_words_and_small_ones_stay_on_the_device(phone, address, tmp_path):
    filled(phone, address)
    row = phone.locator(".fiche-comite tr", has_text="Échappement")
    expect(row.locator("td").nth(0)).to_contain_text("< 10 %")
    expect(row.locator("td").nth(1)).to_contain_text("caché (petit nombre)")
    expect(row.locator("td").nth(2)).to_contain_text("19,5 %")
    expect(row.locator("td").nth(2)).to_contain_text("✗ cible non atteinte")
    expect(row.locator("td").nth(3)).to_contain_text("caché (petit nombre)")
    delays = phone.locator(".fiche-comite tr", has_text="Délai").locator("td").nth(2)
    expect(delays).to_contain_text("médiane 1 jour, le plus long 9 jours")
    expect(delays).to_contain_text("caché")  # four of fourteen are over the target
    assert no_sideways_scroll(phone)
    sheet = exported(phone, "Tableur", tmp_path).read_text("utf-8-sig")
    assert "8;41;19,5;%" in sheet
    assert not re.search(r";3;|;12;|;4;", sheet)
    whole = json.loads(exported(phone, "Sauvegarder", tmp_path).read_text("utf-8"))
    assert whole["counts"][ESCAPED]["2026-T1"] == {"of": 3, "among": 40}


@pytest.mark.browser
@pytest.mark.real_data
def test_a_sheet_is_kept_reopened_and_brought_back_from_its_file(phone, address, tmp_path):
    filled(phone, address)
    phone.get_by_text("Enregistré sur cet appareil").wait_for()
    file = exported(phone, "Sauvegarder", tmp_path)
    phone.get_by_role("button", name="Mes fiches").click()
    phone.get_by_role("button", name="Reprendre « Comité inventé »").click()
    expect(phone.get_by_label("Je compte pour")).to_have_value("2026-T2")
    expect(phone.locator(f"[id='of-{ESCAPED}']")).to_have_value("8")
    phone.get_by_label("Je compte pour").select_option("2026-T1")
    expect(phone.locator(f"[id='of-{ESCAPED}']")).to_have_value("3")
    phone.get_by_role("button", name="Mes fiches").click()
    phone.locator("#fichier-indicateurs").set_input_files(file)
    phone.get_by_role("button", name="Mes fiches").click()
    expect(phone.get_by_role("button", name=re.compile("Reprendre « Comité inventé, du "))).to_have_count(2)


@pytest.mark.browser
@pytest.mark.real_data
def test_the_same_months_are_never_counted_twice_and_what_is_no_count_is_told(phone, address):
    filled(phone, address)
    add_period(phone, "2026", "S1")
    expect(phone.locator("#periode-faute")).to_contain_text("Ces mois sont déjà dans « 1er trimestre 2026 »")
    type_in(phone, "of", ESCAPED, "50")
    expect(phone.locator(f"[id='faute-{ESCAPED}']")).to_have_text("La partie dépasse le tout.")
    type_in(phone, "of", ESCAPED, "huit")
    expect(phone.locator(f"[id='of-{ESCAPED}']")).to_have_attribute("aria-invalid", "true")
    type_in(phone, "of", DELAYS, "1 deux 3")
    expect(phone.locator(f"[id='faute-{DELAYS}']")).to_contain_text("« deux » n’est pas un nombre de jours")


@pytest.mark.browser
@pytest.mark.real_data
def test_a_period_taken_out_by_mistake_comes_back_with_its_counts(phone, address):
    filled(phone, address)
    phone.get_by_text("Ajouter ou retirer").click()
    phone.get_by_role("button", name="Retirer cette période").click()
    expect(phone.get_by_label("Je compte pour")).to_have_value("2026-T1")
    expect(phone.get_by_role("button", name="Annuler")).to_be_focused()
    phone.get_by_role("button", name="Annuler").press("Enter")
    expect(phone.get_by_label("Je compte pour")).to_have_value("2026-T2")
    expect(phone.locator(f"[id='of-{ESCAPED}']")).to_have_value("8")


@pytest.mark.browser
@pytest.mark.real_data
def test_a_spoilt_file_is_refused_with_its_places(phone, address, tmp_path):
    value = {
        "format": "ancrage-indicateurs", "version": 1, "title": "", "note": "", "periods": ["2026-T1", "2026-A"],
        "counts": {ESCAPED: {"2026-T1": {"of": -1, "among": 3}, "2025-T1": {"days": [1]}}}, "goals": {"a.b": {"bound": "=", "value": 1}},
    }  # fmt: skip
    file = tmp_path / "fiche.json"
    file.write_text(json.dumps(value), "utf-8")
    phone.goto(f"{address}{ADDRESS}")
    phone.locator("#fichier-indicateurs").set_input_files(file)
    told = phone.locator(".importer li")
    expect(told).to_have_count(4)
    expect(told.nth(0)).to_contain_text("periods › 2 : couvre les mêmes mois")
    expect(told.nth(1)).to_contain_text(f"counts › {ESCAPED} › 2026-T1")


@pytest.mark.browser
@pytest.mark.real_data
def test_the_sheet_of_the_committee_prints_on_one_page(phone, address):
    filled(phone, address)
    for indicator in (
        "clarifier-roles.secteurs-conformes",
        "stabiliser-postes.roulement",
        "adapter-realites-locales.corridors-adaptes",
    ):
        type_in(phone, "of", indicator, "2")
        type_in(phone, "among", indicator, "5")
    pdf = phone.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


@pytest.mark.browser
@pytest.mark.real_data
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wrong_for_axe_while_counting(phone, address, axe, scheme):
    phone.emulate_media(color_scheme=scheme)
    filled(phone, address)
    type_in(phone, "of", ESCAPED, "50")
    assert violations(phone, axe) == []
