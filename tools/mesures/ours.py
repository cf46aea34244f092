"""The search of this portal, in its two forms, by the doors that everyone uses: the command line and the browser."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from ancrage.search import browser_index, query, whoosh_index
from ancrage.search.documents import SearchDocument
from mesures.corpus import ROOT
from mesures.scores import DEPTH
from mesures.served import chromium, served

INDEX = "index"
SITE = "site"
ASK = """async ({ queries, limit }) => {
  const { openStore } = await import("/js/recherche/store.js");
  const { search } = await import("/js/recherche/engine.js");
  const store = await openStore(new URL("/", location.href));
  const found = [];
  for (const query of queries) found.push((await search(store, query, { limit })).hits.map((hit) => hit.id));
  return found;
}"""


def build(documents: Sequence[SearchDocument], folder: Path) -> None:
    """Write the Whoosh index, the files that browsers read and the scripts into a folder, unless it has them."""
    if (folder / SITE).exists():
        return
    whoosh_index.write(documents, folder / INDEX)
    site = folder / f"{SITE}.new"
    for path, content in browser_index.export(folder / INDEX).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    shutil.copytree(ROOT / "docs" / "js", site / "js")
    (site / "index.html").write_text("<!doctype html><meta charset=utf-8><title>Recherche</title>", "utf-8")
    site.rename(folder / SITE)


def in_browser(documents: Sequence[SearchDocument], queries: Sequence[str], folder: Path) -> list[list[str]]:
    """Return the ids found for each query by the browser's engine, in a real Chromium."""
    build(documents, folder)
    with served(folder / SITE) as server, chromium() as browser:
        page = browser.new_page()
        page.goto(server.address)
        found: list[list[str]] = page.evaluate(ASK, {"queries": list(queries), "limit": DEPTH})
        return found


def on_command_line(documents: Sequence[SearchDocument], queries: Sequence[str], folder: Path) -> list[list[str]]:
    """Return the ids found for each query by the command line's engine, in the Whoosh index."""
    build(documents, folder)
    with whoosh_index.open_index(folder / INDEX) as index:
        answers = [query.answer(index, text, limit=DEPTH) for text in queries]
    return [[hit.id for hit in getattr(answer, "hits", answer)] for answer in answers]
