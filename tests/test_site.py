"""The built site of the fabricated portal: links, marks, weight, nothing from elsewhere."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from click.testing import CliRunner

from ancrage.cli import main
from ancrage.pipeline import read
from ancrage.urls import location

from .conftest import PORTAL, make_project

pytestmark = pytest.mark.slow
PORTAL_READ = read(PORTAL)[0]


class Page(HTMLParser):
    """Gathers what a page points to, its ids, and its main element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.main: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.links += [found[name] for name in ("href", "src", "action") if found.get(name)]
        if found.get("id"):
            self.ids.append(found["id"])
        if tag == "main":
            self.main = found


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site of the fabricated portal."""
    project = make_project(tmp_path_factory.mktemp("site") / "projet")
    result = CliRunner().invoke(main, ["site", "--root", str(project)])
    assert result.exit_code == 0, result.output
    return project / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """Every page by its address."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def test_every_internal_link_leads_to_a_file_and_an_anchor(site, pages):
    broken = []
    for address, page in pages.items():
        if address == "404.html":
            continue
        for link in page.links:
            if urlsplit(link).scheme:
                continue
            target, fragment = urldefrag(urljoin(f"/{address}", link))
            name = unquote(urlsplit(target).path).lstrip("/")
            file = site / name / "index.html" if not name or name.endswith("/") else site / name
            if not file.is_file() or (fragment and name in pages and unquote(fragment) not in pages[name].ids):
                broken.append((address, link))
    assert broken == []


def test_nothing_is_asked_of_another_host(site, pages):
    asked = re.compile(r"""(?:src|href)=["']?(?:https?:)?//(?!ancrage\.example)""")
    for path in site.rglob("*.html"):
        html = re.sub(r"<a [^>]*>", "", path.read_text(encoding="utf-8"))
        assert not asked.search(html), path
    for path in site.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", path.read_text(encoding="utf-8")), path


def test_the_page_of_an_entry_bears_its_id(pages):
    for entry in PORTAL_READ.entries.values():
        place = location(entry)
        page = pages[place.url.split("#")[0]]
        if not place.anchor:
            assert page.main.get("data-entry-id") == entry.id
        else:
            assert entry.id in page.ids


def test_no_id_is_given_twice_on_a_page(pages):
    for address, page in pages.items():
        twice = {found for found in page.ids if page.ids.count(found) > 1}
        assert twice == set(), address


def test_a_sheet_links_back_to_what_names_it(site):
    html = (site / "fiches" / "veille-partagee" / "index.html").read_text(encoding="utf-8")
    back = html[html.index('id="liens-retour"') :]
    assert "quai-du-matin" in back


def test_the_api_is_in_the_site_and_leads_to_built_pages(site, pages):
    entries = json.loads((site / "api" / "v1" / "entries.json").read_text(encoding="utf-8"))
    assert len(entries) == len(PORTAL_READ.entries)
    for entry in entries:
        address, _, anchor = entry["url"].partition("#")
        assert address in pages
        assert not anchor or anchor in pages[address].ids


def test_the_stock_theme_leaves_nothing_behind(site):
    assert not (site / "search").exists()
    assert {path.name for path in (site / "assets").iterdir()} == {"recherche", "hors-ligne"}


def test_a_page_weighs_less_than_30_kilobytes(site):
    heavy = {
        path.relative_to(site).as_posix(): path.stat().st_size
        for path in site.rglob("index.html")
        if path.stat().st_size > 30_000
    }
    assert heavy == {}
