"""Sheets and plans as PDF: tagged, grey, in large type, a QR code to the page, a number of pages that is true."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date

import pikepdf
import pytest

from ancrage.downloads import handouts, sessions
from ancrage.exports import handout
from ancrage.exports.works import Shop, Work
from ancrage.pages import pages
from ancrage.pipeline import read
from ancrage.text import NBSP
from ancrage.urls import location
from ancrage.views import Views, quantity

from .conftest import PORTAL, real_pages, real_views

ADDRESS = "https://ancrage.exemple/"
DAY = date(2026, 3, 1)
FABRICATED = Views(read(PORTAL)[0])
SHOP = Shop(FABRICATED, pages(FABRICATED, ADDRESS), ADDRESS, DAY)
REAL = real_views()
REAL_SHOP = Shop(REAL, real_pages(ADDRESS), ADDRESS, DAY)
SHEET = FABRICATED.portal.entries["veille-partagee"]
SESSION = "seance-nuit-claire"


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def inks(pdf: pikepdf.Pdf) -> set[tuple[float, ...]]:
    """Return every colour of the pages that is not a grey."""
    found = set()
    for page in pdf.pages:
        parts = [page]
        while parts:
            part = parts.pop()
            for values, operator in pikepdf.parse_content_stream(part):
                if str(operator) in ("rg", "RG", "sc", "SC", "scn", "SCN") and len(values) == 3:
                    colour = tuple(round(float(value), 3) for value in values)
                    if max(colour) - min(colour) > 0.01:
                        found.add(colour)
            held = part.get("/Resources", {}).get("/XObject", {})
            parts += [each for each in held.values() if each.get("/Subtype") == "/Form"]
    return found


@pytest.fixture(scope="module")
def sheet():
    return SHOP.make(Work("feuille", SHEET.id, "pdf"))


def test_a_sheet_says_where_it_comes_from_when_and_how_many_pages_it_has():
    told = handout.sheet(FABRICATED, SHOP.pages, SHEET, ADDRESS, DAY)
    assert "contenu du 1er mars 2026" in told
    assert "ancrage.exemple/fiches/veille-partagee" in told
    assert f"<title>Code QR{NBSP}: {ADDRESS}fiches/veille-partagee/</title>" in told
    assert "Nombre de pages" in told
    assert f'<span class="compte">{7}</span>' in handout.counted(told, 7)


def test_without_an_address_there_is_no_code():
    assert "<svg" not in handout.sheet(FABRICATED, pages(FABRICATED), SHEET, "", DAY)


def test_nothing_of_the_screen_is_on_a_sheet():
    told = handout.sheet(FABRICATED, SHOP.pages, SHEET, ADDRESS, DAY)
    for css in ("fil", "liens-retour", "citer", "telecharger", "gestes"):
        assert f'class="{css}"' not in told
    assert "<nav" not in told
    assert "<button" not in told


def test_a_pdf_is_tagged_in_french_with_bookmarks_and_its_title(sheet):
    pdf = opened(sheet.content)
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "fr-CA"
    assert "/StructTreeRoot" in pdf.Root
    with pdf.open_outline() as outline:
        assert outline.root[0].title == SHEET.title.replace("'", "’")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert len(pdf.pages) == sheet.pages


def test_a_sheet_is_grey_and_on_the_paper_asked_for(sheet):
    pdf = opened(sheet.content)
    assert inks(pdf) == set()
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [612, 792]
    a4 = Shop(FABRICATED, SHOP.pages, ADDRESS, DAY, "A4").make(Work("feuille", SHEET.id, "pdf"))
    tall = opened(a4.content)
    assert [round(float(side)) for side in tall.pages[0].mediabox[2:]] == [595, 842]


def test_colours_become_the_grey_of_their_lightness():
    assert (
        handout.grey('<path fill="#ffffff"/><path fill="#000000"/>') == '<path fill="#ffffff"/><path fill="#000000"/>'
    )
    assert handout.grey("#1d504c") == "#404040"


def test_the_words_of_a_sheet_are_large():
    css = handout.STYLE.read_text(encoding="utf-8")
    assert float(re.search(r"html \{ font-size: ([\d.]+)pt", css)[1]) >= 12.5


def test_the_sheets_of_a_session_begin_on_a_right_hand_page_with_the_cards_at_the_end():
    made = SHOP.make(Work("feuilles", SESSION, "pdf"))
    pdf = opened(made.content)
    with pdf.open_outline() as outline:
        starts = [pdf.pages.index(pikepdf.Page(item.destination[0])) for item in outline.root]
    assert len(starts) == 2
    assert all(start % 2 == 0 for start in starts)
    assert made.pages == len(pdf.pages) > starts[-1]


def test_cards_are_to_cut_out_and_say_they_are_made_up():
    told = handout.cards(FABRICATED, FABRICATED.portal.entries[SESSION])
    assert told.count('class="carton"') == 2
    assert "La brume" in told
    assert "inventées" in told


@pytest.mark.real_data
@pytest.mark.parametrize("name", sorted(handouts(REAL.portal)))
def test_every_sheet_handed_out_has_its_title_and_its_figures_with_their_passports(name):
    entry = REAL.portal.entries[name]
    told = handout.sheet(REAL, REAL_SHOP.pages, entry, ADDRESS, DAY)
    called = re.findall(r'<span class="chiffre">([^<]*)</span><sup><a class="appel"[^>]*href="#note-(\d+)"', told)
    notes = dict(re.findall(r'<li id="note-(\d+)"[^>]*><strong>([^<]*)</strong>', told))
    assert {number for _, number in called} == set(notes)
    values = {quantity(measure).replace("'", "’") for measure in REAL.portal.measures.values()}
    assert set(notes.values()) <= values
    assert told.count("<h1") == 1
    assert 'href="#"' not in told
    assert set(re.findall(r'href="#([^"]+)"', told)) <= set(re.findall(r'id="([^"]+)"', told)) | {
        f"appel-{number}" for number in notes
    }


@pytest.mark.real_data
def test_a_question_of_a_guide_is_a_sheet_by_itself():
    question = REAL.portal.entries["pap-q4-exemple-action"]
    told = handout.sheet(REAL, REAL_SHOP.pages, question, ADDRESS, DAY)
    others = [
        entry for entry in REAL.portal.of_kind("question") if entry.guide == question.guide and entry is not question
    ]
    assert location(question).anchor
    assert question.title.replace("'", "’") in told
    assert not any(f">{other.title.replace(chr(39), '’')}<" in told for other in others)


@pytest.mark.real_data
@pytest.mark.slow
@pytest.mark.parametrize("session", sessions(REAL.portal), ids=lambda session: session.id)
def test_a_real_plan_is_a_pdf_whose_pages_are_counted(session):
    made = REAL_SHOP.make(Work("seance", session.id, "pdf"))
    assert made.pages == len(opened(made.content).pages) >= 3


@pytest.mark.slow
def test_a_file_is_kept_until_what_it_is_made_from_changes(tmp_path):
    shop = Shop(FABRICATED, SHOP.pages, ADDRESS, DAY, kept=tmp_path)
    work = Work("feuille", SHEET.id, "pdf")
    first = shop.make(work)
    (kept,) = tmp_path.iterdir()
    marked = kept.read_bytes() + b"%"
    kept.write_bytes(marked)
    assert shop.make(work).content == marked
    assert shop.make(work).pages == first.pages
    changed = Shop(
        FABRICATED,
        {**SHOP.pages, location(SHEET).page: SHOP.pages[location(SHEET).page] + "\n\nUn mot."},
        ADDRESS,
        DAY,
        kept=tmp_path,
    )
    assert changed.make(work).content != marked
    later = Shop(FABRICATED, SHOP.pages, ADDRESS, date(2026, 3, 2), kept=tmp_path)
    assert later.make(work).content != marked
    shutil.rmtree(tmp_path)
    assert shop.make(work).content == first.content
