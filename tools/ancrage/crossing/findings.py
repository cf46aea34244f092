"""What crossed cases share, and where they differ: in words, and never beyond the cases at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ancrage import labels
from ancrage.crossing.model import STATES, CrossedCase, Finding, IndicatorRow, LeverRow, Reference, ThemeRow, counted
from ancrage.model import TerritoryCase
from ancrage.text import typographic

SIDES: Mapping[str, str] = {
    "agent": "vu du terrain",
    "gestionnaire": "vu de la gestion",
    "les-deux": "vu des deux côtés",
}
"""Who says a theme, in words."""


def _counting(cases: Sequence[CrossedCase], present: Iterable[int]) -> tuple[int, ...]:
    kept = set(counted(cases))
    return tuple(index for index in present if index in kept)


def convergences(
    cases: Sequence[CrossedCase], levers: Iterable[LeverRow], themes: Iterable[ThemeRow]
) -> Iterator[Finding]:
    """Yield the levers and the themes of two cases or more."""
    rows = [("levier", row) for row in levers] + [("theme", row) for row in themes]
    for kind, row in rows:
        present = _counting(cases, row.present)
        if len(present) >= 2:
            words = (
                f"présent dans {len(present)} cas sur {len(counted(cases))} ({_named(cases, present)})"
                f"{_across(cases, present)}."
            )
            yield Finding(kind, row.title, _ids(cases, present), typographic(words))


def _named(cases: Sequence[CrossedCase], present: Iterable[int]) -> str:
    return "; ".join(cases[index].title for index in present)


def _across(cases: Sequence[CrossedCase], present: Iterable[int]) -> str:
    settings = _settings(cases, present)
    return f", en milieux {_joined(settings)}" if len(settings) > 1 else f", tous en milieu {settings[0]}"


def _settings(cases: Sequence[CrossedCase], present: Iterable[int]) -> list[str]:
    """Return the settings of cases, in the order of the portal."""
    found = {cases[index].setting for index in present}
    return [name for name in labels.SETTINGS if name in found]


def _joined(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} et {words[-1]}" if len(words) > 1 else "".join(words)


def _ids(cases: Sequence[CrossedCase], present: Iterable[int]) -> tuple[str, ...]:
    return tuple(cases[index].id for index in present)


Rows = tuple[Sequence[LeverRow], Sequence[ThemeRow], Sequence[IndicatorRow]]


def contrasts(
    cases: Sequence[CrossedCase], territories: Sequence[TerritoryCase], rows: Rows, known: Reference
) -> Iterator[Finding]:
    """Yield what is told in one setting only, seen from one side only, or reached here and not there."""
    levers, themes, indicators = rows
    several = len(_settings(cases, counted(cases))) > 1
    both: list[LeverRow | ThemeRow] = [*levers, *themes]
    for row in both if several else ():
        present = _counting(cases, row.present)
        settings = _settings(cases, present)
        enough = 1 if isinstance(row, LeverRow) else 2  # a theme of one case differs by its title alone
        if len(settings) == 1 and len(present) >= enough:
            told = _named(cases, present)
            words = f"dit seulement en milieu {settings[0]} ({told}); pas dit ailleurs, ce qui ne veut pas dire absent."
            yield Finding("milieu", row.title, _ids(cases, present), typographic(words))
    for theme in themes:
        yield from _views_apart(cases, territories, theme, known)
    for indicator in indicators:
        yield from _targets_apart(cases, indicator)


def _views_apart(
    cases: Sequence[CrossedCase], territories: Sequence[TerritoryCase], row: ThemeRow, known: Reference
) -> Iterator[Finding]:
    """Yield a theme seen from one side where the other was heard, or from different sides in different cases."""
    seen = {index: cell.view for index, cell in enumerate(row.cells) if cell and cell.view}
    views = {index: seen[index] for index in _counting(cases, seen)}
    if {"agent", "gestionnaire"} <= set(views.values()):
        told = "; ".join(f"{SIDES[view]} dans « {cases[index].title} »" for index, view in views.items())
        yield Finding("regards", row.title, _ids(cases, views), typographic(f"{told}."))
    for index, view in views.items():
        other = {"agent": "gestionnaire", "gestionnaire": "agent"}.get(view)
        if other and other in _heard(territories[index], known):
            heard = (
                "la gestion a pourtant été entendue" if other == "gestionnaire" else "le terrain a pourtant été entendu"
            )
            words = f"{SIDES[view]} seulement dans « {cases[index].title} », où {heard}."
            yield Finding("regards", row.title, _ids(cases, [index]), typographic(words))


def _heard(case: TerritoryCase, known: Reference) -> set[str]:
    """Return the sides that a case lets speak, by an answer or by a theme."""
    guides = known.guides(item.question for item in case.answers)
    sides = {theme.view for theme in case.themes}
    return guides | ({"agent", "gestionnaire"} if "les-deux" in sides else {view for view in sides if view})


def _targets_apart(cases: Sequence[CrossedCase], row: IndicatorRow) -> Iterator[Finding]:
    measured = [index for index, cell in enumerate(row.cells) if cell.state in ("atteinte", "pas-atteinte")]
    states = {index: row.cells[index] for index in _counting(cases, measured)}
    if len({cell.state for cell in states.values()}) > 1:
        told = "; ".join(
            f"{cases[index].title} : {cell.reading}, {STATES[cell.state]} ({cell.target}{', la sienne' * cell.own})"
            for index, cell in states.items()
        )
        yield Finding("indicateur", row.title, _ids(cases, states), typographic(f"{told}."))
