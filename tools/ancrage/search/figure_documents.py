"""The figures as search documents: each answers a question about it with its value, its interval and its source."""

from __future__ import annotations

from ancrage import labels
from ancrage.model import FreeMeasure, Measure
from ancrage.search.documents import SearchDocument
from ancrage.text import NBSP, number, period, typographic
from ancrage.urls import measure_location
from ancrage.views import Figure, Views, quantity


def figure_documents(views: Views) -> list[SearchDocument]:
    """Return one document per figure, by id."""
    return [_figure(views, figure) for figure in sorted(views.figures, key=lambda figure: figure.id)]


def _figure(views: Views, figure: Figure) -> SearchDocument:
    measure = figure.measure
    entry = figure.entry
    asked = _asked(figure)
    answer = {
        "value": typographic(quantity(measure)),
        "interval": _interval(figure),
        "detail": _detail(views, measure),
        "asked": asked,
    }
    return SearchDocument(
        id=figure.id,
        kind=FreeMeasure.kind,
        title=typographic(measure.label),
        url=measure_location(figure.id).url,
        aliases=(asked,),
        body="\n".join((measure.population, measure.locator, measure.note or "")),
        setting=entry.settings if entry else (),
        role=entry.roles if entry else (),
        excerpt=f"{answer['value']}{NBSP}: {answer['detail']}",
        answer=answer,
    )


def _asked(figure: Figure) -> str:
    """Return the words that people ask for a figure with: what it measures, and of what."""
    name = figure.id.partition(".")[2].replace("-", " ")
    return f"{name} {figure.entry.title}" if figure.entry else name


def _interval(figure: Figure) -> str:
    spread = figure.interval
    if spread is None:
        return ""
    words = f"de {number(spread.low, 0)} % à {number(spread.high, 0)} %, intervalle à 95 %"
    return typographic(words + (" au moins" if spread.minimum else ""))


def _detail(views: Views, measure: Measure) -> str:
    source = labels.SHORT_SOURCES.get(measure.source, views.portal.sources[measure.source].title)
    answers = f"n = {number(measure.n)}" if measure.n else ""
    when = "" if measure.period in {"sans-objet", "non-precisee"} else period(measure.period)
    return typographic(", ".join(filter(None, (measure.population, answers, when, source))))
