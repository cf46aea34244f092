"""What a grid gives, for people and for programs: the same numbers as the page of overlaps."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ancrage.overlap import UNJUDGED, Grid, Ratio, percent, summary

_KINDS = {
    "doublon": "doublon",
    "complementaire": "complémentaire",
    "zone-grise": "zone grise",
    UNJUDGED: "à classer",
}


def as_json(grid: Grid) -> str:
    """Return the summary of a grid as JSON."""
    return json.dumps(summary(grid).as_json(), ensure_ascii=False, indent=2) + "\n"


def as_text(grid: Grid) -> str:
    """Return the summary of a grid in French, with the division that gives each rate."""
    return "\n".join(_lines(grid)) + "\n"


def _lines(grid: Grid) -> Iterator[str]:
    found = summary(grid)
    names = {item.id: item.name for item in (*grid.roles, *grid.groups, *grid.responsibilities)}
    yield f"{grid.title or 'Grille sans titre'} ({grid.date})"
    yield f"Cases : {found.cells} (responsabilités : {len(grid.responsibilities)}; groupes : {len(grid.groups)})"
    yield f"Portées par un rôle ou plus : {found.carried}"
    yield f"Portées par deux rôles ou plus : {found.shared}"
    yield f"Taux de chevauchement : {_division(found.rate)}"
    if found.unsettled:
        yield f"  selon ce qu'on ne sait pas encore : de {_division(found.low)} à {_division(found.high)}"
    for kind, number in found.kinds.items():
        yield f"  {_KINDS[kind]} : {number}"
    yield f"Doublons parmi les cases portées : {_division((found.kinds['doublon'], found.carried))}"
    yield f"Portées par personne : {found.uncarried}"
    yield from (f"  {names[responsibility]} — {names[group]}" for responsibility, group in found.gaps)
    yield from (f"{names[one]} et {names[other]} : {number} cases en commun" for one, other, number in found.pairs)


def _division(ratio: Ratio) -> str:
    """Return « 3 sur 8 (38 %) », or that there is nothing to divide."""
    share = percent(ratio)
    return "sans objet (aucune case portée)" if share is None else f"{ratio[0]} sur {ratio[1]} ({share} %)"
