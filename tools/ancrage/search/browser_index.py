"""The index that the browser reads, exported from the Whoosh index: static files under `assets/recherche/`.

The core has a fixed name and says which files belong together; all others carry a digest of their content in their
names, so that an old cached file never meets a new core. `docs/js/recherche/store.js` reads them, each when a query
needs it; `docs/a-propos/format-de-recherche.md` describes them.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ancrage import labels
from ancrage.model import KINDS, FreeMeasure
from ancrage.search.documents import PAGE_KIND
from ancrage.search.index import Index
from ancrage.search.packing import ALPHABET, MOST, after, cut, front_coded, packed_documents, packed_levels
from ancrage.search.ranking import ANSWERS, AT_QUERY_TIME
from ancrage.search.whoosh_index import open_index
from ancrage.text import typographic

FORMAT = 2
"""Changes whenever an older script could misread the files; `store.js` refuses any other."""

FOLDER = "assets/recherche"
CORE = f"{FOLDER}/coeur.json"
WORDS_A_SHARD, WORDS_MOST = 20, 3_500
PAIRS_A_SHARD, PAIRS_MOST = 100, 3_000
FORMS_A_SHARD, FORMS_MOST = 500, 6_000
CARDS_A_SHARD, TEXTS_A_SHARD = 4, 16
_KIND_NAMES = {
    **{kind: typographic(model.name) for kind, model in KINDS.items()},
    FreeMeasure.kind: "Chiffre",
    PAGE_KIND: "Page",
}


def export(folder: Path) -> dict[str, bytes]:
    """Return the files of the browser's index, by their path on the site, made from the index in a folder."""
    with open_index(folder) as index:
        return Export(index).files()


class Export:
    """The files of an index, gathered while the core is made, which names them."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._files: dict[str, bytes] = {}

    def files(self) -> dict[str, bytes]:
        """Return every file by its path on the site."""
        core = {
            "format": FORMAT,
            "size": self._index.size,
            "figures": self._index.first_figure,
            "ranking": AT_QUERY_TIME,
            "answers": ANSWERS,
            "kinds": _KIND_NAMES,
            "words": self._words(),
            "pairs": self._pairs(),
            "forms": self._forms(),
            "cards": self._cards(),
            "facets": self._named("facettes", facets(self._index.shown)),
        }
        self._files[CORE] = _json(core)
        return self._files

    def _named(self, name: str, content: Mapping[str, Any]) -> str:
        """Keep a file under a name that tells its content; return the part of the name that does."""
        content_bytes = _json({"format": FORMAT, **content})
        digest = hashlib.blake2b(content_bytes, digest_size=4).hexdigest()
        path = f"{FOLDER}/{name}-{digest}.json"
        if self._files.setdefault(path, content_bytes) != content_bytes:
            raise AssertionError(path)  # two contents, one digest: lengthen it
        return digest

    def _shards(self, name: str, shards: Sequence[Sequence[str]], contents: Iterator[dict[str, Any]]) -> dict[str, str]:
        starts = ["", *(shard[0] for shard in shards[1:])]
        files = [self._named(name, content) for content in contents]
        return {"starts": front_coded(starts), "files": ",".join(files)}

    def _forms(self) -> dict[str, str]:
        shards = cut(self._index.forms, len, every=FORMS_A_SHARD, most=FORMS_MOST)
        return self._shards("lexique", shards, ({"forms": front_coded(shard)} for shard in shards))

    def _pairs(self) -> dict[str, str]:
        documents = {pair: packed_documents(self._index.paired(*pair.split(" "))) for pair in self._index.pairs}
        shards = cut(self._index.pairs, lambda pair: len(documents[pair]), every=PAIRS_A_SHARD, most=PAIRS_MOST)
        contents = (
            {"pairs": front_coded(shard), "documents": ",".join(documents[pair] for pair in shard)} for shard in shards
        )
        return self._shards("suites", shards, contents)

    def _words(self) -> dict[str, str]:
        index = self._index
        postings = {stem: packed_levels(index.levels(stem)) for stem in index.stems}
        names = _by_first_word(
            {
                key: [part for b in bearers for part in (b.number, b.rank, after(key, b.written))]
                for key, bearers in index.names.items()
            }
        )
        synonyms = _by_first_word(
            {
                key: [part for one in said for part in (after(key, one.written), one.other, one.weight)]
                for key, said in index.synonyms.items()
            }
        )
        words = sorted({*postings, *names, *synonyms})
        shards = cut(words, lambda word: len(postings.get(word, "")), every=WORDS_A_SHARD, most=WORDS_MOST)
        return self._shards(
            "mots",
            shards,
            (
                self._stems([word for word in shard if word in postings], postings)
                | _table("names", "bearers", shard, names)
                | _table("synonyms", "others", shard, synonyms)
                for shard in shards
            ),
        )

    def _stems(self, stems: Sequence[str], postings: Mapping[str, str]) -> dict[str, Any]:
        return {
            "stems": front_coded(stems),
            "weights": "".join(ALPHABET[min(MOST, self._index.weight(stem))] for stem in stems),
            "postings": ",".join(postings[stem] for stem in stems),
        }

    def _cards(self) -> dict[str, Any]:
        """Write what results show, four documents a file, and sixteen a file the texts that passages come from."""
        shown, files, texts = self._index.shown, [], ""
        for start in range(0, len(shown), CARDS_A_SHARD):
            if start % TEXTS_A_SHARD == 0:
                texts = self._named("textes", {"texts": [one["text"] for one in shown[start : start + TEXTS_A_SHARD]]})
            group = shown[start : start + CARDS_A_SHARD]
            cards = [[one[key] for key in ("id", "kind", "title", "url", "excerpt", "answer")] for one in group]
            files.append(self._named("cartes", {"cards": cards, "texts": texts}))
        return {"each": CARDS_A_SHARD, "texts": TEXTS_A_SHARD, "files": ",".join(files)}


def _by_first_word(table: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for key, value in table.items():
        found[key.split(" ", 1)[0]][key] = value
    return found


def _table(
    keys: str, values: str, words: Sequence[str], table: Mapping[str, Mapping[str, list[Any]]]
) -> dict[str, Any]:
    """Return the part of a table whose keys begin with some words, as sorted keys and the values in their order."""
    found = sorted((key, value) for word in words for key, value in table.get(word, {}).items())
    return {keys: front_coded(key for key, _ in found), values: [value for _, value in found]}


def facets(shown: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return for each facet its values, their names, and for each document a character: a value, or a set as bits."""
    kinds = list(_KIND_NAMES)
    approaches = ["", *labels.GROUPS["strategie"]]
    settings, roles = list(labels.SETTINGS), list(labels.READERS)
    return {
        "kind": _facet(_KIND_NAMES, [ALPHABET[kinds.index(one["kind"])] for one in shown]),
        "setting": _facet(labels.SETTINGS, [_bits(one["setting"], settings) for one in shown]),
        "role": _facet(labels.READERS, [_bits(one["role"], roles) for one in shown]),
        "approach": _facet(
            {"": "", **labels.GROUPS["strategie"]}, [ALPHABET[approaches.index(one["approach"])] for one in shown]
        ),
    }


def _facet(names: Mapping[str, str], column: Sequence[str]) -> dict[str, Any]:
    return {"values": list(names), "labels": [typographic(name) for name in names.values()], "column": "".join(column)}


def _bits(values: Sequence[str], known: Sequence[str]) -> str:
    return ALPHABET[sum(1 << known.index(value) for value in values)]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
