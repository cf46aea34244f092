"""From a portrait to mechanisms: the two examples of the study, what is missing, the same verdicts in the browser."""

from __future__ import annotations

import random
from dataclasses import asdict
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from ancrage.mechanisms import limit_of, verdict
from ancrage.model import Mechanism
from ancrage.pages.portrait import portrait_page
from ancrage.pipeline import read
from ancrage.views import Views
from tests.node import needs_node, node

from .conftest import PORTAL, ROOT, data_in, real_portal, violations
from .test_browser import no_sideways_scroll

REAL = real_portal()
RULES = [entry for entry in REAL.of_kind("mecanisme") if isinstance(entry, Mechanism)]
LINES = ("signalements", "hors-reseau", "vulnerables-eqdm", "depistages")
real = pytest.mark.real_data


def portrait_of(territory):
    """The four lines that the study publishes for a territory."""
    return {line: REAL.measures[f"{territory}.{line}"].value for line in LINES}


def triggered(values, **contexts):
    found = [verdict(rule, REAL, values, contexts) for rule in RULES]
    return {item.mechanism for item in found if item.state == "declenchee"}


def data_of(root):
    _, markdown = next(iter(portrait_page(Views(read(root)[0]))))
    return data_in(markdown, "portrait-regles"), markdown


@real
def test_the_first_example_of_the_study_is_given_back_for_territory_b_and_for_no_other():
    holding = {
        name for name in "abcd" if "mecanisme-protection-enfance" in triggered(portrait_of(f"territoire-{name}"))
    }
    assert holding == {"b"}


@real
def test_the_second_example_needs_both_the_figure_and_what_is_said_of_immigration():
    values = portrait_of("territoire-c")
    assert "mecanisme-corridor-immigration" in triggered(values, immigration=True)
    assert "mecanisme-corridor-immigration" not in triggered(values, immigration=False)
    rule = REAL.entries["mecanisme-corridor-immigration"]
    assert verdict(rule, REAL, values, {}).missing == ("immigration",)


@real
def test_without_a_figure_nothing_is_said_and_what_is_missing_is_named():
    rule = REAL.entries["mecanisme-non-comptes"]
    assert verdict(rule, REAL, {"signalements": Decimal(3)}, {}).missing == ("hors-reseau", "vulnerables-eqdm")
    assert verdict(rule, REAL, {"signalements": Decimal(30)}, {}).state == "ecartee"


@real
def test_every_rule_can_hold_and_can_fail_to():
    low = {line: Decimal(0) for line in LINES}
    high = {**{line: Decimal(99) for line in LINES}}
    held = triggered(low, immigration=False) | triggered(high, immigration=True)
    assert held == {rule.id for rule in RULES}
    assert all(verdict(rule, REAL, {}, {}).state == "inconnue" for rule in RULES)


@real
def test_a_rule_of_the_study_cites_it_and_a_limit_of_the_portal_says_so_on_the_page():
    _, markdown = data_of(ROOT)
    for rule in RULES:
        section = markdown.split(f'data-mecanisme="{rule.id}"')[1].partition("</section>")[0]
        for condition in rule.when:
            if condition.measure:
                assert f"data-mesure={condition.measure}" in section
                assert "est un choix du portail" in section
            if condition.threshold is not None:
                assert "Seuil choisi par le portail" in section
        assert ("Étude de cas" if rule.basis == "sources" else "proposé par le portail") in section
        assert "À vérifier avant" in section


@real
def test_every_line_is_beside_the_four_territories_with_its_passports():
    _, markdown = data_of(ROOT)
    for line in LINES:
        section = markdown.split(f'data-ligne="{line}"')[1].partition("</section>")[0]
        assert [f"data-mesure=territoire-{name}.{line} " in section for name in "abcd"] == [True] * 4


@pytest.mark.slow
@needs_node
@pytest.mark.parametrize("root", [PORTAL, pytest.param(ROOT, marks=real)])
def test_six_hundred_portraits_give_the_same_in_the_browser(root):
    portal = read(root)[0]
    rules = [entry for entry in Views(portal).kind("mecanisme") if isinstance(entry, Mechanism)]
    chance = random.Random(20261125)  # noqa: S311 - always the same portraits
    limits = {line: [0.0] for line in LINES}
    for rule in rules:
        for condition in rule.when:
            limit = limit_of(condition, portal)
            if limit is not None:
                limits[condition.indicator] += [float(limit), float(limit) + 0.01, float(limit) - 0.01]
    portraits = [
        {
            "values": {
                line: round(chance.choice([*limits[line], chance.uniform(0, 60)]), 2)
                for line in LINES
                if chance.random() < 0.75
            },
            "contexts": {"immigration": chance.random() < 0.5} if chance.random() < 0.7 else {},
        }
        for _ in range(600)
    ]
    theirs = node("portrait.mjs", {"rules": data_of(root)[0]["rules"], "portraits": portraits})
    states = set()
    for portrait, answers in zip(portraits, theirs, strict=True):
        values = {line: Decimal(str(value)) for line, value in portrait["values"].items()}
        ours = [asdict(verdict(rule, portal, values, portrait["contexts"])) for rule in rules]
        assert [{**item, "missing": list(item["missing"])} for item in ours] == answers
        states |= {item["state"] for item in ours}
    assert states == {"declenchee", "ecartee", "inconnue"}


ADDRESS = "arrimage/portrait/"


@pytest.mark.browser
@real
def test_four_figures_give_sourced_suggestions_and_the_address_keeps_them(phone, address):
    phone.goto(f"{address}{ADDRESS}")
    status = phone.locator(".portrait-etat [role=status]")
    expect(status).to_contain_text("Entrez au moins un chiffre")
    phone.get_by_label("Chez vous, Signalements reçus").fill("19,64")
    rule = phone.locator("[data-mecanisme=mecanisme-protection-enfance]")
    expect(rule.locator(".mecanisme-etat")).to_have_text(
        "Piste à discuter : signalements reçus : 19,64 pour 1000 enfants, au-dessus de 10 pour 1000 enfants (la règle demande au moins cela)."
    )
    expect(rule).to_contain_text("Étude de cas")
    expect(phone.locator(".portrait-manque")).to_contain_text("Sans le chiffre « Enfants hors réseau »")
    phone.get_by_label("Chez vous, Enfants hors réseau").fill("31.4")
    phone.get_by_label("Oui").check()
    expect(status).to_contain_text("3 pistes sur 6 règles")
    assert no_sideways_scroll(phone)
    phone.reload()
    expect(status).to_contain_text("3 pistes sur 6 règles")
    expect(phone.get_by_label("Chez vous, Enfants hors réseau")).to_have_value("31.4")


@pytest.mark.browser
@real
def test_what_is_no_figure_is_told_beside_its_field_and_counts_for_nothing(phone, address):
    phone.goto(f"{address}{ADDRESS}?vulnerables-eqdm=135&depistages=beaucoup&immigration=peut-etre&inconnu=3")
    expect(phone.locator("#saisie-vulnerables-eqdm-faute")).to_have_text("Un pourcentage va de 0 à 100.")
    expect(phone.get_by_label("Chez vous, Dépistages")).to_have_attribute("aria-invalid", "true")
    expect(phone.get_by_label("Je ne sais pas")).to_be_checked()
    expect(phone.locator(".mecanisme-etat")).to_have_count(0)


@pytest.mark.browser
@real
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wrong_for_axe_with_suggestions_shown(phone, address, axe, scheme):
    phone.emulate_media(color_scheme=scheme)
    phone.goto(f"{address}{ADDRESS}?signalements=12&hors-reseau=20&vulnerables-eqdm=135")
    expect(phone.locator(".mecanisme-etat").first).to_be_visible()
    assert violations(phone, axe) == []
