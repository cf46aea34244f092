"""The page that lists every figure, each with its passport."""

from __future__ import annotations

import html
from collections.abc import Iterator
from importlib.metadata import version

from ancrage import labels
from ancrage.evidence import category
from ancrage.model import KINDS
from ancrage.pages import parts
from ancrage.pages.inline import Writer
from ancrage.provenance import base_words, interval_meaning, meaning, verification
from ancrage.text import NBSP, fold, period, typographic
from ancrage.urls import MEASURES_PAGE, Location
from ancrage.views import Figure, Views

_LEAD = (
    "Chaque chiffre du portail a son passeport : ce qu'il veut dire, qui a répondu, quand, où le lire dans la source, "
    "jusqu'où s'y fier, comment le citer. Touchez un chiffre pour l'ouvrir."
)
_CITE = (
    "Écrivez son libellé, sa valeur, le nombre n s'il y en a un, la source et l'endroit où le lire, puis « Ancrage », "
    "la version et l'adresse du passeport. Avec JavaScript, chaque passeport ouvert donne ce texte à copier."
)
_PROJECT = "Ensemble du projet"


def passports_page(views: Views) -> tuple[str, str]:
    """Return the path and the Markdown of the page of figures, by kind of entry, then by entry."""
    writer = Writer(views, MEASURES_PAGE)
    chunks = [
        parts.breadcrumb(writer, ("reperes/index.md", "Repères")),
        "# Chiffres",
        parts.block("en-bref", writer.text(_LEAD)),
        _doors(writer),
        _filters(views),
    ]
    for name, figures in _groups(views).items():
        inner = "\n\n".join([parts.heading(name, _anchor(figures)), *(_passport(writer, figure) for figure in figures)])
        chunks.append(f'<section class="passeports" markdown>\n\n{inner}\n\n</section>')
    head = parts.front_matter(
        title="Chiffres",
        description=typographic(_LEAD),
        genre="Chiffre",
        style="css/chiffres.css",
        script="js/chiffres.js",
    )
    return MEASURES_PAGE, parts.assembled(head, chunks)


def _groups(views: Views) -> dict[str, list[Figure]]:
    """Return the figures by the plural name of the kind of their entry, in the order of the kinds, entries sorted."""
    order = {kind: index for index, kind in enumerate(KINDS)}

    def place(figure: Figure) -> tuple[int, str, int, str]:
        entry = figure.entry
        if entry is None:
            return (-1, "", 0, figure.id)
        written = list(entry.measures)
        name = figure.id.partition(".")[2]
        own = figure.id == f"{entry.id}.{name}" and name in written
        return (order[entry.kind], fold(entry.title), written.index(name) if own else len(written), figure.id)

    groups: dict[str, list[Figure]] = {}
    for figure in sorted(views.figures, key=place):
        groups.setdefault(figure.entry.plural if figure.entry else _PROJECT, []).append(figure)
    return groups


def _anchor(figures: list[Figure]) -> str:
    entry = figures[0].entry
    return f"chiffres-{entry.kind}" if entry else "chiffres-projet"


def _doors(writer: Writer) -> str:
    files = {"CSV": "api/v1/measures.csv", "JSON": "api/v1/measures.json", "schéma": "api/v1/schema/measures.json"}
    links = ", ".join(parts.public_link(writer, path, name) for name, path in files.items())
    divergences = writer.to(Location("reperes/divergences.md"), "divergences entre les sources")
    has_divergences = bool(writer.views.portal.of_kind("divergence"))
    also = f" Voir aussi les {divergences}." if has_divergences else ""
    cite = parts.folded(writer, "Comment citer un chiffre", writer.words(_CITE))
    return f"Tous les chiffres à télécharger{NBSP}: {links}.{also}\n\n{cite}"


def _filters(views: Views) -> str:
    """Return the form of filters, shown by the script that makes it work."""
    sources = sorted({figure.measure.source for figure in views.figures})
    present = {category(figure.measure) for figure in views.figures}
    names = {key: labels.SHORT_SOURCES.get(key, views.portal.sources[key].title) for key in sources}
    kinds: dict[str, str] = {key: name for key, name in labels.CATEGORIES.items() if key in present}
    sorts = {"": "le sujet", "libelle": "le libellé", "valeur": "la valeur", "source": "la source", "n": "le nombre n"}
    version_shown = f'data-version="{version("ancrage")}"'
    return "\n".join(
        [
            f'<form class="filtres" role="search" aria-label="Filtrer les chiffres" {version_shown} hidden>',
            '<label class="filtre-texte">Contient <input type="search" name="q" autocomplete="off"></label>',
            _select("source", "Source", {"": "toutes", **names}),
            _select("genre", "Genre", {"": "tous", **kinds}),
            _select("tri", "Trier selon", sorts),
            '<label class="filtre-case"><input type="checkbox" name="divergence" value="1"> avec divergence</label>',
            '<p class="filtres-etat" role="status"></p>',
            "</form>",
        ]
    )


def _select(name: str, label: str, options: dict[str, str]) -> str:
    shown = "".join(
        f'<option value="{key}">{html.escape(typographic(text), quote=False)}</option>' for key, text in options.items()
    )
    return f'<label>{label} <select name="{name}">{shown}</select></label>'


def _passport(writer: Writer, figure: Figure) -> str:
    measure = figure.measure
    data = f'data-c="{category(measure)}" data-s="{measure.source}" data-v="{measure.value}"'
    if measure.n:
        data += f' data-n="{measure.n}"' + (" data-b" if measure.base == "inconnue" else "")
    flag = ""
    if figure.divergences:
        data += " data-d"
        flag = ' <small class="divergent">divergence</small>'
    rows = [f"<dt>{name}</dt>\n<dd markdown>{text}</dd>" for name, text in _facts(writer, figure)]
    return (
        f'<details class="passeport" id="{figure.id}" {data} markdown>\n'
        f"<summary markdown>**{writer.words(parts.quantity_words(figure))}** "
        f"{writer.words(measure.label)}{flag}</summary>\n"
        "<dl markdown>\n" + "\n".join(rows) + "\n</dl>\n</details>"
    )


def _facts(writer: Writer, figure: Figure) -> Iterator[tuple[str, str]]:
    measure = figure.measure
    yield "Sens", writer.words(meaning(figure))
    yield "Qui", writer.words(measure.population)
    base = base_words(figure)
    if base:
        yield "Base", writer.words(base)
    yield "Période", writer.words(period(measure.period))
    yield "Source", f"{writer.source(measure.source)}, {writer.words(measure.locator)}"
    spread = interval_meaning(figure)
    if spread:
        yield "Intervalle à 95\u00a0%", writer.words(spread)
    checked = verification(figure)
    if checked:
        yield "Vérification", writer.words(checked)
    if measure.note:
        yield "Note", writer.line(measure.note)
    if figure.divergences:
        yield "Divergence", ", ".join(writer.link(divergence) for divergence in figure.divergences)
    if figure.entry:
        yield "À lire", writer.link(figure.entry)
