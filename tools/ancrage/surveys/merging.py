"""The accounts of a community put together, small groups hidden, beside what the pilot project published.

Shares are those of the questionnaire's two columns: used five times or more, among those who answered; judged
effective or very effective, among those who used it and give an opinion. Intervals are Wilson's, at 95 %.

The spread of opinions is the index of ordinal variation, 4 Σ F(1 − F) / (d − 1) over the cumulative shares F of d
degrees (Blair and Lacy, 2000, Sociological Methods & Research 28(3), 251-280, where it is 1 − l²): the mean distance
between two answers, over the greatest there can be. 0: all say the same; 1: half at each end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import floor

from ancrage.evidence import wilson
from ancrage.surveys.model import (
    EFFECTS,
    PILOT_MONTHS,
    SETTINGS,
    SMALL,
    Answer,
    Cell,
    Merged,
    Published,
    Row,
    Share,
    Standing,
    Survey,
    Surveyed,
)
from ancrage.text import fold

BROUGHT_UP = 3
"""How many disagreements are brought up at most."""
EACH_SIDE = 2
"""A disagreement is brought up only if so many answers are on each side: one voice alone is not pointed at."""
_DEGREES = tuple(EFFECTS)
_EFFECTIVE = frozenset(_DEGREES[2:])


def merge(surveys: Sequence[Survey], strategies: Iterable[Surveyed]) -> Merged:
    """Return the accounts put together, strategies in the order given."""
    comparable = all(survey.months == PILOT_MONTHS for survey in surveys)
    rows = [_row(strategy, surveys, comparable=comparable) for strategy in strategies]
    counts: dict[str, int] = {name: sum(survey.setting == name for survey in surveys) for name in SETTINGS}
    shown = shown_groups(counts)
    brought_up = sorted(
        (row for row in rows if row.counts), key=lambda row: (-(row.spread or 0), -sum(row.counts or ()), row.id)
    )[:BROUGHT_UP]
    kept = {row.id for row in brought_up}
    return Merged(
        len(surveys),
        {name: count if name in shown else None for name, count in counts.items()},
        min(survey.first for survey in surveys),
        max(survey.last for survey in surveys),
        comparable,
        tuple(row if row.id in kept else replace(row, spread=None, counts=None) for row in rows),
        tuple(row.id for row in brought_up),
    )


def discreet(surveys: Iterable[Survey], tells: Callable[[str], bool]) -> tuple[list[Survey], int]:
    """Return the accounts without the lines that may make someone known, and how many were left out."""
    kept, left = [], 0
    for survey in surveys:
        hidden = {name for name, answer in survey.answers.items() if answer.why and tells(answer.why)}
        left += len(hidden)
        answers = {name: replace(item, why="") if name in hidden else item for name, item in survey.answers.items()}
        kept.append(replace(survey, answers=answers))
    return kept, left


def shown_groups(counts: Mapping[str, int]) -> set[str]:
    """Return the groups that may be shown beside their total, so that none of fewer than five can be worked out.

    Groups of one to four are hidden. What is left of the total once the shown ones are taken away is itself a group: as
    long as it has one to four answers, the smallest shown one is hidden too, or the empty ones where no other is left;
    an empty group is otherwise told as empty.
    """
    shown = {name for name, count in counts.items() if count == 0 or count >= SMALL}
    while 0 < sum(count for name, count in counts.items() if name not in shown) < SMALL:
        told = [name for name in shown if counts[name]]
        if not told:
            return set()
        shown.remove(min(told, key=lambda name: (counts[name], name)))
    return shown


def spread(counts: Sequence[int]) -> float:
    """Return how much the answers differ, from 0 (all alike) to 1 (half at each end), given their number by degree."""
    total, below, found = sum(counts), 0, 0
    for count in counts[:-1]:
        below += count
        found += below * (total - below)
    return rounded(4 * found / (total * total * (len(counts) - 1)), 4)


def share(k: int, n: int) -> Share:
    """Return k of n, in per cent, with its interval; nobody: anything is possible."""
    if n == 0:
        return Share(0, 0, 0.0, 0.0, 100.0)
    low, high = wilson(k / n, n)
    return Share(k, n, rounded(100 * k / n, 2), rounded(100 * low, 2), rounded(100 * high, 2))


def whole(value: float) -> int:
    """Return a percentage as readers see it, halves up."""
    return floor(value + 0.5)


def standing(found: Share, published: Published) -> Standing:
    """Return whether two intervals touch, their bounds in whole per cents; where not, which share is the higher."""
    if whole(found.low) > whole(published.high):
        return "au-dessus"
    return "au-dessous" if whole(found.high) < whole(published.low) else "pas-departage"


def _row(strategy: Surveyed, surveys: Sequence[Survey], *, comparable: bool) -> Row:
    said = [(survey.setting, answer) for survey in surveys if (answer := survey.answers.get(strategy.id))]
    used = _cells(said, lambda _: True, lambda answer: answer.use == "cinq-ou-plus")
    judged = _cells(said, lambda answer: answer.effect is not None, lambda answer: answer.effect in _EFFECTIVE)
    everyone = Cell(used["tous"], judged["tous"])
    counts = tuple(sum(answer.effect == degree for _, answer in said) for degree in _DEGREES)
    two_sided = everyone.effect is not None and min(sum(counts[:2]), sum(counts[2:])) >= EACH_SIDE
    return Row(
        strategy.id,
        strategy.title,
        strategy.approach,
        everyone,
        {name: Cell(used[name], judged[name]) for name in SETTINGS},
        spread(counts) if two_sided else None,
        counts if two_sided else None,
        _use_standing(everyone.use, strategy.use, comparable=comparable),
        standing(everyone.effect, strategy.effect) if everyone.effect and everyone.effect.n else None,
        _whys(said) if everyone.use and everyone.use.n else (),
    )


def _use_standing(found: Share | None, published: Published, *, comparable: bool) -> Standing | None:
    if found is None or not found.n:
        return None
    return standing(found, published) if comparable else "incomparable"


def _cells(
    said: Sequence[tuple[str, Answer]], counts_in: Callable[[Answer], bool], counts: Callable[[Answer], bool]
) -> dict[str, Share | None]:
    """Return the share of each setting and of all (« tous »), None where it is hidden."""
    asked = [(setting, answer) for setting, answer in said if counts_in(answer)]
    sizes: dict[str, int] = {name: sum(setting == name for setting, _ in asked) for name in SETTINGS}
    whole_group = len(asked)
    shown = shown_groups(sizes) | ({"tous"} if whole_group == 0 or whole_group >= SMALL else set())
    found = {name: sum(setting == name and counts(answer) for setting, answer in asked) for name in SETTINGS}
    shares = {name: share(found[name], sizes[name]) for name in SETTINGS} | {
        "tous": share(sum(found.values()), whole_group)
    }
    return {name: item if name in shown else None for name, item in shares.items()}


def _whys(said: Iterable[tuple[str, Answer]]) -> tuple[str, ...]:
    """Return the lines written, in an order that tells nothing of who wrote them."""
    return tuple(sorted({answer.why for _, answer in said if answer.why}, key=lambda why: (fold(why), why)))


def rounded(value: float, decimals: int) -> float:
    """Return a number cut to so many decimals, halves up: the same in both languages."""
    scale = 10.0**decimals
    return floor(value * scale + 0.5) / scale
