"""One JSON text → plain values and the line of each: what `json` does not tell, and a person needs to mend a file.

The twin of `docs/js/releves/json_lines.js`: the same text gives the same values, lines and refusals.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from ancrage.model import Key

MAX_DEPTH = 8
_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True)
class Json:
    """What a text holds: its value, the line (from 1) of each part; or the first fault, with its line."""

    value: object = None
    lines: dict[tuple[Key, ...], int] = field(default_factory=dict)
    fault: tuple[int, str] | None = None

    def line(self, *where: Key) -> int:
        """Return the line of a part, or of its nearest known parent."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


class _FaultError(Exception):
    pass


def read_json(text: str) -> Json:
    """Return what a JSON text holds, or where it stops being JSON."""
    reader = _Reader(text.removeprefix("\ufeff"))
    try:
        value = reader.value((), 0)
        reader.space()
        if reader.at < len(reader.text):
            reader.refuse("du texte suit la fin")
    except _FaultError as fault:
        return Json(fault=(reader.text.count("\n", 0, reader.at) + 1, str(fault)))
    return Json(value, reader.lines)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[tuple[Key, ...], int] = {}

    def refuse(self, what: str) -> None:
        raise _FaultError(f"le fichier est abîmé ou incomplet : {what}")

    def space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def taken(self, mark: str) -> bool:
        self.space()
        found = self.text.startswith(mark, self.at)
        self.at += len(mark) * found
        return found

    def value(self, where: tuple[Key, ...], depth: int) -> object:
        self.space()
        self.lines[where] = self.text.count("\n", 0, self.at) + 1
        if depth > MAX_DEPTH:
            self.refuse("trop de niveaux")
        if self.taken("{"):
            return self.mapping(where, depth)
        if self.taken("["):
            return self.sequence(where, depth)
        if string := _STRING.match(self.text, self.at):
            self.at = string.end()
            return json.loads(string[0])
        if found := _NUMBER.match(self.text, self.at):
            self.at = found.end()
            return float(found[0])
        for word, meaning in _WORDS.items():
            if self.taken(word):
                return meaning
        self.refuse("une valeur est attendue ici")
        return None

    def mapping(self, where: tuple[Key, ...], depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        if self.taken("}"):
            return found
        while True:
            self.space()
            key = _STRING.match(self.text, self.at)
            if key is None:
                self.refuse("une clé entre guillemets est attendue ici")
                return found
            name = json.loads(key[0])
            if name in found:
                self.refuse(f"la clé « {name[:60]} » est écrite deux fois")
            self.at = key.end()
            if not self.taken(":"):
                self.refuse("un « : » est attendu ici")
            found[name] = self.value((*where, name), depth + 1)
            if self.taken("}"):
                return found
            if not self.taken(","):
                self.refuse("une virgule ou une accolade est attendue ici")

    def sequence(self, where: tuple[Key, ...], depth: int) -> list[object]:
        found: list[object] = []
        if self.taken("]"):
            return found
        while True:
            found.append(self.value((*where, len(found)), depth + 1))
            if self.taken("]"):
                return found
            if not self.taken(","):
                self.refuse("une virgule ou un crochet est attendu ici")
