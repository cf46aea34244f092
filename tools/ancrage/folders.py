"""The folders of a build: where it reads and writes, what it is made from, and swapping a new one in whole."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

INPUTS = (
    "practices",
    "glossary",
    "docs",
    "tools/ancrage",
    "mkdocs.yml",
    "requirements.lock",
    "build_index.py",
)


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


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


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


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Add files to a folder, by their path in it."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
