"""Rules of the goals of the composer and of the activities that stand alone: names that exist, parts in order."""

from __future__ import annotations

from collections.abc import Iterator

from ancrage.model import Activity, BankActivity, Key, Placed, Portal, TrainingGoal, TrainingSession
from ancrage.model.goals import PHASES
from ancrage.model.sessions import PAUSE
from ancrage.problems import Problem, field_name, suggestion


def check_goals(portal: Portal) -> Iterator[Problem]:
    """Yield what is wrong with each activity that stands alone, then with each goal."""
    alone = [item for item in portal.apart.get(BankActivity.kind, {}).values() if isinstance(item, BankActivity)]
    for activity in alone:
        yield from _minutes(activity)
        yield from _phase(activity)
    known = set(activities(portal))
    may_be_unread = portal.partial or bool(portal.unread)
    for goal in portal.apart.get(TrainingGoal.kind, {}).values():
        if isinstance(goal, TrainingGoal):
            if not may_be_unread:
                yield from _unknown(goal, known)
            yield from _order(goal)
            yield from _left_out(goal, {activity.id: activity for activity in alone})


def activities(portal: Portal) -> dict[str, Activity]:
    """Return every activity of the bank by its reference: those of sessions, then those that stand alone."""
    found: dict[str, Activity] = {}
    for session in portal.of_kind(TrainingSession.kind):
        if isinstance(session, TrainingSession):
            found |= {f"{session.id}.{activity.id}": activity for activity in session.activities}
    for name, activity in portal.apart.get(BankActivity.kind, {}).items():
        if isinstance(activity, BankActivity):
            found[name] = activity
    return found


def _minutes(activity: BankActivity) -> Iterator[Problem]:
    timed = [step.minutes for step in activity.steps if step.minutes is not None]
    whole = len(timed) == len(activity.steps)
    if sum(timed) > activity.minutes or (whole and sum(timed) < activity.minutes):
        message = f"les étapes font {sum(timed)} minutes, l'activité {activity.minutes} : ajustez les étapes"
        yield _problem(activity, ("minutes",), message, "duree-inexacte")


def _phase(activity: BankActivity) -> Iterator[Problem]:
    if activity.phase is None and activity.method != PAUSE:
        message = f"il faut une partie du plan, sauf pour une pause : {', '.join(PHASES)}"
        yield _problem(activity, ("phase",), message, "champ-manquant")
    if activity.everywhere and not activity.why:
        message = "une activité qui sert tout but (`everywhere`) dit pourquoi dans `why`"
        yield _problem(activity, ("why",), message, "champ-manquant")


def _unknown(goal: TrainingGoal, known: set[str]) -> Iterator[Problem]:
    before: set[str] = set()
    for rank, line in enumerate(goal.plan):
        if line.pause_after is not None and line.pause_after not in line.take[:-1]:
            message = f"« {line.pause_after} » n'est pas une activité de cette ligne que d'autres suivent"
            yield _problem(goal, ("plan", rank, "pause_after"), message, "activite-inconnue")
        for key, names, allowed in (("take", line.take, known), ("needs", line.needs, before)):
            for index, name in enumerate(names):
                if name not in allowed:
                    what = "n'est pas une activité" if key == "take" else "n'est pas prise plus haut dans ce plan"
                    message = f"« {name} » {what}.{suggestion(name, allowed)}"
                    yield _problem(goal, ("plan", rank, key, index), message, "activite-inconnue")
        before |= set(line.take)


def _order(goal: TrainingGoal) -> Iterator[Problem]:
    latest = 0
    for rank, line in enumerate(goal.plan):
        place = PHASES.index(line.phase)
        if place < latest:
            message = f"« {line.phase} » vient avant « {PHASES[latest]} » : rangez les lignes dans l'ordre du plan"
            yield _problem(goal, ("plan", rank, "phase"), message, "plan-en-desordre")
        latest = max(latest, place)


def _left_out(goal: TrainingGoal, alone: dict[str, BankActivity]) -> Iterator[Problem]:
    everywhere = {name for name, activity in alone.items() if activity.everywhere}
    for index, name in enumerate(goal.leave_out):
        if name not in everywhere:
            message = f"« {name} » n'est pas une activité pour tout but.{suggestion(name, everywhere)}"
            yield _problem(goal, ("leave_out", index), message, "activite-inconnue")


def _problem(record: Placed, where: tuple[Key, ...], message: str, rule: str) -> Problem:
    return Problem(record.place.path, record.place.line(*where), field_name(where), message, rule)
