"""A guide as one document on paper: cover, contents, chapters with their sheets, then what explains them.

Everything is cut from the pages of the portal, so that a text is written once: transitions from those of the guide,
sheets from their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from importlib.metadata import version
from xml.etree.ElementTree import Element

from ancrage import labels
from ancrage.exports import back, pdf
from ancrage.exports.paper import Paper, under
from ancrage.model import Entry, Guide, GuideChapter, GuideChart, GuideSection
from ancrage.revision import french_date
from ancrage.text import NBSP, typographic
from ancrage.urls import chapter_locations, chart_location, location
from ancrage.views import Views

_FRONT = (
    ("promesse", "Ce que vous saurez faire"),
    ("avant-propos", "Avant-propos"),
    ("usage", "Comment s'en servir"),
    ("donnees", "Ce que valent les données"),
)
"""What a guide says before its first chapter: the headings of its page."""
_LICENCE = """\
Textes sous licence Creative Commons Attribution 4.0 International (CC BY 4.0). On peut copier, adapter et diffuser ce
guide en nommant la source.

Ce guide est assemblé à partir des fiches du portail. Les chiffres sont les mêmes, avec les mêmes réserves. Le portail
peut avoir changé depuis.

Le même guide existe en PDF balisé pour les lecteurs d'écran (PDF/UA-1) et en DOCX, que l'on peut adapter.
"""
_PROPOSED = '<span class="propose">proposé par le portail</span>'
_PRACTISE = "Pour s'exercer"


@dataclass(frozen=True)
class Part:
    """One of the parts that end a guide."""

    name: str
    title: str
    text: str


@dataclass(frozen=True)
class Volume:
    """A guide ready to be set: fragments of XHTML in reading order; its title, what it is, its date."""

    title: str
    description: str
    day: date | None
    cover: str
    contents: str
    text: str
    ends: tuple[Part, ...]

    def pdf(self, size: pdf.Size = "letter") -> pdf.Typeset:
        """Return the guide as PDF/UA-1."""
        ends = "".join(_part(part) for part in self.ends)
        body = f"{self.cover}{self.contents}{self.text}{ends}"
        return pdf.typeset(body, pdf.About(self.title, self.description, self.day), size)

    def docx(self, size: str = "letter") -> bytes:
        """Return the guide as a Word document: notes at the foot of pages, contents that Word keeps up to date.

        It has no index, since its pages are not known.
        """
        from ancrage.exports.docx import document  # noqa: PLC0415 - a PDF needs nothing of Word

        parts = {part.name: part for part in self.ends}
        ends = "".join(_part(part) for name, part in parts.items() if name not in ("fin-index", "fin-notes"))
        notes = parts["fin-notes"].text if "fin-notes" in parts else ""
        return document(
            f"{self.text}{ends}{notes}",
            self.title,
            subtitle=self.description,
            source="Ancrage, portail du travail de proximité",
            day=self.day,
            size=size,
            contents=True,
        )


def volume(views: Views, pages: Mapping[str, str], guide: Guide, address: str, day: date | None) -> Volume:
    """Return a guide as one document. `pages`: the Markdown of the pages made from data; `day`: of the last change."""
    places = chapter_locations(guide)
    members = {location(_entry(views, section)).page: section.entry for section in guide.sections()}
    members |= {place.page: _chapter_id(name) for name, place in places.items()}
    paper = Paper(views, pages, {**members, location(guide).page: "avant"}, address)
    front = _front(paper, guide)
    chapters = [_chapter(paper, guide, chapter) for chapter in guide.chapters]
    closing = _closing(paper, guide)
    text = "".join([front, *chapters, closing])
    back.gather(paper, text)
    ends = _ends(paper, guide, day)
    summary = typographic(views.plain(guide.summary))
    return Volume(
        title=typographic(guide.title),
        description=summary,
        day=day,
        cover=_cover(guide, summary, day),
        contents=_contents(views, guide, paper, ends),
        text=text,
        ends=ends,
    )


def _entry(views: Views, section: GuideSection) -> Entry:
    return views.portal.entries[section.entry]


def _chapter_id(name: str) -> str:
    return f"chapitre-{name}"


def _cover(guide: Guide, summary: str, day: date | None) -> str:
    readers = ", ".join(labels.READERS_IN_FULL[reader] for reader in guide.audience)
    dated = f" · {french_date(day)}" if day else ""
    return (
        '<section class="couverture"><p class="collection">Ancrage, portail du travail de proximité</p>'
        f'<p class="titre">{_words(guide.title)}</p><p class="sous-titre">{_words(summary)}</p>'
        f'<p class="pour-qui">Pour{NBSP}: {_words(readers)}</p>'
        f'<p class="edition">Version {version("ancrage")}{dated} · CC BY 4.0</p>'
        f'<p class="nom-du-document">{_words(guide.title)}</p></section>'
    )


def _contents(views: Views, guide: Guide, paper: Paper, ends: Iterable[Part]) -> str:
    items = [_line("avant", "Avant de commencer")]
    for number, chapter in enumerate(guide.chapters, 1):
        inside = f"<ul>{_inside(views, chapter)}</ul>"
        items.append(_line(_chapter_id(chapter.id), f"{number}. {chapter.title}", inside))
    items.append(_line("pour-finir", "Pour finir"))
    items += [_line(part.name, part.title) for part in ends]
    figures = "".join(_line(plate.id, f"Figure {plate.number}. {plate.title}") for plate in paper.plates)
    listed = f'<h2 class="hors-signets">Figures</h2><ul>{figures}</ul>' if figures else ""
    return (
        '<nav class="table-des-matieres liminaire"><h1 id="table">Table des matières</h1>'
        f"<ol>{''.join(items)}</ol>{listed}</nav>"
    )


def _inside(views: Views, chapter: GuideChapter) -> str:
    return "".join(_line(section.entry, _entry(views, section).title) for section in chapter.sections)


def _line(name: str, title: str, inside: str = "") -> str:
    return f'<li><a href="#{name}">{_words(title)}</a>{inside}</li>'


def _front(paper: Paper, guide: Guide) -> str:
    page = location(guide).page
    tree = paper.tree(page)
    told = "".join(f"<h2>{_words(title)}</h2>{paper.fragment(page, under(tree, name)[1:])}" for name, title in _FRONT)
    return f'<section class="liminaire saut"><h1 id="avant">Avant de commencer</h1>{told}</section>'


def _chapter(paper: Paper, guide: Guide, chapter: GuideChapter) -> str:
    page = chapter_locations(guide)[chapter.id].page
    tree = paper.tree(page)
    number = guide.chapters.index(chapter) + 1
    bridges = {heading.get("id", ""): node for node in tree.iter("section") for heading in node.iter("h2")}
    opening = paper.fragment(page, [node for node in tree if node.get("class") == "passage"])
    charts = "".join(_chart(paper, name) for name in chapter.charts)
    sheets = "".join(_sheet(paper, section, page, bridges[section.entry]) for section in chapter.sections)
    practise = paper.fragment(page, under(tree, "exercices")[1:])
    if practise:
        practise = f'<div class="exercices"><h2 class="hors-signets">{_words(_PRACTISE)}</h2>{practise}</div>'
    return (
        f'<section class="chapitre saut"><p class="rang">Chapitre {number} {_PROPOSED}</p>'
        f'<h1 id="{_chapter_id(chapter.id)}">{_words(chapter.title)}</h1>{opening}'
        f'<ul class="dans-ce-chapitre">{_inside(paper.views, chapter)}</ul>{practise}{charts}{sheets}</section>'
    )


def _chart(paper: Paper, name: GuideChart) -> str:
    place = chart_location(name)
    nodes = under(paper.tree(place.page), place.anchor) if place.page in paper.pages else []
    return f'<section class="image">{paper.fragment(place.page, nodes, 1)}</section>' if nodes else ""


def _sheet(paper: Paper, section: GuideSection, page: str, web: Element) -> str:
    entry = _entry(paper.views, section)
    own = location(entry).page
    bridge = paper.fragment(page, [node for node in web if node.get("class") == "passage"])
    if section.form == "entiere":
        return f'<section class="fiche saut">{bridge}{paper.page(own)}</section>'
    more = ""
    if paper.address:
        whole = f"{escape(paper.address)}{location(entry).url}"
        shown = f'<a class="site" href="{whole}">{whole.partition("://")[2]}</a>'  # to be typed from paper
        more = f'<p class="suite">La fiche entière, sur le portail{NBSP}: {shown}</p>'
    return f'<section class="fiche-breve">{bridge}{paper.brief(own)}{more}</section>'


def _closing(paper: Paper, guide: Guide) -> str:
    page = list(chapter_locations(guide).values())[-1].page
    told = paper.fragment(page, under(paper.tree(page), "pour-finir")[1:])
    return f'<section class="chapitre saut"><h1 id="pour-finir">Pour finir</h1>{told}</section>'


def _ends(paper: Paper, guide: Guide, day: date | None) -> tuple[Part, ...]:
    """Return the parts that end a guide. Notes are made last: the others may call figures."""
    divergences, glossary, documents = back.divergences(paper), back.glossary(paper), back.documents(paper)
    parts = [
        ("divergences", "Quand les sources divergent", divergences),
        ("notes", "Notes : d'où vient chaque chiffre", back.notes(paper)),
        ("glossaire", "Glossaire", glossary),
        ("documents", "Documents cités", documents),
        ("index", "Index", back.index(paper)),
        ("colophon", "À propos de ce guide", _colophon(guide, paper.address, day)),
    ]
    return tuple(Part(f"fin-{name}", title, text) for name, title, text in parts if text)


def _colophon(guide: Guide, address: str, day: date | None) -> str:
    dated = f", {french_date(day)}" if day else ""
    where = f" {address}{location(guide).url}" if address else ""
    cited = f"Pour citer ce guide : Ancrage, portail du travail de proximité. « {guide.title} ». "
    cited += f"Version {version('ancrage')}{dated}.{where}"
    return "".join(f"<p>{_words(' '.join(told.split()))}</p>" for told in [cited, *_LICENCE.split("\n\n")])


def _part(part: Part) -> str:
    return f'<section class="annexe saut"><h1 id="{part.name}">{_words(part.title)}</h1>{part.text}</section>'


def _words(text: str) -> str:
    return escape(typographic(text), quote=False)
