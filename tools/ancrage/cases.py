"""Rules of case studies: invented or sourced, never a real family; indicators of a lever, each with a target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ancrage.markup import Insert, tokens
from ancrage.model import CaseIndicator, CaseStudy, Indicator, Key, Lever, Portal, prose, references
from ancrage.problems import Problem, field_name, suggestion


@dataclass(frozen=True)
class Target:
    """What an indicator aims at; `measure` is the published target, None when the territory set its own."""

    bound: str
    value: Decimal
    unit: str
    measure: str | None = None

    def reached(self, value: Decimal) -> bool:
        """Tell whether a value, in the same unit, reaches the target."""
        return {
            "≤": value <= self.value,
            "<": value < self.value,
            "≥": value >= self.value,
            ">": value > self.value,
        }[self.bound]


def indicator_of(item: CaseIndicator, portal: Portal) -> Indicator | None:
    """Return the indicator of the lever that a case follows, None where the lever has no such one."""
    lever = portal.entries.get(item.lever)
    known = lever.indicators if isinstance(lever, Lever) else ()
    return next((indicator for indicator in known if indicator.id == item.indicator), None)


def target_of(item: CaseIndicator, portal: Portal) -> Target | None:
    """Return the target of an indicator: the territory's own, else that of the lever, else None."""
    if item.goal:
        return Target(item.goal.bound, item.goal.value, item.goal.unit)
    indicator = indicator_of(item, portal)
    name = f"{item.lever}.{indicator.target}" if indicator and indicator.target else ""
    measure = portal.measures.get(name)
    if measure is None or measure.bound is None:
        return None
    return Target(measure.bound, measure.value, measure.unit, name)


def check_cases(portal: Portal) -> Iterator[Problem]:
    """Yield what is wrong with the cases of a portal."""
    for case in portal.of_kind(CaseStudy.kind):
        if isinstance(case, CaseStudy):
            yield from _origin(case)
            yield from check_indicators(case, portal)


def _origin(case: CaseStudy) -> Iterator[Problem]:
    """Yield what mixes the invented with the published: a situation is always invented, a case is one or the other."""
    if not case.fabricated:
        if case.situation:
            message = "une vraie situation ne se publie jamais : inventez-la de bout en bout et écrivez « true »"
            yield _problem(case, ("fabricated",), message, "situation-reelle")
        elif not case.citations:
            message = "d'où vient ce cas? Donnez `citations`, ou `fabricated: true` s'il est inventé"
            yield _problem(case, ("territory",), message, "cas-sans-source")
        return
    for where, name in _published(case):
        message = f"« {name} » est publié, ce cas est inventé : retirez-le, ou donnez votre propre chiffre"
        yield _problem(case, where, message, "cas-invente-source")


def _published(case: CaseStudy) -> Iterator[tuple[tuple[Key, ...], str]]:
    yield from ((where, name) for where, name, expected in references(case) if expected in ("source", "mesure"))
    for where, text in prose(case):
        yield from ((where, token.name) for token in tokens(text) if isinstance(token, Insert))


def check_indicators(case: CaseStudy, portal: Portal) -> Iterator[Problem]:
    """Yield the indicators of a case that its levers do not have, that aim at nothing, or that count something else."""
    for index, item in enumerate(case.territory.indicators if case.territory else ()):
        lever = portal.entries.get(item.lever)
        if not isinstance(lever, Lever):
            continue  # another rule tells it
        where: tuple[Key, ...] = ("territory", "indicators", index)
        if indicator_of(item, portal) is None:
            known = [indicator.id for indicator in lever.indicators]
            close = suggestion(item.indicator, known)
            message = f"« {lever.id} » n'a pas d'indicateur « {item.indicator} ».{close} Il a : {', '.join(known)}"
            yield _problem(case, (*where, "indicator"), message, "indicateur-inconnu")
            continue
        target = target_of(item, portal)
        if target is None:
            message = "le levier ne donne pas de cible à cet indicateur : fixez la vôtre avec `goal`"
            yield _problem(case, (*where, "indicator"), message, "indicateur-sans-cible")
        elif item.reading and item.reading.unit != target.unit:
            message = f"le relevé est en « {item.reading.unit} », la cible en « {target.unit} » : comptez la même chose"
            yield _problem(case, (*where, "reading", "unit"), message, "unite-differente")


def _problem(case: CaseStudy, where: tuple[Key, ...], message: str, rule: str) -> Problem:
    return Problem(case.place.path, case.place.line(*where), field_name(where), message, rule)
