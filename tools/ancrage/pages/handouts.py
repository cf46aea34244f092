"""Links to the sheet to print, on the page of each entry that a session hands out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ancrage.downloads import Offer, handout_file, handouts
from ancrage.model import Entry
from ancrage.pages import parts
from ancrage.pages.inline import Writer
from ancrage.urls import location
from ancrage.views import Views

_TITLE = "À remettre en main propre"


def handout_links(views: Views, made: Mapping[str, str], offer: Offer) -> Iterator[tuple[str, str]]:
    """Yield each page of an entry that is handed out, with a link to its sheet; nothing where no PDF is made."""
    if "pdf" not in offer:
        return
    found: dict[str, list[Entry]] = {}
    for name in sorted(handouts(views.portal)):
        entry = views.portal.entries[name]
        found.setdefault(location(entry).page, []).append(entry)
    for page, entries in found.items():
        if page in made:
            alone = not location(entries[0]).anchor
            files = [(handout_file(entry.id), _label(entry, alone=alone)) for entry in entries]
            yield page, parts.under_summary(made[page], parts.downloads(Writer(views, page), _TITLE, files))


def _label(entry: Entry, *, alone: bool) -> str:
    return "Imprimer cette fiche en gros caractères" if alone else f"Imprimer « {entry.title} »"
