"""x."""

from __future__ import annotations

from ancrage import labels
from ancrage.text import typographic
from ancrage.views import Views, quantity


def figures_in_words(views: Views) -> dict[str, str]:
    """Return every figure and every document as a sentence names it, by the name that texts insert."""
    figures = {name: typographic(quantity(measure)) for name, measure in views.portal.measures.items()}
    documents = {key: labels.SHORT_SOURCES.get(key, entry.title) for key, entry in views.portal.sources.items()}
    return figures | {key: typographic(name) for key, name in documents.items()}
