"""Footnotes, which python-docx does not write: the part that holds them, and the calls in the text."""

from __future__ import annotations

from docx.document import Document as Doc
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from ancrage.exports.docx.xml import Element, element, field

_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


class Notes:
    """The footnotes of a document, made at the first call; a note called again shows the same number."""

    def __init__(self, document: Doc) -> None:
        self._document = document
        self._numbers: dict[str, int] = {}
        self.part: XmlPart | None = None

    def call(self, paragraph: Element, key: str, bookmark: int) -> Element | None:
        """Append to a paragraph the call of a note; return the paragraph of a note still to be written, else None."""
        if key in self._numbers:
            field(paragraph, f"NOTEREF _Note{self._numbers[key]} \\h", str(self._numbers[key]), raised=True)
            return None
        number = self._numbers[key] = len(self._numbers) + 1
        paragraph.append(element("bookmarkStart", id=bookmark, name=f"_Note{number}"))
        paragraph.append(element("r", _raised(), element("footnoteReference", id=number)))
        paragraph.append(element("bookmarkEnd", id=bookmark))
        written = element("p", element("pPr", element("pStyle", val=self._style())))
        space = element("t", xml_space="preserve")
        space.text = " "
        written.append(element("r", _raised(), element("footnoteRef")))
        written.append(element("r", space))
        self._root().append(element("footnote", written, id=number))
        return written

    def _style(self) -> str:
        return str(self._document.styles["footnote text"].style_id)

    def _root(self) -> Element:
        if self.part is None:
            root = element("footnotes")
            for number, sort in _SEPARATORS:
                root.append(element("footnote", element("p", element("r", element(sort))), type=sort, id=number))
            package = self._document.part.package
            assert package is not None  # noqa: S101 - a document has its package
            self.part = XmlPart(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, root, package)
            self._document.part.relate_to(self.part, RT.FOOTNOTES)
            told = element("footnotePr", *(element("footnote", id=number) for number, _ in _SEPARATORS))
            settings = self._document.settings.element
            after = settings.find(qn("w:compat"))
            settings.append(told) if after is None else after.addprevious(told)
        return self.part.element


def _raised() -> Element:
    return element("rPr", element("vertAlign", val="superscript"))
