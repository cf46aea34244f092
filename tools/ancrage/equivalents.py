"""Everyday words: what makes one useless to search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ancrage.model import Entry, Equivalent, Key, Portal
from ancrage.problems import Problem, field_name
from ancrage.text import fold
from ancrage.writing import Passage

_WORD = re.compile(r"\w+")


def check_equivalents(portal: Portal, read: Iterable[Passage]) -> Iterator[Problem]:
    """Yield the everyday words said twice or to no purpose, and the words meant that no passage has."""
    said: dict[str, Equivalent] = {}
    written = _words_of(read) if portal.equivalents and _whole(portal) else None
    for record in portal.equivalents:
        yield from _said_twice(record, said)
        yield from _to_no_purpose(record, portal)
        if written is not None:
            yield from _never_written(record, written)


def _whole(portal: Portal) -> bool:
    """Tell whether all was read: otherwise nobody knows what is not written."""
    return not portal.partial and not portal.unread


def _words_of(read: Iterable[Passage]) -> frozenset[str]:
    written: set[str] = set()
    for passage in read:
        written.update(_WORD.findall(passage.text.lower()))
    return frozenset(fold(word) for word in written)


def _said_twice(record: Equivalent, said: dict[str, Equivalent]) -> Iterator[Problem]:
    for index, word in enumerate(record.say):
        first = said.setdefault(_folded(word), record)
        if first is not record or _folded(word) in map(_folded, record.say[:index]):
            where = f"{first.place.path}:{first.place.line('say')}"
            message = f"« {word} » se dit déjà dans « {first.id} » ({where}) : gardez-le à un seul endroit"
            yield _problem(record, ("say", index), message, "mot-en-double")


def _to_no_purpose(record: Equivalent, portal: Portal) -> Iterator[Problem]:
    meant = set(map(_folded, record.means))
    first = portal.entries.get(record.entries[0]) if record.entries else None
    names = _names(first) if first else set()
    for index, word in enumerate(record.say):
        if _folded(word) in meant:
            message = f"« {word} » est aussi dans `means`, où il n'ajoute rien : retirez-le de l'un des deux"
            yield _problem(record, ("say", index), message, "mot-redit")
        if first and _folded(word) in names:
            message = f"« {word} » est déjà un nom de « {first.id} » : retirez ce mot, ou retirez `entries`"
            yield _problem(record, ("say", index), message, "mot-deja-nom")


def _never_written(record: Equivalent, written: frozenset[str]) -> Iterator[Problem]:
    for index, meant in enumerate(record.means):
        missing = [word for word in _WORD.findall(fold(meant)) if word not in written]
        if missing:
            message = f"« {missing[0]} » n'est écrit nulle part dans le portail : mettez les mots qu'il emploie"
            yield _problem(record, ("means", index), message, "mot-absent")


def _names(entry: Entry) -> set[str]:
    return {_folded(name) for name in (entry.title, *entry.aliases)}


def _folded(words: str) -> str:
    """Return words as they are compared: without accents, capitals, hyphens and apostrophes."""
    return " ".join(_WORD.findall(fold(words)))


def _problem(record: Equivalent, where: tuple[Key, ...], message: str, rule: str) -> Problem:
    return Problem(record.place.path, record.place.line(*where), field_name(where), message, rule)
