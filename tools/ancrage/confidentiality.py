"""What may make a person known in a text, found by the rules of `signs.rules_of`.

The twin of docs/js/confidentialite/scan.js: both read the same rules, and find the same. Positions count characters of
the text in its composed form (NFC).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from ancrage.model import Key

_LEVELS = ("certain", "probable", "possible")
_SAME_LENGTH = {
    **dict.fromkeys(map(ord, "\t\u00a0\u2007\u2009\u202f"), " "),
    **dict.fromkeys(range(0x2010, 0x2016), "-"),
    **dict.fromkeys(map(ord, "’ʼ"), "'"),
    ord("İ"): "I",
}
_FOLDED = {
    code: base
    for start, end in ((0xDF, 0x24F), (0x1E00, 0x1EFF))
    for code in range(start, end + 1)
    if (base := unicodedata.normalize("NFD", chr(code))[0]) != chr(code)
}
_TOKEN = re.compile("[a-zß-öø-ɏḀ-ỿ]+")
_GAP = re.compile("^[ '.-]{1,2}$")
_ALONE = re.compile("(?:^|[^0-9A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ])([A-Z][0-9]*)(?![0-9A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ'])")
_STARTS = '.!?…:;\n«"“(*'

Rules = Mapping[str, Any]


@dataclass(frozen=True)
class Hit:
    """Something found: by which sign, how sure, where, why it matters, what to put instead ('' : remove it)."""

    rule: str
    level: str
    start: int
    end: int
    found: str
    why: str
    replacement: str
    path: tuple[Key, ...] = ()


@dataclass(frozen=True)
class _Span:
    """A sign or a list, and where it was met."""

    name: str
    start: int
    end: int


@dataclass
class _Text:
    """A text as signs read it: as written, then with plain spaces, dashes and quotes, then without capitals or accents.

    All three have the same length.
    """

    written: str
    plain: str = field(init=False)
    flat: str = field(init=False)

    def __post_init__(self) -> None:
        self.written = unicodedata.normalize("NFC", self.written)
        self.plain = self.written.translate(_SAME_LENGTH)
        self.flat = self.plain.lower().translate(_FOLDED)

    def opens_sentence(self, at: int) -> bool:
        """Tell whether nothing of the sentence stands before `at`."""
        before = at
        while before > 0 and self.plain[before - 1] == " ":
            before -= 1
        last = self.plain[before - 1] if before else ""
        return not last or last in _STARTS or (last == "-" and before < at)


def _luhn(digits: str) -> bool:
    total = 0
    for rank, digit in enumerate(map(int, reversed(digits))):
        doubled = digit * 2 if rank % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _dated(digits: str) -> bool:
    month, day = int(digits[2:4]) % 50, int(digits[4:6])
    return 1 <= month <= 12 and int(digits[2:4]) < 63 and 1 <= day <= 31


_CHECKS: dict[str, Callable[[str], bool]] = {"nas": _luhn, "ramq": _dated}


class _Letters:
    """The letters that stand for names, the same each time a name comes; none that the texts already bear."""

    def __init__(self, texts: Iterable[_Text]) -> None:
        self._borne = {match[1] for text in texts for match in _ALONE.finditer(text.plain)}
        self._given: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return the letter of a name."""
        if name not in self._given:
            self._given[name] = next(letter for rank in count() if (letter := _letter_at(rank)) not in self._borne)
            self._borne.add(self._given[name])
        return self._given[name]


def _letter_at(rank: int) -> str:
    return chr(65 + rank % 26) + (str(rank // 26) if rank > 25 else "")


class Scanner:
    """Finds in texts what the rules describe."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.signs: dict[str, Mapping[str, Any]] = {sign["id"]: sign for sign in rules["signs"]}
        self.order = {name: rank for rank, name in enumerate(self.signs)}
        self.expressions = {name: re.compile(sign["source"]) for name, sign in self.signs.items() if "source" in sign}
        self.after = {name: re.compile(sign["after"]) for name, sign in self.signs.items() if "after" in sign}
        self.follows = re.compile(rules["follows"])
        self.first_words = _first_words(rules["lists"])
        self.skipped = frozenset(rules["skipped"])

    def scan(self, text: str) -> list[Hit]:
        """Return what is found in one text, in its order; crossing details come after what they hold."""
        read = _Text(text)
        return self._scan(read, _Letters([read]))[0]

    def scan_case(self, value: object) -> list[Hit]:
        """Return what is found in every text of a case, with its path, then what shows only across its fields."""
        found: list[Hit] = []
        details: list[tuple[tuple[Key, ...], _Text, _Span]] = []
        texts = [(path, _Text(text)) for path, text in self._texts(value, ())]
        letters = _Letters(text for _, text in texts)
        for path, read in texts:
            hits, spans = self._scan(read, letters)
            found += [replace(hit, path=path) for hit in hits]
            details += [(path, read, span) for span in spans]
        territory = value.get("territory") if isinstance(value, Mapping) else None
        if isinstance(territory, Mapping):
            return found + list(self._alone(territory))
        return found + self._across(found, details)

    def _texts(self, value: object, path: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, Mapping):
            for key, item in value.items():
                if key not in self.skipped and not (key in ("question", "territory") and self._names(path, key, item)):
                    yield from self._texts(item, (*path, key))
        elif isinstance(value, list | tuple):
            for index, item in enumerate(value):
                yield from self._texts(item, (*path, index))

    @staticmethod
    def _names(path: tuple[Key, ...], key: str, item: object) -> bool:
        """Tell whether a key names a record here: the question of an answer, the territory of a case."""
        return isinstance(item, str) and (key == "territory" or "answers" in path)

    def _scan(self, text: _Text, letters: _Letters) -> tuple[list[Hit], list[_Span]]:
        listed = list(self._listed(text))
        public = [span for span in listed if span.name == "publics"]
        spans = [*self._by_pattern(text), *self._by_words(text, listed)]
        kept = [span for span in spans if self._stands(span, public)]
        found = [span for span in kept if self.signs[span.name]["level"] != "indice"]
        apart = _apart(found, self._rank)
        floors = [0, *(span.end for span in apart)]
        hits = [self._hit(text, span, floor, letters) for span, floor in zip(apart, floors, strict=False)]
        details = sorted((span for span in kept if "element" in self.signs[span.name]), key=self._place)
        return hits + list(self._crossing(text, details)), details

    def _stands(self, span: _Span, public: Sequence[_Span]) -> bool:
        """Tell whether a span is more than a public name; what is certain always stands."""
        return self.signs[span.name]["level"] == "certain" or not any(
            name.start <= span.start and span.end <= name.end for name in public
        )

    def _place(self, span: _Span) -> tuple[int, int, int]:
        return span.start, span.end, self.order[span.name]

    def _rank(self, span: _Span) -> tuple[int, int, int, int]:
        """Return what sorts overlapping spans: the surest, then the longest, then the first."""
        level = _LEVELS.index(self.signs[span.name]["level"])
        return level, span.start - span.end, span.start, self.order[span.name]

    def _by_pattern(self, text: _Text) -> Iterator[_Span]:
        for name, expression in self.expressions.items():
            sign = self.signs[name]
            for match in expression.finditer(text.plain if sign.get("cased") else text.flat):
                start, end = match.end(1), match.end(2)
                check = sign.get("check")
                if not check or _CHECKS[check](re.sub("[^0-9]", "", match[2])):
                    yield _Span(name, start, end)

    def _listed(self, text: _Text) -> Iterator[_Span]:
        """Yield the words of the lists met in a text, the longest at each place."""
        tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text.flat)]
        index = 0
        while index < len(tokens):
            token = tokens[index][0]
            known = self.first_words.get(token, ())
            count = 1
            for words, name in known:
                if self._follow(text, tokens, index, words):
                    count = len(words)
                    yield _Span(name, tokens[index][1], tokens[index + count - 1][2])
                    break
            index += count

    @staticmethod
    def _follow(text: _Text, tokens: Sequence[tuple[str, int, int]], index: int, words: Sequence[str]) -> bool:
        return index + len(words) <= len(tokens) and all(
            tokens[index + rank][0] == words[rank]
            and _GAP.match(text.plain[tokens[index + rank - 1][2] : tokens[index + rank][1]])
            for rank in range(1, len(words))
        )

    def _by_words(self, text: _Text, listed: Sequence[_Span]) -> Iterator[_Span]:
        for name, sign in self.signs.items():
            for span in listed:
                if span.name == sign.get("words") and self._counts(text, sign, span):
                    yield self._named(text, name, span)

    def _counts(self, text: _Text, sign: Mapping[str, Any], span: _Span) -> bool:
        first = text.plain[span.start]
        if sign.get("capital") and first == first.lower():
            return False
        if sign.get("inside") and text.opens_sentence(span.start):
            return False
        after = self.after.get(sign["id"])
        return after is None or after.search(text.flat[max(0, span.start - 40) : span.start]) is not None

    def _named(self, text: _Text, name: str, span: _Span) -> _Span:
        """Return a listed name with the names that follow it."""
        full: str | None = self.signs[name].get("full")
        follows = self.follows.match(text.plain[span.end : span.end + 80]) if full else None
        if full is None or follows is None:
            return _Span(name, span.start, span.end)
        return _Span(full if follows[1] else name, span.start, span.end + follows.end())

    def _hit(self, text: _Text, span: _Span, floor: int, letters: _Letters) -> Hit:
        """Return what is told of a span; the words that lead to it are taken in, down to `floor`."""
        sign = self.signs[span.name]
        start, replacement = span.start, sign["replacement"]
        for lead, instead in sign.get("leads", {}).items():
            before = start - len(lead)
            if before >= floor and text.flat[before:start] == lead and not _letter(text.flat[before - 1 : before]):
                capital = text.plain[before] != text.plain[before].lower()
                start, replacement = before, instead[0].upper() + instead[1:] if capital else instead
                break
        if "{lettre}" in replacement:
            replacement = replacement.replace("{lettre}", letters.of(text.flat[span.start : span.end]))
        return Hit(span.name, sign["level"], start, span.end, text.written[start : span.end], sign["why"], replacement)

    def _crossing(self, text: _Text, details: Sequence[_Span]) -> Iterator[Hit]:
        """Yield each stretch of text where enough different details cross."""
        sign = self.signs.get("combinaison")
        first = 0
        while sign and first < len(details):
            met: dict[str, _Span] = {}
            last = first
            while last < len(details) and details[last].end - details[first].start <= self.rules["window"]:
                met.setdefault(self.signs[details[last].name]["element"], details[last])
                last += 1
                if len(met) == sign["together"]:
                    break
            if len(met) < sign["together"]:
                first += 1
                continue
            words = " + ".join(text.written[span.start : span.end] for span in met.values())
            end = max(span.end for span in met.values())
            yield _found(sign, details[first].start, end, words)
            first = last

    def _across(self, found: list[Hit], details: list[tuple[tuple[Key, ...], _Text, _Span]]) -> list[Hit]:
        """Return the details of a whole situation that cross from one field to another, unless one text shows it."""
        sign = self.signs.get("combinaison")
        if sign is None or any(hit.rule == "combinaison" for hit in found):
            return []
        met: dict[str, tuple[_Text, _Span]] = {}
        for path, text, span in details:
            met.setdefault(self.signs[span.name]["element"], (text, span))
            if len(met) == sign["together"]:
                words = " + ".join(read.written[part.start : part.end] for read, part in met.values())
                return [replace(_found(sign, span.start, span.end, words), path=path)]
        return []

    def _alone(self, territory: Mapping[str, Any]) -> Iterator[Hit]:
        """Yield the answers that tell who spoke, as their sector has one person only in that role."""
        sign = self.signs.get("agent-seul")
        if sign is None:
            return
        counts = {item.get("sector"): item for item in territory.get("people") or () if isinstance(item, Mapping)}
        for index, answer in enumerate(territory.get("answers") or ()):
            sector = answer.get("sector") if isinstance(answer, Mapping) else None
            role = "managers" if self.rules["guides"].get(answer.get("question")) == "gestionnaire" else "agents"
            if sector in counts and counts[sector].get(role) == 1:
                name = self.rules["sectors"].get(sector, sector)
                yield replace(_found(sign, 0, 0, name), path=("territory", "answers", index, "sector"))


def _found(sign: Mapping[str, Any], start: int, end: int, words: str) -> Hit:
    return Hit(sign["id"], sign["level"], start, end, words, sign["why"], sign["replacement"])


def _first_words(lists: Mapping[str, str]) -> dict[str, list[tuple[list[str], str]]]:
    """Return the words of the lists by their first word, the longest first."""
    known: dict[str, list[tuple[list[str], str]]] = {}
    for name, joined in lists.items():
        for entry in _Text(joined).flat.split(","):
            words = _TOKEN.findall(entry)
            known.setdefault(words[0], []).append((words, name))
    for entries in known.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return known


def _apart(spans: Sequence[_Span], rank: Callable[[_Span], tuple[int, int, int, int]]) -> list[_Span]:
    """Return spans that do not overlap, the surest kept, in the order of the text."""
    kept: list[_Span] = []
    for span in sorted(spans, key=rank):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _letter(char: str) -> bool:
    return bool(char) and _TOKEN.match(char) is not None
