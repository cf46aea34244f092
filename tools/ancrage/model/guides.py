"""Guides: entries put in an order and tied by written transitions, to be read or printed from end to end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ancrage.model.base import AsTuple, Entry, EntryRef, Id, Prose, Reader, Record, Title

Form = Literal["entiere", "breve"]
GuideChart = Literal[
    "carte-demarchage",
    "carte-reseautage",
    "image-adaptation",
    "image-partenaires",
    "image-regions",
    "image-territoires",
]


class GuideSection(Record):
    """An entry in its place. On paper whole or in short; `bridge`: a sentence that leads from the one before."""

    entry: EntryRef
    form: Form = "entiere"
    bridge: Prose | None = None


class GuideChapter(Record):
    """A part of a guide. `opening`: why now, and how it follows from the part before.

    `charts`: shown after the opening; `practise`: sessions, forms, cards to exercise with.
    """

    id: Id
    title: Title
    opening: Prose
    charts: Annotated[tuple[GuideChart, ...], AsTuple] = ()
    sections: Annotated[tuple[GuideSection, ...], AsTuple, Field(min_length=1)]
    practise: Annotated[tuple[EntryRef, ...], AsTuple] = ()


class LeftOut(Record):
    """Entries that no guide takes, and why: the guide does not lead to them."""

    entries: Annotated[tuple[Id, ...], AsTuple, Field(min_length=1)]
    why: Prose


class Guide(Entry):
    """A guide. `promise`: what its reader will be able to do; `caution`: how far its figures can be trusted."""

    kind = "guide"
    name = "Guide"
    plural = "Guides"
    order: Annotated[int, Field(ge=1, le=99)]
    audience: Annotated[tuple[Reader, ...], AsTuple, Field(min_length=1)]
    promise: Prose
    foreword: Prose
    usage: Prose
    caution: Prose
    chapters: Annotated[tuple[GuideChapter, ...], AsTuple, Field(min_length=1)]
    closing: Prose
    left_out: Annotated[tuple[LeftOut, ...], AsTuple] = ()

    def sections(self) -> Iterator[GuideSection]:
        """Yield every section, in reading order."""
        for chapter in self.chapters:
            yield from chapter.sections
