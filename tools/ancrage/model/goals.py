"""What the composer of sessions draws from: goals that a trainer recognises, and activities that stand alone."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from ancrage.model.base import ID_PATTERN, AsTuple, EntryRef, Id, Placed, Prose, Reader, Record, Refers, Title
from ancrage.model.sessions import Activity, GroupSize

ActivityRef = Annotated[
    str, StringConstraints(pattern=ID_PATTERN[:-1] + r"(\.[a-z0-9]+(-[a-z0-9]+)*)?$", max_length=160)
]
"""A stand-alone activity (`un-mot`), or one of a session (`seance-dire-role.essayer`)."""
Phase = Literal["ouvrir", "comprendre", "essayer", "appliquer", "fermer"]
PHASES: tuple[Phase, ...] = ("ouvrir", "comprendre", "essayer", "appliquer", "fermer")
"""The parts of a plan, in order: one activity opens, one closes."""


class BankActivity(Placed, Activity):
    """An activity that belongs to no session, written by the portal. `phase`: none for a break.

    `everywhere`: serves any goal, and `why` says how. `sheets`: hands out the sheets of the goal. `family`: of the
    activities of a family (the same one, longer or shorter), a plan holds one. `audience`: empty for everyone.
    """

    kind: ClassVar[str] = "activite"
    group: GroupSize
    phase: Phase | None = None
    audience: Annotated[tuple[Reader, ...], AsTuple] = ()
    family: Id | None = None
    everywhere: bool = False
    sheets: bool = False
    why: Prose | None = None


class PlanLine(Record):
    """What a plan for a goal may hold: activities taken together, in which part, and why.

    `weight`: 4 the heart of the goal, 3 serves it well, 2 serves it, 1 rounds it off. `always`: every plan has it.
    `needs`: activities without which it makes no sense. `family`: as for an activity.
    `pause_after`: the one of its activities after which a break may come; none may come between the others.
    """

    take: Annotated[tuple[ActivityRef, ...], AsTuple, Field(min_length=1)]
    phase: Phase
    why: Prose
    weight: Annotated[int, Field(ge=1, le=4)] = 2
    always: bool = False
    needs: Annotated[tuple[ActivityRef, ...], AsTuple] = ()
    family: Id | None = None
    pause_after: ActivityRef | None = None


class TrainingGoal(Placed):
    """What a session is for, as a trainer would say it. `aim`: what people can do at the end.

    `sheets`: what activities for any goal hand out. `leave_out`: those of them that would be out of place here.
    `caution`: what to know before choosing it.
    """

    kind: ClassVar[str] = "but"
    id: Id
    title: Title
    aim: Prose
    summary: Prose
    audience: Annotated[tuple[Reader, ...], AsTuple, Field(min_length=1)]
    sessions: Annotated[tuple[Annotated[str, Refers("seance")], ...], AsTuple] = ()
    sheets: Annotated[tuple[EntryRef, ...], AsTuple, Field(min_length=1, max_length=3)]
    related: Annotated[tuple[EntryRef, ...], AsTuple] = ()
    leave_out: Annotated[tuple[Id, ...], AsTuple] = ()
    caution: Prose | None = None
    preparation: Annotated[tuple[Prose, ...], AsTuple, Field(min_length=1)]
    evaluation: Annotated[tuple[Prose, ...], AsTuple, Field(min_length=1)]
    plan: Annotated[tuple[PlanLine, ...], AsTuple, Field(min_length=1)]
