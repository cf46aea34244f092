"""What a map of use and perceived effectiveness lets one read: groups and contrasts, never ranks.

Two strategies are told apart only when their intervals do not touch, bounds rounded to whole per cents as readers see
them. On each question, the front is the strategy with the greatest share and those whose interval touches its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ancrage.evidence import Interval

Opinion = Literal["bien jugée", "plutôt bien jugée", "avis partagés", "moins bien jugée"]
Use = Literal["très employée", "moins employée"]


@dataclass(frozen=True)
class Judged:
    """A strategy as the survey sees it; shares and intervals in per cent."""

    id: str
    use: float
    use_interval: Interval
    effect: float
    effect_interval: Interval


@dataclass(frozen=True)
class Reading:
    """Where a strategy stands on both questions.

    `use`: in the front, or apart from it. `opinion`: « bien jugée » in the front; else by where its interval lies:
    above half, around it (« avis partagés ») or below.
    """

    id: str
    use: Use
    opinion: Opinion


@dataclass(frozen=True)
class Separation:
    """How many pairs of strategies there are, and how many have effectiveness intervals that do not touch."""

    pairs: int
    apart: int


def bounds(interval: Interval) -> tuple[int, int]:
    """Return the bounds of an interval as readers see them, in whole per cents."""
    return round(interval.low), round(interval.high)


def touch(one: Interval, other: Interval) -> bool:
    """Return whether two intervals share a value: the gap between the two shares may then be chance alone."""
    (low, high), (other_low, other_high) = bounds(one), bounds(other)
    return low <= other_high and other_low <= high


def readings(strategies: Sequence[Judged]) -> list[Reading]:
    """Return the reading of each strategy, in the order given."""
    if not strategies:
        return []
    used = max(strategies, key=lambda item: item.use).use_interval
    judged = max(strategies, key=lambda item: item.effect).effect_interval
    return [
        Reading(
            item.id,
            "très employée" if touch(item.use_interval, used) else "moins employée",
            _opinion(item.effect_interval, judged),
        )
        for item in strategies
    ]


def separation(strategies: Sequence[Judged]) -> Separation:
    """Return how many pairs the survey tells apart on perceived effectiveness."""
    pairs = list(combinations(strategies, 2))
    apart = sum(not touch(one.effect_interval, other.effect_interval) for one, other in pairs)
    return Separation(len(pairs), apart)


def _opinion(interval: Interval, front: Interval) -> Opinion:
    low, high = bounds(interval)
    if touch(interval, front):
        return "bien jugée"
    if low > 50:
        return "plutôt bien jugée"
    return "moins bien jugée" if high < 50 else "avis partagés"
