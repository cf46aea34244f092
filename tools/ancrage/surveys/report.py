"""Merged accounts as sections: the community's table beside the pilot's, by setting, and the discussion sheet."""

from __future__ import annotations

from collections.abc import Iterator

from ancrage.sections import Section
from ancrage.surveys.merging import rounded, share, whole
from ancrage.surveys.model import EFFECTS, SETTINGS, SMALL, Cell, Merged, Published, Row, Share, Surveyed
from ancrage.text import NBSP, month_words

TITLE = "Nos relevés, à côté du projet pilote"
LEAD = (
    "L’efficacité est celle que perçoivent les personnes qui ont rempli un relevé, et non un effet mesuré chez les "
    "familles. Ces réponses décrivent votre communauté, et elle seule."
)
HIDDEN = "non montré"
NOBODY = "aucune réponse"
APPROACHES = {"demarchage": "Démarchage", "reseautage": "Réseautage"}
STANDINGS = {
    "au-dessus": "plus haut chez vous",
    "au-dessous": "plus bas chez vous",
    "pas-departage": "ne se départagent pas",
    "incomparable": "ne se compare pas",
}
_GROUPS = (
    f"«{NBSP}Non montré{NBSP}»{NBSP}: moins de {SMALL} réponses, ou un nombre qui permettrait d’en déduire un si petit "
    "groupe."
)
_DISAGREE = (
    "Les stratégies sur lesquelles vos avis s’écartent le plus, avec au moins deux réponses de chaque côté. Ce n’est "
    "pas un vote\u00a0: chaque réponse a son milieu, son mois, sa façon de faire."
)
_APART = (
    "Les intervalles ne se touchent pas. C’est une piste à discuter, pas une preuve\u00a0: vous n’êtes pas un "
    "échantillon, et l’intervalle du projet pilote est une largeur minimale."
)
_QUESTIONS = (
    "Qui l’a trouvée efficace\u00a0: c’était où, à quelle heure, avec qui? Qu’avez-vous fait d’abord?",
    "Qui ne l’a pas trouvée efficace\u00a0: qu’est-ce qui manquait? Combien de fois avant de conclure?",
    "Parlez-vous de la même chose? Dites à voix haute ce que «\u00a0efficace\u00a0» veut dire pour vous.",
    "Votre milieu, la saison ou votre mandat expliquent-ils l’écart avec le projet pilote?",
    "Une stratégie que personne n’emploie\u00a0: par choix, ou faute de temps, d’accès, d’idées?",
    "Quel petit essai, d’ici la prochaine rencontre, nous en apprendrait plus?",
)


def sections(merged: Merged, strategies: tuple[Surveyed, ...]) -> tuple[Section, ...]:
    """Return the sections of merged accounts, in reading order; some may be empty."""
    known = {strategy.id: strategy for strategy in strategies}
    return (
        _about(merged),
        *(_table(merged, known, approach) for approach in APPROACHES),
        Section("desaccords", "Là où vos avis diffèrent", _DISAGREE, items=tuple(_disagreements(merged))),
        Section("ecarts", "Là où vous différez du projet pilote", _APART, items=tuple(_apart(merged, known))),
        Section("milieux", "Selon le milieu", _GROUPS, ("Stratégie", *map(str.capitalize, SETTINGS)),
                tuple((row.title, *(_cell(row.settings[name]) for name in SETTINGS)) for row in merged.rows)),
        Section("raisons", "Ce que vous en dites", "Sans nom, dans l’ordre alphabétique.",
                items=tuple(f"{row.title}{NBSP}: {why}" for row in merged.rows for why in row.whys)),
        Section("questions", "Questions à se poser", "Proposées par le portail.", items=_QUESTIONS),
        Section("prudence", "Ce que prouvent si peu de réponses", items=tuple(_proof(merged))),
    )  # fmt: skip


def _about(merged: Merged) -> Section:
    groups = [
        (f"Relevés en milieu {name}", HIDDEN if count is None else str(count))
        for name, count in merged.settings.items()
    ]
    first, last = month_words(merged.first), month_words(merged.last)
    covered = f"{first} à {last}" if merged.first != merged.last else first
    compared = (
        "oui, les relevés couvrent sept mois, comme lui"
        if merged.comparable
        else "non, «\u00a05 fois\u00a0» ne veut pas dire la même chose sur une autre durée que sept mois"
    )
    told = (
        ("Relevés réunis", str(merged.count)),
        *groups,
        ("Période couverte", covered),
        ("Comparer l’usage au projet pilote", compared),
    )
    return Section("releves", "Les relevés réunis", items=tuple(f"{name}{NBSP}: {value}" for name, value in told))


def _table(merged: Merged, known: dict[str, Surveyed], approach: str) -> Section:
    rows = tuple(_row(row, known[row.id]) for row in merged.rows if row.approach == approach)
    head = (
        "Stratégie", "Employée 5 fois ou plus\u00a0: chez vous", "Au projet pilote",
        "Efficace ou très efficace\u00a0: chez vous", "Au projet pilote, selon les PTP", "Lecture",
    )  # fmt: skip
    return Section(approach, APPROACHES[approach], _GROUPS, head, rows)


def _row(row: Row, strategy: Surveyed) -> tuple[str, ...]:
    told = [
        f"{name}{NBSP}: {STANDINGS[standing]}"
        for name, standing in (("usage", row.use_standing), ("efficacité", row.effect_standing))
        if standing
    ]
    return (
        row.title,
        _share(row.all.use),
        _published(strategy.use),
        _share(row.all.effect),
        _published(strategy.effect),
        "; ".join(told) or "trop peu de réponses",
    )


def _share(found: Share | None) -> str:
    """Return « 4 sur 6 (67 %; intervalle de 30 à 90 %) »."""
    if found is None:
        return HIDDEN
    if not found.n:
        return NOBODY
    low, high = whole(found.low), whole(found.high)
    return f"{found.k} sur {found.n} ({whole(found.percent)}{NBSP}%; intervalle de {low} à {high}{NBSP}%)"


def _published(found: Published) -> str:
    return f"{whole(found.value)}{NBSP}% (intervalle de {whole(found.low)} à {whole(found.high)}{NBSP}%, au moins)"


def _cell(cell: Cell) -> str:
    used, judged = _short(cell.use), _short(cell.effect)
    if used == judged and not (cell.use and cell.use.n):
        return used
    return f"usage{NBSP}: {used}; efficacité{NBSP}: {judged}"


def _short(found: Share | None) -> str:
    if found is None:
        return HIDDEN
    return f"{found.k} sur {found.n}" if found.n else NOBODY


def _disagreements(merged: Merged) -> Iterator[str]:
    rows = {row.id: row for row in merged.rows}
    for name in merged.disagreements:
        row = rows[name]
        counts = reversed(list(zip(EFFECTS.values(), row.counts or (), strict=True)))
        told = ", ".join(f"{degree} {count}" for degree, count in counts)
        spread = f"{rounded(row.spread or 0, 2):.2f}".replace(".", ",")
        yield f"{row.title}{NBSP}: {told} (dispersion {spread} sur 1)."


def _apart(merged: Merged, known: dict[str, Surveyed]) -> Iterator[str]:
    for row in merged.rows:
        strategy = known[row.id]
        for name, standing, found, published in (
            ("usage", row.use_standing, row.all.use, strategy.use),
            ("efficacité perçue", row.effect_standing, row.all.effect, strategy.effect),
        ):
            if standing in ("au-dessus", "au-dessous"):
                both = f"Vous{NBSP}: {_share(found)}; projet pilote{NBSP}: {_published(published)}."
                yield f"{row.title}, {name}{NBSP}: {STANDINGS[standing]}. {both}"


def _proof(merged: Merged) -> Iterator[str]:
    """Yield what the number of accounts lets one say at best, in plain words."""
    n = max(SMALL, merged.count)
    alike, split = share(n, n), share(n // 2, n)
    yield (
        f"Même si {n} personnes sur {n} répondent pareil, l’intervalle va de {whole(alike.low)} à 100{NBSP}%{NBSP}: il "
        f"reste de la place pour {100 - whole(alike.low)}{NBSP}% d’avis contraires."
    )
    yield (
        f"Si {n // 2} sur {n} répondent oui, l’intervalle va de {whole(split.low)} à {whole(split.high)}{NBSP}%{NBSP}: "
        "on n’en conclut presque rien, sauf que cela vaut une conversation."
    )
    yield (
        "Ces intervalles supposent des personnes prises au hasard. Vous ne l’êtes pas\u00a0: ce sont celles qui ont "
        "voulu remplir un relevé, et se connaissent peut-être."
    )
    yield "Une réponse unanime se devine\u00a0: si toutes disent la même chose, chacun sait ce que chacune a répondu."
