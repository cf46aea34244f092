"""Plans that the composer proposes: what they hold, the same in both languages, and sessions that the portal accepts."""

from __future__ import annotations

import gzip
import json
import shutil
from functools import cache
from itertools import pairwise, product

import pytest

from ancrage.composing import AUDIENCES, BREAK, DURATIONS, LONGEST, MARGIN, PEOPLE, Choice, bank_of, breaks, compose
from ancrage.goals import activities
from ancrage.model import BankActivity, TrainingGoal, TrainingSession, prose
from ancrage.model.goals import PHASES
from ancrage.model.sessions import PAUSE
from ancrage.pages import pages
from ancrage.pages.composer import DATA, PAGE, data_of
from ancrage.pages.parts import inlined
from ancrage.pipeline import read
from ancrage.text import typographic
from ancrage.urls import location
from ancrage.views import Views

from .conftest import PORTAL, ROOT, real_pages, real_views
from .node import needs_node, node

REAL = real_views()
BANK = bank_of(REAL.portal)
GROUPS = (4, 6, 10, 16, 24, 40)
CHOICES = [Choice(*values) for values in product(BANK.goals, AUDIENCES, DURATIONS, GROUPS)]
FIRST_AUDIENCE = [Choice(goal.id, goal.audience[0], d, 10) for goal in BANK.goals.values() for d in DURATIONS]


def asked(answer: str, choices: list[Choice] | list[str]) -> list:
    """Return what the scripts of the page answer to choices, or to texts."""
    told = {"bank": data_of(REAL, BANK), "choices": [c if isinstance(c, str) else vars(c) for c in choices]}
    return node("composer.mjs", told, answer)


@cache
def planned(choice: Choice):
    """Return the plan for a choice, made once for all the tests."""
    return compose(BANK, choice)


def working(plan):
    """Return the activities of a plan, breaks left out."""
    return [BANK.activities[item.ref] for item in plan if item.ref != BANK.pause]


@pytest.mark.slow
@pytest.mark.real_data
def test_every_goal_has_a_plan_of_the_length_asked_for_every_audience_and_group():
    for choice in CHOICES:
        total = sum(item.minutes for item in planned(choice))
        assert abs(total - choice.duration) <= MARGIN, choice


@pytest.mark.real_data
@pytest.mark.parametrize("goal", sorted(BANK.goals))
def test_any_length_up_to_three_hours_and_a_quarter_is_met(goal):
    for duration in range(30, 196, 5):
        total = sum(item.minutes for item in compose(BANK, Choice(goal, BANK.goals[goal].audience[0], duration, 10)))
        assert abs(total - duration) <= MARGIN, duration


@pytest.mark.real_data
def test_what_the_bank_cannot_fill_is_left_free_and_never_overrun():
    for goal in BANK.goals.values():
        total = sum(item.minutes for item in compose(BANK, Choice(goal.id, goal.audience[0], 240, 10)))
        assert 195 <= total <= 240 + MARGIN, goal.id


@pytest.mark.real_data
def test_a_plan_opens_follows_the_parts_in_order_and_closes():
    for choice in FIRST_AUDIENCE:
        goal = BANK.goals[choice.goal]
        lines = {ref: line for line in (*goal.plan, *BANK.everywhere(goal)) for ref in line.take}
        phases = [PHASES.index(lines[item.ref].phase) for item in working(planned(choice))]
        assert phases == sorted(phases), choice
        assert phases.count(0) == phases.count(len(PHASES) - 1) == 1, choice


@pytest.mark.real_data
def test_nobody_works_more_than_ninety_minutes_without_a_break():
    for choice in CHOICES:
        since, plan = 0, planned(choice)
        assert [item.minutes for item in plan if item.ref == BANK.pause] == [BREAK] * breaks(choice.duration)
        for item in plan:
            since = 0 if item.ref == BANK.pause else since + item.minutes
            assert since <= LONGEST, choice
        assert plan[0].ref != BANK.pause != plan[-1].ref


@pytest.mark.real_data
def test_activities_that_go_together_stay_together_and_what_they_need_comes_before():
    for choice in CHOICES:
        refs = [item.ref for item in working(planned(choice))]
        assert len(refs) == len(set(refs))
        families = [item.alone.family for item in map(BANK.activities.get, refs) if item.alone and item.alone.family]
        assert len(families) == len(set(families)), choice
        for line in BANK.goals[choice.goal].plan:
            if line.take[0] in refs:
                start = refs.index(line.take[0])
                assert tuple(refs[start : start + len(line.take)]) == line.take
                assert set(line.needs) <= set(refs[:start]), choice


@pytest.mark.real_data
def test_the_frame_of_a_heavy_subject_is_never_replaced():
    for choice in CHOICES:
        if choice.goal == "durer":
            refs = [item.ref for item in working(planned(choice))]
            assert refs[0] == "seance-fatigue-compassion.cadre"
            assert refs[-1] == "seance-fatigue-compassion.fermer"
            assert not {"codev-court", "situation-trois-regards"} & set(refs)


@pytest.mark.real_data
def test_the_heart_of_a_goal_is_in_its_plans_of_an_hour():
    for goal in BANK.goals.values():
        hearts = {ref for line in goal.plan if line.weight == 4 for ref in line.take}
        assert hearts, goal.id
        refs = {item.ref for item in compose(BANK, Choice(goal.id, goal.audience[0], 60, 8))}
        assert hearts & refs, goal.id


@pytest.mark.real_data
def test_a_ready_session_is_found_again_in_the_plan_of_its_length():
    plan = {item.ref for item in compose(BANK, Choice("dire-role", "ptp", 90, 10))}
    assert plan == {
        f"seance-dire-role.{name}" for name in ("ce-quon-croit", "lire", "essayer", "histoire", "tournee", "fermer")
    }


@pytest.mark.slow
@pytest.mark.real_data
@needs_node
def test_both_languages_compose_the_same_plan_for_every_goal_audience_length_and_group():
    expected = [[[item.ref, item.minutes] for item in planned(choice)] for choice in CHOICES]
    assert asked("plans", CHOICES) == expected


@pytest.mark.slow
@pytest.mark.real_data
@needs_node
def test_what_is_exported_is_a_session_that_the_portal_accepts(tmp_path):
    root = tmp_path / "portail"
    for folder in ("practices", "glossary", "docs"):
        shutil.copytree(ROOT / folder, root / folder)
    choices = [*FIRST_AUDIENCE, *(Choice(goal, "formation", 180, 40) for goal in BANK.goals)]
    written = asked("yaml", choices)
    for number, (name, text) in enumerate(written):
        path = root / "practices" / "sessions" / f"{name}-{number}.yml"
        path.write_text(
            text.replace(f"id: {name}\n", f"id: {name}-{number}\n").replace(
                f'id: "{name}"\n', f'id: "{name}-{number}"\n'
            ),
            "utf-8",
        )
    portal, problems = read(root)
    assert [str(problem) for problem in problems] == []
    made = [entry for entry in portal.of_kind(TrainingSession.kind) if isinstance(entry, TrainingSession)]
    assert len(made) == len(choices) + len(REAL.kind(TrainingSession.kind))


@pytest.mark.real_data
@needs_node
def test_texts_are_typeset_alike_in_both_languages():
    records = [*BANK.goals.values(), *(item.activity for item in BANK.activities.values())]
    texts = [text for record in records for _, text in prose(record)]
    texts += ["10 % de 5 305 $ : « l'été » ; oui ! non ?", "à 9 h 05, à 9 h, 9 hommes, 3 h 5", "12 000 000", "«a»"]
    assert asked("texts", texts) == [typographic(text) for text in texts]


@pytest.mark.real_data
def test_no_break_falls_inside_what_goes_together_but_where_it_is_said():
    for choice in CHOICES:
        refs = [item.ref for item in planned(choice)]
        for line in BANK.goals[choice.goal].plan:
            if len(line.take) > 1 and line.take[0] in refs:
                inside = refs[refs.index(line.take[0]) : refs.index(line.take[-1]) + 1]
                cuts = [before for before, ref in pairwise(inside) if ref == BANK.pause]
                assert cuts in ([], [line.pause_after]), choice


@pytest.mark.real_data
def test_the_bank_weighs_little_and_cannot_break_out_of_the_page():
    text = inlined(DATA, data_of(REAL, BANK)).partition(">")[2].removesuffix("</script>")
    assert len(gzip.compress(text.encode(), 9)) <= 48_000
    assert "<" not in text
    assert json.loads(text) == json.loads(json.dumps(data_of(REAL, BANK)))
    assert len(gzip.compress(real_pages()[PAGE].encode(), 9)) <= 56_000


@pytest.mark.real_data
def test_what_the_bank_adds_is_as_complete_as_a_session():
    for activity in REAL.portal.apart[BankActivity.kind].values():
        assert isinstance(activity, BankActivity)
        if activity.method != PAUSE:
            assert all(step.minutes for step in activity.steps), activity.id
            assert any(step.say for step in activity.steps), activity.id
            assert activity.minutes <= 45, activity.id
    goals = REAL.portal.apart[TrainingGoal.kind].values()
    taken = {ref for goal in goals if isinstance(goal, TrainingGoal) for line in goal.plan for ref in line.take}
    alone = {name: item for name, item in BANK.activities.items() if item.alone}
    unused = {name for name, item in alone.items() if name not in taken and not item.alone.everywhere}
    assert unused == {BANK.pause}


@pytest.mark.real_data
def test_every_session_opens_in_the_composer_and_every_audience_has_a_goal():
    made = real_pages()
    goals = BANK.goals.values()
    for session in REAL.kind(TrainingSession.kind):
        assert f"(../composer.md?seance={session.id})" in made[location(session).page], session.id
    assert {"ptp", "pap", "pg", "communaute", "partenaire", "formation"} <= {
        name for goal in goals for name in goal.audience
    }
    assert 10 <= len(BANK.goals) <= 14


def test_the_page_tells_how_to_compose_without_its_script():
    views = Views(read(PORTAL)[0])
    text = pages(views)[PAGE]
    assert "## Composer à la main" in text
    assert "## Comment le plan est proposé" in text
    assert "(seances/seance-nuit-claire.md)" in text
    assert "### Allumer à deux" in text or "#but-allumer" in text


def test_a_portal_without_goals_has_no_composer(portal_copy):
    (portal_copy / "practices" / "goals.yml").unlink()
    made = pages(Views(read(portal_copy)[0]))
    assert PAGE not in made
    assert not any("composer.md" in text for text in made.values())


def test_the_smallest_bank_still_gives_a_plan():
    bank = bank_of(read(PORTAL)[0])
    plan = compose(bank, Choice("allumer", "ptp", 120, 6))
    assert [item.ref for item in plan]
    assert all(one.ref != other.ref for one, other in pairwise(plan))
    assert set(activities(read(PORTAL)[0])) >= {item.ref for item in plan}


def test_a_group_too_small_for_an_activity_does_without_it():
    for choice in CHOICES[:: len(GROUPS)]:
        assert choice.people == PEOPLE[0]
        assert all(item.group.min <= choice.people for item in working(planned(choice)))
