"""Pages that gather short records, each under its anchor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ancrage import citations, labels
from ancrage.model import (
    Acronym,
    Divergence,
    Document,
    Entry,
    Message,
    Organisation,
    Region,
    Sector,
    Synonyms,
    Task,
    Term,
    Territory,
)
from ancrage.pages import parts
from ancrage.pages.inline import Writer
from ancrage.pages.sums import sums_block
from ancrage.text import fold, typographic
from ancrage.urls import shared_page
from ancrage.views import Views, outgoing


@dataclass(frozen=True)
class Gathering:
    """One grouped page: its kind, its title, what it opens with, and its order when it is not by group."""

    kind: str
    title: str
    lead: str
    group: str | None = None


GATHERINGS = {
    "cadre/taches.md": Gathering(
        "tache", "Catalogue des tâches",
        "Qui fait, qui soutient, qui ne doit pas : tâche par tâche, du premier passage au parc jusqu'au comité local. "
        "Chaque tâche dit si les sources la décrivent ou si le portail la propose. Le partage entre les rôles est "
        "proposé par le portail.",
    ),
    "cadre/secteurs.md": Gathering(
        "secteur", "Secteurs et ministères",
        "Les réseaux qui croisent les mêmes familles : ce que chacun porte, et s'il a des agentes ou agents sur le "
        "terrain.",
    ),
    "cadre/organisations.md": Gathering(
        "organisation", "Organisations",
        "À quelles portes frapper, ce qu'on y trouve, et comment y entrer sans se tromper d'adresse.",
    ),
    "arrimage/facteurs.md": Gathering(
        "facteur", "Facteurs de réussite",
        "Ce que les personnes qui ont vécu le projet disent avoir aidé : entre partenaires, dans l'équipe, dans la "
        "structure.",
    ),
    "reperes/messages.md": Gathering(
        "message", "Messages clés",
        "L'essentiel de chaque document, reformulé par le portail et relié aux fiches qui permettent d'agir.",
    ),
    "reperes/retombees.md": Gathering(
        "retombee", "Retombées",
        "Ce que le travail de proximité a changé, selon les personnes travailleuses de proximité et les gestionnaires. "
        "Ce sont des perceptions, recueillies auprès de celles et ceux qui portaient le projet.",
    ),
    "reperes/bailleurs.md": Gathering(
        "bailleur", "Bailleurs de fonds",
        "Qui a payé, ou pourrait payer, un poste de proximité : la liste de 2019, à vérifier avant toute démarche.",
    ),
    "reperes/regions.md": Gathering(
        "region", "Portrait des régions en 2019",
        "Ce qu'Avenir d'enfants finançait, région par région, à la fin de son mandat.",
    ),
    "reperes/contexte.md": Gathering(
        "repere", "Contexte du projet pilote",
        "D'où vient le projet, ce qu'il visait, comment il s'est arrêté.", "contexte",
    ),
    "reperes/sources.md": Gathering(
        "document", "Sources et documents",
        "Les documents sur lesquels repose le portail : ce qu'ils sont, comment ils ont été faits, et ce qu'ils ne "
        "disent pas.",
    ),
    "reperes/divergences.md": Gathering(
        "divergence", "Divergences entre les sources",
        "Quand deux documents ne disent pas la même chose, le portail montre les deux et explique son choix. "
        "Aucun chiffre n'est corrigé en silence.",
    ),
    "cas/methode.md": Gathering(
        "repere", "Méthode de l'étude de cas",
        "Comment l'étude de quatre territoires a été menée, étape par étape, pour s'en inspirer chez soi.", "methode",
    ),
    "cas/territoires.md": Gathering(
        "territoire", "Les quatre territoires",
        "Quatre territoires anonymes, leur milieu, les secteurs présents et le portrait de leurs enfants. "
        "Quatre cas éclairent; ils ne prouvent pas.",
    ),
    "glossaire/index.md": Gathering(
        "terme", "Glossaire",
        "Les mots du métier, définis par le portail en langage clair, avec ce qu'il ne faut pas confondre.",
    ),
    "glossaire/acronymes.md": Gathering(
        "acronyme", "Sigles et acronymes",
        "Les sigles qu'on entend aux tables de concertation et qu'on lit dans les rapports. Quand aucune source ne les "
        "développe, le portail le dit.",
    ),
    "glossaire/synonymes.md": Gathering(
        "synonyme", "Mots voisins",
        "Des mots différents pour presque la même chose : lequel choisir, et où lire la suite.",
    ),
}  # fmt: skip


def grouped_pages(views: Views) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of each grouped page that has records."""
    for page, gathering in GATHERINGS.items():
        entries = [entry for entry in views.kind(gathering.kind) if shared_page(entry) == page]
        if entries:
            yield page, _page(views, page, gathering, entries)


def _page(views: Views, page: str, gathering: Gathering, entries: list[Entry]) -> str:
    writer = Writer(views, page)
    index, name = parts.section(gathering.kind)
    if page.startswith("cas/"):
        index, name = parts.section("cas")
    chunks = [
        "" if index == page else parts.breadcrumb(writer, (index, name)),
        f"# {writer.words(gathering.title)}",
        parts.block("en-bref", writer.text(gathering.lead)),
        *([sums_block(writer)] if gathering.kind == "divergence" else []),
        *_groups(writer, gathering, entries),
    ]
    definitions = writer.definitions()
    head = parts.front_matter(
        title=typographic(gathering.title), description=typographic(gathering.lead), genre=entries[0].name
    )
    return parts.assembled(head, [*chunks, definitions])


def _groups(writer: Writer, gathering: Gathering, entries: list[Entry]) -> Iterator[str]:
    names = labels.GROUPS.get(gathering.kind, {})
    if gathering.kind in ("terme", "acronyme", "synonyme"):
        yield from _alphabet(writer, entries)
        return
    if gathering.group or not names:
        for entry in entries:
            yield _notice(writer, entry, 2)
        return
    for key, name in names.items():
        members = [entry for entry in entries if entry.group_key == key]
        if members:
            yield parts.heading(name, f"groupe-{fold(key)}")
            for entry in members:
                yield _notice(writer, entry, 3)


def _alphabet(writer: Writer, entries: list[Entry]) -> Iterator[str]:
    letters: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (fold(entry.title), entry.id)):
        letters.setdefault(fold(entry.title)[:1].upper(), []).append(entry)
    yield parts.block("alphabet", " ".join(f"[{letter}](#lettre-{letter.lower()})" for letter in letters))
    for letter, members in letters.items():
        yield parts.heading(letter, f"lettre-{letter.lower()}")
        for entry in members:
            yield _notice(writer, entry, 3)


def _notice(writer: Writer, entry: Entry, level: int) -> str:
    chunks = [parts.heading(entry.title, entry.id, level=level), writer.text(entry.summary)]
    details = _DETAILS.get(entry.kind)
    if details:
        chunks.extend(details(writer, entry))
    figures = writer.views.figures_of.get(entry.id, [])
    if figures:
        chunks.append(parts.figures_table(writer, figures))
    chunks.append(parts.block("renvois", links(writer, entry)))
    return parts.block("notice", parts.joined(chunks))


def links(writer: Writer, entry: Entry) -> str:
    """Return the other names of an entry, what it leads to, what leads to it, its sources."""
    entries = writer.views.portal.entries
    related = [entries[name] for name in entry.related]
    shown = {*outgoing(entry, writer.views.portal), *(item.id for item in related)}
    back = [
        item for item in writer.views.backlinks.get(entry.id, []) if item.id not in shown and item.kind != "divergence"
    ]
    lines = []
    if entry.aliases:
        lines.append(_labelled("Aussi", ", ".join(writer.words(alias) for alias in entry.aliases)))
    if related:
        lines.append(_labelled("Voir aussi", ", ".join(writer.link(item) for item in related)))
    if back and not (isinstance(entry, Document) and entry.key):  # a source has its whole list, folded
        lines.append(_labelled("Cité par", ", ".join(writer.link(item) for item in back[:12])))
    if entry.citations:
        cited = "; ".join(f"{writer.source(item.source)}, {writer.words(item.locator)}" for item in entry.citations)
        lines.append(_labelled("Sources", cited))
    return "\n\n".join(lines)


def _labelled(name: str, text: str) -> str:
    return f"<small>**{name}**\u00a0: {text}</small>" if text else ""


def _plainly(name: str, text: str) -> str:
    return f"**{name}**\u00a0: {text}"


def _task(writer: Writer, entry: Entry) -> Iterator[str]:
    if not isinstance(entry, Task):
        return
    entries = writer.views.portal.entries
    columns = {"Fait": entry.does, "Soutient": entry.supports, "Ne doit pas": entry.must_not}
    yield "\n".join(
        f"- **{name}**\u00a0: " + ", ".join(writer.link(entries[role]) for role in roles)
        for name, roles in columns.items()
        if roles
    )
    yield parts.PROPOSED if entry.basis == "portail" else ""


def _sector(writer: Writer, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Sector):
        if entry.mandate:
            yield writer.text(entry.mandate)
        if entry.field_agents is not None:
            yield _plainly("Agentes et agents de proximité sur le terrain", "oui" if entry.field_agents else "non")


def _organisation(writer: Writer, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Organisation) and entry.contact:
        yield _plainly("Y aller", writer.line(entry.contact)) + f" {parts.PROPOSED}"


def _message(writer: Writer, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Message) and entry.lever:
        yield _plainly("Levier", writer.link(writer.views.portal.entries[entry.lever]))


def _territory(writer: Writer, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Territory):
        sectors = ", ".join(writer.link(writer.views.portal.entries[name]) for name in entry.sectors)
        yield _plainly("Milieu", labels.SETTINGS[entry.setting])
        if sectors:
            yield _plainly("Secteurs rencontrés", sectors)


def _region(writer: Writer, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Region) and entry.notes:
        yield writer.text(entry.notes)


def _document(writer: Writer, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Document):
        yield _plainly("Référence", writer.line(entry.reference))
        yield _plainly("Nature", writer.words(entry.nature))
        for name, text in {"Méthode": entry.method, "Portée et limites": entry.scope}.items():
            if text:
                yield _plainly(name, writer.line(text))
        if entry.url:
            yield f"<{entry.url}>"
        if entry.key:
            citing = writer.views.citing.get(entry.key, [])
            if citing:
                yield parts.folded(
                    writer, f"Entrées du portail qui s'y appuient : {len(citing)}", parts.by_kind(writer, citing)
                )
        yield parts.folded(writer, "Citer ce document", _citation(writer, entry))


def _citation(writer: Writer, document: Document) -> str:
    """Return the reference as text and as BibTeX, and the files that reference managers read."""
    path = f"api/v1/citations/{citations.citation_key(document)}"
    files = {"BibTeX": f"{path}.bib", "CSL-JSON": f"{path}.json"}
    links = ", ".join(parts.public_link(writer, file, f"Fichier {name}") for name, file in files.items())
    return f"{writer.words(citations.text(document))}\n\n{parts.verbatim(citations.bibtex(document))}\n\n{links}"


def _divergence(writer: Writer, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Divergence):
        yield _plainly("Ce que dit chaque source", writer.line(entry.finding))
        yield _plainly("Où", writer.line(entry.places))
        yield _plainly("Ce que montre le portail, et pourquoi", writer.line(entry.treatment))
        concerned = [writer.figure(name) if name in writer.views.portal.measures
                     else writer.link(writer.views.portal.entries[name]) for name in entry.concerns]  # fmt: skip
        if concerned:
            yield _plainly("Concerne", ", ".join(concerned))


def _term(writer: Writer, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Term):
        if entry.example:
            yield _plainly("Exemple", writer.line(entry.example))
        for confusion in entry.not_to_confuse:
            other = (
                writer.link(writer.views.portal.entries[confusion.id])
                if confusion.id
                else writer.words(confusion.term or "")
            )
            yield _plainly("À ne pas confondre avec", f"{other} — {writer.line(confusion.why)}")
        if entry.english:
            yield f'**En anglais**\u00a0: <span lang="en">{writer.words(entry.english)}</span>'


def _acronym(writer: Writer, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Acronym):
        origin = {
            "sources": "développé par les sources",
            "portail": "développé par le portail : aucune source ne le fait",
            "a-confirmer": "à confirmer : aucune source ne le développe",
        }[entry.origin]
        yield f"**{writer.words(entry.expansion)}** <small>({writer.words(origin)})</small>"


def _synonyms(writer: Writer, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Synonyms):
        yield _plainly("On dit aussi", ", ".join(writer.words(variant) for variant in entry.variants))
        yield _plainly("À lire", writer.link(writer.views.portal.entries[entry.canonical]))


_DETAILS: dict[str, Callable[[Writer, Entry], Iterator[str]]] = {
    "tache": _task,
    "secteur": _sector,
    "organisation": _organisation,
    "message": _message,
    "territoire": _territory,
    "region": _region,
    "document": _document,
    "divergence": _divergence,
    "terme": _term,
    "acronyme": _acronym,
    "synonyme": _synonyms,
}
