"""Inline XHTML → the runs of a Word paragraph: bold, italics, links, breaks, calls of notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element as Source

from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import qn

from ancrage.exports.docx.notes import Notes
from ancrage.exports.docx.xml import Element, element

_SPACES = re.compile(r"[ \t\r\n]+")
_STYLES = {
    "strong": {"bold": True},
    "b": {"bold": True},
    "em": {"italic": True},
    "i": {"italic": True},
    "cite": {"italic": True},
    "sup": {"raised": "superscript"},
    "sub": {"raised": "subscript"},
    "small": {"style": "Mention"},
}
_SILENT = frozenset({"script", "style", "template"})
_OUTSIDE = ("http://", "https://", "mailto:", "tel:")


@dataclass(frozen=True)
class Face:
    """How the words being read are shown."""

    bold: bool = False
    italic: bool = False
    raised: str = ""
    style: str = ""


class Runs:
    """Writes the inline content of elements into paragraphs of one document.

    `names`: the bookmark of each anchor that a link of the document leads to; `noted`: the notes by their anchor.
    """

    def __init__(self, document: Doc, names: Mapping[str, str], noted: Mapping[str, Source]) -> None:
        self._document = document
        self._names, self._noted = names, noted
        self._notes = Notes(document)
        self._bookmarks = 0

    def write(self, source: Source, paragraph: Element, face: Face | None = None, part: Part | None = None) -> None:
        """Append what an element holds to a paragraph of the document, or of another part of it."""
        holder = paragraph
        self._text(source.text, holder, face or Face())
        for child in source:
            self.child(child, holder, face or Face(), part or self._document.part)
            self._text(child.tail, holder, face or Face())

    def child(self, source: Source, holder: Element, face: Face, part: Part) -> None:
        """Append an inline element itself."""
        name = str(source.tag)
        if name in _SILENT or "retour" in (source.get("class") or "").split():
            return
        if name == "br":
            holder.append(element("r", element("br")))
        elif is_call(source):
            self._call(source, holder)
        elif name == "a":
            self._link(source, holder, face, part)
        else:
            told = _STYLES.get(name, {})
            css = (source.get("class") or "").split()
            if "propose" in css:
                told = {"style": "Mention"}
            elif "minutes" in css or "chiffre" in css:
                told = {"bold": True}
            self.write(source, holder, replace(face, **told), part)  # type: ignore[arg-type]

    def text(self, text: str, holder: Element, face: Face | None = None) -> None:
        """Append words, whose spaces are joined as in a browser."""
        self._text(text, holder, face or Face())

    def bookmark(self, anchor: str | None, paragraph: Element) -> None:
        """Open and close at the end of a paragraph the bookmark of an anchor, where a link leads to it."""
        if anchor is not None and anchor in self._names:
            number = self._next()
            paragraph.append(element("bookmarkStart", id=number, name=self._names[anchor]))
            paragraph.append(element("bookmarkEnd", id=number))

    def _next(self) -> int:
        self._bookmarks += 1
        return self._bookmarks

    def _text(self, text: str | None, holder: Element, face: Face) -> None:
        told = _SPACES.sub(" ", text or "")
        if told.startswith(" ") and _ends_blank(holder):
            told = told[1:]
        if not told:
            return
        properties = element("rPr")
        if face.style:
            properties.append(element("rStyle", val=self._document.styles[face.style].style_id))
        for tag, on in (("b", face.bold), ("i", face.italic)):
            if on:
                properties.extend([element(tag), element(f"{tag}Cs")])
        if face.raised:
            properties.append(element("vertAlign", val=face.raised))
        shown = element("t", xml_space="preserve")
        shown.text = told
        holder.append(element("r", *([properties] if len(properties) else []), shown))

    def _link(self, source: Source, holder: Element, face: Face, part: Part) -> None:
        target = source.get("href") or ""
        inside = self._names.get(target.removeprefix("#")) if target.startswith("#") else None
        if inside:
            link = element("hyperlink", anchor=inside, history=1)
        elif target.startswith(_OUTSIDE):
            link = element("hyperlink", r_id=part.relate_to(target, RT.HYPERLINK, is_external=True), history=1)
        else:
            self.write(source, holder, face, part)
            return
        holder.append(link)
        self.write(source, link, replace(face, style="Hyperlink"), part)

    def _call(self, source: Source, holder: Element) -> None:
        key = (source.get("href") or "").removeprefix("#")
        if key not in self._noted:
            return
        written = self._notes.call(holder, key, self._next())
        if written is not None:
            for block in _lines(self._noted[key]):
                self.write(block, written, part=self._notes.part)


def is_call(source: Source) -> bool:
    """Tell whether an element calls a note."""
    return source.tag == "a" and "appel" in (source.get("class") or "").split()


def _lines(note: Source) -> list[Source]:
    """Return the paragraphs of a note, or the note itself."""
    return [child for child in note if child.tag == "p"] or [note]


def _ends_blank(holder: Element) -> bool:
    """Tell whether what a paragraph holds so far ends with a space, or is empty."""
    texts = list(holder.iter(qn("w:t"), qn("w:br"), qn("w:footnoteReference")))
    if not texts:
        return bool(holder.tag != qn("w:hyperlink"))
    last = texts[-1]
    return bool(last.tag == qn("w:br") or (last.tag == qn("w:t") and (last.text or "").endswith(" ")))
