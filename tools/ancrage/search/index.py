"""An opened index, as queries and the browser's export read it: what a stem weighs, what a name designates.

What a stem weighs in a document is a level: its square counts (`ranking.LEVELS`). It comes from Whoosh's postings by
BM25F (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework, section 3.6), and from the names of the
document that hold the stem: the shorter the name, the more each of its words says. Lengths and their means are
rounded, so that a small edit of one page changes few files of the browser's index.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from math import floor, log, log2, sqrt
from types import TracebackType
from typing import Any, NamedTuple, Self

from ancrage.model import FreeMeasure
from ancrage.search.ranking import (
    FIELDS,
    K1,
    KIND_RANKS,
    KIND_WEIGHTS,
    LEVEL_SCALE,
    LEVELS,
    NAME_PARTS,
    NAME_RANKS,
    NAME_SHARE,
    SYNONYMS,
    SYNONYMS_KEPT,
    WEIGHT_SCALE,
)
from ancrage.search.synonyms import Synonym


class Bearer(NamedTuple):
    """A document that bears a name: its number, how firmly the name designates it, and the name as written.

    `written` is empty where all write the name alike: then any inflection of it is as good.
    """

    number: int
    rank: int
    written: str


class Index:
    """An opened index. Documents are numbered from 0 in the order they were written, figures last."""

    def __init__(self, reader: Any, synonyms: Sequence[Synonym] = ()) -> None:  # noqa: ANN401 - Whoosh has no types
        self._reader = reader
        self._synonyms = synonyms
        self.levels: Callable[[str], dict[int, int]] = lru_cache(maxsize=50_000)(self._levels)
        self.size: int = reader.doc_count_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader.close()

    @cached_property
    def shown(self) -> list[dict[str, Any]]:
        """What is kept of each document: id, kind, title, url, excerpt, answer, setting, role, approach, text."""
        return [self._reader.stored_fields(number)["shown"] for number in range(self.size)]

    @cached_property
    def first_figure(self) -> int:
        """The number of the first document that is a figure; `size` when there is none."""
        kinds = [shown["kind"] for shown in self.shown]
        return kinds.index(FreeMeasure.kind) if FreeMeasure.kind in kinds else self.size

    @cached_property
    def forms(self) -> list[str]:
        """Every word written in the portal, folded, in order."""
        return self._terms("forms")

    @cached_property
    def stems(self) -> list[str]:
        """Every stem of the searched fields, in order."""
        return sorted({term for name in FIELDS for term in self._terms(name)})

    @cached_property
    def pairs(self) -> list[str]:
        """Every pair of stems that follow each other in two documents or more, in order."""
        return self._terms("pairs")

    @cached_property
    def names(self) -> dict[str, list[Bearer]]:
        """The bearers of each name, by its key (`analysis.key_of`), in order."""
        found: dict[str, list[Bearer]] = defaultdict(list)
        for number, shown in enumerate(self.shown):
            weight = KIND_WEIGHTS.get(shown["kind"], 1.0)
            for key, written, sort in shown["names"]:
                rank = NAME_RANKS[sort] - floor(KIND_RANKS * (1 - weight))
                found[key].append(Bearer(number, rank, written))
        return {key: _told_apart(bearers) for key, bearers in sorted(found.items())}

    @cached_property
    def synonyms(self) -> dict[str, list[Synonym]]:
        """What each name may be looked for by, by key: what the portal itself writes, the best of it."""
        found: dict[str, list[Synonym]] = defaultdict(list)
        for synonym in sorted(self._synonyms, key=lambda one: (one.said, one.written, -one.weight, one.other)):
            kept = found[synonym.said]
            if len(kept) < SYNONYMS_KEPT and self._writes(synonym):
                kept.append(synonym)
        return {key: kept for key, kept in sorted(found.items()) if kept}

    def said_for(self, key: str, written: str) -> list[Synonym]:
        """Return the synonyms of a name, given by its key and as written: those of this very writing, if any."""
        found = self.synonyms.get(key, [])
        return [one for one in found if one.written in {"", written}] or found

    def forms_from(self, start: str) -> list[str]:
        """Return the words that begin with `start`, in order."""
        low = bisect_left(self.forms, start)
        return self.forms[low : bisect_left(self.forms, start + "\x7f", low)]

    def keys_from(self, start: str) -> list[str]:
        """Return the keys of names that begin with `start`, in order."""
        keys = self._keys
        low = bisect_left(keys, start)
        return keys[low : bisect_left(keys, start + "\x7f", low)]

    def _writes(self, synonym: Synonym) -> bool:
        """Return whether texts hold every word of a synonym; of what people say for it, in this order and often."""
        stems = synonym.other.split(" ")
        said = synonym.weight == SYNONYMS["saying"]
        return all(
            any((name, stem) in self._reader for name in FIELDS if name != "nicknames") for stem in stems
        ) and not (said and any(("pairs", f"{left} {right}") not in self._reader for left, right in pairwise(stems)))

    def weight(self, stem: str) -> int:
        """Return the rarity of a stem: idf of BM25 in 1/WEIGHT_SCALE, at least 1; 0 for a stem that no one has."""
        count = len(self.levels(stem))
        if not count:
            return 0
        return max(1, floor(WEIGHT_SCALE * log(1 + (self.size - count + 0.5) / (count + 0.5)) + 0.5))

    def paired(self, left: str, right: str) -> list[int]:
        """Return the documents in which a stem follows another; none for a pair that a single document has."""
        return [number for number, _ in self._postings("pairs", f"{left} {right}")]

    def _terms(self, name: str) -> list[str]:
        return [term.decode() if isinstance(term, bytes) else term for term in self._reader.lexicon(name)]

    def _postings(self, name: str, term: str) -> Iterator[tuple[int, float]]:
        if (name, term) in self._reader:
            matcher = self._reader.postings(name, term)
            while matcher.is_active():
                yield matcher.id(), matcher.weight()
                matcher.next()

    @cached_property
    def _keys(self) -> list[str]:
        return list(self.names)

    @cached_property
    def _lengths(self) -> dict[str, list[float]]:
        """What length costs each document in each field: 1 - b + b · length / mean, both rounded."""
        found = {}
        for name, (_, b) in FIELDS.items():
            mean = _rounded(max(1.0, self._reader.field_length(name) / max(1, self.size)))
            own = (self._reader.doc_field_length(number, name, 0) or 0 for number in range(self.size))
            found[name] = [1 - b + b * _rounded(max(1, length)) / mean for length in own]
        return found

    @cached_property
    def _named(self) -> list[dict[str, float]]:
        """For each document, what the names that hold a stem add to it."""
        return [_name_parts(shown["names"]) for shown in self.shown]

    @cached_property
    def _kind_weights(self) -> list[float]:
        return [KIND_WEIGHTS.get(shown["kind"], 1.0) for shown in self.shown]

    def _levels(self, stem: str) -> dict[int, int]:
        """Return the level (1 to LEVELS) of a stem in each document that has it, by number."""
        counts: dict[int, float] = {}
        for name, (boost, _) in FIELDS.items():
            lengths = self._lengths[name]
            for number, count in self._postings(name, stem):
                counts[number] = counts.get(number, 0.0) + boost * count / lengths[number]
        found = {}
        for number in sorted(counts):
            part = counts[number] / (K1 + counts[number]) + self._named[number].get(stem, 0.0)
            level = floor(sqrt(LEVEL_SCALE * self._kind_weights[number] * part) + 0.5)
            found[number] = min(LEVELS, max(1, level))
        return found


def _told_apart(bearers: list[Bearer]) -> list[Bearer]:
    alike = len({bearer.written for bearer in bearers}) == 1
    return [bearer._replace(written="") for bearer in bearers] if alike else bearers


def _name_parts(names: Sequence[Sequence[str]]) -> dict[str, float]:
    parts: dict[str, float] = {}
    for key, _, sort in names:
        stems = key.split(" ")
        part = NAME_PARTS.get(sort, NAME_PARTS["alias"]) / len(stems) ** NAME_SHARE
        for stem in stems:
            parts[stem] = max(parts.get(stem, 0.0), part)
    return parts


def _rounded(length: float) -> float:
    """Return a length rounded to a power of the fourth root of 2."""
    return float(2 ** (floor(4 * log2(length) + 0.5) / 4))
