"""A small server of a built site that a test may stop, slow down, swap or break, and that remembers what it was asked."""

from __future__ import annotations

import contextlib
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page


class Server(http.server.ThreadingHTTPServer):
    """Serves `folder` under `prefix`; `refuse(path)` tells which requests are cut, as when the network drops."""

    def __init__(self, folder: Path, prefix: str = "/", port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.folder = folder
        self.prefix = prefix
        self.refuse: Callable[[str], bool] = lambda _: False
        self.cut: list[str] = []
        self.sent: list[tuple[str, str, int]] = []
        """(path, what asked for it: "document", "script", "empty" for a fetch…, status) of each answer."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{self.prefix}"

    def fetched(self) -> list[str]:
        """Return the paths that scripts and workers fetched whole."""
        return [path for path, who, status in self.sent if who == "empty" and status == 200]

    def handle_error(self, request, client_address):
        """Say nothing of connections that a browser closes."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    server: Server

    def translate_path(self, path: str) -> str:
        self.directory = str(self.server.folder)
        return super().translate_path("/" + path.removeprefix(self.server.prefix))

    def do_GET(self) -> None:
        path = self.path.split("?")[0].removeprefix(self.server.prefix)
        if not self.path.startswith(self.server.prefix):
            return self.send_error(404)
        if self.server.refuse(path):
            self.server.cut.append(path)
            self.close_connection = True
            return self.connection.close()
        return super().do_GET()

    def send_response(self, code: int, message: str | None = None) -> None:
        path = self.path.split("?")[0].removeprefix(self.server.prefix)
        self.server.sent.append((path, self.headers.get("Sec-Fetch-Dest", ""), code))
        super().send_response(code, message)

    def log_message(self, *_):
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path, prefix: str = "/", port: int = 0) -> Iterator[Server]:
    """Serve a folder for the time of a block; inside, `stop` it to be without network."""
    with Server(folder, prefix, port) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def until(condition: Callable[[], bool], page: Page, seconds: float = 20) -> None:
    """Wait, letting a page live, until a condition holds."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert condition()


def stop(server: Server) -> None:
    """Stop a server for good: its port answers nothing any more."""
    server.shutdown()
    server.server_close()
