"""« Croiser les cas »: several territory cases side by side, in the browser, from files that stay on the device.

The page carries the published cases, only what the matrix needs of them, and what the portal knows that files name.
What does the work is in `docs/js/croiser/`; without JavaScript the page says how to cross on paper.
"""

from __future__ import annotations

from ancrage import crossing, labels
from ancrage.markup import Insert, tokens
from ancrage.model import CaseStudy, TerritoryCase, prose
from ancrage.pages import parts, tool
from ancrage.pages.inline import Writer
from ancrage.pages.workshop import workshop_data
from ancrage.text import typographic
from ancrage.urls import Location, relative
from ancrage.views import Views, quantity

PAGE = "cas/croiser.md"
_METHOD = "cas/analyser-un-cas.md"
_TITLE = "Croiser les cas"
_LEAD = (
    "De deux à six cas de territoire, côte à côte : les leviers, ce que disent le terrain et la gestion, les "
    "indicateurs et leurs cibles. Ce qui revient, ce qui diffère, et ce que personne ne dit."
)
_BEFORE = """\
- Prenez les cas publiés, vos fichiers, ou les deux. Vos fichiers sont lus ici, sur cet appareil : rien n'est envoyé,
  et rien n'est gardé quand vous fermez la page.
- Un cas se prépare dans l'[atelier de cas](atelier.md), qui l'enregistre en fichier. Avant de vous échanger un fichier,
  passez-le à la [vérification](confidentialite.md).
- Croisez à plusieurs. La grille montre où regarder; c'est vous qui savez pourquoi.
"""
_WITHOUT = """\
La grille a besoin de JavaScript. Sans lui, croisez sur papier : [la marche à suivre](analyser-un-cas.md#inter) tient
en six gestes, avec une feuille, des crayons et vos cas imprimés.
"""
_RULES = """\
- **« Pas dit » n'est pas « absent ».** Une case vide veut dire que ce cas n'en parle pas. Peut-être que personne n'a
  posé la question.
- **On compte des cas, jamais des gens.** « Présent dans 3 cas sur 4 » ne dit rien du Québec, ni d'un autre
  territoire. Aucun pourcentage n'en sort.
- **Converge** : le même levier, ou un thème de même titre, dans deux cas ou plus.
- **Contraste** : ce qui n'est dit que dans un milieu; un thème vu d'un seul côté là où l'autre a été entendu; une
  cible atteinte ici et pas là.
- **Un cas inventé** se lit, mais ne compte pas à côté de vrais cas.
- **Qui parle** : le secteur de chaque réponse reste dans votre fichier. Dans un territoire où une seule personne
  travaille pour un secteur, l'écrire serait la nommer.
- **Les cibles** sont celles de l'étude, ou celles que le territoire s'est données. Deux territoires qui ne
  définissent pas l'échappement de la même façon ne se comparent pas.
"""


def crossing_page(views: Views) -> tuple[str, str]:
    """Return the path and the Markdown of the page."""
    writer = Writer(views, PAGE)
    chunks = [
        '<div class="avant-croiser" markdown>',
        parts.breadcrumb(writer, parts.section(CaseStudy.kind), _TITLE),
        f"# {writer.words(_TITLE)}",
        parts.block("en-bref", writer.text(_LEAD)),
        writer.text(_BEFORE),
        "</div>",
        f'<div data-croiser markdown>\n\n{parts.block("sans-donnees", writer.text(_WITHOUT))}\n\n</div>',
        parts.inlined("croiser-donnees", crossing_data(views)),
        '<div class="apres-croiser" markdown>',
        parts.heading("Lire la grille", "lire", proposed=True),
        writer.text(_RULES),
        f"{writer.words('Pour aller plus loin :')} {writer.to(Location(_METHOD), 'Analyser un cas, puis plusieurs')}.",
        "</div>",
        writer.definitions(),
    ]  # fmt: skip
    head = tool.head(_TITLE, _LEAD, ("css/croiser.css",), "js/croiser/page.js")
    return PAGE, parts.assembled(head, chunks)


def crossing_link(writer: Writer, case: CaseStudy) -> str:
    """Return the link that opens the crossing with one case chosen."""
    label = writer.words("Croiser ce cas avec d'autres")
    return f"[{label}]({relative(Location(PAGE), writer.page)}?c={case.id})"


def crossing_data(views: Views) -> dict[str, object]:
    """Return what the script of the page needs: what files may name, and the published cases."""
    cases = [case for case in views.kind(CaseStudy.kind) if isinstance(case, CaseStudy) and case.territory]
    cases.sort(key=lambda case: case.fabricated)  # what is published first, what is invented to practise after
    figures = figures_in_words(views)
    cited = {name: figures[name] for case in cases for name in _cited(case) if name in figures}
    known = workshop_data(views)
    questions = [
        {"id": question.id, "title": question.title}
        for pair in crossing.reference(views.portal, {}).twins
        for question in (pair.agent, pair.manager)
        if question
    ]
    return {
        "known": {key: known[key] for key in ("schema", "sectors", "levers", "territories", "sources")}
        | {"questions": questions, "figures": [], "values": {}},
        "reference": crossing.as_object(crossing.reference(views.portal, cited)),
        "cases": [_record(case, case.territory) for case in cases if case.territory],
    }


def figures_in_words(views: Views) -> dict[str, str]:
    """Return every figure and every document as a sentence names it, by the name that texts insert."""
    figures = {name: typographic(quantity(measure)) for name, measure in views.portal.measures.items()}
    documents = {key: labels.SHORT_SOURCES.get(key, entry.title) for key, entry in views.portal.sources.items()}
    return figures | {key: typographic(name) for key, name in documents.items()}


def _cited(case: CaseStudy) -> list[str]:
    met = list(case.territory.met) if case.territory else []
    return met + [token.name for _, text in prose(case) for token in tokens(text) if isinstance(token, Insert)]


def _record(case: CaseStudy, territory: TerritoryCase) -> dict[str, object]:
    """Return a case as its file writes it, only what is crossed."""
    told: dict[str, object] = {
        "setting": territory.setting,
        "sectors": list(territory.sectors),
        "people": [{"agents": row.agents, "managers": row.managers} for row in territory.people],
        "met": list(territory.met),
        "answers": [{"question": answer.question, "text": answer.text} for answer in territory.answers],
        "themes": [{"title": item.title, "text": item.text, "view": item.view} for item in territory.themes],
        "levers": list(territory.levers),
        "indicators": [
            {
                "lever": item.lever,
                "indicator": item.indicator,
                "reading": item.reading and {"value": float(item.reading.value), "unit": item.reading.unit},
                "goal": item.goal
                and {"bound": item.goal.bound, "value": float(item.goal.value), "unit": item.goal.unit},
            }
            for item in territory.indicators
        ],
        "limits": territory.limits,
    }
    return {"id": case.id, "title": case.title, "fabricated": case.fabricated, "territory": told}
