"""Answers a query from an opened index. `docs/js/recherche/engine.js` is its twin."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from ancrage import labels
from ancrage.model import KINDS, FreeMeasure
from ancrage.search.analysis import fold, stem, words, written_of
from ancrage.search.documents import PAGE_KIND
from ancrage.search.index import Index
from ancrage.search.ranking import ANSWERS, AT_QUERY_TIME
from ancrage.search.scoring import Ranking, Slot, ranked
from ancrage.search.whoosh_index import open_index

KINDS_FOUND = (*KINDS, FreeMeasure.kind, PAGE_KIND)
"""What a result can be."""


class Filter(NamedTuple):
    """Something that results can be narrowed by: its French name, its values."""

    name: str
    values: Collection[str]


FILTERS = {
    "kind": Filter("genre", KINDS_FOUND),
    "setting": Filter("milieu", labels.SETTINGS),
    "role": Filter("rôle", labels.READERS),
    "approach": Filter("approche", labels.GROUPS["strategie"]),
}

_R = AT_QUERY_TIME
_QUOTED = re.compile('["“«]([^"“”«»]+)["”»]')
_IN_TITLE = re.compile(r"(?:^|(?<=\s))titre ?: ?(\S+)", re.IGNORECASE)
_PIECE = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Hit:
    """A result. `url` is relative to the root of the site; `answer` is what a figure answers."""

    id: str
    kind: str
    title: str
    url: str
    score: float
    excerpt: str
    answer: dict[str, str] | None = None

    def as_json(self) -> dict[str, str | float]:
        """Return the result as the command line prints it."""
        return {key: value for key, value in asdict(self).items() if key != "answer"}


@dataclass(frozen=True)
class Answer:
    """What a query gets.

    `hits`: best first; `total`: how many answer, whatever the limit; `card`: a term, an acronym or a figure that
    answers by itself; `suggestion`: the query as it may have been meant, empty when every word is known; `nearest`:
    whether nothing matched and the hits are mere neighbours.
    """

    hits: list[Hit]
    total: int
    card: Hit | None
    suggestion: str
    nearest: bool


def search(folder: Path, query: str, *, limit: int = 10, **filters: str | None) -> Answer:
    """Return what answers a query in the index of a folder; UnreadableIndexError when it has no good index."""
    with open_index(folder) as index:
        return answer(index, query, limit=limit, **filters)


def answer(index: Index, query: str, *, limit: int = 10, **filters: str | None) -> Answer:
    """Return the documents that answer a query; `filters` are among FILTERS.

    Documents for no setting in particular suit them all. Words between quotes must follow each other in the text, a
    word after « titre: » must be in the title; both are looked for in the first results only.
    """
    query = query[: int(_R["max_chars"])]
    asked = _IN_TITLE.sub(r"\1", query)
    ranking = ranked(index, asked)
    nearest = not ranking.scores and bool(ranking.slots)
    if nearest:
        ranking = ranked(index, asked, lenient=True)
    numbers = _checked(index, query, [number for number, _ in ranking.scores])
    scores = dict(ranking.scores)
    kept = [number for number in numbers if _suits(index.shown[number], filters)]
    hits = [_hit(index, number, scores[number]) for number in kept[:limit]]
    card = None if nearest else _card(index, ranking, kept)
    return Answer(hits, len(kept), card, _suggestion(asked, ranking.slots, index, kept), nearest and bool(hits))


def _hit(index: Index, number: int, score: float) -> Hit:
    shown = index.shown[number]
    told = {key: shown[key] for key in ("id", "kind", "title", "url", "excerpt", "answer")}
    return Hit(score=round(score, 4), **told)


def _suits(shown: dict[str, Any], filters: dict[str, str | None]) -> bool:
    setting = filters.get("setting")
    return (
        filters.get("kind") in {None, shown["kind"]}
        and (not setting or not shown["setting"] or setting in shown["setting"])
        and (filters.get("role") is None or filters["role"] in shown["role"])
        and filters.get("approach") in {None, shown["approach"]}
    )


def _checked(index: Index, query: str, numbers: list[int]) -> list[int]:
    """Return the documents that hold the quoted phrases and the words asked in titles, looked for in the first ones."""
    phrases = [written for quoted in _QUOTED.findall(query) if (written := written_of(quoted))]
    titled = [word.stems[0] for asked in _IN_TITLE.findall(query) for word in words(asked)]
    if not phrases and not titled:
        return numbers
    kept = numbers[: int(_R["phrase_among"])]
    tests: list[Callable[[dict[str, Any]], bool]] = [partial(_holds, phrase) for phrase in phrases]
    tests += [partial(_titled, told) for told in titled]
    return [number for number in kept if all(test(index.shown[number]) for test in tests)]


def _holds(phrase: str, shown: dict[str, Any]) -> bool:
    return any(f" {phrase} " in f" {written_of(shown[part])} " for part in ("title", "excerpt", "text"))


def _titled(told: str, shown: dict[str, Any]) -> bool:
    return any(told in word.stems for word in words(shown["title"]))


def _card(index: Index, ranking: Ranking, kept: list[int]) -> Hit | None:
    """Return the term or acronym that the query names, or the figure whose label holds every word of the query.

    A figure does not answer a query that the title of the first result holds whole: « présence dans les parcs » asks
    for the sheet, « efficacité de la présence dans les parcs » for its figure.
    """
    scores = dict(ranking.scores)
    first = kept[: int(_R["card_among"])]
    for number in first:
        if scores[number] >= _R["card_rank"] * _R["named"] and index.shown[number]["kind"] in ANSWERS:
            return _hit(index, number, scores[number])
    if len(ranking.slots) < _R["card_words"] or not first or _tells_all(index, first[0], ranking.slots):
        return None
    figures = [number for number in kept[: int(_R["figure_among"])] if number >= index.first_figure]
    for number in figures[: int(_R["figures_read"])]:
        if _tells_all(index, number, ranking.slots):
            return _hit(index, number, scores[number])
    return None


def _tells_all(index: Index, number: int, slots: list[Slot]) -> bool:
    """Return whether the title of a document, or what its figure is asked by, holds what each word stands for."""
    shown = index.shown[number]
    for text in (shown["title"], shown["answer"]["asked"] if shown["answer"] else ""):
        stems = {told for word in words(text) for told in word.stems}
        if all(stems & slot.stands.keys() for slot in slots):
            return True
    return False


def _suggestion(query: str, slots: list[Slot], index: Index, kept: list[int]) -> str:
    """Return the query with its unknown words corrected as the first result has them; empty when there are none."""
    wrong = {slot.form: slot.corrections for slot in slots if slot.corrections}
    if not wrong or not kept:
        return ""
    texts = [index.shown[number][part] for number in kept[: int(_R["suggest_among"])] for part in ("title", "excerpt")]
    shown = {fold(piece): piece.lower() for text in reversed(texts) for piece in _PIECE.findall(text)}
    right = {form: _chosen(corrections, index, kept[0]) for form, corrections in wrong.items()}

    def corrected(piece: re.Match[str]) -> str:
        form = right.get(fold(piece[0]))
        return shown.get(form, form) if form else piece[0]

    meant = _PIECE.sub(corrected, query).strip()
    return meant if meant != query.strip() else ""


def _chosen(corrections: list[str], index: Index, number: int) -> str:
    """Return the correction that weighs most in a document; the first of equals."""
    return max(corrections, key=lambda form: index.levels(stem(form)).get(number, 0))
