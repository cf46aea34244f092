"""The page where strategies are compared: every taught strategy as one row; docs/js/comparer.js picks 2 to 4 of them.

Without JavaScript the table is read whole. The initiatives of territories are told, not taught: they are not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ancrage import labels
from ancrage.model import Entry, Strategy
from ancrage.pages import parts
from ancrage.pages.inline import Writer
from ancrage.provenance import interval_words
from ancrage.text import typographic
from ancrage.urls import Location, location, relative
from ancrage.views import Figure, Views

PAGE = "strategies/comparer.md"
NO_FIGURE = '<span class="sans-figure">les sources n’en donnent pas</span>'
NOTHING = '<span class="sans-figure">rien dans la fiche</span>'
_APPROACHES = ("demarchage", "reseautage", "accompagnement", "gestion")
_USE = ("frequence", "recours")
_JUDGED = "efficacite"
_SETTINGS = {"urban": "en ville", "rural": "en milieu rural", "mixed": "en milieu mixte"}
_TITLE = "Comparer des stratégies"
_LEAD = (
    "De deux à quatre stratégies côte à côte : usage, efficacité perçue par les PTP, effort, premier petit pas, "
    "qualités, obstacles, partenaires et sources."
)
_READING = """\
- L'usage est la part des PTP qui ont employé la stratégie au seuil imprimé dans le questionnaire; le passeport de
  chaque figure le cite.
- L'efficacité est **perçue par les PTP** : ce n'est pas un effet mesuré chez les familles.
- Deux intervalles qui se chevauchent ne se départagent pas. Ils sont ici une largeur minimale, car la base de chaque
  ligne du questionnaire n'est pas publiée.
- Le démarchage et le réseautage répondent à deux questions différentes : leurs chiffres ne se comparent pas.
- Aucun chiffre ne distingue la ville de la campagne.
"""


def compare_page(views: Views) -> tuple[str, str]:
    """Return the path and the Markdown of the page."""
    writer = Writer(views, PAGE)
    chunks = [
        parts.breadcrumb(writer, parts.section("strategie"), "Comparer"),
        f"# {writer.words(_TITLE)}",
        parts.block("en-bref", writer.text(_LEAD)),
        '<div class="comparer" data-comparer></div>',
        _table(writer),
        parts.heading("Lire ces chiffres", "lire"),
        parts.block("a-savoir", writer.text(_READING)),
        writer.definitions(),
    ]
    head = parts.front_matter(
        title=_TITLE,
        description=typographic(_LEAD),
        sommaire=False,
        style="css/comparer.css",
        script="js/comparer.js",
    )
    return PAGE, parts.assembled(head, chunks)


def compare_link(writer: Writer, entry: Entry) -> str:
    """Return the link that opens the comparison with one strategy chosen."""
    label = writer.words("Comparer avec d'autres stratégies")
    return f"[{label}]({relative(Location(PAGE), writer.page)}?s={entry.id}){{ .ecran }}"


def is_surveyed(views: Views, entry: Entry) -> bool:
    """Return whether a strategy can be compared by its use or its perceived effectiveness."""
    return (
        isinstance(entry, Strategy)
        and entry.approach in _APPROACHES
        and any(_figure(views, entry, name) for name in (*_USE, _JUDGED))
    )


def _table(writer: Writer) -> str:
    bodies = [_group(writer, approach) for approach in _APPROACHES]
    head = "\n".join(
        f'<th scope="col" data-colonne="{key}" markdown>{typographic(name)}'
        f"{' ' + parts.PROPOSED if proposed else ''}</th>"
        for key, name, proposed, _ in _COLUMNS
    )
    return (
        '<details class="toutes" open markdown>\n'
        f"<summary>{typographic('Toutes les stratégies, en un tableau')}</summary>\n\n"
        '<div class="tableau strategies" markdown>\n<table markdown>\n'
        f'<thead markdown>\n<tr markdown>\n<th scope="col">Stratégie</th>\n{head}\n</tr>\n</thead>\n'
        + "\n".join(body for body in bodies if body)
        + "\n</table>\n</div>\n\n</details>"
    )


def _group(writer: Writer, approach: str) -> str:
    strategies = [entry for entry in writer.views.kind("strategie", approach) if isinstance(entry, Strategy)]
    if not strategies:
        return ""
    rows = "\n".join(_row(writer, strategy) for strategy in strategies)
    return f'<tbody data-groupe="{typographic(labels.group("strategie", approach))}" markdown>\n{rows}\n</tbody>'


def _row(writer: Writer, strategy: Strategy) -> str:
    group = typographic(labels.group("strategie", strategy.approach))
    cells = "\n".join(
        f'<td data-nom="{typographic(name)}"{_bounds(writer.views, strategy, key)} markdown>'
        f"{write(writer, strategy)}</td>"
        for key, name, _, write in _COLUMNS
    )
    return (
        f'<tr data-strategie="{strategy.id}" markdown>\n'
        f'<th scope="row" markdown>{writer.link(strategy)} <small>{group}</small></th>\n{cells}\n</tr>'
    )


def _figure(views: Views, strategy: Entry, *names: str) -> Figure | None:
    name = next((name for name in names if name in strategy.measures), None)
    return views.figure(f"{strategy.id}.{name}") if name else None


def _column_figure(views: Views, strategy: Strategy, column: str) -> Figure | None:
    return _figure(views, strategy, *{"usage": _USE, "efficacite": (_JUDGED,)}.get(column, ()))


def _bounds(views: Views, strategy: Strategy, column: str) -> str:
    """Return the interval as attributes, for the page to tell whether intervals overlap."""
    figure = _column_figure(views, strategy, column)
    if figure is None or figure.interval is None:
        return ""
    return f' data-bas="{figure.interval.low:.2f}" data-haut="{figure.interval.high:.2f}"'


def _quantity(writer: Writer, figure: Figure | None) -> str:
    if figure is None:
        return NO_FIGURE
    shown = writer.figure(figure.id)
    if figure.measure.unit != "%":
        return f"{shown} <small>{writer.words(figure.measure.label)}</small>"
    if figure.interval is None:
        return shown
    low, high = figure.interval.low, figure.interval.high
    bar = f'<span class="etendue" style="--bas:{low:.0f};--haut:{high:.0f};--point:{figure.measure.value}"></span>'
    return f'{shown} <span class="intervalle">{writer.words(interval_words(figure))}</span>{bar}'


def _use(writer: Writer, strategy: Strategy) -> str:
    return _quantity(writer, _column_figure(writer.views, strategy, "usage"))


def _judged(writer: Writer, strategy: Strategy) -> str:
    return _quantity(writer, _column_figure(writer.views, strategy, "efficacite"))


def _effort(_: Writer, strategy: Strategy) -> str:
    return labels.EFFORTS[strategy.effort] if strategy.effort else NOTHING


def _by_setting(writer: Writer, strategy: Strategy) -> str:
    if strategy.by_setting is None:
        return NOTHING
    named = ", ".join(name for key, name in _SETTINGS.items() if getattr(strategy.by_setting, key))
    return writer.to(Location(location(strategy).page, "selon-le-milieu"), named)


def _first_step(writer: Writer, strategy: Strategy) -> str:
    return writer.line(strategy.first_step) if strategy.first_step else NOTHING


def _links(writer: Writer, names: Iterable[str]) -> str:
    return ", ".join(writer.link(writer.views.portal.entries[name]) for name in names) or NOTHING


def _qualities(writer: Writer, strategy: Strategy) -> str:
    return _links(writer, strategy.qualities)


def _obstacles(writer: Writer, strategy: Strategy) -> str:
    return _links(writer, strategy.obstacles)


def _partners(writer: Writer, strategy: Strategy) -> str:
    return _links(writer, strategy.partners)


def _sources(writer: Writer, strategy: Strategy) -> str:
    keys = dict.fromkeys(citation.source for citation in strategy.citations)
    return "; ".join(writer.source(key) for key in keys) or NOTHING


_COLUMNS: tuple[tuple[str, str, bool, Callable[[Writer, Strategy], str]], ...] = (
    ("usage", "Usage par les PTP", False, _use),
    ("efficacite", "Efficacité perçue par les PTP", False, _judged),
    ("effort", "Effort", True, _effort),
    ("milieux", "Conseils par milieu", True, _by_setting),
    ("premier-pas", "Premier petit pas", True, _first_step),
    ("qualites", "Qualités", False, _qualities),
    ("obstacles", "Obstacles", False, _obstacles),
    ("partenaires", "Avec qui", False, _partners),
    ("sources", "Sources", False, _sources),
)
"""Each column: key, name, whether the portal proposes it, and what writes its cell."""
