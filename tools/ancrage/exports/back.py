"""What ends a document: notes with passports, divergences, glossary, documents, index. Fragments as those of `paper`.

Call them in the order in which they are read, notes last: what one says may name a figure or a term anew.
"""

from __future__ import annotations

import re
from html import escape

from ancrage import citations
from ancrage.exports.paper import Paper, end_id
from ancrage.labels import SHORT_SOURCES
from ancrage.model import Acronym, Divergence, Document, Entry, Sheet, Term
from ancrage.provenance import base_words, interval_words
from ancrage.text import NBSP, fold, period, typographic
from ancrage.views import Figure, quantity

_BY_ID = re.compile(r" ?\(divergences? inc-\d+(?: et inc-\d+)*\)")
_NOT_IN_GLOSSARY = ("En anglais", "À ne pas confondre avec")
_NOT_IN_DIVERGENCES = ("Concerne",)


def gather(paper: Paper, text: str) -> None:
    """Make the end of a document explain what its text (XHTML) names without a link, then nothing more.

    That is the terms and acronyms that it uses, and the divergences that concern its figures.
    """
    words = re.sub(r"<[^<>]*>", " ", text)
    folded = fold(words)
    for entry in paper.views.portal.entries.values():
        if isinstance(entry, Acronym):
            used = re.search(rf"(?<![\w-]){re.escape(entry.title)}(?![\w-])", words)
        elif isinstance(entry, Term):
            name = fold(entry.title.partition(" (")[0])
            used = re.search(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])", folded)
        else:
            continue
        if used:
            paper.explained(entry)
    for name in paper.notes:
        for divergence in paper.views.figure(name).divergences:
            paper.explained(divergence)
    paper.close()


def notes(paper: Paper) -> str:
    """Return the passport of every figure of a document, numbered as it is called; empty where there is none."""
    if not paper.notes:
        return ""
    items = "".join(
        f'<li id="note-{number}" value="{number}">{passport(paper, paper.views.figure(name))} '
        f'<a class="retour" href="#appel-{number}">retour</a></li>'
        for name, number in paper.notes.items()
    )
    return f'<ol class="notes">{items}</ol>'


def passport(paper: Paper, figure: Figure) -> str:
    """Return where a figure comes from and what it is worth: value, label, who, period, interval, source, divergences.

    A divergence is linked where the document explains it, rather than named by the id that notes of the portal give.
    """
    measure = figure.measure
    facts = [measure.population, base_words(figure), period(measure.period)]
    if figure.interval is not None:
        facts.append(f"intervalle à 95 % : {interval_words(figure)}")
    source = SHORT_SOURCES.get(measure.source, measure.source)
    facts.append(f"source : {source}, {measure.locator}")
    if measure.note:
        facts.append(_BY_ID.sub("", paper.views.plain(measure.note)))
    told = ". ".join(_sentence(fact) for fact in facts if fact)
    shown = f"<strong>{_words(quantity(measure))}</strong> {_words(f'{measure.label}. {told}.')}"
    places = [(paper.explained(divergence), divergence.title) for divergence in figure.divergences]
    links = [f'<a class="renvoi" href="#{place}">{_words(title)}</a>' for place, title in places if place]
    return f"{shown} Divergence{'s' if len(links) > 1 else ''}{NBSP}: {'; '.join(links)}." if links else shown


def _sentence(fact: str) -> str:
    """Return a fact as a sentence without its end; « n = 49 » keeps its small letter."""
    first = fact[:1] if fact.startswith("n = ") else fact[:1].upper()
    return first + fact[1:].rstrip(". ")


def glossary(paper: Paper) -> str:
    """Return the terms and acronyms that a document explains, in alphabetical order; empty where there is none."""
    rows = [
        f'<dt id="{end_id(entry)}">{_words(_spelt_out(entry))}</dt>'
        f"<dd>{_paragraphs(paper, entry, _NOT_IN_GLOSSARY)}</dd>"
        for entry in _sorted(paper, Term, Acronym)
    ]
    return f'<dl class="glossaire">{"".join(rows)}</dl>' if rows else ""


def divergences(paper: Paper) -> str:
    """Return the divergences between sources that a document points to; empty where there is none."""
    return "".join(
        f'<section class="notice"><h2 id="{end_id(entry)}">{_words(entry.title)}</h2>'
        f"{_paragraphs(paper, entry, _NOT_IN_DIVERGENCES)}</section>"
        for entry in _sorted(paper, Divergence)
    )


def documents(paper: Paper) -> str:
    """Return the references of the documents that a document names; empty where there is none."""
    rows = [
        f'<li id="{end_id(entry)}">{_words(citations.text(entry))}</li>'
        for entry in _sorted(paper, Document)
        if isinstance(entry, Document)
    ]
    return f'<ul class="documents">{"".join(rows)}</ul>' if rows else ""


def index(paper: Paper) -> str:
    """Return the terms and the sheets of a document with the places where they are named.

    Each place is an `a.page`, which paper turns into a page number; that of the sheet itself comes first, in bold.
    In two halves, to be set side by side.
    """
    rows: dict[str, list[str]] = {}
    entries = [paper.views.portal.entries[name] for name in paper.mentions]
    for entry in sorted(filter(_indexed, entries), key=_alphabetical):
        own = paper.own_place(entry)
        places = [f'<strong><a class="page" href="#{own}"></a></strong>'] if own else []
        places += [
            f'<a class="page" href="#{anchor}"></a>' for page, anchor in paper.mentions[entry.id].items() if page != own
        ]
        rows.setdefault(_words(entry.title), []).extend(places)
    lines = [f"<li>{title} {', '.join(places)}</li>" for title, places in rows.items()]
    middle = (len(lines) + 1) // 2
    halves = ("".join(lines[:middle]), "".join(lines[middle:]))
    return "".join(f'<ul class="index">{half}</ul>' for half in halves if half)


def _indexed(entry: Entry) -> bool:
    return isinstance(entry, Sheet | Term)


def _sorted(paper: Paper, *kinds: type[Entry]) -> list[Entry]:
    return sorted((entry for entry in paper.ends.values() if isinstance(entry, kinds)), key=_alphabetical)


def _alphabetical(entry: Entry) -> tuple[str, str]:
    return fold(entry.title), entry.id


def _spelt_out(entry: Entry) -> str:
    return f"{entry.title} : {entry.expansion}" if isinstance(entry, Acronym) else entry.title


def _paragraphs(paper: Paper, entry: Entry, without: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in paper.notice(entry, without))


def _words(text: str) -> str:
    return escape(typographic(text), quote=False)
