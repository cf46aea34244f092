"""« Nos relevés »: one's own account of strategies, and a community's beside what the pilot project published.

The form and the merge are drawn by `docs/js/releves/`; without JavaScript the page gives the account on paper, and how
everything is counted.
"""

from __future__ import annotations

from dataclasses import asdict

from ancrage import labels
from ancrage.evidence import Interval
from ancrage.model import Divergence
from ancrage.pages import parts, tool
from ancrage.pages.inline import Writer
from ancrage.pages.strategy_map import MAP_PAGE, short_name, surveyed
from ancrage.provenance import answered
from ancrage.surveys import EFFECTS, NO_OPINION, SMALL, USES, Published, Surveyed, share, whole
from ancrage.text import NBSP, period
from ancrage.urls import Location, location
from ancrage.views import Figure, Views

PAGE = "cas/releves.md"
_APPROACHES = ("demarchage", "reseautage")
_TITLE = "Nos relevés"
_LEAD = (
    "Notez, stratégie par stratégie, ce que vous avez fait et ce que ça a donné. Réunissez les fichiers de votre "
    "communauté : vous verrez votre carte à côté de celle du projet pilote, et de quoi en discuter."
)
_BEFORE = """\
- **De votre côté, dix minutes.** Vous notez sur votre appareil, puis vous enregistrez un petit fichier sans nom.
- **Ensemble.** Une personne réunit les fichiers sur le sien. Le portail n'envoie rien : vous vous les remettez
  vous-mêmes.
- **Ce que le fichier dit** : votre milieu, les mois couverts, vos réponses, vos raisons si vous en écrivez. Ni nom,
  ni organisme, ni jour. Un numéro tiré au hasard empêche de compter deux fois le même relevé.
- **Ce qu'il faut savoir** : la personne qui réunit les fichiers peut les ouvrir un à un. Choisissez-la ensemble, et
  qu'elle les efface après.
"""
_WITHOUT = """\
Cette partie a besoin de JavaScript. Sans lui, remplissez [le relevé sur papier](#papier) et comptez à la main : les
règles sont [plus bas](#calcul).
"""
_SCALE = """\
Le questionnaire de 2024 n'est pas publié en entier. On en connaît trois réponses. Pour l'usage, « 5 fois au plus » :
c'est ce qui est imprimé, mais il faut sans doute lire « 5 fois ou plus », et le relevé le lit ainsi. Pour l'efficacité,
« efficace » et « très efficace », reprises telles quelles. Les autres réponses sont proposées par le portail.
"""
_ROWS = (
    (
        "Usage",
        "« 5 fois au plus », lu « ou plus »",
        "5 fois ou plus",
        "oui, si cette lecture est la bonne et sur sept mois",
    ),
    (
        "Efficacité perçue",
        "« efficace ou très efficace »; on ne sait pas si celles qui ne l'avaient pas employée ont jugé aussi",
        "efficace ou très efficace, parmi les personnes qui l'ont employée et ont un avis",
        "à peu près",
    ),
    ("Base de chaque ligne", "pas publiée", "affichée", "l'intervalle du projet pilote est une largeur minimale"),
    ("Milieu", "pas séparé", "séparé, si le groupe est assez grand", "non : jamais milieu par milieu"),
    (
        "Saison",
        "printemps, été, début de l'automne",
        "la vôtre",
        "seulement sur les mêmes mois : le parc de janvier n'est pas celui de juillet",
    ),
)
_COUNTING = f"""\
- **Usage** : la part des relevés qui disent « 5 fois ou plus », parmi ceux qui répondent pour cette stratégie.
- **Efficacité perçue** : la part qui dit « efficace » ou « très efficace », parmi les personnes qui l'ont employée au
  moins une fois et donnent un avis.
- **Intervalle** : celui de Wilson, à 95 %. Il suppose des personnes prises au hasard, ce que vous n'êtes pas : la
  vraie incertitude est plus grande.
- **Petits groupes** : rien n'est montré sous {SMALL} réponses. Si un milieu est caché, un autre l'est aussi quand une
  soustraction permettrait de le retrouver.
- **Plus haut, plus bas chez vous** : les deux intervalles, arrondis, ne se touchent pas. Sinon le portail ne
  départage pas.
- **Avis qui diffèrent** : les trois stratégies où la dispersion est la plus forte, à égalité celle qui a le plus
  d'avis. Il faut deux réponses de chaque côté : une voix seule n'est pas montrée du doigt.
"""
_SPREAD = """\
La **dispersion** est l'écart moyen entre deux réponses prises au hasard dans le groupe, divisé par le plus grand
écart moyen possible. Zéro : tout le monde dit pareil. Un : la moitié à chaque bout. C'est l'indice de variation
ordinale, tel que Blair et Lacy l'écrivent (*Sociological Methods & Research*, 2000) : 4 × la somme des F × (1 − F),
divisée par d − 1, où F est la part cumulée à chacun des d degrés, sauf le dernier.
"""

_FILE = """\
{
  "format": "ancrage-releve",
  "version": 1,
  "id": "9f2c41d07be85a36",
  "setting": "rural",
  "period": {"from": "2025-04", "to": "2025-10"},
  "answers": {
    "presence-parcs": {"use": "cinq-ou-plus", "effect": "efficace", "why": "Toujours le mardi."},
    "presence-rues": {"use": "jamais"}
  }
}"""
_KEYS = f"""\
- **id** : seize signes tirés au hasard; ils ne servent qu'à reconnaître le même fichier.
- **setting** : urbain, rural ou mixte. **period** : le premier et le dernier mois.
- **answers** : les stratégies par leur nom dans le portail. **use** : {", ".join(USES)}. **effect**, si la stratégie a
  été employée : {", ".join(EFFECTS)} ou {NO_OPINION}. **why** : une ligne.

L'exemple est inventé. Un fichier qui contient autre chose est refusé, avec la ligne à corriger.
"""
_ON_PAPER = (
    "Une feuille par personne, sans nom. Un seul choix par question; donnez un avis seulement si vous avez employé la "
    "stratégie."
)


def surveys_page(views: Views) -> tuple[str, str]:
    """Return the path and the Markdown of the page."""
    writer = Writer(views, PAGE)
    strategies = surveyed_strategies(views)
    before = f"{writer.text(_BEFORE)}\n\n{parts.PROPOSED}"
    chunks = [
        '<div class="avant-releves" markdown>',
        parts.breadcrumb(writer, parts.section("cas"), _TITLE),
        *tool.opening(writer, _TITLE, _LEAD, before),
        "</div>",
        f'<div data-releves markdown>\n\n{parts.block("sans-donnees", writer.text(_WITHOUT))}\n\n</div>',
        parts.inlined("releves-donnees", {"strategies": [_known(views, strategy) for strategy in strategies]}),
        '<div class="apres-releves" markdown>',
        parts.heading("Ce qui se compare, et ce qui ne se compare pas", "comparer"),
        writer.text(_SCALE),
        _comparison(writer),
        parts.heading("Ce que prouvent cinq réponses", "cinq", proposed=True),
        writer.words(_five()),
        parts.heading("Comment c'est compté", "calcul", proposed=True),
        writer.text(_COUNTING),
        writer.text(_SPREAD),
        parts.folded(writer, "Ce qu'il y a dans le fichier", f"{parts.verbatim(_FILE)}\n\n{writer.text(_KEYS)}"),
        writer.words("La carte du projet pilote, et ses réserves :") + " "
        + writer.to(Location(MAP_PAGE), "Usage et efficacité perçue") + ".",
        "</div>",
        '<div class="papier" markdown>',
        parts.heading("Le relevé sur papier", "papier", proposed=True),
        *_paper(writer, strategies),
        "</div>",
        writer.definitions(),
    ]  # fmt: skip
    styles = ("css/confidentialite.css", "css/graphiques.css", "css/croiser.css", "css/releves.css")
    head = tool.head(_TITLE, _LEAD, styles, "js/releves/page.js")
    return PAGE, parts.assembled(head, chunks)


def surveyed_strategies(views: Views) -> tuple[Surveyed, ...]:
    """Return the strategies whose use and perceived effectiveness the questionnaire asked, by approach then name."""
    return tuple(
        Surveyed(item.entry.id, short_name(item.entry.title), approach, _published(item.use), _published(item.effect))
        for approach in _APPROACHES
        for item in surveyed(views, approach)
    )


def _published(figure: Figure) -> Published:
    interval = figure.interval or Interval(0, 100, minimum=True)
    return Published(float(figure.measure.value), round(interval.low, 2), round(interval.high, 2))


def _known(views: Views, strategy: Surveyed) -> dict[str, object]:
    return {**asdict(strategy), "url": location(views.portal.entries[strategy.id]).url}


def _comparison(writer: Writer) -> str:
    figures = [item.use for approach in _APPROACHES for item in surveyed(writer.views, approach)]
    asked = [
        ["Mois couverts", writer.words(", ".join(sorted({period(figure.measure.period) for figure in figures}))),
         "ceux que vous choisissez", writer.words("oui, si vous couvrez sept mois")],
        ["Qui répond", writer.words("; ".join(sorted({answered(figure) for figure in figures}))),
         "qui veut bien, chez vous", writer.words("non : votre groupe n'est pas un échantillon")],
    ]  # fmt: skip
    rows = [[writer.words(cell) for cell in row] for row in _ROWS]
    found = {item.id: item for figure in figures for item in figure.divergences if isinstance(item, Divergence)}
    doubts = ", ".join(writer.link(item) for item in found.values())
    told = f"{writer.words('Ce que les sources laissent en suspens :')} {doubts}." if doubts else ""
    head = ["Repère", "Projet pilote, 2024", "Vos relevés", "Se compare?"]
    return f"{parts.table('comparaison', head, [*rows, *asked])}\n\n{told}"


def _five() -> str:
    """Return what five answers prove, from the interval itself."""
    alike, three = share(5, 5), share(3, 5)
    return (
        f"Cinq personnes sur cinq disent « efficace »? L'intervalle va de {whole(alike.low)} à 100 %. C'est assez pour "
        "dire que la stratégie mérite qu'on s'y arrête, pas qu'elle marche pour tout le monde. Trois sur cinq? "
        f"De {whole(three.low)} à {whole(three.high)} % : autant dire qu'on ne sait pas. La force d'un relevé à cinq "
        "n'est pas dans le nombre. Elle est dans la conversation qui suit, quand quelqu'un demande : « Chez toi, ça se "
        "passe comment? »"
    )


def _paper(writer: Writer, strategies: tuple[Surveyed, ...]) -> list[str]:
    """Return the account to fill by hand: the month, the setting, a table by approach."""
    box = "☐"
    settings = f"{NBSP * 3}".join(f"{box}{NBSP}{name}" for name in labels.SETTINGS.values())
    shown = [
        writer.words(_ON_PAPER),
        f"Mois couverts{NBSP}: de ………………… à …………………{NBSP * 4}Milieu{NBSP}: {settings}",
    ]  # fmt: skip
    for approach in _APPROACHES:
        names = [
            writer.link(writer.views.portal.entries[item.id], item.title)
            for item in strategies
            if item.approach == approach
        ]
        if names:
            shown.append(parts.heading(labels.GROUPS["strategie"][approach], f"papier-{approach}", level=3))
            head = ["Stratégie", *USES.values(), *EFFECTS.values(), "trop tôt pour le dire"]
            shown.append(parts.table("a-remplir", head, [[name, *[box] * (len(head) - 1)] for name in names]))
    return shown
