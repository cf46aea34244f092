"""Words, tables and notes of a slide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.slide import Slide as Page
from pptx.util import Emu, Pt

from ancrage.exports.pptx.template import INK, PINE, Frame, box, speak

_SHARES = (0.14, 0.72, 0.14)


def paragraphs(  # noqa: PLR0913 - what a paragraph is
    frame: Any,  # noqa: ANN401 - a text frame of python-pptx, without public type
    lines: Iterable[str],
    *,
    size: int,
    colour: str = INK,
    numbered: bool = False,
    after: float = 0.35,
    strong: int = 0,
    more: bool = False,
) -> None:
    """Write lines into a text frame, after what it holds if `more`.

    `after` is the space under a line, in lines; `strong`, how many characters at its start are bold.
    """
    for index, line in enumerate(lines):
        paragraph = frame.add_paragraph() if more or index else frame.paragraphs[0]
        for text, bold in ((line[:strong], True), (line[strong:], False)):
            if text:
                run = paragraph.add_run()
                run.text = text
                run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(colour)
                run.font.bold = bold or None
        paragraph.space_after = Pt(size * after)
        if numbered:
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", "571500")
            properties.set("indent", "-571500")
            properties.append(properties.makeelement(qn("a:buFont"), {"typeface": "+mj-lt"}))
            properties.append(properties.makeelement(qn("a:buAutoNum"), {"type": "arabicPeriod"}))
    speak(frame)


def one_line(  # noqa: PLR0913 - what a line is
    page: Page, text: str, place: Frame, *, size: int, colour: str, name: str
) -> None:
    """Write a line in small type at a place of the slide."""
    paragraphs(box(page, place, name), text.split("\n"), size=size, colour=colour, after=0)


def table(page: Page, rows: Sequence[Sequence[str]], place: Frame) -> None:
    """Add the timed plan as a native table: hour, activity, length."""
    left, top, width, height = map(Emu, place)
    tall = Emu(min(height // (len(rows) + 1), 520_000))
    shape = page.shapes.add_table(len(rows) + 1, 3, left, top, width, Emu(tall * (len(rows) + 1)))
    shape.name = "Plan"
    shape._element.nvGraphicFramePr.cNvPr.set("descr", "Le plan de la séance : heure, activité, durée.")
    made: Any = shape.table
    made.horz_banding = False
    for column, share in zip(made.columns, _SHARES, strict=True):
        column.width = Emu(round(width * share))
    size = 20 if len(rows) <= 9 else 18
    for index, cells in enumerate([("Heure", "Activité", "Durée"), *rows]):
        made.rows[index].height = tall
        for cell, text in zip(made.rows[index].cells, cells, strict=True):
            _cell(cell, text, size if index else 15, head=index == 0)


def _cell(cell: Any, text: str, size: int, *, head: bool) -> None:  # noqa: ANN401 - as above
    cell.text = text
    cell.margin_top = cell.margin_bottom = Emu(20_000)
    cell.vertical_anchor = 3
    cell.fill.background()
    for run in cell.text_frame.paragraphs[0].runs:
        run.font.size, run.font.bold = Pt(size), head
        run.font.color.rgb = RGBColor.from_string(PINE if head else INK)
    speak(cell.text_frame)
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": "19050" if head else "6350"})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": PINE if head else "A9A292"}))
    line.append(fill)
    properties.insert(0, line)


def notes(page: Page, text: str) -> None:
    """Write the speaker notes of a slide."""
    frame: Any = page.notes_slide.notes_text_frame
    frame.text = text
    speak(frame)
