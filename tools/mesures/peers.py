"""The search of others, on the same documents: installed in .venv/peers, at pinned versions, and built in a folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path
from types import SimpleNamespace

from material.plugins.search.plugin import SearchIndex

from ancrage.search.documents import SearchDocument
from mesures.corpus import ROOT, Corpus, names

NPM = {"minisearch": "7.2.0", "pagefind": "1.6.0"}
BARE = '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Recherche</title><body></body></html>'
_HOME = ROOT / ".venv" / "peers"
_PAGES = Path(__file__).with_name("pages")
_MKDOCS = """\
site_name: Stock
theme: {name: material, language: fr, font: false}
plugins: [search]
"""


class UnavailableError(Exception):
    """A peer cannot be had on this machine; the message says which and why."""


def material(corpus: Corpus, folder: Path) -> None:
    """Build a stock Material site of one page, then the index its own plugin makes of one page a document."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Accueil\n", "utf-8")
    (folder / "mkdocs.yml").write_text(_MKDOCS, "utf-8")
    _run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")], "")
    written = folder / "site" / "search" / "search_index.json"
    index = SearchIndex(**json.loads(written.read_text("utf-8"))["config"])
    for number, document in enumerate(corpus.documents):
        page = SimpleNamespace(meta={}, content=as_html(document), toc=[], url=f"d/{number}/", title=document.title)
        index.add_entry_from_context(page)
    written.write_text(index.generate_search_index(None), "utf-8")


def pagefind(corpus: Corpus, folder: Path) -> None:
    """Build Pagefind's index of one page a document, beside a bare page."""
    site, home = folder / "site", _installed("pagefind")
    site.mkdir(parents=True)
    (site / "index.html").write_text(BARE, "utf-8")
    asked = {"folder": str(site), "package": str(home), "pages": [as_html(document) for document in corpus.documents]}
    _run(["node", str(_PAGES / "pagefind-construire.mjs")], json.dumps(asked))


def minisearch(corpus: Corpus, folder: Path) -> None:
    """Build MiniSearch's index, beside a bare page and the French analysis of this portal."""
    site, home = folder / "site", _installed("minisearch")
    site.mkdir(parents=True)
    (site / "index.html").write_text(BARE, "utf-8")
    (site / "package.json").write_text('{"type": "module"}', "utf-8")
    shutil.copy(home / "dist" / "es" / "index.js", site / "minisearch.js")
    shutil.copy(_PAGES / "minisearch-reglages.js", site)
    for script in (ROOT / "docs" / "js" / "recherche").glob("*.js"):
        shutil.copy(script, site)
    texts = [
        {"id": number, "title": document.title, "aliases": "\n".join(names(document)),
         "headings": "\n".join(document.headings), "body": document.body}
        for number, document in enumerate(corpus.documents)
    ]  # fmt: skip
    _run(["node", str(_PAGES / "minisearch-construire.mjs")], json.dumps({"folder": str(site), "documents": texts}))


def as_html(document: SearchDocument) -> str:
    """Return a document as a page shows it: title, other names, text, then its headings."""
    told = [", ".join(names(document)), *document.body.split("\n")]
    parts = [f'<h1 id="h">{escape(document.title)}</h1>', *(f"<p>{escape(text)}</p>" for text in told if text.strip())]
    parts += [f'<h2 id="h{at}">{escape(text)}</h2>' for at, text in enumerate(document.headings)]
    return "\n".join(parts)


def _installed(name: str) -> Path:
    """Return the folder of an npm package, fetched once."""
    home = _HOME / "node_modules" / name
    wanted = f"{name}@{NPM[name]}"
    present = home / "package.json"
    if not present.is_file() or json.loads(present.read_text("utf-8"))["version"] != NPM[name]:
        if not (shutil.which("npm") and shutil.which("node")):
            raise UnavailableError(f"{wanted} : npm ou node absent, moteur laissé de côté.")
        _HOME.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(_HOME), wanted]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise UnavailableError(f"{wanted} ne s'installe pas, moteur laissé de côté.")
    return home


def _run(command: list[str], given: str) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, input=given, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnavailableError(f"{Path(command[-1]).stem} : {(done.stderr or done.stdout).strip()[-300:]}")
