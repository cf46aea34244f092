"""Cases side by side: nothing beyond what they say, and the same in Python, in the browser and on the command line."""

from __future__ import annotations

import json
import random
from dataclasses import asdict
from decimal import Decimal

import pytest

from ancrage import crossing
from ancrage.model import CaseStudy
from ancrage.pages.crossing import figures_in_words
from ancrage.sections import as_csv, as_markdown
from ancrage.views import Views

from .conftest import ROOT, real_portal
from .node import needs_node, node
from .test_cli import run

pytestmark = pytest.mark.real_data
PORTAL = real_portal()
KNOWN = crossing.reference(PORTAL, figures_in_words(Views(PORTAL)))
CASES = {case.id: case for case in PORTAL.of_kind("cas") if isinstance(case, CaseStudy) and case.territory}
STUDY = [CASES[f"cas-territoire-{letter}"] for letter in "abcd"]
INVENTED = CASES["cas-invente-territoire"]
WORDS = (
    "on se parle", "« souvent »", "le mardi : dix minutes", "*jamais*", "**écrit**", "[un lien](https://x.ca)", "l'école",
    "[[territoire-a.pap]]", "[[inconnu.chiffre]]", "9 h 30", "12 000 pas", "quoi ?", "=1+1", "a|b", "<b>", "Œuvre",
    "\n\n", "\n- ", "\n1. ", "\n", "fin.",
)  # fmt: skip


def case(name: str, setting: str = "rural", *, fabricated: bool = False, **territory) -> CaseStudy:
    """A case in a few words."""
    return CaseStudy.model_validate(
        {
            "id": name,
            "title": f"Cas {name}",
            "summary": "Un cas.",
            "fabricated": fabricated,
            "territory": {"setting": setting, "sectors": ["mfa"], **territory},
        }
    )


def words_of(found) -> str:
    """What findings say."""
    return " ".join(f"{item.title} {item.words}" for item in found)


def test_a_lever_of_two_cases_is_a_convergence_and_a_lever_of_one_is_not():
    one, other = case("un", levers=["clarifier-roles", "stabiliser-postes"]), case("deux", levers=["clarifier-roles"])
    found = crossing.cross([one, other], KNOWN).convergences
    assert [(item.kind, item.cases) for item in found] == [("levier", ("un", "deux"))]
    assert "présent dans 2 cas sur 2" in words_of(found)


def test_an_invented_case_counts_for_nothing_beside_others_and_for_itself_among_its_own():
    real, invented = case("vrai", levers=["clarifier-roles"]), case("faux", fabricated=True, levers=["clarifier-roles"])
    assert crossing.cross([real, invented], KNOWN).convergences == ()
    again = case("feint", fabricated=True, levers=["clarifier-roles"])
    assert len(crossing.cross([invented, again], KNOWN).convergences) == 1


def test_what_only_one_setting_says_is_a_contrast_that_does_not_say_absent():
    cases = [case("champ", levers=["clarifier-roles"]), case("ville", "urbain")]
    (found,) = crossing.cross(cases, KNOWN).contrasts
    assert (found.kind, found.cases) == ("milieu", ("champ",))
    assert "ne veut pas dire absent" in found.words
    assert crossing.cross([case("a", levers=["clarifier-roles"]), case("b")], KNOWN).contrasts == ()


def test_a_view_from_one_side_is_a_contrast_only_where_the_other_was_heard():
    theme = {"title": "Le transport", "text": "On en parle.", "view": "agent"}
    unheard = crossing.cross([case("un", themes=[theme]), case("deux")], KNOWN)
    assert unheard.contrasts == ()
    answer = {"question": "gest-q9-pratique", "text": "Je ne savais pas."}
    heard = crossing.cross([case("un", themes=[theme], answers=[answer]), case("deux")], KNOWN)
    assert "où la gestion a pourtant été entendue" in words_of(heard.contrasts)


def test_themes_meet_by_their_titles_whatever_capitals_and_accents():
    themes = [{"title": title, "text": "Oui."} for title in ("Se connaître de nom", "se connaitre, de nom")]
    (row,) = crossing.cross([case("un", themes=[themes[0]]), case("deux", themes=[themes[1]])], KNOWN).themes
    assert row.present == (0, 1)


@pytest.mark.parametrize(
    ("indicator", "unit", "value", "state"),
    [
        ("delai", "jours", 2, "atteinte"),
        ("delai", "jours", 2.5, "pas-atteinte"),
        ("echappement", "%", 10, "pas-atteinte"),
        ("echappement", "%", 9.9, "atteinte"),
    ],
)
def test_a_target_is_reached_at_its_bound_or_only_beyond_it(indicator, unit, value, state):
    reading = {"value": Decimal(str(value)), "unit": unit, "period": "2025", "origin": "Compté."}
    item = {"lever": "formaliser-trajectoires", "indicator": indicator, "reading": reading}
    rows = crossing.cross([case("un", indicators=[item]), case("deux")], KNOWN).indicators
    cells = {row.id: row.cells for row in rows}[indicator]
    assert [cell.state for cell in cells] == [state, "pas-suivi"]


def test_the_three_published_targets_are_always_there():
    rows = crossing.cross(STUDY[:2], KNOWN).indicators
    assert {row.target.replace("\u00a0", " ") for row in rows} == {"≤ 2 jours", "< 10 %", "≥ 4 sur 5"}


def test_no_sector_of_who_answers_is_shown():
    shown = as_markdown("", "", crossing.sections(crossing.cross([INVENTED, *STUDY], KNOWN))[1:])
    assert "MSSS" not in shown
    assert "MEQ" not in shown


def test_the_published_cases_say_nothing_more_than_they_do():
    result = crossing.cross(STUDY, KNOWN)
    assert [item.title for item in result.convergences] == ["Adapter les mécanismes aux réalités locales"]
    assert {item.kind for item in result.contrasts} == {"milieu"}
    assert not result.cases[3].says
    assert all(cell.state == "pas-suivi" for row in result.indicators for cell in row.cells)


def generated(seed: int) -> list[CaseStudy]:
    """Some cases of any shape."""
    chance = random.Random(seed)  # noqa: S311 - generated examples, not secrets

    def text() -> str:
        return "Dit : " + " ".join(chance.choices(WORDS, k=chance.randint(1, 9))) + " voilà."

    def some(items, most):
        return chance.sample(items, chance.randint(0, min(most, len(items))))

    questions = [question.id for pair in KNOWN.twins for question in (pair.agent, pair.manager) if question]
    indicators = [(lever.id, item) for lever in KNOWN.levers for item in lever.indicators]
    titles = ["Le transport", "le  transport!", "Se parler", "L'école : où?", "Œil neuf"]
    found = []
    for rank in range(chance.randint(2, 6)):
        followed = []
        for lever, item in some(indicators, 4):
            unit = item.target.unit if item.target else "fois"
            goal = {"bound": chance.choice("≤<≥>"), "value": chance.randint(0, 9), "unit": unit}
            values = ["0", "2", "4.5", "9.90", "0.000001", "10"]
            value = Decimal(chance.choice([*values, "1234567.25"] if unit == "fois" else values))
            reading = {"value": value, "unit": unit, "period": "2025", "origin": text()}
            own = item.target is None or chance.random() < 0.3
            followed.append(
                {"lever": lever, "indicator": item.id}
                | ({"goal": goal} if own else {})
                | ({"reading": reading} if chance.random() < 0.7 else {})
            )
        found.append(
            case(
                f"cas-{rank}",
                chance.choice(["urbain", "rural", "mixte"]),
                fabricated=chance.random() < 0.3,
                people=[{"sector": "mfa", "agents": 1, "managers": 2}] * chance.randint(0, 2),
                met=some(["territoire-a.pap", "territoire-b.pap"], 2),
                answers=[{"question": name, "sector": "mfa", "text": text()} for name in some(questions, 4)],
                themes=[
                    {"title": title, "text": text(), "view": chance.choice(["agent", "gestionnaire", "les-deux", None])}
                    for title in some(titles, 4)
                ],
                levers=some([lever.id for lever in KNOWN.levers], 4),
                indicators=followed,
                limits=chance.choice([None, text()]),
            )
        )
    return found


@needs_node
def test_the_browser_crosses_alike():
    sets = [STUDY, [*STUDY, INVENTED], [INVENTED, STUDY[0]], *(generated(seed) for seed in range(150))]
    given = {"reference": crossing.as_object(KNOWN), "sets": [[item.model_dump() for item in cases] for cases in sets]}
    for cases, answered in zip(sets, node("croiser.mjs", given, default=float), strict=True):
        result = crossing.cross(cases, KNOWN)
        sections = crossing.sections(result)
        assert answered["crossing"] == json.loads(json.dumps(asdict(result)))
        assert answered["markdown"] == as_markdown(crossing.TITLE, crossing.LEAD, sections)
        assert answered["csv"] == as_csv(sections)


FILES = [ROOT / "practices" / "cases" / f"cas-territoire-{letter}.yml" for letter in "ab"]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown"])
def test_the_command_crosses_files_in_every_form(form):
    code, out, err = run("cases", "cross", *FILES, "--root", ROOT, "--format", form)
    assert (code, err) == (0, "")
    assert "Clarifier les rôles" in out
    if form == "json":
        assert len(json.loads(out)["cases"]) == 2


@pytest.mark.slow
def test_a_damaged_file_is_refused_with_its_place(tmp_path):
    spoilt = tmp_path / "abime.yml"
    spoilt.write_text(FILES[0].read_text("utf-8").replace("setting: mixte", "setting: banlieue"), "utf-8")
    code, out, _ = run("cases", "cross", FILES[1], spoilt, "--root", ROOT)
    line = spoilt.read_text("utf-8").split("\n").index("  setting: banlieue") + 1
    assert code == 1
    assert f"{spoilt}:{line}: territory.setting" in out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("levers: [clarifier-roles,", "levers: [clarifier-role,", "territory.levers[0]"),
        ("id: cas-territoire-a", "id: [", "YAML"),
    ],
)
def test_what_the_portal_does_not_have_is_refused_too(tmp_path, old, new, told):
    spoilt = tmp_path / "abime.yml"
    spoilt.write_text(FILES[0].read_text("utf-8").replace(old, new), "utf-8")
    code, out, _ = run("cases", "cross", FILES[1], spoilt, "--root", ROOT)
    assert code == 1
    assert told in out


@pytest.mark.slow
def test_one_case_alone_twice_the_same_and_a_situation_do_not_cross():
    assert run("cases", "cross", FILES[0], "--root", ROOT)[0] == 2
    code, out, _ = run("cases", "cross", FILES[0], FILES[0], "--root", ROOT)
    assert code == 1
    assert "déjà donné" in out
    situation = ROOT / "practices" / "cases" / "cas-invente-pere.yml"
    code, out, _ = run("cases", "cross", FILES[0], situation, "--root", ROOT)
    assert code == 1
    assert "situation" in out
    assert run("cases", "cross", FILES[0], "absent.yml", "--root", ROOT)[0] == 1
