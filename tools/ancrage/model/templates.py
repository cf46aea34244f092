"""Templates: forms ready to adapt and to fill in, made of a few sorts of blocks."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ancrage.model.base import AsTuple, Basis, Entry, EntryRef, Line, Markup, Prose, Reader, Record

Inline = Annotated[Line, Markup()]
Language = Literal["en", "es", "ar"]
FormGroup = Literal["planifier", "partenaires", "famille", "soutien"]


class Blank(Record):
    """Something to write in: `name` says what. One line unless there are more, choices to tick, or a date."""

    name: Inline
    help: Inline | None = None
    lines: Annotated[int, Field(ge=1, le=20)] | None = None
    choices: Annotated[tuple[Inline, ...], AsTuple] = ()
    date: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum((self.lines is not None, bool(self.choices), self.date)) > 1:
            raise PydanticCustomError("bloc-ambigu", "un champ se remplit d'une façon : `lines`, `choices` ou `date`")
        return self


class Grid(Record):
    """A table: rows begun (the cells left out are to be filled in), then `empty` blank ones."""

    columns: Annotated[tuple[Inline, ...], AsTuple, Field(min_length=2, max_length=7)]
    rows: Annotated[tuple[Annotated[tuple[Inline, ...], AsTuple], ...], AsTuple] = ()
    empty: Annotated[int, Field(ge=0, le=30)] = 0

    @model_validator(mode="after")
    def _fits(self) -> Self:
        width = len(self.columns)
        for number, row in enumerate(self.rows, 1):
            if len(row) > width:
                raise PydanticCustomError(
                    "rangee-trop-longue",
                    "la rangée {number} a {cells} cases pour {width} colonnes : retirez-en, ou ajoutez une colonne",
                    {"number": number, "cells": len(row), "width": width},
                )
        if not self.rows and not self.empty:
            raise PydanticCustomError("champ-manquant", "donnez `rows` ou `empty`, au moins l'un des deux")
        return self


class Checklist(Record):
    """Boxes to tick, under a name or not."""

    name: Inline | None = None
    items: Annotated[tuple[Inline, ...], AsTuple, Field(min_length=1)]


class FormBlock(Record):
    """One part of a form: exactly one of its keys is given.

    `signature` names who signs; `adapt` says how to adapt the form, and never goes on paper.
    """

    heading: Inline | None = None
    text: Prose | None = None
    field: Blank | None = None
    table: Grid | None = None
    checklist: Checklist | None = None
    signature: Annotated[tuple[Inline, ...], AsTuple] = ()
    adapt: Prose | None = None

    @model_validator(mode="after")
    def _one_sort(self) -> Self:
        given = self._given()
        if len(given) != 1:
            found = ", ".join(f"`{name}`" for name in given) or "aucune"
            allowed = ", ".join(f"`{name}`" for name in type(self).model_fields)
            raise PydanticCustomError(
                "bloc-ambigu",
                "un bloc porte une seule clé parmi {allowed} (ici : {found})",
                {"allowed": allowed, "found": found},
            )
        return self

    def _given(self) -> list[str]:
        return [name for name in type(self).model_fields if getattr(self, name)]

    @property
    def sort(self) -> str:
        """Which key it bears."""
        return self._given()[0]

    @property
    def shape(self) -> tuple[object, ...]:
        """What a translation keeps: the sort, and how many lines, choices, columns, cells, boxes or people."""
        match self:
            case FormBlock(field=Blank() as blank):
                return (self.sort, blank.help is None, blank.lines, len(blank.choices), blank.date)
            case FormBlock(table=Grid() as grid):
                return (self.sort, len(grid.columns), tuple(map(len, grid.rows)), grid.empty)
            case FormBlock(checklist=Checklist() as boxes):
                return (self.sort, boxes.name is None, len(boxes.items))
            case _:
                return (self.sort, len(self.signature))


FILLED = frozenset({"field", "table", "checklist", "signature"})
"""The sorts of blocks that one fills in."""

Blocks = Annotated[tuple[FormBlock, ...], AsTuple, Field(min_length=1)]


class Version(Record):
    """The same form in another language, without its notes: who adapts it reads them in French.

    Always shown as still to be reviewed by a person who speaks the language.
    """

    title: Inline
    blocks: Blocks


class Template(Entry):
    """A form to adapt and fill in. `paper_title` is what is printed over it; `entries` are what it rests on.

    `basis: sources` says that a source recommends such a tool, and where; the wording is the portal's own anyway.
    """

    kind = "gabarit"
    name = "Gabarit"
    plural = "Gabarits"
    order: Annotated[int, Field(ge=1, le=99)]
    group: FormGroup
    roles: Annotated[tuple[Reader, ...], AsTuple, Field(min_length=1)]
    purpose: Prose
    paper_title: Inline
    blocks: Blocks
    entries: Annotated[tuple[EntryRef, ...], AsTuple, Field(min_length=1)]
    basis: Basis = "portail"
    languages: Annotated[dict[Language, Version], Field(default_factory=dict)]

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if not FILLED & {block.sort for block in self.blocks}:
            needed = ", ".join(f"`{sort}`" for sort in sorted(FILLED))
            raise PydanticCustomError(
                "champ-manquant", "rien à remplir : ajoutez un bloc parmi {needed}", {"needed": needed}
            )
        if self.basis == "sources" and not self.citations:
            raise PydanticCustomError("champ-manquant", "`basis: sources` demande `citations` : où c'est recommandé")
        return self

    @property
    def group_key(self) -> str:
        """The moment it serves."""
        return self.group
