"""Take the picture of the README from site/: the home page on a phone and on a desktop, side by side.

Usage: python tools/captures.py OUTPUT.png
"""

from __future__ import annotations

import base64
import functools
import http.server
import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

SITE = Path(__file__).resolve().parent.parent / "site"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def main(output: str) -> None:
    """Serve the site on a free port, look at it twice, put the two pictures together."""
    handler = functools.partial(_Quiet, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        found = next((path for name in NAMES if (path := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        shots = []
        for width, height in ((360, 720), (1100, 720)):
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(address, wait_until="networkidle")
            shots.append(base64.b64encode(page.screenshot()).decode())
        both = browser.new_page(viewport={"width": 1520, "height": 760})
        pictures = "".join(f'<img src="data:image/png;base64,{shot}">' for shot in shots)
        both.set_content(f"<style>{STYLE}</style>{pictures}")
        both.screenshot(path=output)
        browser.close()
        server.shutdown()


STYLE = (
    "body{margin:0;display:flex;gap:20px;padding:20px;background:#e9e6df}"
    "img{border-radius:10px;box-shadow:0 2px 12px #0003}"
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


if __name__ == "__main__":
    main(sys.argv[1])
