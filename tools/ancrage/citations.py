"""How to cite a document: text, BibTeX, CSL-JSON, from nothing but the fields of its record."""

from __future__ import annotations

import re

from ancrage.markup import plain
from ancrage.model import Document
from ancrage.text import typographic

Csl = dict[str, object]
_AUTHOR = re.compile(r"^([^*(\[]+) \((?:s\. ?d\.|[^()]*\b\d{4}\b[^()]*)\)")
_TITLE = re.compile(r"\*([^*]+)\*(?:; sous-titre : \*([^*]+)\*)?")
_SPECIAL = {"\\": r"\textbackslash{}", **{char: f"\\{char}" for char in "{}%&#_$"}, "~": r"\textasciitilde{}"}
_TEX = re.compile("|".join(map(re.escape, _SPECIAL)))


def citation_key(document: Document) -> str:
    """Return the name of a document in bibliographies and file names: its key, or its id when it has none."""
    return document.key or document.id


def author(document: Document) -> str | None:
    """Return what the reference prints before its date, as one text; None when it names nobody there."""
    match = _AUTHOR.match(_one_line(document.reference))
    return typographic(match[1].strip()) if match else None


def title(document: Document) -> str:
    """Return the title printed in the reference, with its subtitle; the title of the record when it has none."""
    match = _TITLE.search(_one_line(document.reference))
    if match is None:
        return typographic(document.title)
    return typographic(" : ".join(part for part in match.groups() if part))


def text(document: Document) -> str:
    """Return the whole reference as plain text."""
    return typographic(" ".join(plain(document.reference).split()))


def bibtex(document: Document) -> str:
    """Return a BibTeX entry; braces keep author and title as they are, `note` holds the whole reference."""
    name = author(document)
    fields = {
        "author": f"{{{_tex(name)}}}" if name else None,
        "title": f"{{{_tex(title(document))}}}",
        "year": str(document.year) if document.year else None,
        "url": document.url,
        "note": _tex(text(document)),
    }
    lines = [f"  {field} = {{{value}}}," for field, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation_key(document)},", *lines, "}"]) + "\n"


def csl(document: Document) -> Csl:
    """Return a CSL-JSON item; the author is literal: nobody guesses first names."""
    name = author(document)
    item: Csl = {
        "id": citation_key(document),
        "type": "document",
        "title": title(document),
        "genre": typographic(document.nature),
        "language": "fr-CA",
        "note": text(document),
    }
    if name:
        item["author"] = [{"literal": name}]
    if document.year:
        item["issued"] = {"date-parts": [[document.year]]}
    if document.url:
        item["URL"] = document.url
    return item


def _one_line(source: str) -> str:
    return " ".join(source.split())


def _tex(source: str) -> str:
    return _TEX.sub(lambda match: _SPECIAL[match[0]], source)
