"""A crossing as sections to read, print or export."""

from __future__ import annotations

from collections.abc import Iterator

from ancrage.crossing.findings import SIDES
from ancrage.crossing.model import STATES, Crossing, Finding, IndicatorCell, IndicatorRow, LeverRow
from ancrage.sections import Section
from ancrage.text import NBSP

TITLE = "Cas croisés"
LEAD = (
    "Ce que disent les cas choisis, et rien de plus. «\u00a0Pas dit\u00a0» ne veut pas dire «\u00a0absent\u00a0». "
    "Quelques cas éclairent; ils ne prouvent pas, et ne se résument pas en statistiques."
)
NOT_TOLD = "pas dit"


_LEADS = {
    "convergences": (
        "Un levier ou un thème présent dans deux cas ou plus. À vérifier à plusieurs\u00a0: le même mot peut cacher "
        "deux réalités."
    ),
    "contrastes": (
        "Ce qui ne se dit que dans un milieu, ce que le terrain et la gestion ne voient pas pareil, une cible atteinte "
        "ici et pas là. Un écart pose une question; il ne désigne personne."
    ),
    "regards": (
        "Les questions jumelles des deux guides. Le secteur de la personne qui répond n’est pas montré\u00a0: il "
        "suffirait à la reconnaître."
    ),
    "themes": (
        "Deux thèmes sont rapprochés si leur titre est le même. Voir si deux titres différents disent la même chose, "
        "c’est votre travail."
    ),
    "indicateurs": (
        "Deux territoires ne comptent pas forcément la même chose sous le même nom\u00a0: comparez d’abord les "
        "définitions."
    ),
}
_INVENTED = (
    "Un cas inventé se lit à côté des autres, mais ne compte ni dans ce qui converge ni dans ce qui contraste\u00a0: "
    "il n’apprend rien d’un vrai territoire."
)


def sections(crossing: Crossing) -> tuple[Section, ...]:
    """Return the sections of a crossing, in reading order; some may be empty."""
    names = tuple(case.title for case in crossing.cases)
    converging = tuple(
        f"{'Levier' if found.kind == 'levier' else 'Thème'} {_finding(found)}" for found in crossing.convergences
    )
    return (
        _cases(crossing),
        Section("convergences", "Ce qui converge", _LEADS["convergences"], items=converging),
        Section("contrastes", "Ce qui contraste", _LEADS["contrastes"], items=tuple(map(_finding, crossing.contrasts))),
        Section("leviers", "Leviers", "", ("Levier", *names, "Dans combien de cas"),
                tuple(_lever(row, crossing) for row in crossing.levers)),
        Section("regards", "Deux regards sur les mêmes questions", _LEADS["regards"],
                ("Question", "Cas", "Terrain", "Gestion"), tuple(_views(crossing))),
        Section("themes", "Thèmes", _LEADS["themes"],
                ("Thème", "Cas", "Qui le dit", "Ce qui en est dit"), tuple(_themes(crossing))),
        Section("indicateurs", "Indicateurs et cibles", _LEADS["indicateurs"],
                ("Indicateur", "Cible publiée", *names), tuple(map(_indicator, crossing.indicators))),
        Section("silences", "Ce que ces cas ne disent pas", items=tuple(_silences(crossing))),
    )  # fmt: skip


def _finding(found: Finding) -> str:
    return f"«{NBSP}{found.title}{NBSP}»{NBSP}: {found.words}"


def _cases(crossing: Crossing) -> Section:
    rows = tuple(
        (
            case.title,
            f"milieu {case.setting}",
            ", ".join(case.sectors),
            ", ".join(case.people) or NOT_TOLD,
            "inventé" if case.fabricated else "réel",
        )
        for case in crossing.cases
    )
    mixed = len({case.fabricated for case in crossing.cases}) > 1
    return Section(
        "cas",
        "Les cas",
        _INVENTED if mixed else "",
        ("Cas", "Milieu", "Secteurs", "Personnes rencontrées", "Origine"),
        rows,
    )


def _lever(row: LeverRow, crossing: Crossing) -> tuple[str, ...]:
    kept = [crossing.cases[index] for index in crossing.counted]
    count = len(set(row.present) & set(crossing.counted))
    silent = sum(not case.says for case in kept)
    words = f"présent dans {count} cas sur {len(kept)}" if count else NOT_TOLD
    if count and silent:
        words += f" ({silent} cas ne {'disent' if silent > 1 else 'dit'} rien des leviers)"
    return (row.title, *(", ".join(cell) or NOT_TOLD for cell in row.cells), words)


def _views(crossing: Crossing) -> Iterator[tuple[str, ...]]:
    for row in crossing.views:
        asked = " / ".join(filter(None, (row.agent, row.manager)))
        for case, cell in zip(crossing.cases, row.cells, strict=True):
            if cell.agent or cell.manager:
                yield asked, case.title, " ".join(cell.agent) or NOT_TOLD, " ".join(cell.manager) or NOT_TOLD


def _themes(crossing: Crossing) -> Iterator[tuple[str, ...]]:
    for row in crossing.themes:
        for case, cell in zip(crossing.cases, row.cells, strict=True):
            if cell:
                yield row.title, case.title, SIDES[cell.view] if cell.view else NOT_TOLD, cell.text


def _indicator(row: IndicatorRow) -> tuple[str, ...]:
    return (row.title, row.target or "sans cible publiée", *map(_indicator_cell, row.cells))


def _indicator_cell(cell: IndicatorCell) -> str:
    """Return where a case stands, in words; its target is told again where it is its own."""
    told = f"{cell.reading}{NBSP}: {STATES[cell.state]}" if cell.reading else STATES[cell.state]
    return f"{told} (sa cible{NBSP}: {cell.target})" if cell.own else told


def _silences(crossing: Crossing) -> Iterator[str]:
    unsaid = [row.title for row in crossing.levers if not row.present]
    if unsaid:
        yield f"Leviers dont aucun cas ne parle{NBSP}: {', '.join(unsaid)}."
    mute = [
        case.title
        for index, case in enumerate(crossing.cases)
        if not any(row.cells[index].agent or row.cells[index].manager for row in crossing.views)
    ]
    if mute:
        yield f"Aucune réponse aux questions des guides{NBSP}: {'; '.join(mute)}."
    for case in crossing.cases:
        if not case.says:
            yield f"{case.title}{NBSP}: ni levier, ni thème, ni réponse, ni indicateur."
        if case.limits:
            yield f"{case.title}{NBSP}: {case.limits}"
