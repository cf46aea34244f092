"""What the slides of a session say: few words to project, and in the notes everything the trainer says and does.

Values only: `exports.pptx` draws them. Figures are in the order of the plan, never sorted by size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ancrage import citations, labels
from ancrage.model import Activity, Document, Instruction, TrainingSession
from ancrage.model.sessions import PAUSE
from ancrage.provenance import interval_words
from ancrage.revision import french_date
from ancrage.sentences import spoken
from ancrage.text import NBSP, clock, number, period, typographic
from ancrage.urls import location
from ancrage.views import Figure, Views, quantity

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_TELLING, _ROOM = 40, 120
"""From how many characters an instruction says enough by itself, and how many a line of a slide may have."""
_LICENCE = "Textes sous licence CC BY 4.0. Les situations à jouer sont inventées."
_ASKED = "Si on demande un chiffre"
_SPREAD = "Trait fin : intervalle à 95 %."
_SPREAD_AT_LEAST = "Trait fin : intervalle à 95 %, largeur minimale, car la base de chaque chiffre n'est pas publiée."
_PERCEIVED = "C'est ce que disent les personnes répondantes, pas un effet mesuré."


@dataclass(frozen=True)
class Bar:
    """A share in per cent: its label with the number as printed, that number, the bounds of its interval if any."""

    label: str
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Slide:
    """One slide. `sort`: cover, list, plan, activity, pause, figures. `foot`: a line in small type, sources first.

    `lines` are shown one under the other (numbered when `numbered`); `rows` is the timed plan; `facts` are figures that
    no bar can draw, each with its label.
    """

    sort: str
    title: str
    notes: str
    kicker: str = ""
    lines: tuple[str, ...] = ()
    numbered: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    bars: tuple[Bar, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    foot: str = ""


@dataclass(frozen=True)
class Deck:
    """The slides of a session, its title, and the day of its content."""

    title: str
    slides: tuple[Slide, ...]
    day: date | None


def deck(views: Views, session: TrainingSession, address: str, day: date | None) -> Deck:
    """Return the slides of a session. `address`: that of the site, where each thing can be read."""
    slides = [
        _cover(views, session),
        _aims(views, session),
        _plan(session),
        *(slide for start, activity in session.timeline() for slide in _activity(views, start, activity)),
        _ending(views, session),
        _sources(views, session, address, day),
    ]
    return Deck(typographic(session.title), tuple(slides), day)


def passport(figure: Figure) -> str:
    """Return where a figure comes from, on one line: who, when, the interval, the document and the place in it."""
    measure = figure.measure
    told = [measure.population + (f" (n = {number(measure.n)})" if measure.n else ""), period(measure.period)]
    if figure.interval is not None:
        told.append(f"intervalle à 95 % : {interval_words(figure)}")
    told.append(f"{labels.SHORT_SOURCES.get(measure.source, measure.source)}, {measure.locator}")
    return typographic(" · ".join(told))


def _cover(views: Views, session: TrainingSession) -> Slide:
    whom = ", ".join(labels.group(session.kind, reader).removeprefix("Pour ") for reader in session.audience)
    low, high = session.group.min, session.group.max
    size = f"{low}{NBSP}personnes" if low == high else f"{low} à {high}{NBSP}personnes"
    mark = " · séance proposée par le portail" if session.basis == "portail" else ""
    notes = ["Avant la séance", *_bullets(text for item in session.preparation for text in spoken(views, item))]
    materials = dict.fromkeys(item for activity in session.activities for item in activity.materials)
    if materials:
        notes += ["", "Matériel", *_bullets(text for item in materials for text in spoken(views, item))]
    sheets = dict.fromkeys(name for activity in session.activities for name in activity.handouts)
    if sheets:
        notes += ["", "À imprimer", *_bullets(typographic(views.portal.entries[name].title) for name in sheets)]
    return Slide(
        "cover",
        typographic(session.title),
        "\n".join(notes),
        kicker=f"{clock(session.duration)} · {size}",
        lines=tuple(spoken(views, session.summary)),
        foot=typographic(f"Pour {whom}{mark}"),
    )


def _aims(views: Views, session: TrainingSession) -> Slide:
    lines = tuple(" ".join(spoken(views, aim.text)) for aim in session.aims)
    served = []
    for number_, aim in enumerate(session.aims, 1):
        titles = [typographic(each.title) for each in session.activities if aim.id in each.serves]
        served.append(f"But {number_} : {', '.join(titles)}.".replace(" :", f"{NBSP}:"))
    return Slide(
        "list", "Au bout de la séance", "\n".join(["Où chaque but se travaille", *served]), lines=lines, numbered=True
    )


def _plan(session: TrainingSession) -> Slide:
    rows = [
        (clock(start), typographic(activity.title), f"{activity.minutes}{NBSP}min")
        for start, activity in session.timeline()
    ]
    rows.append((clock(session.duration), "Fin", ""))
    methods = [
        f"{clock(start)} {typographic(activity.title)}{NBSP}: {typographic(labels.METHODS[activity.method]).lower()}"
        for start, activity in session.timeline()
    ]
    return Slide("plan", "Le plan", "\n".join(methods), rows=tuple(rows))


def _activity(views: Views, start: int, activity: Activity) -> Iterator[Slide]:
    kicker = f"{clock(start)} · {activity.minutes}{NBSP}min"
    if activity.method == PAUSE:
        back = f"On reprend à {clock(start + activity.minutes)} du plan."
        yield Slide(
            "pause", typographic(activity.title), _spoken_plan(views, start, activity), kicker, (typographic(back),)
        )
        return
    lines = tuple(in_few_words(" ".join(spoken(views, step.text))) for step in activity.steps)
    yield Slide(
        "activity",
        typographic(activity.title),
        _spoken_plan(views, start, activity),
        f"{kicker} · {typographic(labels.METHODS[activity.method])}",
        lines,
        numbered=len(lines) > 1,
        foot=_given(views, activity),
    )
    if activity.figures:
        yield _figures(activity, [views.figure(name) for name in activity.figures])


def in_few_words(text: str) -> str:
    """Return the start of an instruction: its first sentence, and the next ones while it says too little alone."""
    first, *others = _SENTENCE.split(text)
    for sentence in others:
        if len(first) >= _TELLING or len(first) + len(sentence) > _ROOM:
            break
        first = f"{first} {sentence}"
    return first


def _given(views: Views, activity: Activity) -> str:
    """Return what is handed out during an activity, on one line."""
    told = []
    if activity.cards:
        told.append(f"{len(activity.cards)} carton{'s' if len(activity.cards) > 1 else ''} à distribuer")
    if activity.handouts:
        titles = ", ".join(views.portal.entries[name].title for name in activity.handouts)
        told.append(f"À remettre : {titles}")
    return typographic(" · ".join(told))


def _spoken_plan(views: Views, start: int, activity: Activity) -> str:
    """Return the notes of an activity: minute by minute, what to do and the very words to say, then what goes wrong."""
    told: list[str] = []
    minute: int | None = start
    for step in activity.steps:
        minute = _step(views, step, minute, told)
    if activity.notes:
        told += ["Pour vous", *spoken(views, activity.notes), ""]
    if activity.cards:
        told += ["Cartons", *_bullets(typographic(card.title) for card in activity.cards), ""]
    named = {"À remettre": activity.handouts, "À lire avant": activity.entries}
    for title, names in named.items():
        if names:
            titles = ", ".join(typographic(views.portal.entries[name].title) for name in names)
            told.append(f"{title}{NBSP}: {titles}.")
    return "\n".join(told).strip()


def _step(views: Views, step: Instruction, minute: int | None, told: list[str]) -> int | None:
    """Tell one step; return the minute at which the next one starts, None when that cannot be known."""
    text = " ".join(spoken(views, step.text))
    if step.minutes is not None and minute is not None:
        told.append(f"{clock(minute)} à {clock(minute + step.minutes)} ({step.minutes}{NBSP}min). {text}")
        minute += step.minutes
    elif step.minutes is not None:
        told.append(f"{step.minutes}{NBSP}min. {text}")
    else:
        told.append(text)
        minute = None
    if step.say:
        told.append(f"À dire{NBSP}: «{NBSP}{' '.join(spoken(views, step.say))}{NBSP}»")
    told.append("")
    return minute


def _figures(activity: Activity, figures: list[Figure]) -> Slide:
    drawn = [figure for figure in figures if _can_draw(figure)]
    bars = tuple(
        Bar(
            typographic(f"{figure.measure.label} : {quantity(figure.measure)}"),
            float(figure.measure.value),
            figure.interval.low if figure.interval else None,
            figure.interval.high if figure.interval else None,
        )
        for figure in drawn
    )
    facts = tuple(
        (quantity(figure.measure), typographic(figure.measure.label)) for figure in figures if figure not in drawn
    )
    notes = [_PERCEIVED if drawn else "", "D'où vient chaque chiffre"]
    notes += [
        f"{typographic(figure.measure.label)}, {quantity(figure.measure)}. {passport(figure)}." for figure in figures
    ]
    sources = passport_of_all(figures)
    spread = next((figure.interval for figure in drawn if figure.interval), None)
    if spread is not None:
        sources.append(typographic(_SPREAD_AT_LEAST if spread.minimum else _SPREAD))
    return Slide(
        "figures",
        _ASKED,
        typographic("\n".join(filter(None, notes))),
        typographic(activity.title),
        bars=bars,
        facts=facts,
        foot="\n".join(sources),
    )


def passport_of_all(figures: list[Figure]) -> list[str]:
    """Return the passports of figures, those alike said once with the documents' places together."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for figure in figures:
        measure = figure.measure
        who = measure.population + (f" (n = {number(measure.n)})" if measure.n else "")
        source = labels.SHORT_SOURCES.get(measure.source, measure.source)
        alike.setdefault((who, period(measure.period), source), []).append(measure.locator)
    return [
        typographic(f"{who} · {when} · {source}, {'; '.join(dict.fromkeys(places))}")
        for (who, when, source), places in alike.items()
    ]


def _can_draw(figure: Figure) -> bool:
    measure = figure.measure
    return measure.unit == "%" and measure.value_max is None and measure.bound is None


def _ending(views: Views, session: TrainingSession) -> Slide:
    whole = [" ".join(spoken(views, text)) for text in session.evaluation]
    return Slide(
        "list",
        "Savoir ce que ça a donné",
        "\n".join(_bullets(whole)),
        lines=tuple(whole),
    )


def _sources(views: Views, session: TrainingSession, address: str, day: date | None) -> Slide:
    figures = [views.figure(name) for activity in session.activities for name in activity.figures]
    keys = dict.fromkeys(figure.measure.source for figure in figures)
    named = dict.fromkeys(name for activity in session.activities for name in (*activity.handouts, *activity.entries))
    documents = [views.portal.sources[key] for key in keys]
    lines = [typographic(citations.text(each)) for each in documents if isinstance(each, Document)]
    notes = [
        "Fiches citées",
        *(f"{typographic(views.portal.entries[name].title)}{_at(views, name, address)}" for name in named),
    ]
    when = f" Contenu du {french_date(day)}." if day else ""
    where = f"{address}{location(session).url}" if address else ""
    own = f"Ancrage, portail du travail de proximité. «{NBSP}{typographic(session.title)}{NBSP}»." + (
        f" {where}" if where else ""
    )
    return Slide(
        "list",
        "Sources",
        "\n".join(notes),
        lines=(own, *lines),
        foot=typographic(_LICENCE + when),
    )


def _at(views: Views, name: str, address: str) -> str:
    return f" ({address}{location(views.portal.entries[name]).url})" if address else ""


def _bullets(texts: Iterator[str] | list[str]) -> list[str]:
    return [f"– {text}" for text in texts]
