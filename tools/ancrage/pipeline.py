"""The whole flow on one screen: read → check → pages, indexes, API → swapped in whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ancrage.check import check
from ancrage.downloads import NOTHING, Offer
from ancrage.exports import announced, offline, portable, works
from ancrage.exports.api import api
from ancrage.load import load
from ancrage.model import Portal
from ancrage.pages import pages
from ancrage.problems import AncrageError, Problem
from ancrage.revision import french_date
from ancrage.scripts import without_comments
from ancrage.search import browser_index, documents, whoosh_index
from ancrage.search.figure_documents import figure_documents
from ancrage.search.synonyms import synonyms
from ancrage.text import typographic_page
from ancrage.views import Views

INPUTS = (
    "practices",
    "glossary",
    "docs",
    "tools/ancrage",
    "mkdocs.yml",
    "requirements.lock",
    "build_index.py",
)
THEME = "theme"
PRINTED = "css/impression.css"
TERMS = "\n\n{{ termes() }}\n"


@dataclass(frozen=True)
class Folders:
    """Where a build reads and writes: the root of the project and the folder of intermediate outputs.

    `address` is that of the site once published, for what leads to it from paper.
    """

    root: Path
    build: Path
    address: str = ""

    @property
    def docs(self) -> Path:
        """The tree that the generator reads."""
        return self.build / "docs"

    @property
    def index(self) -> Path:
        """The Whoosh index."""
        return self.build / "index"

    @property
    def kept(self) -> Path:
        """Files offered for download, kept by what they are made from: with the ordinary build where there is one."""
        usual = self.root / "build"
        return (usual if usual.is_dir() else self.build) / "telecharger"

    @property
    def public(self) -> Path:
        """Files copied into the site as they are: the API and the index that browsers read."""
        return self.build / "public"


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
    pages = {
        f"docs/{name}": content.decode("utf-8", "replace")
        for name, content in hand_written(docs).items()
        if name.endswith(".md")
    }
    _READ[root.resolve()] = portal
    return portal, sorted([*problems, *check(portal, docs, pages)])


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
            shutil.rmtree(
                new / "assets", ignore_errors=True
            )  # the stock theme's scripts and styles: no page loads them
            indexing.result()
            shutil.copytree(folders.public, new, dirs_exist_ok=True)
            files = [each.result() for each in making]
            works.forget(folders.kept, started)
            _write(new, {file.path: file.content for file in files})
            _write(new, announced.pages(new, files))
            finished = files_of(new)
            _write(new, {**offline.finish(finished), **portable.archive(finished)})

        replace_folder(site, fill)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


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
    if papers.day and PRINTED in tree:
        tree[PRINTED] += dated(papers.day)
    replace_tree(folders.docs, {**tree, **{path: text.encode() for path, text in generated.items()}})
    return generated


def made_pages(views: Views, address: str) -> dict[str, str]:
    """Return the pages made from data, which plans and sheets are taken from."""
    return pages(views, address)


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


def hand_written(docs: Path) -> dict[str, bytes]:
    """Return the files of docs/ but the theme, which the generator reads from where it is.

    A page that explains terms ends with the macro that lists their definitions.
    """
    return {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in sorted(docs.rglob("*"))
        if path.is_file() and path.relative_to(docs).parts[0] != THEME and not path.name.startswith(".")
    }


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def staged_pages(docs: Path, prose: Mapping[str, bytes]) -> dict[str, str]:
    """Return the Markdown of the staged tree that was made from data."""
    paths = {path.relative_to(docs).as_posix(): path for path in docs.rglob("*.md")}
    return {name: path.read_text(encoding="utf-8") for name, path in paths.items() if name not in prose}


def staged(path: str, content: bytes) -> bytes:
    """Return a hand-written file as the generator gets it.

    Markdown is typeset and ends with the terms it explains; scripts lose their comments.
    """
    if path.endswith(".md"):
        return (typographic_page(content.decode("utf-8")) + TERMS).encode()
    return without_comments(content.decode("utf-8")).encode() if path.endswith(".js") else content


def dated(day: date) -> bytes:
    """Return the style that says on paper when the content last changed: one file changes with it, not every page."""
    return f':root {{ --contenu: " · contenu du {french_date(day)}"; }}\n'.encode()


def digest(root: Path, inputs: Iterable[str] = INPUTS) -> str:
    """Return a fingerprint of everything a site is made from."""
    total = hashlib.sha256()
    for name in inputs:
        start = root / name
        files = sorted(path for path in start.rglob("*") if path.is_file()) if start.is_dir() else [start]
        for path in files:
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(f"{path.relative_to(root).as_posix()}\0".encode())
                total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def replace_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold exactly these files; an unchanged file keeps its date, so that watchers see only changes."""

    def fill(new: Path) -> None:
        for name, content in files.items():
            target, present = new / name, folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if present.is_file() and present.read_bytes() == content:
                os.link(present, target)
            else:
                target.write_bytes(content)

    replace_folder(folder, fill)


def replace_folder(folder: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new folder beside the present one, then swap them: whatever fails before leaves the present one whole."""
    new, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    recover(folder)
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    fill(new)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def recover(folder: Path) -> None:
    """Put back a folder that a build killed between the two renames of a swap left aside."""
    old = folder.with_name(folder.name + ".old")
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
