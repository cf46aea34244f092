"""The search of the command line, in the Whoosh index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ancrage.search import query, whoosh_index
from ancrage.search.documents import SearchDocument
from mesures.engines import ANCRAGE, INDEX, built
from mesures.scores import DEPTH


def answers(documents: Sequence[SearchDocument], queries: Sequence[str], folder: Path) -> list[list[str]]:
    """Return the ids found for each query."""
    index = built(ANCRAGE, documents, folder).parent / INDEX
    with whoosh_index.open_index(index) as opened:
        found = [query.answer(opened, text, limit=DEPTH) for text in queries]
    return [[hit.id for hit in getattr(answer, "hits", answer)] for answer in found]
