"""Which mechanisms a portrait calls to mind: rules of the portal. Twin of docs/js/portrait/rules.js.

A rule holds when all its conditions do. One false condition is enough to leave it out; where none is false but a figure
is missing, nothing can be said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ancrage.model import Condition, Mechanism, Portal, Territory
from ancrage.model.mechanisms import COUNTED_RAW
from ancrage.problems import Problem, field_name

State = Literal["declenchee", "ecartee", "inconnue"]


@dataclass(frozen=True)
class Verdict:
    """What a rule gives; `missing` names the lines and the contexts without which it is not known."""

    mechanism: str
    state: State
    missing: tuple[str, ...]


def verdict(
    mechanism: Mechanism, portal: Portal, values: Mapping[str, Decimal], contexts: Mapping[str, bool]
) -> Verdict:
    """Return what a rule gives for the figures of a territory and what is said of it."""
    held = [_holds(condition, portal, values, contexts) for condition in mechanism.when]
    if False in held:
        return Verdict(mechanism.id, "ecartee", ())
    unknown = (condition for condition, holds in zip(mechanism.when, held, strict=True) if holds is None)
    missing = tuple(dict.fromkeys(str(condition.indicator or condition.context) for condition in unknown))
    return Verdict(mechanism.id, "inconnue" if missing else "declenchee", missing)


def limit_of(condition: Condition, portal: Portal) -> Decimal | None:
    """Return what a line is compared with; None where it is compared with nothing."""
    return portal.measures[condition.measure].value if condition.measure else condition.threshold


def _holds(
    condition: Condition, portal: Portal, values: Mapping[str, Decimal], contexts: Mapping[str, bool]
) -> bool | None:
    """Tell whether a condition holds; None where what it asks for is not known."""
    if condition.indicator is None:
        return contexts.get(str(condition.context))
    value, limit = values.get(condition.indicator), limit_of(condition, portal)
    if value is None:
        return None
    if limit is None:
        return True
    return value >= limit if condition.bound == "≥" else value <= limit


def check_mechanisms(portal: Portal) -> Iterator[Problem]:
    """Yield the conditions that compare what cannot be compared."""
    for entry in portal.of_kind(Mechanism.kind):
        if isinstance(entry, Mechanism):
            yield from _uneven(entry, portal)


def _uneven(mechanism: Mechanism, portal: Portal) -> Iterator[Problem]:
    for index, condition in enumerate(mechanism.when):
        message = _fault(condition, portal)
        if message:
            where = ("when", index, "measure" if condition.measure else "indicator")
            place = mechanism.place
            yield Problem(place.path, place.line(*where), field_name(where), message, "comparaison-inegale")


def _fault(condition: Condition, portal: Portal) -> str:
    """Return what is wrong with a comparison, empty when it is fair."""
    if condition.indicator in COUNTED_RAW and condition.bound:
        return f"« {condition.indicator} » est un nombre brut, sans dénominateur : il ne se compare pas; `given: true`"
    if condition.measure is None or condition.measure not in portal.measures:
        return ""  # nothing is compared, or another rule tells it
    owner = portal.entries.get(portal.owners[condition.measure] or "")
    if not isinstance(owner, Territory) or condition.measure.partition(".")[2] != condition.indicator:
        return f"« {condition.measure} » n'est pas la ligne « {condition.indicator} » d'un territoire de l'étude"
    return ""
