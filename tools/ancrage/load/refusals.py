"""What the model refuses, said in French at its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ancrage.model import FreeMeasure, Key, Place
from ancrage.problems import Problem, field_name, suggestion

MOST = 100
"""Problems told of one record: whoever has more mends these first."""


def refusals(error: ValidationError, model: type[BaseModel], value: object, place: Place) -> Iterator[Problem]:
    """Yield one problem for each place of a record that the model refuses, then how many more there are."""
    seen = set()
    details = error.errors(include_url=False)
    for detail in details:
        where = _where(detail["loc"], value)
        if where in seen:
            continue
        seen.add(where)
        if len(seen) > MOST:
            message = f"et d'autres erreurs dans cette fiche ({len(details)} en tout) : corrigez d'abord les premières"
            yield Problem(place.path, place.line(*where), field_name(where), message, _french(detail, model, where)[1])
            return
        message, rule = _french(detail, model, where)
        line = place.line(*where)
        yield Problem(place.path, line, field_name(where), message, rule)


def _where(loc: tuple[Key, ...], value: object) -> tuple[Key, ...]:
    """Drop from a validator's path what is not in the data (the names of union branches)."""
    where: list[Key] = []
    for position, key in enumerate(loc):
        if (isinstance(value, dict) and key in value) or (
            isinstance(value, list) and isinstance(key, int) and key < len(value)
        ):
            where.append(key)
            value = value[key]  # type: ignore[index]
        elif position == len(loc) - 1 and isinstance(value, dict) and key != "[key]":
            where.append(key)
    return tuple(where)


_TYPES = {
    "string_type": "un texte est attendu; mettez un nombre ou « oui » entre guillemets",
    "tuple_type": "une liste est attendue : [a, b], ou un élément par ligne après « - »",
    "dict_type": "des « clé: valeur » sont attendues",
    "model_type": "des « clé: valeur » sont attendues",
    "bool_type": "true ou false est attendu",
    "int_type": "un nombre entier est attendu",
    "is_instance_of": "un nombre est attendu (virgule décimale écrite « . »)",
    "decimal_type": "un nombre est attendu (virgule décimale écrite « . »)",
    "decimal_parsing": "un nombre est attendu (virgule décimale écrite « . »)",
}
_PROVENANCE = {"source", "locator", "population", "period", "base", "label"}


def _french(detail: ErrorDetails, model: type[BaseModel], where: tuple[Key, ...]) -> tuple[str, str]:
    """Return the message and the rule of one refusal."""
    kind = detail["type"]
    if "-" in kind:  # one of our own rules, raised by the model
        return detail["msg"], kind
    if kind in _TYPES:
        return _TYPES[kind], "type-invalide"
    if kind in _WRITERS:
        return _WRITERS[kind](detail, model, where)
    limits = (f"{name} {limit}" for name, limit in detail.get("ctx", {}).items() if name not in _NOT_LIMITS)
    return f"hors limites ({', '.join(limits)})", "valeur-hors-limites"


_NOT_LIMITS = {"actual_length", "field_type", "error"}


def _missing(_: ErrorDetails, model: type[BaseModel], where: tuple[Key, ...]) -> tuple[str, str]:
    in_measure = model is FreeMeasure or where[:1] == ("measures",)
    if in_measure and where[-1] in _PROVENANCE:
        return "un chiffre sans cette clé ne paraît pas : ajoutez-la", "mesure-incomplete"
    return "clé exigée absente", "champ-manquant"


def _unknown_key(_: ErrorDetails, model: type[BaseModel], where: tuple[Key, ...]) -> tuple[str, str]:
    allowed = sorted(_model_at(model, where[:-1]).model_fields)
    close = suggestion(str(where[-1]), allowed)
    return f"clé inconnue.{close} Clés permises : {', '.join(allowed)}", "cle-inconnue"


def _unknown_value(detail: ErrorDetails, _: type[BaseModel], __: tuple[Key, ...]) -> tuple[str, str]:
    allowed = re.findall(r"'([^']*)'", str(detail.get("ctx", {})["expected"]))
    shown = str(detail["input"])[:60]
    return (
        f"« {shown} » n'est pas permis.{suggestion(shown, allowed)} Valeurs : {', '.join(allowed)}",
        "valeur-inconnue",
    )


def _unfit(detail: ErrorDetails, _: type[BaseModel], where: tuple[Key, ...]) -> tuple[str, str]:
    return _pattern_message(str(detail["input"])[:60], where)


_WRITERS: dict[str, Callable[[ErrorDetails, type[BaseModel], tuple[Key, ...]], tuple[str, str]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _unknown_value,
    "string_pattern_mismatch": _unfit,
}


def _pattern_message(shown: str, where: tuple[Key, ...]) -> tuple[str, str]:
    if where[-1] == "period":
        forms = "AAAA, AAAA-AAAA, AAAA-MM/AAAA-MM, AAAA-MM-JJ/AAAA-MM-JJ, non-precisee, sans-objet"
        return f"« {shown} » n'est pas une période ({forms})", "valeur-inconnue"
    if where[-1] == "phone":
        return (
            f"« {shown} » : un numéro s'écrit en chiffres, espaces et traits d'union (1 800 363-9010)",
            "type-invalide",
        )
    if where[-1] == "url":
        return f"« {shown} » : une adresse commence par https://", "adresse-interdite"
    return f"« {shown} » : minuscules sans accent, chiffres et traits d'union seulement", "id-invalide"


def _model_at(model: type[BaseModel], where: tuple[Key, ...]) -> type[BaseModel]:
    """Return the class that describes the part of a record at `where`."""
    for key in where:
        if isinstance(key, str) and key in model.model_fields:
            model = _inner(model.model_fields[key].annotation) or model
    return model


def _inner(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _inner(part)
        if found:
            return found
    return None
