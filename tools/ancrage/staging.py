"""The tree that the generator reads: hand-written files as it gets them, beside the pages made from data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ancrage.revision import french_date
from ancrage.scripts import without_comments
from ancrage.text import typographic_page

THEME = "theme"
PRINTED = "css/impression.css"
TERMS = "\n\n{{ termes() }}\n"


def hand_written(docs: Path) -> dict[str, bytes]:
    """Return the files of docs/ but the theme, which the generator reads from where it is."""
    return {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in sorted(docs.rglob("*"))
        if path.is_file() and path.relative_to(docs).parts[0] != THEME and not path.name.startswith(".")
    }


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


def staged_pages(docs: Path, prose: Mapping[str, bytes]) -> dict[str, str]:
    """Return the Markdown of the staged tree that was made from data."""
    paths = {path.relative_to(docs).as_posix(): path for path in docs.rglob("*.md")}
    return {name: path.read_text(encoding="utf-8") for name, path in paths.items() if name not in prose}
