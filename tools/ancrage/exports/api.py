"""The open-data API: files of `api/v1/`, byte-stable, each described by a published JSON Schema."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal

from ancrage.citations import citation_key
from ancrage.evidence import category
from ancrage.exports.citations import citation_files
from ancrage.exports.published import measures_schema
from ancrage.labels import group
from ancrage.model import KINDS, Document, Entry, FreeMeasure
from ancrage.urls import location, measure_location
from ancrage.views import Figure, Views

ROOT = "api/v1"
MEASURE_COLUMNS = (
    "id", "entry", "label", "value", "value_max", "unit", "bound", "approx", "nature", "category", "population", "n",
    "base", "period", "source", "locator", "note", "interval_low", "interval_high", "interval_minimum",
    "attainable_rounded", "attainable_truncated", "divergences", "url",
)  # fmt: skip
Json = dict[str, object]


def api(views: Views) -> dict[str, bytes]:
    """Return {path: content} of the whole API."""
    entries = list(views.portal.entries.values())
    measures = [measure_json(figure) for figure in views.figures]
    files: dict[str, bytes] = {
        "entries.json": _json([entry_summary(views, entry) for entry in entries]),
        "measures.json": _json(measures),
        "measures.csv": _csv(views.figures),
        "sources.json": _json([_source(views, entry) for entry in entries if isinstance(entry, Document)]),
        "glossary.json": _json([entry_json(views, entry) for entry in entries if entry.kind in _GLOSSARY]),
        "divergences.json": _json([entry_json(views, entry) for entry in entries if entry.kind == "divergence"]),
        "schema/mesure.json": _json(_schema(FreeMeasure, "mesure")),
        "schema/measures.json": _json(measures_schema(f"{ROOT}/schema/measures.json")),
        **citation_files(views),
    }
    for entry in entries:
        files[f"entries/{entry.id}.json"] = _json(entry_json(views, entry))
    for kind, model in KINDS.items():
        files[f"schema/{kind}.json"] = _json(_schema(model, kind))
    return {f"{ROOT}/{path}": content for path, content in sorted(files.items())}


_GLOSSARY = ("terme", "acronyme", "synonyme")


def entry_summary(views: Views, entry: Entry) -> Json:
    """Return what a list of entries needs: id, kind, title, address, group, summary in plain words."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "title": entry.title,
        "url": location(entry).url,
        "group": entry.group_key,
        "group_label": group(entry.kind, entry.group_key) or None,
        "settings": list(entry.settings),
        "roles": list(entry.roles),
        "aliases": list(entry.aliases),
        "summary": views.plain(entry.summary),
    }


def entry_json(views: Views, entry: Entry) -> Json:
    """Return a whole entry as written, with its address, its figures and what links to it."""
    record = entry.model_dump(mode="python", exclude_none=True, exclude={"measures"})
    return {
        **_plainly(record),
        "kind": entry.kind,
        "url": location(entry).url,
        "measures": [measure_json(figure) for figure in views.figures_of.get(entry.id, [])],
        "backlinks": [other.id for other in views.backlinks.get(entry.id, [])],
    }


def measure_json(figure: Figure) -> Json:
    """Return a figure with its interval (per cent) and attainability; null where they make no sense."""
    measure = figure.measure
    return {
        "id": figure.id,
        "entry": figure.entry.id if figure.entry else None,
        "label": measure.label,
        "value": _number(measure.value),
        "value_max": _number(measure.value_max),
        "unit": measure.unit,
        "bound": measure.bound,
        "approx": measure.approx,
        "nature": measure.nature,
        "category": category(measure),
        "population": measure.population,
        "n": measure.n,
        "base": measure.base,
        "period": measure.period,
        "source": measure.source,
        "locator": measure.locator,
        "note": measure.note,
        "interval": None
        if figure.interval is None
        else {
            "low": round(figure.interval.low, 10),
            "high": round(figure.interval.high, 10),
            "level": 0.95,
            "method": "wilson",
            "minimum": figure.interval.minimum,
        },
        "attainable": None
        if figure.attainable is None
        else {"rounded": figure.attainable.rounded, "truncated": figure.attainable.truncated},
        "divergences": [divergence.id for divergence in figure.divergences],
        "url": measure_location(figure.id).url,
    }


def _source(views: Views, entry: Document) -> Json:
    cited = [other.id for other in views.citing.get(entry.key or "", [])]
    path = f"{ROOT}/citations/{citation_key(entry)}"
    return {
        **entry_json(views, entry),
        "cited_by": cited,
        "citation_files": {"bibtex": f"{path}.bib", "csl": f"{path}.json"},
    }


def _csv(figures: list[Figure]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(MEASURE_COLUMNS)
    for figure in figures:
        flat = measure_json(figure)
        spread = figure.interval
        reach = figure.attainable
        flat |= {
            "interval_low": round(spread.low, 4) if spread else None,
            "interval_high": round(spread.high, 4) if spread else None,
            "interval_minimum": spread.minimum if spread else None,
            "attainable_rounded": reach.rounded if reach else None,
            "attainable_truncated": reach.truncated if reach else None,
            "divergences": " ".join(divergence.id for divergence in figure.divergences),
        }
        writer.writerow([_cell(flat[column]) for column in MEASURE_COLUMNS])
    return ("\ufeff" + out.getvalue()).encode()


def _cell(value: object) -> object:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def _schema(model: type[Entry | FreeMeasure], kind: str) -> Json:
    schema = model.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{ROOT}/schema/{kind}.json",
        **schema,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)


def _plainly(value: object) -> Json:
    return {key: _plain_value(item) for key, item in value.items()} if isinstance(value, Mapping) else {}


def _plain_value(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain_value(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain_value(item) for item in value]
    return _number(value) if isinstance(value, Decimal) else value


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
