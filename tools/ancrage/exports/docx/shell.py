"""The blank Word document that every export starts from: styles, lists, language, header and footer, properties."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ancrage.exports.archive import FIXED_DAY, stable
from ancrage.exports.docx.xml import Element, element, field, put
from ancrage.text import NBSP

TEXT, TITLES = "Calibri", "Georgia"
INK, PINE, CLAY, RULE = "22302E", "1D504C", "A2431D", "857F6F"
SIZES = {"letter": (Mm(215.9), Mm(279.4)), "a4": (Mm(210), Mm(297))}
MARGIN = Mm(20)

BULLETS, NUMBERS, BOXES = 1, 2, 3
"""The lists of a document: numbers of their definitions, and of the list that each unnumbered one uses."""

_HEADINGS = ((1, 22.0, 18, 6), (2, 15.5, 16, 4), (3, 12.5, 12, 3), (4, 11.0, 10, 2))
_AFTER_PPR = ("spacing", "ind", "contextualSpacing", "mirrorIndents", "jc", "outlineLvl", "rPr", "sectPr")
_AFTER_SIZE = ("szCs", "highlight", "u", "effect", "bdr", "shd", "vertAlign", "rtl", "cs", "lang")
_MARKS = {BULLETS: ("•", "–", "•"), BOXES: ("☐", "☐", "☐")}


@dataclass(frozen=True)
class Box:
    """A paragraph style set apart: its rule (side, width in eighths of a point, colour) and its ground."""

    name: str
    rule: str
    ground: str
    font: str = TEXT
    size: float = 11.0


BOXED = (
    Box("À dire", CLAY, "FFFFFF", TITLES, 12.0),
    Box("Encadré", "C98A00", "FCF6E6"),
    Box("Chapeau", PINE, "FFFFFF", size=12.0),
)


def blank(title: str, *, language: str = "fr-CA", size: str = "letter", right_to_left: bool = False) -> Doc:
    """Return an empty document with the styles of the portal, its title in the properties."""
    document = Document()
    for child in list(document.element.body):
        if child.tag != qn("w:sectPr"):
            document.element.body.remove(child)
    _page(document, size, right_to_left=right_to_left)
    _defaults(document, language)
    _styles(document)
    _lists(document)
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, "Ancrage", language
    properties.comments, properties.keywords, properties.subject = "", "", ""
    properties.last_modified_by, properties.revision = "Ancrage", 1
    return document


def footer(document: Doc, source: str, *, counted: bool = True) -> None:
    """Write at the foot of each page where the document comes from, and « Page x de y »; « x/y » unless `counted`."""
    section = document.sections[0]
    paragraph = section.footer.paragraphs[0]
    put(paragraph._p.get_or_add_pPr(), element("bidi", val=0), *_AFTER_PPR)
    width = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{source}\t" + (f"Page{NBSP}" if counted else ""))
    field(paragraph._p, "PAGE", "1")
    paragraph.add_run(" de " if counted else "/")
    field(paragraph._p, "NUMPAGES", "1")


def finish(document: Doc, day: date | None) -> bytes:
    """Return the bytes of a document: the same for the same content. `day`: that of the content."""
    moment = datetime.combine(day or FIXED_DAY, datetime.min.time(), tzinfo=UTC)
    document.core_properties.created = document.core_properties.modified = moment
    holder = io.BytesIO()
    document.save(holder)
    return stable(holder.getvalue(), day)


def _page(document: Doc, size: str, *, right_to_left: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = SIZES[size]
    section.left_margin = section.right_margin = section.top_margin = MARGIN
    section.bottom_margin, section.footer_distance = Mm(18), Mm(9)
    if right_to_left:
        put(section._sectPr, element("bidi"), "rtlGutter", "docGrid")


def _defaults(document: Doc, language: str) -> None:
    """Set the type and the language of the whole document, without the fonts of the theme."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(defaults):
        defaults.remove(child)
    defaults.append(_fonts(TEXT))
    for tag in ("sz", "szCs"):
        defaults.append(element(tag, val=22))
    defaults.append(element("lang", val=language, eastAsia=language, bidi="ar-SA"))
    for style in document.styles.element.iter(qn("w:rFonts")):
        for name in list(style.attrib):
            if "heme" in name:
                del style.attrib[name]
    settings = document.settings.element
    for present in settings.findall(qn("w:themeFontLang")):
        present.set(qn("w:val"), language)


def _fonts(name: str) -> Element:
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs="Arial" if name == TEXT else "Times New Roman")


def _styles(document: Doc) -> None:
    styles = document.styles
    body = styles["Normal"]
    _type(body, TEXT, 11, INK)
    _space(body, 0, 6, 1.12)
    for level, points, before, after in _HEADINGS:
        heading = styles[f"Heading {level}"]
        _type(heading, TITLES, points, PINE, bold=level > 1)
        _space(heading, before, after, 1.05, together=True)
    _type(styles["Title"], TITLES, 26, PINE)
    _space(styles["Title"], 0, 4, 1.0, together=True)
    for rule in styles["Title"].element.iter(qn("w:pBdr")):
        rule.getparent().remove(rule)
        break
    _type(styles["Subtitle"], TEXT, 12, "51605D")
    _space(styles["Subtitle"], 0, 10, 1.1)
    _type(styles["Caption"], TEXT, 9.5, "51605D")
    _type(styles["Quote"], TITLES, 11.5, INK)
    _type(styles["Footer"], TEXT, 8.5, "51605D")
    for name in ("List Bullet", "List Number"):
        _space(styles[name], 0, 3, 1.1)
    for box in BOXED:
        _boxed(document, box)
    _named(document, "Terme", TEXT, 11, PINE, bold=True, together=True)
    _named(document, "Définition", TEXT, 11, INK).paragraph_format.left_indent = Mm(6)
    _named(document, "Case de tableau", TEXT, 10, INK)
    _space(_named(document, "Moment", TEXT, 10.5, CLAY, bold=True), 10, 0, 1.0, together=True)
    _named(document, "footnote text", TEXT, 9, INK)
    for level in (1, 2):
        contents = _named(document, f"toc {level}", TEXT, 11, INK, bold=level == 1)
        contents.paragraph_format.left_indent = Mm(6 * (level - 1))
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = RGBColor.from_string("14605A"), True
    mark = styles.add_style("Mention", WD_STYLE_TYPE.CHARACTER)
    mark.font.size, mark.font.italic, mark.font.bold = Pt(9.5), True, False
    mark.font.color.rgb = RGBColor.from_string("51605D")
    placeholder = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER, builtin=True)
    placeholder.font.color.rgb = RGBColor.from_string("666666")


def _named(  # noqa: PLR0913 - what a style is
    document: Doc, name: str, font: str, points: float, colour: str, *, bold: bool = False, together: bool = False
) -> Any:  # noqa: ANN401 - python-docx types a style by its kind
    known = name.startswith(("toc", "footnote"))  # names that Word itself translates
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=known)
    style.base_style = document.styles["Normal"]
    _type(style, font, points, colour, bold=bold)
    _space(style, 0, 3, 1.1, together=together)
    return style


def _boxed(document: Doc, box: Box) -> None:
    style = _named(document, box.name, box.font, box.size, INK)
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(3)
    style.paragraph_format.keep_together = True
    _space(style, 2, 5, 1.12)
    borders = element("pBdr", element("left", val="single", sz=24, space=8, color=box.rule))
    properties = style.element.get_or_add_pPr()
    put(properties, borders, "shd", *_AFTER_PPR)
    put(properties, element("shd", val="clear", color="auto", fill=box.ground), *_AFTER_PPR)


def _type(style: Any, font: str, points: float, colour: str, *, bold: bool | None = None) -> None:  # noqa: ANN401 - a style of python-docx, whose type depends on its kind
    style.font.size, style.font.color.rgb = Pt(points), RGBColor.from_string(colour)
    style.font.italic = False
    for spread in style.element.findall(f"{qn('w:rPr')}/{qn('w:spacing')}"):
        spread.getparent().remove(spread)
    if bold is not None:
        style.font.bold = bold
    properties = style.element.get_or_add_rPr()
    put(properties, _fonts(font), *(child.tag.split("}")[1] for child in properties))
    # Scripts written from right to left have a size and a weight of their own.
    put(properties, element("szCs", val=round(points * 2)), *_AFTER_SIZE)
    if bold:
        put(properties, element("bCs"), "i", "iCs", "color", "sz", *_AFTER_SIZE)


def _space(style: Any, before: float, after: float, line: float, *, together: bool = False) -> None:  # noqa: ANN401 - as above
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line
    form.keep_with_next, form.widow_control = together, True


def _lists(document: Doc) -> None:
    """Write the definitions of lists: bullets, numbers, boxes to tick, three levels each."""
    part = document.part.numbering_part.element
    for child in list(part):
        part.remove(child)
    for key in (BULLETS, NUMBERS, BOXES):
        levels = [_level(key, depth) for depth in range(3)]
        part.append(
            element("abstractNum", element("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=key)
        )
    for key in (BULLETS, NUMBERS, BOXES):
        part.append(element("num", element("abstractNumId", val=key), numId=key))
    for name, key in (("List Bullet", BULLETS), ("List Number", NUMBERS)):
        properties = document.styles[name].element.get_or_add_pPr()
        put(properties, element("numPr", element("numId", val=key)), "pBdr", "shd", *_AFTER_PPR)
    for style in document.styles.element.iter(qn("w:style")):
        for number in list(style.iter(qn("w:numId"))):
            if int(number.get(qn("w:val"))) not in (BULLETS, NUMBERS, BOXES):
                number.set(qn("w:val"), str(BULLETS))


def _level(key: int, depth: int) -> Element:
    mark = ("%1.", "%2)", "%3.")[depth] if key == NUMBERS else _MARKS[key][depth]
    sort = ("decimal", "lowerLetter", "lowerRoman")[depth] if key == NUMBERS else "bullet"
    type_ = (
        [element("rPr", element("rFonts", ascii="Segoe UI Symbol", hAnsi="Segoe UI Symbol"))] if key == BOXES else []
    )
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=sort),
        element("lvlText", val=mark),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=400 * (depth + 1), hanging=400)),
        *type_,
        ilvl=depth,
    )


def new_numbers(document: Doc) -> int:
    """Return the number of a new numbered list, which starts again from 1."""
    part = document.part.numbering_part.element
    number = len(part.findall(qn("w:num"))) + 1
    restart = element("lvlOverride", element("startOverride", val=1), ilvl=0)
    part.append(element("num", element("abstractNumId", val=NUMBERS), restart, numId=number))
    return number
