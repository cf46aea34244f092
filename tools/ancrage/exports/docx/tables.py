"""Tables of a fragment → tables of Word: a header that repeats, rows that do not split, widths that suit the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element as Source

from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Emu, Length
from docx.table import Table, _Cell

from ancrage.exports.docx.xml import element, put

_LONGEST, _SHORTEST = 60, 6
_AFTER = ("tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription")


@dataclass(frozen=True)
class Row:
    """The cells of a row, and whether it is of the header."""

    cells: tuple[Source, ...]
    head: bool


def rows_of(source: Source) -> list[Row]:
    """Return the rows of a table, in order."""
    return list(_rows(source, head=False))


def _rows(source: Source, *, head: bool) -> Iterator[Row]:
    for child in source:
        if child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child, head=child.tag == "thead")
        elif child.tag == "tr":
            yield Row(tuple(cell for cell in child if cell.tag in ("th", "td")), head)


def add_table(document: Doc, source: Source, width: Length, fill: Callable[[Source, _Cell, str], None]) -> Table | None:
    """Add a table to a document; `fill` writes what a cell holds into it, in a style. None for a table without cells.

    Widths come from `<col style="width: 20%">`, else from the words of the columns.
    """
    rows = rows_of(source)
    columns = max((sum(_span(cell) for cell in row.cells) for row in rows), default=0)
    if not columns:
        return None
    table: Table = document.add_table(len(rows), columns)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    widths = [Emu(round(width * share)) for share in _shares(source, rows, columns)]
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    _frame(table, source.get("aria-label") or _caption(source))
    for made, row in zip(table.rows, rows, strict=True):
        properties = made._tr.get_or_add_trPr()
        properties.append(element("cantSplit"))
        if row.head:
            properties.append(element("tblHeader"))
        at = 0
        for cell in row.cells:
            last = min(at + _span(cell), columns) - 1
            target = made.cells[at] if last == at else made.cells[at].merge(made.cells[last])
            target.width = Emu(sum(widths[at : last + 1]))
            if row.head or cell.tag == "th":
                _shade(target)
            fill(cell, target, "Case de tableau")
            at = last + 1
    return table


def _span(cell: Source) -> int:
    return max(1, int(cell.get("colspan") or 1))


def _caption(source: Source) -> str:
    found = source.find("caption")
    return "" if found is None else " ".join("".join(found.itertext()).split())


def _shares(source: Source, rows: list[Row], columns: int) -> list[float]:
    """Return the share of the width that each column takes."""
    told = [re.search(r"width:\s*([\d.]+)%", col.get("style") or "") for col in source.iter("col")]
    if len(told) == columns and all(told):
        sizes = [float(found[1]) for found in told if found]
    else:
        sizes = [float(_SHORTEST)] * columns
        for row in rows:
            if len(row.cells) == columns:
                for index, cell in enumerate(row.cells):
                    words = "".join(cell.itertext()).split()
                    longest = max((len(word) for word in words), default=0)
                    wanted = max(longest * 1.7, min(len(" ".join(words)), _LONGEST) * 0.8)
                    sizes[index] = max(sizes[index], wanted)
    return [size / sum(sizes) for size in sizes]


def _frame(table: Table, caption: str) -> None:
    properties = table._tbl.tblPr
    lines = [element(side, val="single", sz=4, space=0, color="A9A292") for side in ("top", "bottom", "insideH")]
    lines.insert(1, element("left", val="nil"))
    lines.insert(3, element("right", val="nil"))
    put(properties, element("tblBorders", *lines), "shd", *_AFTER)
    margins = [
        element(side, w=size, type="dxa") for side, size in (("top", 50), ("left", 90), ("bottom", 50), ("right", 90))
    ]
    put(properties, element("tblCellMar", *margins), *_AFTER[2:])
    if caption:
        put(properties, element("tblCaption", val=caption), "tblDescription")


def _shade(cell: _Cell) -> None:
    put(
        cell._tc.get_or_add_tcPr(),
        element("shd", val="clear", color="auto", fill="E9EFEC"),
        "noWrap",
        "tcMar",
        "vAlign",
    )
