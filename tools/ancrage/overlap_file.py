"""The file of an overlap grid (`ancrage-chevauchements`, version 1): read whole, every fault told with its place.

Twin of docs/js/chevauchements/file.js: both tell the same faults of the same file, in the same order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from ancrage.overlap import KINDS, Grid, Judgement, Kind, Named

FORMAT = "ancrage-chevauchements"
VERSION = 1
MOST = {"roles": 12, "groups": 6, "responsibilities": 60}
"""The longest lists that a grid may have."""
NAME_LENGTH = 120
NOTE_LENGTH = 300
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEYS = ("format", "version", "title", "date", "roles", "groups", "responsibilities", "carries", "judgements")


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file: its place (`roles › 2 › name`), and how to mend it."""

    where: str
    what: str

    def __str__(self) -> str:
        """Return `place : what is wrong`."""
        return f"{self.where} : {self.what}"


@dataclass
class _Reading:
    """What is told while reading."""

    faults: list[Fault] = field(default_factory=list)

    def wrong(self, *where: str | int, what: str) -> None:
        self.faults.append(Fault(" › ".join(map(str, where)), what))

    def unknown_keys(self, value: Mapping[str, object], known: Iterable[str], *where: str | int) -> None:
        for key in value:
            if key not in known:
                self.wrong(*where, key, what="clé inconnue")

    def text(self, value: object, most: int, *where: str | int) -> str:
        if isinstance(value, str) and len(value) <= most:
            return value
        self.wrong(*where, what=f"doit être un texte de {most} caractères au plus")
        return ""


def read(text: str) -> tuple[Grid | None, list[Fault]]:
    """Return the grid of a file, or None and what is wrong with it."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None, [Fault("fichier", "abîmé ou incomplet, ce n'est pas du JSON")]
    return grid_of(value)


def grid_of(value: object) -> tuple[Grid | None, list[Fault]]:
    """Return the grid that a JSON value holds, or None and what is wrong with it."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        return None, [Fault("format", f"ce fichier ne vient pas de cet outil (attendu : « {FORMAT} »)")]
    version = value.get("version")
    if isinstance(version, bool) or version != VERSION:
        return None, [Fault("version", f"cette version du portail lit la version {VERSION}")]
    reading = _Reading()
    reading.unknown_keys(value, _KEYS)
    title = reading.text(value.get("title"), NAME_LENGTH, "title")
    day = _day(value.get("date"), reading)
    lists = {name: _named(value.get(name), name, reading) for name in MOST}
    known = {name: {item.id for item in items} for name, items in lists.items()}
    carries = _carries(value.get("carries"), known, reading)
    judgements = _judgements(value.get("judgements"), known, reading)
    if reading.faults:
        return None, reading.faults
    return Grid(title, day, **lists, carries=carries, judgements=judgements), []


def _day(value: object, reading: _Reading) -> str:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    reading.wrong("date", what="doit être une date, comme « 2026-11-25 »")
    return ""


def _named(value: object, name: str, reading: _Reading) -> tuple[Named, ...]:
    """Return the items of a list; places count from 1, as people do."""
    if not isinstance(value, list) or not 1 <= len(value) <= MOST[name]:
        reading.wrong(name, what=f"doit être une liste de 1 à {MOST[name]} éléments")
        return ()
    found: dict[str, Named] = {}
    for number, item in enumerate(value, 1):
        if not isinstance(item, dict):
            reading.wrong(name, number, what="doit être un objet")
            continue
        reading.unknown_keys(item, ("id", "name"), name, number)
        item_id = item.get("id")
        if not isinstance(item_id, str) or not _ID.fullmatch(item_id):
            reading.wrong(
                name, number, "id", what="doit être fait de minuscules sans accent, de chiffres et de traits d'union"
            )
        elif item_id in found:
            reading.wrong(name, number, "id", what=f"« {item_id} » est déjà pris")
        else:
            found[item_id] = Named(item_id, reading.text(item.get("name"), NAME_LENGTH, name, number, "name"))
    return tuple(found.values())


def _tree(value: object, name: str, known: set[str], reading: _Reading) -> list[tuple[str, dict[str, Any]]]:
    """Return the objects under each known responsibility of `carries` or `judgements`."""
    if not isinstance(value, dict):
        reading.wrong(name, what="doit être un objet")
        return []
    found = []
    for key, inner in value.items():
        if key not in known:
            reading.wrong(name, key, what="aucune responsabilité ne porte cet identifiant")
        elif not isinstance(inner, dict):
            reading.wrong(name, key, what="doit être un objet")
        else:
            found.append((key, inner))
    return found


def _carries(value: object, known: Mapping[str, set[str]], reading: _Reading) -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for responsibility, answers in _tree(value, "carries", known["responsibilities"], reading):
        found[responsibility] = {}
        for role, groups in answers.items():
            where = ("carries", responsibility, role)
            if role not in known["roles"]:
                reading.wrong(*where, what="aucun rôle ne porte cet identifiant")
            elif not isinstance(groups, list) or not all(isinstance(g, str) and g in known["groups"] for g in groups):
                reading.wrong(*where, what="doit être une liste de groupes de la grille (vide : ne porte pas)")
            else:
                found[responsibility][role] = frozenset(groups)
    return found


def _judgements(value: object, known: Mapping[str, set[str]], reading: _Reading) -> dict[str, dict[str, Judgement]]:
    found: dict[str, dict[str, Judgement]] = {}
    for responsibility, cells in _tree(value, "judgements", known["responsibilities"], reading):
        found[responsibility] = {}
        for group, cell in cells.items():
            where = ("judgements", responsibility, group)
            if group not in known["groups"]:
                reading.wrong(*where, what="aucun groupe ne porte cet identifiant")
            elif not isinstance(cell, dict):
                reading.wrong(*where, what="doit être un objet")
            else:
                reading.unknown_keys(cell, ("kind", "note"), *where)
                kind = cell.get("kind")
                if kind not in ("", *KINDS):
                    reading.wrong(*where, "kind", what=f"doit être vide, ou {', '.join(KINDS)}")
                note = reading.text(cell.get("note"), NOTE_LENGTH, *where, "note")
                found[responsibility][group] = Judgement(cast(Kind, kind), note)
    return found
