"""Measure site/ with Lighthouse on a slowed phone; print a table, fail below the thresholds.

Usage: python tools/audit.py [--runs N] [PATH …]. Everything is installed in .venv/audit, in exact versions. The site is
served compressed, as a host would. Scores are medians; performance varies with what else the machine does.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
from http import HTTPStatus
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
HOME = ROOT / ".venv" / "audit"
PAGES = ("", "strategies/presence-parcs/", "reperes/carte/", "recherche/?q=parc", "debuter/90-jours/")
THRESHOLDS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
NAMES = ("chromium", "chromium-browser", "google-chrome")


class Compressed(http.server.SimpleHTTPRequestHandler):
    """Serves the site as hosts do: compressed, over connections that stay open."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - the parent's own way
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".webmanifest": "application/manifest+json",
        ".js": "text/javascript",
    }

    def send_head(self) -> io.BytesIO | None:
        """Send the headers and return the body, compressed; an error or a redirect answers by itself."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        body = path.read_bytes()
        kind = self.guess_type(str(path))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Cache-Control", "max-age=600")
        if not kind.startswith("image/png"):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def installed() -> Path:
    """Return the Node that runs Lighthouse, installed where it was not."""
    node = HOME / "node_modules" / "node" / "bin" / "node"
    wanted = (ROOT / "tools" / "audit" / "package.json").read_bytes()
    present = HOME / "package.json"
    if node.is_file() and present.is_file() and present.read_bytes() == wanted:
        return node
    if not shutil.which("npm"):
        sys.exit("audit : npm est absent; installez Node.js, puis relancez « make audit ».")
    print("Installation de Lighthouse dans .venv/audit…")  # noqa: T201
    HOME.mkdir(parents=True, exist_ok=True)
    present.unlink(missing_ok=True)
    shutil.copy(ROOT / "tools" / "audit" / "package.json", HOME / "package.json")
    command = ["npm", "install", "--save-exact", "--no-audit", "--no-fund", "--silent"]
    environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    done = subprocess.run(command, cwd=HOME, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode or not node.is_file():
        present.unlink(missing_ok=True)
        sys.exit(f"audit : l'installation a échoué.\n{done.stdout}{done.stderr}")
    return node


def measured(addresses: list[str], runs: int) -> list[dict[str, object]]:
    """Return what Lighthouse says of each address."""
    chromium = next((path for name in NAMES if (path := shutil.which(name))), None)
    if chromium is None:
        sys.exit("audit : aucun Chromium; lancez tools/installer-chromium.sh.")
    node = installed()
    shutil.copy(ROOT / "tools" / "audit" / "lighthouse.mjs", HOME / "lighthouse.mjs")
    command = [str(node), str(HOME / "lighthouse.mjs"), chromium, str(runs), *addresses]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"audit : Lighthouse s'est arrêté.\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def main() -> int:
    """Serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("pages", nargs="*", default=list(PAGES))
    asked = parser.parse_args()
    pages = [page for page in asked.pages if (SITE / page.split("?")[0] / "index.html").is_file()]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        found = measured([address + page for page in pages], asked.runs)
        server.shutdown()
    print(f"{'page':<32}" + "".join(f"{name:>16}" for name in THRESHOLDS) + f"{'LCP':>10}")  # noqa: T201
    low = False
    for page, result in zip(pages, found, strict=True):
        runs = result["runs"]
        scores = {name: statistics.median(run[name] for run in runs) for name in THRESHOLDS}
        paint = statistics.median(run["lcp"] for run in runs) / 1000
        columns = "".join(f"{scores[name]:>16.0f}" for name in THRESHOLDS)
        print(f"{page or 'accueil':<32}{columns}{paint:>8.1f} s")  # noqa: T201
        below = [name for name, least in THRESHOLDS.items() if scores[name] < least]
        low = low or bool(below)
        for line in result["failed"]:
            if line.split(" : ")[0] in below:
                print(f"    {line}")  # noqa: T201
    if low:
        print("Sous le seuil : performance 95, le reste 100.")  # noqa: T201
    return 1 if low else 0


def _handler(*arguments: object) -> Compressed:
    return Compressed(*arguments, directory=str(SITE))


if __name__ == "__main__":
    sys.exit(main())
