"""The Whoosh index of the portal: written whole, opened only when it is ours and entire.

It holds the stems of four fields, the forms they come from, the names of each document, and what results show.
What a stem weighs in a document (`Index.impacts`) is computed here from Whoosh's postings and lengths, for the
command line and the browser alike. Scores are then added term by term: Whoosh's own query tree is not used,
because its `DisjunctionMaxMatcher` forgets which document it scores (whoosh-reloaded 2.7.5).
"""

from __future__ import annotations

import hashlib
import json
import pickle
import struct
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from math import floor, log
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from whoosh import fields, index
from whoosh.analysis import Analyzer, Token

from ancrage.problems import AncrageError
from ancrage.search.analysis import Word, name_keys, words
from ancrage.search.documents import SearchDocument
from ancrage.search.ranking import FIELDS, IMPACT_SCALE, K1, KIND_WEIGHTS

FORMAT = 1
"""Changes whenever an older program could misread the index."""

STAMP = "ancrage.json"
_UNREADABLE = (
    index.IndexError, OSError, EOFError, ValueError, LookupError, AttributeError, ImportError, TypeError,
    pickle.UnpicklingError, struct.error,
)  # fmt: skip


class UnreadableIndexError(AncrageError):
    """The search index is missing, truncated, or was not made by this program."""


PARTS = "\x1e"
"""Sets apart the texts that a field gathers."""


@lru_cache(maxsize=16)
def _analysed(text: str) -> tuple[Word, ...]:
    """Return the words of a text that are worth indexing; kept a while, as two fields of a document ask for each."""
    return tuple(word for word in words(text) if not word.stop)


class FrenchTerms(Analyzer):  # type: ignore[misc]
    """Hands Whoosh what is indexed of each word: its stems (searched fields) or its forms (lexicon).

    Whoosh pickles analyzers: this must stay importable from here.
    """

    def __init__(self, kept: Literal["stems", "forms"]) -> None:
        self.kept = kept

    def __call__(self, value: str, **_: object) -> Iterator[Token]:
        """Yield the terms of a value."""
        token = Token()
        for part in value.split(PARTS):
            for word in _analysed(part):
                for term in word.stems if self.kept == "stems" else word.forms:
                    token.text, token.boost, token.stopped = term, 1.0, False
                    yield token


def schema() -> fields.Schema:
    """Return the fields of the index."""
    searched = {name: fields.TEXT(analyzer=FrenchTerms("stems"), phrase=False) for name in FIELDS}
    return fields.Schema(
        **searched,
        forms=fields.TEXT(analyzer=FrenchTerms("forms"), phrase=False),
        names=fields.KEYWORD(commas=True),
        keys=fields.KEYWORD(commas=True),
        id=fields.ID(unique=True),
        kind=fields.ID,
        setting=fields.KEYWORD(commas=True),
        role=fields.KEYWORD(commas=True),
        approach=fields.ID,
        shown=fields.STORED,
    )


def write(found: Iterable[SearchDocument], folder: Path) -> None:
    """Write the index of the documents, in their order, into a folder that does not exist yet or is empty."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = index.create_in(folder, schema()).writer()
    for document in found:
        writer.add_document(**_fields(document))
    writer.commit(optimize=True)
    (folder / STAMP).write_text(json.dumps({"format": FORMAT, "files": _digests(folder)}, indent=1) + "\n", "utf-8")


def _fields(document: SearchDocument) -> dict[str, object]:
    texts = {
        "title": document.title,
        "aliases": "\n".join(document.aliases),
        "headings": "\n".join(document.headings),
        "body": document.body,
    }
    pairs = [name_keys(name) for name in (document.title, *document.aliases)]
    names = list(dict.fromkeys(written for written, _ in pairs if written))
    keys = list(dict.fromkeys(stems for written, stems in pairs if _telling(written, stems)))
    shown = {
        "id": document.id, "kind": document.kind, "title": document.title, "url": document.url,
        "excerpt": document.excerpt, "setting": list(document.setting), "role": list(document.role),
        "approach": document.approach, "keys": keys,
    }  # fmt: skip
    return {
        **texts,
        "forms": PARTS.join(texts.values()),
        "names": ",".join(names),
        "keys": ",".join(keys),
        "id": document.id,
        "kind": document.kind,
        "setting": ",".join(document.setting),
        "role": ",".join(document.role),
        "approach": document.approach,
        "shown": shown,
    }


def _telling(written: str, stems: str) -> bool:
    """Return whether the stems of a name are enough to tell it: « mandat » is not « Est-ce mon mandat? »."""
    return bool(stems) and 2 * len(stems.split(" ")) >= len(written.split(" "))


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != STAMP)
    return {
        path.name: hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
        for path in files
        if not path.name.endswith("LOCK")
    }


class Index:
    """An opened index. Documents are numbered from 0 in the order they were written."""

    def __init__(self, reader: Any) -> None:  # noqa: ANN401 - Whoosh has no types
        self._reader = reader
        self.impacts: Callable[[str], dict[int, int]] = lru_cache(maxsize=50_000)(self._impacts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader.close()

    @cached_property
    def shown(self) -> list[dict[str, Any]]:
        """What is kept of each document: id, kind, title, url, excerpt, setting, role, approach, keys."""
        return [self._reader.stored_fields(number)["shown"] for number in range(self._reader.doc_count_all())]

    @cached_property
    def forms(self) -> list[str]:
        """Every word written in the portal, folded, in order."""
        return self._terms("forms")

    @cached_property
    def stems(self) -> list[str]:
        """Every stem of the searched fields, in order."""
        return sorted({term for name in FIELDS for term in self._terms(name)})

    @cached_property
    def names(self) -> list[str]:
        """Every name, by its words as written, in order."""
        return self._terms("names")

    def named(self, written: str) -> list[int]:
        """Return the documents that bear a name, given by its words as written (`name_keys`)."""
        return [number for number, _ in self._postings("names", written)]

    def keyed(self, stems: str) -> list[int]:
        """Return the documents that bear a name, given by the stems of its telling words (`name_keys`)."""
        return [number for number, _ in self._postings("keys", stems)]

    def forms_from(self, start: str) -> list[str]:
        """Return the words that begin with `start`, in order."""
        return [_text(term) for term in self._reader.expand_prefix("forms", start)]

    def has(self, stem: str) -> bool:
        """Return whether some document has a stem in a searched field."""
        return any((name, stem) in self._reader for name in FIELDS)

    def _terms(self, name: str) -> list[str]:
        return [_text(term) for term in self._reader.lexicon(name)]

    def _postings(self, name: str, term: str) -> Iterator[tuple[int, float]]:
        if (name, term) in self._reader:
            matcher = self._reader.postings(name, term)
            while matcher.is_active():
                yield matcher.id(), matcher.weight()
                matcher.next()

    @cached_property
    def _mean_lengths(self) -> dict[str, float]:
        count = max(1, self._reader.doc_count_all())
        return {name: max(1.0, self._reader.field_length(name) / count) for name in FIELDS}

    def _impacts(self, stem: str) -> dict[int, int]:
        """Return what a stem weighs in each document that has it: kind × idf × Σ boost · BM25, scaled, ≥ 1."""
        sums: dict[int, float] = {}
        for name, (boost, b) in FIELDS.items():
            for number, count in self._postings(name, stem):
                relative = self._reader.doc_field_length(number, name) / self._mean_lengths[name]
                part = boost * count * (K1 + 1) / (count + K1 * (1 - b + b * relative))
                sums[number] = sums.get(number, 0.0) + part
        total = self._reader.doc_count_all()
        idf = log(1 + (total - len(sums) + 0.5) / (len(sums) + 0.5))
        return {
            number: max(1, floor(IMPACT_SCALE * self._weight(number) * idf * sums[number] + 0.5))
            for number in sorted(sums)
        }

    def _weight(self, number: int) -> float:
        return KIND_WEIGHTS.get(self.shown[number]["kind"], 1.0)


def _text(term: bytes | str) -> str:
    return term.decode() if isinstance(term, bytes) else term


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
        return Index(index.open_dir(folder).reader())
    except _UNREADABLE as error:
        raise UnreadableIndexError(f"{folder} : l'index de recherche est illisible ({error}).") from error
