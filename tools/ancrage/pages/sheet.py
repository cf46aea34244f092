"""The page of a full sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ancrage import labels
from ancrage.model import Lever, Phrase, Role, Sheet, Statement, Strategy, Task, Trap
from ancrage.pages import parts
from ancrage.pages.compare import compare_link, is_surveyed
from ancrage.pages.in_guides import in_guides
from ancrage.pages.indicators import indicators_link
from ancrage.pages.inline import Writer
from ancrage.pages.overlaps import INDICATOR, overlaps_link
from ancrage.urls import location
from ancrage.views import Views

_TITLES = {
    "why": ("Pourquoi, et quand", "pourquoi"),
    "steps": ("Comment faire", "comment-faire"),
    "words": ("Les mots pour le dire", "les-mots"),
    "first_step": ("Premier petit pas", "premier-pas"),
    "by_setting": ("Selon le milieu", "selon-le-milieu"),
    "immigrant_families": ("Avec une famille immigrante", "famille-immigrante"),
    "helps": ("Ce qui aide", "ce-qui-aide"),
    "traps": ("Pièges, et comment en sortir", "pieges"),
    "signs": ("Signes que ça prend", "signes"),
    "limits": ("Limites du mandat", "limites"),
}
_TITLES_BY_KIND = {
    "qualite": {
        "why": "Pourquoi elle compte",
        "steps": "Comment la cultiver",
        "signs": "Comment elle se voit",
    },
    "obstacle": {
        "why": "Ce qui se passe",
        "steps": "Ce qu'on peut tenter",
        "signs": "Signes que ça s'arrange",
    },
    "besoin": {"why": "Ce que cela change pour une famille", "steps": "Ce qu'on peut faire"},
    "adaptation": {"why": "Pourquoi c'est long", "steps": "Ce qui aide à s'y faire"},
    "levier": {"why": "Pourquoi ce levier", "steps": "Par où commencer"},
    "role": {"why": "À quoi sert ce rôle", "words": "Se présenter"},
}
_SHOWN = {"divergence", "tache"}
"""Kinds that a sheet already shows, with its evidence or in its own list: not among the pages that lead to it."""
_SETTINGS = {"urban": "En ville", "rural": "En milieu rural", "mixed": "En milieu mixte"}


def sheet_page(views: Views, entry: Sheet) -> tuple[str, str]:
    """Return the path and the Markdown of the page of a sheet."""
    page = location(entry).page
    writer = Writer(views, page)
    index, name = parts.section(entry.kind)
    group = parts.group_name(entry)
    chunks = [
        parts.breadcrumb(writer, (index, name), group) if group else parts.breadcrumb(writer, (index, name)),
        f"# {writer.words(entry.title)}",
        f'<p class="genre">{writer.words(_kicker(entry))}</p>',
        parts.block("en-bref", writer.text(entry.summary)),
        *_special(writer, entry),
        *_sections(writer, entry),
        *_evidence(writer, entry),
        *in_guides(writer, entry),
        *_ends(writer, entry),
    ]
    definitions = writer.definitions()
    head = parts.front_matter(
        title=entry.title, description=parts.description(views, entry), entry=entry.id, kind=entry.kind
    )
    return page, parts.assembled(head, [*chunks, definitions])


def _kicker(entry: Sheet) -> str:
    shown = [entry.name]
    if isinstance(entry, Strategy) and entry.effort:
        shown.append(f"effort {labels.EFFORTS[entry.effort]}")
    if entry.settings:
        shown.append("milieu " + ", ".join(labels.SETTINGS[setting] for setting in entry.settings))
    if entry.aliases:
        shown.append("aussi : " + ", ".join(entry.aliases[:4]))
    return " · ".join(shown)


def _special(writer: Writer, entry: Sheet) -> Iterator[str]:
    """What only some kinds have, before the common sections."""
    if isinstance(entry, Lever):
        yield parts.heading("Recommandation", "recommandation")
        yield parts.block("recommandation", writer.text(entry.recommendation))
    if isinstance(entry, Role):
        yield from _statements(writer, "Ce que fait cette personne", "responsabilites", entry.responsibilities)
        yield from _statements(writer, "Ce qu'elle ne fait pas", "limites-du-role", entry.must_not)
        yield from _tasks(writer, entry)


def _statements(writer: Writer, title: str, anchor: str, statements: tuple[Statement, ...]) -> Iterator[str]:
    if not statements:
        return
    yield parts.heading(title, anchor)
    lines = []
    for statement in statements:
        mark = parts.PROPOSED if statement.basis == "portail" else f"<small>({_origin(writer, statement)})</small>"
        lines.append(f"- {writer.line(statement.text)} {mark}")
    yield "\n".join(lines)


def _origin(writer: Writer, statement: Statement) -> str:
    return writer.source(statement.source) if statement.source else ""


def _tasks(writer: Writer, role: Role) -> Iterator[str]:
    columns = {"does": "Fait", "supports": "Soutient", "must_not": "Ne doit pas"}
    found = []
    for field, name in columns.items():
        tasks = [
            task for task in writer.views.kind("tache") if isinstance(task, Task) and role.id in getattr(task, field)
        ]
        if tasks:
            found.append(f"**{name}**\n\n" + "\n".join(f"- {writer.link(task)}" for task in tasks))
    if found:
        yield parts.heading("Dans le catalogue des tâches", "taches")
        yield "\n\n".join(found)


def _sections(writer: Writer, entry: Sheet) -> Iterator[str]:
    for key, (_, anchor) in _TITLES.items():
        if getattr(entry, key):
            yield parts.heading(part_title(entry, key), anchor, proposed=key not in entry.sourced)
            yield part(writer, entry, key)
    if isinstance(entry, Lever):
        yield from _indicators(writer, entry)


def part_title(entry: Sheet, key: str) -> str:
    """Return what a part of a sheet (`steps`, `words`…) is called on the sheets of its kind."""
    return _TITLES_BY_KIND.get(entry.kind, {}).get(key, _TITLES[key][0])


def part(writer: Writer, entry: Sheet, key: str) -> str:
    """Return the Markdown of a part that a sheet has."""
    return _RENDER.get(key, _text)(writer, getattr(entry, key))


def _text(writer: Writer, value: str) -> str:
    return writer.text(value)


def _steps(writer: Writer, steps: tuple[str, ...]) -> str:
    return parts.block("etapes", "\n".join(f"1. {writer.line(step)}" for step in steps))


def _words(writer: Writer, phrases: tuple[Phrase, ...]) -> str:
    rows = [
        f"<dt markdown>{writer.line(phrase.when)}</dt>\n<dd markdown>{writer.line(phrase.say)}</dd>"
        for phrase in phrases
    ]
    return '<dl class="mots" markdown>\n' + "\n".join(rows) + "\n</dl>"


def _first_step(writer: Writer, text: str) -> str:
    return parts.block("premier-pas", writer.text(text))


def _by_setting(writer: Writer, value: object) -> str:
    blocks = [
        parts.block("milieu", f"**{name}**\n\n{writer.text(getattr(value, key))}")
        for key, name in _SETTINGS.items()
        if getattr(value, key)
    ]
    return parts.block("milieux", "\n\n".join(blocks))


def _traps(writer: Writer, traps: tuple[Trap, ...]) -> str:
    rows = [
        f"<dt markdown>{writer.line(trap.trap)}</dt>\n<dd markdown>{writer.line(trap.way_out)}</dd>" for trap in traps
    ]
    return '<dl class="pieges" markdown>\n' + "\n".join(rows) + "\n</dl>"


def _limits(writer: Writer, text: str) -> str:
    return parts.block("limites", writer.text(text))


_RENDER: dict[str, Callable[..., str]] = {
    "steps": _steps,
    "words": _words,
    "first_step": _first_step,
    "by_setting": _by_setting,
    "traps": _traps,
    "limits": _limits,
}


def _indicators(writer: Writer, lever: Lever) -> Iterator[str]:
    yield parts.heading("Indicateurs de suivi", "indicateurs")
    rows = []
    for indicator in lever.indicators:
        target = writer.figure(f"{lever.id}.{indicator.target}") if indicator.target else "aucune cible chiffrée"
        rows.append([writer.words(indicator.title), target, writer.line(indicator.how)])
    head = ["Indicateur suggéré par l'étude", "Cible", f"Comment le compter {parts.PROPOSED}"]
    yield parts.table("indicateurs", head, rows)
    tools = [indicators_link(writer.page)] if any(indicator.count for indicator in lever.indicators) else []
    if any(indicator.id == INDICATOR for indicator in lever.indicators):
        tools.append(overlaps_link(writer.page))
    if tools:
        yield f"Sur votre territoire\u00a0: {'; '.join(tools)}."


def _evidence(writer: Writer, entry: Sheet) -> Iterator[str]:
    figures = writer.views.figures_of.get(entry.id, [])
    divergences = writer.views.divergences.get(entry.id, [])
    if entry.evidence or figures:
        yield parts.heading("Ce que disent les données", "donnees")
    inner = [writer.text(entry.evidence)] if entry.evidence else []
    if figures:
        inner.append(parts.figures_table(writer, figures))
    if is_surveyed(writer.views, entry):
        inner.append(compare_link(writer, entry))
    if divergences:
        links = ", ".join(writer.link(divergence) for divergence in divergences)
        inner.append(f"Les sources divergent ici : {links}.".replace(" : ", "\u00a0: ", 1))
    if inner:
        yield parts.block("donnees", "\n\n".join(inner))


def _ends(writer: Writer, entry: Sheet) -> Iterator[str]:
    entries = writer.views.portal.entries
    named = {
        "Qualités": [entries[name] for name in entry.qualities],
        "Obstacles": [entries[name] for name in entry.obstacles],
        "Avec qui": [entries[name] for name in entry.partners],
    }
    related = [entries[name] for name in entry.related]
    shown = {item.id for group in [*named.values(), related] for item in group}
    shown |= {stop.guide.id for stop in writer.views.stops.get(entry.id, ())}
    back = [
        item for item in writer.views.backlinks.get(entry.id, []) if item.id not in shown and item.kind not in _SHOWN
    ]
    if related or any(named.values()):
        yield parts.heading("Voir aussi", "voir-aussi")
        inner = [parts.see_also(writer, related)] if related else []
        inner += [
            f"**{name}** : ".replace(" :", "\u00a0:") + ", ".join(writer.link(item) for item in items)
            for name, items in named.items()
            if items
        ]
        yield parts.block("voir-aussi", "\n\n".join(inner))
    if back:
        yield parts.heading("Ces pages y mènent", "liens-retour")
        yield parts.block("liens-retour", parts.by_kind(writer, back))
    if entry.citations:
        yield parts.heading("Sources", "sources")
        yield parts.block("sources", parts.sources(writer, entry.citations))
    yield parts.block("citer", f"**Citer cette page**\u00a0: {parts.how_to_cite(writer, entry)}")
