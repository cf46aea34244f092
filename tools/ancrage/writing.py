"""How texts are written: what readers see, passage by passage, and what the editorial guide refuses in it.

`passages` gathers every text of the portal and of hand-written pages; `check_writing` runs the rules on them. The
search for orphan figures and the spell check (`tools/orthographe.py`) read the same passages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ancrage.markup import Image, Insert, Link, Token, Words, blocks, inline
from ancrage.model import Acronym, Document, Key, Place, Portal, Record, Template, prose
from ancrage.problems import WARNINGS, Problem, field_name

LONG_SENTENCE = 35
LONG_PARAGRAPH = 120
ORDINARY_ACRONYMS = frozenset({
    "AA", "API", "BY", "CC", "CD", "CSV", "CV", "DVD", "GPS", "HTML", "IP", "JSON", "MIT", "NVDA", "OK", "PC", "PDF",
    "PIN", "QR", "RH", "SA", "SMS", "SOS", "TV", "URL", "USB", "WCAG", "YAML", "ZIP",
})  # fmt: skip
"""Acronyms that need no entry: everyone knows them, or they only speak to who maintains the portal."""

_THING = "\ufffc"
"""Stands for what is not the author's words: a figure, a file name, a link drawn by a macro."""
_LINES = frozenset({
    "title", "label", "population", "locator", "nature", "category", "term", "expansion", "unit", "aliases", "variants",
})  # fmt: skip
TRANSLATED = "languages"
"""The key given to passages in another language: no rule of French applies to them, figures are still sought."""

_QUOTED = frozenset({"locator", "reference"})
_SEARCHED = frozenset({"aliases", "variants"})


@dataclass(frozen=True)
class Passage:
    """One paragraph, list item, heading or line. `roman` is its text without what is in italics.

    `key` is the YAML key it comes from, or « page ».
    """

    path: str
    line: int
    field: str
    key: str
    text: str
    roman: str

    def sentences(self) -> list[str]:
        """Return its sentences; an abbreviation followed by a small letter ends none."""
        return _SENTENCE_END.split(self.text)


def page_id(path: str) -> str:
    """Return what a hand-written page is called: `guides/peres` for `docs/guides/peres.md`, `guides` for its index."""
    return path.removeprefix("docs/").removesuffix(".md").removesuffix("/index")


def passages(portal: Portal, pages: Mapping[str, str] | None = None) -> Iterator[Passage]:
    """Yield every passage of a portal and of its hand-written pages, given by path."""
    for record_id, record in [*portal.entries.items(), *portal.measures.items()]:
        if record_id in portal.places and isinstance(record, Record):
            yield from _of_record(portal.places[record_id], record)
    for records in portal.apart.values():
        for placed in records.values():
            yield from _of_record(placed.place, placed)
    for path, markdown in sorted((pages or {}).items()):
        yield from _of_page(path, markdown)


def _of_record(place: Place, record: Record) -> Iterator[Passage]:
    marked = {where for where, _ in prose(record)}
    for where, text in _strings(record, ()):
        key = next((str(part) for part in reversed(where) if isinstance(part, str)), "")
        if where not in marked and key not in _LINES:
            continue
        if isinstance(record, Document) and key == "title":
            key = "reference"
        if isinstance(record, Template) and where[0] == "languages":
            key = TRANSLATED
        items = [item for block in blocks(text) for item in block.items] if where in marked else [(Words(text),)]
        for item in items:
            yield _passage(place.path, place.line(*where), field_name(where), key, item)


def _strings(value: object, where: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _strings(getattr(value, name), (*where, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _strings(item, (*where, index))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _strings(item, (*where, key))


def _passage(path: str, line: int, field: str, key: str, tokens: Iterable[Token]) -> Passage:
    tokens = tuple(tokens)
    text, roman = ("".join(_shown(token, italics=italics) for token in tokens) for italics in (True, False))
    return Passage(path, line, field, key, text, roman)


def _shown(token: Token, *, italics: bool) -> str:
    match token:
        case Words(text, "emphasis"):
            return text if italics else _THING
        case Words(text) | Link(label=text) | Image(alt=text):
            return text
        case Insert():
            return _THING


_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_META = re.compile(r"""^(?:title|description): *["']?(.+?)["']?$""")
_TO_BLANK = re.compile(
    r"^(?P<fence>```|~~~).*?^(?P=fence)[ ]*$|<!--.*?-->|<(?P<tag>script|style|svg)\b.*?</(?P=tag)>|\{%.*?%\}"
    r"|^[ ]*\|?[ :|-]*-{3}[ :|-]*$|\{:?[ ]*[.#][^{}\n]*\}",
    re.DOTALL | re.MULTILINE,
)
_CODE = re.compile(r"(`+)[^`\n]+\1|https?://[^\s)>]+|[\w.+-]+@[\w.-]+\.\w+")
_MACRO = re.compile(
    r"""\{\{\s*(?:(?:fiche|terme)\([^{},]*,\s*(?P<quote>["'])(?P<label>[^{}]*?)(?P=quote)\s*\)|[^{}]*)\s*\}\}"""
)
_PART = re.compile(r"</?(?:div|p|ul|ol|li|dl|dt|dd|h\d|table|t[rhd]|section|form|button|label|aside)\b[^<>]*>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_PAGE_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\n]*\)")
_START = re.compile(r"^\s*(?:#{1,6}\s+|[-*+]\s+|\d{1,2}[.)]\s+|>\s?|:\s+)")
_ADMONITION = re.compile(r"^[ ]*(?:!!!|\?\?\?\+?)[ ]+[\w -]+(?:\"(.*)\")?[ ]*$", re.MULTILINE)
_CELL = re.compile(r"(?<!\\)\|")


def _of_page(path: str, markdown: str) -> Iterator[Passage]:
    """Yield the passages of a hand-written page, without code, macros, HTML and addresses."""
    markdown = markdown.replace("\r\n", "\n")
    front = _FRONT_MATTER.match(markdown)
    for number, line in enumerate(front[0].split("\n") if front else (), 1):
        named = _META.match(line)
        if named:
            yield _passage(path, number, line.split(":")[0], "page", (Words(named[1]),))
    text = _FRONT_MATTER.sub(_blank, markdown)
    text = _CODE.sub(_THING, _TO_BLANK.sub(_blank, text))
    text = _MACRO.sub(lambda m: m["label"] or _THING, text)
    text = _PAGE_LINK.sub(r"\1", _TAG.sub("", _PART.sub("|", text)))
    text = _ADMONITION.sub(lambda m: f"|{m[1] or ''}|", text)
    for number, block in _page_blocks(text):
        yield _passage(path, number, "page", "page", inline(block))


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _page_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each paragraph, item, heading and cell."""
    start, held = 0, ""
    for number, line in enumerate([*text.split("\n"), ""], 1):
        apart = "|" in line or not line.strip() or _START.match(line)
        if held and apart:
            yield start, held
            held = ""
        cells = [_START.sub("", cell).strip() for cell in _CELL.split(line)]
        if "|" in line:
            yield from ((number, cell) for cell in cells if cell)
        elif cells[0]:
            start, held = (start, f"{held} {cells[0]}") if held else (number, cells[0])


def check_writing(portal: Portal, read: Iterable[Passage]) -> Iterator[Problem]:
    """Yield what the editorial guide refuses in the passages of a portal, and as warnings what it advises against."""
    known = None if portal.partial else _known_acronyms(portal)
    for passage in read:
        if passage.key == TRANSLATED:
            continue
        for rule, skipped, finder in _FINDERS:
            if passage.key not in skipped:
                yield from (_problem(passage, message, rule) for message in finder(passage))
        if known is not None and passage.key not in _QUOTED | _SEARCHED:
            yield from (_problem(passage, message, "sigle-inconnu") for message in _unknown_acronyms(passage, known))


def _problem(passage: Passage, message: str, rule: str) -> Problem:
    severity: Literal["error", "warning"] = "warning" if rule in WARNINGS else "error"
    return Problem(passage.path, passage.line, passage.field, message, rule, severity)


# Acronyms

_ACRONYM = re.compile(r"(?<![\w.])[A-ZÀ-ÖØ-Þ](?:\.?[A-ZÀ-ÖØ-Þ]){1,5}(?![\w])")
_ROMAN_NUMBER = re.compile(r"[IVX]+")


def _acronyms(text: str) -> list[str]:
    names = dict.fromkeys(match[0] for match in _ACRONYM.finditer(text))
    return [name for name in names if not _ROMAN_NUMBER.fullmatch(name)]


def _folded(name: str) -> str:
    return name.replace(".", "").casefold()


def _known_acronyms(portal: Portal) -> frozenset[str]:
    known = {_folded(name) for name in ORDINARY_ACRONYMS}
    known |= {name.removeprefix("acronyme-") for name in portal.unread}
    for entry in portal.entries.values():
        if isinstance(entry, Acronym):
            known |= {_folded(name) for text in (entry.title, *entry.aliases) for name in _acronyms(text)}
        known |= {_folded(alias) for alias in entry.aliases}
    return frozenset(known)


def _unknown_acronyms(passage: Passage, known: frozenset[str]) -> Iterator[str]:
    for name in _acronyms(passage.text):
        if _folded(name) not in known:
            yield f"« {name} » n'est pas au glossaire : écrivez-le au long, ou ajoutez-le à glossary/acronyms.yml"


# Words

_FEMININE = "(?:e|ne|te|euse|trice|rice|ère|eur|se|ve)s?"
_INCLUSIVE = re.compile(
    r"[^\W\d]+(?:[·•‧⋅∙][^\W\d]+)+"
    rf"|(?<![\w.@/])[^\W\d_]{{2,}}(?:\({_FEMININE}\)s?|(?<=\w{{3}})[-./]{_FEMININE}(?:[-./]s)?)(?![\w-])"
)
_ENGLISH_WORDS = frozenset({
    "about", "and", "are", "been", "between", "by", "for", "from", "has", "have", "how", "into", "is", "not", "of",
    "that", "the", "their", "these", "they", "this", "those", "to", "was", "were", "what", "when", "which", "who",
    "will", "with", "would", "should", "you", "your",
})  # fmt: skip
_ENGLISH = re.compile(rf"\b(?:{'|'.join(sorted(_ENGLISH_WORDS))})\b", re.IGNORECASE)
_FORMULAS = {
    r"il est important (?:de\b|d['’])": "dites directement quoi faire",
    r"n['’]hésitez pas": "dites directement quoi faire",
    r"dans le cadre (?:de\b|du\b|des\b|d['’])": "« pendant », « pour », « avec », ou rien",
    r"clientèles?\b": "« les familles », « les parents », « les personnes »",
    r"familles?[- ]cibles?\b": "« les familles à joindre », ou décrivez leur situation",
    r"familles? lourdes?\b": "décrivez la situation que vit la famille",
    r"familles? résistantes?\b": "décrivez ce qui retient la famille",
}
_FORMULA = re.compile(
    rf"(?<!« )(?<!«\u00a0)\b(?:{'|'.join(f'({regex})' for regex in _FORMULAS)})", re.IGNORECASE
)  # a formula right after « is quoted, not used

_FORMULA_HINTS = ("important", "hésitez", "cadre d", "clientèle", "cible", "lourde", "résistante")
"""A quick look: one of these is in every formula."""

_MAYBE_INCLUSIVE = re.compile(rf"[·•‧⋅∙]|\w\(|[-./]{_FEMININE}(?![\w])")
"""A quick look: most passages need not go through the costly pattern."""


def _inclusive(passage: Passage) -> Iterator[str]:
    if not _MAYBE_INCLUSIVE.search(passage.text):
        return
    for match in _INCLUSIVE.finditer(passage.text):
        yield f"« {match[0]} » : une forme neutre d'abord (« la personne », « l'équipe »), sinon le doublet complet"


def _english(passage: Passage) -> Iterator[str]:
    if not _ENGLISH_WORDS & set(passage.roman.lower().split()):
        return
    for sentence in _SENTENCE_END.split(passage.roman):
        words = dict.fromkeys(match[0] for match in _ENGLISH.finditer(sentence))
        if len(words) >= 2:
            found = ", ".join(f"« {word} »" for word in words)
            yield f"{found} : traduisez, ou mettez en *italique* ce qui doit rester en anglais"


def _formulas(passage: Passage) -> Iterator[str]:
    small = passage.text.lower()
    if not any(hint in small for hint in _FORMULA_HINTS):
        return
    for match in _FORMULA.finditer(passage.text):
        advice = list(_FORMULAS.values())[(match.lastindex or 1) - 1]
        yield f"« {match[0]} » : {advice}"


# Typography and length

_SENTENCE_END = re.compile(r"(?<=[.!?…])[ \u00a0]?[»)]?\s+(?=[«(]?[ \u00a0]?[A-ZÀ-ÖØ-Þ\d])")
_MARKS = (
    (re.compile(r'"[^"]*"?'), "guillemets droits : écrivez « »"),
    (re.compile(r"\S*\.{3,}"), "trois points : le seul caractère « … »"),
    (re.compile(r"\S*[ \u00a0\u202f]+[;!?]"), "pas d'espace avant « ; », « ! » ni « ? »"),
    (re.compile(r"\S*[\w»)\]]:(?=\s|$)"), "une espace avant « : »"),
    (re.compile(r"«\S+|[^\s«]+»"), "une espace à l'intérieur des guillemets « »"),
    (re.compile(r"\S*[ \u00a0]{2,}\S*"), "deux espaces de suite : gardez-en une"),
)


_MAYBE_MARKED = re.compile(r'"|\.{3}|[ \u00a0\u202f][;!?]|[\w»)\]]:(?=\s|$)|«\S|[^\s«]»|[ \u00a0]{2}')


def _typography(passage: Passage) -> Iterator[str]:
    if not _MAYBE_MARKED.search(passage.text):
        return
    for marks, advice in _MARKS:
        for match in marks.finditer(passage.text):
            yield f"« {match[0][:60]} » : {advice}"


def _count(text: str) -> int:
    """Return the number of words: signs standing alone are not words."""
    return sum(any(char.isalnum() or char == _THING for char in word) for word in text.split())


def _long_sentences(passage: Passage) -> Iterator[str]:
    if len(passage.text) < 2 * LONG_SENTENCE:  # a word and its space take two signs at least
        return
    for sentence in passage.sentences():
        if sentence.count(" ") < LONG_SENTENCE:
            continue
        count = _count(sentence)
        if count > LONG_SENTENCE:
            start = " ".join(sentence.replace(_THING, "[…]").split()[:5])
            yield f"« {start}… » fait {count} mots ({LONG_SENTENCE} au plus) : coupez la phrase"


def _long_paragraph(passage: Passage) -> Iterator[str]:
    if len(passage.text) < 2 * LONG_PARAGRAPH:
        return
    count = _count(passage.text)
    if count > LONG_PARAGRAPH:
        yield f"{count} mots ({LONG_PARAGRAPH} au plus) : coupez le paragraphe, ou faites-en une liste"


_FINDERS: tuple[tuple[str, frozenset[str], Callable[[Passage], Iterator[str]]], ...] = (
    ("typographie", frozenset(), _typography),
    ("point-median", _QUOTED, _inclusive),
    ("anglais", _QUOTED, _english),
    ("formule-interdite", _QUOTED | _SEARCHED, _formulas),
    ("phrase-longue", _QUOTED, _long_sentences),
    ("paragraphe-long", _QUOTED, _long_paragraph),
)
"""Each rule, the keys it does not read, and what it finds in a passage."""
