"""What the tests of search share: a small corpus of invented sheets, its index, and the browser's twin in node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from ancrage.search.documents import SearchDocument

TESTS = Path(__file__).parent
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="node n'est pas installé")


def corpus() -> list[SearchDocument]:
    """Return the documents of `tests/data/search_documents.json`, by id."""
    records = json.loads((TESTS / "data" / "search_documents.json").read_text("utf-8"))
    found = [
        SearchDocument(**{key: tuple(value) if isinstance(value, list) else value for key, value in record.items()})
        for record in records
    ]
    return sorted(found, key=lambda document: document.id)


def node(script: str, value: object) -> object:
    """Return what a script of `tests/js` answers to a value given as JSON."""
    done = subprocess.run(
        [str(NODE), str(TESTS / "js" / script)],
        input=json.dumps(value).encode(), capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return json.loads(done.stdout)
