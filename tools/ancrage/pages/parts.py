"""Parts that pages share: front matter, breadcrumb, figures, links, sources."""

from __future__ import annotations

import html
import json
import posixpath
from collections.abc import Collection, Iterable, Iterator
from importlib.metadata import version

from ancrage import labels
from ancrage.model import Citation, Entry
from ancrage.pages.inline import Writer
from ancrage.provenance import answered, interval_words
from ancrage.text import NBSP, period, typographic
from ancrage.urls import Location, location
from ancrage.views import Figure, Views, quantity

SECTIONS = {
    "strategie": ("strategies/index.md", "Stratégies"),
    "fiche": ("fiches/index.md", "Fiches"),
    "qualite": ("qualites/index.md", "Qualités"),
    "obstacle": ("obstacles/index.md", "Obstacles"),
    "besoin": ("familles/index.md", "Familles"),
    "adaptation": ("debuter/index.md", "Débuter"),
    "parcours": ("debuter/index.md", "Débuter"),
    "levier": ("arrimage/index.md", "Arrimage"),
    "role": ("cadre/index.md", "Cadre de référence"),
    "presentation": ("role-en-une-minute/index.md", "Dire mon rôle en une minute"),
    "seance": ("former/index.md", "Former"),
    "gabarit": ("gabarits/index.md", "Gabarits"),
    "guide": ("guides/index.md", "Guides"),
    "aiguillage": ("cadre/index.md", "Cadre de référence"),
    "tache": ("cadre/index.md", "Cadre de référence"),
    "secteur": ("cadre/index.md", "Cadre de référence"),
    "organisation": ("cadre/index.md", "Cadre de référence"),
    "facteur": ("arrimage/index.md", "Arrimage"),
    "mecanisme": ("arrimage/index.md", "Arrimage"),
    "cas": ("cas/index.md", "Études de cas"),
    "territoire": ("cas/index.md", "Études de cas"),
    "question": ("cas/index.md", "Études de cas"),
    "terme": ("glossaire/index.md", "Glossaire"),
    "acronyme": ("glossaire/index.md", "Glossaire"),
    "synonyme": ("glossaire/index.md", "Glossaire"),
}
"""The section each kind is found in; the others are in « Repères »."""

PROPOSED = '<span class="propose">proposé par le portail</span>'


def section(kind: str) -> tuple[str, str]:
    """Return the index page and the name of the section of a kind."""
    return SECTIONS.get(kind, ("reperes/index.md", "Repères"))


def front_matter(**values: str | bool | list[str] | None) -> str:
    """Return YAML front matter; macros are never run in a page made from data."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value is not None]
    return "\n".join(["---", *lines, "render_macros: false", "---", ""])


def assembled(head: str, chunks: Iterable[str]) -> str:
    """Return the Markdown of a page: its front matter, then what it says."""
    return f"{head}\n{joined(chunks)}\n"


def joined(chunks: Iterable[str]) -> str:
    """Return chunks of Markdown one after the other, without the empty ones."""
    return "\n\n".join(chunk for chunk in chunks if chunk)


def description(views: Views, entry: Entry) -> str:
    """Return the one-line description of a page for search engines and shared links."""
    return shorten(typographic(views.plain(entry.summary)), 200)


def shorten(text: str, length: int) -> str:
    """Return the text, cut at a word with an ellipsis when it is longer than `length`."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def breadcrumb(writer: Writer, *steps: tuple[str, str] | str) -> str:
    """Return the line over the title: links (page, name) and a last plain name."""
    shown = [writer.to(Location(step[0]), step[1]) if isinstance(step, tuple) else writer.words(step) for step in steps]
    return '<div class="fil" markdown>' + " › ".join(shown) + "</div>"


def heading(title: str, anchor: str, *, proposed: bool = False, level: int = 2) -> str:
    """Return a heading with a stable anchor, marked when the portal proposes what follows."""
    mark = f" {PROPOSED}" if proposed else ""
    label = json.dumps(typographic(title), ensure_ascii=False)
    return f"{'#' * level} {typographic(title)}{mark} {{ #{anchor} data-toc-label={label} }}"


def block(css: str, inner: str) -> str:
    """Return Markdown inside a styled block."""
    return f'<div class="{css}" markdown>\n\n{inner}\n\n</div>'


def folded(writer: Writer, summary: str, inner: str) -> str:
    """Return Markdown that opens under its summary, without JavaScript."""
    name = f"<summary markdown>{writer.words(summary)}</summary>"
    return f'<details class="repli" markdown>\n{name}\n\n{inner}\n\n</details>'


def public_link(writer: Writer, path: str, label: str) -> str:
    """Return a link to a file copied into the site as it is (`api/v1/…`), which the generator does not know."""
    return f'<a href="{_public_target(writer, path)}">{html.escape(typographic(label), quote=False)}</a>'


def _public_target(writer: Writer, path: str) -> str:
    return posixpath.relpath(path, Location(writer.page).url or ".")


def downloads(writer: Writer, title: str, files: Iterable[tuple[str, str]]) -> str:
    """Return links to files, each given with its label; once they are made, each says its pages and its weight."""
    links = [f"- {_download(writer, path, label)}" for path, label in files]
    return block("telecharger", f"**{writer.words(title)}**\n\n" + "\n".join(links)) if links else ""


def _download(writer: Writer, path: str, label: str) -> str:
    """Return the link to a file: « label : PDF (3 pages, 39 ko) », what is after the colon never cut."""
    form = path.rpartition(".")[2].upper()
    name = f'<span class="nom">{html.escape(typographic(label), quote=False)}</span>'
    told = f'<span class="fichier">{form}<span class="poids" data-fichier="{path}"></span></span>'
    return f'<a href="{_public_target(writer, path)}">{name}{NBSP}: {told}</a>'


def under_summary(page: str, inner: str) -> str:
    """Return a page with something more after what it is in short."""
    start = page.index('<div class="en-bref"')
    end = page.index("</div>", start) + len("</div>")
    return f"{page[:end]}\n\n{inner}{page[end:]}"


def verbatim(text: str) -> str:
    """Return a text shown exactly as it is."""
    return f"<pre><code>{html.escape(text, quote=False)}</code></pre>"


def inlined(name: str, value: object) -> str:
    """Return data that a script of the page reads by its id: nothing is fetched, so it works from a USB key."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>'


def row(cells: Iterable[str]) -> str:
    """Return one row of a Markdown table."""
    return "| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |"


def table(css: str, head: list[str], rows: Iterable[list[str]]) -> str:
    """Return a Markdown table in a box that scrolls by itself on a narrow screen."""
    lines = [row(map(typographic, head)), row(["---"] * len(head)), *(row(cells) for cells in rows)]
    return block(f"tableau {css}", "\n".join(lines))


def figures_table(writer: Writer, figures: list[Figure]) -> str:
    """Return the figures of an entry with what each is worth."""
    rows = [
        [
            writer.words(figure.measure.label),
            writer.figure(figure.id),
            writer.words(interval_words(figure)),
            writer.words(answered(figure)),
            writer.words(period(figure.measure.period)),
        ]
        for figure in figures
    ]
    return table("figures", ["Chiffre", "Valeur", "Intervalle à 95 %", "Qui", "Période"], rows)


def see_also(writer: Writer, entries: Iterable[Entry]) -> str:
    """Return a list of links, each with its kind."""
    return "\n".join(f"- {writer.link(entry)} <small>{writer.words(entry.name.lower())}</small>" for entry in entries)


def by_kind(writer: Writer, entries: Iterable[Entry]) -> str:
    """Return links gathered by kind, one paragraph a kind."""
    kinds: dict[str, list[str]] = {}
    for entry in entries:
        kinds.setdefault(entry.plural, []).append(writer.link(entry))
    return "\n\n".join(f"**{writer.words(name)}**{NBSP}: {', '.join(links)}" for name, links in kinds.items())


def cards(writer: Writer, entries: Iterable[Entry]) -> str:
    """Return entries as cards: title and what it is, in short."""
    shown = []
    for entry in entries:
        text = shorten(typographic(writer.views.plain(entry.summary)), 170)
        shown.append(
            f'- {writer.link(entry)}{{ .carte-titre }}\n  <span class="carte-texte">{writer.words(text)}</span>'
        )
    return block("cartes", "\n".join(shown))


def leading_here(writer: Writer, entry: Entry, shown: Collection[str]) -> Iterator[str]:
    """Yield what names the entries whose pages lead to this one, but those that its page shows already."""
    back = [item for item in writer.views.backlinks.get(entry.id, []) if item.id not in shown]
    if back:
        yield heading("Ces pages y mènent", "liens-retour")
        yield block("liens-retour", by_kind(writer, back))


def sources(writer: Writer, citations: Iterable[Citation]) -> str:
    """Return the citations of an entry as a list: document, locator."""
    return "\n".join(
        f"- {writer.source(citation.source)} : {writer.words(citation.locator)}".replace(" : ", f"{NBSP}: ", 1)
        for citation in citations
    )


def how_to_cite(writer: Writer, entry: Entry) -> str:
    """Return the reference of an entry of the portal; the reader adds the date of the visit."""
    where = location(entry).url
    return (
        (
            f"Ancrage, portail du travail de proximité, version {version('ancrage')}. "
            f"« {writer.words(entry.title)} » ({where}). CC BY 4.0."
        )
        .replace("« ", f"«{NBSP}")
        .replace(" »", f"{NBSP}»")
    )


def quantity_words(figure: Figure) -> str:
    """Return the value of a figure with its unit."""
    return quantity(figure.measure)


def group_name(entry: Entry) -> str:
    """Return the name of the group of an entry, empty when its kind has none."""
    return labels.group(entry.kind, entry.group_key) if entry.group_key else ""
