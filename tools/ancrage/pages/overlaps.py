"""The page where a table of partners looks for overlaps of mandates; docs/js/chevauchements/ makes the grid work.

Without JavaScript it says how the rate is made, on an example to do again by hand, and gives the grid to fill on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ancrage import labels
from ancrage.model import Entry, Lever, Role, Sector, Task
from ancrage.overlap import Grid, Named, percent, summary
from ancrage.pages import parts, tool
from ancrage.pages.inline import Writer
from ancrage.text import NBSP, typographic
from ancrage.urls import Location, relative
from ancrage.views import Views

PAGE = "cadre/chevauchements.md"
DATA = "chevauchements-depart"
INDICATOR = "chevauchements"
"""The indicator of a lever that the grid counts."""
_TITLE = "Qui porte quoi, et qui le porte en double"
_LEAD = (
    "La grille des chevauchements de mandats. Cochez, avec vos vis-à-vis, qui porte chaque responsabilité, et pour "
    "quelles familles. La page montre ce qui se partage, ce qui se fait en double et ce que personne ne porte."
)
_ON_DEVICE = (
    "Comptez une heure à trois ou quatre, autour d'un écran. Aucun nom de famille n'est demandé. Ce que vous écrivez "
    "reste sur cet appareil."
)
_FORMULA = """\
Les sources nomment l'indicateur, un taux de chevauchement entre les mandats. Elles n'en donnent pas la formule. Voici
celle du portail, que l'on peut refaire à la main.

1. On découpe le travail en **cases**. Une case, c'est une responsabilité pour un groupe de familles.
2. On compte les cases **portées** : au moins un rôle dit « c'est à moi ».
3. Parmi elles, on compte les cases **partagées** : deux rôles ou plus le disent.
4. Le taux de chevauchement est la part des cases portées qui sont partagées.

Une case dont on ne sait pas tout n'est pas comptée comme vide. La page donne donc trois taux : celui de ce qu'on sait,
puis le plus bas et le plus haut possibles quand les réponses manquantes arriveront.
"""
_JUDGING = """\
Être deux n'est pas être de trop. Une mère peut avoir besoin d'un visage à la maison et d'un autre au CLSC. Le taux ne
dit donc rien de bon ni de mauvais : c'est vous qui classez chaque case partagée.

- **Complémentaire** : chacune fait sa part, la famille s'y retrouve. On le garde, et on l'écrit.
- **Doublon** : la famille raconte deux fois, ou reçoit deux visites pour la même chose. On choisit qui le porte.
- **Zone grise** : plusieurs le portent, et on ne s'entend pas sur qui mène. On décide d'une porte d'entrée.

Le seul chiffre qui appelle un geste est la part des doublons et des zones grises. Une case portée par personne est un
trou possible : vérifiez avant de l'annoncer, une personne absente de la rencontre la porte peut-être.
"""
_PAPER = (
    "Une ligne par responsabilité. Écrivez dans la case de droite les initiales de qui la porte, puis D (doublon), C "
    "(complémentaire) ou Z (zone grise) quand vous êtes deux. Le partage de départ est proposé par le portail."
)
_GROUPS = (
    ("grossesse", "Grossesse et première année"),
    ("tout-petits", "De 1 à 3 ans"),
    ("vers-ecole", "4 et 5 ans, vers l'école"),
    ("nouvelles-arrivees", "Familles nouvellement arrivées"),
)
_CHOSEN_COMPONENTS = ("demarchage", "accompagnement")
_CHOSEN_FROM = 3
"""A role to which the catalogue gives at least this many tasks is a column of the first grid."""

_EXAMPLE = Grid(
    title="",
    date="",
    roles=(Named("ptp", "PTP"), Named("sante", "PAP (santé)")),
    groups=(Named("bebes", "Bébés"), Named("grands", "4 et 5 ans")),
    responsibilities=(
        Named("contact", "Établir le premier contact"),
        Named("lien", "Mettre en lien avec une ressource"),
        Named("transport", "Trouver un transport"),
    ),
    carries={
        "contact": {"ptp": frozenset({"bebes", "grands"}), "sante": frozenset({"bebes"})},
        "lien": {"ptp": frozenset({"bebes", "grands"}), "sante": frozenset({"bebes"})},
        "transport": {"ptp": frozenset(), "sante": frozenset()},
    },
    judgements={},
)


def overlaps_page(views: Views) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of the page; nothing where the framework has no task."""
    tasks = [entry for entry in views.kind(Task.kind) if isinstance(entry, Task)]
    if not tasks:
        return
    writer = Writer(views, PAGE)
    chunks = [
        parts.breadcrumb(writer, parts.section(Role.kind), "Chevauchements"),
        *tool.opening(writer, _TITLE, _LEAD, writer.words(_ON_DEVICE)),
        '<div class="chevauchements" data-chevauchements></div>',
        parts.inlined(DATA, _start(views, tasks)),
        parts.heading("Comment le taux est calculé", "calcul", proposed=True),
        writer.text(_FORMULA),
        *_example(writer),
        parts.heading("Partager n'est pas faire double emploi", "classer", proposed=True),
        writer.text(_JUDGING),
        parts.heading("Deux groupes, deux grilles", "comparer"),
        writer.words(
            "Faites remplir la grille par deux groupes, puis ouvrez les deux fichiers : la page montre les cases où "
            "ils ne disent pas la même chose. C'est souvent là que commence la bonne conversation."
        ),
        *_onward(views, writer),
        *_paper(writer, tasks),
        writer.definitions(),
    ]
    head = tool.head(_TITLE, _LEAD, ("css/chevauchements.css",), "js/chevauchements/page.js")
    yield PAGE, parts.assembled(head, chunks)


def _onward(views: Views, writer: Writer) -> Iterator[str]:
    """Yield where to go once the grid is read: the lever that asks for the rate, and nothing where none does."""
    for lever in views.kind(Lever.kind):
        if isinstance(lever, Lever) and any(indicator.id == INDICATOR for indicator in lever.indicators):
            yield f"{writer.words('Pour décider de la suite, le levier :')} {writer.link(lever)}."


def overlaps_link(page: str) -> str:
    """Return the link that leads to the grid from another page."""
    return f"[{typographic('remplir la grille des chevauchements')}]({relative(Location(PAGE), page)})"


def _start(views: Views, tasks: list[Task]) -> dict[str, object]:
    """Return what a grid starts from: columns, groups, and what the catalogue says of each column for each task.

    A task that the catalogue gives to a role of several sectors is not known of any of them: the framework does not say
    which sector carries it.
    """
    carried = {
        role.id: frozenset(task.id for task in tasks if role.id in task.does) for _, _, role, _ in _columns(views)
    }
    columns = sorted(_columns(views), key=lambda column: -len(carried[column[2].id]))
    return {
        "roles": [
            {"id": column, "name": name, "chosen": _is_chosen(role, carried)} for column, name, role, _ in columns
        ],
        "groups": [{"id": group, "name": typographic(name)} for group, name in _GROUPS],
        "tasks": [
            {
                "id": task.id,
                "name": typographic(task.title),
                "component": typographic(labels.group(task.kind, task.component)),
                "chosen": task.component in _CHOSEN_COMPONENTS
                and any(role.id in task.does for _, _, role, _ in columns),
                "does": [column for column, _, role, split in columns if role.id in task.does and not split],
                "mayDo": [column for column, _, role, split in columns if role.id in task.does and split],
                "supports": [column for column, _, role, _ in columns if role.id in task.supports],
                "mustNot": [column for column, _, role, _ in columns if role.id in task.must_not],
            }
            for task in tasks
        ],
    }


def _is_chosen(role: Role, carried: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a role is a column from the start: not where all it carries is also carried by another.

    To most readers it would be the same work under another name, and the grid would begin with overlaps of that alone.
    """
    mine = carried[role.id]
    return len(mine) >= _CHOSEN_FROM and not any(mine < others for others in carried.values())


def _columns(views: Views) -> Iterator[tuple[str, str, Role, bool]]:
    """Yield the columns of the grid: id, name, role, and whether the role is split by sector.

    A field role of several sectors that have agents on the ground is one column a sector, but for the sectors that
    another field role stands for: the outreach worker is the agent of hers.
    """
    roles = [entry for entry in views.kind(Role.kind, "terrain") if isinstance(entry, Role)]
    for role in roles:
        taken = {other.sectors[0] for other in roles if other is not role and other.sectors}
        sectors = [views.portal.entries[name] for name in role.sectors if name not in taken]
        fielded = [sector for sector in sectors if isinstance(sector, Sector) and sector.field_agents]
        if len(fielded) < 2:
            yield role.id, _short(role), role, False
            continue
        for sector in fielded:
            yield f"{role.id}-{sector.id}", f"{_short(role)} ({_short(sector)})", role, True


def _short(entry: Entry) -> str:
    """Return the acronym of a role where its title ends with one in brackets, else the title without brackets."""
    before, _, acronym = entry.title.rstrip(")").partition(" (")
    return acronym if acronym.isupper() and isinstance(entry, Role) else typographic(before)


def _example(writer: Writer) -> Iterator[str]:
    """Yield the example that is made again by hand, its counts computed like those of the page."""
    found = summary(_EXAMPLE)
    rows = []
    for task in _EXAMPLE.responsibilities:
        cells = []
        for group in _EXAMPLE.groups:
            carriers = [role.name for role in _EXAMPLE.roles if group.id in _EXAMPLE.carries[task.id][role.id]]
            cells.append(writer.words(" et ".join(carriers) or "personne"))
        rows.append([writer.words(task.name), *cells])
    yield parts.heading("Un exemple inventé", "exemple", level=3)
    yield parts.table("exemple", ["Responsabilité", *(group.name for group in _EXAMPLE.groups)], rows)
    yield writer.text(
        f"{found.cells} cases en tout; {found.carried} sont portées; parmi elles, {found.shared} sont partagées. Taux "
        f": {found.shared} ÷ {found.carried}, donc {percent(found.rate)}{NBSP}%. Et {found.uncarried} cases ne sont "
        "portées par personne : le transport."
    )


def _paper(writer: Writer, tasks: list[Task]) -> Iterator[str]:
    """Yield the starting grid, folded on screen, to read without JavaScript or to fill by hand."""
    entries = writer.views.portal.entries
    rows = [
        [writer.link(task), ", ".join(writer.words(_short(entries[role])) for role in task.does) or "—", ""]
        for component in labels.GROUPS[Task.kind]
        for task in tasks
        if task.component == component
    ]
    yield parts.heading("La grille de départ, pour le papier", "papier", proposed=True)
    table = parts.table("papier", ["Responsabilité", "Selon le cadre", "Chez nous"], rows)
    yield parts.folded(writer, "Voir la grille", f"{writer.words(_PAPER)}\n\n{table}")
