"""Pages made from data → fragments of XHTML for paper: what a screen unfolds is said, what it links to is numbered.

A `Paper` is one document. It turns pages into fragments and remembers what its end must hold: figures whose passports
become notes, terms, divergences, documents. Both PDF and DOCX are made from these fragments, whose vocabulary is:

- headings with an id; `span.propose` in those that the portal proposes;
- the blocks of the pages, under the same classes: `p.genre`, `div.en-bref`, `div.etapes`, `dl.mots`, `dl.pieges`,
  `div.premier-pas`, `div.milieux` (of `div.milieu`), `div.limites`, `div.donnees`, `div.tableau` (of a table)…;
- `a.renvoi[href="#…"]`: something else in the document; `a.site[href="https…"]`: a page of the portal;
- `a.terme[href="#terme-…"]`: a word that the glossary at the end explains;
- `sup > a.appel[href="#note-3"]`: after a figure, the number of its note;
- `figure.graphique[id]`: a chart, an SVG that needs no style sheet, and its caption, which begins with its number.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from xml.etree import ElementTree as ET

import markdown

from ancrage.exports.drawing import drawing, title
from ancrage.model import Acronym, Divergence, Document, Entry, Term
from ancrage.text import NBSP
from ancrage.urls import Location, location
from ancrage.views import Views

EXTENSIONS = ("admonition", "attr_list", "def_list", "md_in_html", "tables", "toc")
"""The extensions of Markdown that pages are written with: those of mkdocs.yml."""
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"h[1-6]")
_TAG = re.compile(r"<(?P<name>[a-zA-Z]\w*)(?P<attributes>[^<>]*?)\s*/?>")
_ATTRIBUTE = re.compile(r'\s([a-zA-Z][\w:.-]*)(="[^"]*")?')
_VOID = frozenset({"br", "hr", "col", "img", "input"})
_DROPPED = frozenset({"script", "style", "form", "button", "input", "select", "textarea", "template"})
_DROPPED_CLASSES = frozenset(
    {"fil", "telecharger", "termes", "citer", "liens-retour", "bascule", "chapitre-suite", "dans-guides"}
)
_DROPPED_HEADINGS = frozenset({"liens-retour", "voir-aussi", "sources"})
_NAMED = re.compile(r"## .*\{ #([\w-]+)")
_IN_SHORT = ("recommandation", "premier-pas", "comment-faire")
_UNWRAPPED = frozenset({"details", "section", "aside", "main"})
_KEPT = ("class", "colspan", "rowspan", "scope", "lang", "dir", "start")
_ENDS = (Term, Acronym, Divergence, Document)
"""Kinds of entries that a document explains at its end when it names them."""


@dataclass(frozen=True)
class Plate:
    """A chart of a document: its id, its number from 1, its title."""

    id: str
    number: int
    title: str


class Paper:
    """One document: turns pages into fragments, and gathers what its end must hold, in order of first mention.

    `pages`: the Markdown of every page made from data, by path. `members`: for each one that the document holds, the
    id of its title there. `address`: that of the site, where what the document does not hold can be read; without it,
    such links are words.
    """

    def __init__(self, views: Views, pages: Mapping[str, str], members: Mapping[str, str], address: str = "") -> None:
        self.views = views
        self.pages = pages
        self.members = members
        self.address = address
        self.notes: dict[str, int] = {}
        self.ends: dict[str, Entry] = {}
        self.plates: list[Plate] = []
        self.mentions: dict[str, dict[str, str]] = {}
        self._closed = False
        self._counted = True
        self._shared: dict[str, dict[str, ET.Element]] = {}
        self._trees: dict[str, ET.Element] = {}
        self._places = {location(entry): entry for entry in views.portal.entries.values()}

    def page(self, path: str, level: int = 2) -> str:
        """Return a page as a fragment whose title is a heading of that level."""
        return self.fragment(path, self.tree(path), level)

    def brief(self, path: str, level: int = 2) -> str:
        """Return a page in short: its title, what it is, and its first step, or its steps where it names no first.

        What it names is not worth a line of the index.
        """
        opening, *parts = re.split(r"^(?=## )", self.pages[path], flags=re.MULTILINE)
        named = {found[1]: part for part in parts if (found := _NAMED.match(part))}
        wanted = next((name for name in _IN_SHORT if name in named), "")
        tree = parsed(opening + named.get(wanted, ""))  # the rest of the page need not be read
        self._counted = False
        head = [node for node in tree if node.tag == "h1" or node.get("class") == "en-bref"]
        shown = self.fragment(path, [*head, *under(tree, wanted)], level)
        self._counted = True
        return shown

    def fragment(self, path: str, nodes: Iterable[ET.Element], level: int = 2) -> str:
        """Return some nodes of a page as a fragment; a title of the first level becomes one of that level."""
        page = _Page(self, path, self._prefix(path), level)
        return "".join(page.turned(node) for node in nodes).strip()

    def tree(self, path: str) -> ET.Element:
        """Return the XHTML of a page, as a tree."""
        if path not in self._trees:
            self._trees[path] = parsed(self.pages[path])
        return self._trees[path]

    def notice(self, entry: Entry, without: tuple[str, ...] = ()) -> list[str]:
        """Return the paragraphs of an entry that shares its page with others, each the inside of a `p`.

        `without`: what begins the paragraphs to leave out, whose figures then need no note.
        """
        place = location(entry)
        if place.page not in self._shared:
            self._shared[place.page] = _notices(self.tree(place.page))
        return _Page(self, place.page, end_id(entry), 2).paragraphs(self._shared[place.page][place.anchor], without)

    def close(self) -> None:
        """Explain nothing more from now on than what has been named: what ends a document names others in turn."""
        self._closed = True

    def _prefix(self, path: str) -> str:
        return self.members.get(path) or re.sub(r"[^a-z0-9]+", "-", path.removesuffix(".md"))

    def note(self, measure_id: str) -> int:
        """Return the number of the note of a figure."""
        return self.notes.setdefault(measure_id, len(self.notes) + 1)

    def call(self, measure_id: str) -> str:
        """Return the mark that leads to the note of a figure; the first one can be come back to."""
        known = measure_id in self.notes
        number = self.note(measure_id)
        here = "" if known else f' id="appel-{number}"'
        return f'<sup><a class="appel"{here} href="#note-{number}">{number}</a></sup>'

    def entry(self, place: Location) -> Entry | None:
        """Return the entry that lives at a place of the portal, on a page of its own or under an anchor."""
        return self._places.get(place) or self._places.get(Location(place.page))

    def target(self, place: Location) -> str:
        """Return the id of what is at a place of the portal, in this document; empty when it is not there."""
        entry = self._places.get(place)
        if isinstance(entry, _ENDS):
            return self.explained(entry)
        held = self.members.get(place.page, "")
        return f"{held}--{place.anchor}" if held and place.anchor else held

    def own_place(self, entry: Entry) -> str:
        """Return the id of the page of an entry in this document; empty when it is not there."""
        place = location(entry)
        return "" if place.anchor else self.members.get(place.page, "")

    def explained(self, entry: Entry) -> str:
        """Return the id of an entry among those that the end of the document explains; empty once it is closed."""
        if not self._closed:
            self.ends.setdefault(entry.id, entry)
        return end_id(entry) if entry.id in self.ends else ""

    def mention(self, entry: Entry | None, page: str) -> str:
        """Return the attribute that marks where a page first names an entry, for the index; empty after that."""
        if entry is None or self._closed or not self._counted or page in self.mentions.get(entry.id, {}):
            return ""
        anchor = f"mention-{entry.id}-{page}"
        self.mentions.setdefault(entry.id, {})[page] = anchor
        return f' id="{anchor}"'


def end_id(entry: Entry) -> str:
    """Return the id of an entry among those explained at the end."""
    return f"{entry.kind}-{entry.id}"


def under(tree: ET.Element, anchor: str) -> list[ET.Element]:
    """Return a heading, wherever it is in a page, and what follows it up to the next one as high; empty if none."""
    for parent in tree.iter():
        nodes = list(parent)
        for index, node in enumerate(nodes):
            if node.get("id") == anchor and _HEADING.fullmatch(node.tag):
                rest = nodes[index + 1 :]
                end = next(
                    (i for i, other in enumerate(rest) if _HEADING.fullmatch(other.tag) and other.tag <= node.tag), None
                )
                return [node, *rest[:end]]
    return []


def _notices(page: ET.Element) -> dict[str, ET.Element]:
    """Return the notices of a page that entries share, by the anchor of their heading."""
    found = {}
    for notice in page.iter("div"):
        if notice.get("class") == "notice":
            heading = next((child for child in notice if _HEADING.fullmatch(child.tag)), None)
            if heading is not None:
                found[heading.get("id", "")] = notice
    return found


def parsed(source: str) -> ET.Element:
    """Return the XHTML of a page of the staged tree, as a tree."""
    made = markdown.markdown(_FRONT_MATTER.sub("", source), extensions=list(EXTENSIONS), output_format="xhtml")
    return ET.fromstring(f"<div>{_TAG.sub(_well_formed, made)}</div>")  # noqa: S314 - our own page


def _well_formed(tag: re.Match[str]) -> str:
    """Give a value to attributes that have none, such as `hidden`, and close what HTML leaves open."""
    attributes = _ATTRIBUTE.sub(_valued, tag["attributes"])
    closed = "/" if tag["name"] in _VOID or tag[0].endswith("/>") else ""
    return f"<{tag['name']}{attributes}{closed}>"


def _valued(attribute: re.Match[str]) -> str:
    value = attribute[2] or '=""'
    return f" {attribute[1]}{value}"


class _Page:
    """One page on its way into a document."""

    def __init__(self, paper: Paper, path: str, prefix: str, level: int) -> None:
        self.paper = paper
        self.path = path
        self.prefix = prefix
        self.shift = level - 1

    def paragraphs(self, notice: ET.Element, without: tuple[str, ...]) -> list[str]:
        told = [child for child in notice if child.tag == "p" and not "".join(child.itertext()).startswith(without)]
        return [self._inside(child) for child in told]

    def _inside(self, node: ET.Element) -> str:
        return escape(node.text or "", quote=False) + "".join(
            self.turned(child) + escape(child.tail or "", quote=False) for child in node
        )

    def turned(self, node: ET.Element) -> str:
        classes = frozenset(node.get("class", "").split())
        if node.tag in _DROPPED or classes & _DROPPED_CLASSES or "hidden" in node.attrib:
            return ""
        for style, render in _BY_CLASS.items():
            if style in classes:
                return render(self, node)
        render = _BY_TAG.get(node.tag, _Page._kept)
        return self._inside(node) if node.tag in _UNWRAPPED else render(self, node)

    def _kept(self, node: ET.Element) -> str:
        attributes = {key: node.attrib[key] for key in _KEPT if key in node.attrib}
        if "id" in node.attrib:
            attributes["id"] = f"{self.prefix}--{node.attrib['id']}"
        if node.tag in _VOID:
            return f"<{node.tag}{_written(attributes)}/>"
        inside = self._inside(node)
        empty = node.tag in ("p", "div", "ul") and not inside.strip()
        return "" if empty else f"<{node.tag}{_written(attributes)}>{inside}</{node.tag}>"

    def _heading(self, node: ET.Element) -> str:
        name = node.get("id", "")
        if name in _DROPPED_HEADINGS:
            return ""
        level = int(node.tag[1])
        shown = f"h{min(6, level + self.shift)}"
        place = self.prefix if level == 1 else f"{self.prefix}--{name}"
        return f'<{shown} id="{place}">{self._inside(node)}</{shown}>'

    def _summary(self, node: ET.Element) -> str:
        return f'<p class="replie"><strong>{self._inside(node)}</strong></p>'

    def _image(self, node: ET.Element) -> str:
        return f"<em>{escape(node.get('alt', ''), quote=False)}</em>"

    def _figure(self, node: ET.Element) -> str:
        svg = node.find("svg")
        if svg is None:
            return self._kept(node)
        number = len(self.paper.plates) + 1
        plate = Plate(f"figure-{number}", number, title(svg))
        self.paper.plates.append(plate)
        caption = node.find("figcaption")
        told = self._inside(caption) if caption is not None else ""
        head = f'<span class="numero">Figure{NBSP}{number}.</span> <strong>{escape(plate.title, quote=False)}.</strong>'
        return (
            f'<figure class="graphique" id="{plate.id}">{drawing(svg, f"{plate.id}-dessin")}'
            f"<figcaption>{head} {told}</figcaption></figure>"
        )

    def _link(self, node: ET.Element) -> str:
        inside, href = self._inside(node), node.get("href", "")
        measure = node.get("data-mesure")
        if measure is not None:
            return f'<span class="chiffre">{inside}</span>{self.paper.call(measure)}'
        if re.match(r"(https?|mailto|tel):", href):
            return f'<a class="site" href="{escape(href)}">{inside}</a>'
        if "?" in href:  # a tool of the screen, opened on this entry
            return ""
        if "terme" in node.get("class", "").split():
            entry = self.paper.views.portal.entries[href.removeprefix("#terme-")]
            here, held = self.paper.mention(entry, self.prefix), self.paper.explained(entry)
            return f'<a class="terme"{here} href="#{held}">{inside}</a>' if held else inside
        place = self._place(href)
        return self._reference(place, self.paper.mention(self.paper.entry(place), self.prefix), inside)

    def _reference(self, place: Location, here: str, inside: str) -> str:
        held = self.paper.target(place)
        if held:
            return f'<a class="renvoi"{here} href="#{held}">{inside}</a>'
        if self.paper.address and place.page.endswith(".md"):
            return f'<a class="site"{here} href="{escape(self.paper.address + place.url)}">{inside}</a>'
        return f"<span{here}>{inside}</span>" if here else inside

    def _place(self, href: str) -> Location:
        path, _, anchor = href.partition("#")
        page = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path)) if path else self.path
        return Location(page, anchor)

    def _see_also(self, node: ET.Element) -> str:
        """Return « Voir aussi » on one line: the entries in the document by their page, the others by their title."""
        shown = [self._link(link) for item in node.iter("li") for link in item.iter("a")]
        return f'<p class="voir-aussi"><strong>Voir aussi</strong>{NBSP}: {", ".join(shown)}.</p>' if shown else ""

    def _sources(self, node: ET.Element) -> str:
        shown = [self._inside(item).strip() for item in node.iter("li")]
        return f'<p class="sources"><strong>Sources</strong>{NBSP}: {"; ".join(shown)}.</p>' if shown else ""


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())


_BY_CLASS: dict[str, Callable[[_Page, ET.Element], str]] = {
    "voir-aussi": _Page._see_also,  # noqa: SLF001 - the table of this very class
    "sources": _Page._sources,  # noqa: SLF001
}
_BY_TAG: dict[str, Callable[[_Page, ET.Element], str]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Page._heading),  # noqa: SLF001
    "a": _Page._link,  # noqa: SLF001
    "figure": _Page._figure,  # noqa: SLF001
    "img": _Page._image,  # noqa: SLF001
    "summary": _Page._summary,  # noqa: SLF001
}
