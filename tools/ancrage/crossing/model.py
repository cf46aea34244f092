"""What a crossing is made of: what the portal knows, the rows of the matrix, what meets and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ancrage.cases import Target

FEWEST, MOST = 2, 6
State = Literal["atteinte", "pas-atteinte", "a-mesurer", "pas-suivi"]
STATES: Mapping[State, str] = {
    "atteinte": "cible atteinte",
    "pas-atteinte": "cible pas encore atteinte",
    "a-mesurer": "suivi, pas encore compté",
    "pas-suivi": "pas dit",
}
"""Where a case stands on an indicator, in words."""


@dataclass(frozen=True)
class KnownIndicator:
    """An indicator of a lever, with its published target where it has one."""

    id: str
    title: str
    target: Target | None


@dataclass(frozen=True)
class KnownLever:
    """A lever and its indicators."""

    id: str
    title: str
    indicators: tuple[KnownIndicator, ...]


@dataclass(frozen=True)
class KnownQuestion:
    """A question of a guide."""

    id: str
    title: str


@dataclass(frozen=True)
class Twins:
    """The same question as each guide asks it; one of the guides may not."""

    agent: KnownQuestion | None
    manager: KnownQuestion | None


@dataclass(frozen=True)
class Reference:
    """What the portal knows and cases name: levers, twin questions, sectors, figures in words by id."""

    levers: tuple[KnownLever, ...]
    twins: tuple[Twins, ...]
    sectors: Mapping[str, str]
    figures: Mapping[str, str]

    def guides(self, names: Iterable[str]) -> set[str]:
        """Return the guides that questions belong to."""
        asked = set(names)
        agents = any(pair.agent and pair.agent.id in asked for pair in self.twins)
        managers = any(pair.manager and pair.manager.id in asked for pair in self.twins)
        return {guide for guide, found in (("agent", agents), ("gestionnaire", managers)) if found}


@dataclass(frozen=True)
class CrossedCase:
    """A case in short. `says`: whether it gives any lever, theme, answer or indicator at all."""

    id: str
    title: str
    setting: str
    sectors: tuple[str, ...]
    people: tuple[str, ...]
    fabricated: bool
    says: bool
    limits: str


@dataclass(frozen=True)
class LeverRow:
    """A lever across the cases: for each, what makes it present, nothing where it is not told."""

    id: str
    title: str
    cells: tuple[tuple[str, ...], ...]

    @property
    def present(self) -> tuple[int, ...]:
        """The cases where it is present, by rank."""
        return tuple(index for index, cell in enumerate(self.cells) if cell)


@dataclass(frozen=True)
class Views:
    """What was answered to twin questions in one case, agents apart from managers."""

    agent: tuple[str, ...]
    manager: tuple[str, ...]


@dataclass(frozen=True)
class ViewRow:
    """Twin questions of the two guides across the cases; a guide may have no such question (title empty)."""

    agent: str
    manager: str
    cells: tuple[Views, ...]


@dataclass(frozen=True)
class IndicatorCell:
    """Where a case stands on an indicator; `own`: the target is the territory's, not the published one."""

    state: State
    reading: str = ""
    target: str = ""
    own: bool = False


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator across the cases; `target` is the published one, empty where there is none."""

    lever: str
    id: str
    title: str
    target: str
    cells: tuple[IndicatorCell, ...]


@dataclass(frozen=True)
class ThemeCell:
    """What a case says of a theme, and from which side (None: not told)."""

    text: str
    view: str | None


@dataclass(frozen=True)
class ThemeRow:
    """A theme across the cases: themes are the same only when their titles are."""

    title: str
    cells: tuple[ThemeCell | None, ...]

    @property
    def present(self) -> tuple[int, ...]:
        """The cases where it is present, by rank."""
        return tuple(index for index, cell in enumerate(self.cells) if cell)


@dataclass(frozen=True)
class Finding:
    """A convergence or a contrast. `kind`: levier, theme, milieu, regards or indicateur."""

    kind: str
    title: str
    cases: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Crossing:
    """Cases side by side."""

    cases: tuple[CrossedCase, ...]
    levers: tuple[LeverRow, ...]
    views: tuple[ViewRow, ...]
    themes: tuple[ThemeRow, ...]
    indicators: tuple[IndicatorRow, ...]
    convergences: tuple[Finding, ...]
    contrasts: tuple[Finding, ...]

    @property
    def counted(self) -> tuple[int, ...]:
        """The cases that count, by rank."""
        return counted(self.cases)


def counted(cases: Sequence[CrossedCase]) -> tuple[int, ...]:
    """Return the cases that a count is made of: an invented one counts among its own, never beside others."""
    real = tuple(index for index, case in enumerate(cases) if not case.fabricated)
    return real or tuple(range(len(cases)))
