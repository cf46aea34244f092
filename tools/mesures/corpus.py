"""The documents to search: those of the real portal, and as many more as a large portal would have."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from ancrage.pipeline import hand_written, read
from ancrage.search.documents import SearchDocument, documents, prose_pages
from ancrage.views import Views
from mesures.french_docs import Section, french_sections

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".venv" / "corpus"
SEED = 20
EXCERPT = 280


def portal_documents() -> list[SearchDocument]:
    """Return what the real portal gives to search."""
    portal, _ = read(ROOT)
    return documents(Views(portal), prose_pages(hand_written(ROOT / "docs"), portal))


def enlarged(real: Sequence[SearchDocument], size: int, cache: Path = CACHE) -> tuple[list[SearchDocument], str]:
    """Return the documents of the portal and others, `size` in all, and where the others come from.

    Those of a size are among those of a larger one. Without enough real texts, sections of the portal are spliced:
    their words are then too few for the figures of typos to mean much.
    """
    dice = random.Random(SEED)  # noqa: S311 - the same documents each time
    found, source = french_sections(cache), "manuels français de Debian"
    dice.shuffle(found)
    if len(found) < size - len(real):
        found, source = spliced(real, size, dice), "textes du portail mêlés : vocabulaire trop petit"
    others = [_document(number, section) for number, section in enumerate(found[: max(0, size - len(real))])]
    return [*real[:size], *others], source


def spliced(real: Sequence[SearchDocument], count: int, dice: random.Random) -> list[Section]:
    """Return sections made of the titles and sentences of documents taken at random."""
    told = [document for document in real if document.body]
    made = []
    for _ in range(count):
        one, other, third = dice.sample(told, 3)
        sentences = [part for document in (one, other, third) for part in document.body.split(". ")]
        text = ". ".join(dice.sample(sentences, min(len(sentences), 8)))
        made.append(Section(f"{one.title}, {other.title}", text, third.title))
    return made


def _document(number: int, section: Section) -> SearchDocument:
    name = f"essai-{number:05d}"
    heading = () if section.page == section.title else (section.page,)
    excerpt = section.text[:EXCERPT]
    return SearchDocument(name, "page", section.title, f"{name}/", (), heading, section.text, excerpt=excerpt)
