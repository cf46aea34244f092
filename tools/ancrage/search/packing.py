"""How the browser's index writes numbers, words and lists down: text that any host compresses and any browser reads.

`docs/js/recherche/packing.js` reads it; `docs/a-propos/format-de-recherche.md` describes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from zlib import crc32

ALPHABET = "".join(chr(code) for code in range(35, 127) if chr(code) not in ",\\")
"""Digits of packed numbers: printable, never escaped in JSON, without the comma that separates."""

_BASE = len(ALPHABET) // 2
_BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST = len(ALPHABET) - 1
"""Highest number that one character holds."""


def packed(number: int) -> str:
    """Return a whole number ≥ 0, its low digits first; those of the upper half of the alphabet announce another."""
    digits = ""
    while number >= _BASE:
        digits += ALPHABET[_BASE + number % _BASE]
        number //= _BASE
    return digits + ALPHABET[number]


def packed_levels(levels: dict[int, int]) -> str:
    """Return documents and levels by turns, each document as its distance from the one before."""
    return "".join(gap + ALPHABET[level] for gap, level in zip(_gaps(levels), levels.values(), strict=True))


def packed_documents(numbers: Iterable[int]) -> str:
    """Return documents in order, each as its distance from the one before."""
    return "".join(_gaps(numbers))


def _gaps(numbers: Iterable[int]) -> Iterator[str]:
    before = 0
    for number in numbers:
        yield packed(number - before)
        before = number


def front_coded(terms: Iterable[str]) -> str:
    """Return sorted terms in one line, each without the letters it shares with the one before (count in base 36).

    « arrimage », « arrime » gives « 0arrimage,5e ».
    """
    coded, before = [], ""
    for term in terms:
        coded.append(after(before, term))
        before = term
    return ",".join(coded)


def after(before: str, term: str) -> str:
    """Return a term without the letters that it shares with another, how many in base 36 first."""
    shared = 0
    while shared < min(len(term), len(before), 35) and term[shared] == before[shared]:
        shared += 1
    return _BASE_36[shared] + term[shared:]


def cut(terms: Sequence[str], size: Callable[[str], int], *, every: int, most: int) -> list[list[str]]:
    """Return sorted terms in consecutive shards of about `every` terms, none much larger than `most`.

    Terms themselves say where a shard begins (by a checksum): a change in one shard leaves the others as they were.
    """
    shards: list[list[str]] = [[]]
    room = most
    for term in terms:
        if shards[-1] and (room < size(term) or crc32(term.encode()) % every == 0):
            shards.append([])
            room = most
        shards[-1].append(term)
        room -= size(term)
    return shards
