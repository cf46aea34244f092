"""The list from A to Z: every name leads to its page, once, under its letter."""

from __future__ import annotations

import gzip
import html
import posixpath
import re

import pytest

from ancrage.pages.alphabet import PAGE, alphabet_page, names
from ancrage.pipeline import read
from ancrage.text import NBSP, fold, typographic
from ancrage.urls import location
from ancrage.views import Views

from .conftest import PORTAL, ROOT

LINE = re.compile(r"^<li>(?P<plain>[^<]*)(?P<links>.*)$", re.MULTILINE)
LINK = re.compile(r'<a href="([^"]+)">([^<]*)</a>')


def lines(page: str) -> dict[str, list[tuple[str, str]]]:
    """Return for each word of the page its links: address from the root of the site, text."""
    found = {}
    for line in LINE.finditer(page):
        links = [(posixpath.normpath(posixpath.join("recherche/a-z", target)), html.unescape(text))
                 for target, text in LINK.findall(line["links"])]  # fmt: skip
        word = html.unescape(line["plain"]).removesuffix(f"{NBSP}: ") or links[0][1]
        assert word not in found
        found[word] = links
    return found


def address(entry) -> str:
    """Return the address of an entry as `lines` gives it."""
    return posixpath.normpath(location(entry).url.replace("/#", "#")).replace("#", "/#")


@pytest.fixture(
    scope="module",
    params=[pytest.param(PORTAL, id="fabricated"), pytest.param(ROOT, id="real", marks=pytest.mark.real_data)],
)
def made(request):
    """A portal and its list."""
    portal, _ = read(request.param)
    path, page = alphabet_page(Views(portal))
    assert path == PAGE
    return portal, page


def test_every_name_is_on_the_list_and_leads_to_its_entry(made):
    portal, page = made
    by_key = {}
    for word, links in lines(page).items():
        by_key[fold(word).replace("-", " ")] = [target for target, _ in links]
    for name, entry in names(portal):
        targets = by_key[fold(typographic(name)).replace("-", " ")]
        assert address(entry) in targets or len(targets) == 3, name


def test_every_link_leads_to_an_entry(made):
    portal, page = made
    known = {address(entry) for entry in portal.entries.values()}
    assert {target for links in lines(page).values() for target, _ in links} <= known


def test_words_are_under_their_letter_in_order(made):
    _, page = made
    jumps = re.findall(r'<a href="#(lettre-[^"]+)">', page)
    assert jumps == re.findall(r'<h2 id="([^"]+)">', page)
    assert jumps == sorted(jumps)
    for letter, body in re.findall(
        r'<h2 id="lettre-([^"]+)">[^<]+</h2>\n<ul class="a-z">\n(.*?)</ul>', page, re.DOTALL
    ):
        keys = [re.sub(r"^[^a-z0-9]+", "", fold(word).replace("-", " ").replace(NBSP, " ")) for word in lines(body)]
        assert keys == sorted(keys)
        assert {key[0] if key[0].isalpha() else "0-9" for key in keys} == {letter}


def test_a_word_that_names_several_entries_is_listed_once_with_all(portal_copy):
    sheet = portal_copy / "practices" / "fiches" / "veille-partagee.yml"
    sheet.write_text(sheet.read_text("utf-8") + "\naliases: [Fanal]\n", "utf-8")
    found = lines(alphabet_page(Views(read(portal_copy)[0]))[1])
    assert [text for _, text in found["Fanal" if "Fanal" in found else "fanal"]] == ["terme", "fiche pratique"]


def test_words_that_people_say_lead_to_what_is_given_for_them_or_to_what_they_mean():
    found = lines(alphabet_page(Views(read(PORTAL)[0]))[1])
    assert found["barque"] == [("strategies/quai-du-matin", "barque")]
    assert found["fioul"] == [("familles/huile-de-lampe", "fioul")]
    assert found["petite veilleuse"] == [("glossaire/#signal", "petite veilleuse")]


def test_what_a_name_holds_is_shown_as_it_is(portal_copy):
    sheet = portal_copy / "practices" / "fiches" / "veille-partagee.yml"
    sheet.write_text(sheet.read_text("utf-8") + "\naliases: ['<b>a</b> & {{7*7}}']\n", "utf-8")
    page = alphabet_page(Views(read(portal_copy)[0]))[1]
    assert "&lt;b&gt;a&lt;/b&gt; &amp; {{7*7}}" in page
    assert "render_macros: false" in page


def test_a_phrase_is_left_to_search(portal_copy):
    sheet = portal_copy / "practices" / "fiches" / "veille-partagee.yml"
    sheet.write_text(sheet.read_text("utf-8") + "\naliases: [guet, monter la garde à deux sur la falaise]\n", "utf-8")
    found = lines(alphabet_page(Views(read(portal_copy)[0]))[1])
    assert "guet" in found
    assert not [word for word in found if word.startswith("monter")]


def test_the_list_stays_light(made):
    _, page = made
    assert len(gzip.compress(page.encode())) < 40_000
