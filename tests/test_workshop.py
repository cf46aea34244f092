"""The workshop of cases: its Word document, its screens, the page that carries what they need."""

from __future__ import annotations

import base64
import gzip
import io
import json
import shutil
import subprocess
import zipfile

import docx
import pytest

from ancrage.pages.case import case_page
from ancrage.pages.workshop import PAGE, workshop_page
from ancrage.scripts import without_comments
from ancrage.text import typographic
from ancrage.views import Views

from .conftest import ROOT, data_in
from .node import needs_node
from .workshop_node import FABRICATED, INVENTED, KNOWN_FABRICATED, KNOWN_REAL, REAL, asked, texts


def opened(source: str, known=KNOWN_REAL):
    """Return the Word document of a case, opened, and its bytes."""
    [encoded] = asked([["docx", source]], known)
    data = base64.b64decode(encoded)
    return docx.Document(io.BytesIO(data)), data


@needs_node
def test_the_word_document_has_real_headings_lists_and_tables_in_french_of_canada():
    source = (ROOT / "practices" / "cases" / "cas-invente-territoire.yml").read_text("utf-8")
    document, data = opened(source)
    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert styles[0] == ("Title", "Exemple rempli\u00a0: trois secteurs, une vallée")
    assert ("Heading 1", "Tensions") in styles
    assert ("Heading 2", "Vu du terrain") in styles
    assert sum(name == "List Bullet" for name, _ in styles) >= 8
    assert [len(table.rows) for table in document.tables] == [4, 4, 6, 6, 5]
    assert all(
        "w:tblHeader" in table.rows[0]._tr.xml and "w:tblHeader" not in table.rows[1]._tr.xml
        for table in document.tables
    )
    assert [cell.text for cell in document.tables[4].rows[1].cells] == [
        "Délai du premier contact à la prise en charge", "3,5\u00a0jours, 2024–2025", "≤\u00a02\u00a0jours", "cible pas encore atteinte",
    ]  # fmt: skip
    assert document.core_properties.title == "Exemple rempli\u00a0: trois secteurs, une vallée"
    assert document.core_properties.language == "fr-CA"
    assert 'w:lang w:val="fr-CA"' in document.styles.element.xml
    assert "NUMPAGES" in document.sections[0].footer._element.xml
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None


@needs_node
def test_the_same_case_gives_the_same_bytes_and_a_sign_that_xml_refuses_does_not_break_it():
    [source, *_] = texts(INVENTED)
    assert opened(source, KNOWN_FABRICATED)[1] == opened(source, KNOWN_FABRICATED)[1]
    odd = json.dumps(
        {
            "title": "A < B & C",
            "situation": {"context": "é\ud83d\ude00 <b>", "needs": ["x"], "steps_taken": [], "question": "?"},
        }
    )
    document, _ = opened(odd)
    assert document.paragraphs[0].text == "A < B & C"


@needs_node
def test_an_empty_case_is_still_a_document():
    document, _ = opened("situation: {context: Un banc.}\n")
    assert document.paragraphs[0].text == "Cas sans titre"


@needs_node
@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice absent : le rendu du document n'est pas vérifié"
)
def test_libreoffice_opens_the_document_and_makes_pages_of_it(tmp_path):
    source = (ROOT / "practices" / "cases" / "cas-invente-territoire.yml").read_text("utf-8")
    (tmp_path / "cas.docx").write_bytes(opened(source)[1])
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    subprocess.run(["soffice", "--headless", profile, "--convert-to", "pdf", "cas.docx", "--outdir", tmp_path], cwd=tmp_path, capture_output=True, timeout=180, check=True)  # fmt: skip
    assert (tmp_path / "cas.pdf").read_bytes().startswith(b"%PDF")


def test_what_makes_a_word_document_weighs_less_than_five_kilobytes():
    weights = [
        len(gzip.compress(without_comments((ROOT / "docs" / "js" / "atelier" / name).read_text("utf-8")).encode(), 9))
        for name in ("docx.js", "zip.js")
    ]
    assert sum(weights) < 5_000


@needs_node
def test_both_typographies_agree():
    samples = ["« a » : b ; c ! 12 %", "à 9 h 30, 5 305 familles", "l'eau: «x»", "12 $ ? 3 h", *texts(INVENTED)]
    assert asked([["typographic", text] for text in samples]) == [typographic(text) for text in samples]


@needs_node
def test_a_situation_takes_twelve_screens_at_most_and_every_field_of_the_schema_has_its_screen():
    situation, territory = asked([["steps", "situation"], ["steps", "territory"]])
    assert len(situation) <= 12
    for shape, steps, hidden in (("situation", situation, set()), ("territory", territory, {"territory", "met"})):
        record = {"situation": "FamilySituation", "territory": "TerritoryCase"}[shape]
        shown = {where[1] for _, fields in steps for where in fields if where[0] == shape}
        assert shown == set(KNOWN_REAL["schema"]["$defs"][record]["properties"]) - hidden
        assert {where[0] for _, fields in steps for where in fields} >= {"title", "summary", "fabricated"}
    assert {step for step, _ in territory} >= {question["id"] for question in KNOWN_REAL["questions"]}


def test_the_page_carries_its_data_and_speaks_without_javascript():
    path, markdown = workshop_page(Views(FABRICATED))
    assert path == PAGE
    data = data_in(markdown, "atelier-donnees")
    assert data == KNOWN_FABRICATED
    assert "Sans lui, préparez votre cas sur papier" in markdown
    assert "Measure" not in json.dumps(data)


@pytest.mark.real_data
def test_the_data_of_the_page_stay_light():
    _, markdown = workshop_page(Views(REAL))
    assert len(gzip.compress(markdown.encode(), 9)) < 20_000


@pytest.mark.real_data
def test_each_case_leads_to_the_workshop_for_its_own_shape():
    views = Views(REAL)
    for case in REAL.of_kind("cas"):
        shape = "situation" if case.situation else "territoire"
        assert f"atelier.md?nouveau={shape}" in case_page(views, case)[1]
