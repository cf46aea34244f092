"""Blocks of an XHTML fragment → paragraphs, lists and tables of a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element as Source

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.text.paragraph import CT_P
from docx.shared import Emu, Length
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ancrage.exports.docx.pictures import SVG, add_picture, is_picture
from ancrage.exports.docx.runs import Face, Runs
from ancrage.exports.docx.shell import BOXES, BULLETS, new_numbers
from ancrage.exports.docx.tables import add_table

_CONTAINERS = frozenset(
    ("div", "section", "article", "aside", "header", "footer", "main", "details", "figure", "dl", "body", "blockquote")
)
_BLOCKS = _CONTAINERS | frozenset(
    (
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "ul",
        "ol",
        "li",
        "dt",
        "dd",
        "table",
        "figcaption",
        "summary",
        "hr",
        "img",
    )
)
_BOXES = {
    "dites": "À dire",
    "a-dire": "À dire",
    "encadre": "Encadré",
    "pour-animer": "Encadré",
    "limites": "Encadré",
    "premier-pas": "Encadré",
    "recommandation": "Encadré",
    "en-bref": "Chapeau",
    "carton": "Encadré",
    "genre": "Subtitle",
    "heure": "Moment",
}
"""The paragraph style of what bears a class."""
_PLAIN = {"dt": "Terme", "dd": "Définition", "figcaption": "Caption", "caption": "Caption", "legend": "Terme",
          "summary": "Terme", "blockquote": "Quote"}  # fmt: skip
_LEFT_OUT = frozenset({"nav", "script", "style", "template", "button", "form"})


@dataclass(frozen=True)
class Where:
    """Where blocks are written: a document or a cell, the style of paragraphs, the depth in lists, boxes to tick."""

    holder: Doc | _Cell
    width: Length
    style: str = "Normal"
    depth: int = 0
    boxes: bool = False


class Walk:
    """Writes the blocks of a fragment; `top`: the level of heading that becomes « Titre 1 »."""

    def __init__(self, document: Doc, runs: Runs, top: int) -> None:
        self._document, self._runs, self._top = document, runs, top
        self._breaking = False
        self._styles: dict[str, str | None] = {}

    def children(self, source: Source, where: Where) -> None:
        """Write what an element holds: blocks as they are, words between them as paragraphs."""
        loose: Paragraph | None = None
        if (source.text or "").strip():
            loose = self._paragraph(where)
            self._runs.text(source.text or "", loose._p)
        for child in source:
            if self._is_block(child):
                loose = None
                self.block(child, where)
            elif child.tag not in _LEFT_OUT:
                loose = loose or self._paragraph(where)
                self._runs.child(child, loose._p, Face(), self._document.part)
            if (child.tail or "").strip() or (loose is not None and child.tail):
                loose = loose or self._paragraph(where)
                self._runs.text(child.tail or "", loose._p)

    def block(self, source: Source, where: Where) -> None:
        """Write one block."""
        name, css = str(source.tag), (source.get("class") or "").split()
        if name in _LEFT_OUT:
            return
        styled = next((_BOXES[each] for each in css if each in _BOXES), None) or _PLAIN.get(name)
        inside = replace(where, style=styled or where.style, boxes=where.boxes or "cases" in css)
        self._breaking = self._breaking or "saut" in css
        if re.fullmatch(r"h[1-6]", name):
            self._heading(source, int(name[1]), where)
        elif name in ("ul", "ol"):
            self._list(source, where, css)
        elif name == "table":
            self._table(source, where)
        elif is_picture(source):
            add_picture(source, self._paragraph(replace(where, style="Normal")), where.width)
        elif name == "hr":
            self._paragraph(where)
        elif name in _CONTAINERS or (name in ("dd", "li") and any(self._is_block(child) for child in source)):
            self.children(source, inside)
        else:
            self._words(source, inside)

    def _is_block(self, source: Source) -> bool:
        return source.tag in _BLOCKS or source.tag in _LEFT_OUT or source.tag in (f"{SVG}svg", "svg")

    def _paragraph(self, where: Where) -> Paragraph:
        holder: Any = where.holder
        if isinstance(holder, _Cell) and len(holder.paragraphs) == 1 and not holder.paragraphs[0].runs:
            first: Paragraph = holder.paragraphs[0]
            if not len(first._p.xpath("./*[not(self::w:pPr)]")):
                first._p.style = self._style(where.style)
                return first
        added: Paragraph = holder.add_paragraph()
        added._p.style = self._style(where.style)
        if self._breaking and holder is self._document:
            added.paragraph_format.page_break_before, self._breaking = True, False
        return added

    def _style(self, name: str) -> str | None:
        """Return the id of a style, None for the default one: python-docx reads every style to find one."""
        if name not in self._styles:
            part: Any = self._document.part
            self._styles[name] = part.get_style_id(name, WD_STYLE_TYPE.PARAGRAPH)
        return self._styles[name]

    def _words(self, source: Source, where: Where) -> Paragraph:
        paragraph = self._paragraph(where)
        self._runs.bookmark(source.get("id"), paragraph._p)
        pictures = [child for child in source if is_picture(child)]
        if pictures:
            for child in pictures:
                add_picture(child, paragraph, where.width)
        else:
            self._runs.write(source, paragraph._p)
        if [child.tag for child in source] == ["strong"] and not "".join(
            [source.text or "", source[0].tail or ""]
        ).strip():
            paragraph.paragraph_format.keep_with_next = True  # it names what follows
        return paragraph

    def _heading(self, source: Source, level: int, where: Where) -> None:
        deep = min(4, max(1, level - self._top + 1))
        made = self._words(source, replace(where, style=f"Heading {deep}"))
        before = made._p.getprevious()
        if isinstance(before, CT_P) and before.style == self._style("Moment"):
            made.paragraph_format.space_before = Emu(0)

    def _list(self, source: Source, where: Where, css: Iterable[str]) -> None:
        ordered = source.tag == "ol"
        number = new_numbers(self._document) if ordered else BOXES if where.boxes or "cases" in css else BULLETS
        style = "List Number" if ordered else "List Bullet"
        for item in source:
            if item.tag == "li":
                self._item(item, replace(where, style=style), number)

    def _item(self, item: Source, where: Where, number: int) -> None:
        """Write an item: its first paragraph bears the mark, what follows is indented under it."""
        depth = min(where.depth, 2)
        first, rest = _split(item, self._is_block)
        paragraph = self._words(first, where)
        properties = paragraph._p.get_or_add_pPr()
        numbered = properties.get_or_add_numPr()
        numbered.get_or_add_ilvl().val = depth
        numbered.get_or_add_numId().val = number
        for child in rest:
            if child.tag in ("ul", "ol"):
                self._list(child, replace(where, depth=where.depth + 1), (child.get("class") or "").split())
            elif child.tag in ("p", "div"):
                css = (child.get("class") or "").split()
                style = next((_BOXES[each] for each in css if each in _BOXES), "Normal")
                under = self._words(child, replace(where, style=style))
                under.paragraph_format.left_indent = Emu(254_000 * (depth + 1))
            else:
                self.block(child, replace(where, style="Normal"))

    def _table(self, source: Source, where: Where) -> None:
        caption = source.find("caption")
        if caption is not None and not isinstance(where.holder, _Cell):
            above = self._words(caption, replace(where, style="Caption"))
            above.paragraph_format.keep_with_next = True
        made = add_table(self._document, source, where.width, self._cell)
        if made is None:
            return
        if isinstance(where.holder, _Cell):
            where.holder._tc.append(made._tbl)
            where.holder.add_paragraph()
        else:
            after = self._document.add_paragraph()
            after.paragraph_format.space_after = Emu(0)
            after.paragraph_format.line_spacing = 0.6

    def _cell(self, source: Source, cell: _Cell, style: str) -> None:
        self.children(source, Where(cell, cell.width or Emu(0), style))
        if source.tag == "th":
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                run.bold = True


def _split(item: Source, is_block: Any) -> tuple[Source, list[Source]]:  # noqa: ANN401 - a method of the walk
    """Return what the first paragraph of an item holds, as an element, and the blocks that follow it."""
    children = list(item)
    if not (item.text or "").strip() and children and children[0].tag in ("p", "div"):
        return children[0], children[1:]
    first = Source("p", {key: value for key, value in item.attrib.items() if key == "id"})
    first.text = item.text
    for index, child in enumerate(children):
        if is_block(child):
            return first, children[index:]
        first.append(child)
    return first, []
