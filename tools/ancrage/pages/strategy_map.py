"""The map of use and perceived effectiveness: charts, their table, and what they let one read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ancrage import labels
from ancrage.evidence import Interval
from ancrage.model import Entry, Strategy
from ancrage.pages import charts, parts
from ancrage.pages.inline import Writer
from ancrage.reading import Judged, Reading, bounds, readings, separation, touch
from ancrage.text import NBSP, fold, typographic
from ancrage.urls import Location, location
from ancrage.views import Figure, Views, quantity

MAP_PAGE = "reperes/carte.md"
_TITLE = "Usage et efficacité perçue"
_LEAD = (
    "Quelles voies les PTP ont-elles employées, et lesquelles jugent-elles efficaces? Deux cartes, à lire avec leurs "
    "intervalles : elles forment des groupes, pas un palmarès."
)
_HOW = """\
- Chaque point est une stratégie. Plus il est à droite, plus elle est employée; plus il est haut, plus elle est jugée
  efficace ou très efficace.
- La croix est l'intervalle à 95 % : jusqu'où le hasard seul pourrait déplacer le point, dans les deux sens. Quand
  les intervalles de deux stratégies se touchent, le portail ne les départage pas.
- Un nom mène à la fiche; un nombre du tableau mène à son passeport.
"""
_CAUTIONS = """\
- **La base.** Le nombre de réponses est celui de la section du questionnaire. Celui de chaque ligne n'est pas publié :
  il peut être plus petit. Les intervalles sont donc une largeur *minimale*, et les groupes pourraient se rapprocher.
- **« 5 fois au plus ».** C'est l'en-tête imprimé de la colonne d'usage; « 5 fois ou plus » est probable, et c'est ainsi
  que la carte se lit. Si l'en-tête disait vrai, « très employée » voudrait dire l'inverse.
- **Une perception.** L'efficacité est perçue par les PTP. Personne n'a mesuré d'effet chez les familles.
"""
_YOURS = "Et chez vous? Notez votre pratique, et voyez-la à côté de celle du projet pilote :"
_SURVEYS = "cas/releves.md"
_SETTINGS = {"urban": "En ville", "rural": "À la campagne", "mixed": "En milieu mixte"}
_NO_DATA = (
    "**Aucune donnée chiffrée.** Le questionnaire ne sépare pas les réponses selon le milieu : aucune carte ne peut "
    "être dressée pour ce milieu seul. Ces fiches proposent une façon de faire; ce n'est pas un résultat."
)
_NAMES = {"demarchage": "Démarchage : joindre les familles", "reseautage": "Réseautage : se faire connaître"}
_QUESTIONS = {
    "demarchage": "Les voies par lesquelles les PTP ont cherché à joindre des familles.",
    "reseautage": "Les voies par lesquelles les PTP ont fait connaître leur travail. C'est une autre question que le "
    "démarchage : un point d'une carte ne se compare pas à un point de l'autre.",
}
_CONTRASTS = (
    ("très employée", "bien jugée", "Très employées, bien jugées"),
    ("très employée", "plutôt bien jugée", "Très employées, plutôt bien jugées"),
    ("très employée", "avis partagés", "Très employées, avis partagés"),
    ("très employée", "moins bien jugée", "Très employées, moins bien jugées"),
    ("moins employée", "bien jugée", "Moins employées, bien jugées"),
    ("moins employée", "plutôt bien jugée", "Moins employées, plutôt bien jugées"),
    ("moins employée", "avis partagés", "Moins employées, avis partagés"),
    ("moins employée", "moins bien jugée", "Moins employées, moins bien jugées"),
)
_WORDS = """\
« Très employée », « bien jugée » : la stratégie dont la part est la plus grande, et celles dont l'intervalle touche le
sien. « Moins employée » : l'intervalle ne le touche pas. Parmi celles qui restent sous ce premier groupe, « avis
partagés » dit que l'intervalle comprend la moitié; « plutôt bien jugée », qu'il est tout entier au-dessus
de la moitié; « moins bien jugée », tout entier au-dessous. Ces règles et ces noms sont du portail.
"""
_FIRST_WORDS = re.compile(
    r"^(?:Présence|Démarchage|Réseautage)\s+(?:auprès\s+)?(?:aux|dans les|par les|des|du|de la|de l['’])\s*(?=\S)"
)
_SECOND_WORDS = re.compile(r"\bet (?:des |du |de la |de l['’])")


@dataclass(frozen=True)
class Surveyed:
    """A strategy with its two figures and their intervals."""

    entry: Entry
    use: Figure
    effect: Figure
    judged: Judged


def short_name(title: str) -> str:
    """Return the title of a strategy without what all of its kind begin with: « Parcs », « Commerces »."""
    name, cut = _FIRST_WORDS.subn("", title)
    if cut:
        name = _SECOND_WORDS.sub("et ", name)
    return typographic(name[:1].upper() + name[1:])


def surveyed(views: Views, approach: str) -> list[Surveyed]:
    """Return the strategies of an approach whose use and perceived effectiveness were both asked, by short name."""
    found = [item for entry in views.kind("strategie", approach) if (item := _surveyed(views, entry))]
    return sorted(found, key=lambda item: (fold(short_name(item.entry.title)), item.entry.id))


def strategy_map_pages(views: Views) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of the map, when at least one strategy can be on it."""
    groups = {approach: found for approach in _NAMES if (found := surveyed(views, approach))}
    if not groups:
        return
    writer = Writer(views, MAP_PAGE)
    chunks = [
        parts.breadcrumb(writer, ("reperes/index.md", "Repères")),
        f"# {writer.words(_TITLE)}",
        parts.block("en-bref", writer.text(_LEAD)),
        _switch(),
        *_by_setting(writer, groups),
        '<div class="tous-les-milieux" markdown>',
        parts.heading("Lire une carte", "lire"),
        writer.text(_HOW),
    ]
    for approach, found in groups.items():
        chunks.extend(_section(writer, approach, found))
    chunks.extend(
        [
            parts.heading("Ce que disent les mots", "mots"),
            writer.text(_WORDS),
            parts.heading("Trois réserves", "reserves"),
            parts.block("limites", writer.text(_CAUTIONS)),
            _divergences(writer, groups),
            parts.block("suite", f"{writer.words(_YOURS)} {writer.to(Location(_SURVEYS), 'Nos relevés')}."),
            "</div>",
            _sources(writer, groups),
        ]
    )
    head = parts.front_matter(title=_TITLE, description=typographic(_LEAD), style="css/graphiques.css")
    yield MAP_PAGE, parts.assembled(head, [*chunks, writer.definitions()])


def _switch() -> str:
    """Return the choice of a setting. It needs no script: the style sheet shows what the chosen button names."""
    choices = {"tous": "Tous les milieux", **_SETTINGS}
    buttons = "\n".join(
        f'<label><input type="radio" name="milieu" value="{key}"{" checked" if key == "tous" else ""}> {name}</label>'
        for key, name in choices.items()
    )
    return f'<fieldset class="bascule">\n<legend>Milieu</legend>\n{buttons}\n</fieldset>'


def _by_setting(writer: Writer, groups: dict[str, list[Surveyed]]) -> Iterator[str]:
    """Yield what stands for the maps in each setting: no figure, and the sheets that propose something there."""
    for key, name in _SETTINGS.items():
        found = [item.entry for items in groups.values() for item in items if _advises(item.entry, key)]
        sheets = ", ".join(writer.to(Location(location(entry).page, "selon-le-milieu"), entry.title) for entry in found)
        inner = f"{parts.heading(name, f'milieu-{key}')}\n\n{writer.text(_NO_DATA)}\n\n{sheets}"
        yield f'<div class="un-milieu" data-milieu="{key}" markdown>\n\n{inner}\n\n</div>'


def _advises(entry: Entry, setting: str) -> bool:
    """Tell whether a strategy proposes something for a setting."""
    return isinstance(entry, Strategy) and bool(entry.by_setting and getattr(entry.by_setting, setting))


def map_chart(approach: str, found: list[Surveyed], page: str = MAP_PAGE) -> str:
    """Return the chart of an approach, its points linked to their sheets as seen from `page`."""
    top = posixpath.relpath(".", Location(page).url)
    points = [
        charts.Point(
            short_name(item.entry.title), f"{top}/{location(item.entry).url}", value(item.use), value(item.effect)
        )
        for item in found
    ]
    text = typographic(
        "Nuage de points. En abscisse, la part des PTP qui ont employé la stratégie au seuil du questionnaire; en "
        "ordonnée, la part qui la juge efficace ou très efficace. Chaque point porte deux intervalles à 95 %. Le "
        "tableau qui suit donne les mêmes valeurs."
    )
    title = typographic(f"{labels.GROUPS['strategie'][approach]} : {_TITLE.lower()}")
    about = charts.About(f"carte-{approach}", title, text)
    use = typographic("Employée « 5 fois au plus », en % des PTP")
    return charts.scatter(about, points, use, typographic("Jugée efficace ou très efficace, en % des PTP"))


def value(figure: Figure) -> charts.Value:
    """Return a figure as a chart draws it."""
    low, high = (figure.interval.low, figure.interval.high) if figure.interval else (None, None)
    shown = typographic(quantity(figure.measure, unit=False).removesuffix(" par an"))
    return charts.Value(float(figure.measure.value), shown, low, high)


def with_interval(writer: Writer, figure: Figure) -> str:
    """Return a figure and, under it, its interval in whole per cents: the cell of a table."""
    shown = writer.figure(figure.id, unit=False)
    if figure.interval is None:
        return shown
    return f'{shown} <span class="intervalle">{writer.words(_between(figure.interval))}</span>'


def _surveyed(views: Views, entry: Entry) -> Surveyed | None:
    names = [f"{entry.id}.frequence", f"{entry.id}.efficacite"]
    if not isinstance(entry, Strategy) or any(name not in views.portal.measures for name in names):
        return None
    use, effect = map(views.figure, names)
    if use.interval is None or effect.interval is None:
        return None
    shares = float(use.measure.value), float(effect.measure.value)
    return Surveyed(entry, use, effect, Judged(entry.id, shares[0], use.interval, shares[1], effect.interval))


def _section(writer: Writer, approach: str, found: list[Surveyed]) -> Iterator[str]:
    read = readings([item.judged for item in found])
    yield parts.heading(_NAMES[approach], approach)
    yield writer.text(_QUESTIONS[approach])
    yield charts.figure(map_chart(approach, found), _caption(found))
    yield parts.heading(
        f"{labels.GROUPS['strategie'][approach]} : ce que la carte laisse lire", f"{approach}-lire", level=3
    )
    yield _contrasts(writer, found, read)
    yield from _apart(writer, found, read)
    yield parts.heading(
        f"{labels.GROUPS['strategie'][approach]} : les valeurs en tableau", f"{approach}-tableau", level=3
    )
    yield _table(writer, found, read)


def _caption(found: list[Surveyed]) -> str:
    sizes = sorted({item.effect.measure.n for item in found if item.effect.measure.n})
    base = " ou ".join(map(str, sizes))
    return typographic(
        f"Croix : intervalles à 95 % pour n = {base}, largeur minimale. Tirets : la moitié des PTP. "
        "Efficacité perçue par les PTP, et non un effet mesuré."
    )


def _contrasts(writer: Writer, found: list[Surveyed], read: list[Reading]) -> str:
    lines = []
    for use, opinion, name in _CONTRASTS:
        here = [
            writer.link(item.entry, short_name(item.entry.title))
            for item, its in zip(found, read, strict=True)
            if (its.use, its.opinion) == (use, opinion)
        ]
        if here:
            lines.append(f"- **{writer.words(name)}**{NBSP}: {', '.join(here)}.")
    return "\n".join(lines)


def _apart(writer: Writer, found: list[Surveyed], read: list[Reading]) -> Iterator[str]:
    """Yield what the intervals of perceived effectiveness tell apart, and what they do not."""
    front = [item for item, its in zip(found, read, strict=True) if its.opinion == "bien jugée"]
    behind = [item for item, its in zip(found, read, strict=True) if its.opinion != "bien jugée"]
    count = separation([item.judged for item in found])
    if not behind or not count.pairs:
        return
    text = (
        "Dans chaque groupe, l'ordre est alphabétique : les intervalles n'en permettent pas d'autre. Sur "
        f"{count.pairs} paires de stratégies, {count.apart} ont des intervalles d'efficacité qui ne se touchent pas."
    )
    near = [item for item in front if any(_touching(item, other) for other in behind)]
    if near:
        names = ", ".join(short_name(item.entry.title) for item in near)
        text += (
            " La frontière entre les groupes n'est pas une marche : chacune de ces stratégies bien jugées touche "
            f"aussi au moins une de celles qui le sont moins ({names})."
        )
    yield writer.words(text)


def _touching(one: Surveyed, other: Surveyed) -> bool:
    return touch(one.judged.effect_interval, other.judged.effect_interval)


def _table(writer: Writer, found: list[Surveyed], read: list[Reading]) -> str:
    rows = [
        [
            f"{writer.link(item.entry)} <small>{writer.words(f'{its.use}, {its.opinion}')}</small>",
            with_interval(writer, item.use),
            with_interval(writer, item.effect),
        ]
        for item, its in zip(found, read, strict=True)
    ]
    return parts.table("jumelle", ["Stratégie", "Employée « 5 fois au plus »", "Efficacité perçue par les PTP"], rows)


def _between(interval: Interval) -> str:
    low, high = bounds(interval)
    return f"{low} à {high} %"


def _divergences(writer: Writer, groups: dict[str, list[Surveyed]]) -> str:
    found = {
        divergence.id: divergence
        for items in groups.values()
        for item in items
        for figure in (item.use, item.effect)
        for divergence in figure.divergences
    }
    links = ", ".join(writer.link(divergence) for divergence in found.values())
    return f"{writer.words('Ce que les sources laissent en suspens :')} {links}." if links else ""


def _sources(writer: Writer, groups: dict[str, list[Surveyed]]) -> str:
    keys = {item.effect.measure.source for items in groups.values() for item in items}
    return f"<small>**Sources**{NBSP}: {', '.join(writer.source(key) for key in sorted(keys))}</small>"
