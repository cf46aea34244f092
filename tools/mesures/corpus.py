"""The documents to search: those of the real portal."""

from __future__ import annotations

from pathlib import Path

from ancrage.pipeline import hand_written, read
from ancrage.search.documents import SearchDocument, documents, prose_pages
from ancrage.views import Views

ROOT = Path(__file__).resolve().parents[2]


def portal_documents() -> list[SearchDocument]:
    """Return what the real portal gives to search."""
    portal, _ = read(ROOT)
    return documents(Views(portal), prose_pages(hand_written(ROOT / "docs"), portal))
