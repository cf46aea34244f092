"""Judged queries, and what a list of answers is worth: MRR@10, success@1, success@5."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import yaml

DEPTH = 10
"""Results looked at; what comes after counts as not found."""

ALL = "ensemble"


@dataclass(frozen=True)
class Judged:
    """A query, its class, and the ids that answer it: any of them will do."""

    query: str
    kind: str
    expect: tuple[str, ...]


class Scores(NamedTuple):
    """Means over some queries, from 0 to 1, and how many queries."""

    mrr: float
    first: float
    five: float
    count: int


def read_set(path: Path) -> list[Judged]:
    """Return the judged queries of a YAML list of {query, class, expect}; ValueError says which one is not right."""
    judged = []
    for number, item in enumerate(yaml.safe_load(path.read_text("utf-8")) or [], 1):
        known = isinstance(item, dict) and {"query", "class", "expect"} <= item.keys()
        if not known or not isinstance(item["expect"], list) or not item["expect"]:
            raise ValueError(f"{path} : requête {number} : il faut « query », « class » et une liste « expect ».")
        judged.append(Judged(str(item["query"]), str(item["class"]), tuple(map(str, item["expect"]))))
    return judged


def rank(found: Sequence[str], expect: Collection[str]) -> int:
    """Return the place, from 1, of the first id expected among the first ten found; 0 when there is none."""
    return next((place for place, name in enumerate(found[:DEPTH], 1) if name in expect), 0)


def scores(ranks: Sequence[int]) -> Scores:
    """Return what some ranks are worth together."""
    if not ranks:
        return Scores(0.0, 0.0, 0.0, 0)
    return Scores(
        fmean(1 / place if place else 0.0 for place in ranks),
        fmean(place == 1 for place in ranks),
        fmean(1 <= place <= 5 for place in ranks),
        len(ranks),
    )


def by_class(judged: Sequence[Judged], answers: Sequence[Sequence[str]]) -> dict[str, Scores]:
    """Return the scores of each class, in the order of the set, then of all queries together."""
    ranks: dict[str, list[int]] = defaultdict(list)
    for asked, found in zip(judged, answers, strict=True):
        ranks[asked.kind].append(rank(found, asked.expect))
    return {
        **{kind: scores(places) for kind, places in ranks.items()},
        ALL: scores([place for places in ranks.values() for place in places]),
    }


def failures(judged: Sequence[Judged], answers: Sequence[Sequence[str]]) -> list[tuple[Judged, int, list[str]]]:
    """Return the queries whose first answer is not expected, with the rank of the first that is, and three answers."""
    return [
        (asked, rank(found, asked.expect), list(found[:3]))
        for asked, found in zip(judged, answers, strict=True)
        if rank(found, asked.expect) != 1
    ]
