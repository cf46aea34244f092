"""Training sessions: the list, and for each one the plan that a trainer holds in hand, on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ancrage import labels
from ancrage.downloads import NOTHING, Offer, handouts_file, has_paper, session_file
from ancrage.model import Activity, Instruction, TrainingSession
from ancrage.model.sessions import PAUSE
from ancrage.pages import parts
from ancrage.pages.composer import adapt_link, composer_link
from ancrage.pages.inline import Writer, first_safe
from ancrage.text import NBSP, clock, typographic
from ancrage.urls import location
from ancrage.views import Views

INDEX = "former/seances/index.md"
STYLE = "css/seances.css"
TITLE = "Séances de formation"
LEAD = (
    "Des rencontres prêtes à animer : le minutage, les consignes, les phrases à dire, les situations à jouer et ce qui "
    "peut mal tourner. Imprimez la veille, animez demain."
)
_ADAPT = "changez les minutes, l'ordre ou les activités, puis imprimez votre plan."
_MADE_UP = "Toutes les situations sont inventées. Personne n'y est décrit."
_CARDS = (
    "Imprimez cette partie d'un seul côté et découpez. Les situations sont inventées : elles ne décrivent personne."
)


def session_pages(views: Views, offer: Offer = NOTHING) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of the list of sessions and of each session; nothing where there are none."""
    sessions = [entry for entry in views.kind(TrainingSession.kind) if isinstance(entry, TrainingSession)]
    if sessions:
        yield INDEX, _index(views, sessions)
        yield from ((location(session).page, _page(views, session, offer)) for session in sessions)


def _index(views: Views, sessions: list[TrainingSession]) -> str:
    writer = Writer(views, INDEX)
    chunks = [
        parts.breadcrumb(writer, parts.section(TrainingSession.kind), TITLE),
        f"# {writer.words(TITLE)}",
        parts.block("en-bref", writer.text(LEAD)),
        f"{writer.words(_MADE_UP)} {parts.PROPOSED}",
        *composer_link(writer),
    ]
    for key, name in labels.GROUPS[TrainingSession.kind].items():
        found = [session for session in sessions if session.group_key == key]
        if found:
            chunks += [parts.heading(name, f"pour-{key}"), _list(writer, found)]
    head = parts.front_matter(title=TITLE, description=typographic(LEAD), sommaire=False, style=STYLE)
    return parts.assembled(head, chunks)


def _list(writer: Writer, sessions: list[TrainingSession]) -> str:
    """Return sessions as cards, the shortest first: title, how long, how many, what people leave with."""
    shown = [
        f"- {writer.link(session)}{{ .carte-titre }}\n"
        f'  <span class="seance-taille">{_size(session)}</span>\n'
        f'  <span class="carte-texte">{writer.line(session.summary)}</span>'
        for session in sorted(sessions, key=lambda session: session.duration)
    ]
    return parts.block("cartes seances", "\n".join(shown))


def _size(session: TrainingSession) -> str:
    return f"{clock(session.duration)} · {_group(session)}"


def _group(session: TrainingSession) -> str:
    low, high = session.group.min, session.group.max
    return f"{low}{NBSP}personnes" if low == high else f"{low} à {high}{NBSP}personnes"


def _page(views: Views, session: TrainingSession, offer: Offer) -> str:
    writer = Writer(views, location(session).page)
    chunks = [
        parts.breadcrumb(writer, parts.section(session.kind), (INDEX, "Séances"), session.title),
        f"# {writer.words(session.title)}",
        f'<p class="genre">{_kicker(session)}</p>',
        parts.block("en-bref", writer.text(session.summary)),
        parts.downloads(writer, "Emporter la séance", _files(session, offer)),
        parts.heading("Au bout de la séance", "buts"),
        parts.block("buts", _numbered(writer.line(aim.text) for aim in session.aims)),
        parts.heading("Le plan, minute par minute", "plan"),
        _plan(writer, session),
        *_adapt(views, session, writer),
        *_before(writer, session),
        parts.heading("Le déroulement", "deroulement"),
        *(_activity(writer, start, activity) for start, activity in session.timeline()),
        parts.heading("Savoir ce que ça a donné", "evaluation"),
        _bullets(writer.line(text) for text in session.evaluation),
        *_figures(writer, session),
        *_ends(writer, session),
        *_cut_out(writer, session),
        writer.definitions(),
    ]
    head = parts.front_matter(
        title=session.title,
        description=parts.description(views, session),
        entry=session.id,
        kind=session.kind,
        style=STYLE,
    )
    return parts.assembled(head, chunks)


def _files(session: TrainingSession, offer: Offer) -> Iterator[tuple[str, str]]:
    """Yield the files of a session, each with what it is called."""
    for form, label in (
        ("pptx", "Diapositives, avec ce que vous dites dans les notes"),
        ("docx", "Plan d'animation à modifier"),
        ("pdf", "Plan d'animation à imprimer"),
    ):
        if form in offer:
            yield session_file(session.id, form), label
    if "pdf" in offer and has_paper(session):
        yield handouts_file(session.id), "Feuilles à remettre et cartons à découper"


def _kicker(session: TrainingSession) -> str:
    named = [labels.group(session.kind, reader).removeprefix("Pour ") for reader in session.audience]
    whom = " et ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    mark = f" {parts.PROPOSED}" if session.basis == "portail" else ""
    return f"Pour {whom} · {_size(session)}{mark}"


def _plan(writer: Writer, session: TrainingSession) -> str:
    """Return the timed plan: when each activity starts, down to the end of the session."""
    numbers = {aim.id: str(number) for number, aim in enumerate(session.aims, 1)}
    rows = [
        [
            clock(start),
            f"[{writer.words(activity.title)}](#{_anchor(activity)})",
            f"{activity.minutes}{NBSP}min",
            writer.words(labels.METHODS[activity.method]),
            ", ".join(numbers[name] for name in activity.serves) or "—",
        ]
        for start, activity in session.timeline()
    ]
    rows.append([clock(session.duration), "Fin", "", "", ""])
    return parts.table("plan", ["Heure", "Activité", "Durée", "Méthode", "But"], rows)


def _adapt(views: Views, session: TrainingSession, writer: Writer) -> Iterator[str]:
    link = adapt_link(views, session, writer.page)
    if link:
        yield parts.block("adapter-seance", f"{link}{NBSP}: {writer.words(_ADAPT)}")


def _before(writer: Writer, session: TrainingSession) -> Iterator[str]:
    """Yield what to do and to bring: preparation, then materials and handouts gathered from all activities."""
    entries = writer.views.portal.entries
    materials = _gathered(item for activity in session.activities for item in activity.materials)
    handouts = _gathered(name for activity in session.activities for name in activity.handouts)
    cards = sum(len(activity.cards) for activity in session.activities)
    sheets = [writer.link(entries[name]) for name in handouts]
    if cards:
        sheets.append(f"[{cards} cartons à découper](#cartons)")
    yield parts.heading("Avant", "avant")
    yield _bullets(writer.line(text) for text in session.preparation)
    if materials:
        yield parts.heading("Matériel", "materiel", level=3)
        yield parts.block("cases", _bullets(writer.line(text) for text in materials))
    if sheets:
        yield parts.heading("À imprimer", "a-imprimer", level=3)
        yield parts.block("cases", _bullets(sheets))


def _activity(writer: Writer, start: int, activity: Activity) -> str:
    css = "activite pause" if activity.method == PAUSE else "activite"
    length = f"{clock(start)} · {activity.minutes}{NBSP}min · {typographic(labels.METHODS[activity.method])}"
    chunks = [
        f'<section class="{css}" id="{_anchor(activity)}" aria-labelledby="titre-{activity.id}" markdown>',
        f'<p class="heure">{length}</p>',
        parts.heading(activity.title, f"titre-{activity.id}", level=3),
        '<ol class="consignes" markdown>\n' + "\n".join(_step(writer, step) for step in activity.steps) + "\n</ol>",
        parts.block("pour-animer", f"**Pour vous**\n\n{writer.text(activity.notes)}") if activity.notes else "",
        _useful(writer, activity),
        "</section>",
    ]
    return parts.joined(chunks)


def _step(writer: Writer, step: Instruction) -> str:
    length = f'<span class="minutes">{step.minutes}{NBSP}min</span> ' if step.minutes else ""
    chunks = [f"{length}{first_safe(writer.line(step.text))}"]
    if step.say:
        chunks.append(f"«{NBSP}{writer.line(step.say)}{NBSP}»\n{{: .dites }}")
    return '<li markdown="block">\n\n' + "\n\n".join(chunks) + "\n\n</li>"


def _useful(writer: Writer, activity: Activity) -> str:
    """Return what an activity leans on: cards, handouts, sheets to read before, figures one may quote."""
    portal = writer.views.portal
    rows = []
    if activity.cards:
        titles = ", ".join(writer.words(title) for title in _gathered(card.title for card in activity.cards))
        rows.append(("Cartons", f"[{titles}](#cartons) ({len(activity.cards)})"))
    if activity.handouts:
        rows.append(("À remettre", ", ".join(writer.link(portal.entries[name]) for name in activity.handouts)))
    if activity.entries:
        rows.append(("À lire avant", ", ".join(writer.link(portal.entries[name]) for name in activity.entries)))
    if activity.figures:
        shown = (f"{writer.words(portal.measures[name].label)}, {writer.figure(name)}" for name in activity.figures)
        rows.append(("Si on demande un chiffre", "; ".join(shown)))
    return parts.block("appuis", _bullets(f"**{title}**{NBSP}: {text}" for title, text in rows)) if rows else ""


def _figures(writer: Writer, session: TrainingSession) -> Iterator[str]:
    names = _gathered(name for activity in session.activities for name in activity.figures)
    if names:
        yield parts.heading("Les chiffres, et ce qu'ils valent", "chiffres")
        yield parts.block("donnees", parts.figures_table(writer, [writer.views.figure(name) for name in names]))


def _ends(writer: Writer, session: TrainingSession) -> Iterator[str]:
    related = [writer.views.portal.entries[name] for name in session.related]
    if related:
        yield parts.heading("Voir aussi", "voir-aussi")
        yield parts.block("voir-aussi", parts.see_also(writer, related))
    yield parts.block("citer", f"**Citer cette page**{NBSP}: {parts.how_to_cite(writer, session)}")


def _cut_out(writer: Writer, session: TrainingSession) -> Iterator[str]:
    """Yield the cards to cut out, which start on a sheet of their own."""
    cards = [card for activity in session.activities for card in activity.cards]
    if cards:
        yield '<section class="cartons" aria-labelledby="cartons" markdown>'
        yield parts.heading("Cartons à découper", "cartons")
        yield writer.words(_CARDS)
        yield '<div class="planche-cartons" markdown>'
        yield from (
            parts.block("carton", f"**{writer.words(card.title)}**\n\n{writer.text(card.text)}") for card in cards
        )
        yield "</div>\n\n</section>"


def _anchor(activity: Activity) -> str:
    return f"activite-{activity.id}"


def _gathered(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {first_safe(line)}" for line in lines)


def _numbered(lines: Iterable[str]) -> str:
    return "\n".join(f"1. {first_safe(line)}" for line in lines)
