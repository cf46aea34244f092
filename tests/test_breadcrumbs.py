"""The line over the title says where one is: a section has one name, whichever page says it, and the menu says it too."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest

from ancrage.pages import pages
from ancrage.pages.parts import SECTIONS
from ancrage.pipeline import read
from ancrage.views import Views

from .conftest import PORTAL, ROOT, real_pages

_CRUMBS = re.compile(r'<div class="fil" markdown>(.*?)</div>')
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def crumbs(found: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each link over a title: the page it is on, the page it leads to, the name it gives to it."""
    for path, markdown in found.items():
        for line in _CRUMBS.findall(markdown):
            for name, target in _LINK.findall(line):
                yield path, posixpath.normpath(posixpath.join(posixpath.dirname(path), target)), name


def all_pages() -> dict[str, str]:
    """The pages made from data, and those written by hand."""
    docs = ROOT / "docs"
    written = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in docs.rglob("*.md")}
    return {**written, **real_pages()}


@pytest.mark.real_data
def test_a_section_has_one_name_on_every_page_and_it_is_the_one_of_the_menu():
    names: dict[str, set[str]] = defaultdict(set)
    for _, target, name in crumbs(all_pages()):
        names[target].add(name)
    menu = re.findall(r"^  - (.+): (\S*index\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert len(menu) == 13
    for name, target in menu:
        names[target].add(name)
    for target, name in SECTIONS.values():
        names[target].add(name)
    assert {target: found for target, found in names.items() if len(found) > 1} == {}
    assert names["cas/index.md"] == {"Études de cas"}


@pytest.mark.real_data
def test_every_page_of_a_section_says_it():
    found = all_pages()
    told = {path for path, target, _ in crumbs(found) if target.endswith("index.md")}
    doors = {"carnet.md", "recherche.md", "mes-donnees.md", "hors-ligne.md", "mandat.md", "recherche/a-z.md"}
    silent = {path for path in found if path not in told and not path.endswith("index.md") and path not in doors}
    assert silent == set()


def test_the_fabricated_portal_names_its_sections_alike():
    names: dict[str, set[str]] = defaultdict(set)
    for _, target, name in crumbs(pages(Views(read(PORTAL)[0]))):
        names[target].add(name)
    assert names
    assert all(len(found) == 1 for found in names.values())
