"""What is searched: one document per entry, per hand-written page and per section of it.

Both indexes read this one list.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ancrage import labels
from ancrage.markup import plain
from ancrage.model import (
    Acronym,
    CaseStudy,
    Decision,
    Entry,
    Guide,
    Lever,
    Pathway,
    Portal,
    Sheet,
    Strategy,
    Synonyms,
    Term,
    Territory,
    TrainingSession,
    prose,
)
from ancrage.model.sessions import PAUSE
from ancrage.search.analysis import written_of
from ancrage.text import typographic
from ancrage.urls import Location, chapter_locations, location, step_locations
from ancrage.views import Views, quantity
from ancrage.writing import page_id

PAGE_KIND = "page"
_UNSEARCHED = frozenset({"recherche.md", "recherche/a-z.md"})
_EXCERPT = 280
_NOT_IN_BODY = frozenset({"measures", "languages", "chapters", "left_out"})
"""Figures and chapters have documents of their own; forms in other languages are found by their French."""
_TITLE_WITH_ACRONYM = re.compile(r"^(?P<name>.+?)\s+\((?P<acronym>[A-ZÉ][A-ZÉ0-9]{1,9})\)$")
_NAMED_BY_ACRONYM = frozenset({"role", "secteur", "organisation", "bailleur", "terme"})

_ID_PREFIX = re.compile(r"^(acronyme|gabarit|homonyme|seance|syn|tache|terme)-(?=[a-z])")
"""What the ids of a kind begin with, which says nothing of the entry itself."""
_FRONT_MATTER = re.compile(r"\A---\n(?P<meta>.*?)\n---\n", re.DOTALL)
_META_TITLE = re.compile(r"""^title: *["']?(?P<title>.+?)["']? *$""", re.MULTILINE)
_META_DESCRIPTION = re.compile(r"""^description: *["'](?P<text>.+?)["'] *$""", re.MULTILINE)
_META_ENTRY = re.compile(r"^(?:entry|guide):", re.MULTILINE)
"""What marks the page of one entry, or a chapter of a guide: they have documents of their own."""
_META_ALIASES = re.compile(r"^aliases: *\[(?P<names>[^\[\]]*)\] *$", re.MULTILINE)
_HEADING = re.compile(r"^(?P<level>#{1,4}) +(?P<text>.+?) *#* *(?:\{(?P<attributes>[^{}]*)\})?$")
_EXPLICIT_ID = re.compile(r"#(?P<id>[^\s}]+)")
_MACRO = re.compile(r"""\{\{\s*\w+\(\s*["'](?P<id>[^"'{}]*)["']\s*(?:,\s*["'](?P<label>[^"{}]*)["'])?[^{}]*\)\s*\}\}""")
_NOISE = (
    (re.compile(r"\{\{\s*mise_a_jour\(\)\s*\}\}"), "voir la page"),
    (re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE), " "),
    (re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{:?[ .#][^{}\n]*\}", re.DOTALL), " "),
    (re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), " "),
    (re.compile(r"^\s*(?:[-*+>]|\d+\.|!!!|\?\?\?\+?|:::?|\|[-| :]+\|?$)\s*", re.MULTILINE), " "),
    (re.compile(r"[*_`]+"), ""),
    (re.compile(r"\|"), " "),
)


@dataclass(frozen=True)
class ProseSection:
    """A section of a hand-written page; the text before the first heading has neither heading nor anchor."""

    heading: str
    anchor: str
    text: str


@dataclass(frozen=True)
class ProsePage:
    """A hand-written page: path in the staged tree (`guides/premier-mois.md`), title, sections as plain text.

    `aliases`, its other names, are listed in its front matter.
    """

    path: str
    title: str
    sections: tuple[ProseSection, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchDocument:
    """One thing that can be found.

    `url` is relative to the site's root; no `setting` means that all suit it; `nicknames` are everyday words that
    lead to it first, `hints` those that lead to it after another; `answer` is what a figure answers: `value`,
    `interval`, `detail`, and `asked`, the words it is asked by; of an acronym, `detail` is what it stands for.
    """

    id: str
    kind: str
    title: str
    url: str
    aliases: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    body: str = ""
    setting: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    approach: str = ""
    excerpt: str = ""
    nicknames: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    answer: Mapping[str, str] | None = None


def documents(views: Views, pages: Iterable[ProsePage] = ()) -> list[SearchDocument]:
    """Return every document of the portal: entries by id, where decisions start from, hand-written pages by path."""
    entries = views.portal.entries
    names, nicknames = _other_names(views.portal), _nicknames(views.portal)
    found = [_entry(views, entries[name], names[name], nicknames[name]) for name in sorted(entries)]
    found += [document for entry in entries.values() if isinstance(entry, Decision) for document in _steps(entry)]
    found += [
        document for entry in entries.values() if isinstance(entry, Guide) for document in _chapters(views, entry)
    ]
    for page in sorted(pages, key=lambda p: p.path):
        called = _page_id(page.path, entries)
        found += _page(page, called, nicknames[called])
    return found


def gathering_pages(files: Mapping[str, str], portal: Portal) -> list[SearchDocument]:
    """Return a document for each page made from data that is not the page of one entry: maps, lists, comparison.

    What such pages gather is found by itself: only their titles and what they say of themselves are searched.
    """
    found = []
    for path, markdown in sorted(files.items()):
        meta = _FRONT_MATTER.match(markdown)
        title = _META_TITLE.search(meta["meta"]) if meta else None
        if meta and title and path not in _UNSEARCHED and not _META_ENTRY.search(meta["meta"]):
            told = _META_DESCRIPTION.search(meta["meta"])
            found.append(
                SearchDocument(
                    id=_page_id(path, portal.entries),
                    kind=PAGE_KIND,
                    title=title["title"],
                    url=Location(path).url,
                    body=told["text"] if told else "",
                    excerpt=shortened(told["text"]) if told else "",
                )
            )
    return found


def prose_pages(files: Mapping[str, bytes], views: Views) -> list[ProsePage]:
    """Return the hand-written pages among files given by their path, cut at their headings."""
    portal = views.portal

    def spoken(macro: re.Match[str]) -> str:
        name = macro["id"]
        if macro["label"]:
            return macro["label"]
        if name in portal.measures:
            return quantity(portal.measures[name], unit="false" not in macro[0])
        if name in portal.sources:
            return labels.SHORT_SOURCES.get(name, portal.sources[name].title)
        return portal.entries[name].title if name in portal.entries else ""

    return [
        prose_page(path, _MACRO.sub(spoken, content.decode("utf-8", "replace")))
        for path, content in sorted(files.items())
        if path.endswith(".md") and path not in _UNSEARCHED
    ]


def prose_page(path: str, markdown: str) -> ProsePage:
    """Return a page cut at its headings, without marks, macros and HTML; anchors are those of the generator."""
    markdown = markdown.replace("\r\n", "\n")
    meta = _FRONT_MATTER.match(markdown)
    named = _META_TITLE.search(meta["meta"]) if meta else None
    also = _META_ALIASES.search(meta["meta"]) if meta else None
    title = named["title"] if named else ""
    sections, heading, anchor, lines = list[ProseSection](), "", "", list[str]()
    for line in markdown[meta.end() if meta else 0 :].split("\n"):
        found = _HEADING.match(line)
        if found is None:
            lines.append(line)
            continue
        sections.append(ProseSection(heading, anchor, _words("\n".join(lines))))
        lines, heading = [], _words(found["text"])
        explicit = _EXPLICIT_ID.search(found["attributes"] or "")
        anchor = explicit["id"] if explicit else _anchor(heading, {section.anchor for section in sections})
        if len(found["level"]) == 1:
            title, heading, anchor = title or heading, "", ""
    sections.append(ProseSection(heading, anchor, _words("\n".join(lines))))
    aliases = tuple(name.strip() for name in also["names"].split(",") if name.strip()) if also else ()
    return ProsePage(path, title or path, tuple(s for s in sections if s.heading or s.text), aliases)


def _anchor(heading: str, taken: set[str]) -> str:
    """Return the id that Python-Markdown gives a heading."""
    plainest = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    slug = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plainest).strip().lower())
    numbered = (f"{slug}_{count}" for count in range(1, len(taken) + 2))
    return slug if slug not in taken else next(name for name in numbered if name not in taken)


def _words(markdown: str) -> str:
    for noise, kept in _NOISE:
        markdown = noise.sub(kept, markdown)
    return " ".join(markdown.split())


def _entry(views: Views, entry: Entry, names: Iterable[str], nicknames: tuple[list[str], list[str]]) -> SearchDocument:
    return SearchDocument(
        id=entry.id,
        kind=entry.kind,
        title=typographic(entry.title),
        url=location(entry).url,
        aliases=tuple(name for name in dict.fromkeys(names) if name != entry.title),
        headings=tuple(_headings(entry)),
        body="\n".join(views.plain(text) for where, text in prose(entry) if where[0] not in _NOT_IN_BODY),
        setting=_settings(entry),
        role=entry.roles,
        approach=entry.approach if isinstance(entry, Strategy) else "",
        excerpt=typographic(shortened(views.plain(entry.summary))),
        nicknames=tuple(nicknames[0]),
        hints=tuple(nicknames[1]),
        answer={"detail": typographic(entry.expansion), "asked": ""} if isinstance(entry, Acronym) else None,
    )


def _settings(entry: Entry) -> tuple[str, ...]:
    own = entry.setting if isinstance(entry, Territory | CaseStudy) else None
    return (own,) if own else entry.settings


def _steps(decision: Decision) -> Iterator[SearchDocument]:
    """Yield what a decision starts from: each danger, and each situation, which opens on its first question."""
    places = step_locations(decision)
    dangers = [(step.id, step.id, step.situation, (), plain(step.do)) for step in decision.urgent]
    asked = {step.id: step.ask for step in decision.questions} | {step.id: step.title for step in decision.outcomes}
    starts = [(item.id, item.goto, item.text, item.words, asked.get(item.goto, "")) for item in decision.situations]
    for name, goto, title, words, text in [*dangers, *starts]:
        yield SearchDocument(
            id=f"{decision.id}#{name}",
            kind=decision.kind,
            title=typographic(title),
            url=places[goto].url,
            headings=(decision.title,),
            body="\n".join((text, *words)),
            role=decision.roles,
            excerpt=typographic(shortened(f"{decision.title} {text}")),
        )


def _chapters(views: Views, guide: Guide) -> Iterator[SearchDocument]:
    """Yield a document for each chapter of a guide, then for each of its sections that says what leads to its sheet.

    What the sheet itself says is found by the sheet.
    """
    places = chapter_locations(guide)
    for chapter in guide.chapters:
        place, name = places[chapter.id], f"{guide.id}#{chapter.id}"
        yield _in_guide(guide, name, chapter.title, place, views.plain(chapter.opening))
        for section in chapter.sections:
            if section.bridge:
                title = f"{chapter.title} : {views.portal.entries[section.entry].title}"
                here = Location(place.page, section.entry)
                yield _in_guide(guide, f"{name}#{section.entry}", title, here, views.plain(section.bridge))


def _in_guide(guide: Guide, name: str, title: str, place: Location, text: str) -> SearchDocument:
    return SearchDocument(
        id=name,
        kind=guide.kind,
        title=typographic(title),
        url=place.url,
        headings=(typographic(guide.title),),
        body=text,
        role=guide.audience,
        excerpt=typographic(shortened(text)),
    )


def _headings(entry: Entry) -> Iterator[str]:
    if entry.group_key:
        yield labels.group(entry.kind, entry.group_key)
    yield from (measure.label for measure in entry.measures.values())
    if isinstance(entry, Lever):
        yield from (indicator.title for indicator in entry.indicators)
    if isinstance(entry, Pathway):
        yield from (f"Semaine {week.number} : {week.title}" for week in entry.weeks)
    if isinstance(entry, TrainingSession):
        yield from (activity.title for activity in entry.activities if activity.method != PAUSE)
    if isinstance(entry, Sheet):
        yield from (plain(trap.trap) for trap in entry.traps)


def _own_names(entry: Entry) -> Iterator[str]:
    yield from entry.aliases
    yield _ID_PREFIX.sub("", entry.id).replace("-", " ")
    if entry.kind in _NAMED_BY_ACRONYM and (found := _TITLE_WITH_ACRONYM.match(entry.title)):
        yield found["name"]
        yield found["acronym"]
    if isinstance(entry, Term) and entry.english:
        yield entry.english
    if isinstance(entry, Acronym):
        yield entry.expansion
    if isinstance(entry, Synonyms):
        yield from entry.variants


def _other_names(portal: Portal) -> dict[str, list[str]]:
    """Return for each entry its names besides its title: its own, then those lent by synonyms and acronyms.

    A list of synonyms and the entry it sends to share all; so do an acronym and an entry that bears either of its
    two forms.
    """
    names = {entry.id: list(_own_names(entry)) for entry in portal.entries.values()}
    for entry in portal.of_kind(Synonyms.kind):
        if isinstance(entry, Synonyms) and entry.canonical in names:
            names[entry.canonical].extend(entry.variants)
            names[entry.id].append(portal.entries[entry.canonical].title)
    bearers: dict[str, list[str]] = defaultdict(list)
    for entry in portal.entries.values():
        if not isinstance(entry, Acronym | Synonyms):
            for key in {written_of(name) for name in (entry.title, *names[entry.id])}:
                bearers[key].append(entry.id)
    for entry in portal.of_kind(Acronym.kind):
        if isinstance(entry, Acronym):
            for bearer in dict.fromkeys(bearers[written_of(entry.expansion)] + bearers[written_of(entry.title)]):
                names[bearer].extend((entry.title, entry.expansion))
    return names


def _nicknames(portal: Portal) -> dict[str, tuple[list[str], list[str]]]:
    """Return for each entry or page the everyday words that lead to it first, and those that do after another."""
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for equivalent in portal.equivalents:
        for place, name in enumerate(equivalent.entries):
            found[name][place > 0].extend(equivalent.say)
    return found


def _page(page: ProsePage, called: str, nicknames: tuple[list[str], list[str]]) -> Iterator[SearchDocument]:
    headed = [section for section in page.sections if section.heading]
    opening = " ".join(section.text for section in page.sections if not section.heading)
    yield SearchDocument(
        id=called,
        kind=PAGE_KIND,
        title=page.title,
        url=Location(page.path).url,
        aliases=page.aliases,
        headings=tuple(section.heading for section in headed),
        body=opening,
        excerpt=shortened(opening or next((section.text for section in headed if section.text), "")),
        nicknames=tuple(nicknames[0]),
        hints=tuple(nicknames[1]),
    )
    for section in headed:
        yield SearchDocument(
            id=f"{called}#{section.anchor}",
            kind=PAGE_KIND,
            title=section.heading,
            url=Location(page.path, section.anchor).url,
            headings=(page.title,),
            body=section.text,
            excerpt=shortened(section.text),
        )


def _page_id(path: str, entries: Mapping[str, Entry]) -> str:
    """Return what a page is called, or its path where an entry has that name already."""
    called = page_id(path)
    return path.removesuffix(".md") if called in entries else called


def shortened(text: str, length: int = _EXCERPT) -> str:
    """Return a text on one line, cut between two words when it is longer than `length`."""
    text = text.replace("\n", " ")
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
