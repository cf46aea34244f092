"""The page that goes from a portrait to mechanisms: four lines beside the territories of the study, and the rules.

Without JavaScript the rules are read one by one; docs/js/portrait/ takes four figures and says which rules hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from ancrage import labels
from ancrage.mechanisms import limit_of
from ancrage.model import Condition, Mechanism, Territory
from ancrage.model.mechanisms import COUNTED_RAW, SHARES
from ancrage.pages import parts, tool
from ancrage.pages.inline import Writer
from ancrage.text import NBSP, number, typographic
from ancrage.urls import shared_page
from ancrage.views import Views

DATA = "portrait-regles"
_TITLE = "Du portrait aux mécanismes"
_LEAD = (
    "Entrez jusqu'à quatre chiffres sur les enfants de votre territoire. La page les met à côté de ceux de l'étude et "
    "propose des pistes, chacune avec la règle et le chiffre qui l'ont fait paraître."
)
_CAUTION = """\
- Une piste n'est pas une ordonnance. Elle ouvre une conversation avec des gens qui connaissent le territoire.
- L'étude donne deux exemples, et **aucun seuil**. Quand une règle en emploie un, il est du portail et le dit.
- Quatre territoires éclairent; ils ne sont ni une norme, ni un classement. Un chiffre plus haut n'est pas un pire.
- Rien n'est envoyé. Vos chiffres restent dans l'adresse de la page, que vous pouvez garder ou partager.
"""
_RULES = (
    "Une règle paraît quand toutes ses conditions sont remplies. S'il manque un chiffre, la page dit de quoi elle ne "
    "peut pas parler."
)
_ONWARD = """\
Une piste retenue? Le levier nommé sous chaque règle dit comment s'y prendre. Pour suivre ce qui change, comptez dans
[la fiche d'indicateurs](indicateurs.md); pour savoir qui porte déjà quoi,
[la grille des chevauchements](../cadre/chevauchements.md).
"""
_COMPARED = "Se comparer à ce territoire est un choix du portail : l'étude ne donne aucun seuil."


def portrait_page(views: Views) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of the page; nothing where there is no rule."""
    rules = [entry for entry in views.kind(Mechanism.kind) if isinstance(entry, Mechanism)]
    if not rules:
        return
    page = shared_page(rules[0])
    writer = Writer(views, page)
    territories = [entry for entry in views.kind(Territory.kind) if isinstance(entry, Territory)]
    chunks = [
        parts.breadcrumb(writer, parts.section(Mechanism.kind), "Portrait"),
        f"# {writer.words(_TITLE)}",
        parts.block("en-bref", writer.text(_LEAD)),
        parts.block("a-savoir", writer.text(_CAUTION)),
        parts.inlined(DATA, _data(views, rules)),
        parts.heading("Votre territoire, à côté de ceux de l'étude", "chiffres"),
        '<div class="portrait-saisie" data-portrait></div>',
        parts.block("portrait-lignes", "\n\n".join(_line(writer, name, territories) for name in labels.PORTRAIT)),
        parts.heading("Les règles", "regles", proposed=True),
        parts.block("regles-lead", writer.words(_RULES)),
        '<div class="portrait-etat" data-portrait-etat></div>',
        parts.block("mecanismes", "\n\n".join(_rule(writer, rule) for rule in rules)),
        writer.text(_ONWARD),
        writer.definitions(),
    ]
    head = tool.head(_TITLE, _LEAD, ("css/portrait.css",), "js/portrait/page.js")
    yield page, parts.assembled(head, chunks)


def _data(views: Views, rules: list[Mechanism]) -> dict[str, object]:
    """Return the rules as the script evaluates them: numbers as the sources print them."""
    return {
        "lines": [
            {
                "id": name,
                "name": typographic(line.name),
                "unit": typographic(line.unit),
                "most": 100 if name in SHARES else None,
                "whole": name in COUNTED_RAW,
            }
            for name, line in labels.PORTRAIT.items()
        ],
        "contexts": [{"id": name, "text": typographic(text)} for name, text in labels.CONTEXTS.items()],
        "rules": [
            {
                "id": rule.id,
                "title": typographic(rule.title),
                "when": [_condition(condition, views) for condition in rule.when],
            }
            for rule in rules
        ],
    }


def _condition(condition: Condition, views: Views) -> dict[str, object]:
    if condition.context:
        return {"context": condition.context}
    limit = limit_of(condition, views.portal)
    if limit is None:
        return {"indicator": condition.indicator}
    return {"indicator": condition.indicator, "bound": condition.bound, "limit": float(limit)}


def _line(writer: Writer, name: str, territories: list[Territory]) -> str:
    """Return one line of the portrait with its figure in each territory; the script adds the field."""
    line = labels.PORTRAIT[name]
    shown = [
        f'<div markdown="block">\n<dt markdown>{writer.words(territory.title)}</dt>\n'
        f"<dd markdown>{writer.figure(f'{territory.id}.{name}')}</dd>\n</div>"
        for territory in territories
        if name in territory.measures
    ]
    return (
        f'<section class="portrait-ligne" data-ligne="{name}" aria-labelledby="ligne-{name}" markdown>\n\n'
        + parts.heading(line.name, f"ligne-{name}", level=3)
        + f"\n\n{writer.words(line.means)}\n\n"
        + '<dl class="portrait-territoires" markdown>\n'
        + "\n".join(shown)
        + "\n</dl>\n\n</section>"
    )


def _rule(writer: Writer, rule: Mechanism) -> str:
    entries = writer.views.portal.entries
    conditions = "\n".join(f"- {_words(writer, condition)}" for condition in rule.when)
    levers = ", ".join(writer.link(entries[name]) for name in rule.levers)
    origin = (
        "; ".join(f"{writer.source(cited.source)}, {writer.words(cited.locator)}" for cited in rule.citations)
        if rule.basis == "sources"
        else parts.PROPOSED
    )
    related = ", ".join(writer.link(entries[name]) for name in rule.related)
    chunks = [
        f'<section class="mecanisme" data-mecanisme="{rule.id}" aria-labelledby="{rule.id}" markdown>',
        parts.heading(rule.title, rule.id, level=3),
        writer.text(rule.summary),
        f"**{writer.words('La règle')}**{NBSP}: on y pense quand",
        conditions,
        writer.text(rule.why),
        f"**{writer.words('À vérifier avant d’agir')}**",
        "\n".join(f"- {writer.line(text)}" for text in rule.verify),
        f"**Leviers**{NBSP}: {levers}",
        f"**{writer.words('D’où vient l’idée')}**{NBSP}: {origin}",
        f"**Voir aussi**{NBSP}: {related}" if related else "",
        "</section>",
    ]
    return parts.joined(chunks)


def _words(writer: Writer, condition: Condition) -> str:
    """Return a condition as a reader says it, with where its limit comes from."""
    if condition.context:
        return writer.words(labels.CONTEXTS[condition.context])
    line = labels.PORTRAIT[str(condition.indicator)]
    if condition.measure:
        owner = writer.views.portal.entries[condition.measure.partition(".")[0]]
        least = "au moins celui" if condition.bound == "≥" else "au plus celui"
        limit = f"{writer.link(owner)} ({writer.figure(condition.measure)})"
        return f"{writer.words(f'{line.subject} : {least} du')} {limit}. *{writer.words(_COMPARED)}*"
    if condition.threshold is None:
        return f"{writer.words(f'{line.subject} : connu, quel qu’il soit')}"
    least = "au moins" if condition.bound == "≥" else "au plus"
    shown = f"{line.subject} : {least} {number(condition.threshold)}{NBSP}{line.unit}"
    chosen = f"{writer.words('Seuil choisi par le portail.')} {writer.line(condition.chosen or '')}"
    return f"{writer.words(shown)}. *{chosen}*"
