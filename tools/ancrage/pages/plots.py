"""The other charts: what takes more than three months, key partners, regions, territories. Each with its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ancrage import labels
from ancrage.model import Entry, Region, Territory
from ancrage.pages import charts, parts
from ancrage.pages.inline import Writer
from ancrage.pages.strategy_map import value, with_interval
from ancrage.provenance import answered
from ancrage.text import NBSP, fold, typographic
from ancrage.views import Figure, Views

PLOTS_PAGE = "reperes/graphiques.md"
_TITLE = "Les données en images"
_LEAD = (
    "L'adaptation au poste, les partenaires clés, les régions, les quatre territoires : chaque image a son tableau, et "
    "chaque nombre son passeport."
)
_GROUPS = {"ptp": "PTP", "pg": "Gestionnaires (PG)"}
_REGIONS = {
    "ressources": "Ressources",
    "etc": "Équivalents temps complet",
    "financement": "Financement annuel",
}
_TERRITORIES = {
    "depistages": "Enfants dépistés, nombre brut",
    "signalements": "Signalements pour 1 000 enfants",
    "hors-reseau": "Enfants hors réseau",
    "vulnerables-eqdm": "Enfants vulnérables",
}
_IN_FULL = (
    "Enfants dépistés, nombre brut",
    "Signalements reçus pour 1 000 enfants",
    "Enfants de 0 à 4 ans hors réseau",
    "Enfants vulnérables dans au moins un domaine",
)
_COUNTED = "depistages"
_NO_FIGURE = "aucun chiffre"


def plots_pages(views: Views) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of the page of charts, when there is at least one to draw."""
    writer = Writer(views, PLOTS_PAGE)
    sections = [chunk for section in (_adaptation, _partners, _regions, _territories) for chunk in section(writer)]
    if not sections:
        return
    chunks = [
        parts.breadcrumb(writer, ("reperes/index.md", "Repères")),
        f"# {writer.words(_TITLE)}",
        parts.block("en-bref", writer.text(_LEAD)),
        *sections,
        writer.definitions(),
    ]
    head = parts.front_matter(title=_TITLE, description=typographic(_LEAD), style="css/graphiques.css")
    yield PLOTS_PAGE, parts.assembled(head, chunks)


def _about(name: str, title: str, text: str) -> charts.About:
    return charts.About(
        f"image-{name}", typographic(title), typographic(f"{text} Le tableau qui suit donne les valeurs.")
    )


def _sources(writer: Writer, figures: Sequence[Figure | None]) -> str:
    keys = sorted({figure.measure.source for figure in figures if figure})
    return f"<small>**Sources**{NBSP}: {', '.join(writer.source(key) for key in keys)}</small>"


def _find(views: Views, measure_id: str) -> Figure | None:
    return views.figure(measure_id) if measure_id in views.portal.measures else None


def _cell(writer: Writer, figure: Figure | None, *, unit: bool = False) -> str:
    return writer.figure(figure.id, unit=unit) if figure else writer.words(_NO_FIGURE)


def _adaptation(writer: Writer) -> Iterator[str]:
    rows: list[charts.Bar] = []
    cells: list[list[str]] = []
    figures: list[Figure] = []
    for group, name in _GROUPS.items():
        found = [
            (entry, figure)
            for entry in writer.views.kind("adaptation", group)
            if (figure := _find(writer.views, f"{entry.id}.au-dela-3-mois"))
        ]
        if found:
            rows.append(charts.Bar(name))
        for entry, figure in found:
            rows.append(charts.Bar(typographic(entry.title), value(figure)))
            cells.append([writer.link(entry), writer.words(answered(figure)), with_interval(writer, figure)])
            figures.append(figure)
    if not figures:
        return
    about = _about(
        "adaptation",
        "Ce qui demande plus de trois mois d'adaptation",
        "Barres horizontales : la part des PTP, puis des gestionnaires, dont le besoin a dépassé trois mois, avec "
        "l'intervalle à 95 %.",
    )
    yield parts.heading(about.title, "adaptation")
    yield writer.text(
        "Parmi les personnes répondantes, la part de celles dont le besoin a duré au-delà de trois mois. PTP et "
        "gestionnaires n'ont pas répondu aux mêmes questions : ne comparez pas un groupe à l'autre."
    )
    yield charts.figure(
        charts.bars(about, rows),
        typographic("Trait : intervalle à 95 %, largeur minimale, car la base de chaque ligne n'est pas publiée."),
    )
    yield parts.table("jumelle", ["Besoin", "Qui a répondu", "Part au-delà de trois mois"], cells)
    yield _sources(writer, figures)


def _partners(writer: Writer) -> Iterator[str]:
    start = {group: f"partenaires-cles.{group}-" for group in _GROUPS}
    names = {
        name.removeprefix(prefix)
        for name in writer.views.portal.measures
        for prefix in start.values()
        if name.startswith(prefix)
    }
    pairs = []
    for name in names:
        figures = [_find(writer.views, f"{prefix}{name}") for prefix in start.values()]
        owner = next(figure.entry for figure in figures if figure)
        if owner:
            pairs.append((owner, figures))
    if not pairs:
        return
    pairs.sort(key=lambda pair: fold(pair[0].title))
    about = _about(
        "partenaires",
        "Les partenaires clés, vus par les PTP et par les gestionnaires",
        "Haltères : pour chaque type de partenaire, sa part parmi ceux qu'ont nommés les PTP et parmi ceux qu'ont "
        "nommés les gestionnaires.",
    )
    yield parts.heading(about.title, "partenaires")
    yield writer.text(
        "Chaque personne pouvait nommer plusieurs partenaires clés. Ces parts se calculent sur les **partenaires "
        "nommés**, pas sur les personnes; le nombre de partenaires nommés n'est pas publié. Aucun intervalle ne se "
        "calcule donc."
    )
    rows = [
        charts.Pair(typographic(owner.title), *(value(figure) if figure else None for figure in figures))
        for owner, figures in pairs
    ]
    yield charts.figure(
        charts.dumbbell(about, rows, ("PTP", "Gestionnaires (PG)")),
        typographic("Une seule marque : l'autre groupe n'a pas de chiffre à la source. Pas d'intervalle."),
    )
    cells = [[writer.link(owner), *(_cell(writer, figure) for figure in figures)] for owner, figures in pairs]
    yield parts.table("jumelle", ["Partenaire", "Nommés par les PTP", "Nommés par les PG"], cells)
    yield _sources(writer, [figure for _, figures in pairs for figure in figures])


def _columns(
    views: Views, entries: Sequence[Entry], names: dict[str, str], *, counted: str = ""
) -> list[charts.Column]:
    found = []
    for name, title in names.items():
        figures = [_find(views, f"{entry.id}.{name}") for entry in entries]
        if any(figures):
            values = tuple(value(figure) if figure else None for figure in figures)
            found.append(charts.Column(typographic(title), values, bars=name != counted))
    return found


def _with_figures(views: Views, kind: str, names: dict[str, str]) -> list[Entry]:
    return [entry for entry in views.kind(kind) if any(f"{entry.id}.{name}" in views.portal.measures for name in names)]


def _regions(writer: Writer) -> Iterator[str]:
    views = writer.views
    entries = [entry for entry in _with_figures(views, "region", _REGIONS) if isinstance(entry, Region)]
    columns = _columns(views, entries, _REGIONS)
    if not columns:
        return
    about = _about(
        "regions",
        "Les régions en 2019",
        "Petites barres : pour chaque région, les ressources de proximité, les équivalents temps complet et le "
        "financement annuel d'Avenir d'enfants, chacun à son échelle.",
    )
    yield parts.heading(about.title, "regions")
    yield writer.text(
        "Ce qu'Avenir d'enfants finançait, région par région. « 0 » est écrit à la source : rien n'y était financé par "
        "Avenir d'enfants, ce qui ne veut pas dire que personne n'y faisait de proximité. L'ordre est alphabétique; le "
        "nombre d'enfants est au tableau, car une grande région a plus de tout."
    )
    names = [typographic(entry.title) for entry in entries]
    yield charts.figure(
        charts.multiples(about, names, columns),
        typographic("Chaque colonne a son échelle. Dénombrement : pas d'intervalle."),
    )
    columns_of = {"enfants": "Enfants de 0 à 5 ans", **_REGIONS}
    figures = [[_find(views, f"{entry.id}.{name}") for name in columns_of] for entry in entries]
    cells = [
        [writer.link(entry), *(_cell(writer, figure) for figure in row)]
        for entry, row in zip(entries, figures, strict=True)
    ]
    yield parts.table("jumelle", ["Région", *columns_of.values()], cells)
    yield _divergences(writer, [figure for row in figures for figure in row])
    yield _sources(writer, [figure for row in figures for figure in row])


def _territories(writer: Writer) -> Iterator[str]:
    views = writer.views
    entries = [entry for entry in _with_figures(views, "territoire", _TERRITORIES) if isinstance(entry, Territory)]
    columns = _columns(views, entries, _TERRITORIES, counted=_COUNTED)
    if not columns:
        return
    about = _about(
        "territoires",
        "Quatre territoires, quatre portraits",
        "Petites barres : pour chaque territoire de l'étude de cas, quatre indicateurs, chacun à son échelle. Le "
        "nombre d'enfants dépistés est écrit sans barre.",
    )
    yield parts.heading(about.title, "territoires")
    yield writer.text(
        "Quatre cas choisis éclairent; ils ne prouvent rien d'un milieu. Le nombre d'enfants dépistés est brut : sans "
        "le total des enfants, il ne se compare pas, et il n'a pas de barre. Années et effectifs des autres "
        "indicateurs ne sont pas tous publiés."
    )
    names = [typographic(f"{entry.title}, milieu {labels.SETTINGS[entry.setting]}") for entry in entries]
    yield charts.figure(
        charts.multiples(about, names, columns), typographic("Chaque colonne a son échelle. Pas d'intervalle.")
    )
    figures = [[_find(views, f"{entry.id}.{name}") for name in _TERRITORIES] for entry in entries]
    cells = [
        [writer.link(entry), *(_cell(writer, figure) for figure in row)]
        for entry, row in zip(entries, figures, strict=True)
    ]
    yield parts.table("jumelle", ["Territoire", *_IN_FULL], cells)
    yield _sources(writer, [figure for row in figures for figure in row])


def _divergences(writer: Writer, figures: Sequence[Figure | None]) -> str:
    found = {item.id: item for figure in figures if figure for item in figure.divergences}
    links = ", ".join(writer.link(item) for item in found.values())
    return f"{writer.words('Ce que les sources laissent en suspens :')} {links}." if links else ""
