"""Rules of pathways: weeks follow one another, stay light, and every step keeps a name of its own."""

from __future__ import annotations

from collections.abc import Iterator

from ancrage.model import Key, Pathway, Portal
from ancrage.problems import Problem, field_name

MAX_STEPS = 5
"""More than that in a week is a list that nobody ticks."""


def check_pathways(portal: Portal) -> Iterator[Problem]:
    """Yield what is wrong with the pathways of a portal, taken together."""
    steps: dict[str, str] = {}
    readers: dict[str, str] = {}
    for pathway in portal.of_kind(Pathway.kind):
        if isinstance(pathway, Pathway):
            yield from _reader(pathway, readers)
            yield from _weeks(pathway)
            yield from _names(pathway, steps)


def _reader(pathway: Pathway, readers: dict[str, str]) -> Iterator[Problem]:
    first = readers.setdefault(pathway.reader, pathway.id)
    if first != pathway.id:
        message = f"« {first} » est déjà le parcours de ces personnes : complétez-le, ou changez `reader`"
        yield _problem(pathway, ("reader",), message, "parcours-en-double")


def _weeks(pathway: Pathway) -> Iterator[Problem]:
    expected = 1
    for b, block in enumerate(pathway.blocks):
        for w, week in enumerate(block.weeks):
            where: tuple[Key, ...] = ("blocks", b, "weeks", w)
            if week.number != expected:
                message = f"semaine {week.number} au lieu de {expected} : les semaines se suivent à partir de 1"
                yield _problem(pathway, (*where, "number"), message, "semaine-hors-suite")
            expected = week.number + 1
            if len(week.steps) > MAX_STEPS:
                message = f"{len(week.steps)} étapes, {MAX_STEPS} au plus : gardez les plus utiles, déplacez les autres"
                yield _problem(pathway, (*where, "steps"), message, "semaine-chargee")


def _names(pathway: Pathway, steps: dict[str, str]) -> Iterator[Problem]:
    """Yield the names met before: of a block in its pathway, of a step in all pathways (ticks are kept under it)."""
    blocks: set[str] = set()
    for b, block in enumerate(pathway.blocks):
        if block.id in blocks:
            message = f"un bloc de ce parcours s'appelle déjà « {block.id} » : donnez-lui un autre nom"
            yield _problem(pathway, ("blocks", b, "id"), message, "etape-en-double")
        blocks.add(block.id)
        for w, week in enumerate(block.weeks):
            for s, step in enumerate(week.steps):
                where: tuple[Key, ...] = ("blocks", b, "weeks", w, "steps", s, "id")
                place = f"{pathway.place.path}:{pathway.place.line(*where)}"
                first = steps.setdefault(step.id, place)
                if first != place:
                    message = f"l'étape « {step.id} » existe déjà : {first}; donnez-lui un autre nom"
                    yield _problem(pathway, where, message, "etape-en-double")


def _problem(pathway: Pathway, where: tuple[Key, ...], message: str, rule: str) -> Problem:
    return Problem(pathway.place.path, pathway.place.line(*where), field_name(where), message, rule)
