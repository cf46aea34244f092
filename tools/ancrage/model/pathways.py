"""Pathways: the first weeks in a post, one concrete step after another."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ancrage.model.base import AsTuple, Entry, EntryRef, Id, Prose, Record, Title
from ancrage.model.sheets import BySetting

WEEKS = 13
"""How many weeks « 90 jours » last."""


class Step(Record):
    """One action that one person can do in its week. `id` is permanent: what is ticked on a device is kept under it.

    `minutes` is a rough duration; `by_setting` tells what changes in town or in the country; `entries` are read next.
    """

    id: Id
    text: Prose
    minutes: Annotated[int, Field(ge=5, le=480)] | None = None
    by_setting: BySetting | None = None
    entries: Annotated[tuple[EntryRef, ...], AsTuple, Field(min_length=1, max_length=4)]


class Week(Record):
    """A week: what it aims at, its steps, and what to take to supervision (`debrief`).

    `note` tells what to write down without identifying anyone; `care`, how to spare oneself.
    """

    number: Annotated[int, Field(ge=1, le=WEEKS)]
    title: Title
    aim: Prose
    steps: Annotated[tuple[Step, ...], AsTuple, Field(min_length=1)]
    note: Prose | None = None
    care: Prose | None = None
    debrief: Prose


class PathwayBlock(Record):
    """Weeks that go together; `evidence` tells, with its figures, why they come now."""

    id: Id
    title: Title
    evidence: Prose
    weeks: Annotated[tuple[Week, ...], AsTuple, Field(min_length=1)]


class Pathway(Entry):
    """The first weeks of an outreach worker (`ptp`) or of a manager (`pg`), in an order that is the portal's own."""

    kind = "parcours"
    name = "Parcours"
    plural = "Parcours"
    reader: Literal["ptp", "pg"]
    blocks: Annotated[tuple[PathwayBlock, ...], AsTuple, Field(min_length=1)]

    @property
    def group_key(self) -> str:
        """Who follows it."""
        return self.reader

    @property
    def weeks(self) -> tuple[Week, ...]:
        """Return every week, in the order written."""
        return tuple(week for block in self.blocks for week in block.weeks)
