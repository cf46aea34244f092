"""x."""

from __future__ import annotations

from ancrage.evidence import Interval
from ancrage.pages.strategy_map import short_name, surveyed
from ancrage.surveys import Published, Surveyed
from ancrage.views import Figure, Views

_APPROACHES = ("demarchage", "reseautage")


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
