"""A timed plan from the bank of activities, for a goal, an audience, a duration and a group. Nothing is random.

`compose` is the twin of `docs/js/composer/plan.js`: whole numbers only, the same order everywhere, so that both give
the same plan (`tests/test_composer.py` compares them on every choice). How it chooses:

1. The plan has one activity that opens, some that make people understand, try, then apply, and one that closes. The
   order is that of the goal; activities for any goal come after its own in each part.
2. A break of ten minutes is kept for each hour or so beyond ninety minutes (`breaks`).
3. Each activity is worth its minutes times a weight (`_worth`): from the heart of the goal to what rounds it off. It
   loses for an audience or a group it was not written for; a plan loses when the same method comes twice in a row.
4. Of all the plans within five minutes of the duration asked, the one worth the most is kept; the first, if equal. The
   search is exhaustive: one best plan is kept for each total, last method, part, and set of what excludes or requires
   something later (a shortest-path over the lines of the goal).
5. Breaks are put where they cut the work into the most even parts, not between activities that go together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from ancrage.goals import activities
from ancrage.model import Activity, BankActivity, GroupSize, PlanLine, Portal, TrainingGoal, TrainingSession
from ancrage.model.goals import PHASES
from ancrage.model.sessions import PAUSE

MARGIN = 5
"""Minutes by which a plan may differ from the duration asked."""
BREAK = 10
"""Minutes of a break."""
LONGEST = 90
"""Minutes beyond which there is a break."""
DURATIONS = (45, 60, 90, 120, 180)
"""Durations offered first; any from 30 to 240 may be asked."""
AUDIENCES = ("ptp", "pap", "pg", "communaute", "partenaire", "formation")
PEOPLE = (4, 40)
"""The smallest and the largest group."""

_REPEATED = 12
_EACH = 6
_NEW_PART = 20
_AWAY = 40


@dataclass(frozen=True)
class Banked:
    """An activity of the bank, with what its session says of it: for whom and for how many."""

    ref: str
    activity: Activity
    audience: tuple[str, ...]
    group: GroupSize
    session: str | None = None

    @property
    def alone(self) -> BankActivity | None:
        """The activity itself when it stands alone."""
        return self.activity if isinstance(self.activity, BankActivity) else None


@dataclass(frozen=True)
class Bank:
    """What plans are made from."""

    goals: Mapping[str, TrainingGoal]
    activities: Mapping[str, Banked]
    pause: str

    def everywhere(self, goal: TrainingGoal) -> Iterator[PlanLine]:
        """Yield the activities that serve any goal, but those that a line takes or that would be out of place."""
        others = {*goal.leave_out, *(ref for line in goal.plan for ref in line.take)}
        for ref, item in self.activities.items():
            alone = item.alone
            if alone and alone.everywhere and alone.phase and alone.why and ref not in others:
                yield PlanLine(take=(ref,), phase=alone.phase, why=alone.why, weight=1, family=alone.family)


@dataclass(frozen=True)
class Choice:
    """What a trainer asks for: a goal, who comes, minutes in all, how many people."""

    goal: str
    audience: str
    duration: int
    people: int


@dataclass(frozen=True)
class Planned:
    """An activity of a plan."""

    ref: str
    minutes: int


@dataclass(frozen=True)
class _Candidate:
    """A line of a goal as this choice sees it. `worth`: points a minute."""

    take: tuple[str, ...]
    phase: str
    minutes: int
    worth: int
    first_method: str
    last_method: str
    always: bool
    needs: tuple[str, ...]
    family: str


def bank_of(portal: Portal) -> Bank:
    """Return the bank of a portal: goals by id, activities of sessions then those that stand alone."""
    goals = {
        name: goal for name, goal in portal.apart.get(TrainingGoal.kind, {}).items() if isinstance(goal, TrainingGoal)
    }
    sessions = [entry for entry in portal.of_kind(TrainingSession.kind) if isinstance(entry, TrainingSession)]
    owners = {f"{session.id}.{activity.id}": session for session in sessions for activity in session.activities}
    banked = {ref: _banked(ref, activity, owners.get(ref)) for ref, activity in activities(portal).items()}
    pause = next((ref for ref, item in banked.items() if item.alone and item.activity.method == PAUSE), "")
    return Bank(goals, banked, pause)


def _banked(ref: str, activity: Activity, session: TrainingSession | None) -> Banked:
    if session is not None:
        return Banked(ref, activity, session.audience, session.group, session.id)
    assert isinstance(activity, BankActivity)  # noqa: S101 - what belongs to no session stands alone
    return Banked(ref, activity, activity.audience, activity.group)


def breaks(duration: int) -> int:
    """Return how many breaks a session of so many minutes has: none up to 90, then one an hour or so."""
    return 0 if duration <= LONGEST else 1 if duration <= 140 else 2 if duration <= 210 else 3


def compose(bank: Bank, choice: Choice) -> tuple[Planned, ...]:
    """Return the plan for a choice; what is nearest to its duration when no plan is within five minutes of it."""
    goal = bank.goals[choice.goal]
    count = breaks(choice.duration)
    working = _chosen(list(_candidates(bank, goal, choice)), choice.duration - BREAK * count)
    planned = [Planned(ref, bank.activities[ref].activity.minutes) for ref in working]
    return tuple(_with_breaks(planned, count, bank.pause, _together(goal)))


def _candidates(bank: Bank, goal: TrainingGoal, choice: Choice) -> Iterator[_Candidate]:
    """Yield the lines that suit the group, part by part: those of the goal, then those for any goal."""
    lines = (*goal.plan, *bank.everywhere(goal))
    for phase in PHASES:
        for line in lines:
            items = [bank.activities[ref] for ref in line.take]
            if line.phase != phase or any(choice.people < item.group.min for item in items):
                continue
            yield _Candidate(
                take=line.take,
                phase=phase,
                minutes=sum(item.activity.minutes for item in items),
                worth=_worth(line, items, choice),
                first_method=items[0].activity.method,
                last_method=items[-1].activity.method,
                always=line.always,
                needs=line.needs,
                family=line.family or "",
            )


def _worth(line: PlanLine, items: Iterable[Banked], choice: Choice) -> int:
    """Return the points a minute of a line: twice its weight, one less for another audience, for too large a group."""
    stranger = any(item.audience and choice.audience not in item.audience for item in items)
    crowded = any(choice.people > item.group.max for item in items)
    return max(1, 2 * line.weight - stranger - crowded)


_State = tuple[int, str, str, tuple[str, ...]]
_Found = dict[_State, tuple[int, tuple[str, ...]]]


def _chosen(candidates: list[_Candidate], budget: int) -> list[str]:
    """Return the references of the best plan: one opening, the body, one closing."""
    noted = _noted(candidates)
    found: _Found = {(0, "", "", ()): (0, ())}
    for phase in PHASES:
        part = [candidate for candidate in candidates if candidate.phase == phase]
        if phase in ("ouvrir", "fermer"):
            found = _exactly_one(found, part, budget, noted)
        else:
            for candidate in part:
                taken = _taken(found, candidate, budget, noted)
                found = _kept(taken if candidate.always and taken else {**found}, taken)
    best: tuple[int, tuple[str, ...]] | None = None
    for (minutes, *_), (score, refs) in found.items():
        final = score - _AWAY * abs(budget - minutes)
        if best is None or final > best[0]:
            best = (final, refs)
    return list(best[1]) if best else []


def _noted(candidates: list[_Candidate]) -> frozenset[str]:
    """Return the names that later lines ask about: activities that some need, families of several lines."""
    families = [candidate.family for candidate in candidates if candidate.family]
    several = {name for name in families if families.count(name) > 1}
    return frozenset(several | {name for candidate in candidates for name in candidate.needs})


def _exactly_one(found: _Found, part: list[_Candidate], budget: int, noted: frozenset[str]) -> _Found:
    """Return the plans longer by one line of a part; the same ones when none of its lines fits."""
    always = [candidate for candidate in part if candidate.always]
    longer: _Found = {}
    for candidate in always or part:
        longer = _kept(longer, _taken(found, candidate, budget, noted))
    return longer or found


def _taken(found: _Found, candidate: _Candidate, budget: int, noted: frozenset[str]) -> _Found:
    """Return the plans that may hold a line, with it."""
    longer: _Found = {}
    names = tuple(name for name in (*candidate.take, candidate.family) if name in noted)
    points = candidate.minutes * candidate.worth - _EACH
    for (minutes, method, part, marks), (score, refs) in found.items():
        total = minutes + candidate.minutes
        if total > budget + MARGIN or (candidate.family and candidate.family in marks):
            continue
        if candidate.needs and any(name not in marks for name in candidate.needs):
            continue
        new_score = score + points
        new_score -= _REPEATED if method == candidate.first_method else 0
        new_score += _NEW_PART if part != candidate.phase else 0
        state = (total, candidate.last_method, candidate.phase, (*marks, *names))
        if state not in longer or new_score > longer[state][0]:
            longer[state] = (new_score, (*refs, *candidate.take))
    return longer


def _kept(found: _Found, more: _Found) -> _Found:
    """Return both, the better one for each state; the first when equal."""
    for state, value in more.items():
        if state not in found or value[0] > found[state][0]:
            found[state] = value
    return found


def _together(goal: TrainingGoal) -> frozenset[str]:
    """Return the activities before which no break may come, as they go on from another."""
    return frozenset(
        ref
        for line in goal.plan
        for before, ref in pairwise(line.take)
        if line.pause_after is None or before != line.pause_after
    )


def _with_breaks(planned: list[Planned], count: int, pause: str, together: frozenset[str]) -> Iterator[Planned]:
    """Yield a plan with its breaks where the work is cut most evenly; never after the opening or before the closing."""
    open_places = [index for index in range(2, len(planned) - 1) if planned[index].ref not in together]
    places = _even_places([item.minutes for item in planned], open_places, count) if pause else ()
    for index, item in enumerate(planned):
        if index in places:
            yield Planned(pause, BREAK)
        yield item


def _even_places(minutes: list[int], open_places: list[int], count: int) -> tuple[int, ...]:
    """Return before which activities breaks go: the longest part as short as can be, then parts as even as can be."""
    best: tuple[int, int] | None = None
    kept: tuple[int, ...] = ()
    for places in combinations(open_places, count):
        ends = (0, *places, len(minutes))
        parts = [sum(minutes[start:end]) for start, end in pairwise(ends)]
        value = (max(parts), sum(part * part for part in parts))
        if best is None or value < best:
            best, kept = value, places
    return kept
