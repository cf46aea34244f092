"""Words of the site that are one or two mistakes away from a word that it does not have."""

from __future__ import annotations

from collections.abc import Iterable


def near_forms(form: str, lexicon: Iterable[str], most: int) -> list[tuple[int, str]]:
    """Return (distance, form) of the words at most `most` mistakes away, nearest first, then by length and alphabet.

    A mistake is a letter added, dropped, replaced, or swapped with its neighbour. Only the smallest distance
    found is kept: two mistakes are not looked at where one explains the word.
    """
    mask = letters(form)
    found = []
    for other in lexicon:
        if abs(len(other) - len(form)) <= most and (mask ^ letters(other)).bit_count() <= 2 * most:
            gap = distance(form, other, most)
            if gap <= most:
                most = gap
                found.append((gap, other))
    nearest = sorted((len(other), other) for gap, other in found if gap == most)
    return [(most, other) for _, other in nearest]


def letters(form: str) -> int:
    """Return the set of characters of a form as bits: a cheap bound on how many mistakes separate two words."""
    mask = 0
    for char in form:
        mask |= 1 << (ord(char) & 31)
    return mask


def distance(left: str, right: str, most: int) -> int:
    """Return the number of mistakes between two forms, or `most` + 1 as soon as there are more."""
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for i, char in enumerate(left, 1):
        current = [i] + [0] * len(right)
        for j, other in enumerate(right, 1):
            cost = previous[j - 1] + (char != other)
            cost = min(cost, previous[j] + 1, current[j - 1] + 1)
            if i > 1 and j > 1 and char == right[j - 2] and left[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            current[j] = cost
        if min(current) > most:
            return most + 1
        before, previous = previous, current
    return min(previous[-1], most + 1)
