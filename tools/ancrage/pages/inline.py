"""Texts of records → ordinary Markdown of one page, with nothing a contributor wrote left to be executed."""

from __future__ import annotations

import re

from ancrage import labels
from ancrage.markup import Block, Image, Link, Token, Words, blocks
from ancrage.model import Acronym, Entry, Term
from ancrage.text import NBSP, fold, typographic
from ancrage.urls import Location, location, measure_location, relative
from ancrage.views import Views, quantity, unit_follows

_COUNTED = re.compile(r"\s+des\s+(PTP et des PG|PTP|PG|personnes répondantes|personnes|équipes|gestionnaires)(?![\w-])")
_FRACTIONS = {"1 sur 2": "la moitié", "1 sur 3": "le tiers", "2 sur 3": "les deux tiers", "1 sur 4": "le quart"}
_FIRST = re.compile(r"^(?:[-+:=!?>]|\d+[.)])")


def escape(text: str) -> str:
    """Return plain text as Markdown that shows it as it is."""
    text = text.replace("&", "&amp;")
    return re.sub(r"[\\`*_{}\[\]<>#|~^]", lambda match: f"&#{ord(match[0])};", text)


def first_safe(markdown: str) -> str:
    """Return a paragraph whose first characters cannot be taken for a list, a block or an attribute."""
    match = _FIRST.match(markdown)
    if not match:
        return markdown
    last = match[0][-1]
    return f"{match[0][:-1]}&#{ord(last)};{markdown[match.end() :]}"


class Writer:
    """Writes the texts of one page; remembers the terms explained on it, to list them at its end."""

    def __init__(self, views: Views, page: str) -> None:
        self.views = views
        self.page = page
        self.terms: dict[str, Entry] = {}

    def text(self, source: str) -> str:
        """Return a text as Markdown blocks."""
        return "\n\n".join(self._block(block) for block in blocks(source))

    def line(self, source: str) -> str:
        """Return a text as one run of inline Markdown (list items joined), for a cell, a title or a card."""
        return " ".join(self._run(item) for block in blocks(source) for item in block.items)

    def words(self, source: str) -> str:
        """Return plain words (a title, a label) as inline Markdown."""
        return escape(typographic(source))

    def link(self, entry: Entry, label: str | None = None) -> str:
        """Return a link to an entry, by its title unless a label is given."""
        return f"[{self.words(label or entry.title)}]({relative(location(entry), self.page)})"

    def to(self, target: Location, label: str) -> str:
        """Return a link to any place of the site."""
        return f"[{self.words(label)}]({relative(target, self.page)})"

    def term(self, entry: Entry, label: str | None = None) -> str:
        """Return a term or acronym whose definition opens in place and is listed at the end of the page."""
        if location(entry).page == self.page:
            return self.link(entry, label)
        self.terms[entry.id] = entry
        return f"[{self.words(label or entry.title)}](#terme-{entry.id}){{ .terme }}"

    def figure(self, measure_id: str, *, unit: bool = True) -> str:
        """Return a figure linked to its passport."""
        return self._figure(measure_id, quantity(self.views.portal.measures[measure_id], unit=unit))

    def _figure(self, measure_id: str, shown: str) -> str:
        target = relative(measure_location(measure_id), self.page)
        return f"[{self.words(shown)}]({target}){{ .mesure data-mesure={measure_id} }}"

    def source(self, key: str) -> str:
        """Return a source named inside a sentence, linked to its record."""
        entry = self.views.portal.sources[key]
        return self.link(entry, labels.SHORT_SOURCES.get(key, entry.title))

    def definitions(self) -> str:
        """Return the list of the terms explained on the page, empty when there are none."""
        if not self.terms:
            return ""
        rows = []
        for entry in sorted(self.terms.values(), key=lambda entry: fold(entry.title)):
            title = entry.title if isinstance(entry, Term) else _spelt_out(entry)
            rows.append(
                f'<dt id="terme-{entry.id}" markdown>{self.link(entry, title)}</dt>\n'
                f"<dd markdown>{self.words(self.views.plain(entry.summary))}</dd>"
            )
        return (
            '<aside class="termes" aria-labelledby="termes-de-la-page" markdown>\n\n'
            "## Termes de cette page { #termes-de-la-page }\n\n"
            "<dl markdown>\n" + "\n".join(rows) + "\n</dl>\n\n</aside>"
        )

    def _block(self, block: Block) -> str:
        runs = [self._run(item) for item in block.items]
        if not block.style:
            return first_safe(runs[0])
        return "\n".join(f"{block.style} {first_safe(run)}" for run in runs)

    def _run(self, run: tuple[Token, ...]) -> str:
        out, left = [], list(run)
        while left:
            token = left.pop(0)
            if isinstance(token, Words):
                out.append(_styled(self._spaced(token.text), token.style))
            elif isinstance(token, Link):
                out.append(self._link(token))
            elif isinstance(token, Image):
                out.append(self._image(token))
            else:
                counted = self._counted(token.name, left, "".join(out))
                out.append(counted or self._insert(token.name, left[0] if left else None))
        return "".join(out).strip()

    def _counted(self, name: str, following: list[Token], before: str) -> str:
        """Say « la moitié des PTP » and « 9 PTP sur 10 » for shares that the sentence follows with « des PTP »."""
        measure = self.views.portal.measures.get(name)
        after = following[0] if following else None
        if measure is None or not measure.unit.startswith("sur ") or not isinstance(after, Words):
            return ""
        counted = _COUNTED.match(after.text)
        if counted is None:
            return ""
        fraction = _FRACTIONS.get(f"{measure.value} {measure.unit}") if measure.value_max is None else None
        if fraction:
            words = f"environ {fraction}" if measure.approx else fraction
            return self._figure(
                name, words if before.strip() and before.strip()[-1] not in ".!?" else words.capitalize()
            )
        following[0] = Words(after.text[counted.end() :], after.style)
        people = counted[1].replace(" des ", " ")
        return self._figure(name, quantity(measure).replace(f"{NBSP}sur ", f"{NBSP}{people} sur{NBSP}"))

    def _spaced(self, text: str) -> str:
        return escape(typographic(re.sub(r"\s*\n\s*", " ", text)))

    def _link(self, token: Link) -> str:
        entry = self.views.portal.entries.get(token.target)
        if entry is None:
            return f"[{self.words(token.label)}]({token.target})"
        if isinstance(entry, Term | Acronym):
            return self.term(entry, token.label)
        return self.link(entry, token.label)

    def _insert(self, name: str, following: Token | None) -> str:
        measure = self.views.portal.measures.get(name)
        if measure is None:
            return self.source(name)
        return self.figure(name, unit=not unit_follows(measure, following))

    def _image(self, token: Image) -> str:
        return f"![{self.words(token.alt)}]({relative(Location(token.path), self.page)})"


def _styled(text: str, style: str) -> str:
    mark = {"strong": "**", "emphasis": "*"}.get(style, "")
    inner = text.strip()
    if not mark or not inner:
        return text
    lead = text[: len(text) - len(text.lstrip())]
    return f"{lead}{mark}{inner}{mark}{text[len(text.rstrip()) :]}"


def _spelt_out(entry: Entry) -> str:
    return f"{entry.title} : {entry.expansion}" if isinstance(entry, Acronym) else entry.title
