"""Answers a query from an opened index. `docs/js/recherche/engine.js` is its twin: same steps, same sums, same order.

Score of a document: over the words of the query, the sum of the best of weight × impact among what each word may
stand for (itself, a longer word being typed, a correction, another name of the same entry), lowered when words are
missing; a document that the query names comes before all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from ancrage.model import KINDS
from ancrage.search.analysis import Word, fold, name_keys, words
from ancrage.search.documents import PAGE_KIND
from ancrage.search.ranking import AT_QUERY_TIME, SIGNPOSTS
from ancrage.search.typos import near_forms
from ancrage.search.whoosh_index import Index, open_index

KINDS_FOUND = (*KINDS, PAGE_KIND)
"""What a result can be."""

_R = AT_QUERY_TIME
_TYPING = re.compile(r"[a-z0-9]\Z")


@dataclass(frozen=True)
class Hit:
    """A result. `url` is relative to the root of the site."""

    id: str
    kind: str
    title: str
    url: str
    score: float
    excerpt: str

    def as_json(self) -> dict[str, str | float]:
        """Return the result as the command line prints it."""
        return asdict(self)


class Part(NamedTuple):
    """Consecutive words of a query: what each may stand for, and other names (as stems) of what they name."""

    slots: list[dict[str, float]]
    names: list[list[str]]


class Tally(NamedTuple):
    """What a document got from a part: points, and how many words of the part it has."""

    points: float
    matched: int


def search(
    folder: Path, query: str, *, limit: int = 10, kind: str | None = None, setting: str | None = None
) -> list[Hit]:
    """Return what answers a query in the index of a folder; UnreadableIndexError when it has no good index."""
    with open_index(folder) as index:
        return answer(index, query, limit=limit, kind=kind, setting=setting)


def answer(
    index: Index, query: str, *, limit: int = 10, kind: str | None = None, setting: str | None = None
) -> list[Hit]:
    """Return the documents that answer a query, best first; those for no setting in particular suit them all."""
    hits: list[Hit] = []
    for number, score in ranked(index, query):
        shown = index.shown[number]
        if kind not in {None, shown["kind"]}:
            continue
        if setting and shown["setting"] and setting not in shown["setting"]:
            continue
        told = {key: shown[key] for key in ("id", "kind", "title", "url", "excerpt")}
        hits.append(Hit(score=round(score, 4), **told))
        if len(hits) >= limit:
            break
    return hits


def ranked(index: Index, query: str) -> list[tuple[int, float]]:
    """Return (document, score) of every document that answers a query, best first."""
    query = query[: int(_R["max_chars"])]
    found = list(words(query))
    told = [word for word in found if not word.stop] or found
    told = told[: int(_R["max_words"])]
    typing = bool(told) and found[-1] is told[-1] and _TYPING.search(fold(query)) is not None
    points: dict[int, float] = {}
    matched: dict[int, int] = {}
    for part in _parts(index, told, typing=typing):
        for number, tally in _tallies(index, part).items():
            points[number] = points.get(number, 0.0) + tally.points
            matched[number] = matched.get(number, 0) + tally.matched
    cover = _R["coverage"]
    scores = {
        number: points[number] / _R["scale"] * (1 - cover + cover * matched[number] / len(told)) for number in points
    }
    for number, rank in _named(index, query).items():
        scores[number] = scores.get(number, 0.0) + rank * _R["named"]
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def _parts(index: Index, told: list[Word], *, typing: bool) -> Iterable[Part]:
    """Cut the query, from left to right, into the longest names that it holds and single words."""
    slots = [_slot(index, word, typing=typing and word is told[-1]) for word in told]
    at = 0
    while at < len(told):
        for length in range(min(int(_R["synonym_words"]), len(told) - at), 0, -1):
            names = _synonyms(index, " ".join(word.stems[0] for word in told[at : at + length]))
            if names or length == 1:
                yield Part(slots[at : at + length], names)
                at += length
                break


def _slot(index: Index, word: Word, *, typing: bool) -> dict[str, float]:
    """Return the stems that a word may stand for, with their weights."""
    stands = {stem: 1.0 for stem in word.stems if index.has(stem)}
    form = word.forms[0]
    if typing and len(form) >= _R["prefix_letters"]:
        weight = _R["prefix_known"] if stands else _R["prefix"]
        longer = sorted((len(other), other) for other in index.forms_from(form) if other != form)
        for length, other in longer[: int(_R["prefix_forms"])]:
            share = _R["prefix_floor"] + (1 - _R["prefix_floor"]) * len(form) / length
            _raise(stands, other, weight * share)
    if not stands and len(form) >= _R["typo_letters_1"]:
        most = 2 if len(form) >= _R["typo_letters_2"] else 1
        for gap, other in near_forms(form, index.forms, most)[: int(_R["typo_forms"])]:
            _raise(stands, other, _R["typo_1"] if gap == 1 else _R["typo_2"])
    return stands


def _raise(stands: dict[str, float], form: str, weight: float) -> None:
    stem = Word((form,), stop=False).stems[0]
    stands[stem] = max(stands.get(stem, 0.0), weight)


def _synonyms(index: Index, key: str) -> list[list[str]]:
    """Return the other names, as lists of stems, of the documents that bear a name."""
    names = dict.fromkeys(name for number in index.keyed(key) for name in index.shown[number]["keys"])
    names.pop(key, None)
    short = [name.split(" ") for name in names if name.count(" ") < _R["synonym_words"]]
    return short[: int(_R["synonym_names"])]


def _tallies(index: Index, part: Part) -> dict[int, Tally]:
    tallies: dict[int, Tally] = {}
    for slot in part.slots:
        best: dict[int, float] = {}
        for stem, weight in slot.items():
            for number, impact in index.impacts(stem).items():
                best[number] = max(best.get(number, 0.0), weight * impact)
        for number, points in best.items():
            old = tallies.get(number, Tally(0.0, 0))
            tallies[number] = Tally(old.points + points, old.matched + 1)
    for name in part.names:
        weight = _R["synonym"] * len(part.slots) / len(name)
        for number, points in _whole(index, name).items():
            old = tallies.get(number, Tally(0.0, 0))
            tallies[number] = Tally(max(old.points, weight * points), len(part.slots))
    return tallies


def _whole(index: Index, name: list[str]) -> dict[int, int]:
    """Return the sum of impacts in each document that has every stem of a name."""
    sums = index.impacts(name[0])
    for stem in name[1:]:
        more = index.impacts(stem)
        sums = {number: points + more[number] for number, points in sums.items() if number in more}
    return sums


def _named(index: Index, query: str) -> dict[int, int]:
    """Return the rank of each document that the query names: by its title, by another name, by the same stems."""
    written, stems = name_keys(query)
    ranks = dict.fromkeys(index.keyed(stems), int(_R["named_stems"])) if stems else {}
    for number in index.named(written) if written else []:
        title = name_keys(index.shown[number]["title"])[0]
        ranks[number] = int(_R["named_title"] if title == written else _R["named_alias"])
    for number in ranks:
        if index.shown[number]["kind"] in SIGNPOSTS:
            ranks[number] = int(_R["named_signpost"])
    return ranks
