"""A template → a Word form to fill in with a keyboard or a pen, in one of its languages, right to left where it is so.

Blanks are content controls; the empty cells of a table are left as they are, tall enough to write in. Notes that say
how to adapt the form stay on its page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Emu, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from ancrage import labels
from ancrage.exports.docx import shell
from ancrage.exports.docx.controls import Controls
from ancrage.exports.docx.xml import element, put
from ancrage.labels import Language
from ancrage.markup import blocks
from ancrage.model import FormBlock, Template
from ancrage.model.templates import Blank, Checklist, Grid
from ancrage.sentences import pieces
from ancrage.text import NBSP, typographic
from ancrage.views import Views

_LINE = Mm(8)
_SHORT = 26
"""Up to how many characters choices stand on one line."""
_CODES = {"fr": "fr-CA", "en": "en-CA", "es": "es-ES", "ar": "ar-SA"}
_REVIEW = "Version en {} à faire relire par une personne qui parle cette langue, avant tout usage."


def form(views: Views, template: Template, code: str, source: str, day: date | None) -> bytes:
    """Return the form of a template in a language (`fr`, or one that it has); `source` is the line at its foot."""
    version = None if code == "fr" else next(each for key, each in template.languages.items() if key == code)
    language = labels.FRENCH if version is None else labels.LANGUAGES[code]
    title = template.paper_title if version is None else version.title
    return _Form(views, language, code).drawn(title, version.blocks if version else template.blocks, source, day)


@dataclass(frozen=True)
class _Face:
    """How words are set."""

    bold: bool = False
    italic: bool = False


class _Form:
    """One form in one language."""

    def __init__(self, views: Views, language: Language, code: str) -> None:
        self._views, self._language, self._code = views, language, code
        self._right_to_left = language.direction == "rtl"
        self._document: Doc = shell.blank("", language=_CODES[code], right_to_left=self._right_to_left)
        _styles(self._document, right_to_left=self._right_to_left)
        self._controls = Controls(str(self._document.styles["Placeholder Text"].style_id))
        section = self._document.sections[0]
        self._width = Emu(section.page_width - section.left_margin - section.right_margin - Mm(2))  # type: ignore[operator]

    def drawn(self, title: str, parts: Iterable[FormBlock], source: str, day: date | None) -> bytes:
        self._document.core_properties.title = typographic(title)
        self._say(self._document.add_paragraph(style="Title"), title)
        if self._language.review:
            self._review()
        for part in parts:
            draw = _DRAWN.get(part.sort)
            if draw is not None:
                draw(self, part)
        shell.footer(self._document, source, counted=self._code == "fr")
        return shell.finish(self._document, day)

    def _review(self) -> None:
        french = self._document.add_paragraph(style="À relire")
        put(french._p.get_or_add_pPr(), element("bidi", val=0), "adjustRightInd", "spacing", "ind", "jc", "rPr")
        run = french.add_run(_REVIEW.format(self._language.name))
        run._r.get_or_add_rPr().append(element("lang", val="fr-CA"))
        self._say(self._document.add_paragraph(style="À relire"), self._language.review)

    def _heading(self, part: FormBlock) -> None:
        self._say(self._document.add_paragraph(style="Heading 1"), part.heading or "")

    def _text(self, part: FormBlock) -> None:
        for block in blocks(part.text or ""):
            number = shell.new_numbers(self._document) if block.style == "1." else shell.BULLETS
            for item in block.items:
                paragraph = self._document.add_paragraph(style="List Bullet" if block.style else "Normal")
                if block.style:
                    numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                    numbered.get_or_add_ilvl().val = 0
                    numbered.get_or_add_numId().val = number
                self._run(paragraph, item)

    def _field(self, part: FormBlock) -> None:
        blank = part.field
        assert isinstance(blank, Blank)  # noqa: S101 - its sort says so
        alone = bool(blank.choices or (blank.lines or 1) > 1)
        paragraph = self._document.add_paragraph(style="Champ nommé" if alone or blank.help else "Champ")
        self._say(paragraph, blank.name, bold=True)
        if blank.help:
            paragraph = self._document.add_paragraph(style="Aide" if alone else "Champ")
            self._say(paragraph, blank.help, italic=True)
        if blank.choices:
            self._choices(blank.choices)
        elif (blank.lines or 1) > 1:
            self._area(blank.name, blank.lines or 1)
        else:
            self._plain(paragraph, f"{NBSP}{NBSP}" if blank.help else f"{NBSP}: ")
            paragraph._p.append(self._blank(blank))

    def _blank(self, blank: Blank) -> Any:  # noqa: ANN401 - an element
        name = self._words(blank.name)
        if blank.date:
            return self._controls.date(name, self._language.date, _CODES[self._code])
        return self._controls.text(name, self._language.waiting)

    def _choices(self, choices: tuple[str, ...]) -> None:
        together = all(len(choice) <= _SHORT for choice in choices)
        paragraph: Paragraph | None = None
        for choice in choices:
            if paragraph is None or not together:
                paragraph = self._document.add_paragraph(style="Case")
            else:
                self._plain(paragraph, NBSP * 6)
            self._box(paragraph, choice)

    def _checklist(self, part: FormBlock) -> None:
        boxes = part.checklist
        assert isinstance(boxes, Checklist)  # noqa: S101 - its sort says so
        if boxes.name:
            self._say(self._document.add_paragraph(style="Champ nommé"), boxes.name, bold=True)
        for item in boxes.items:
            self._box(self._document.add_paragraph(style="Case"), item)

    def _box(self, paragraph: Paragraph, words: str) -> None:
        paragraph._p.append(self._controls.box(self._words(words)))
        self._plain(paragraph, NBSP)
        self._say(paragraph, words)

    def _area(self, name: str, lines: int) -> None:
        """Add a frame of several lines, which grows with what is typed in it."""
        table = self._table(1, [1.0])
        table.rows[0].height, table.rows[0].height_rule = Emu(_LINE * lines), WD_ROW_HEIGHT_RULE.AT_LEAST
        paragraph = table.rows[0].cells[0].paragraphs[0]
        paragraph._p.append(self._controls.text(self._words(name), self._language.waiting, lines=True))
        self._after()

    def _grid(self, part: FormBlock) -> None:
        grid = part.table
        assert isinstance(grid, Grid)  # noqa: S101 - its sort says so
        begun = any(row and row[0] for row in grid.rows)
        first = 1.35 if begun and len(grid.columns) > 2 else 1.0
        sizes = [first] + [1.0] * (len(grid.columns) - 1)
        table = self._table(1 + len(grid.rows) + grid.empty, [size / sum(sizes) for size in sizes])
        for cell, words in zip(table.rows[0].cells, grid.columns, strict=True):
            put(cell._tc.get_or_add_tcPr(), element("shd", val="clear", color="auto", fill="E9EFEC"), "vAlign")
            self._fill(cell, words, bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))
        for made, cells in zip(table.rows[1:], [*grid.rows, *[()] * grid.empty], strict=True):
            made.height, made.height_rule = Mm(10), WD_ROW_HEIGHT_RULE.AT_LEAST
            for cell, words in zip(made.cells, cells, strict=False):
                self._fill(cell, words)
        self._after()

    def _signature(self, part: FormBlock) -> None:
        name, signature, day = (typographic(word) for word in self._language.signing)
        for who in part.signature:
            self._say(self._document.add_paragraph(style="Champ nommé"), who, bold=True)
            table = self._table(2, [0.38, 0.38, 0.24])
            table.rows[0].height, table.rows[0].height_rule = Mm(12), WD_ROW_HEIGHT_RULE.AT_LEAST
            first, _, last = table.rows[0].cells
            whole = f"{self._words(who)}{NBSP}: "
            first.paragraphs[0]._p.append(self._controls.text(f"{whole}{name}", self._language.waiting))
            date_ = self._controls.date(f"{whole}{day}", self._language.date, _CODES[self._code])
            last.paragraphs[0]._p.append(date_)
            for cell, word in zip(table.rows[1].cells, (name, signature, day), strict=True):
                self._fill(cell, word)
            self._after()

    def _table(self, rows: int, shares: list[float]) -> Table:
        table: Table = self._document.add_table(rows, len(shares), style="Table Grid")
        table.autofit = False
        _soften(table)
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Emu(round(self._width * share))
            for cell in column.cells:
                cell.width = column.width
                cell.paragraphs[0].style = self._document.styles["Case de tableau"]
        for row in table.rows:
            row._tr.get_or_add_trPr().append(element("cantSplit"))
        if self._right_to_left:
            put(
                table._tbl.tblPr,
                element("bidiVisual"),
                "tblStyleRowBandSize",
                "tblW",
                "jc",
                "tblBorders",
                "tblLayout",
                "tblLook",
            )
        return table

    def _after(self) -> None:
        spacer = self._document.add_paragraph()
        spacer.paragraph_format.space_after, spacer.paragraph_format.line_spacing = Emu(0), Pt(5)

    def _fill(self, cell: _Cell, words: str, *, bold: bool = False) -> None:
        if words:
            self._say(cell.paragraphs[0], words, bold=bold)

    def _say(self, paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False) -> None:
        for block in blocks(text):
            for item in block.items:
                self._run(paragraph, item, _Face(bold, italic))

    def _run(self, paragraph: Paragraph, item: Any, face: _Face | None = None) -> None:  # noqa: ANN401 - a run of tokens
        face = face or _Face()
        for words in pieces(self._views, item):
            self._plain(
                paragraph,
                words.text,
                _Face(face.bold or words.style == "strong", face.italic or words.style == "emphasis"),
            )

    def _plain(self, paragraph: Paragraph, text: str, face: _Face | None = None) -> None:
        run = paragraph.add_run(text)
        face = face or _Face()
        run.bold, run.italic = face.bold or None, face.italic or None
        properties = run._r.get_or_add_rPr()
        for on, tag in ((face.bold, "bCs"), (face.italic, "iCs"), (self._right_to_left, "rtl")):
            if on:
                properties.append(element(tag))

    def _words(self, text: str) -> str:
        return "".join(
            words.text for block in blocks(text) for item in block.items for words in pieces(self._views, item)
        )


_DRAWN: dict[str, Callable[[_Form, FormBlock], None]] = {
    "heading": _Form._heading,
    "text": _Form._text,
    "field": _Form._field,
    "table": _Form._grid,
    "checklist": _Form._checklist,
    "signature": _Form._signature,
}
"""What draws each sort of block; notes that say how to adapt the form are not drawn."""


def _soften(table: Table) -> None:
    """Draw the rules of a table in grey, and put its edge under that of the text."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = [element(side, val="single", sz=4, space=0, color=shell.RULE) for side in sides]
    put(table._tbl.tblPr, element("tblInd", w=110, type="dxa"), "tblBorders", "tblLayout", "tblCellMar", "tblLook")
    put(table._tbl.tblPr, element("tblBorders", *rules), "shd", "tblLayout", "tblCellMar", "tblLook")


def _styles(document: Doc, *, right_to_left: bool) -> None:
    """Add the styles of forms: a line to write on, the name of what follows, help, a box to tick."""
    styles: Any = document.styles
    lines = [element(side, val="single", sz=6, space=1, color=shell.RULE) for side in ("bottom", "between")]
    rule = element("pBdr", *lines)  # between: Word draws one rule for paragraphs alike that follow each other
    for heading, points in (("Title", 22), ("Heading 1", 14)):
        styles[heading].font.size, styles[heading].paragraph_format.space_before = Pt(points), Pt(9)
        put(styles[heading].element.get_or_add_rPr(), element("szCs", val=points * 2), "lang")
    for name, after in (("Champ", 9), ("Champ nommé", 2), ("Aide", 2), ("Case", 3), ("À relire", 4)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.paragraph_format.space_before = Mm(2.2 if name in ("Champ", "Champ nommé") else 0)
        style.paragraph_format.space_after = Emu(after * 12_700)
        style.paragraph_format.keep_with_next = name in ("Champ nommé", "Aide")
        style.paragraph_format.keep_together = True
        if name == "Champ":
            put(style.element.get_or_add_pPr(), rule, "shd", "spacing", "ind", "jc", "rPr")
    if right_to_left:
        normal = styles["Normal"].element.get_or_add_pPr()
        put(normal, element("bidi"), "adjustRightInd", "spacing", "ind", "jc", "rPr")
