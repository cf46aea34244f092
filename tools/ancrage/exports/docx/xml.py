"""Elements of WordprocessingML, where python-docx has no method for them."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any
"""An lxml element: its types are not published."""


def element(tag: str, /, *children: Element, **attributes: object) -> Element:
    """Return `<w:tag w:name="value">` with its children; an attribute named `w_x` or `x` is `w:x`."""
    made = OxmlElement(tag if ":" in tag else f"w:{tag}")
    for name, value in attributes.items():
        prefix, _, plain = name.rpartition("_")
        made.set(qn(f"{prefix or 'w'}:{plain}"), str(value))
    for child in children:
        made.append(child)
    return made


def put(parent: Element, child: Element, *successors: str) -> Element:
    """Put a child into its parent in place of one of the same name, before the first of its successors."""
    present = parent.find(child.tag)
    if present is not None:
        parent.replace(present, child)
        return child
    names = {qn(f"w:{name}") for name in successors}
    following = next((item for item in parent if item.tag in names), None)
    if following is None:
        parent.append(child)
    else:
        following.addprevious(child)
    return child


def field(paragraph: Element, instruction: str, shown: str, *, raised: bool = False) -> None:
    """Append to a paragraph a field that Word computes (`PAGE`, `NUMPAGES`…), with what it shows until then."""
    told, text = element("instrText"), element("t")
    told.text, text.text = f" {instruction} ", shown
    told.set(qn("xml:space"), "preserve")
    marks = [element("fldChar", fldCharType=sort) for sort in ("begin", "separate", "end")]
    for part in (marks[0], told, marks[1], text, marks[2]):
        face = [element("rPr", element("vertAlign", val="superscript"))] if raised else []
        paragraph.append(element("r", *face, part))
