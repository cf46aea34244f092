"""Sheets to hand out, as XHTML for the PDF: large type, grey only, a QR code to the page, where it comes from, when.

Each sheet begins on a right-hand page, so that printing on both sides keeps it whole, and says how many pages it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element

import segno

from ancrage.exports import back
from ancrage.exports.paper import Paper
from ancrage.model import Decision, Entry, Question, TrainingSession
from ancrage.revision import french_date
from ancrage.sentences import spoken
from ancrage.text import NBSP, typographic
from ancrage.urls import location
from ancrage.views import Views

STYLE = Path(__file__).with_name("feuille.css")
_SCREEN_ONLY = frozenset(
    ("fil", "gestes", "planche", "code-qr", "versions", "reponses", "renvois", "suite", "semaines", "voir-aussi",
     "citer", "liens-retour", "mode-emploi", "telecharger")
)  # fmt: skip
_SCREEN_SECTIONS = frozenset(("partager", "voir-aussi", "liens-retour", "comparer"))
_COLOUR = re.compile(r"#([0-9a-fA-F]{6})\b")
_COUNT = "\ue000"
"""What stands for the number of pages until it is known."""
_CUT = "Découpez sur les traits. Les situations sont inventées : elles ne décrivent personne."


def sheet(views: Views, pages: Mapping[str, str], entry: Entry, address: str, day: date | None) -> str:
    """Return the sheet of an entry. `pages`: every page made from data; `address`: that of the site, for QR codes."""
    place = location(entry)
    paper = Paper(views, pages, {place.page: f"feuille-{entry.id}"}, address)
    paper.close()
    inside = grey(paper.fragment(place.page, _nodes(paper.tree(place.page), entry), level=1))
    if isinstance(entry, Question):
        inside += '<div class="lignes"></div>'
    notes = back.notes(paper)
    if notes:
        notes = f'<section class="passeports"><h2>D’où viennent les chiffres</h2>{notes}</section>'
    return _article(entry.id, _head(entry, address, day), inside + notes.replace("Retour au texte", "↑"))


def cards(views: Views, session: TrainingSession) -> str:
    """Return the cards of a session, to cut out, on pages of their own; empty when it has none."""
    shown = [
        f'<div class="carton"><p><strong>{_words(card.title)}</strong></p>{_told(views, card.text)}</div>'
        for activity in session.activities
        for card in activity.cards
    ]
    if not shown:
        return ""
    head = f'<h1>Cartons à découper</h1><p class="mention">{typographic(_CUT)}</p>'
    return f'<article class="feuille decoupe" id="cartons">{head}<div class="planche">{"".join(shown)}</div></article>'


def alone(article: str) -> str:
    """Return a sheet that is a document by itself: its pages are counted as it is set."""
    return article.replace('class="feuille"', 'class="feuille seule"', 1).replace(_COUNT, "", 1)


def counted(article: str, pages: int) -> str:
    """Return a sheet among others, which says how many pages it has."""
    return article.replace(_COUNT, str(pages), 1)


def grey(fragment: str) -> str:
    """Return a fragment whose colours are the greys of the same lightness, as a copier prints them."""
    return _COLOUR.sub(lambda found: "#" + _lightness(found[1]) * 3, fragment)


def _lightness(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02x}"


def qr_code(address: str) -> str:
    """Return the QR code of an address as a drawing, which says what it is."""
    drawn = segno.make_qr(address, error="m").svg_inline(border=2, dark="#000", light="#fff", omitsize=True)
    return re.sub(
        r"<svg [^>]*>", lambda found: f"{found[0]}<title>Code QR{NBSP}: {escape(address)}</title>", drawn, count=1
    )


def _article(name: str, head: str, inside: str) -> str:
    told = f'<p class="annonce">Nombre de pages{NBSP}: <span class="compte">{_COUNT}</span></p>'
    return f'<article class="feuille" id="{name}">{head}{told}{inside}</article>'


def _head(entry: Entry, address: str, day: date | None) -> str:
    url = address + location(entry).url if address else ""
    code = f'<div class="qr">{qr_code(url)}</div>' if url else ""
    when = f"contenu du {french_date(day)}" if day else ""
    shown = url.partition("://")[2].rstrip("/")
    told = " · ".join(filter(None, ("Ancrage, portail du travail de proximité", when, shown, "CC BY 4.0")))
    return f'<div class="tete">{code}<p class="provenance">{_words(told)}</p></div>'


def _nodes(tree: Element, entry: Entry) -> list[Element]:
    """Return what a sheet keeps of the page of an entry: for a question, its own part; for a decision, its start."""
    title = [node for node in tree if node.tag == "h1"]
    if isinstance(entry, Question):
        parts = [part for part in tree.iter("section") if any(node.get("id") == entry.id for node in part.iter())]
        return _pruned([*title, *parts])
    if isinstance(entry, Decision):
        steps = [part for part in tree.iter("section") if {"depart", "urgence"} & set(_classes(part))]
        return [_without_links(node) for node in _pruned([*title, *steps])]
    return _pruned(tree)


def _pruned(nodes: Iterable[Element]) -> list[Element]:
    """Return nodes without what only a screen uses, sections with their headings."""
    kept: list[Element] = []
    dropping = False
    for node in nodes:
        if node.tag in ("h1", "h2"):
            dropping = node.get("id") in _SCREEN_SECTIONS
        if dropping or node.tag == "nav" or _SCREEN_ONLY & set(_classes(node)):
            continue
        copy = Element(node.tag, node.attrib)
        copy.text, copy.tail = node.text, node.tail
        copy.extend(_pruned(node))
        kept.append(copy)
    return kept


def _without_links(node: Element) -> Element:
    """Return a node whose links are words: the answers of a decision are on the screen."""
    for link in node.iter("a"):
        link.tag = "span"
    return node


def _classes(node: Element) -> list[str]:
    return (node.get("class") or "").split()


def _words(text: str) -> str:
    return escape(typographic(text), quote=False)


def _told(views: Views, text: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in spoken(views, text))
