"""The open-data API: golden files, published schemas, and the same figures as the records."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest

from ancrage.exports.api import api
from ancrage.load import FOLDERS
from ancrage.model import KINDS
from ancrage.pipeline import read
from ancrage.views import Views

from .conftest import DATA, PORTAL

VIEWS = Views(read(PORTAL)[0])
API = api(VIEWS)
GOLDEN = DATA / "golden" / "api"


@pytest.mark.parametrize(
    "path", sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file())
)
def test_the_api_is_as_it_was(path):
    assert API[path].decode() == (GOLDEN / path).read_text(encoding="utf-8")


def test_every_entry_and_every_kind_is_in_the_api():
    listed = {entry["id"] for entry in json.loads(API["api/v1/entries.json"])}
    assert listed == set(VIEWS.portal.entries)
    assert {f"api/v1/entries/{entry_id}.json" for entry_id in listed} <= set(API)
    assert {f"api/v1/schema/{kind}.json" for kind in KINDS} <= set(API)


@pytest.mark.parametrize("kind", sorted([*KINDS, "mesure"]))
def test_a_published_schema_is_a_schema(kind):
    jsonschema.Draft202012Validator.check_schema(json.loads(API[f"api/v1/schema/{kind}.json"]))


def test_records_as_written_satisfy_the_published_schema():
    from ancrage.load import parse

    for folder, kind in FOLDERS.items():
        schema = json.loads(API[f"api/v1/schema/{kind}.json"])
        for path in (PORTAL / folder).glob("*.yml"):
            value = parse(path.read_text(encoding="utf-8"), path.name)[0]
            jsonschema.validate(json.loads(json.dumps(value, default=float)), schema)


def test_a_misspelt_key_does_not_satisfy_the_published_schema():
    schema = json.loads(API["api/v1/schema/terme.json"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "x", "title": "X", "summary": "x", "exemple": "x"}, schema)


def test_the_csv_holds_every_figure_of_the_json():
    rows = list(csv.DictReader(io.StringIO(API["api/v1/measures.csv"].decode("utf-8-sig"))))
    measures = json.loads(API["api/v1/measures.json"])
    assert [row["id"] for row in rows] == [measure["id"] for measure in measures]
    assert [float(row["value"]) for row in rows] == [measure["value"] for measure in measures]


def test_a_measure_tells_all_that_the_contract_promises():
    promised = {"id", "entry", "label", "value", "unit", "population", "n", "base", "period", "source", "locator", "note",
                "interval", "attainable"}  # fmt: skip
    for measure in json.loads(API["api/v1/measures.json"]):
        assert promised <= set(measure)


def test_a_cell_never_runs_as_a_formula():
    from ancrage.exports.api import _cell

    assert _cell("=1+1") == "'=1+1"
    assert _cell(-1) == -1


def test_two_exports_are_byte_identical():
    assert api(Views(read(PORTAL)[0])) == API
