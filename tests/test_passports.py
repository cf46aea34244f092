"""The passport of a figure: what it tells, what the API publishes of it, and the list in a real Chromium."""

from __future__ import annotations

import csv
import io
import json
import re

import jsonschema
import pytest
from playwright.sync_api import expect

from ancrage.evidence import category
from ancrage.exports.api import api
from ancrage.labels import CATEGORIES
from ancrage.pipeline import read
from ancrage.provenance import base_words, interval_meaning, meaning, verification
from ancrage.views import Views

from .conftest import PORTAL, real_pages, real_views

pytestmark = pytest.mark.real_data
REAL = real_views()
API = api(REAL)
PAGE = real_pages()["reperes/chiffres.md"]
MEASURES = json.loads(API["api/v1/measures.json"])
SCHEMA = json.loads(API["api/v1/schema/measures.json"])


def test_every_figure_has_one_passport_under_its_id():
    found = re.findall(r'<details class="passeport" id="([^"]+)"', PAGE)
    assert sorted(found) == sorted(REAL.portal.measures)


@pytest.mark.parametrize(
    ("measure_id", "expected"),
    [
        ("presence-parcs.efficacite", "part-repondantes"),
        ("familles.trous-services", "part-repondantes"),
        ("experience-anterieure.organisme-plus-3-ans", "part-repondantes"),
        ("partenaires-cles.ptp-ecoles", "autre-part"),
        ("territoire-a.hors-reseau", "autre-part"),
        ("projet.part-isolees", "autre-part"),
        ("projet.familles", "denombrement"),
        ("region-laval.financement", "montant"),
        ("formaliser-trajectoires.cible-echappement", "cible"),
        ("prevenir-epuisement.duree-rencontre", "autre"),
    ],
)
def test_each_sort_of_figure_is_told_apart(measure_id, expected):
    assert category(REAL.portal.measures[measure_id]) == expected


def test_every_sort_of_figure_has_a_name_and_a_sentence():
    assert {category(figure.measure) for figure in REAL.figures} <= set(CATEGORIES)
    assert all(meaning(figure) for figure in REAL.figures)


def test_a_survey_share_is_never_called_an_effect_nor_counted_in_heads():
    for figure in REAL.figures:
        if category(figure.measure) == "part-repondantes":
            assert "pas un effet mesuré" in meaning(figure)
    assert not re.search(r"\d+ PTP sur 49", PAGE)


def test_a_base_that_is_not_published_is_said_so_in_a_sentence():
    figure = REAL.figure("presence-parcs.efficacite")
    assert (
        base_words(figure) == "n = 49 pour toute la section. Le nombre de réponses à cette question n'est pas publié."
    )
    assert "largeur minimale" in interval_meaning(figure)


def test_rounding_and_truncation_are_told_apart_in_plain_words():
    words = {(figure.attainable.rounded, figure.attainable.truncated): verification(figure)
             for figure in REAL.figures if figure.attainable}  # fmt: skip
    assert "une fois arrondi" in words[True, False]
    assert words[True, False] == words[True, True]
    assert "ou bien la source a tronqué" in words[False, True]
    assert "ni arrondi ni tronqué" in words[False, False]


def test_the_page_of_figures_leads_to_its_data():
    for path in ("api/v1/measures.csv", "api/v1/measures.json", "api/v1/schema/measures.json"):
        assert f'href="../../{path}"' in PAGE
        assert path in API


def test_every_published_measure_satisfies_the_published_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(MEASURES, SCHEMA)
    fabricated = api(Views(read(PORTAL)[0]))
    jsonschema.validate(json.loads(fabricated["api/v1/measures.json"]), SCHEMA)


@pytest.mark.parametrize(
    "change", [{"interval": {"low": 1}}, {"base": "certaine"}, {"surprise": 1}, {"divergences": [1]}]
)
def test_a_spoilt_measure_does_not_satisfy_the_published_schema(change):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{**MEASURES[0], **change}], SCHEMA)


def test_the_csv_carries_interval_verification_and_divergences():
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(API["api/v1/measures.csv"].decode("utf-8-sig")))}
    row = rows["presence-parcs.efficacite"]
    assert (row["interval_low"], row["interval_minimum"], row["attainable_rounded"]) == ("38.3833", "True", "False")
    for measure in MEASURES:
        assert rows[measure["id"]]["divergences"].split() == measure["divergences"]
        assert (rows[measure["id"]]["interval_low"] == "") == (measure["interval"] is None)


@pytest.fixture(scope="module")
def address(address):
    """The address of the page of figures."""
    return f"{address}reperes/chiffres/"


@pytest.fixture
def phone(browser, address):
    """The page of figures on a phone; any error of a script fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 720}, locale="fr-CA", service_workers="block")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []
    context.close()


SHOWN = "details.passeport:not([hidden])"


@pytest.mark.browser
def test_filters_count_aloud_and_are_kept_in_the_address(phone, address):
    phone.goto(address)
    expect(phone.locator(".filtres-etat")).to_have_text(f"{len(MEASURES)} chiffres.")
    phone.get_by_label("Contient").fill("presence ecoles")
    expect(phone.locator(SHOWN)).to_have_count(2)
    expect(phone.locator(".filtres-etat")).to_have_text(f"2 chiffres sur {len(MEASURES)}.")
    phone.reload()
    expect(phone.locator(SHOWN)).to_have_count(2)
    phone.get_by_label("Contient").fill("")
    phone.get_by_label("Genre").select_option("cible")
    expect(phone.locator(SHOWN)).to_have_count(sum(measure["category"] == "cible" for measure in MEASURES))
    phone.get_by_label("Genre").select_option("")
    phone.get_by_label("avec divergence").check()
    expect(phone.locator(SHOWN)).to_have_count(sum(bool(measure["divergences"]) for measure in MEASURES))
    assert phone.url == f"{address}?divergence=1"


@pytest.mark.browser
def test_sorting_by_value_compares_like_with_like_and_warns(phone, address):
    phone.goto(f"{address}?tri=valeur&genre=part-repondantes&q=efficacite")
    expect(phone.locator(".filtres-etat")).to_contain_text("Trier n’est pas classer")
    values = phone.locator(SHOWN).evaluate_all("all => all.map(one => Number(one.dataset.v))")
    assert values == sorted(values, reverse=True)
    phone.get_by_label("Trier selon").select_option("")
    assert phone.locator(f"section.passeports {SHOWN}").count() == len(values)


@pytest.mark.browser
def test_an_address_opens_its_passport_even_when_a_filter_hides_it(phone, address):
    phone.goto(f"{address}?genre=montant#presence-parcs.efficacite")
    passport = phone.locator('[id="presence-parcs.efficacite"]')
    expect(passport.locator("dl")).to_be_visible()
    expect(passport).to_be_in_viewport()
    assert "genre" not in phone.url


@pytest.mark.browser
def test_an_opened_passport_gives_a_citation_to_copy(phone, address):
    phone.goto(f"{address}#presence-parcs.efficacite")
    passport = phone.locator('[id="presence-parcs.efficacite"]')
    passport.get_by_role("button", name="Copier").click()
    expect(passport.get_by_role("button", name="Copié")).to_be_visible()
    copied = phone.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ")
    assert copied.startswith("PTP jugeant la présence dans les parcs efficace ou très efficace : 52 % (n = 49, base")
    assert "Constats du questionnaire, 2025, Stratégies de démarchage" in copied
    assert f"{address}#presence-parcs.efficacite" in copied


@pytest.mark.browser
def test_the_keyboard_filters_and_opens(phone, address):
    phone.goto(address)
    phone.get_by_label("Contient").focus()
    phone.keyboard.type("parcs")
    for _ in range(5):
        phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.locator(f"{SHOWN}[open]")).to_have_count(1)


@pytest.mark.browser
def test_without_javascript_the_whole_list_is_there_and_the_one_named_is_open(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 720})
    page = context.new_page()
    page.goto(f"{address}#presence-parcs.efficacite")
    assert page.locator(SHOWN).count() == len(MEASURES)
    expect(page.locator("form.filtres")).to_be_hidden()
    expect(page.locator('[id="presence-parcs.efficacite"] dl')).to_be_visible()
    context.close()
