"""Numbers of pages inside a document, as in « (p. 12) »: their place is kept, then they are written there.

Asked of WeasyPrint by `target-counter`, they have nearly every page of a guide laid out three times, until all are
right. Here each one takes the place of three digits, so that no page depends on it. Once the document is laid out, it
is written there, and what follows on its line closes up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from ancrage.problems import AncrageError

if TYPE_CHECKING:
    from weasyprint import Document
    from weasyprint.formatting_structure.boxes import Box

ATTRIBUTE = "data-folio"
"""What a link inside a document carries: its style says `content: attr(data-folio)`, before or after it."""
_PLACE = "000"


def reserve(root: Element) -> None:
    """Give every link inside a document the place of a page number."""
    for link in root.iter("a"):
        if link.get("href", "").startswith("#"):
            link.set(ATTRIBUTE, _PLACE)


def write(laid: Document) -> None:
    """Write the page numbers in a document that is laid out.

    An AncrageError names the first link that leads to nothing.
    """
    from weasyprint.document import Page  # noqa: PLC0415 - slow to load, and Pango may be missing
    from weasyprint.formatting_structure.boxes import LineBox  # noqa: PLC0415

    numbers: dict[str, int] = {}
    for number, page in enumerate(laid.pages, 1):
        for anchor in page.anchors:
            numbers.setdefault(anchor, number)
    for index, page in enumerate(laid.pages):
        tree = page._page_box  # noqa: SLF001 - the only way to what is laid out; the version of WeasyPrint is pinned
        changed = [_close_up(line, numbers) for line in tree.descendants() if isinstance(line, LineBox)]
        if any(changed):
            laid.pages[index] = Page(tree)  # the places of its links


def _close_up(line: Box, numbers: Mapping[str, int]) -> float:
    """Write the numbers of a line or of an inline box; return by how much it is wider (px), less than 0 most often."""
    from weasyprint.formatting_structure.boxes import InlineBox, TextBox  # noqa: PLC0415

    wider = 0.0
    for child in line.children:
        if child.is_in_normal_flow():
            child.translate(wider)
        if isinstance(child, TextBox):
            wider += _written(child, numbers)
        elif isinstance(child, InlineBox):
            wider += _close_up(child, numbers)
    line.width += wider
    return wider


def _written(text: Box, numbers: Mapping[str, int]) -> float:
    from weasyprint.text.line_break import split_first_line  # noqa: PLC0415

    if _PLACE not in text.text or not (text.element_tag or "").startswith("a::"):
        return 0
    name = text.element.get("href", "").removeprefix("#")
    if name not in numbers:
        raise AncrageError(f"un lien mène à « #{name} », que le document n'a pas.")
    before = text.width
    text.text = text.text.replace(_PLACE, str(numbers[name]))
    text.pango_layout, _, _, text.width, _, _ = split_first_line(text.text, text.style, None, None, 0)
    wider: float = text.width - before
    if text.style["text_align_all"] == "right":  # at the end of a line
        text.translate(-wider)
        return 0
    return wider
