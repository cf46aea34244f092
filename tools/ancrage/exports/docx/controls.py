"""Content controls: what one fills in with a keyboard, and that a pen can fill in too."""

from __future__ import annotations

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from ancrage.exports.docx.xml import Element, element

_CHECKED, _UNCHECKED = "2612", "2610"


class Controls:
    """Makes the controls of one document, each with its own number."""

    def __init__(self, placeholder: str) -> None:
        """`placeholder`: the id of the style of what waits to be written over."""
        self._number = 0
        self._placeholder = placeholder

    def text(self, name: str, waiting: str, *, lines: bool = False) -> Element:
        """Return a control for words, in a paragraph; `waiting` is shown until something is written."""
        many = {"multiLine": 1} if lines else {}
        return self._control(name, element("text", **many), self._waiting(waiting))

    def date(self, name: str, waiting: str, language: str) -> Element:
        """Return a control that opens a calendar."""
        told = element(
            "date",
            element("dateFormat", val="yyyy-MM-dd"),
            element("lid", val=language),
            element("storeMappedDataAs", val="dateTime"),
            element("calendar", val="gregorian"),
        )
        return self._control(name, told, self._waiting(waiting))

    def box(self, name: str) -> Element:
        """Return a box to tick."""
        told = parse_xml(
            f'<w14:checkbox {nsdecls("w14")}><w14:checked w14:val="0"/>'
            f'<w14:checkedState w14:val="{_CHECKED}" w14:font="MS Gothic"/>'
            f'<w14:uncheckedState w14:val="{_UNCHECKED}" w14:font="MS Gothic"/></w14:checkbox>'
        )
        mark = element("t")
        mark.text = chr(int(_UNCHECKED, 16))
        fonts = element("rFonts", ascii="MS Gothic", eastAsia="MS Gothic", hAnsi="MS Gothic", hint="eastAsia")
        return self._control(name, told, element("r", element("rPr", fonts), mark), waiting=False)

    def _control(self, name: str, sort: Element, shown: Element, *, waiting: bool = True) -> Element:
        self._number += 1
        properties = element(
            "sdtPr",
            element("alias", val=name[:64]),
            element("tag", val=f"champ-{self._number}"),
            element("id", val=self._number),
        )
        if waiting:
            properties.append(element("showingPlcHdr"))
        properties.append(sort)
        return element("sdt", properties, element("sdtContent", shown))

    def _waiting(self, text: str) -> Element:
        shown = element("t")
        shown.text = text
        shown.set(qn("xml:space"), "preserve")
        return element("r", element("rPr", element("rStyle", val=self._placeholder)), shown)
