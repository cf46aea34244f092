"""On a sheet: which guides hold it, and what to read next there, so that a guide is read on the web from end to end."""

from __future__ import annotations

from collections.abc import Iterator

from ancrage.model import Entry
from ancrage.pages.inline import Writer
from ancrage.text import NBSP, typographic
from ancrage.urls import Location, chapter_locations
from ancrage.views import Stop


def in_guides(writer: Writer, entry: Entry) -> Iterator[str]:
    """Yield where the guides hold an entry, what comes before and after it in each; nothing where none does."""
    stops = writer.views.stops.get(entry.id, ())
    if stops:
        inner = "\n\n".join(_stop(writer, entry, stop) for stop in stops)
        yield f'<nav class="dans-guides" aria-label="Dans les guides" markdown>\n\n{inner}\n\n</nav>'


def _stop(writer: Writer, entry: Entry, stop: Stop) -> str:
    chapter = stop.guide.chapters[stop.chapter]
    page = chapter_locations(stop.guide)[chapter.id].page
    here = writer.to(Location(page, entry.id), chapter.title)
    place = typographic(f"chapitre {stop.chapter + 1}")
    known = f"**Dans le guide**{NBSP}: {writer.link(stop.guide)}, {place}, {here}."
    if stop.before:
        known += f" {writer.words('Avant :')} {writer.link(writer.views.portal.entries[stop.before.entry])}."
    return "\n\n".join([known, *_next(writer, stop)])


def _next(writer: Writer, stop: Stop) -> Iterator[str]:
    """Yield what is read next: the sheet that follows, with the sentence that leads to it, or the next chapter."""
    if stop.following:
        entry = writer.views.portal.entries[stop.following.entry]
        if stop.following.bridge:
            yield f'<p class="passage" markdown>{writer.line(stop.following.bridge)}</p>'
        yield f"{writer.words('Ensuite :')} {writer.link(entry)}"
    elif stop.chapter + 1 < len(stop.guide.chapters):
        chapter = stop.guide.chapters[stop.chapter + 1]
        link = writer.to(chapter_locations(stop.guide)[chapter.id], chapter.title)
        yield f"{writer.words('Chapitre suivant :')} {link}"
