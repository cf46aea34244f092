"""The page where a case is prepared in the browser: what it holds of the portal, and what it says without JavaScript.

The form is drawn by `docs/js/atelier/` from the published schema. This page carries it, with what its fields may name:
sectors, levers and their indicators, questions of the guides, anonymous territories, their figures, sources.
"""

from __future__ import annotations

from ancrage import labels
from ancrage.cases import target_of
from ancrage.markup import plain
from ancrage.model import CaseIndicator, CaseStudy, Lever, Question
from ancrage.pages import parts, tool
from ancrage.pages.inline import Writer
from ancrage.text import typographic
from ancrage.urls import Location, location, relative
from ancrage.views import Views, quantity

PAGE = "cas/atelier.md"
_TITLE = "Atelier de cas"
_LEAD = (
    "Préparez une situation à discuter entre pairs, ou l'étude d'un territoire, un écran à la fois. Tout reste sur "
    "votre appareil, et vous repartez avec un document à imprimer ou à ouvrir dans un traitement de texte."
)
_BEFORE = """\
- **Une situation** se prépare en une demi-heure : le contexte, les besoins, ce qui a été fait, une question aux pairs.
- **Un territoire** se remplit à plusieurs, sur quelques semaines : secteurs, portrait, réponses aux guides d'entretien,
  thèmes, leviers, indicateurs. Dès que vous en avez deux, [croisez-les](croiser.md).
- Ne tapez ni nom, ni adresse, ni détail qui ferait reconnaître quelqu'un. Une [relecture](confidentialite.md) vous
  attend avant l'export.
- Rien n'est obligatoire avant la fin : passez un écran, revenez-y demain.
"""
_WITHOUT = """\
L'atelier a besoin de JavaScript. Sans lui, préparez votre cas sur papier :

- Situation : écrivez le milieu, le contexte en cinq lignes, les besoins dits par la famille, les démarches faites, puis
  une seule question, qui parle de votre pratique. Gardez vos hypothèses pour après la discussion.
- Territoire : imprimez les guides d'entretien, puis rangez les réponses du terrain en face de celles de la gestion.
"""
_VALUES = {
    "setting": {"urbain": "Urbain", "rural": "Rural", "mixte": "Mixte"},
    "view": {"agent": "Vu du terrain", "gestionnaire": "Vu de la gestion", "les-deux": "Vu des deux côtés"},
    "bound": {"≤": "Au plus (≤)", "<": "Moins de (<)", "≥": "Au moins (≥)", ">": "Plus de (>)"},
    "roles": labels.READERS,
}
_LEFT_OUT = frozenset({"measures"})
"""Keys of a case that the workshop neither shows nor takes: published figures have their own file."""

Json = dict[str, object]


def workshop_page(views: Views) -> tuple[str, str]:
    """Return the path and the Markdown of the page."""
    writer = Writer(views, PAGE)
    before = f"{writer.text(_BEFORE)}\n\n{parts.PROPOSED}"
    without = parts.block("sans-donnees", writer.text(_WITHOUT))
    onward = writer.to(
        Location(parts.section(CaseStudy.kind)[0]), "Études de cas : la méthode, les guides, des exemples"
    )
    chunks = [
        '<a class="bouton quitter" href="https://www.meteomedia.com/ca" data-quitter rel="noreferrer">Quitter vite</a>',
        parts.breadcrumb(writer, parts.section(CaseStudy.kind), "Atelier"),
        *tool.opening(writer, _TITLE, _LEAD, before),
        f"<div data-atelier markdown>\n\n{without}\n\n</div>",
        parts.inlined("atelier-donnees", workshop_data(views)),
        parts.block("apres-atelier", onward),
        writer.definitions(),
    ]
    styles = ("css/cas.css", "css/confidentialite.css", "css/atelier.css")
    head = tool.head(_TITLE, _LEAD, styles, ["js/quitter.js", "js/atelier/page.js"])
    return PAGE, parts.assembled(head, chunks)


def workshop_link(writer: Writer, kind: str) -> str:
    """Return the link by which one prepares a case of one's own: « situation » or « territoire »."""
    label = writer.words("Préparer le vôtre dans l'atelier")
    return f"[{label}]({relative(Location(PAGE), writer.page)}?nouveau={kind})"


def workshop_data(views: Views) -> Json:
    """Return what the script of the page needs of the portal, and nothing else."""
    portal = views.portal
    territories = views.kind("territoire")
    return {
        "schema": _form_schema(),
        "sectors": [_named(entry.id, entry.title) for entry in views.kind("secteur")],
        "levers": [_lever(views, entry) for entry in views.kind(Lever.kind) if isinstance(entry, Lever)],
        "questions": [_question(entry) for entry in _questions(views)],
        "territories": [_named(entry.id, entry.title) for entry in territories],
        "sources": [_named(key, entry.title) for key, entry in sorted(portal.sources.items())],
        "figures": [
            {**_named(f"{entry.id}.{name}", measure.label), "value": typographic(quantity(measure))}
            for entry in territories
            for name, measure in entry.measures.items()
        ],
        "values": {field: {key: typographic(name) for key, name in names.items()} for field, names in _VALUES.items()},
    }


def _form_schema() -> Json:
    """Return the published schema without what only readers of the API use, nor what the form does not show."""
    schema = CaseStudy.model_json_schema()
    definitions: Json = schema.pop("$defs")
    definitions.pop("Measure")
    for name in _LEFT_OUT:
        schema["properties"].pop(name)
    kept = {name: _lighter(value) for name, value in definitions.items()}
    return {**_lighter(schema), "$defs": kept}


def _lighter(record: object) -> Json:
    """Return the schema of a record without its English name and description, its fields without defaults."""
    if not isinstance(record, dict):
        raise TypeError(record)
    fields = {
        name: {key: _typeset(key, value) for key, value in field.items() if key != "default"}
        for name, field in record["properties"].items()
    }
    return {**{k: v for k, v in record.items() if k not in ("title", "description")}, "properties": fields}


def _typeset(key: str, value: object) -> object:
    return typographic(value) if key in ("title", "description") and isinstance(value, str) else value


def _named(name: str, title: str) -> Json:
    return {"id": name, "title": typographic(title)}


def _questions(views: Views) -> list[Question]:
    """Return the questions in the order of the guides, without those that only open the interview."""
    found = [entry for entry in views.kind(Question.kind) if isinstance(entry, Question)]
    return sorted((entry for entry in found if entry.order), key=lambda entry: (entry.guide, entry.order))


def _question(question: Question) -> Json:
    return {
        **_named(question.id, question.title),
        "guide": question.guide,
        "url": location(question).url,
        "order": question.order,
        "ask": _spoken(question.ask),
        "sub_questions": [_spoken(text) for text in question.sub_questions],
        "purpose": _spoken(question.purpose),
        "prompts": [_spoken(text) for text in question.prompts],
    }


def _lever(views: Views, lever: Lever) -> Json:
    indicators = []
    for indicator in lever.indicators:
        target = target_of(CaseIndicator(lever=lever.id, indicator=indicator.id), views.portal)
        aim = {"bound": target.bound, "value": str(target.value), "unit": target.unit} if target else None
        indicators.append({**_named(indicator.id, indicator.title), "target": aim})
    return {**_named(lever.id, lever.title), "indicators": indicators}


def _spoken(text: str) -> str:
    """Return a text without its marks, its list items on their lines."""
    return typographic(plain(text))
