"""Guides: their rules, their pages, what search finds of them, and what the real ones hold."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from ancrage.cli import main
from ancrage.downloads import Offer
from ancrage.exports.works import missing
from ancrage.guides import COVERED
from ancrage.model import Guide
from ancrage.pages import pages
from ancrage.pages.guide import guide_pages
from ancrage.pipeline import read
from ancrage.search.documents import documents, gathering_pages
from ancrage.urls import chapter_locations, chart_location, location
from ancrage.views import Views

from .conftest import PORTAL, real_pages, real_views

FABRICATED = Views(read(PORTAL)[0])
REAL = real_views()
GUIDES = [entry for entry in REAL.kind("guide") if isinstance(entry, Guide)]
LAMP = FABRICATED.portal.entries["carnet-du-phare"]
FILE = "practices/guides/carnet-du-phare.yml"
REAL_PAGES = real_pages()


def spoilt(portal_copy, before: str, after: str) -> list[tuple[str, str]]:
    """Return the field and the rule of each problem of the fabricated guide, one text changed."""
    path = portal_copy / FILE
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return [(problem.field, problem.rule) for problem in read(portal_copy)[1]]


def test_a_section_holds_a_sheet_and_nothing_else(portal_copy):
    found = spoilt(portal_copy, "entry: veille-partagee", "entry: seance-nuit-claire")
    assert ("chapters[1].sections[0].entry", "renvoi-mauvais-genre") in found


def test_a_section_names_an_entry_that_exists(portal_copy):
    found = spoilt(portal_copy, "entry: veille-partagee", "entry: veille-partage")
    assert ("chapters[1].sections[0].entry", "renvoi-inconnu") in found


def test_what_is_left_out_exists_and_is_in_no_guide(portal_copy):
    assert spoilt(portal_copy, "[lettre-bouteille, huile-de-lampe]", "[lettre-bouteille, huile-de-lampe, brume]") == [
        ("left_out[0].entries[2]", "renvoi-inconnu")
    ]
    (portal_copy / FILE).write_text((PORTAL / FILE).read_text(encoding="utf-8"), encoding="utf-8")
    found = spoilt(portal_copy, "[lettre-bouteille, huile-de-lampe]", "[lettre-bouteille, huile-de-lampe, brouillard]")
    assert found == [("left_out[0].entries[2]", "section-en-double")]


def test_a_portal_without_guides_asks_nothing_of_its_sheets(portal_copy):
    (portal_copy / FILE).unlink()
    assert read(portal_copy)[1] == []


def test_the_contents_lead_to_every_chapter_and_the_chapters_to_every_sheet():
    made = dict(guide_pages(FABRICATED))
    contents = made[location(LAMP).page]
    for chapter in LAMP.chapters:
        place = chapter_locations(LAMP)[chapter.id]
        assert f"({chapter.id}.md)" in contents
        for section in chapter.sections:
            entry = FABRICATED.portal.entries[section.entry]
            assert f"#{entry.id} " in made[place.page]
            assert f"{entry.id}.md)" in made[place.page]
            assert not section.bridge or section.bridge.replace("'", "’") in made[place.page]


def test_chapters_follow_one_another():
    made = dict(guide_pages(FABRICATED))
    first, second = (made[place.page] for place in chapter_locations(LAMP).values())
    assert [name in first for name in ("Chapitre précédent", "Chapitre suivant", "Pour finir")] == [False, True, False]
    assert [name in second for name in ("Chapitre précédent", "Chapitre suivant", "Pour finir")] == [True, False, True]
    assert "(tenir-la-lampe.md)" in first


@pytest.mark.parametrize(("forms", "expected"), [((), []), (("pdf",), ["pdf"]), (("pdf", "docx"), ["pdf", "docx"])])
def test_a_guide_offers_the_files_that_are_made(forms, expected):
    contents = dict(guide_pages(FABRICATED, Offer(frozenset(forms))))[location(LAMP).page]
    assert re.findall(r'data-fichier="telecharger/guides/carnet-du-phare\.(\w+)"', contents) == expected


def test_search_finds_chapters_and_sections_where_they_are():
    found = {document.id: document for document in documents(FABRICATED)}
    section = found["carnet-du-phare#prendre-le-quai#quai-du-matin"]
    assert section.url == "guides/carnet-du-phare/prendre-le-quai/#quai-du-matin"
    assert section.body == "On commence par où tout le monde passe."
    assert "carnet-du-phare#tenir-la-lampe#patience-marine" not in found  # nothing leads to it: the sheet is enough
    assert "Avant la lampe" in found["carnet-du-phare#prendre-le-quai"].body
    assert "Avant la lampe" not in found["carnet-du-phare"].body


def test_a_chapter_is_not_searched_twice():
    assert [found.id for found in gathering_pages(pages(FABRICATED), FABRICATED.portal) if "carnet" in found.url] == []


@pytest.mark.slow
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_guide_is_exported_from_the_command_line_the_same_each_time(form, tmp_path):
    if absent := missing().get(form):
        pytest.skip(absent)
    written = []
    for name in ("un", "deux"):
        path = tmp_path / f"{name}.{form}"
        command = ["export", "guide", "carnet-du-phare", "--format", form, "--out", str(path), "--root", str(PORTAL)]
        assert CliRunner().invoke(main, command).exit_code == 0
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_a_guide_that_does_not_exist_is_told_with_a_near_name():
    result = CliRunner().invoke(main, ["export", "guide", "carnet-du-fare", "--format", "docx", "--root", str(PORTAL)])
    assert result.exit_code == 2
    assert "carnet-du-phare" in result.output


@pytest.mark.real_data
def test_every_sheet_is_in_a_guide_or_left_out_by_name():
    held = {section.entry for guide in GUIDES for section in guide.sections()}
    out = {name for guide in GUIDES for left in guide.left_out for name in left.entries}
    known = {entry.id for kind in COVERED for entry in REAL.kind(kind)}
    assert held | out == known
    assert not held & out


@pytest.mark.real_data
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_a_chapter_opens_in_place_the_steps_and_the_words_of_its_sheets(guide):
    made = dict(guide_pages(REAL))
    for chapter in guide.chapters:
        shown = made[chapter_locations(guide)[chapter.id].page].split('<section class="guide-fiche"')[1:]
        for section, markdown in zip(chapter.sections, shown, strict=True):
            entry = REAL.portal.entries[section.entry]
            folds = [name for name in ("steps", "words") if getattr(entry, name, ())]
            assert markdown.count('<details class="repli"') == len(folds)
            assert markdown.count("\n1. ") == len(getattr(entry, "steps", ()))


@pytest.mark.real_data
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_each_chapter_is_read_on_the_web_sheet_after_sheet(guide):
    entries = REAL.portal.entries
    for chapter in guide.chapters:
        at, read_in_order = chapter.sections[0].entry, []
        while at:
            read_in_order.append(at)
            shown = REAL_PAGES[location(entries[at]).page].split('aria-label="Dans les guides"')[1].split("</nav>")[0]
            stops = shown.split("**Dans le guide**")[1:]
            (mine,) = [stop for stop in stops if f"/{guide.id}/{chapter.id}.md#{at})" in stop]
            following = re.search(r"Ensuite\u00a0: \[[^\]]+\]\(.*?([\w-]+)\.md\)", mine)
            at = following and following[1]
        assert read_in_order == [section.entry for section in chapter.sections]


@pytest.mark.real_data
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_openings_are_written_and_chapters_are_not_called_like_a_sheet(guide):
    titles = {entry.title for entry in REAL.portal.entries.values()}
    for chapter in guide.chapters:
        assert 60 <= len(REAL.plain(chapter.opening).split()) <= 150, chapter.id
        assert chapter.title not in titles
        assert chapter.practise


@pytest.mark.real_data
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_every_chart_of_a_guide_is_drawn(guide):
    for chapter in guide.chapters:
        for name in chapter.charts:
            place = chart_location(name)
            drawn = REAL_PAGES[place.page].split(f"{{ #{place.anchor} ", 1)[1].split("\n## ", 1)[0]
            assert '<figure class="graphique">' in drawn, name
