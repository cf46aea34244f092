"""The blank presentation that slides start from: 16:9, our type and colours, and where things stand on a slide."""

from __future__ import annotations

import re
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Show
from pptx.slide import Slide as Page
from pptx.util import Emu, Inches, Pt

TEXT, TITLES = "Calibri", "Georgia"
INK, SOFT, PINE, CLAY, GROUND = "22302E", "51605D", "1D504C", "A2431D", "173F3C"
LANGUAGE = "fr-CA"

Frame = tuple[int, int, int, int]
"""Left, top, width, height, in English metric units."""


def _frame(left: float, top: float, width: float, height: float) -> Frame:
    return Inches(left), Inches(top), Inches(width), Inches(height)


WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
TITLE, KICKER = _frame(0.75, 0.75, 11.83, 0.95), _frame(0.75, 0.42, 11.83, 0.42)
BODY = _frame(0.75, 1.85, 11.83, 4.65)
SOURCE, SOURCE_OF_FIGURES = _frame(0.75, 6.5, 11.83, 0.45), _frame(0.75, 6.1, 11.83, 0.85)
FOOT, NUMBER = _frame(0.75, 7.0, 10.0, 0.32), _frame(11.58, 7.0, 1.0, 0.32)
COVER_TITLE, COVER_TEXT, COVER_FOOT = (
    _frame(1.0, 1.6, 11.3, 1.9),
    _frame(1.0, 3.7, 10.6, 2.2),
    _frame(1.0, 6.35, 11.3, 0.5),
)


def blank(title: str) -> Show:
    """Return an empty presentation in the format and the type of the portal."""
    show = Presentation()
    show.slide_width, show.slide_height = WIDTH, HEIGHT
    properties = show.core_properties
    properties.title, properties.author, properties.language = title, "Ancrage", LANGUAGE
    properties.last_modified_by, properties.revision, properties.comments = "Ancrage", 1, ""
    _theme(show)
    _layouts(show)
    return show


def titled(page: Page, title: str, kicker: str = "") -> None:
    """Write the title of a slide in its placeholder, and over it a line in small type."""
    shape = page.shapes.title
    assert shape is not None  # noqa: S101 - every layout used has a title
    shape.name = "Titre"
    shape.text_frame.text = title
    speak(shape.text_frame)
    if kicker:
        frame = box(page, KICKER, "Moment")
        frame.text = kicker
        run = frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold, run.font.color.rgb = Pt(16), True, RGBColor.from_string(CLAY)
        speak(frame)


def box(page: Page, frame: Frame, name: str) -> Any:  # noqa: ANN401 - a text frame of python-pptx, without public type
    """Return the text frame of a new text box whose words wrap."""
    shape = page.shapes.add_textbox(*map(Emu, frame))
    shape.name = name
    text = shape.text_frame
    text.word_wrap = True
    text.margin_left = text.margin_right = 0
    return text


def footer(page: Page, words: str, number: int) -> None:
    """Write what the slide belongs to, and its number as a field."""
    frame = box(page, FOOT, "Pied")
    frame.text = words
    counted = box(page, NUMBER, "Numéro")
    paragraph = counted.paragraphs[0]._p
    field = paragraph.makeelement(qn("a:fld"), {"id": "{0D1A7F5E-0000-4000-8000-000000000001}", "type": "slidenum"})
    field.append(field.makeelement(qn("a:rPr"), {"lang": LANGUAGE, "sz": "1100"}))
    shown = field.makeelement(qn("a:t"), {})
    shown.text = str(number)
    field.append(shown)
    paragraph.append(field)
    counted.paragraphs[0].alignment = 3
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.color.rgb = Pt(11), RGBColor.from_string(SOFT)
    speak(frame)


def speak(frame: Any) -> None:  # noqa: ANN401 - as above
    """Say that every word of a text frame is in French of Canada."""
    for run in frame._txBody.iter(qn("a:r")):
        run.get_or_add_rPr().set("lang", LANGUAGE)


def _theme(show: Show) -> None:
    """Put our fonts and colours in the theme, so that what the trainer adds looks like the rest."""
    part: Any = next(
        rel.target_part for rel in show.slide_masters[0].part.rels.values() if rel.reltype.endswith("/theme")
    )
    text = part._blob.decode()
    for group, font in (("majorFont", TITLES), ("minorFont", TEXT)):
        text = re.sub(rf'(<a:{group}>\s*<a:latin typeface=")[^"]*', rf"\g<1>{font}", text)
    for name, colour in (("dk2", PINE), ("accent1", PINE), ("accent2", CLAY), ("accent3", "8A5A00")):
        text = re.sub(rf"(<a:{name}>)\s*<a:(srgb|sys)Clr[^>]*/>", rf'\g<1><a:srgbClr val="{colour}"/>', text)
    part._blob = text.encode()


def _layouts(show: Show) -> None:
    """Keep the layouts used, their placeholders at their place in the new format."""
    layouts = show.slide_layouts
    for layout in [each for index, each in enumerate(layouts) if index not in (0, 1, 5)]:
        layouts.remove(layout)
    for place in (show.slide_masters[0], *layouts):
        for shape in list(place.placeholders):
            kind = shape.placeholder_format.type
            if kind is not None and int(kind) in (13, 15, 16):  # number, footer, date: written on the slides
                shape._element.getparent().remove(shape._element)
            elif shape.placeholder_format.idx == 0:
                _at(shape, TITLE)
                _type(shape, TITLES, 34, PINE, anchor="b")
            else:
                _at(shape, BODY)
    cover: Any = layouts[0]
    for shape in cover.placeholders:
        first = shape.placeholder_format.idx == 0
        _at(shape, COVER_TITLE if first else COVER_TEXT)
        _type(shape, TITLES if first else TEXT, 48 if first else 24, "FBF6EC", anchor="b" if first else "t")
    cover.background.fill.solid()
    cover.background.fill.fore_color.rgb = RGBColor.from_string(GROUND)


def _at(shape: Any, frame: Frame) -> None:  # noqa: ANN401 - a shape of python-pptx
    shape.left, shape.top, shape.width, shape.height = map(Emu, frame)


def _type(shape: Any, font: str, points: int, colour: str, *, anchor: str) -> None:  # noqa: ANN401 - as above
    """Set the type of a placeholder for what is written in it, aligned to the left."""
    body = shape.text_frame._txBody
    body.bodyPr.set("anchor", anchor)
    body.bodyPr.set("lIns", "0")
    style = body.find(qn("a:lstStyle"))
    for child in list(style):
        style.remove(child)
    level = style.makeelement(qn("a:lvl1pPr"), {"algn": "l", "marL": "0", "indent": "0"})
    level.append(level.makeelement(qn("a:buNone"), {}))
    run = level.makeelement(qn("a:defRPr"), {"sz": str(points * 100), "b": "0"})
    fill = run.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour}))
    run.append(fill)
    run.append(run.makeelement(qn("a:latin"), {"typeface": font}))
    level.append(run)
    style.append(level)
