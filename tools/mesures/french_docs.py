"""Sections of French manuals packaged by Debian: real texts to fill an index to the size of a large portal."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

PACKAGES = ("libreoffice-help-fr", "lilypond-doc-html-fr", "debian-reference-fr", "developers-reference-fr",
            "debian-faq-fr", "aptitude-doc-fr", "gimp-help-fr")  # fmt: skip
WORDS = range(20, 1500)
"""How many words a section has; a shorter one says nothing, a longer one is a list of everything."""

_FRENCH = re.compile(r"\b(?:le|la|les|des|une?|est|pour|dans|vous|avec)\b")
_SKIPPED = frozenset({"script", "style", "nav", "header", "footer", "title", "head"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_NUMBER = re.compile(
    r"^(?:[Cc]hapitre |[Aa]nnexe )?(?:[0-9]+(?:\.[0-9]+)*|[A-Z](?:\.[0-9]+)+)\.?[ —-]+|^[—–-] |[ ¶#:]+$"
)


class Section(NamedTuple):
    """A heading, the text under it, and the first heading of its page."""

    title: str
    text: str
    page: str


class _Sections(HTMLParser):
    """Cuts a page at its headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[list[str], list[str]]] = []
        self._skipped, self._heading = 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag in _HEADINGS:
            self._heading = tag
            self.found.append(([], []))
        self._told(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag == self._heading:
            self._heading = ""

    def handle_data(self, data: str) -> None:
        self._told(data)

    def _told(self, text: str) -> None:
        if self.found and not self._skipped:
            self.found[-1][0 if self._heading else 1].append(text)


def sections(html: str) -> Iterator[Section]:
    """Yield the sections of a page that are French prose."""
    parser = _Sections()
    parser.feed(html)
    page = ""
    for heading, told in parser.found:
        title, text = _NUMBER.sub("", " ".join("".join(heading).split())), " ".join("".join(told).split())
        page = page or title
        words = len(text.split())
        if words in WORDS and 3 <= len(title) <= 90 and 12 * len(_FRENCH.findall(text.lower())) >= words:
            yield Section(title, text, page)


def french_sections(cache: Path) -> list[Section]:
    """Return every different section of the packages, kept in a folder; empty where there is no apt to fetch them."""
    kept = cache / "sections.json"
    if not kept.is_file():
        found = dict.fromkeys(section for page in _pages(cache) for section in sections(page))
        if not found:
            return []
        kept.write_text(json.dumps(list(found), ensure_ascii=False), "utf-8")
    return [Section(*pair) for pair in json.loads(kept.read_text("utf-8"))]


def _pages(cache: Path) -> Iterator[str]:
    cache.mkdir(parents=True, exist_ok=True)
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return
    sys.stderr.write("Première fois : téléchargement des manuels français de Debian (60 Mo)…\n")
    if os.geteuid() == 0:
        subprocess.run(["apt-get", "-qq", "update"], capture_output=True, check=False)
    for name in PACKAGES:
        folder = cache / name
        if not folder.is_dir():
            subprocess.run(["apt-get", "-qq", "download", name], cwd=cache, capture_output=True, check=False)
            for package in cache.glob(f"{name}_*.deb"):
                subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], check=True)
                package.unlink()
        pages = sorted(path for path in folder.rglob("*.html") if path.is_file() and not path.is_symlink())
        for path in pages:
            if "big-page" not in path.name:
                yield path.read_text("utf-8", "replace")
