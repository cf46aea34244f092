"""The plan of a session for who runs it, as XHTML: what its page says, for Word and for the PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from ancrage.exports import back
from ancrage.exports.paper import Paper
from ancrage.model import Entry, TrainingSession
from ancrage.revision import french_date
from ancrage.text import typographic
from ancrage.urls import location
from ancrage.views import Views

STYLE = Path(__file__).with_name("seance.css")
_DROPPED = frozenset(("fil", "telecharger", "adapter-seance", "citer", "voir-aussi"))
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Plan:
    """A plan as XHTML: `body` under its title, the `cards` to cut out, the `notes` of its figures.

    `subtitle` says whom it is for; `source` is the line at the foot of pages.
    """

    title: str
    subtitle: str
    body: str
    cards: str
    notes: str
    source: str

    @property
    def for_word(self) -> str:
        """What a Word document holds: the cards with the rest, the notes where they are called."""
        return self.body + self.cards + self.notes

    @property
    def for_pdf(self) -> str:
        """What the PDF holds: its title, and the notes at the end. Cards are with the sheets, on pages of their own."""
        head = f'<h1>{escape(self.title, quote=False)}</h1><p class="genre">{escape(self.subtitle, quote=False)}</p>'
        notes = f"<h2>D’où viennent les chiffres</h2>{self.notes}" if self.notes else ""
        return f'{head}{self.body}{notes}<p class="provenance">{escape(self.source, quote=False)}</p>'


def plan(views: Views, pages: Mapping[str, str], session: TrainingSession, address: str, day: date | None) -> Plan:
    """Return the plan of a session. `pages`: every page made from data; `address`: that of the site."""
    page = location(session).page
    paper = Paper(views, pages, {page: session.id}, address)
    paper.close()
    tree = paper.tree(page)
    nodes = [node for node in tree if node.tag != "h1" and not _DROPPED & set((node.get("class") or "").split())]
    kicker = next((node for node in nodes if node.get("class") == "genre"), None)
    told = paper.fragment(page, [kicker], level=1) if kicker is not None else ""
    subtitle = _TAGS.sub("", told.replace('<span class="propose">', "· "))
    cards = [node for node in nodes if node.get("class") == "cartons"]
    rest = [node for node in nodes if node is not kicker and node not in cards and node.get("id") != "voir-aussi"]
    # Activities are headings on paper: links to their parts of the page lead there.
    body = paper.fragment(page, rest, level=1).replace(f"#{session.id}--activite-", f"#{session.id}--titre-")
    return Plan(
        typographic(session.title),
        subtitle,
        body.replace(f' href="#{session.id}--cartons"', ""),
        paper.fragment(page, cards, level=1),
        back.notes(paper),
        footer_line(session, address, day),
    )


def footer_line(entry: Entry, address: str, day: date | None) -> str:
    """Return where a document comes from and when its content last changed, on one line."""
    told = ["Ancrage", entry.title]
    if address:
        told.append((address + location(entry).url).partition("://")[2].rstrip("/"))
    if day:
        told.append(french_date(day))
    return typographic(" · ".join(told))
