"""Overlap of mandates: of the cells that someone carries, how many does more than one role carry?

A cell is one responsibility for one group of families. The sources name the indicator and give no formula; this one is
the portal's own, and can be made again by hand:

    rate = cells carried by two roles or more / cells carried by one role or more

What is not known is never taken for an absence. The rate counts what is known; `low` and `high` are what it would be if
every unknown were settled one way, then the other. Twin of docs/js/chevauchements/overlap.js.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

Kind = Literal["doublon", "complementaire", "zone-grise"]
"""What those who know the territory say of a shared cell. « zone-grise »: nobody agrees who leads."""
KINDS: tuple[Kind, ...] = ("doublon", "complementaire", "zone-grise")
UNJUDGED = "a-classer"
Ratio = tuple[int, int]
"""A numerator and a denominator, both in cells; (0, 0) where there is nothing to divide."""


@dataclass(frozen=True)
class Named:
    """A role, a group of families or a responsibility of the grid; `id` is unique among its own kind."""

    id: str
    name: str


@dataclass(frozen=True)
class Judgement:
    """What is said of a cell; `kind` is empty where only a note was written."""

    kind: Kind | Literal[""]
    note: str


@dataclass(frozen=True)
class Grid:
    """Who carries what, for whom, on one territory.

    `carries[responsibility][role]` lists the groups for which the role carries it: an empty list means that it does
    not, a missing role that one does not know. `judgements[responsibility][group]` is what is said of that cell.
    """

    title: str
    date: str
    roles: tuple[Named, ...]
    groups: tuple[Named, ...]
    responsibilities: tuple[Named, ...]
    carries: Mapping[str, Mapping[str, frozenset[str]]]
    judgements: Mapping[str, Mapping[str, Judgement]]


@dataclass(frozen=True)
class Cell:
    """One responsibility for one group: the roles that carry it, how many might, and what is said of it if shared."""

    responsibility: str
    group: str
    roles: tuple[str, ...]
    unknown: int
    kind: str

    @property
    def is_shared(self) -> bool:
        """Whether two roles or more carry it."""
        return len(self.roles) >= 2


@dataclass(frozen=True)
class Summary:
    """What a grid gives. Counts are in cells.

    `uncarried`: everyone said no (possible gaps); `undecided`: nobody carries it for sure, someone might; `unsettled`:
    cells where at least one answer is missing.
    """

    cells: int
    carried: int
    shared: int
    uncarried: int
    undecided: int
    unsettled: int
    rate: Ratio
    low: Ratio
    high: Ratio
    kinds: Mapping[str, int]
    gaps: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str, int], ...]

    def as_json(self) -> dict[str, object]:
        """Return the summary as the browser's twin gives it."""
        return {
            "cells": self.cells,
            "carried": self.carried,
            "shared": self.shared,
            "uncarried": self.uncarried,
            "undecided": self.undecided,
            "unsettled": self.unsettled,
            "rate": list(self.rate),
            "low": list(self.low),
            "high": list(self.high),
            "kinds": dict(self.kinds),
            "gaps": [list(gap) for gap in self.gaps],
            "pairs": [list(pair) for pair in self.pairs],
        }


def cells(grid: Grid) -> Iterator[Cell]:
    """Yield every cell of a grid, responsibility by responsibility."""
    for responsibility in grid.responsibilities:
        answers = grid.carries.get(responsibility.id, {})
        judged = grid.judgements.get(responsibility.id, {})
        unknown = sum(role.id not in answers for role in grid.roles)
        for group in grid.groups:
            roles = tuple(role.id for role in grid.roles if group.id in answers.get(role.id, ()))
            judgement = judged.get(group.id)
            kind = (judgement.kind if judgement else "") or UNJUDGED
            yield Cell(responsibility.id, group.id, roles, unknown, kind if len(roles) >= 2 else "")


def summary(grid: Grid) -> Summary:
    """Return the counts of a grid, its rate and the two rates between which the unknown leaves it."""
    found = list(cells(grid))
    carried = sum(bool(cell.roles) for cell in found)
    shared = [cell for cell in found if cell.is_shared]
    undecided = sum(not cell.roles and cell.unknown > 0 for cell in found)
    may_be_shared = sum(len(cell.roles) == 1 and cell.unknown >= 1 for cell in found)
    may_become_shared = sum(not cell.roles and cell.unknown >= 2 for cell in found)
    gaps = tuple((cell.responsibility, cell.group) for cell in found if not cell.roles and not cell.unknown)
    return Summary(
        cells=len(found),
        carried=carried,
        shared=len(shared),
        uncarried=len(gaps),
        undecided=undecided,
        unsettled=sum(cell.unknown > 0 for cell in found),
        rate=(len(shared), carried),
        low=(len(shared), carried + undecided),
        high=(len(shared) + may_be_shared + may_become_shared, carried + may_become_shared),
        kinds={kind: sum(cell.kind == kind for cell in shared) for kind in (*KINDS, UNJUDGED)},
        gaps=gaps,
        pairs=_pairs(grid, shared),
    )


def _pairs(grid: Grid, shared: list[Cell]) -> tuple[tuple[str, str, int], ...]:
    """Return the pairs of roles that share cells, those that share most first."""
    counted = [
        (one.id, other.id, sum(one.id in cell.roles and other.id in cell.roles for cell in shared))
        for one, other in combinations(grid.roles, 2)
    ]
    return tuple(sorted((pair for pair in counted if pair[2]), key=lambda pair: -pair[2]))


def percent(ratio: Ratio) -> int | None:
    """Return a ratio in whole per cent, rounded half up; None where there is nothing to divide."""
    part, whole = ratio
    return (200 * part + whole) // (2 * whole) if whole else None
