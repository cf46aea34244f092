"""Several cases side by side: what each says of the levers, from both views, of the indicators.

It tells what is in the files and never counts beyond them: « pas dit » is not « absent », and a handful of territories
allows no statistics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ancrage.cases import Target
from ancrage.crossing.findings import contrasts, convergences
from ancrage.crossing.model import (
    CrossedCase,
    Crossing,
    IndicatorCell,
    IndicatorRow,
    KnownIndicator,
    KnownLever,
    KnownQuestion,
    LeverRow,
    Reference,
    State,
    ThemeCell,
    ThemeRow,
    ViewRow,
    Views,
)
from ancrage.markup import Insert, Link, Words, blocks
from ancrage.model import CaseIndicator, CaseStudy, TerritoryCase, Theme
from ancrage.text import NBSP, fold, number, typographic


def cross(cases: Sequence[CaseStudy], known: Reference) -> Crossing:
    """Return the cases side by side, in the order given; cases that are no territory are left out."""
    told = [(case, case.territory) for case in cases if case.territory is not None]
    crossed = tuple(_crossed(case, territory, known) for case, territory in told)
    territories = [territory for _, territory in told]
    levers = tuple(_lever(lever, territories) for lever in known.levers)
    themes = tuple(_themes(territories, known))
    indicators = tuple(_indicator_rows(territories, known))
    return Crossing(
        crossed,
        levers,
        tuple(_views(territories, known)),
        themes,
        indicators,
        tuple(convergences(crossed, levers, themes)),
        tuple(contrasts(crossed, territories, (levers, themes, indicators), known)),
    )


def spoken(text: str, figures: Mapping[str, str]) -> str:
    """Return a text of a case on one line, without its marks, figures in words; an unknown one keeps its id."""
    shown = []
    for block in blocks(text):
        for item in block.items:
            words = (
                token.text
                if isinstance(token, Words)
                else token.label
                if isinstance(token, Link)
                else figures.get(token.name, f"« {token.name} »")
                if isinstance(token, Insert)
                else ""
                for token in item
            )
            shown.append(re.sub(r"\s+", " ", "".join(words).replace(NBSP, "\0")).replace("\0", NBSP).strip(" "))
    return typographic(" ".join(shown))


def _crossed(case: CaseStudy, territory: TerritoryCase, known: Reference) -> CrossedCase:
    agents = sum(row.agents for row in territory.people)
    managers = sum(row.managers for row in territory.people)
    counted = (f"{agents} de terrain", f"{managers} de gestion") if territory.people else ()
    return CrossedCase(
        case.id,
        typographic(case.title),
        territory.setting,
        tuple(known.sectors.get(name, name) for name in territory.sectors),
        (*counted, *(known.figures.get(name, name) for name in territory.met)),
        case.fabricated,
        bool(territory.levers or territory.themes or territory.answers or territory.indicators),
        spoken(territory.limits, known.figures) if territory.limits else "",
    )


def _lever(lever: KnownLever, cases: Iterable[TerritoryCase]) -> LeverRow:
    cells = []
    for case in cases:
        said = ["en jeu"] if lever.id in case.levers else []
        said += ["indicateur suivi"] if any(item.lever == lever.id for item in case.indicators) else []
        cells.append(tuple(said))
    return LeverRow(lever.id, lever.title, tuple(cells))


def _views(cases: Sequence[TerritoryCase], known: Reference) -> Iterator[ViewRow]:
    """Yield the twin questions that at least one case answers."""
    for pair in known.twins:
        cells = tuple(Views(_answers(case, pair.agent, known), _answers(case, pair.manager, known)) for case in cases)
        if any(cell.agent or cell.manager for cell in cells):
            yield ViewRow(pair.agent.title if pair.agent else "", pair.manager.title if pair.manager else "", cells)


def _answers(case: TerritoryCase, question: KnownQuestion | None, known: Reference) -> tuple[str, ...]:
    """Return what was answered to a question. The sector stays in the case: with so few people it would name them."""
    if question is None:
        return ()
    return tuple(spoken(item.text, known.figures) for item in case.answers if item.question == question.id)


def _themes(cases: Sequence[TerritoryCase], known: Reference) -> Iterator[ThemeRow]:
    """Yield themes, those of several cases first, then in the order met."""
    titles: dict[str, str] = {}
    for case in cases:
        for theme in case.themes:
            titles.setdefault(_same(theme.title), typographic(theme.title))
    rows = [
        ThemeRow(
            title, tuple(_theme([item for item in case.themes if _same(item.title) == key], known) for case in cases)
        )
        for key, title in titles.items()
    ]
    yield from sorted(rows, key=lambda row: -len(row.present))


def _theme(found: Sequence[Theme], known: Reference) -> ThemeCell | None:
    if not found:
        return None
    views = {item.view for item in found}
    view = next(iter(views)) if len(views) == 1 else "les-deux" if views >= {"agent", "gestionnaire"} else None
    return ThemeCell(" ".join(spoken(item.text, known.figures) for item in found), view)


def _same(title: str) -> str:
    """Return what makes two titles the same: their letters and digits, without accents or capitals."""
    return re.sub(r"[^a-z0-9]+", " ", fold(title)).strip()


def _indicator_rows(cases: Sequence[TerritoryCase], known: Reference) -> Iterator[IndicatorRow]:
    """Yield the indicators that have a published target, and those that a case follows."""
    for lever in known.levers:
        for indicator in lever.indicators:
            followed = [
                next(
                    (item for item in case.indicators if (item.lever, item.indicator) == (lever.id, indicator.id)), None
                )
                for case in cases
            ]
            if indicator.target or any(followed):
                target = _aim(indicator.target) if indicator.target else ""
                cells = tuple(_standing(item, indicator) for item in followed)
                yield IndicatorRow(lever.id, indicator.id, indicator.title, target, cells)


def _standing(item: CaseIndicator | None, indicator: KnownIndicator) -> IndicatorCell:
    if item is None:
        return IndicatorCell("pas-suivi")
    own = item.goal is not None
    target = Target(item.goal.bound, item.goal.value, item.goal.unit) if item.goal else indicator.target
    aim = _aim(target) if target else ""
    if item.reading is None or target is None:
        return IndicatorCell("a-mesurer", target=aim, own=own)
    state: State = "atteinte" if target.reached(item.reading.value) else "pas-atteinte"
    return IndicatorCell(state, typographic(f"{number(item.reading.value.normalize())} {item.reading.unit}"), aim, own)


def _aim(target: Target) -> str:
    return typographic(f"{target.bound}{NBSP}{number(target.value.normalize())} {target.unit}")
