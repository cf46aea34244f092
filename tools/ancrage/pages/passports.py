"""The page that lists every figure with its passport."""

from __future__ import annotations

from collections.abc import Iterator

from ancrage import labels
from ancrage.pages import parts
from ancrage.pages.inline import Writer
from ancrage.text import fold, number, period, typographic
from ancrage.urls import MEASURES_PAGE
from ancrage.views import Figure, Views

_LEAD = (
    "Chaque figure du portail a son passeport : ce qu'elle veut dire, qui a répondu, quand, où la lire dans la source, "
    "et jusqu'où on peut s'y fier."
)


def passports_page(views: Views) -> tuple[str, str]:
    """Return the path and the Markdown of the page of figures, grouped by the entry that owns them."""
    writer = Writer(views, MEASURES_PAGE)
    owners: dict[str, list[Figure]] = {}
    for figure in views.figures:
        owners.setdefault(figure.entry.title if figure.entry else "Ensemble du projet", []).append(figure)
    chunks = [
        parts.breadcrumb(writer, ("reperes/index.md", "Repères")),
        "# Chiffres",
        parts.block("en-bref", writer.text(_LEAD)),
    ]
    for title in sorted(owners, key=fold):
        owner = owners[title][0].entry
        anchor = f"chiffres-{owner.id}" if owner else "chiffres-du-projet"
        chunks.append(parts.heading(title, anchor))
        if owner:
            chunks.append(writer.link(owner, "Voir la fiche"))
        chunks.extend(_passport(writer, figure) for figure in owners[title])
    head = parts.front_matter(title="Chiffres", description=typographic(_LEAD))
    return MEASURES_PAGE, head + "\n" + "\n\n".join(chunks) + "\n"


def _passport(writer: Writer, figure: Figure) -> str:
    measure = figure.measure
    rows = [f"<dt>{name}</dt>\n<dd markdown>{text}</dd>" for name, text in _facts(writer, figure)]
    return (
        f'<div class="passeport" id="{figure.id}" markdown>\n\n'
        f"**{writer.words(parts.quantity_words(figure))}** — {writer.words(measure.label)}\n\n"
        "<dl markdown>\n" + "\n".join(rows) + "\n</dl>\n\n</div>"
    )


def _facts(writer: Writer, figure: Figure) -> Iterator[tuple[str, str]]:
    measure = figure.measure
    yield "Qui", writer.words(parts.answered(figure))
    yield "Base", writer.words(labels.BASES[measure.base])
    yield "Période", writer.words(period(measure.period))
    yield "Source", f"{writer.source(measure.source)}, {writer.words(measure.locator)}"
    if figure.interval:
        text = f"{number(figure.interval.low, 1)} à {number(figure.interval.high, 1)} %"
        if figure.interval.minimum:
            text += ", largeur minimale : la base de cette figure n'est pas publiée"
        yield "Intervalle à 95\u00a0%", writer.words(text)
    if figure.attainable and not figure.attainable.rounded:
        truncated = "; il le serait en tronquant" if figure.attainable.truncated else ""
        yield (
            "Vérification",
            writer.words(f"aucun effectif entier sur {measure.n} ne donne ce pourcentage à l'arrondi usuel{truncated}"),
        )
    if measure.note:
        yield "Note", writer.line(measure.note)
    if figure.divergences:
        yield "Divergence", ", ".join(writer.link(divergence) for divergence in figure.divergences)
