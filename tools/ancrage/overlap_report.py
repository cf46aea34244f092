"""What a grid gives, for people and for programs: the same numbers as the page of overlaps.

The Markdown and the CSV are those that the page exports, byte for byte: twins of `docs/js/chevauchements/exports.js`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ancrage.overlap import UNJUDGED, Cell, Grid, Named, Ratio, Summary, cells, percent, summary
from ancrage.revision import french_date
from ancrage.sections import csv_text
from ancrage.text import NBSP

_KINDS = {
    "doublon": "doublon",
    "complementaire": "complémentaire",
    "zone-grise": "zone grise",
    UNJUDGED: "à classer",
}
_METHOD = (
    "Une case est une responsabilité pour un groupe de familles. Taux de chevauchement = cases portées par deux rôles "
    "ou plus ÷ cases portées par un rôle ou plus. Formule proposée par le portail Ancrage; les sources nomment "
    "l’indicateur sans la donner. Partager n’est pas faire double emploi."
)
_HEAD = (
    "Responsabilité", "Groupe de familles", "Portée par", "Nombre de rôles", "Réponses manquantes", "Classement",
    "Note",
)  # fmt: skip
_SPACES = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What a browser takes for a space."""
_AROUND = re.compile(f"^[{_SPACES}]+|[{_SPACES}]+\\Z")
_LINES = re.compile(f"[{_SPACES}]*[\r\n]+[{_SPACES}]*")


class _Names:
    """What everything in a grid is called; what has no name is called by its place."""

    def __init__(self, grid: Grid) -> None:
        """Read the names of a grid."""
        self.roles = _named(grid.roles, "Rôle")
        self.groups = _named(grid.groups, "Groupe")
        self.responsibilities = _named(grid.responsibilities, "Responsabilité")


def _named(items: Iterable[Named], blank: str) -> Mapping[str, str]:
    return {item.id: _AROUND.sub("", item.name) or f"{blank} {place}" for place, item in enumerate(items, 1)}


def as_json(grid: Grid) -> str:
    """Return the summary of a grid as JSON."""
    return json.dumps(summary(grid).as_json(), ensure_ascii=False, indent=2) + "\n"


def as_text(grid: Grid) -> str:
    """Return the summary of a grid in French, with the division that gives each rate."""
    return "\n".join(_lines(grid)) + "\n"


def as_markdown(grid: Grid) -> str:
    """Return a grid as a text for minutes: the rate, what is to be talked over, the grid itself."""
    found, names = summary(grid), _Names(grid)
    kinds = "; ".join(f"{_KINDS[kind]}{NBSP}: {number}" for kind, number in found.kinds.items())
    doubled = _share((found.kinds["doublon"], found.carried))
    lists = {
        "Ce que personne ne porte": _gaps(grid, found, names),
        "À régler ensemble": _unsettled(grid, names),
        "Qui devrait se parler": _pairs(found, names),
    }
    chunks = [
        f"# {_plain(grid.title) or 'Chevauchements de mandats'}",
        f"Grille du {french_date(date.fromisoformat(grid.date))}.",
        _rate(found),
        _range(found),
        f"Cases partagées{NBSP}: {kinds}. Part jugée doublon parmi les cases portées{NBSP}: {doubled}.",
    ]
    for title, lines in lists.items():
        items = "\n".join(f"- {_plain(line)}" for line in lines)
        chunks += [f"## {title}", items] if items else []
    chunks += ["## La grille", _table(grid, names), f"*{_METHOD}*"]
    return "\n\n".join(filter(None, chunks)) + "\n"


def as_csv(grid: Grid) -> str:
    """Return a grid as a table for a spreadsheet, one line a cell."""
    names = _Names(grid)
    rows = [
        (
            names.responsibilities[cell.responsibility],
            names.groups[cell.group],
            _carriers(cell, names),
            len(cell.roles),
            cell.unknown,
            _KINDS[cell.kind] if cell.kind else "",
            _note(grid, cell),
        )
        for cell in cells(grid)
    ]
    return csv_text([_HEAD, *rows])


def _lines(grid: Grid) -> Iterator[str]:
    found, names = summary(grid), _Names(grid)
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
    yield from (
        f"  {names.responsibilities[responsibility]} — {names.groups[group]}" for responsibility, group in found.gaps
    )
    yield from (
        f"{names.roles[one]} et {names.roles[other]} : {number} cases en commun" for one, other, number in found.pairs
    )


def _division(ratio: Ratio) -> str:
    """Return « 3 sur 8 (38 %) », or that there is nothing to divide."""
    share = percent(ratio)
    return "sans objet (aucune case portée)" if share is None else f"{ratio[0]} sur {ratio[1]} ({share} %)"


def _share(ratio: Ratio) -> str:
    share = percent(ratio)
    return "—" if share is None else f"{share}{NBSP}%"


def _cases(count: int) -> str:
    return f"{count}{NBSP}case{'s' if count > 1 else ''}"


def _rate(found: Summary) -> str:
    """Return the rate as a sentence, with its division."""
    shared, carried = found.rate
    if not carried:
        return f"Aucune case n’est portée pour l’instant{NBSP}: il n’y a pas encore de taux."
    nobody = f"Aucune des {carried} cases portées ne l’est" if carried > 1 else "La seule case portée ne l’est pas"
    carry = "portées" if carried > 1 else "portée"
    some = f"{shared} cases sur {carried} {carry} le sont" if shared > 1 else f"1 case sur {carried} {carry} l’est"
    told = some if shared else nobody
    return f"{told} par deux rôles ou plus{NBSP}: taux de chevauchement de {_share(found.rate)}."


def _range(found: Summary) -> str:
    """Return what the unknown leaves of the rate, empty when nothing is unknown."""
    if not found.unsettled:
        return ""
    between = f"de {_share(found.low)} à {_share(found.high)}"
    return f"Il manque des réponses dans {_cases(found.unsettled)}. Selon ce qu’elles seront, le taux ira {between}."


def _gaps(grid: Grid, found: Summary, names: _Names) -> Iterator[str]:
    """Yield possible gaps, one line a responsibility."""
    for responsibility in grid.responsibilities:
        groups = [group for name, group in found.gaps if name == responsibility.id]
        everyone = len(groups) == len(grid.groups)
        whom = "tous les groupes" if everyone else ", ".join(names.groups[group] for group in groups)
        if groups:
            yield f"{names.responsibilities[responsibility.id]}{NBSP}: {whom}"


def _unsettled(grid: Grid, names: _Names) -> Iterator[str]:
    """Yield grey zones and overlaps, with what was written of them."""
    for cell in cells(grid):
        if cell.kind in ("doublon", "zone-grise"):
            where = f"{names.responsibilities[cell.responsibility]}, {names.groups[cell.group]}"
            note = _note(grid, cell)
            told = f"{where} ({_carriers(cell, names)}){NBSP}: {_KINDS[cell.kind]}"
            yield f"{told}. {note}" if note else told


def _pairs(found: Summary, names: _Names) -> Iterator[str]:
    """Yield the roles that share cells."""
    for one, other, count in found.pairs:
        yield f"{names.roles[one]} et {names.roles[other]}{NBSP}: {_cases(count)}"


def _table(grid: Grid, names: _Names) -> str:
    by_responsibility: dict[str, list[str]] = {}
    for cell in cells(grid):
        nobody = "on ne sait pas" if cell.unknown else "personne"
        kind = f" ({_KINDS[cell.kind]})" if cell.kind else ""
        by_responsibility.setdefault(cell.responsibility, []).append(f"{_carriers(cell, names) or nobody}{kind}")
    rows = [
        ["Responsabilité", *(names.groups[group.id] for group in grid.groups)],
        ["---"] * (len(grid.groups) + 1),
        *([names.responsibilities[name], *told] for name, told in by_responsibility.items()),
    ]
    return "\n".join(f"| {' | '.join(map(_plain, row))} |" for row in rows)


def _carriers(cell: Cell, names: _Names) -> str:
    return ", ".join(names.roles[role] for role in cell.roles)


def _note(grid: Grid, cell: Cell) -> str:
    judgement = grid.judgements.get(cell.responsibility, {}).get(cell.group)
    return judgement.note if judgement else ""


def _plain(text: str) -> str:
    """Return a text that breaks neither a line nor a table."""
    return _LINES.sub(" ", text).replace("|", "\\|")
