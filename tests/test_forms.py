"""Templates as Word forms: a control for each blank, a file a language, Arabic from right to left."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from ancrage.downloads import form_languages, templates
from ancrage.exports.docx.form import form
from ancrage.model import Template
from ancrage.pipeline import read
from ancrage.text import typographic
from ancrage.views import Views

from .conftest import PORTAL, real_views

FABRICATED = Views(read(PORTAL)[0])
REAL = real_views()
(WATCH,) = templates(FABRICATED.portal)


def opened(template: Template, code: str = "fr", views: Views = FABRICATED):
    return Document(io.BytesIO(form(views, template, code, "Ancrage · essai", None)))


def controls(word) -> dict[str, int]:
    """Return how many controls there are of each sort."""
    body = word.element.body
    return {
        "text": len(list(body.iter(qn("w:text")))),
        "date": len(list(body.iter(qn("w:date")))),
        "box": len(list(body.iter(qn("w14:checkbox")))),
    }


def expected(template: Template) -> dict[str, int]:
    """Return the controls that the blocks of a template ask for."""
    found = {"text": 0, "date": 0, "box": 0}
    for block in template.blocks:
        if block.field is not None:
            found["date" if block.field.date else "text"] += 0 if block.field.choices else 1
            found["box"] += len(block.field.choices)
        if block.checklist is not None:
            found["box"] += len(block.checklist.items)
        found["text"] += len(block.signature)
        found["date"] += len(block.signature)
    return found


def test_each_blank_is_a_control_with_its_name_and_its_own_number():
    word = opened(WATCH)
    assert controls(word) == expected(WATCH)
    numbers = [
        each.get(qn("w:val")) for each in word.element.body.iter(qn("w:id")) if each.getparent().tag == qn("w:sdtPr")
    ]
    assert len(numbers) == len(set(numbers)) > 0
    assert all(each.get(qn("w:val")) for each in word.element.body.iter(qn("w:alias")))


def test_notes_that_say_how_to_adapt_stay_on_the_page():
    told = " ".join(paragraph.text for paragraph in opened(WATCH).paragraphs)
    adapt = [block.adapt for block in WATCH.blocks if block.adapt]
    assert adapt
    assert all(typographic(text.split(".")[0]) not in told for text in adapt)


@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_version_has_as_many_controls_and_says_that_it_is_to_be_reviewed(code):
    word = opened(WATCH, code)
    assert controls(word) == controls(opened(WATCH))
    assert any("à faire relire" in paragraph.text for paragraph in word.paragraphs)


def test_arabic_runs_from_right_to_left_in_paragraphs_tables_and_section():
    word = opened(WATCH, "ar")
    normal = word.styles["Normal"].element
    assert normal.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    assert word.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in word.tables)
    runs = [
        run
        for paragraph in word.paragraphs
        for run in paragraph.runs
        if any("\u0600" <= c <= "\u06ff" for c in run.text)
    ]
    assert runs
    assert all(run._r.rPr.find(qn("w:rtl")) is not None for run in runs)
    assert word.core_properties.language == "ar-SA"


def test_french_is_not_reversed():
    word = opened(WATCH)
    assert word.sections[0]._sectPr.find(qn("w:bidi")) is None
    assert word.core_properties.language == "fr-CA"


@pytest.mark.real_data
@pytest.mark.parametrize("template", templates(REAL.portal), ids=lambda template: template.id)
def test_every_real_template_opens_in_each_of_its_languages(template):
    for code in form_languages(template):
        word = opened(template, code, REAL)
        assert controls(word) == expected(template)
        assert word.paragraphs[0].style.name == "Title"


def test_the_same_form_gives_the_same_bytes():
    assert form(FABRICATED, WATCH, "ar", "x", None) == form(FABRICATED, WATCH, "ar", "x", None)
