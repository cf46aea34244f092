"""Training sessions: a plan that a trainer can run as it is, minute by minute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ancrage.model.base import AsTuple, Basis, Entry, EntryRef, Id, MeasureId, Prose, Reader, Record, Refers, Title

Minutes = Annotated[int, Field(ge=1, le=180)]
Method = Literal[
    "tour-de-table",
    "mise-en-situation",
    "codeveloppement",
    "travail-en-duo",
    "travail-en-equipe",
    "pleniere",
    "expose",
    "lecture",
    "cartographie",
    "reflexion-seule",
    "pause",
]
PAUSE = "pause"


class Aim(Record):
    """What people can do at the end, that they could not before."""

    id: Id
    text: Prose


class GroupSize(Record):
    """How many people take part."""

    min: Annotated[int, Field(ge=2, le=60)]
    max: Annotated[int, Field(ge=2, le=60)]

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.max < self.min:
            raise PydanticCustomError("valeur-hors-limites", "`max` est plus petit que `min`")
        return self


class Instruction(Record):
    """One thing the trainer does: how long, and the very words to `say`."""

    text: Prose
    minutes: Minutes | None = None
    say: Prose | None = None


class PlayCard(Record):
    """A small card to cut out: a situation to play, a line to draw. Always made up, never a real family."""

    title: Title
    text: Prose


class Activity(Record):
    """A part of the session. `serves`: the aims it leads to, none for a break; `notes`: what goes wrong, what to do.

    `handouts`: sheets to print; `entries`: sheets to read before; `figures`: what may be quoted, with its passport.
    """

    id: Id
    title: Title
    minutes: Minutes
    method: Method
    serves: Annotated[tuple[Id, ...], AsTuple] = ()
    steps: Annotated[tuple[Instruction, ...], AsTuple, Field(min_length=1)]
    notes: Prose | None = None
    materials: Annotated[tuple[Prose, ...], AsTuple] = ()
    cards: Annotated[tuple[PlayCard, ...], AsTuple] = ()
    handouts: Annotated[tuple[EntryRef, ...], AsTuple] = ()
    entries: Annotated[tuple[EntryRef, ...], AsTuple] = ()
    figures: Annotated[tuple[Annotated[MeasureId, Refers("mesure")], ...], AsTuple] = ()


class TrainingSession(Entry):
    """A session: for whom, to what end, how long, in which order; how to prepare it and how to know what it gave."""

    kind = "seance"
    name = "Séance"
    plural = "Séances"
    audience: Annotated[tuple[Reader, ...], AsTuple, Field(min_length=1)]
    aims: Annotated[tuple[Aim, ...], AsTuple, Field(min_length=1, max_length=5)]
    duration: Annotated[int, Field(ge=30, le=480)]
    group: GroupSize
    preparation: Annotated[tuple[Prose, ...], AsTuple, Field(min_length=1)]
    activities: Annotated[tuple[Activity, ...], AsTuple, Field(min_length=1)]
    evaluation: Annotated[tuple[Prose, ...], AsTuple, Field(min_length=1)]
    basis: Basis

    @property
    def group_key(self) -> str:
        """Whom it is for first."""
        return self.audience[0]

    def timeline(self) -> Iterator[tuple[int, Activity]]:
        """Yield each activity with the minute it starts at."""
        start = 0
        for activity in self.activities:
            yield start, activity
            start += activity.minutes
