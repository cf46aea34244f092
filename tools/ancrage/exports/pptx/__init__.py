"""The slides of a session → a PowerPoint file: 16:9, native charts that stay editable, notes, French of Canada."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

from pptx.presentation import Presentation as Show
from pptx.slide import Slide as Page

from ancrage.exports.archive import FIXED_DAY, stable
from ancrage.exports.pptx import charts, template
from ancrage.exports.pptx.texts import notes, one_line, paragraphs, table
from ancrage.exports.slides import Deck, Slide
from ancrage.text import NBSP

COVER, TITLED = 0, 2
"""The layouts used: a title slide, and a title alone."""
_ONE_LINE = 90
"""Letters that a line at the foot of a slide holds; more takes two, higher up."""
_A_FACT = 500_000
"""The height of a figure that no bar draws, in English metric units."""


def presentation(deck: Deck) -> bytes:
    """Return the bytes of a presentation: the same for the same slides."""
    show = template.blank(deck.title)
    for number, slide in enumerate(deck.slides, 1):
        page = show.slides.add_slide(show.slide_layouts[COVER if slide.sort == "cover" else TITLED])
        _DRAWN[slide.sort](page, slide)
        if slide.sort != "cover":
            template.footer(page, f"Ancrage · {deck.title}", number)
        notes(page, slide.notes)
    return _saved(show, deck)


def _saved(show: Show, deck: Deck) -> bytes:
    moment = datetime.combine(deck.day or FIXED_DAY, datetime.min.time(), tzinfo=UTC)
    show.core_properties.created = show.core_properties.modified = moment
    holder = io.BytesIO()
    show.save(holder)
    return stable(holder.getvalue(), deck.day)


def _cover(page: Page, slide: Slide) -> None:
    template.titled(page, slide.title)
    subtitle = page.placeholders[1]
    subtitle.name = "Sous-titre"
    paragraphs(subtitle.text_frame, [slide.kicker, *slide.lines], size=24, colour="FBF6EC")
    one_line(page, slide.foot, template.COVER_FOOT, size=16, colour="FBF6EC", name="Pour qui")


def _list(page: Page, slide: Slide) -> None:
    template.titled(page, slide.title)
    size = 30 if sum(map(len, slide.lines)) < 260 else 24 if sum(map(len, slide.lines)) < 480 else 20
    body = template.box(page, template.BODY, "Texte")
    paragraphs(body, slide.lines, size=size, numbered=slide.numbered, after=0.6)
    if slide.foot:
        one_line(page, slide.foot, template.SOURCE, size=14, colour=template.SOFT, name="Mention")


def _plan(page: Page, slide: Slide) -> None:
    template.titled(page, slide.title)
    table(page, slide.rows, template.BODY)


def _activity(page: Page, slide: Slide) -> None:
    template.titled(page, slide.title, slide.kicker)
    longest = max(map(len, slide.lines))
    size = {1: 36, 2: 32, 3: 28, 4: 26}.get(len(slide.lines), 24) - (4 if longest > 90 else 0)
    paragraphs(
        template.box(page, template.BODY, "Consignes"), slide.lines, size=size, numbered=slide.numbered, after=0.7
    )
    if slide.foot:
        place = template.SOURCE if len(slide.foot) <= _ONE_LINE else template.SOURCE_OF_FIGURES
        one_line(page, slide.foot, place, size=16, colour=template.CLAY, name="À distribuer")


def _pause(page: Page, slide: Slide) -> None:
    template.titled(page, slide.title, slide.kicker)
    minutes = slide.kicker.split("· ")[1].replace("min", "minutes")
    body = template.box(page, template.BODY, "Pause")
    paragraphs(body, [minutes], size=66, colour=template.PINE, after=0.3)
    paragraphs(body, slide.lines, size=24, colour=template.SOFT, more=True)


def _figures(page: Page, slide: Slide) -> None:
    template.titled(page, slide.title, slide.kicker)
    left, top, width, height = template.BODY
    height -= 380_000  # the sources of figures take two lines
    if slide.bars:
        part = height - _A_FACT * len(slide.facts)
        charts.bars(page, slide.bars, (left, top, width, part), slide.foot)
        top, height = top + part, height - part
    if slide.facts:
        body = template.box(page, (left, top, width, height), "Chiffres")
        for index, (shown, label) in enumerate(slide.facts):
            paragraphs(body, [f"{shown}{NBSP}: {label}"], size=22, strong=len(shown), more=index > 0)
    one_line(page, slide.foot, template.SOURCE_OF_FIGURES, size=11, colour=template.SOFT, name="Source")


_DRAWN: dict[str, Callable[[Page, Slide], None]] = {
    "cover": _cover,
    "list": _list,
    "plan": _plan,
    "activity": _activity,
    "pause": _pause,
    "figures": _figures,
}
