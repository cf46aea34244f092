"""The page of a pathway: thirteen weeks of steps, read, printed as a logbook, or ticked on the device.

Without JavaScript it is a list. What scripts rely on: the root `[data-parcours]`, its empty `[data-parcours-etat]`,
weeks `[data-semaine]`, steps `[data-etape]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ancrage.model import BySetting, Pathway, PathwayBlock, Step, Week
from ancrage.pages import parts
from ancrage.pages.inline import Writer, first_safe
from ancrage.text import NBSP, typographic
from ancrage.urls import location
from ancrage.views import Views

_SETTINGS = {"urban": "En ville", "rural": "En milieu rural", "mixed": "En milieu mixte"}
_WEEKLY = {"note": "À noter, sans nommer personne", "care": "Pour tenir"}
_DEBRIEF = {"ptp": "À apporter en supervision", "pg": "À demander à la PTP"}
_PACE = (
    "Quelques gestes par semaine, rien à remettre à personne. Prenez deux semaines pour une si le terrain le demande. "
    "Imprimée, cette page devient un carnet : une case, une date et des lignes."
)


def pathway_page(views: Views, pathway: Pathway) -> tuple[str, str]:
    """Return the path and the Markdown of the page of a pathway."""
    page = location(pathway).page
    writer = Writer(views, page)
    entries = [views.portal.entries[name] for name in pathway.related]
    chunks = [
        parts.breadcrumb(writer, parts.section(pathway.kind), parts.group_name(pathway)),
        f"# {writer.words(pathway.title)}",
        f'<div class="parcours" id="{pathway.id}" data-parcours="{pathway.id}" markdown>',
        parts.block("en-bref", writer.text(pathway.summary)),
        "<div data-parcours-etat></div>",
        _jumps(pathway),
        parts.block("mode-emploi", f"{writer.words(_PACE)} {parts.PROPOSED}"),
        *(chunk for block in pathway.blocks for chunk in _block(writer, pathway, block)),
        "</div>",
        *([parts.heading("Voir aussi", "voir-aussi")] if entries else []),
        parts.block("voir-aussi", parts.see_also(writer, entries)) if entries else "",
        parts.block("citer", f"**Citer cette page**{NBSP}: {parts.how_to_cite(writer, pathway)}"),
        writer.definitions(),
    ]
    head = parts.front_matter(
        title=pathway.title,
        description=parts.description(views, pathway),
        entry=pathway.id,
        kind=pathway.kind,
        genre=pathway.name,
        sommaire=False,
        style=["css/parcours.css", "css/donnees.css"],
        script="js/parcours.js",
    )
    return page, parts.assembled(head, chunks)


def _jumps(pathway: Pathway) -> str:
    """Return the row of week numbers, each a link."""
    links = "".join(
        f'<li><a href="#semaine-{week.number}"><span class="hors-ecran">Semaine </span>{week.number}</a></li>'
        for week in pathway.weeks
    )
    title = '<p id="semaines-titre">Aller à la semaine</p>'
    return f'<nav class="semaines" id="semaines" aria-labelledby="semaines-titre">{title}<ol>{links}</ol></nav>'


def _block(writer: Writer, pathway: Pathway, block: PathwayBlock) -> Iterator[str]:
    yield parts.heading(block.title, f"bloc-{block.id}", proposed=True)
    why = f"**Pourquoi maintenant**{NBSP}: {writer.line(block.evidence)}"
    yield parts.block("pourquoi-maintenant", why)
    for week in block.weeks:
        yield _week(writer, pathway, week)


def _week(writer: Writer, pathway: Pathway, week: Week) -> str:
    name = f"Semaine {week.number} : {week.title}"
    steps = "\n".join(_step(writer, step) for step in week.steps)
    named = f'aria-labelledby="titre-semaine-{week.number}"'
    chunks = [
        f'<section class="semaine" id="semaine-{week.number}" data-semaine="{week.number}" {named} markdown>',
        parts.heading(name, f"titre-semaine-{week.number}", level=3),
        parts.block("but", writer.text(week.aim)),
        f'<ol class="etapes" markdown>\n{steps}\n</ol>',
        _weekly(writer, week, _DEBRIEF[pathway.reader]),
        _onward(week.number, len(pathway.weeks)),
        "</section>",
    ]
    return "\n\n".join(chunks)


def _step(writer: Writer, step: Step) -> str:
    entries = writer.views.portal.entries
    duration = f" <small>environ {step.minutes}{NBSP}min</small>" if step.minutes else ""
    links = ", ".join(writer.link(entries[name]) for name in step.entries)
    chunks = [f"{first_safe(writer.line(step.text))}{duration}"]
    if step.by_setting:
        chunks.append(_settings(writer, step.by_setting))
    chunks.append(f"{links}\n{{: .etape-fiches }}")
    inner = "\n\n".join(chunks)
    return f'<li data-etape="{step.id}" markdown="block">\n\n{inner}\n\n</li>'


def _settings(writer: Writer, by_setting: BySetting) -> str:
    """Return what changes in each setting, on a line each."""
    lines = [
        f"- **{name}.** {writer.line(text)}" for key, name in _SETTINGS.items() if (text := getattr(by_setting, key))
    ]
    return "\n".join(lines)


def _weekly(writer: Writer, week: Week, debrief: str) -> str:
    """Return what comes back every week: what to write down, how to spare oneself, the question for supervision."""
    said = [(name, getattr(week, key)) for key, name in _WEEKLY.items()] + [(debrief, week.debrief)]
    rows = [
        f"<div markdown>\n<dt>{typographic(name)}</dt>\n<dd markdown>{writer.line(text)}</dd>\n</div>"
        for name, text in said
        if text
    ]
    return '<dl class="chaque-semaine" markdown>\n' + "\n".join(rows) + "\n</dl>"


def _onward(number: int, last: int) -> str:
    """Return the links to the weeks before and after, and to the row of numbers."""
    links = [f'<a href="#semaines">Toutes les semaines<span class="hors-ecran">, depuis la semaine {number}</span></a>']
    if number > 1:
        links.insert(0, f'<a href="#semaine-{number - 1}">← Semaine {number - 1}</a>')
    if number < last:
        links.append(f'<a href="#semaine-{number + 1}">Semaine {number + 1} →</a>')
    return f'<p class="suite">{" ".join(links)}</p>'
