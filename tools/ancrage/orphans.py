"""Orphan figures: percentages, amounts, shares and counts typed into prose instead of coming from a `Measure`.

A figure cited by its id is no text: `passages` puts a sign in its place. What is left and looks like a finding is
refused, but for what `ALLOWED` lists, each with its reason. Numbers of the portal's own advice are written in words
(« quatre semaines », « dix familles »): up to twenty they never count as findings, beyond only where a source speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ancrage.model import Portal
from ancrage.problems import Problem
from ancrage.writing import Passage

RULE = "chiffre-orphelin"

_GAP = r"[ \u00a0\u202f]"
_DIGITS = rf"(?:\d{{1,3}}(?:{_GAP}\d{{3}})+(?!\d)|\d+)(?:[.,]\d+)?"
_ONES = (
    "un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|"
    "quarante|cinquante|soixante|cents?|mille"
)
_IN_WORDS = rf"(?:{_ONES})(?:(?:-|{_GAP}et{_GAP}|{_GAP})(?:{_ONES}))*"
_BEYOND_TWENTY = (
    rf"(?:vingt(?:-|{_GAP}et{_GAP})|trente|quarante|cinquante|soixante|quatre-vingt|(?:{_ONES}){_GAP}(?:cents?|mille)|"
    rf"cent|mille)(?:(?:-|{_GAP}et{_GAP}|{_GAP})?(?:{_ONES}))*|une{_GAP}(?:vingt|trent|quarant|cinquant|soixant|cent)aine"
)
_NUMBER = rf"(?:{_DIGITS}|{_IN_WORDS})"
_PEOPLE = (
    r"(?:PTP|PAP|PG|MRC|familles?|parents?|personnes?|enfants?|bébés?|élèves?|ménages?|mères?|pères?|gestionnaires?|"
    r"répondante?s?|participante?s?|intervenante?s?|travailleu(?:rs?|ses?)|agente?s?|organismes?|organisations?|"
    r"partenaires?|équipes?|territoires?|régions?|municipalités?|communautés?|regroupements?)(?![\w-])"
)
_WHICH = r"(?!(?:leurs|plusieurs|certaine?s|quelques|tous|toutes|avec|sans|pour|dans|chez|puis|sont|mais|parce)\b)"
_ADJECTIVE = rf"(?:{_WHICH}[^\W\d_]{{4,}}[sx]{_GAP}+)?"
_AFTER_ON = rf"(?!{_GAP}+(?:ans?|années?|mois|semaines?|jours?|heures?|pages?|lignes?|plans?|sujets?|lieux|sites?)\b)"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_NUMBERED = (
    "étape|page|semaine|question|fiche|figure|tableau|niveau|option|article|section|carte|message|séance|ligne|version|"
    "atelier|numéro"
)
_START = r"(?<![\w,.-])"


@dataclass(frozen=True)
class Look:
    """What a figure looks like. `hints`: small letters of which one must be there, a quick look before the pattern."""

    what: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]


def _look(what: str, hints: str, *parts: str) -> Look:
    return Look(what, tuple(hints.split("|")), re.compile("".join(parts), re.IGNORECASE))


FOUND = (
    _look("un pourcentage", "%|cent|p.", rf"{_START}{_NUMBER}{_GAP}*(?:%|pour{_GAP}cent\b|p\.{_GAP}100\b)"),
    _look(
        "un montant",
        "$|dollar|million|milliard",
        rf"{_START}{_NUMBER}{_GAP}*(?:[kM]?\$|(?:(?:mille|millions?|milliards?){_GAP}(?:de{_GAP})?)?dollars?\b",
        r"|millions?\b|milliards?\b)",
    ),
    _look(
        "une part",
        " sur |\u00a0sur",
        rf"{_START}{_NUMBER}{_GAP}+(?:{_ADJECTIVE}{_PEOPLE}{_GAP}+)?sur{_GAP}+",
        rf"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|vingt|cent|\d+)\b{_AFTER_ON}",
    ),
    _look(
        "une part",
        "moitié|tiers|quart|ième",
        r"\b(?:la moitié|(?:le|un) (?:tiers|quart|cinquième|dixième)|",
        r"(?:deux|trois|quatre) (?:tiers|quarts|cinquièmes))",
        rf"{_GAP}+(?:d['’]entre (?:elles|eux)\b|(?:des|de (?:leurs|nos|vos|ces|ses|toutes les|tous les)){_GAP}+",
        rf"{_ADJECTIVE}{_PEOPLE})",
    ),
    _look(
        "un nombre",
        "0|1|2|3|4|5|6|7|8|9",
        rf"{_START}(?:\d{{1,3}}(?:{_GAP}\d{{3}})+|\d{{2,}}){_GAP}+{_ADJECTIVE}(?:{_PEOPLE}|réponses?\b|postes?\b)",
    ),
)
"""What a figure looks like, whoever writes it."""

FOUND_IN_FINDINGS = (
    *FOUND,
    _look(
        "un nombre",
        "vingt|trent|quarant|cinquant|soixant|cent|mille",
        rf"{_START}(?:{_BEYOND_TWENTY}){_GAP}+(?:d(?:e{_GAP}+|['’]))?{_ADJECTIVE}{_PEOPLE}",
    ),
)
"""Where a source speaks, counts in words as well: in advice, « quarante familles » is a manner of speaking."""

FINDINGS = frozenset({"evidence", "summary", "page"})
"""Keys of the texts that tell what sources say, and hand-written pages."""

ALLOWED: tuple[tuple[str, str], ...] = (
    ("niveau de confiance choisi par le portail, pas un résultat", rf"\bà{_GAP}95{_GAP}(?:%|pour{_GAP}cent)"),
    (
        "seuil d'une question du questionnaire, qui définit le chiffre cité",
        r"\b(?:chez qui|pour qui|qu['’]|que |dont )\s?au moins la moitié|\bla moitié ou plus",
    ),
    ("définition de la médiane", r"\bla moitié des \w+ (?:peut|peuvent)\b"),
    ("base d'un taux ou rapport de contraste", rf"\bpour{_GAP}(?:1{_GAP}?000|100{_GAP}000|100|mille)\b|\d,\d pour 1\b"),
    (
        "calcul d'exemple au conditionnel, qui explique et ne rapporte rien",
        rf"{_START}{_NUMBER}{_GAP}+\w+ (?:sur ce total )?(?:donnerai(?:en)?t|ferai(?:en)?t)\b",
    ),
    ("numéro de téléphone", r"\b1[ \u00a0-]8\d\d[ \u00a0-](?:\d{3}-\d{4}|[A-Z]+)|\b(?:211|311|811|911|988)\b"),
    ("service en tout temps", rf"\b(?:24{_GAP}(?:h(?:eures)?{_GAP})?sur{_GAP}24|7{_GAP}(?:jours{_GAP})?sur{_GAP}7)\b"),
    ("heure", rf"\b\d{{1,2}}{_GAP}h(?:{_GAP}\d\d)?\b"),
    ("date", rf"\b(?:1er|\d{{1,2}}){_GAP}(?:{_MONTHS})(?:{_GAP}\d{{4}})?\b"),
    ("année", rf"\b(?:19|20)\d\d\b(?!{_GAP}*[%$])"),
    ("âge ou durée", rf"{_START}{_NUMBER}{_GAP}(?:ans?|mois|semaines?|jours?|heures?|minutes?|min|secondes?)\b"),
    (
        "numéro d'étape, de page ou de section",
        rf"\b(?:{_NUMBERED}){_GAP}\d+(?:{_GAP}sur{_GAP}\d+)?",
    ),
    (
        "note que la personne se donne, dans un conseil",
        rf"\b(?:une note|une cote|notez|noter|cotez)\b[^.!?;:]{{0,25}}?{_NUMBER}{_GAP}sur{_GAP}(?:cinq|dix|\d+)",
    ),
    ("distance ou mesure", rf"{_START}{_NUMBER}{_GAP}(?:m|km|cm|mètres?|kilomètres?|pixels?|kg|kilos?)\b(?!\$)"),
)
"""Numbers that are not findings: why, and what they look like. Small numbers in words need no line here."""

_ALLOWED = re.compile("|".join(f"(?:{pattern})" for _, pattern in ALLOWED), re.IGNORECASE)
_UNREAD = frozenset({
    "note", "label", "locator", "reference", "population", "unit", "nature", "category", "aliases", "variants",
})  # fmt: skip
"""Keys that belong to a figure itself, name a source, or are only searched."""


def orphans(text: str, *, finding: bool = True) -> list[tuple[str, str]]:
    """Return what each orphan figure of a text is, and its words. `finding`: the text tells what sources say."""
    looks = FOUND_IN_FINDINGS if finding else FOUND
    if not any(_search(text, looks)):
        return []
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for what, match in _search(_ALLOWED.sub("\ufffc", text), looks):
        if not any(start < match.end() and match.start() < end for start, end in found):
            found[match.span()] = what, match[0].strip()
    return [found[span] for span in sorted(found)]


def _search(text: str, looks: Iterable[Look]) -> Iterator[tuple[str, re.Match[str]]]:
    small = text.lower()
    for look in looks:
        if any(hint in small for hint in look.hints):
            yield from ((look.what, match) for match in look.pattern.finditer(text))


def check_orphans(portal: Portal, read: Iterable[Passage]) -> Iterator[Problem]:
    """Yield the figures typed into the passages of a portal; a divergence quotes what sources print."""
    quoting = {portal.places[entry.id].path for entry in portal.of_kind("divergence")}
    for passage in read:
        if passage.key in _UNREAD or passage.path in quoting:
            continue
        cite = '{{ mesure("son-identifiant") }}' if passage.key == "page" else "[[son-identifiant]]"
        for what, words in orphans(passage.text, finding=passage.key in FINDINGS):
            advice = "; dans un conseil, écrivez-le en lettres" if what == "un nombre" else ""
            message = f"« {words} » est tapé : citez un chiffre déclaré par {cite}{advice}"
            yield Problem(passage.path, passage.line, passage.field, message, RULE)
