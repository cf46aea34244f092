"""Word documents: real styles, French of Canada, notes at the foot of pages, alternative texts, the same bytes twice."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn

from ancrage.downloads import sessions
from ancrage.exports.api import measure_json
from ancrage.exports.docx import document
from ancrage.exports.works import Shop, Work
from ancrage.text import typographic
from ancrage.views import quantity

from .conftest import real_pages, real_views

REAL = real_views()
SHOP = Shop(REAL, real_pages("https://ancrage.exemple/"), "https://ancrage.exemple/", date(2026, 3, 1))

FRAGMENT = """
<p class="en-bref">Un <strong>mot</strong>, un <a href="https://exemple.ca/">lien</a>, un chiffre<sup><a class="appel"
href="#note-1">1</a></sup>, redit<sup><a class="appel" href="#note-1">1</a></sup>. Voir <a href="#suite">plus bas</a>.</p>
<h1 id="debut">Début</h1>
<ol><li>Un</li><li>Deux<ul><li>Dedans</li></ul></li></ol>
<ol><li>Encore un</li></ol>
<h2 id="suite">Suite</h2>
<div class="cases"><ul><li>À cocher</li></ul></div>
<p class="dites">«&#160;Bonjour.&#160;»</p>
<table aria-label="Le plan"><thead><tr><th>Heure</th><th>Quoi</th></tr></thead>
<tbody><tr><td>0&#160;h</td><td>Arriver</td></tr></tbody></table>
<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><title>Deux barres.</title><desc>Une longue.</desc>
<rect width="30" height="8" fill="#333333"/></svg><figcaption>Une image</figcaption></figure>
<nav>De l'écran</nav>
<ol class="notes"><li id="note-1">D'où il vient. <a class="retour" href="#appel-1">Retour</a></li></ol>
"""


@pytest.fixture(scope="module")
def made() -> bytes:
    return document(FRAGMENT, "Un titre", subtitle="Pour essayer", source="Ancrage · essai", contents=True)


def test_headings_lists_and_boxes_have_real_styles(made):
    styles = {paragraph.text: paragraph.style.name for paragraph in Document(io.BytesIO(made)).paragraphs}
    assert styles["Un titre"] == "Title"
    assert styles["Début"] == "Heading 1"
    assert styles["Suite"] == "Heading 2"
    assert styles["Un"] == "List Number"
    assert styles["« Bonjour. »".replace(" ", "\u00a0")] == "À dire"
    assert "De l'écran" not in styles


def test_each_numbered_list_starts_again_and_boxes_are_boxes(made):
    numbers = {}
    for paragraph in Document(io.BytesIO(made)).paragraphs:
        found = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if found is not None:
            numbers[paragraph.text] = found.get(qn("w:val"))
    assert numbers["Un"] == numbers["Deux"] != numbers["Encore un"]
    assert len({numbers["Dedans"], numbers["À cocher"], numbers["Un"]}) == 3


def test_it_is_in_french_of_canada_without_the_fonts_of_a_theme(made):
    word = Document(io.BytesIO(made))
    assert word.core_properties.language == "fr-CA"
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        styles = parts.read("word/styles.xml").decode()
    assert 'w:lang w:val="fr-CA"' in styles
    assert "Theme=" not in styles.replace("themeColor", "")


def test_a_note_is_a_footnote_called_twice_under_one_number(made):
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        notes, body = parts.read("word/footnotes.xml").decode(), parts.read("word/document.xml").decode()
    assert notes.count("D'où il vient.") == 1
    assert "Retour" not in notes
    assert body.count("<w:footnoteReference ") == 1
    assert "NOTEREF _Note1" in body
    assert "D'où il vient" not in body


def test_the_header_of_a_table_repeats_rows_hold_together_and_it_is_named(made):
    table = Document(io.BytesIO(made)).tables[0]
    xml = table._tbl.xml
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == 2
    assert 'w:tblCaption w:val="Le plan"' in xml
    assert [cell.text for cell in table.rows[1].cells] == ["0\u00a0h", "Arriver"]


def test_a_drawing_says_what_it_shows(made):
    (shape,) = Document(io.BytesIO(made)).inline_shapes
    assert shape._inline.docPr.get("descr") == "Deux barres. Une longue."


def test_links_lead_to_the_web_or_inside_and_contents_lead_to_headings(made):
    word = Document(io.BytesIO(made))
    xml = word.element.xml
    names = {
        name
        for bookmark in word.element.iter(qn("w:bookmarkStart"))
        if (name := bookmark.get(qn("w:name"))).startswith("_Ancre")
    }
    anchors = {link.get(qn("w:anchor")) for link in word.element.iter(qn("w:hyperlink"))} - {None}
    assert anchors == names
    assert 'TOC \\o "1-2"' in xml
    assert any(rel.target_ref == "https://exemple.ca/" for rel in word.part.rels.values() if rel.is_external)


def test_pages_are_numbered_and_say_where_they_come_from(made):
    footer = Document(io.BytesIO(made)).sections[0].footer._element.xml
    assert "Ancrage · essai" in footer
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_the_same_content_gives_the_same_bytes_and_its_day_is_the_only_date():
    one = document(FRAGMENT, "Un titre", day=date(2026, 3, 1))
    assert one == document(FRAGMENT, "Un titre", day=date(2026, 3, 1))
    with zipfile.ZipFile(io.BytesIO(one)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.read("docProps/core.xml").decode().count("2026-03-01T00:00:00Z") == 2


def test_paper_has_the_size_asked_for():
    letter, a4 = (Document(io.BytesIO(document("<p>x</p>", "x", size=size))).sections[0] for size in ("letter", "a4"))
    assert round(letter.page_width.mm) == 216
    assert round(a4.page_width.mm) == 210


def test_what_begins_a_page_does_so_without_an_empty_one_before():
    word = Document(io.BytesIO(document('<p>Avant</p><div class="saut"><h1>Après</h1><p>Suite</p></div>', "x")))
    breaks = {paragraph.text: paragraph.paragraph_format.page_break_before for paragraph in word.paragraphs}
    assert breaks == {"x": None, "Avant": None, "Après": True, "Suite": None}


@pytest.mark.real_data
@pytest.mark.parametrize("session", sessions(REAL.portal), ids=lambda session: session.id)
def test_the_figures_of_a_plan_are_those_of_the_open_data(session):
    word = Document(io.BytesIO(SHOP.make(Work("seance", session.id, "docx")).content))
    rows = {
        cells[0].text: [re.sub(r"\s+", " ", cell.text) for cell in cells[1:]]
        for table in word.tables
        for cells in (row.cells for row in table.rows)
        if len(cells) == 5
    }
    assert not any("imprimez votre plan" in paragraph.text for paragraph in word.paragraphs)  # only the page says it
    names = dict.fromkeys(name for activity in session.activities for name in activity.figures)
    for name in names:
        published = measure_json(REAL.figure(name))
        value, interval = rows[typographic(published["label"])][:2]
        assert value.startswith(quantity(REAL.portal.measures[name]).replace("\u00a0", " "))
        spread = published["interval"]
        told = f"{spread['low']:.0f} à {spread['high']:.0f} %" if spread else "—"
        assert interval.startswith(told)
    with zipfile.ZipFile(io.BytesIO(SHOP.make(Work("seance", session.id, "docx")).content)) as parts:
        assert ("word/footnotes.xml" in parts.namelist()) == bool(names)
