"""Citations: nothing but what the record says, in forms that reference managers read."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
import yaml

from ancrage.citations import author, bibtex, citation_key, csl, text, title
from ancrage.exports.api import api
from ancrage.exports.citations import citation_files
from ancrage.model import Document
from ancrage.pipeline import read
from ancrage.views import Views

from .conftest import PORTAL, ROOT, real_views

FABRICATED = Views(read(PORTAL)[0])
REAL = real_views()
DOCUMENTS = [entry for entry in REAL.portal.of_kind("document") if isinstance(entry, Document)]


def a_document(reference: str, **values) -> Document:
    return Document(
        id="releve", title="Relevé du portail", summary="Un essai.", nature="Relevé", reference=reference, **values
    )


def test_the_author_is_what_precedes_the_date_kept_as_one_text():
    document = a_document("Alizé, M., et Noroît, P. (2031, mai). *Relevé des phares*. Éditions du Cap.")
    assert author(document) == "Alizé, M., et Noroît, P."
    assert csl(document)["author"] == [{"literal": "Alizé, M., et Noroît, P."}]
    assert "author = {{Alizé, M., et Noroît, P.}}" in bibtex(document)


@pytest.mark.parametrize(
    "reference", ["*Relevé* (2031), sans auteurs.", "Équipe du phare, relevé, 2031.", "Deux documents (annoncés)."]
)
def test_no_author_is_made_up(reference):
    document = a_document(reference)
    assert author(document) is None
    assert "author" not in csl(document)
    assert "author" not in bibtex(document)


def test_the_title_is_the_one_printed_with_its_subtitle_else_that_of_the_record():
    assert title(a_document("Alizé (2031). *Phares*; sous-titre : *Les feux*. Cap.")) == "Phares\u00a0: Les feux"
    assert title(a_document("Équipe du phare, relevé, 2031.")) == "Relevé du portail"


def test_a_year_or_an_address_that_the_record_lacks_is_left_out():
    document = a_document("Alizé (s. d.). *Phares*.")
    assert "year" not in bibtex(document)
    assert "issued" not in csl(document)
    assert "URL" not in csl(document)


def test_signs_that_tex_runs_are_escaped():
    made = bibtex(a_document("Alizé & Noroît (2031). *Relevé n° 5_b, 100 %*. \\input{x}"))
    assert r"Alizé \& Noroît" in made
    assert r"5\_b" in made
    assert not re.search(r"(?<!\\)[&%_#$]", made)
    assert r"\input" not in made


@pytest.mark.real_data
@pytest.mark.parametrize("document", DOCUMENTS, ids=citation_key)
def test_every_document_has_its_citation_files(document):
    files = citation_files(REAL)
    item = json.loads(files[f"citations/{citation_key(document)}.json"])
    assert item == [csl(document)]
    assert item[0]["note"] == text(document)
    written = files[f"citations/{citation_key(document)}.bib"].decode()
    assert written.startswith(f"@misc{{{citation_key(document)},\n")
    assert written.count("{") - written.count(r"\{") == written.count("}") - written.count(r"\}")


def test_the_list_of_sources_leads_to_the_citation_files():
    files = api(FABRICATED)
    for source in json.loads(files["api/v1/sources.json"]):
        assert set(source["citation_files"].values()) <= set(files)


def test_the_citation_of_the_portal_follows_its_format_and_its_version():
    found = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert found["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(found)
    assert found["title"] == "Ancrage"
    assert found["authors"] == [{"name": "Contributrices et contributeurs d'Ancrage"}]
    assert found["version"] == project["version"]
    assert all(name in project["license"]["text"] for name in found["license"])
