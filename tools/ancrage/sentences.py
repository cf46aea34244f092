"""How a figure is said inside a sentence, given the words around it: « la moitié des PTP », « 9 PTP sur 10 »."""

from __future__ import annotations

import re

from ancrage import labels
from ancrage.markup import Image, Insert, Link, Token, Words, blocks
from ancrage.model import Measure
from ancrage.text import NBSP, typographic
from ancrage.views import Views, quantity, unit_follows

_COUNTED = re.compile(r"\s+des\s+(PTP et des PG|PTP|PG|personnes répondantes|personnes|équipes|gestionnaires)(?![\w-])")
_FRACTIONS = {"1 sur 2": "la moitié", "1 sur 3": "le tiers", "2 sur 3": "les deux tiers", "1 sur 4": "le quart"}


def counted(measure: Measure, before: str, after: str) -> tuple[str, str]:
    """Return how a share that « des PTP » follows is said, and what is left to say; empty words for anything else."""
    if not measure.unit.startswith("sur "):
        return "", after
    found = _COUNTED.match(after)
    if found is None:
        return "", after
    fraction = _FRACTIONS.get(f"{measure.value} {measure.unit}") if measure.value_max is None else None
    if fraction:
        words = f"environ {fraction}" if measure.approx else fraction
        return (words if before.strip() and before.strip()[-1] not in ".!?" else words.capitalize()), after
    people = found[1].replace(" des ", " ")
    return quantity(measure).replace(f"{NBSP}sur ", f"{NBSP}{people} sur{NBSP}"), after[found.end() :]


def spoken(views: Views, text: str) -> list[str]:
    """Return the paragraphs and list items of a text in plain words, its figures and documents said in full."""
    return [_joined(pieces(views, item)) for block in blocks(text) for item in block.items]


def pieces(views: Views, run: tuple[Token, ...]) -> list[Words]:
    """Return a run in words, bold or in italics where they are so, its figures and documents said in full."""
    out: list[Words] = []
    left = list(run)
    while left:
        token = left.pop(0)
        if isinstance(token, Words):
            out.append(Words(typographic(re.sub(r"\s*\n\s*", " ", token.text)), token.style))
        elif isinstance(token, Link):
            out.append(Words(typographic(token.label)))
        elif isinstance(token, Insert):
            out.append(Words(typographic(_inserted(views, token.name, _joined(out), left))))
        elif isinstance(token, Image):
            out.append(Words(typographic(token.alt)))
    return out


def _joined(run: list[Words]) -> str:
    return "".join(words.text for words in run).strip()


def _inserted(views: Views, name: str, before: str, left: list[Token]) -> str:
    """Return what stands for [[name]]; the words that it takes with it are taken from `left`."""
    measure = views.portal.measures.get(name)
    if measure is None:
        return labels.SHORT_SOURCES.get(name, views.portal.sources[name].title)
    following = left[0] if left else None
    if isinstance(following, Words):
        words, rest = counted(measure, before, following.text)
        if words:
            left[0] = Words(rest, following.style)
            return words
    return quantity(measure, unit=not unit_follows(measure, following))
