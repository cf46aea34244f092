"""Words of the site that are one or two mistakes away from a word that it does not have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Near(NamedTuple):
    """A word of the site: how many mistakes away, and whether it goes on after what was typed."""

    gap: int
    longer: bool
    form: str


def near_forms(form: str, lexicon: Iterable[str], most: int, *, typing: bool = False) -> list[Near]:
    """Return the words at most `most` mistakes away, nearest first, then whole ones, then by length and alphabet.

    A mistake is a letter added, dropped, replaced, or swapped with its neighbour. Only the smallest number found is
    kept: two mistakes are not looked at where one explains the word. When `typing`, a word may go on after the form.
    """
    mask = letters(form)
    found: list[Near] = []
    for other in lexicon:
        longer = len(other) - len(form)
        if longer < -most or (longer > most and not typing):
            continue
        theirs = letters(other)
        if (mask & ~theirs).bit_count() > most or (not typing and (theirs & ~mask).bit_count() > most):
            continue
        whole, start = distances(form, other, most)
        gap = min(whole, start) if typing else whole
        if gap > most:
            continue
        if gap < most:
            most, found = gap, []
        found.append(Near(gap, whole > gap, other))
    return sorted(found, key=lambda near: (near.longer, len(near.form), near.form))


def letters(form: str) -> int:
    """Return the set of characters of a form as bits: a cheap bound on how many mistakes separate two words."""
    mask = 0
    for char in form:
        mask |= 1 << (ord(char) & 31)
    return mask


def distances(left: str, right: str, most: int) -> tuple[int, int]:
    """Return the number of mistakes between two forms, and between the first and a start of the second.

    Both are `most` + 1 as soon as there are more (Damerau-Levenshtein, adjacent swaps, bounded).
    """
    over = most + 1
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for i, char in enumerate(left, 1):
        current = [i] + [over] * len(right)
        low, high = max(1, i - most), min(len(right), i + most)
        if low > 1:
            current[0] = over
        for j in range(low, high + 1):
            cost = previous[j - 1] + (char != right[j - 1])
            cost = min(cost, previous[j] + 1, current[j - 1] + 1)
            if i > 1 and j > 1 and char == right[j - 2] and left[i - 2] == right[j - 1]:
                cost = min(cost, before[j - 2] + 1)
            current[j] = cost
        if min(current) > most:
            return over, over
        before, previous = previous, current
    return min(previous[-1], over), min(*previous, over)
