"""Case studies: two shapes and one schema, the invented apart from the published, targets, pages, the real cases."""

from __future__ import annotations

import json
from decimal import Decimal

import jsonschema
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ancrage.cases import Target, target_of
from ancrage.exports.api import api
from ancrage.markup import Insert, tokens
from ancrage.model import CaseStudy, Indicator, Lever, prose, references
from ancrage.model.cases import (
    CaseAnswer,
    CaseIndicator,
    FamilySituation,
    Goal,
    PortraitRow,
    Reading,
    SectorPeople,
    TerritoryCase,
    Theme,
)
from ancrage.pages.case import case_page
from ancrage.pipeline import read
from ancrage.search.documents import documents
from ancrage.views import Views

from .conftest import PORTAL, real_portal

EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
FABRICATED = read(PORTAL)[0]
REAL = real_portal()
CAPE, CREEK, BAY = (FABRICATED.entries[name] for name in ("cap-de-papier", "anse-au-brouillard", "cas-baie-inventee"))
CASES = {case.id: case for case in REAL.of_kind("cas") if isinstance(case, CaseStudy)}
SCHEMA = json.loads(api(Views(FABRICATED))["api/v1/schema/cas.json"])

SITUATION = {"context": "Le quai.", "needs": ["Du bois."], "steps_taken": ["Un salut."], "question": "Et après?"}
TERRITORY = {"setting": "rural", "sectors": ["marine"]}
READING = {"value": 3, "unit": "nuits", "period": "2031", "origin": "Carnet."}
ROWS = [{}, {"measure": "a.b"}, {"label": "Nuits"}, {"reading": READING}, {"label": "Nuits", "reading": READING},
        {"measure": "a.b", "label": "Nuits"}, {"measure": "a.b", "label": "Nuits", "reading": READING}]  # fmt: skip
HEAD = {"id": "x", "title": "X", "summary": "X.", "fabricated": True}


def rendered(portal, case) -> str:
    """Return the HTML of the page of a case."""
    return markdown.markdown(case_page(Views(portal), case)[1].split("---\n", 2)[2], extensions=EXTENSIONS)


def accepted(record) -> tuple[bool, bool]:
    """Tell whether Python takes a record, and whether the published schema does."""
    try:
        CaseStudy.model_validate(record)
    except ValidationError:
        python = False
    else:
        python = True
    return python, jsonschema.Draft202012Validator(SCHEMA).is_valid(record)


@pytest.mark.parametrize("territory", [None, TERRITORY])
@pytest.mark.parametrize("situation", [None, SITUATION])
def test_a_case_has_one_shape_for_python_as_for_the_published_schema(territory, situation):
    record = {**HEAD, "territory": territory, "situation": situation}
    assert accepted(record) == ((territory is None) != (situation is None),) * 2
    without_nulls = {key: value for key, value in record.items() if value is not None}
    assert accepted(without_nulls) == accepted(record)


@pytest.mark.parametrize("row", ROWS)
def test_a_line_of_the_portrait_is_a_figure_of_the_portal_or_ones_own(row):
    good = set(row) in ({"measure"}, {"label", "reading"})
    assert accepted({**HEAD, "territory": {**TERRITORY, "portrait": [row]}}) == (good, good)


@pytest.mark.parametrize("missing", ["context", "needs", "steps_taken", "question"])
def test_a_situation_without_what_peers_need_is_refused_by_both(missing):
    assert accepted({**HEAD, "situation": {k: v for k, v in SITUATION.items() if k != missing}}) == (False, False)


def test_whether_a_case_is_invented_is_always_told():
    record = {**HEAD, "situation": SITUATION}
    del record["fabricated"]
    assert accepted(record) == (False, False)


def test_every_field_that_a_form_shows_has_its_french_title():
    for model in (
        TerritoryCase,
        FamilySituation,
        SectorPeople,
        PortraitRow,
        Reading,
        Goal,
        CaseAnswer,
        Theme,
        CaseIndicator,
    ):
        for name, field in model.model_fields.items():
            assert field.title, (model, name)
            assert SCHEMA["$defs"][model.__name__]["properties"][name]["title"] == field.title


@given(st.sampled_from(["≤", "<", "≥", ">"]), st.decimals(0, 100, places=1), st.decimals(0, 100, places=1))
def test_a_target_is_reached_on_one_side_only(bound, aim, value):
    opposite = {"≤": ">", "<": "≥", "≥": "<", ">": "≤"}[bound]
    assert Target(bound, aim, "%").reached(value) != Target(opposite, aim, "%").reached(value)


def test_the_target_of_a_case_is_its_own_before_that_of_the_lever():
    first, second = CAPE.territory.indicators
    assert target_of(first, FABRICATED) == Target("≤", Decimal(2), "heures", "allumer-ensemble.delai")
    assert target_of(second, FABRICATED) == Target("≥", Decimal(12), "phares")
    both = first.model_copy(update={"goal": second.goal})
    assert target_of(both, FABRICATED) == Target("≥", Decimal(12), "phares")


def test_the_page_of_a_territory_shows_views_side_by_side_figures_and_targets_in_words():
    html = rendered(FABRICATED, CAPE)
    for words in (
        "Territoire inventé.", "Vu du terrain", "De ma fenêtre je vois la digue.", "41,5\u00a0%", "Carnet du cap.",
        "cible pas encore atteinte", "pas encore compté", "à mesurer", "(la nôtre)", "Ce que ce cas ne dit pas",
    ):  # fmt: skip
        assert words in html, words
    assert "Citer cette page" not in html  # what is invented is not cited


def test_a_reading_that_reaches_its_target_is_said_to():
    reading = CAPE.territory.indicators[0].reading.model_copy(update={"value": Decimal(2)})
    item = CAPE.territory.indicators[0].model_copy(update={"reading": reading})
    reached = CAPE.model_copy(update={"territory": CAPE.territory.model_copy(update={"indicators": (item,)})})
    assert "cible atteinte" in rendered(FABRICATED, reached)


def test_the_page_of_a_published_case_tells_its_source_and_links_its_figures():
    html = rendered(FABRICATED, BAY)
    assert "cas inventé" not in html
    assert html.count('data-mesure="baie-inventee.phares"') == 2
    assert "L’étude ne dit pas combien" in html.replace("'", "’")
    assert "Citer cette page" in html


def test_the_page_of_a_situation_asks_before_it_suggests():
    html = rendered(FABRICATED, CREEK)
    assert "Situation inventée." in html
    assert html.index("À quoi saurait-on") < html.index("<details") < html.index("Il navigue aux étoiles.")
    assert "Il navigue aux étoiles." not in html[: html.index("<details")]


def test_a_case_is_found_by_its_words_and_its_setting():
    found = {item.id: item for item in documents(Views(FABRICATED)) if item.kind == "cas"}
    assert found["cap-de-papier"].setting == ("mixte",)
    assert "La lumière" not in found["anse-au-brouillard"].body
    assert found["anse-au-brouillard"].url == "cas/anse-au-brouillard/"


def test_an_answer_to_something_else_than_a_question_is_refused(portal_copy):
    path = portal_copy / "practices" / "cases" / "cap-de-papier.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("question: gardienne-q1", "question: brouillard"), "utf-8")
    [problem] = read(portal_copy)[1]
    assert (problem.rule, problem.field) == ("renvoi-mauvais-genre", "territory.answers[0].question")
    assert "une question d'entretien" in problem.message


def test_a_figure_that_does_not_exist_is_refused_in_a_portrait(portal_copy):
    path = portal_copy / "practices" / "cases" / "cas-baie-inventee.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("- measure: baie-inventee.phares", "- measure: x.y"), "utf-8"
    )
    [problem] = read(portal_copy)[1]
    assert (problem.rule, problem.field) == ("mesure-inconnue", "territory.portrait[0].measure")


def test_a_figure_cited_in_the_words_of_an_invented_case_is_refused(portal_copy):
    path = portal_copy / "practices" / "cases" / "anse-au-brouillard.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("sans saluer", "sans [[baie-inventee.phares]]"), "utf-8")
    [problem] = read(portal_copy)[1]
    assert (problem.rule, problem.field) == ("cas-invente-source", "situation.context")


@pytest.mark.real_data
def test_the_four_territories_are_cases_and_say_what_their_notices_say():
    published = {case.id: case for case in CASES.values() if case.group_key == "territoire"}
    assert set(published) == {f"cas-territoire-{letter}" for letter in "abcd"}
    for case in published.values():
        notice = REAL.entries[case.territory.territory]
        assert (case.setting, case.territory.sectors) == (notice.setting, notice.sectors)
        shown = [*case.territory.met, *(row.measure for row in case.territory.portrait)]
        assert shown == [f"{notice.id}.{name}" for name in notice.measures]


@pytest.mark.real_data
def test_the_four_territories_give_what_the_study_publishes_and_no_more():
    for case in CASES.values():
        if case.group_key == "territoire":
            assert {citation.source for citation in case.citations} == {"arrimage-2025"}
            assert not case.territory.answers  # the report publishes none
            assert not case.territory.indicators  # none was measured
            assert not case.territory.works
            assert case.territory.limits


@pytest.mark.real_data
def test_there_is_an_invented_territory_filled_whole_and_three_invented_situations():
    [example] = [case for case in CASES.values() if case.group_key == "territoire-invente"]
    assert all(getattr(example.territory, name) for name in type(example.territory).model_fields
               if name not in ("territory", "met"))  # fmt: skip
    guides = {REAL.entries[answer.question].group_key for answer in example.territory.answers}
    assert guides == {"agent", "gestionnaire"}
    situations = [case for case in CASES.values() if case.situation]
    assert len(situations) >= 3
    assert all(case.situation.hypotheses and case.situation.next_steps for case in situations)
    assert len({case.situation.setting for case in situations}) == 3


@pytest.mark.real_data
def test_what_is_invented_says_so_and_cites_nothing():
    for case in CASES.values():
        if case.fabricated:
            assert "inventé" in case.summary
            assert "cas inventé" in rendered(REAL, case)
            assert not [name for _, name, expected in references(case) if expected in ("source", "mesure")]
            assert not [t for _, text in prose(case) for t in tokens(text) if isinstance(t, Insert)]


@pytest.mark.real_data
def test_indicators_with_targets_of_the_study_can_all_be_followed_in_a_case():
    levers = [entry for entry in REAL.of_kind("levier") if isinstance(entry, Lever)]
    aimed: list[tuple[str, Indicator]] = [
        (lever.id, item) for lever in levers for item in lever.indicators if item.target
    ]
    example = CASES["cas-invente-territoire"].territory.indicators[0]
    for lever, indicator in aimed:
        item = example.model_copy(update={"lever": lever, "indicator": indicator.id, "goal": None})
        target = target_of(item, REAL)
        assert target is not None
        assert target.measure == f"{lever}.{indicator.target}"
    assert len(aimed) == 4
