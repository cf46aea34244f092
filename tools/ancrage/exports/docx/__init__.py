"""An XHTML fragment → a Word document with real styles: `document(fragment, title, …) -> bytes`.

**The fragment** is well-formed XML without a root: blocks one after another, `xmlns` optional, entities numeric
(`&#160;`) or those of XML. What is understood:

- `h1`…`h6` become « Titre 1 » to « Titre 4 »; `top` is the level that becomes « Titre 1 » (a page whose title is given
  apart and whose sections are `h2`: `top=2`);
- `p`, `ul`, `ol` (each starts again from 1), `ul.cases` (boxes to tick), nested three deep; `dl`, `blockquote`,
  `figure` with `figcaption`, `details` (always open), `hr`;
- `table`: `thead` repeats on each page, rows do not split, `colspan`; widths from `<col style="width: 20%">`, else from
  the words; `caption` or `aria-label` is its alternative text;
- `img` whose `src` is a `data:` address (PNG, JPEG, SVG) and inline `svg`: a picture, as wide as the text unless
  `width` says less; alternative text from `alt`, else from `title` and `desc`; fonts and colours must be in the SVG;
- `strong`, `em`, `small`, `sup`, `sub`, `br`; `a`: to the web, or to an `id` of the fragment, else its words alone;
- notes: `<sup><a class="appel" href="#x">3</a></sup>` calls the `<li id="x">` of an `<ol class="notes">`, anywhere in
  the fragment: it becomes a footnote, and the list is left out, `a.retour` too;
- classes: `en-bref` (Chapeau), `dites` and `a-dire` (À dire), `encadre`, `pour-animer`, `limites`, `premier-pas`,
  `recommandation`, `carton` (Encadré), `heure` (Moment), `genre` (Sous-titre), `span.propose` (Mention), `span.chiffre`
  and `span.minutes` (bold); `saut` on a block starts a new page;
- `nav`, `button`, `form`, `script` and `style` are left out.

The same content gives the same bytes. No font is embedded: Word has Calibri and Georgia.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element as Source
from xml.etree.ElementTree import fromstring

from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.shared import Emu

from ancrage.exports.docx import shell
from ancrage.exports.docx.runs import Runs
from ancrage.exports.docx.walk import Walk, Where
from ancrage.exports.docx.xml import element

_XHTML = "{http://www.w3.org/1999/xhtml}"


def document(  # noqa: PLR0913 - what a document is made of
    fragment: str,
    title: str,
    *,
    subtitle: str = "",
    source: str = "",
    day: date | None = None,
    size: str = "letter",
    top: int = 1,
    contents: bool = False,
) -> bytes:
    """Return the bytes of a Word document in French of Canada.

    `source` is the line at the foot of pages; `day`, the date of the content; `size`, `letter` or `a4`; `contents` adds
    a table of contents that Word keeps up to date.
    """
    root = parse(fragment)
    made = shell.blank(title, size=size)
    made.add_paragraph(title, style="Title")
    if subtitle:
        made.add_paragraph(subtitle, style="Subtitle")
    names = bookmarks(root, top if contents else None)
    noted = _taken_out(root)
    runs = Runs(made, names, noted)
    if contents:
        _contents(made, root, names, top)
    section = made.sections[0]
    width = Emu(section.page_width - section.left_margin - section.right_margin)  # type: ignore[operator]
    Walk(made, runs, top).children(root, Where(made, width))
    shell.footer(made, source)
    return shell.finish(made, day)


def parse(fragment: str) -> Source:
    """Return a fragment as one element, its tags without the namespace of XHTML."""
    root = fromstring(f"<body>{fragment}</body>")  # noqa: S314 - made by the portal from its own content
    for each in root.iter():
        each.tag = str(each.tag).removeprefix(_XHTML)
    return root


def bookmarks(root: Source, contents: int | None) -> dict[str, str]:
    """Return the bookmark of each anchor that a link leads to, and of each heading of a table of contents."""
    anchors = {each.get("id") for each in root.iter()} - {None}
    wanted = [(each.get("href") or "").removeprefix("#") for each in root.iter("a")]
    if contents is not None:
        wanted += [each.get("id") or "" for level in (contents, contents + 1) for each in root.iter(f"h{level}")]
    found = [anchor for anchor in dict.fromkeys(wanted) if anchor in anchors]
    return {anchor: f"_Ancre{number}" for number, anchor in enumerate(found, 1)}


def _taken_out(root: Source) -> Mapping[str, Source]:
    """Return the notes by their anchor, and take out of the fragment what holds them."""
    notes: dict[str, Source] = {}
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "ol" and child.get("class") == "notes":
                notes |= {each.get("id") or "": each for each in child.iter() if each.get("id")}
                parent.remove(child)
    return notes


def _contents(made: Doc, root: Source, names: Mapping[str, str], top: int) -> None:
    """Write a table of contents: a field, which shows the headings until Word computes the pages."""
    made.add_paragraph("Sommaire", style="Heading 2")
    levels = {f"h{top}": 1, f"h{top + 1}": 2}
    headings = [each for each in root.iter() if each.tag in levels and each.get("id") in names]
    opened = False
    for each in headings:
        paragraph = made.add_paragraph(style=f"toc {levels[each.tag]}")._p
        if not opened:
            for child in (
                element("fldChar", fldCharType="begin"),
                _instruction(f' TOC \\o "1-{len(levels)}" \\h \\z \\u '),
                element("fldChar", fldCharType="separate"),
            ):
                paragraph.append(element("r", child))
            opened = True
        text = element("t")
        text.text = " ".join("".join(each.itertext()).split())
        paragraph.append(element("hyperlink", element("r", text), anchor=names[each.get("id") or ""], history=1))
        if each is headings[-1]:
            paragraph.append(element("r", element("fldChar", fldCharType="end")))


def _instruction(text: str) -> object:
    told = element("instrText")
    told.text = text
    told.set(qn("xml:space"), "preserve")
    return told
