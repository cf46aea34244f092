"""What the tests of search share: a small corpus of invented sheets, its index."""

from __future__ import annotations

import json
from pathlib import Path

from ancrage.search import browser_index, whoosh_index
from ancrage.search.analysis import key_of
from ancrage.search.documents import SearchDocument
from ancrage.search.synonyms import Synonym

TESTS = Path(__file__).parent


def corpus() -> list[SearchDocument]:
    """Return the documents of `tests/data/search_documents.json`, by id."""
    records = json.loads((TESTS / "data" / "search_documents.json").read_text("utf-8"))
    found = [
        SearchDocument(**{key: tuple(value) if isinstance(value, list) else value for key, value in record.items()})
        for record in records
    ]
    return sorted(found, key=lambda document: document.id)


SAID = (
    ("garderie", "service de garde"),
    ("burnout", "épuisement"),
    ("voisine", "bénévole"),
    ("aller vers", "démarchage"),
)


def synonyms() -> list[Synonym]:
    """Return a few words said for one another, both ways."""
    both_ways = [pair for one, other in SAID for pair in ((one, other), (other, one))]
    return sorted(Synonym(key_of(one), "", key_of(other), 0.8) for one, other in both_ways)


def write_index(folder: Path) -> Path:
    """Write the index of the small corpus into a folder; return the folder."""
    whoosh_index.write(corpus(), folder, synonyms())
    return folder


def browser_files(folder: Path) -> dict[str, str]:
    """Return the browser's files of an index, as text."""
    return {path: content.decode() for path, content in browser_index.export(folder).items()}
