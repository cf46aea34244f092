"""The real content: no problem, and its figures are those of the sources (`data/figures.yml`, re-read by hand)."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml

from ancrage.evidence import attainability
from ancrage.model import Acronym, Lever, Role, Strategy, Term, Territory
from ancrage.pipeline import read
from ancrage.views import Views

from .conftest import DATA, ROOT

pytestmark = pytest.mark.real_data
PORTAL, PROBLEMS = read(ROOT)
EXPECTED = yaml.safe_load((DATA / "figures.yml").read_text(encoding="utf-8"))


def test_the_real_content_has_no_problem():
    assert [str(problem) for problem in PROBLEMS if problem.severity == "error"] == []


@pytest.mark.parametrize("approach", ["demarchage", "reseautage"])
def test_use_and_perceived_effectiveness_are_those_of_the_survey(approach):
    for strategy, (frequency, effectiveness) in EXPECTED[approach].items():
        assert PORTAL.measures[f"{strategy}.frequence"].value == frequency
        assert PORTAL.measures[f"{strategy}.efficacite"].value == effectiveness
        assert PORTAL.measures[f"{strategy}.frequence"].n == 49


def test_every_surveyed_strategy_is_there():
    surveyed = {entry.id for entry in PORTAL.of_kind("strategie") if f"{entry.id}.efficacite" in PORTAL.measures}
    assert surveyed == set(EXPECTED["demarchage"]) | set(EXPECTED["reseautage"])
    approaches = {entry.id: entry.approach for entry in PORTAL.of_kind("strategie") if isinstance(entry, Strategy)}
    assert all(approaches[name] == "demarchage" for name in EXPECTED["demarchage"])


def test_the_unattainable_percentages_at_49_are_the_fifteen_known():
    shares = [*EXPECTED["demarchage"].values(), *EXPECTED["reseautage"].values()]
    printed = [value for pair in shares for value in pair] + [28, 5]
    found = sorted(value for value in printed if not attainability(Decimal(value), 49).rounded)
    assert found == sorted([42, 91, 91, 64, 83, 56, 48, 36, 32, 85, 52, 83, 60, 28, 5])


def test_the_portraits_of_the_four_territories_are_those_of_the_case_study():
    for territory, expected in EXPECTED["territoires"].items():
        entry = PORTAL.entries[territory]
        assert isinstance(entry, Territory)
        found = {name: str(entry.measures[name].value) for name in expected}
        assert found == expected


def test_levers_indicators_and_targets_are_all_there():
    levers = [entry for entry in PORTAL.of_kind("levier") if isinstance(entry, Lever)]
    targets = [lever.measures[item.target] for lever in levers for item in lever.indicators if item.target]
    assert len(levers) == 6
    assert sum(len(lever.indicators) for lever in levers) == 13
    assert sorted((target.bound, str(target.value), target.unit) for target in targets) == sorted(
        [("≤", "2", "jours"), ("<", "10", "%"), ("≥", "4", "sur 5"), ("≥", "4", "sur 5")]
    )


def test_the_regions_of_2019_are_those_of_the_table():
    for region, (children, workers, full_time, funding) in EXPECTED["regions"].items():
        measures = PORTAL.entries[region].measures
        assert measures["enfants"].value == children
        assert measures["ressources"].value == workers
        assert str(measures["etc"].value) == full_time
        assert measures["financement"].value == funding


def test_the_glossary_and_the_framework_are_whole():
    assert len([entry for entry in PORTAL.of_kind("terme") if isinstance(entry, Term)]) >= 36
    assert len([entry for entry in PORTAL.of_kind("acronyme") if isinstance(entry, Acronym)]) == 46
    for name in ("personne-travailleuse-de-proximite", "personne-gestionnaire", "personne-agente-de-proximite"):
        role = PORTAL.entries[name]
        assert isinstance(role, Role)
        assert role.responsibilities
        assert role.must_not
    assert len(PORTAL.sources) == 5
    assert len(PORTAL.of_kind("qualite")) == 15


def test_no_entry_is_out_of_reach():
    views = Views(PORTAL)
    alone = [entry.id for entry in PORTAL.entries.values() if not views.backlinks.get(entry.id)]
    assert alone == []


def test_every_permanent_identifier_has_its_entry():
    lines = (DATA / "identifiants.txt").read_text(encoding="utf-8").splitlines()
    permanent = {line for line in lines if not line.startswith("#")}
    assert len(permanent) == 551
    assert permanent - set(PORTAL.entries) == set()


def test_adaptation_and_key_partners_are_those_of_the_survey():
    for sheet, value in EXPECTED["adaptation"].items():
        assert PORTAL.measures[f"{sheet}.au-dela-3-mois"].value == value
    for name, value in EXPECTED["partenaires-cles"].items():
        assert PORTAL.measures[f"partenaires-cles.{name}"].value == value
