"""The Whoosh index of the portal: written whole, opened only when it is ours and entire.

It holds the stems of four fields, the forms they come from, the pairs of stems that follow each other, and what
results show of each document. What a stem weighs in a document is computed from it by `index.Index`, for the command
line and the browser alike. Whoosh's own query tree is not used: its `DisjunctionMaxMatcher` forgets which document it
scores (whoosh-reloaded 2.7.5).
"""

from __future__ import annotations

import hashlib
import json
import pickle
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from whoosh import fields, index
from whoosh.analysis import Analyzer, Token

from ancrage.problems import AncrageError
from ancrage.search.analysis import Word, key_of, name_words, words, written_of
from ancrage.search.documents import PAGE_KIND, SearchDocument
from ancrage.search.index import Index
from ancrage.search.ranking import FIELDS, LONGEST_SAID, PAIRED, SIGNPOSTS
from ancrage.search.synonyms import Synonym
from ancrage.text import typographic

FORMAT = 2
"""Changes whenever an older program could misread the index."""

STAMP = "ancrage.json"
SYNONYMS_FILE = "synonymes.json"
PARALLEL = 2_500
"""From how many documents a second process pays for its start."""

NAMING = ("title", "aliases")
"""Fields that hold names: one made of small words alone is told by them all."""

PARTS = "\x1e"
"""Sets apart the texts that a field gathers."""

_UNREADABLE = (
    index.IndexError, OSError, EOFError, ValueError, LookupError, AttributeError, ImportError, TypeError,
    pickle.UnpicklingError, struct.error,
)  # fmt: skip


class UnreadableIndexError(AncrageError):
    """The search index is missing, truncated, or was not made by this program."""


@lru_cache(maxsize=16)
def _analysed(text: str) -> tuple[Word, ...]:
    """Return the words of a text that are worth indexing; kept a while, as several fields ask for each text."""
    return tuple(word for word in words(text) if not word.stop)


class FrenchTerms(Analyzer):  # type: ignore[misc]
    """Hands Whoosh what is indexed of each word: its stems (searched fields) or its forms (lexicon).

    Stop words are left out, but where a name is made of them. Whoosh pickles analyzers: this must stay importable
    from here.
    """

    def __init__(self, kept: Literal["stems", "forms"], *, names: bool = False) -> None:
        self.kept, self.names = kept, names

    def __call__(self, value: str, **_: object) -> Iterator[Token]:
        """Yield the terms of a value."""
        token = Token()
        for part in value.split(PARTS):
            for word in name_words(part) if self.names else _analysed(part):
                for term in word.stems if self.kept == "stems" else word.forms:
                    token.text, token.boost, token.stopped = term, 1.0, False
                    yield token


def schema() -> fields.Schema:
    """Return the fields of the index."""
    searched = {name: fields.TEXT(analyzer=FrenchTerms("stems", names=name in NAMING), phrase=False) for name in FIELDS}
    return fields.Schema(
        **searched,
        forms=fields.TEXT(analyzer=FrenchTerms("forms"), phrase=False),
        pairs=fields.KEYWORD(commas=True),
        id=fields.ID(unique=True),
        kind=fields.ID,
        setting=fields.KEYWORD(commas=True),
        role=fields.KEYWORD(commas=True),
        approach=fields.ID,
        shown=fields.STORED,
    )


def write(found: Sequence[SearchDocument], folder: Path, synonyms: Iterable[Synonym] = ()) -> None:
    """Write the index of the documents, in their order, into a folder that does not exist yet or is empty."""
    folder.mkdir(parents=True, exist_ok=True)
    pairs = [_pairs(document) for document in found]
    common = {pair for pair, count in Counter(pair for own in pairs for pair in own).items() if count >= PAIRED}
    made = index.create_in(folder, schema())
    writer = made.writer(procs=2, multisegment=False) if len(found) >= PARALLEL else made.writer()
    for document, own in zip(found, pairs, strict=True):
        writer.add_document(**_fields(document), pairs=",".join(sorted(own & common)))
    writer.commit(optimize=True)
    (folder / SYNONYMS_FILE).write_text(json.dumps(list(synonyms), ensure_ascii=False) + "\n", "utf-8")
    (folder / STAMP).write_text(json.dumps({"format": FORMAT, "files": _digests(folder)}, indent=1) + "\n", "utf-8")


def _texts(document: SearchDocument) -> dict[str, str]:
    return {
        "title": document.title,
        "aliases": PARTS.join(document.aliases),
        "nicknames": PARTS.join((*document.nicknames, *document.hints)),
        "headings": PARTS.join(document.headings),
        "body": document.body,
    }


def _pairs(document: SearchDocument) -> set[str]:
    """Return the pairs of stems of telling words that follow each other, stop words between them or not."""
    found: set[str] = set()
    for text in _texts(document).values():
        for part in text.split(PARTS):
            stems = [word.stems[0] for word in _analysed(part)]
            found.update(f"{left} {right}" for left, right in pairwise(stems) if left != right)
    return found


def _fields(document: SearchDocument) -> dict[str, object]:
    texts = _texts(document)
    shown = {
        "id": document.id, "kind": document.kind, "title": document.title, "url": document.url,
        "excerpt": document.excerpt, "setting": list(document.setting), "role": list(document.role),
        "approach": document.approach, "answer": dict(document.answer) if document.answer else None,
        "names": list(_names(document)), "text": _rest(document),
    }  # fmt: skip
    return {
        **texts,
        "forms": PARTS.join(texts.values()),
        "id": document.id,
        "kind": document.kind,
        "setting": ",".join(document.setting),
        "role": ",".join(document.role),
        "approach": document.approach,
        "shown": shown,
    }


def _rest(document: SearchDocument) -> str:
    """Return the text of a document on one line, without the summary that results show already."""
    text = typographic(" ".join(document.body.split()))
    shown = typographic(document.excerpt).removesuffix("…")
    return text[len(shown) :].lstrip() if text.startswith(shown) else text


def _names(document: SearchDocument) -> Iterator[tuple[str, str, str]]:
    """Yield the names of a document: key, words as written, sort (of `ranking.NAME_RANKS`); the firmest once.

    What people say in many words is found by its words, not as a name.
    """
    signpost = document.kind in SIGNPOSTS
    title = "page" if document.kind == PAGE_KIND else "title"
    named = [(document.title, title), *((name, "alias") for name in document.aliases)]
    seen = set()
    named += [(name, "nickname") for name in document.nicknames] + [(name, "hint") for name in document.hints]
    for name, sort in named:
        written = written_of(name)
        key = key_of(name)
        long = sort in {"nickname", "hint"} and key.count(" ") >= LONGEST_SAID
        if written and written not in seen and not long:
            seen.add(written)
            yield key, written, "signpost" if signpost else sort


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != STAMP)
    return {
        path.name: hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
        for path in files
        if not path.name.endswith("LOCK")
    }


def open_index(folder: Path) -> Index:
    """Return the index of a folder; UnreadableIndexError when it is missing, truncated or not ours.

    Nothing of a folder is unpickled before its files are known to be those that were written.
    """
    stamp = folder / STAMP
    if not stamp.is_file():
        raise UnreadableIndexError(f"{folder} : aucun index de recherche ici; lancez « python build_index.py ».")
    try:
        known = json.loads(stamp.read_text("utf-8"))
        ours = known["format"] == FORMAT and known["files"] == _digests(folder)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        ours = False
    if not ours:
        raise UnreadableIndexError(
            f"{folder} : l'index de recherche est abîmé ou d'une autre version; lancez « python build_index.py »."
        )
    try:
        synonyms = [Synonym(*one) for one in json.loads((folder / SYNONYMS_FILE).read_text("utf-8"))]
        return Index(index.open_dir(folder).reader(), synonyms)
    except _UNREADABLE as error:
        raise UnreadableIndexError(f"{folder} : l'index de recherche est illisible ({error}).") from error
