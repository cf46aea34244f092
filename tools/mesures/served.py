"""A small local server that compresses as a host does and counts what it sends; a Chromium to look at it."""

from __future__ import annotations

import gzip
import http.server
import mimetypes
import shutil
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli
from playwright.sync_api import Browser, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json"}


@dataclass(frozen=True)
class Sent:
    """A file that was asked for: its path, and the bytes of its body as it is, with gzip and with brotli."""

    path: str
    raw: int
    gzip: int
    brotli: int


class Server(http.server.ThreadingHTTPServer):
    """Serves folders, laid one over the other, on a free port of this machine.

    `asked` lists the paths asked for, in order; whoever measures empties it.
    """

    daemon_threads = True

    def __init__(self, *folders: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folders = folders
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        """The address of the folder, with a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a browser that closes leaves an answer unread; tell any other error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def file(self, path: str) -> Path | None:
        """Return the file of a path, in the first folder that has it."""
        found = (folder / path for folder in self.folders)
        return next((file for file in found if file.is_file()), None)

    def weighed(self, paths: Iterable[str]) -> list[Sent]:
        """Return what some paths weigh, each counted once: a browser keeps what it has."""
        files = ((path, self.file(path)) for path in dict.fromkeys(paths))
        return [_weighed(path, file.read_bytes()) for path, file in files if file]


def _weighed(path: str, raw: bytes) -> Sent:
    small, smaller = len(gzipped(raw)), len(brotli.compress(raw, quality=9))
    return Sent(path, len(raw), min(len(raw), small), min(len(raw), smaller))


@lru_cache(maxsize=512)
def gzipped(raw: bytes) -> bytes:
    """Return bytes compressed as hosts do on the fly (level 6)."""
    return gzip.compress(raw, 6, mtime=0)


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, compressed when that makes it smaller; an address that ends with a slash has an index.html."""
        path = unquote(urlsplit(self.path).path).lstrip("/")
        if path.endswith("/") or not path:
            path += "index.html"
        file = self.server.file(path)
        if file is None:
            self.send_error(404)
            return
        self.server.asked.append(path)
        raw = file.read_bytes()
        body = gzipped(raw) if "gzip" in self.headers.get("Accept-Encoding", "") else raw
        body = min(body, raw, key=len)
        self.send_response(200)
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith(("text/", "appl")) else kind)
        if body is not raw:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(*folders: Path) -> Iterator[Server]:
    """Serve folders, laid one over the other, while a block runs."""
    with Server(*folders) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the Chromium of this machine, or Playwright's, while a block runs."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()
