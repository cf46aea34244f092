"""JSON Schema of a published measure: what `measures.json` holds, which is more than the YAML record."""

from __future__ import annotations

from typing import get_args

from ancrage.evidence import Category
from ancrage.model.base import ID_PATTERN, MEASURE_PATTERN, PERIOD_PATTERN

Json = dict[str, object]

_TEXT: Json = {"type": "string", "minLength": 1}
_MAYBE_TEXT: Json = {"type": ["string", "null"]}
_PERCENT: Json = {"type": "number", "minimum": 0, "maximum": 100}


def _described(schema: Json, description: str) -> Json:
    return {**schema, "description": description}


def _object(description: str, **properties: Json) -> Json:
    """Return the schema of an object, or null, with exactly these properties."""
    return {
        "type": ["object", "null"],
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def measure_properties() -> dict[str, Json]:
    """Return the schema of each property of a published measure, in the order published."""
    return {
        "id": {"type": "string", "pattern": MEASURE_PATTERN},
        "entry": _described({"type": ["string", "null"], "pattern": ID_PATTERN}, "Entrée que la figure éclaire."),
        "label": _TEXT,
        "value": {"type": "number"},
        "value_max": _described({"type": ["number", "null"]}, "Borne haute, quand la source imprime une fourchette."),
        "unit": _TEXT,
        "bound": {"enum": ["≤", "<", "≥", ">", None]},
        "approx": {"type": "boolean"},
        "nature": {"enum": ["observation", "cible", "estimation"]},
        "category": {"enum": list(get_args(Category))},
        "population": _TEXT,
        "n": _described({"type": ["integer", "null"], "minimum": 1}, "Nombre annoncé par la source."),
        "base": _described(
            {"enum": ["connue", "inconnue", "denombrement"]},
            "« inconnue » : `n` est celui de la section, pas forcément celui de cette figure.",
        ),
        "period": {"type": "string", "pattern": PERIOD_PATTERN},
        "source": _TEXT,
        "locator": _described(_TEXT, "Section › tableau › ligne."),
        "note": _MAYBE_TEXT,
        "interval": _object(
            "Intervalle de Wilson, en pour cent; nul sauf pour une part observée sur n réponses.",
            low=_PERCENT,
            high=_PERCENT,
            level={"const": 0.95},
            method={"const": "wilson"},
            minimum=_described({"type": "boolean"}, "Base inconnue : l'intervalle réel est au moins aussi large."),
        ),
        "attainable": _object(
            "Un nombre entier de réponses sur n donne-t-il le pourcentage imprimé?",
            rounded={"type": "boolean"},
            truncated={"type": "boolean"},
        ),
        "divergences": {"type": "array", "items": {"type": "string", "pattern": ID_PATTERN}, "uniqueItems": True},
        "url": _described(_TEXT, "Adresse du passeport, à partir de la racine du site."),
    }


def measures_schema(address: str) -> Json:
    """Return the schema of the list of published measures, named by its address."""
    properties = measure_properties()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": "Figures publiées",
        "description": "Chaque figure de measures.json, avec son intervalle, sa vérification et ses divergences.",
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        },
    }
