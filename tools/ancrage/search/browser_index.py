"""The index that the browser reads, exported from the Whoosh index: static files under `assets/recherche/`.

A manifest with a fixed name says which files belong together; all others carry a digest of their content in
their names, so that an old cached file never meets a new one. Today one file, the core, holds everything; when
the portal outgrows it, its postings and documents move to files of their own, named in the manifest, and
`docs/js/recherche/store.js` alone has to know.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from ancrage.model import KINDS
from ancrage.search.documents import PAGE_KIND
from ancrage.search.ranking import AT_QUERY_TIME, SIGNPOSTS
from ancrage.search.whoosh_index import Index, open_index
from ancrage.text import typographic

FORMAT = 1
"""Changes whenever an older script could misread the files; `store.js` refuses any other."""

FOLDER = "assets/recherche"
MANIFEST = f"{FOLDER}/manifeste.json"
_BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def export(folder: Path) -> dict[str, bytes]:
    """Return the files of the browser's index, by their path on the site, made from the index in a folder."""
    with open_index(folder) as index:
        core = _json(core_content(index))
    name = f"coeur-{hashlib.blake2b(core, digest_size=8).hexdigest()}.json"
    manifest = {"format": FORMAT, "core": name}
    return {MANIFEST: _json(manifest), f"{FOLDER}/{name}": core}


def core_content(index: Index) -> dict[str, Any]:
    """Return everything the browser needs, as values."""
    return {
        "format": FORMAT,
        "ranking": AT_QUERY_TIME,
        "signposts": SIGNPOSTS,
        "kinds": {**{kind: typographic(model.name) for kind, model in KINDS.items()}, PAGE_KIND: "Page"},
        "documents": {
            key: [shown[key] for shown in index.shown]
            for key in ("id", "kind", "title", "url", "excerpt", "setting", "role", "approach", "keys")
        },
        "names": front_coded(index.names),
        "named": [index.named(name) for name in index.names],
        "forms": front_coded(index.forms),
        "stems": front_coded(index.stems),
        "postings": [_posting(index.impacts(stem)) for stem in index.stems],
    }


def front_coded(terms: list[str]) -> str:
    """Return sorted terms in one line, each without the letters it shares with the one before (count in base 36).

    « arrimage », « arrime » gives « 0arrimage,6e ».
    """
    coded, before = [], ""
    for term in terms:
        shared = 0
        while shared < min(len(term), len(before), 35) and term[shared] == before[shared]:
            shared += 1
        coded.append(_BASE_36[shared] + term[shared:])
        before = term
    return ",".join(coded)


def _posting(impacts: dict[int, int]) -> list[int]:
    """Return document and impact by turns, each document as its distance from the one before."""
    flat, before = [], 0
    for number, impact in impacts.items():
        flat += [number - before, impact]
        before = number
    return flat


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
