"""What crossing takes from the portal: levers with their targets, twin questions, sectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ancrage.cases import Target
from ancrage.crossing.model import KnownIndicator, KnownLever, KnownQuestion, Reference, Twins
from ancrage.model import Lever, Portal, Question, Sector
from ancrage.text import typographic


def reference(portal: Portal, figures: Mapping[str, str]) -> Reference:
    """Return what crossing takes from the portal; `figures`: each figure and document in words, by id."""
    levers = sorted((item for item in portal.entries.values() if isinstance(item, Lever)), key=lambda item: item.order)
    return Reference(
        tuple(KnownLever(lever.id, typographic(lever.title), tuple(_indicators(lever, portal))) for lever in levers),
        tuple(_twins([item for item in portal.entries.values() if isinstance(item, Question) and item.order])),
        {item.id: typographic(item.title) for item in portal.entries.values() if isinstance(item, Sector)},
        figures,
    )


def _twins(questions: Sequence[Question]) -> Iterator[Twins]:
    """Yield the questions of managers in their order, each with the one of agents that it names, then those left."""
    asked = {guide: sorted((item for item in questions if item.guide == guide), key=lambda item: item.order)
             for guide in ("agent", "gestionnaire")}  # fmt: skip
    left = dict.fromkeys(item.id for item in asked["agent"])
    agents = {item.id: item for item in asked["agent"]}
    for manager in asked["gestionnaire"]:
        twin = next((agents[name] for name in manager.related if name in left), None)
        if twin:
            del left[twin.id]
        yield Twins(_known(twin) if twin else None, _known(manager))
    yield from (Twins(_known(agents[name]), None) for name in left)


def _known(question: Question) -> KnownQuestion:
    return KnownQuestion(question.id, typographic(question.title))


def _indicators(lever: Lever, portal: Portal) -> Iterator[KnownIndicator]:
    for indicator in lever.indicators:
        name = f"{lever.id}.{indicator.target}" if indicator.target else ""
        measure = portal.measures.get(name)
        target = Target(measure.bound, measure.value, measure.unit, name) if measure and measure.bound else None
        yield KnownIndicator(indicator.id, typographic(indicator.title), target)


def as_object(known: Reference) -> dict[str, object]:
    """Return a reference as JSON holds it, for the page: what `docs/js/croiser/crossing.js` is given."""
    return {
        "levers": [
            {
                "id": lever.id,
                "title": lever.title,
                "indicators": [
                    {"id": item.id, "title": item.title, "target": _target(item.target)} for item in lever.indicators
                ],
            }
            for lever in known.levers
        ],
        "twins": [{"agent": _question(pair.agent), "manager": _question(pair.manager)} for pair in known.twins],
        "sectors": dict(known.sectors),
        "figures": dict(known.figures),
    }


def _target(target: Target | None) -> dict[str, object] | None:
    if target is None:
        return None
    return {"bound": target.bound, "value": float(target.value), "unit": target.unit}


def _question(question: KnownQuestion | None) -> dict[str, str] | None:
    return {"id": question.id, "title": question.title} if question else None
