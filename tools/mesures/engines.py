"""Search engines in a page: this portal's and its peers, all built from the same documents and asked the same way."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from ancrage.search import browser_index, whoosh_index
from mesures import peers
from mesures.corpus import ROOT, Corpus
from mesures.scores import DEPTH
from mesures.served import chromium, served

PAGES = Path(__file__).with_name("pages")
SITE = "site"
INDEX = "index"
_ASK_ALL = """async ({ queries, limit }) => {
  const found = [];
  for (const query of queries) found.push(await ask(query, limit));
  return found;
}"""


@dataclass(frozen=True)
class Engine:
    """How to build the page of an engine in a folder, and the script that asks it (`ask(query, limit)`)."""

    name: str
    label: str
    build: Callable[[Corpus, Path], None]

    @property
    def script(self) -> Path:
        """The script that the page runs first."""
        return PAGES / f"{self.name}.js"

    def open(self, browser: Browser, address: str) -> Any:  # noqa: ANN401 - a page of Playwright
        """Return the page, loaded; its worker, when it has one, is ready or will answer in time."""
        page = browser.new_page(service_workers="block")
        page.set_default_timeout(120_000)
        page.add_init_script(path=self.script)
        page.goto(address, wait_until="load")
        return page

    def answers(self, corpus: Corpus, queries: Sequence[str], folder: Path) -> list[list[str]]:
        """Return the ids found for each query, in a real Chromium; the page is built when the folder has none."""
        site = built(self, corpus, folder)
        with served(site) as server, chromium() as browser:
            page = self.open(browser, server.address)
            found = page.evaluate(_ASK_ALL, {"queries": list(queries), "limit": DEPTH})
        return [[name if isinstance(name, str) else corpus.documents[name].id for name in names] for names in found]


def built(engine: Engine, corpus: Corpus, folder: Path) -> Path:
    """Return the folder of an engine's site, built when it is not there yet."""
    site = folder / engine.name / SITE
    if not site.exists():
        engine.build(corpus, folder / engine.name)
    return site


def ours(corpus: Corpus, folder: Path) -> None:
    """Write the Whoosh index, and a site with a bare page, the scripts and the files that browsers read."""
    whoosh_index.write(corpus.documents, folder / INDEX, corpus.synonyms)
    site = folder / SITE
    for path, content in browser_index.export(folder / INDEX).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    shutil.copytree(ROOT / "docs" / "js", site / "js")
    (site / "index.html").write_text(peers.BARE, "utf-8")


ANCRAGE = Engine("ancrage", "Ancrage, navigateur", ours)
PEERS = (
    Engine("material", "Material (lunr)", peers.material),
    Engine("pagefind", f"Pagefind {peers.NPM['pagefind']}", peers.pagefind),
    Engine("minisearch", f"MiniSearch {peers.NPM['minisearch']} fr", peers.minisearch),
)
