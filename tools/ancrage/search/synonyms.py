"""Words said for one another, from `glossary/`: what a query may also be looked for by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ancrage.model import Acronym, Entry, Portal, Synonyms, Term
from ancrage.search.analysis import key_of, name_words
from ancrage.search.ranking import AT_QUERY_TIME, SYNONYMS


class Synonym(NamedTuple):
    """`said`, as a query may hold it, also stands for `other`; both as keys (`analysis.key_of`).

    `written` tells apart words that share a key (« repas », « répit »); it is empty where there is only one.
    """

    said: str
    written: str
    other: str
    weight: float


def synonyms(portal: Portal) -> list[Synonym]:
    """Return every synonym of the portal, by key and word, then by decreasing weight; each pair once, at its best."""
    best: dict[tuple[str, str, str], float] = {}
    writings: dict[str, set[str]] = defaultdict(set)
    for said, other, weight in _pairs(portal):
        one = key_of(said), told(said), key_of(other)
        if _usable(one[0], one[2]):
            best[one] = max(best.get(one, 0.0), weight)
            writings[one[0]].add(one[1])
    found = [
        Synonym(key, written if len(writings[key]) > 1 else "", other, weight)
        for (key, written, other), weight in best.items()
    ]
    return sorted(found, key=lambda one: (one.said, one.written, -one.weight, one.other))


def told(text: str) -> str:
    """Return a name by the words that tell it, as written."""
    return " ".join(word.forms[0] for word in name_words(text))


def _usable(said: str, other: str) -> bool:
    """Return whether a pair says something, in few enough words."""
    short = max(said.count(" "), other.count(" ")) < AT_QUERY_TIME["synonym_words"]
    return bool(said and other) and said != other and short


def _pairs(portal: Portal) -> Iterator[tuple[str, str, float]]:
    for entry in portal.entries.values():
        for one, other in _names(entry, portal):
            yield one, other, SYNONYMS["synonym"]
            yield other, one, SYNONYMS["synonym"]
    for equivalent in portal.equivalents:
        for said in equivalent.say:
            for meaning in equivalent.means:
                yield said, meaning, SYNONYMS["meaning"]
                yield meaning, said, SYNONYMS["saying"]


def _names(entry: Entry, portal: Portal) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that an entry of the glossary gives one for the other."""
    if isinstance(entry, Acronym):
        yield entry.title, entry.expansion
    elif isinstance(entry, Term) and entry.english:
        yield entry.title, entry.english
    elif isinstance(entry, Synonyms) and entry.canonical in portal.entries:
        yield from ((variant, portal.entries[entry.canonical].title) for variant in entry.variants)
