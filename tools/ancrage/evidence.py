"""How sure a survey figure is: sampling interval and attainability.

Formulas: Wilson (1927) score interval, as in Newcombe (1998), Statistics in Medicine 17, 857-872, method 3;
attainability as in the GRIM test of Brown and Heathers (2017), Social Psychological and Personality Science 8(4).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Literal

from ancrage.model import Measure

Category = Literal["part-repondantes", "autre-part", "denombrement", "montant", "cible", "autre"]
"""What sort of figure a measure is; its French names are in `labels`."""

Z_95 = 1.959963984540054
"""Two-sided 95 % quantile of the normal law."""


@dataclass(frozen=True)
class Interval:
    """Bounds in per cent. `minimum`: the true base is unknown and may be smaller, so the true interval is wider."""

    low: float
    high: float
    minimum: bool


@dataclass(frozen=True)
class Attainable:
    """Is the printed percentage k/n for some whole k: rounded half up, or truncated?"""

    rounded: bool
    truncated: bool


def wilson(share: float, n: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval, both bounds in 0..1, of a share (0..1) observed on n answers."""
    if n < 1 or not 0 <= share <= 1:
        raise ValueError((share, n))
    squared = Z_95**2
    centre = (share + squared / (2 * n)) / (1 + squared / n)
    half = Z_95 * sqrt(share * (1 - share) / n + squared / (4 * n * n)) / (1 + squared / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def interval(measure: Measure) -> Interval | None:
    """Return the interval of a percentage of n answers; None for a count, a target, or a share without n."""
    if not _is_survey_share(measure) or measure.n is None:
        return None
    low, high = wilson(float(measure.value) / 100, measure.n)
    return Interval(100 * low, 100 * high, minimum=measure.base == "inconnue")


def attainable(measure: Measure) -> Attainable | None:
    """Return whether n answers can give the printed percentage; None where the question makes no sense."""
    if not _is_survey_share(measure) or measure.n is None:
        return None
    return attainability(measure.value, measure.n)


def attainability(printed: Decimal, n: int) -> Attainable:
    """Return whether some k of n gives the percentage as printed, with its decimals. Exact: whole numbers only."""
    exponent = printed.as_tuple().exponent
    scale = 10 ** max(0, -exponent if isinstance(exponent, int) else 0)
    target = int(printed * scale)
    rounded = any((200 * scale * k + n) // (2 * n) == target for k in range(n + 1))
    truncated = any(100 * scale * k // n == target for k in range(n + 1))
    return Attainable(rounded, truncated)


def category(measure: Measure) -> Category:
    """Return what sort of figure this is: a target comes first, whatever its unit, then an amount, then a share."""
    if measure.nature == "cible":
        return "cible"
    if "$" in measure.unit:
        return "montant"
    counted = measure.base == "denombrement"
    if measure.unit == "%" or (measure.unit.startswith("sur ") and not counted):
        answered = measure.n is not None or measure.population.startswith(("PTP", "PG"))
        return "part-repondantes" if answered and not counted else "autre-part"
    return "denombrement" if counted else "autre"


def _is_survey_share(measure: Measure) -> bool:
    return (
        measure.unit == "%"
        and measure.nature == "observation"
        and measure.base != "denombrement"
        and measure.value_max is None
        and measure.bound is None
    )
