"""The composer of sessions: what its script draws from, and what the page says without it.

The bank is written in the page as JSON, so that nothing is fetched and it works from `file://`. `data_of` returns it;
`docs/js/composer/bank.js` describes it. Without JavaScript the page lists the ready sessions by goal and tells how to
compose by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ancrage import labels
from ancrage.composing import AUDIENCES, DURATIONS, PEOPLE, Bank, Banked, bank_of
from ancrage.markup import Insert, Link, tokens
from ancrage.model import Record, TrainingGoal, TrainingSession, prose
from ancrage.model.goals import PHASES
from ancrage.model.sessions import PAUSE
from ancrage.pages import parts, tool
from ancrage.pages.inline import Writer
from ancrage.text import NBSP, clock, fold, typographic
from ancrage.urls import Location, location, relative
from ancrage.views import Views

PAGE = "former/composer.md"
DATA = "composer-banque"
TITLE = "Composer une séance"
LEAD = (
    "Un but, un public, une durée, un groupe : le portail propose un plan minuté et dit pourquoi. Vous gardez, "
    "déplacez, remplacez, ajoutez. Rien de ce que vous écrivez ne quitte votre appareil."
)
_PHASES = {
    "ouvrir": "Ouvrir",
    "comprendre": "Comprendre",
    "essayer": "Essayer",
    "appliquer": "Appliquer chez soi",
    "fermer": "Fermer",
}
_BY_HAND = """\
1. **Écrivez la phrase de sortie.** À la fin, chaque personne saura faire quoi? Si elle ne tient pas sur une ligne, le
   sujet est trop large.
2. **Prenez la séance la plus proche** dans la liste, et ouvrez son plan. Gardez l'activité que vous auriez envie de
   vivre.
3. **Ouvrez en dix minutes au plus.** Tout le monde a parlé avant que vous expliquiez quoi que ce soit.
4. **Faites essayer.** Le tiers du temps au moins, debout si possible, avec les mots qui serviront lundi.
5. **Glissez une pause** avant quatre-vingt-dix minutes de travail.
6. **Fermez sur un geste daté.** Additionnez, puis enlevez une activité : il en reste toujours une de trop.
"""
_METHOD = """\
Aucun hasard : les mêmes choix donnent le même plan, ici comme sur un autre appareil.

- **L'ordre.** Une activité ouvre, d'autres font comprendre, essayer, puis appliquer chez soi, une ferme.
- **Le poids.** Pour chaque but, le portail dit quelles activités en sont le cœur, lesquelles le servent, lesquelles
  complètent. Les minutes vont d'abord au cœur.
- **Le public et le groupe.** Une activité écrite pour d'autres, ou pour un plus petit groupe, compte moins. Elle est
  écartée s'il manque des gens pour la faire.
- **Les méthodes.** Deux fois la même de suite fait perdre des points.
- **La durée.** Le plan gardé est celui qui vaut le plus parmi tous ceux qui tombent à cinq minutes près.
- **Les pauses.** Dix minutes, placées pour couper le travail en parties égales, dès que la rencontre
  dépasse quatre-vingt-dix minutes.
"""


def composer_page(views: Views) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of the page; nothing in a portal without goals."""
    bank = bank_of(views.portal)
    if not bank.goals:
        return
    writer = Writer(views, PAGE)
    chunks = [
        parts.breadcrumb(writer, parts.section(TrainingSession.kind), TITLE),
        *tool.opening(writer, TITLE, LEAD, parts.PROPOSED),
        '<div class="composeur" data-composeur></div>',
        '<section class="autour" markdown>',
        parts.heading("Séances prêtes, par but", "seances-pretes"),
        *(_ready(writer, goal) for goal in _sorted(bank)),
        parts.heading("Composer à la main", "a-la-main"),
        writer.text(_BY_HAND),
        parts.heading("Des activités à glisser partout", "activites"),
        _everywhere(writer, bank),
        parts.heading("Comment le plan est proposé", "methode"),
        writer.text(_METHOD),
        "</section>",
        parts.inlined(DATA, data_of(views, bank)),
        writer.definitions(),
    ]
    head = tool.head(TITLE, LEAD, ("css/seances.css", "css/composer.css"), "js/composer/page.js")
    yield PAGE, parts.assembled(head, chunks)


def adapt_link(views: Views, session: TrainingSession, page: str) -> str:
    """Return the link that opens a session in the composer with its own activities; empty when no goal has it."""
    goals = views.portal.apart.get(TrainingGoal.kind, {}).values()
    if not any(isinstance(goal, TrainingGoal) and session.id in goal.sessions for goal in goals):
        return ""
    return f"[{typographic('Adapter cette séance')}]({relative(Location(PAGE), page)}?seance={session.id})"


def composer_link(writer: Writer) -> Iterator[str]:
    """Yield the sentence that leads from the list of sessions to the composer; nothing when there are no goals."""
    if writer.views.portal.apart.get(TrainingGoal.kind):
        link = writer.to(Location(PAGE), "Composez la vôtre")
        told = "un plan minuté à partir de ces activités, pour votre durée et votre groupe."
        yield f"{link}{NBSP}: {writer.words(told)}"


def data_of(views: Views, bank: Bank) -> dict[str, Any]:
    """Return what the script of the page needs, as JSON values; keys left out have their usual value."""
    sessions = [entry for entry in views.kind(TrainingSession.kind) if isinstance(entry, TrainingSession)]
    records = [*bank.goals.values(), *(item.activity for item in bank.activities.values())]
    return {
        "goals": {goal.id: goal.model_dump(mode="json", exclude_defaults=True) for goal in _sorted(bank)},
        "activities": {ref: _activity(item) for ref, item in bank.activities.items()},
        "sessions": {session.id: _session(session) for session in sessions},
        "entries": _entries(views, records),
        "figures": _figures(views, records),
        "shown": _shown(views, records),
        "methods": dict(labels.METHODS),
        "phases": _PHASES,
        "audiences": {name: labels.GROUPS["seance"][name].removeprefix("Pour les ") for name in AUDIENCES},
        "durations": list(DURATIONS),
        "people": list(PEOPLE),
        "pause": bank.pause,
    }


def _sorted(bank: Bank) -> list[TrainingGoal]:
    return sorted(bank.goals.values(), key=lambda goal: fold(goal.title))


def _activity(item: Banked) -> dict[str, Any]:
    made = item.activity.model_dump(mode="json", exclude_defaults=True, exclude={"serves", "group", "audience"})
    made |= {"group": [item.group.min, item.group.max]}
    if item.audience:
        made["audience"] = list(item.audience)
    return made | ({"session": item.session} if item.session else {})


def _session(session: TrainingSession) -> dict[str, Any]:
    return {
        "title": session.title,
        "url": location(session).url,
        "audience": list(session.audience),
        "group": [session.group.min, session.group.max],
        "plan": [f"{session.id}.{activity.id}" for activity in session.activities],
    }


def _entries(views: Views, records: Iterable[Record]) -> dict[str, list[str]]:
    """Return the title and the address of every entry that the bank names, in lists and in texts."""
    names: set[str] = set()
    for record in records:
        if isinstance(record, TrainingGoal):
            names |= {*record.sheets, *record.related, *record.sessions}
        else:
            names |= {*getattr(record, "handouts", ()), *getattr(record, "entries", ())}
        for _, text in prose(record):
            names |= {token.target for token in tokens(text) if isinstance(token, Link)}
    entries = views.portal.entries
    return {
        name: [typographic(entries[name].title), location(entries[name]).url] for name in sorted(names & set(entries))
    }


def _figures(views: Views, records: Iterable[Record]) -> dict[str, list[str]]:
    """Return the label and the value of every figure that an activity lets one quote."""
    names = sorted({name for record in records for name in getattr(record, "figures", ())})
    figures = [views.figure(name) for name in names]
    return {figure.id: [typographic(figure.measure.label), parts.quantity_words(figure)] for figure in figures}


def _shown(views: Views, records: Iterable[Record]) -> Mapping[str, str]:
    """Return each text that quotes figures as it is read: `[[presence-parcs.efficacite|52 %]]` for a figure."""
    writer = _Plain(views, PAGE)
    texts = {text for record in records for _, text in prose(record)}
    return {
        text: writer.line(text) for text in sorted(texts) if any(isinstance(token, Insert) for token in tokens(text))
    }


class _Plain(Writer):
    """Writes a line for the script: its marks stay, a figure keeps its id beside its value."""

    def _figure(self, measure_id: str, shown: str) -> str:
        return f"[[{measure_id}|{shown}]]"

    def _spaced(self, text: str) -> str:
        return typographic(" ".join(text.split("\n")))


def _ready(writer: Writer, goal: TrainingGoal) -> str:
    """Return a goal, what people can do at the end, and the sessions that are ready for it."""
    sessions = [writer.views.portal.entries[name] for name in goal.sessions]
    lines = [
        f"- {writer.link(session)} <small>{clock(session.duration)}</small>"
        for session in sessions
        if isinstance(session, TrainingSession)
    ]
    none = f"- {writer.words('Pas de séance toute faite; partez de ces fiches :')} " + ", ".join(
        writer.link(writer.views.portal.entries[name]) for name in goal.sheets
    )
    return f"{parts.heading(goal.title, f'but-{goal.id}', level=3)}\n\n{writer.line(goal.aim)}\n\n" + "\n".join(
        lines or [none]
    )


def _everywhere(writer: Writer, bank: Bank) -> str:
    """Return the activities that serve any goal, part by part: minutes, and what each is for."""
    chunks = []
    for phase in PHASES:
        items = [
            item.alone
            for item in bank.activities.values()
            if item.alone and item.alone.everywhere and item.alone.phase == phase and item.activity.method != PAUSE
        ]
        if items:
            lines = [
                f"- **{writer.words(item.title)}** ({item.minutes}{NBSP}min). {writer.line(item.why or '')}"
                for item in items
            ]
            chunks.append(f"**{_PHASES[phase]}**\n\n" + "\n".join(lines))
    return "\n\n".join(chunks)
