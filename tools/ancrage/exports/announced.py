"""What links say of files once these are made: their pages and their weight, written into the finished pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ancrage.exports.works import Made
from ancrage.text import NBSP, number

_PLACE = re.compile(r'<span class="poids" data-fichier="([^"]*)"></span>')


def pages(site: Path, files: Iterable[Made]) -> dict[str, bytes]:
    """Return the pages of a site that announce files, with what each file is: « (3 pages, 39 ko) »."""
    known = {file.path: file for file in files}
    found = {}
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if _PLACE.search(html):
            found[path.relative_to(site).as_posix()] = _PLACE.sub(lambda place: _told(known[place[1]]), html).encode()
    return found


def _told(file: Made) -> str:
    pages = f"{file.pages}{NBSP}page{'s' if file.pages > 1 else ''}, " if file.pages else ""
    return f'<span class="poids"> ({pages}{weight(len(file.content))})</span>'


def weight(size: int) -> str:
    """Return a size in bytes as it is written: « 39 ko », « 1,2 Mo »."""
    if size >= 950_000:
        return f"{number(size / 1_000_000, 1)}{NBSP}Mo"
    return f"{number(size / 1_000, 0)}{NBSP}ko"
