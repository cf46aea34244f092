"""Slides of sessions: few words, native charts equal to the open data, notes that hold the minutes, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from ancrage.downloads import sessions
from ancrage.exports.api import measure_json
from ancrage.exports.pptx import presentation
from ancrage.exports.slides import deck, in_few_words
from ancrage.pipeline import read
from ancrage.text import NBSP, clock, typographic
from ancrage.views import Views, quantity

from .conftest import PORTAL, real_views

ADDRESS = "https://ancrage.exemple/"
FABRICATED = Views(read(PORTAL)[0])
REAL = real_views()
(NIGHT,) = sessions(FABRICATED.portal)
SESSIONS = sessions(REAL.portal)


def shown(views: Views, session):
    return Presentation(io.BytesIO(presentation(deck(views, session, ADDRESS, None))))


def words(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


@pytest.fixture(scope="module")
def night():
    return shown(FABRICATED, NIGHT)


def test_it_is_wide_and_each_slide_has_a_title(night):
    assert night.slide_width / night.slide_height == pytest.approx(16 / 9, rel=1e-3)
    assert all(slide.shapes.title.text_frame.text for slide in night.slides)


def test_each_activity_has_its_slide_and_its_minutes_are_in_the_notes(night):
    titles = [slide.shapes.title.text_frame.text for slide in night.slides]
    for activity in NIGHT.activities:
        assert typographic(activity.title) in titles
    first = next(slide for slide in night.slides if slide.shapes.title.text_frame.text == "Le quai en un mot")
    notes = first.notes_slide.notes_text_frame.text
    assert f"{clock(0)} à {clock(10)} (10{NBSP}min). Chaque personne dit son quai." in notes
    assert f"{clock(10)} à {clock(15)} (5{NBSP}min). Répétez les mots au tableau." in notes
    assert f"À dire{NBSP}: «{NBSP}Quel quai vous attend?{NBSP}»" in notes


def test_the_words_to_say_are_never_projected(night):
    assert all("Quel quai vous attend?" not in words(slide) for slide in night.slides)


def test_the_plan_is_a_table_from_zero_to_the_end(night):
    (table,) = [shape.table for slide in night.slides for shape in slide.shapes if shape.has_table]
    assert [row.cells[0].text for row in table.rows][1:] == [clock(minute) for minute in (0, 15, 75, 85, 110)]


def test_every_word_is_in_french_of_canada(night):
    for slide in night.slides:
        for part in (slide._element, slide.notes_slide.notes_text_frame._txBody):
            for run in part.iter(qn("a:r")):
                assert run.find(qn("a:rPr")).get("lang") == "fr-CA"
    assert night.core_properties.language == "fr-CA"


def charts(show):
    return [(slide, shape) for slide in show.slides for shape in slide.shapes if shape.has_chart]


@pytest.mark.real_data
@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.id)
def test_charts_are_native_and_equal_the_open_data(session):
    figures = [REAL.figure(name) for activity in session.activities for name in activity.figures]
    by_label = {typographic(f"{each.measure.label} : {quantity(each.measure)}"): measure_json(each) for each in figures}
    drawn = set()
    for slide, shape in charts(shown(REAL, session)):
        plot = shape.chart.plots[0]
        labels, values = list(plot.categories), list(plot.series[0].values)
        spans = [
            [float(value.text) for value in shape.chart._chartSpace.iterfind(f".//{qn(f'c:{side}')}//{qn('c:v')}")]
            for side in ("minus", "plus")
        ]
        for label, value, low, high in zip(labels, values, *spans, strict=True):
            published = by_label[label]
            assert value == published["value"]
            assert value - low == pytest.approx(published["interval"]["low"], abs=1e-6)
            assert value + high == pytest.approx(published["interval"]["high"], abs=1e-6)
            assert label in shape._element.nvGraphicFramePr.cNvPr.get("descr")
            assert typographic(published["locator"]) in words(slide).replace("; ", "\n")
            drawn.add(label)
        assert "intervalle à 95" in words(slide)
    assert drawn == {label for label, each in by_label.items() if each["unit"] == "%"}


@pytest.mark.real_data
@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.id)
def test_every_figure_is_said_with_where_it_comes_from(session):
    show = shown(REAL, session)
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in show.slides)
    for activity in session.activities:
        for name in activity.figures:
            measure = REAL.portal.measures[name]
            assert quantity(measure) in notes
            assert typographic(measure.locator) in notes


def test_an_editable_workbook_goes_with_a_chart_and_nothing_tells_the_time():
    session = next(each for each in SESSIONS if each.id == "seance-demarchage-rural")
    one = presentation(deck(REAL, session, ADDRESS, None))
    assert one == presentation(deck(REAL, session, ADDRESS, None))
    with zipfile.ZipFile(io.BytesIO(one)) as parts:
        (book,) = [name for name in parts.namelist() if name.endswith(".xlsx")]
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        with zipfile.ZipFile(io.BytesIO(parts.read(book))) as inside:
            assert "2000-01-01T00:00:00Z" in inside.read("docProps/core.xml").decode()


@given(
    st.lists(
        st.text("abé ", min_size=1, max_size=60).map(lambda text: f"{text.strip() or 'a'}."), min_size=1, max_size=6
    )
)
def test_what_is_projected_is_the_start_of_the_instruction_and_whole_sentences(sentences):
    text = " ".join(sentences)
    short = in_few_words(text)
    assert text.startswith(short)
    assert short.endswith(".")
    assert len(short) <= max(120, len(sentences[0])) + 1
    assert re.fullmatch(r"[^.]+\.( [^.]+\.)*", short)


@pytest.mark.real_data
@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.id)
def test_what_is_handed_out_is_said_over_the_foot_of_the_slide(session):
    for slide in shown(REAL, session).slides:
        boxes = {shape.name: shape for shape in slide.shapes}
        if "À distribuer" in boxes:
            handed = boxes["À distribuer"]
            lines = -(-len(handed.text_frame.text) // 90)
            assert handed.top + lines * Pt(16 * 1.2) + 2 * Inches(0.05) <= boxes["Pied"].top
