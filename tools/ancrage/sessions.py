"""Rules of training sessions: minutes that add up, aims that activities serve, breaks in time."""

from __future__ import annotations

from collections.abc import Iterator

from ancrage.model import Activity, Aim, Key, Portal, TrainingSession
from ancrage.model.sessions import PAUSE
from ancrage.problems import Problem, field_name, suggestion

LONGEST = 90
"""How many minutes a group works before a break."""


def check_sessions(portal: Portal) -> Iterator[Problem]:
    """Yield what is wrong with each training session of a portal, taken as a whole."""
    for session in portal.of_kind(TrainingSession.kind):
        if isinstance(session, TrainingSession):
            yield from _minutes(session)
            yield from _names(session)
            yield from _aims(session)
            yield from _breaks(session)


def _minutes(session: TrainingSession) -> Iterator[Problem]:
    total = sum(activity.minutes for activity in session.activities)
    if total != session.duration:
        message = f"les activités font {total} minutes, la séance {session.duration} : ajustez les unes ou l'autre"
        yield _problem(session, ("duration",), message, "duree-inexacte")
    for a, activity in enumerate(session.activities):
        timed = [step.minutes for step in activity.steps if step.minutes is not None]
        whole = len(timed) == len(activity.steps)
        if sum(timed) > activity.minutes or (whole and sum(timed) < activity.minutes):
            message = f"les étapes font {sum(timed)} minutes, l'activité {activity.minutes} : ajustez les étapes"
            yield _problem(session, ("activities", a, "minutes"), message, "duree-inexacte")


def _names(session: TrainingSession) -> Iterator[Problem]:
    lists: tuple[tuple[str, tuple[Aim | Activity, ...]], ...] = (
        ("aims", session.aims),
        ("activities", session.activities),
    )
    for key, named in lists:
        names: set[str] = set()
        for i, item in enumerate(named):
            if item.id in names:
                message = f"« {item.id} » est déjà pris dans cette séance : donnez un autre nom"
                yield _problem(session, (key, i, "id"), message, "activite-en-double")
            names.add(item.id)


def _aims(session: TrainingSession) -> Iterator[Problem]:
    aims = [aim.id for aim in session.aims]
    for a, activity in enumerate(session.activities):
        if not activity.serves and activity.method != PAUSE:
            message = f"l'activité ne sert aucun but : nommez-en un dans `serves` ({', '.join(aims)}), ou retirez-la"
            yield _problem(session, ("activities", a), message, "activite-sans-but")
        for s, name in enumerate(activity.serves):
            if name not in aims:
                message = f"« {name} » n'est pas un but de la séance.{suggestion(name, aims)} Buts : {', '.join(aims)}"
                yield _problem(session, ("activities", a, "serves", s), message, "but-inconnu")
    served = {name for activity in session.activities for name in activity.serves}
    for i, name in enumerate(aims):
        if name not in served:
            message = f"aucune activité ne sert le but « {name} » : ajoutez-en une, ou retirez le but"
            yield _problem(session, ("aims", i, "id"), message, "but-sans-activite")


def _breaks(session: TrainingSession) -> Iterator[Problem]:
    since = 0
    for a, activity in enumerate(session.activities):
        since = _worked(activity, since)
        if since > LONGEST:
            message = f"{since} minutes sans pause : glissez-en une (`method: {PAUSE}`) avant {LONGEST} minutes"
            yield _problem(session, ("activities", a), message, "pause-absente")
            return


def _worked(activity: Activity, since: int) -> int:
    """Return the minutes worked since the last break, at the end of an activity."""
    return 0 if activity.method == PAUSE else since + activity.minutes


def _problem(session: TrainingSession, where: tuple[Key, ...], message: str, rule: str) -> Problem:
    return Problem(session.place.path, session.place.line(*where), field_name(where), message, rule)
