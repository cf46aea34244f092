"""The whole flow on one screen: read → check → pages, indexes, API → swapped in whole."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ancrage.check import check
from ancrage.downloads import NOTHING, Offer
from ancrage.exports import announced, confidentiality, offline, portable, works
from ancrage.exports.api import api
from ancrage.folders import Folders, files_of, replace_folder, replace_tree, write
from ancrage.load import load
from ancrage.model import Portal
from ancrage.pages import pages
from ancrage.problems import AncrageError, Problem
from ancrage.search import browser_index, documents, whoosh_index
from ancrage.search.figure_documents import figure_documents
from ancrage.search.synonyms import synonyms
from ancrage.staging import PRINTED, dated, hand_written, staged, staged_pages
from ancrage.views import Views


@dataclass(frozen=True)
class Papers:
    """What a site offers for download: in which formats, and the day of its content."""

    offer: Offer = NOTHING
    day: date | None = None


NO_PAPERS = Papers()


def read(root: Path) -> tuple[Portal, list[Problem]]:
    """Return the portal under `root` and every problem of its content, warnings among them."""
    portal, problems = load(root)
    docs = root / "docs"
    prose = {
        f"docs/{name}": content.decode("utf-8", "replace")
        for name, content in hand_written(docs).items()
        if name.endswith(".md")
    }
    _READ[root.resolve()] = portal
    return portal, sorted([*problems, *check(portal, docs, prose)])


_READ: dict[Path, Portal] = {}


def views_of(root: Path) -> Views:
    """Return the views of the portal under `root`, as this process last read it: the generator asks after the build."""
    if root.resolve() not in _READ:
        read(root)
    return Views(_READ[root.resolve()])


def build(portal: Portal, folders: Folders) -> None:
    """Write the staged pages, the indexes and the API of a portal without problems, each swapped in whole."""
    stage(portal, folders)
    index(portal, folders)


def preview(portal: Portal, folders: Folders) -> None:
    """Build, and put beside the staged pages the files that a site adds to them, for a generator that serves."""
    build(portal, folders)
    shutil.copytree(folders.public, folders.docs, dirs_exist_ok=True)


def publish(
    portal: Portal, folders: Folders, site: Path, generate: Callable[[Path], None], papers: Papers = NO_PAPERS
) -> None:
    """Build, and make the site beside the present one, then put it in its place.

    `generate` runs the static-site generator into the folder it is given; the indexes and the files to download are
    written meanwhile.
    """
    views, made = Views(portal), stage(portal, folders, papers)
    shop = works.Shop(views, made, folders.address, papers.day, kept=folders.kept)
    started = time.time()
    with ProcessPoolExecutor(max_workers=2, initializer=works.hold, initargs=(shop,)) as beside:
        indexing = beside.submit(index, portal, folders)
        making = [beside.submit(works.make, work) for work in works.listed(views, papers.offer)]

        def fill(new: Path) -> None:
            generate(new)
            shutil.rmtree(new / "assets", ignore_errors=True)  # of the stock theme: no page loads them
            indexing.result()
            shutil.copytree(folders.public, new, dirs_exist_ok=True)
            files = [each.result() for each in making]
            if files:
                works.forget(folders.kept, started)
            write(new, {file.path: file.content for file in files})
            write(new, announced.pages(new, files))
            finished = files_of(new)
            write(new, {**offline.finish(finished), **portable.archive(finished)})

        replace_folder(site, fill)


def stage(portal: Portal, folders: Folders, papers: Papers = NO_PAPERS) -> dict[str, str]:
    """Write the tree that the generator reads, made from data and hand-written; return the pages made from data.

    `papers`: what the site offers for download; pages link to nothing else.
    """
    generated = pages(Views(portal), folders.address, papers.offer)
    prose = hand_written(folders.root / "docs")
    clash = sorted(set(generated) & set(prose))
    if clash:
        raise AncrageError(f"docs/{clash[0]} porte le nom d'une page produite à partir des données : renommez-la.")
    tree = {path: staged(path, content) for path, content in prose.items()}
    tree[confidentiality.PATH] = confidentiality.script(portal).encode()
    if papers.day and PRINTED in tree:
        tree[PRINTED] += dated(papers.day)
    replace_tree(folders.docs, {**tree, **{path: text.encode() for path, text in generated.items()}})
    return generated


def index(portal: Portal, folders: Folders) -> None:
    """Write the Whoosh index, then the files that go with the pages: the API and the index of the browser."""
    found, said = searched(portal, folders), synonyms(portal)
    replace_folder(folders.index, lambda new: whoosh_index.write(found, new, said))
    replace_tree(folders.public, {**api(Views(portal)), **browser_index.export(folders.index)})


def searched(portal: Portal, folders: Folders) -> list[documents.SearchDocument]:
    """Return everything that search finds, in the order of the index; the staged tree must be there."""
    views, prose = Views(portal), hand_written(folders.root / "docs")
    found = documents.documents(views, documents.prose_pages(prose, views))
    found += documents.gathering_pages(staged_pages(folders.docs, prose), portal)
    return found + figure_documents(views)
