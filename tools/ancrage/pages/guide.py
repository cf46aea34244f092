"""The pages of a guide: its contents, with what it promises and its files to print, then one page a chapter.

A page gives the transitions, and of each sheet what it is in short, a first step, its steps and its words folded, and a
link: the whole text is in the files to print.
"""

from __future__ import annotations

from collections.abc import Iterator

from ancrage import labels
from ancrage.downloads import NOTHING, Offer, guide_file
from ancrage.markup import plain
from ancrage.model import Entry, Guide, GuideChapter, GuideChart, GuideSection, Sheet
from ancrage.pages import parts
from ancrage.pages.inline import Writer
from ancrage.pages.sheet import part, part_title
from ancrage.text import NBSP, typographic
from ancrage.urls import chapter_locations, chart_location, location
from ancrage.views import Views

STYLE = "css/guides.css"
_CHARTS: dict[GuideChart, str] = {
    "carte-demarchage": "Usage et efficacité perçue du démarchage",
    "carte-reseautage": "Usage et efficacité perçue du réseautage",
    "image-adaptation": "Ce qui demande plus de trois mois d'adaptation",
    "image-partenaires": "Les partenaires clés, vus par les PTP et par les gestionnaires",
    "image-regions": "Les régions en 2019",
    "image-territoires": "Quatre territoires, quatre portraits",
}


def guide_pages(views: Views, offer: Offer = NOTHING) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of the contents and of the chapters of every guide."""
    for guide in views.kind(Guide.kind):
        if isinstance(guide, Guide):
            yield location(guide).page, _contents(views, guide, offer)
            for index, place in enumerate(chapter_locations(guide).values()):
                yield place.page, _chapter(views, guide, index)


def _contents(views: Views, guide: Guide, offer: Offer) -> str:
    writer = Writer(views, location(guide).page)
    chunks = [
        parts.breadcrumb(writer, parts.section(guide.kind), guide.title),
        f"# {writer.words(guide.title)}",
        f'<p class="genre">{_kicker(guide)}</p>',
        parts.block("en-bref", writer.text(guide.summary)),
        parts.downloads(writer, "Emporter le guide", _files(guide, offer)),
        parts.heading("Ce que vous saurez faire", "promesse"),
        writer.text(guide.promise),
        parts.heading("Les chapitres", "chapitres"),
        _list(writer, guide),
        parts.heading("Avant-propos", "avant-propos"),
        writer.text(guide.foreword),
        parts.heading("Comment s'en servir", "usage"),
        writer.text(guide.usage),
        parts.heading("Ce que valent les données", "donnees"),
        parts.block("donnees", writer.text(guide.caution)),
        parts.block("citer", f"**Citer ce guide**{NBSP}: {parts.how_to_cite(writer, guide)}"),
        writer.definitions(),
    ]
    head = parts.front_matter(
        title=guide.title, description=parts.description(views, guide), entry=guide.id, kind=guide.kind, style=STYLE
    )
    return parts.assembled(head, chunks)


def _kicker(guide: Guide) -> str:
    readers = ", ".join(labels.READERS_IN_FULL[reader] for reader in guide.audience)
    return typographic(f"Guide · {len(guide.chapters)} chapitres · pour : {readers}") + f" {parts.PROPOSED}"


def _files(guide: Guide, offer: Offer) -> Iterator[tuple[str, str]]:
    """Yield the files of a guide, each with what it is called."""
    for form, label in (("pdf", "Le guide entier, à imprimer"), ("docx", "Le guide entier, à adapter")):
        if form in offer:
            yield guide_file(guide.id, form), label


def _list(writer: Writer, guide: Guide) -> str:
    shown = []
    for chapter in guide.chapters:
        names = ", ".join(writer.words(_entry(writer, section).title) for section in chapter.sections)
        title = writer.to(chapter_locations(guide)[chapter.id], chapter.title)
        shown.append(f'1. **{title}** <span class="chapitre-fiches">{names}</span>')
    return parts.block("chapitres", "\n".join(shown))


def _chapter(views: Views, guide: Guide, index: int) -> str:
    chapter = guide.chapters[index]
    writer = Writer(views, chapter_locations(guide)[chapter.id].page)
    last = index == len(guide.chapters) - 1
    chunks = [
        parts.breadcrumb(writer, parts.section(guide.kind), (location(guide).page, guide.title), chapter.title),
        f"# {writer.words(chapter.title)}",
        f'<p class="genre">{typographic(f"Chapitre {index + 1} sur {len(guide.chapters)}")} {parts.PROPOSED}</p>',
        parts.block("passage", writer.text(chapter.opening)),
        *(_chart(writer, name) for name in chapter.charts),
        *(_section(writer, section) for section in chapter.sections),
        *_practise(writer, chapter),
        *_closing(writer, guide, last=last),
        _turn(writer, guide, index),
        writer.definitions(),
    ]
    head = parts.front_matter(
        title=chapter.title,
        description=parts.shorten(typographic(" ".join(plain(chapter.opening).split())), 200),
        guide=guide.id,
        genre="Guide",
        style=STYLE,
    )
    return parts.assembled(head, chunks)


def _entry(writer: Writer, section: GuideSection) -> Entry:
    return writer.views.portal.entries[section.entry]


def _chart(writer: Writer, name: GuideChart) -> str:
    return f"{writer.words('En image :')} {writer.to(chart_location(name), _CHARTS[name])}."


def _section(writer: Writer, section: GuideSection) -> str:
    entry = _entry(writer, section)
    inner = [parts.heading(entry.title, entry.id)]
    if section.bridge:
        inner.append(parts.block("passage", writer.text(section.bridge)))
    inner.append(writer.text(entry.summary))
    if isinstance(entry, Sheet) and entry.first_step:
        inner.append(
            parts.block("premier-pas", f"**Premier petit pas** {parts.PROPOSED}\n\n{writer.text(entry.first_step)}")
        )
    if isinstance(entry, Sheet):
        inner += [_folded(writer, entry, key) for key in ("steps", "words") if getattr(entry, key)]
    inner.append(f"{writer.link(entry, f'Lire la fiche « {entry.title} »')}")
    return '<section class="guide-fiche" markdown>\n\n' + "\n\n".join(inner) + "\n\n</section>"


def _folded(writer: Writer, entry: Sheet, key: str) -> str:
    shown = part(writer, entry, key)
    return parts.folded(
        writer, part_title(entry, key), shown if key in entry.sourced else f"{shown}\n\n{parts.PROPOSED}"
    )


def _practise(writer: Writer, chapter: GuideChapter) -> Iterator[str]:
    if chapter.practise:
        yield parts.heading("Pour s'exercer", "exercices")
        entries = [writer.views.portal.entries[name] for name in chapter.practise]
        yield parts.see_also(writer, entries)


def _closing(writer: Writer, guide: Guide, *, last: bool) -> Iterator[str]:
    if last:
        yield parts.heading("Pour finir", "pour-finir")
        yield writer.text(guide.closing)


def _turn(writer: Writer, guide: Guide, index: int) -> str:
    """Return the links to the chapters before and after."""
    places = chapter_locations(guide)
    shown = []
    for step, name in ((-1, "Chapitre précédent"), (1, "Chapitre suivant")):
        if 0 <= index + step < len(guide.chapters):
            other = guide.chapters[index + step]
            shown.append(f"{writer.words(name + ' :')} {writer.to(places[other.id], other.title)}")
    shown.append(writer.link(guide, "Tous les chapitres"))
    return parts.block("chapitre-suite", "\n".join(f"- {line}" for line in shown))
