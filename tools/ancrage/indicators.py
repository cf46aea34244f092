"""What the counts of an indicator give, and what of them may leave the device.

Twin of docs/js/indicateurs/counts.js and publish.js. A share is of / among; an average is the sum over those who
answered. Of people, counts from 1 to 4 are hidden, and with them whatever would give them back by a subtraction: the
share, its complement, and the total of the quarters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

Form = Literal["part", "moyenne", "nombre", "delais"]
SMALL = 5
"""Of people, a count under this, but zero, is hidden."""
SCALE = 5
"""The best note of a satisfaction."""


@dataclass(frozen=True)
class Tally:
    """What was counted in a quarter; `among` is 0 where nothing divides (`nombre`)."""

    of: float
    among: float


@dataclass(frozen=True)
class Shown:
    """What is published of a tally; None is hidden."""

    of: float | None
    among: float | None


@dataclass(frozen=True)
class Series:
    """What is published of some quarters, and of their sum."""

    quarters: tuple[Shown, ...]
    total: Shown


def rate(form: Form, tally: Tally) -> float | None:
    """Return the rate of a tally: per cent for a share, a mean for an average; None where nothing divides."""
    if form == "nombre":
        return tally.of
    if not tally.among:
        return None
    return 100 * tally.of / tally.among if form == "part" else tally.of / tally.among


def tally_of(days: Sequence[int]) -> Tally:
    """Return delays as a tally, whose rate is their mean."""
    return Tally(sum(days), len(days))


def median(days: Sequence[int]) -> float | None:
    """Return the delay that half do not exceed; None without any."""
    if not days:
        return None
    ordered, middle = sorted(days), len(days) // 2
    return ordered[middle] if len(days) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def fault(form: Form, tally: Tally, *, scaled: bool) -> str:
    """Return what cannot be in a tally, empty when all can. `scaled`: the sum is one of notes from 1 to 5."""
    if form == "part" and tally.of > tally.among:
        return "La partie dépasse le tout."
    if scaled and tally.among and not tally.among <= tally.of <= SCALE * tally.among:
        return "La somme des notes va de 1 à 5 fois le nombre de réponses."
    return ""


def published(form: Form, tallies: Sequence[Tally], *, people: bool, least: int = SMALL) -> Series:
    """Return what may leave the device of the quarters counted, in their order.

    `people`: small counts are hidden. `least`: an average of fewer answers is hidden.
    """
    total = Tally(sum(tally.of for tally in tallies), sum(tally.among for tally in tallies))
    if not people:
        return Series(tuple(Shown(tally.of, tally.among) for tally in tallies), Shown(total.of, total.among))
    quarters = tuple(_shown(form, tally, least) for tally in tallies)
    if any(shown.among is None for shown in quarters):
        return Series(quarters, Shown(None, None))
    hidden = any(shown.of is None for shown in quarters)
    return Series(quarters, Shown(None if hidden and not _may_tell(quarters, total) else total.of, total.among))


def is_small(count: float) -> bool:
    """Tell whether a count of people is hidden."""
    return 0 < count < SMALL


def _shown(form: Form, tally: Tally, least: int) -> Shown:
    if form == "nombre":
        return Shown(None if is_small(tally.of) else tally.of, tally.among)
    if form == "part":
        if is_small(tally.among):
            return Shown(None, None)
        hidden = is_small(tally.of) or is_small(tally.among - tally.of)
        return Shown(None if hidden else tally.of, tally.among)
    return Shown(None, None) if 0 < tally.among < least else Shown(tally.of, tally.among)


def _may_tell(quarters: Sequence[Shown], total: Tally) -> bool:
    """Tell whether the sum of a share may be told beside its quarters, some of which are hidden.

    The reader's guesses are sorted by the sum that they give. A sum may be told when its guesses leave two values or
    more to each hidden count. Not telling says something too: unless the guesses of the sums that are not told leave
    two values or more as well, no sum is told.
    """
    guesses: dict[float, list[tuple[Tally, ...]]] = {}
    for guess in product(*map(_options, quarters)):
        guesses.setdefault(sum(tally.of for tally in guess), []).append(guess)
    told = {
        of
        for of, found in guesses.items()
        if not is_small(of) and not is_small(total.among - of) and _is_ambiguous(quarters, found)
    }
    untold = [guess for of, found in guesses.items() if of not in told for guess in found]
    return total.of in told and (not untold or _is_ambiguous(quarters, untold))


def _is_ambiguous(quarters: Sequence[Shown], guesses: Sequence[tuple[Tally, ...]]) -> bool:
    """Tell whether some guesses leave two values or more to each hidden count."""
    return all(
        shown.of is not None or len({guess[rank].of for guess in guesses}) > 1 for rank, shown in enumerate(quarters)
    )


def _options(shown: Shown) -> list[Tally]:
    """Return the tallies that a reader may think of for what is shown of a quarter whose whole is known."""
    among = int(shown.among or 0)
    if shown.of is not None:
        return [Tally(shown.of, among)]
    near = {*range(1, SMALL), *range(among - SMALL + 1, among)} if among else set(range(1, SMALL))
    return [Tally(of, among) for of in sorted(near) if of >= 0 and (of <= among or not among)]
