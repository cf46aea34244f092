"""What lets a finished site install and work without network: its service worker and its web app manifest.

The worker itself is `sw.js`, beside this module, which writes above it the line that says what this version is made of.
It reads the files as they will be served, so that whatever made them, the digests are right; the same site gives the
same bytes. Files also come in lots, for a first installation: a few requests instead of hundreds, and a third less
to fetch, since pages that are compressed together share what they have in common.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ancrage.problems import Problem, RefusedError
from ancrage.scripts import without_comments

WORKER = "sw.js"
_SOURCE = Path(__file__).with_name(WORKER)
MANIFEST = "manifest.webmanifest"
LOTS = "assets/hors-ligne/"
LIMIT = 3_000_000
"""The most that a first installation may fetch: all the lots, compressed, in bytes."""
_A_LOT = 300_000
"""What a lot holds at most, in bytes before compression: what an interrupted installation may have to fetch again."""

_LEFT_OUT = re.compile(
    r"(api|telecharger|images/icones|assets/hors-ligne)/|images/apercu\.png$|404\.html$|sitemap\.|sw\.js$"
    r"|.*\.(map|pdf|docx|pptx|csv|zip|gz)$"
)
"""What no page needs to be read: open data, downloads, icons that the system fetches, the page of errors."""

_ESSENTIAL = re.compile(r"[^/]*/?$|(css|js|images)/|assets/recherche/(?!textes-)|mandat/|debuter/90-jours[^/]*/")
"""What comes first, and alone on a sparing connection: doors, styles, scripts, search, and the tools of every day."""

_NAMED = re.compile(r"(assets/.*-)([0-9a-f]{8})(\.json)$")
"""A file whose name tells its content."""


def finish(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that make a finished site installable. Refuse a site heavier than the limit."""
    manifest = {MANIFEST: web_manifest(site[MANIFEST], pack(site))} if MANIFEST in site else {}
    files = pack({**site, **manifest})
    made = list(lots(files))
    size = sum(weight(content) for _, content in made)
    _refuse_heavy(files, size)
    named = {f"{LOTS}lot-{_digest(content)}.json": content for _, content in made}
    described = {
        "essential": sum(1 for paths, _ in made if _ESSENTIAL.match(paths[0])),
        "size": size,
        "lots": [[_digest(content), len(paths)] for paths, content in made],
        "files": _listed(files),
    }
    line = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    # Every update fetches the worker again: without its comments.
    code = without_comments(_SOURCE.read_text(encoding="utf-8"))
    return {**manifest, **named, WORKER: f"const PACK = {line};\n{code}".encode()}


def pack(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that the portal keeps on a device, by address: the essential ones first, each part sorted."""
    kept = {quote(address(path)): content for path, content in site.items() if not _LEFT_OUT.match(path)}
    return {path: kept[path] for path in sorted(kept, key=lambda path: (not _ESSENTIAL.match(path), path))}


def address(path: str) -> str:
    """Return the address of a file as pages name it: a folder for its index."""
    return re.sub(r"(^|/)index\.html$", r"\1", path)


def lots(files: Mapping[str, bytes]) -> Iterator[tuple[list[str], bytes]]:
    """Return the files cut in lots, in order: the addresses of a lot, and its content.

    The content is a JSON list of texts; null where a file is not a text, and comes by itself.
    """
    paths: list[str] = []
    size = 0
    for path, content in files.items():
        apart = bool(paths) and bool(_ESSENTIAL.match(paths[0])) != bool(_ESSENTIAL.match(path))
        if paths and (apart or size + len(content) > _A_LOT):
            yield paths, _lot([files[each] for each in paths])
            paths, size = [], 0
        paths.append(path)
        size += len(content)
    if paths:
        yield paths, _lot([files[each] for each in paths])


def _lot(contents: list[bytes]) -> bytes:
    texts: list[str | None] = []
    for content in contents:
        try:
            texts.append(content.decode())
        except UnicodeDecodeError:
            texts.append(None)
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode()


def _listed(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the digest of each file, in order; neighbours that differ by the digest in their names share one line."""
    listed: dict[str, str] = {}
    for path, content in files.items():
        named = _NAMED.match(path)
        key = f"{named[1]}*{named[3]}" if named else path
        listed[key] = listed.get(key, "") + (named[2] if named else _digest(content)[:8])
    return listed


def read_pack(worker_file: bytes) -> dict[str, Any]:
    """Return what a finished service worker says it keeps: `essential`, `size`, `lots`, and `files` one by one."""
    first = worker_file.split(b"\n", 1)[0].decode()
    found: dict[str, Any] = json.loads(first.removeprefix("const PACK = ").removesuffix(";"))
    files = {}
    for path, digests in found["files"].items():
        for digest in re.findall(".{8}", digests):
            files[path.replace("*", digest)] = digest
    return {**found, "files": files}


def web_manifest(source: bytes, files: Mapping[str, bytes]) -> bytes:
    """Return the web app manifest with the shortcuts whose page this portal has."""
    manifest = json.loads(source)
    manifest["shortcuts"] = [shortcut for shortcut in manifest["shortcuts"] if shortcut["url"] in files]
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def weight(content: bytes) -> int:
    """Return what a file weighs on the network, compressed, in bytes."""
    return len(gzip.compress(content, 6, mtime=0))


def _refuse_heavy(files: Mapping[str, bytes], size: int) -> None:
    if size <= LIMIT:
        return
    weights = {path: weight(content) for path, content in files.items()}
    heaviest = sorted(weights, key=lambda path: weights[path], reverse=True)[:3]
    named = ", ".join(f"{path or 'accueil'} ({weights[path] / 1e3:.0f} ko)" for path in heaviest)
    total, limit = (f"{each / 1e6:.1f}".replace(".", ",") for each in (size, LIMIT))
    raise RefusedError(
        Problem(
            path=f"site/{WORKER}",
            line=1,
            field="paquet hors ligne",
            message=f"{total} Mo compressés, {limit} Mo au plus; le plus lourd : {named}. "
            "Allégez ces pages, ou divisez-les.",
            rule="paquet-hors-ligne",
        )
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
