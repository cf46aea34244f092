"""Results as titled sections, a table or a list each, and their text, Markdown and CSV.

The twin of `docs/js/sections.js`: the same sections give the same texts, byte for byte.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ancrage.text import NBSP

_FORMULA = re.compile(r"^[=+\-@\t\r]")


@dataclass(frozen=True)
class Section:
    """A titled part of a result. `lead`: how to read it; a table has `head` and `rows`, a list has `items`."""

    id: str
    title: str
    lead: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show but a title."""
        return not self.rows and not self.items


def as_markdown(title: str, lead: str, sections: Iterable[Section]) -> str:
    """Return sections as a Markdown document; empty ones are left out."""
    chunks = [f"# {title}", lead]
    for section in sections:
        if section.empty:
            continue
        chunks += [f"## {section.title}", section.lead]
        if section.rows:
            lines = [section.head, tuple("---" for _ in section.head), *section.rows]
            chunks.append("\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines))
        chunks.append("\n".join(f"- {_escaped(item)}" for item in section.items))
    return "\n\n".join(chunk for chunk in chunks if chunk) + "\n"


def as_text(title: str, lead: str, sections: Iterable[Section]) -> str:
    """Return sections for a terminal: a row is its first cell, then a line a column that says something."""
    lines = [title, "=" * len(title), "", lead]
    for section in sections:
        if section.empty:
            continue
        lines += ["", section.title, "-" * len(section.title)]
        lines += [section.lead] if section.lead else []
        for row in section.rows:
            lines += ["", row[0]]
            lines += [f"  {name}{NBSP}: {cell}" for name, cell in zip(section.head[1:], row[1:], strict=True) if cell]
        lines += [f"- {item}" for item in section.items]
    return "\n".join(lines) + "\n"


def as_csv(sections: Iterable[Section]) -> str:
    """Return sections as one long table, as French spreadsheets read it."""
    rows: list[Sequence[str]] = [("Partie", "Élément", "Colonne", "Valeur")]
    for section in sections:
        for row in section.rows:
            cells = zip(section.head[1:], row[1:], strict=True)
            rows += [(section.title, row[0], name, cell) for name, cell in cells]
        rows += [(section.title, "", "", item) for item in section.items]
    return csv_text(rows)


def csv_text(rows: Iterable[Sequence[str | int]]) -> str:
    """Return a table as French spreadsheets read it; a value is never taken for a formula. Twin of `docs/js/csv.js`."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_plain(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet runs: a leading apostrophe marks it as text."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _cell(text: str) -> str:
    return _escaped(text).replace("|", "\\|")


def _escaped(text: str) -> str:
    """Return words as Markdown shows them, on one line."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text.replace("\n", " "))
