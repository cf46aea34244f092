"""The search of the command line, in the Whoosh index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ancrage.search import query, whoosh_index
from mesures.corpus import Corpus
from mesures.engines import ANCRAGE, INDEX, built
from mesures.scores import DEPTH


def answers(corpus: Corpus, queries: Sequence[str], folder: Path) -> list[list[str]]:
    """Return the ids found for each query."""
    index = built(ANCRAGE, corpus, folder).parent / INDEX
    with whoosh_index.open_index(index) as opened:
        return [[hit.id for hit in query.answer(opened, text, limit=DEPTH).hits] for text in queries]
