"""What lets a finished site install and work without network: its service worker and its web app manifest.

The worker itself is `sw.js`, beside this module, which writes above it the line that says what this version is made of.
It reads the files as they will be served, so that whatever made them, the digests are right; the same site gives the
same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ancrage.problems import Problem, RefusedError

WORKER = "sw.js"
_SOURCE = Path(__file__).with_name(WORKER)
MANIFEST = "manifest.webmanifest"
LIMIT = 3_000_000
"""The most that the whole portal may weigh on the network, compressed, in bytes."""

_LEFT_OUT = re.compile(
    r"(api|telecharger|images/icones)/|images/apercu\.png$|404\.html$|sitemap\.|sw\.js$|.*\.(map|pdf|docx|pptx|csv|zip|gz)$"
)
"""What no page needs to be read: open data, downloads, icons that the system fetches, the page of errors."""

_ESSENTIAL = re.compile(
    r"[^/]*/?$|(css|js|images)/|assets/recherche/(?!textes-|places-)|mandat/|debuter/90-jours[^/]*/"
)
"""What comes first, and alone on a sparing connection: doors, styles, scripts, search, and the tools of every day."""


def pack(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that the portal keeps on a device, by address: the essential ones first, each part sorted."""
    kept = {quote(address(path)): content for path, content in site.items() if not _LEFT_OUT.match(path)}
    return {path: kept[path] for path in sorted(kept, key=lambda path: (not _ESSENTIAL.match(path), path))}


def address(path: str) -> str:
    """Return the address of a file as pages name it: a folder for its index."""
    return re.sub(r"(^|/)index\.html$", r"\1", path)


def worker(files: Mapping[str, bytes]) -> bytes:
    """Return the service worker that keeps these files. Refuse more than the limit."""
    weighed = weights(files)
    size = sum(weighed.values())
    if size > LIMIT:
        heaviest = sorted(weighed, key=lambda path: weighed[path], reverse=True)[:3]
        named = ", ".join(f"{path or 'accueil'} ({weighed[path] / 1e3:.0f} ko)" for path in heaviest)
        raise RefusedError(
            Problem(
                path=f"site/{WORKER}",
                line=1,
                field="paquet hors ligne",
                message=f"{megabytes(size)} Mo compressés, {megabytes(LIMIT)} Mo au plus; le plus lourd : {named}. "
                "Allégez ces pages, ou divisez-les.",
                rule="paquet-hors-ligne",
            )
        )
    content = {
        "essential": sum(1 for path in files if _ESSENTIAL.match(path)),
        "size": size,
        "files": {path: hashlib.sha256(content).hexdigest()[:12] for path, content in files.items()},
    }
    line = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"const PACK = {line};\n".encode() + _SOURCE.read_bytes()


def weights(files: Mapping[str, bytes]) -> dict[str, int]:
    """Return what each file weighs on the network, compressed, in bytes."""
    return {path: weight(content) for path, content in files.items()}


def weight(content: bytes) -> int:
    """Return what a file weighs on the network."""
    return len(gzip.compress(content, 6, mtime=0))


def read_pack(worker_file: bytes) -> dict[str, Any]:
    """Return what a finished service worker says it keeps: `essential`, `size`, `files`."""
    first = worker_file.split(b"\n", 1)[0].decode()
    found: dict[str, Any] = json.loads(first.removeprefix("const PACK = ").removesuffix(";"))
    return found


def web_manifest(source: bytes, files: Mapping[str, bytes]) -> bytes:
    """Return the web app manifest with the shortcuts whose page this portal has."""
    manifest = json.loads(source)
    manifest["shortcuts"] = [shortcut for shortcut in manifest["shortcuts"] if shortcut["url"] in files]
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def finish(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that make a finished site installable."""
    manifest = {MANIFEST: web_manifest(site[MANIFEST], pack(site))} if MANIFEST in site else {}
    return {**manifest, WORKER: worker(pack({**site, **manifest}))}


def megabytes(size: int) -> str:
    """Return a size as people read it: `1,8`."""
    return f"{size / 1e6:.1f}".replace(".", ",")
