"""YAML files → records that know their file and line. The only module that opens YAML.

`load(root)` reads a folder holding `practices/` and `glossary/`; it returns what could be read and every problem met.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from ancrage.load.refusals import refusals
from ancrage.load.yaml_text import Lines, parse
from ancrage.model import (
    KINDS,
    BankActivity,
    Confidential,
    Document,
    Entry,
    Equivalent,
    FreeMeasure,
    Key,
    Measure,
    Place,
    Placed,
    Portal,
    Sentences,
    Sign,
    TrainingGoal,
    WordList,
)
from ancrage.problems import AncrageError, Problem, suggestion

MAX_BYTES = 512 * 1024

FOLDERS = {
    "practices/strategies": "strategie",
    "practices/fiches": "fiche",
    "practices/qualities": "qualite",
    "practices/obstacles": "obstacle",
    "practices/needs": "besoin",
    "practices/adaptation": "adaptation",
    "practices/levers": "levier",
    "practices/framework/roles": "role",
    "practices/pathways": "parcours",
    "practices/decisions": "aiguillage",
    "practices/cards": "presentation",
    "practices/cases": "cas",
    "practices/sessions": "seance",
    "practices/templates": "gabarit",
    "practices/guides": "guide",
}
"""Folders of long records: one a file, id = file stem."""

FILES = {
    "practices/framework/tasks.yml": "tache",
    "practices/framework/sectors.yml": "secteur",
    "practices/framework/organisations.yml": "organisation",
    "practices/factors.yml": "facteur",
    "practices/messages.yml": "message",
    "practices/outcomes.yml": "retombee",
    "practices/funders.yml": "bailleur",
    "practices/territories.yml": "territoire",
    "practices/mechanisms.yml": "mecanisme",
    "practices/regions.yml": "region",
    "practices/references.yml": "repere",
    "practices/interviews.yml": "question",
    "practices/confidentiality/signs.yml": Sign.kind,
    "practices/confidentiality/words.yml": WordList.kind,
    "practices/confidentiality/sentences.yml": Sentences.kind,
    "practices/activities.yml": BankActivity.kind,
    "practices/goals.yml": TrainingGoal.kind,
    "practices/evidence/documents.yml": "document",
    "practices/evidence/measures.yml": FreeMeasure.kind,
    "practices/evidence/divergences.yml": "divergence",
    "glossary/terms.yml": "terme",
    "glossary/acronyms.yml": "acronyme",
    "glossary/synonyms.yml": "synonyme",
    "glossary/equivalents.yml": Equivalent.kind,
    "glossary/questions.yml": Equivalent.kind,
}
"""Files of short records: a list sorted by id."""

_APART = (Equivalent, Sign, WordList, Sentences, BankActivity, TrainingGoal)
"""Records that are no entries: each kind has ids of its own."""

_Read = Entry | FreeMeasure | Equivalent | Confidential | BankActivity | TrainingGoal
_MODELS: dict[str, type[_Read]] = {
    **KINDS,
    FreeMeasure.kind: FreeMeasure,
    **{model.kind: model for model in _APART},
}


@dataclass
class _Reading:
    """What is gathered while reading: entries, figures, everyday words, signs, problems."""

    entries: dict[str, Entry] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    owners: dict[str, str | None] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    apart: list[Placed] = field(default_factory=list)
    apart_places: dict[str, dict[str, Place]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    partial: bool = False


def load(root: Path) -> tuple[Portal, list[Problem]]:
    """Return the portal under `root` and the problems of its files, sorted.

    Raises AncrageError where there is nothing to read.
    """
    if not (root / "practices").is_dir() or not (root / "glossary").is_dir():
        raise AncrageError(f"{root} ne contient pas les dossiers practices/ et glossary/ : donnez le bon avec --root.")
    reading = _Reading()
    for path in _content_files(root):
        _read_file(root, path, reading)
    sources = {
        entry.key: entry for entry in reading.entries.values() if isinstance(entry, Document) and entry.key is not None
    }
    portal = Portal(
        entries=dict(sorted(reading.entries.items())),
        measures=dict(sorted(reading.measures.items())),
        owners=reading.owners,
        sources=sources,
        places=reading.places,
        equivalents=tuple(record for record in reading.apart if isinstance(record, Equivalent)),
        confidential=tuple(record for record in reading.apart if isinstance(record, Confidential)),
        apart={model.kind: _by_id(reading.apart, model) for model in (BankActivity, TrainingGoal)},
        unread=frozenset(reading.unread),
        partial=reading.partial,
    )
    return portal, sorted(reading.problems)


def _by_id(records: Iterable[Placed], model: type[BankActivity | TrainingGoal]) -> dict[str, Placed]:
    return {record.id: record for record in records if isinstance(record, model)}


def read_alone(file: Path, kind: str) -> tuple[Entry | None, list[Problem]]:
    """Return the record of a file that lies anywhere, and the problems met; its place is the path as given."""
    reading = _Reading()
    text = _text(file, str(file), reading.problems)
    value, lines, problems = parse(text, str(file)) if text is not None else (None, {}, [])
    if text is not None and not problems:
        _read_record(value, kind, Place(str(file), lines), reading)
    return next(iter(reading.entries.values()), None), [*reading.problems, *problems]


def _content_files(root: Path) -> list[str]:
    found: list[str] = []
    for folder in ("practices", "glossary"):
        files = (path for path in sorted((root / folder).rglob("*")) if not path.is_dir())
        found += [
            file.relative_to(root).as_posix() for file in files if file.name != "README.md" and file.name[0] != "."
        ]
    return found


def _read_file(root: Path, path: str, reading: _Reading) -> None:
    pure = PurePosixPath(path)
    single = FOLDERS.get(str(pure.parent)) if pure.suffix == ".yml" else None
    kind = single or FILES.get(path)
    if kind is None:
        reading.problems.append(Problem(path, 1, "fichier", _misplaced(pure), "fichier-inattendu"))
        return
    text = _text(root / path, path, reading.problems)
    value, lines, problems = parse(text, path) if text is not None else (None, {}, [])
    reading.problems.extend(problems)
    if text is None or problems:
        reading.unread.add(pure.stem)
        reading.partial |= not single
        return
    if single:
        _read_record(value, kind, Place(path, lines), reading)
        record_id = value.get("id") if isinstance(value, dict) else None
        if record_id != pure.stem:
            reading.unread.add(pure.stem)
        if record_id != pure.stem and record_id in reading.entries:
            message = f"« {record_id} » n'est pas le nom du fichier : écrivez « {pure.stem} » ou renommez le fichier"
            reading.problems.append(Problem(path, lines.get(("id",), 1), "id", message, "id-et-fichier"))
    else:
        _read_list(value, kind, path, lines, reading)


def _misplaced(path: PurePosixPath) -> str:
    renamed = path.with_suffix(".yml")
    if path.suffix != ".yml" and (str(renamed) in FILES or str(renamed.parent) in FOLDERS):
        return f"l'extension est .yml : renommez-le {renamed.name}"
    close = suggestion(str(path), FILES)
    return f"aucun genre n'est attendu ici; voir la table des emplacements de practices/README.md.{close}"


def _text(file: Path, path: str, problems: list[Problem]) -> str | None:
    if not file.is_file():
        problems.append(
            Problem(path, 1, "fichier", "ce n'est pas un fichier ordinaire : retirez-le", "fichier-inattendu")
        )
        return None
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        problems.append(Problem(path, 1, "fichier", f"illisible ({error.strerror})", "fichier-inattendu"))
        return None
    if size > MAX_BYTES:
        message = f"{size // 1024} Kio; {MAX_BYTES // 1024} au plus : répartissez le contenu"
        problems.append(Problem(path, 1, "fichier", message, "fichier-trop-gros"))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "le fichier n'est pas en UTF-8 : réenregistrez-le dans cet encodage"
        problems.append(Problem(path, line, "fichier", message, "encodage"))
        return None


def _read_list(value: object, kind: str, path: str, lines: Lines, reading: _Reading) -> None:
    if not isinstance(value, list):
        message = "ce fichier est une liste de notices : commencez chacune par « - id: »"
        reading.problems.append(Problem(path, 1, "fichier", message, "type-invalide"))
        reading.partial = True
        return
    by_index: dict[Key, Lines] = {index: {} for index in range(len(value))}
    for where, line in lines.items():
        if where:
            by_index[where[0]][where[1:]] = line
    previous = ""
    for index, item in enumerate(value):
        place = Place(path, by_index[index])
        record_id = item.get("id") if isinstance(item, dict) else None
        if isinstance(record_id, str):
            if record_id < previous:
                message = f"« {record_id} » vient après « {previous} » : triez les notices par identifiant"
                reading.problems.append(Problem(path, place.line("id"), "id", message, "ordre"))
            previous = record_id
        _read_record(item, kind, place, reading)


def _read_record(value: object, kind: str, place: Place, reading: _Reading) -> None:
    model = _MODELS[kind]
    if not isinstance(value, dict):
        message = "une fiche est faite de « clé: valeur »" if value is not None else "le fichier est vide"
        reading.problems.append(Problem(place.path, place.line(), "fiche", message, "type-invalide"))
        return
    try:
        record = model.model_validate(value)
    except ValidationError as error:
        reading.problems.extend(refusals(error, model, value, place))
        if model not in _APART:
            reading.unread.add(str(value.get("id")))
        reading.partial |= kind == "document"
        return
    places = reading.apart_places.setdefault(kind, {}) if isinstance(record, _APART) else reading.places
    if record.id in places:
        first = places[record.id]
        message = f"« {record.id} » existe déjà : {first.path}:{first.line('id')}"
        reading.problems.append(Problem(place.path, place.line("id"), "id", message, "id-en-double"))
        return
    places[record.id] = place
    if isinstance(record, _APART):
        reading.apart.append(record.placed(place))
        return
    if isinstance(record, FreeMeasure):
        reading.measures[record.id] = record
        reading.owners[record.id] = record.entry
        return
    reading.entries[record.id] = record.placed(place)
    for name, measure in record.measures.items():
        full = f"{record.id}.{name}"
        reading.measures[full] = measure
        reading.owners[full] = record.id


__all__ = ["FILES", "FOLDERS", "MAX_BYTES", "load", "parse", "read_alone"]
