"""A worker's own account of strategies, what the pilot project published of them, and what a community makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ancrage.model.base import Setting

FORMAT = "ancrage-releve"
VERSION = 1
FEWEST, MOST = 2, 30
SMALL = 5
"""A group of fewer answers is not shown."""
PILOT_MONTHS = 7
"""What the questionnaire asked about: seven months, so that « five times » means the same."""

USES: Mapping[str, str] = {
    "jamais": "jamais",
    "moins-de-cinq": "de 1 à 4 fois",
    "cinq-ou-plus": "5 fois ou plus",
}
"""How often over the period. The questionnaire publishes one threshold, « 5 fois »; the rest is the portal's."""
EFFECTS: Mapping[str, str] = {
    "pas-efficace": "pas efficace",
    "peu-efficace": "peu efficace",
    "efficace": "efficace",
    "tres-efficace": "très efficace",
}
"""How effective, from least to most. The last two are the questionnaire's; it does not publish the others."""
NO_OPINION = "sans-avis"
SETTINGS: tuple[Setting, ...] = ("urbain", "rural", "mixte")

Standing = Literal["au-dessus", "au-dessous", "pas-departage", "incomparable"]


@dataclass(frozen=True)
class Answer:
    """What a worker says of one strategy; `effect` is None where she gives no opinion."""

    use: str
    effect: str | None
    why: str


@dataclass(frozen=True)
class Survey:
    """An account: no name, no date finer than the month; `id` only tells the same file twice."""

    id: str
    setting: Setting
    first: str
    last: str
    answers: Mapping[str, Answer]

    @property
    def months(self) -> int:
        """How many months it covers, both ends included."""
        return months(self.first, self.last)


@dataclass(frozen=True)
class Published:
    """A share that the pilot project published: per cent, and the bounds of its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Surveyed:
    """A strategy of the questionnaire."""

    id: str
    title: str
    approach: str
    use: Published
    effect: Published


@dataclass(frozen=True)
class Share:
    """So many of so many answers, in per cent, with its 95 % Wilson interval; nobody answered: n is 0."""

    k: int
    n: int
    percent: float
    low: float
    high: float


@dataclass(frozen=True)
class Cell:
    """Both shares of a group; None where its answers are too few to be shown, or would give away others that are."""

    use: Share | None
    effect: Share | None


@dataclass(frozen=True)
class Row:
    """A strategy as the community sees it, beside the pilot.

    `spread`: how much the opinions differ, 0 to 1; `counts`: opinions by degree, from least to most; both only for a
    disagreement brought up. `whys`: the lines written about it, sorted, where enough people answered.
    """

    id: str
    title: str
    approach: str
    all: Cell
    settings: Mapping[str, Cell]
    spread: float | None
    counts: tuple[int, ...] | None
    use_standing: Standing | None
    effect_standing: Standing | None
    whys: tuple[str, ...]


@dataclass(frozen=True)
class Merged:
    """The accounts of a community, put together. `settings`: how many by setting, None where too few to be told."""

    count: int
    settings: Mapping[str, int | None]
    first: str
    last: str
    comparable: bool
    rows: tuple[Row, ...]
    disagreements: tuple[str, ...]


def months(first: str, last: str) -> int:
    """Return how many months there are from one `2025-04` to another, both included."""
    (year, month), (last_year, last_month) = ([int(part) for part in text.split("-")] for text in (first, last))
    return (last_year - year) * 12 + last_month - month + 1
