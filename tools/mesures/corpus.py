"""The documents to search: those of the real portal, and as many more as a large portal would have."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ancrage.folders import Folders
from ancrage.model import FreeMeasure
from ancrage.pipeline import read, searched, stage
from ancrage.search.documents import SearchDocument
from ancrage.search.synonyms import Synonym, synonyms
from mesures.french_docs import Section, french_sections

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".venv" / "corpus"
SEED = 20
EXCERPT = 280


@dataclass(frozen=True)
class Corpus:
    """Documents, in the order of the index, the words said for one another, and where the documents come from."""

    documents: Sequence[SearchDocument]
    synonyms: Sequence[Synonym] = ()
    source: str = ""


def portal_corpus() -> Corpus:
    """Return what the real portal gives to search."""
    portal, _ = read(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        folders = Folders(ROOT, Path(folder))
        stage(portal, folders)
        return Corpus(searched(portal, folders), synonyms(portal), "le vrai portail")


def enlarged(real: Corpus, size: int, cache: Path = CACHE) -> Corpus:
    """Return the documents of the portal and others, `size` in all; figures stay at the end, as in its index.

    Those of a size are among those of a larger one; a size smaller than the portal takes its first documents. Without
    enough real texts, sections of the portal are spliced: their words are then too few for typos to mean much.
    """
    if size <= len(real.documents):
        return Corpus(real.documents[:size], real.synonyms, "début du portail")
    wanted = size - len(real.documents)
    dice = random.Random(SEED)  # noqa: S311 - the same documents each time
    found, source = french_sections(cache), "portail et manuels français de Debian"
    dice.shuffle(found)
    if len(found) < wanted:
        found, source = spliced(real.documents, wanted, dice), "textes du portail mêlés : vocabulaire trop petit"
    others = [_document(number, section) for number, section in enumerate(found[:wanted])]
    figures = [document for document in real.documents if document.kind == FreeMeasure.kind]
    told = [document for document in real.documents if document.kind != FreeMeasure.kind]
    return Corpus([*told, *others, *figures], real.synonyms, source)


def names(document: SearchDocument) -> tuple[str, ...]:
    """Return every name of a document but its title, those that people say included."""
    return (*document.aliases, *document.nicknames, *document.hints)


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
