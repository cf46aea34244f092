"""What a figure means and how far it can be trusted, in sentences."""

from __future__ import annotations

from ancrage.evidence import category
from ancrage.text import NBSP, number
from ancrage.views import Figure

_MEANINGS = {
    "part-repondantes": "C'est ce que ces personnes déclarent, pas un effet mesuré.",
    "autre-part": "Une part de ce que dit la ligne « Qui », et non de personnes qui ont répondu à une enquête.",
    "denombrement": "Un nombre donné tel quel par la source : ni échantillon ni intervalle.",
    "montant": "Un montant d'argent, tel qu'imprimé.",
    "cible": "Un objectif que la source propose, pas un résultat observé.",
    "autre": "Un ordre de grandeur donné par la source, sans le détail du calcul.",
}


def meaning(figure: Figure) -> str:
    """Return what sort of figure this is, in one to three sentences."""
    measure = figure.measure
    sort = category(measure)
    words = _MEANINGS[sort]
    if sort == "part-repondantes" and measure.unit == "%":
        words = f"Sur 100 réponses, {number(measure.value)} vont dans ce sens. {words}"
    elif sort == "part-repondantes":
        words += " La source donne cette part en mots, sans pourcentage : aucun intervalle ne se calcule."
    return words + (" La source dit l'avoir estimée." if measure.nature == "estimation" else "")


def base_words(figure: Figure) -> str:
    """Return whether the number announced is the base of this very figure, in a sentence; empty for a mere count."""
    measure = figure.measure
    announced = number(measure.n) if measure.n else ""
    if measure.nature == "cible":
        return "Sans objet : c'est un objectif."
    if measure.base == "denombrement":
        return f"n = {announced}, tout est compté." if announced else ""
    if measure.base == "connue":
        return f"n = {announced} réponses à cette question même." if announced else "Connue de la source."
    if announced:
        return f"n = {announced} pour toute la section. Le nombre de réponses à cette question n'est pas publié."
    return "La source ne dit pas sur combien de cas repose ce chiffre."


def interval_meaning(figure: Figure) -> str:
    """Return the interval and what it means; empty where there is none."""
    spread = figure.interval
    if spread is None:
        return ""
    low, high = number(spread.low, 1), number(spread.high, 1)
    words = f"{low} à {high} %. Avec d'autres personnes semblables, le hasard seul pourrait mener jusque-là."
    return words + (" C'est une largeur minimale : la base réelle peut être plus petite." if spread.minimum else "")


def verification(figure: Figure) -> str:
    """Return whether n answers can give the printed percentage, rounding and truncation told apart; else empty."""
    reach = figure.attainable
    if reach is None or figure.measure.n is None:
        return ""
    on = f"sur {number(figure.measure.n)}"
    if reach.rounded:
        return f"Un nombre entier de réponses {on} donne bien ce pourcentage, une fois arrondi."
    if reach.truncated:
        return (
            f"Aucun nombre entier de réponses {on} ne donne ce pourcentage à l'arrondi usuel. En coupant les "
            "décimales, oui : ou bien la source a tronqué, ou bien la base est autre."
        )
    return (
        f"Aucun nombre entier de réponses {on} ne donne ce pourcentage, ni arrondi ni tronqué : la base de ce "
        "chiffre est donc autre."
    )


def interval_words(figure: Figure) -> str:
    """Return the interval of a figure in words, « 53 à 79 % », or a dash."""
    if figure.interval is None:
        return "—"
    low, high = number(figure.interval.low, 0), number(figure.interval.high, 0)
    return f"{low} à {high}{NBSP}%" + (" (largeur minimale)" if figure.interval.minimum else "")


def answered(figure: Figure) -> str:
    """Return who answered or what is counted, with the number announced."""
    measure = figure.measure
    return f"{measure.population} (n = {number(measure.n)})" if measure.n else measure.population
