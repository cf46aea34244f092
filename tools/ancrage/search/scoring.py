"""Which documents answer a query, and in which order.

`docs/js/recherche/scoring.js` is its twin: same steps, same sums, same order.
Score of a document: over the words of the query, the sum of the best of weight × rarity × squared level among what
each word may stand for (itself, a longer word being typed, a correction, a synonym), more where two words follow each
other as in the query, lowered when telling words are missing; a document that the query names comes before all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise, product
from typing import NamedTuple

from ancrage.search.analysis import Word, fold, key_of, stem, told_key, words, written_of
from ancrage.search.index import Bearer, Index
from ancrage.search.ranking import AT_QUERY_TIME
from ancrage.search.typos import Near, near_forms

_R = AT_QUERY_TIME
_TYPING = re.compile(r"[a-z0-9]\Z")


@dataclass
class Slot:
    """A word of a query: the stems it may stand for, each with weight × rarity, the surest first."""

    form: str
    stands: dict[str, float] = field(default_factory=dict)
    known: bool = False
    rarity: float = 0.0
    corrections: list[str] = field(default_factory=list)


class Part(NamedTuple):
    """Consecutive words of a query, and other names (as stems, with a weight) for what they name."""

    slots: list[Slot]
    others: list[tuple[list[str], float]]


@dataclass
class Ranking:
    """The documents that answer, best first, with their scores; the slots, to show and to correct words."""

    scores: list[tuple[int, float]]
    slots: list[Slot]
    stems: frozenset[str]


def ranked(index: Index, query: str, *, lenient: bool = False) -> Ranking:
    """Return every document that answers a query; `lenient` forgives one mistake more."""
    found = list(words(query))
    told = [word for word in found if not word.stop] or found
    told = told[: int(_R["max_words"])]
    typing = bool(told) and found[-1] is told[-1] and _TYPING.search(fold(query)) is not None
    slots = [_slot(index, word, typing=typing and word is told[-1], lenient=lenient) for word in told]
    points: dict[int, float] = {}
    covered: dict[int, float] = {}
    stems = {stem for slot in slots for stem in slot.stands}
    for part in _parts(index, told, slots):
        stems.update(other[0] for other, _ in part.others if len(other) == 1)
        for number, (own, cover) in _tallies(index, part).items():
            points[number] = points.get(number, 0.0) + own
            covered[number] = covered.get(number, 0.0) + cover
    _add_pairs(index, slots, points)
    wanted = sum(slot.rarity for slot in slots)
    scores = {number: _scaled(points[number], covered.get(number, 0.0), wanted) for number in points}
    for number, rank in _named(index, query, slots, typing=typing).items():
        scores[number] = scores.get(number, 0.0) + rank * _R["named"]
    order = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    return Ranking(order, slots, frozenset(stems))


def _scaled(points: float, covered: float, wanted: float) -> float:
    return points / _R["scale"] * (1 - _R["coverage"] + _R["coverage"] * covered / wanted)


def _slot(index: Index, word: Word, *, typing: bool, lenient: bool) -> Slot:
    """Return what a word may stand for: its stems, the words it starts, or else its corrections."""
    slot = Slot(word.forms[0])
    for own in word.stems:
        if weight := index.weight(own):
            slot.stands[own] = float(weight)
    slot.known = bool(slot.stands)
    slot.rarity = max(slot.stands.values(), default=0.0)
    form = slot.form
    others: dict[str, float] = {}
    if typing and len(form) >= _R["prefix_letters"]:
        forms = index.forms_from(form)
        whole = form in forms
        longer = sorted((len(other), other) for other in forms if other != form)
        worth = _R["prefix_known"] if whole else _R["prefix"]
        for length, other in longer[: int(_R["prefix_forms"])]:
            share = _R["prefix_floor"] + (1 - _R["prefix_floor"]) * len(form) / length
            _raise(others, stem(other), worth * share)
        if others and not whole:  # a word in the making: its own stem is one guess among others
            others.update(dict.fromkeys(slot.stands, 1.0))
            slot.stands.clear()
            slot.known = False
    if not slot.known and not others and len(form) >= _R["typo_letters_1"]:
        most = 1 + (len(form) >= _R["typo_letters_2"]) + lenient
        for near in near_forms(form, index.forms, most, typing=typing)[: int(_R["typo_forms"])]:
            slot.corrections.append(near.form)
            _raise(others, stem(near.form), _typo_weight(form, near))
    _add_others(index, slot, others)
    return slot


def _typo_weight(form: str, near: Near) -> float:
    weight = _R["typo_1"] if near.gap == 1 else _R["typo_2"]
    if near.form[0] != form[0]:
        weight *= _R["typo_start"]
    if near.longer:
        weight *= _R["typo_typing"]
    return weight


def _add_others(index: Index, slot: Slot, others: dict[str, float]) -> None:
    """Add to a slot the words it may stand for besides its own; none counts as rarer than the most common one."""
    rarities = {other: index.weight(other) for other in others}
    rarities = {other: rarity for other, rarity in rarities.items() if rarity}
    if not slot.known:
        slot.rarity = float(min(rarities.values(), default=int(_R["unknown"])))
    for other, rarity in rarities.items():
        _raise(slot.stands, other, others[other] * min(float(rarity), slot.rarity))


def _raise(weights: dict[str, float], name: str, weight: float) -> None:
    weights[name] = max(weights.get(name, 0.0), weight)


def _parts(index: Index, told: list[Word], slots: list[Slot]) -> Iterator[Part]:
    """Cut the query, from left to right, into the longest names that have synonyms and single words."""
    at = 0
    while at < len(told):
        for length in range(min(int(_R["synonym_words"]), len(told) - at), 0, -1):
            span = told[at : at + length]
            said = index.said_for(" ".join(w.stems[0] for w in span), " ".join(w.forms[0] for w in span))
            if said or length == 1:
                yield Part(slots[at : at + length], [(one.other.split(" "), one.weight) for one in said])
                at += length
                break


def _tallies(index: Index, part: Part) -> dict[int, tuple[float, float]]:
    """Return what each document gets from a part: points, and the rarity of the words of the part that it has."""
    tallies: dict[int, tuple[float, float]] = {}
    for slot in part.slots:
        best: dict[int, float] = {}
        for name, weight in slot.stands.items():
            for number, level in index.levels(name).items():
                best[number] = max(best.get(number, 0.0), weight * (level * level))
        for number, own in best.items():
            points, cover = tallies.get(number, (0.0, 0.0))
            tallies[number] = points + own, cover + slot.rarity
    whole = sum(slot.rarity for slot in part.slots)
    for other, weight in part.others:
        share = weight * whole / sum(index.weight(name) for name in other)
        for number, sums in _all_of(index, other).items():
            points, cover = tallies.get(number, (0.0, 0.0))
            tallies[number] = max(points, min(1.0, share) * sums), max(cover, weight * whole)
    return tallies


def _all_of(index: Index, name: list[str]) -> dict[int, float]:
    """Return the points of a name in each document that has every stem of it."""
    sums = {number: float(index.weight(name[0]) * level * level) for number, level in index.levels(name[0]).items()}
    for other in name[1:]:
        rarity, levels = index.weight(other), index.levels(other)
        sums = {
            number: points + rarity * levels[number] * levels[number]
            for number, points in sums.items()
            if number in levels
        }
    return sums


def _add_pairs(index: Index, slots: list[Slot], points: dict[int, float]) -> None:
    """Add to each document what it gains where two known words of the query follow each other in it."""
    for left, right in pairwise(slots):
        if left.known and right.known:
            gain = _R["pair"] * min(left.rarity, right.rarity) * _R["pair_level"]
            for number in index.paired(next(iter(left.stands)), next(iter(right.stands))):
                points[number] = points.get(number, 0.0) + gain


def _named(index: Index, query: str, slots: list[Slot], *, typing: bool) -> dict[int, float]:
    """Return the rank of each document that the query names: as written, by the same stems, or once corrected."""
    written = written_of(query)
    ranks: dict[int, float] = {}
    for key in dict.fromkeys((key_of(query), told_key(words(query)))):
        for bearer in index.names.get(key, []):
            rank = bearer.rank * (1.0 if bearer.written in {"", written} else _R["named_stems"])
            ranks[bearer.number] = max(ranks.get(bearer.number, 0.0), rank)
    if typing and len(slots) > 1:
        for bearer in _starting(index, slots):
            ranks[bearer.number] = max(ranks.get(bearer.number, 0.0), bearer.rank * _R["named_start"])
    if not all(slot.known for slot in slots):
        for key in _readings(slots):
            for bearer in index.names.get(key, []):
                ranks[bearer.number] = max(ranks.get(bearer.number, 0.0), bearer.rank * _R["named_read"])
    return ranks


def _starting(index: Index, slots: list[Slot]) -> Iterator[Bearer]:
    """Yield the bearers of the names that begin with the words of a query, the last being typed."""
    firsts = [stem(slot.form) for slot in slots[:-1]]
    start = " ".join([*firsts, slots[-1].form])
    for key in index.keys_from(start):
        yield from index.names[key]


def _readings(slots: list[Slot]) -> Iterable[str]:
    """Return the names that a query may have meant: each word of it, or one of those it may stand for."""
    most = int(_R["readings"])
    choices = [list(islice(slot.stands, 1 if slot.known else most)) for slot in slots]
    return (" ".join(choice) for choice in islice(product(*choices), most * most))
