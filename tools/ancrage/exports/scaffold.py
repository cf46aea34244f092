"""Prepares a valid record of any kind, with prompts to write over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from ancrage.load import FILES, FOLDERS
from ancrage.model import KINDS, CaseStudy, Entry, Pathway, Portal, Sheet
from ancrage.model.base import ID_PATTERN, Refers
from ancrage.problems import AncrageError

_PROMPTS = {
    "summary": "Dites en deux phrases ce que c'est, comme à un parent.",
    "why": "Dites à quoi cela sert, et à quel moment.",
    "steps": "Décrivez un geste précis, avec un lieu et un moment.",
    "first_step": "Proposez une chose à faire cette semaine.",
    "traps": "Nommez un piège.",
    "way_out": "Dites comment en sortir.",
    "signs": "Dites à quoi on voit que cela prend.",
    "limits": "Dites où s'arrête le mandat, et à qui passer le relais.",
    "evidence": "Les sources ne donnent pas de chiffre à ce sujet.",
    "recommendation": "Reformulez la recommandation de l'étude.",
    "how": "Dites ce que l'on compte, qui compte et à quel rythme.",
    "text": "Écrivez l'énoncé.",
    "aim": "Dites en une ligne où mène la semaine.",
    "debrief": "Posez la question à apporter en supervision.",
    "ask": "Écrivez la question.",
    "purpose": "Dites à quoi cela sert.",
    "paper_title": "Titre imprimé",
    "reference": "Donnez la référence complète.",
    "finding": "Dites ce qu'on lit dans chaque document.",
    "treatment": "Dites ce que montre le portail, et pourquoi.",
    "places": "Dites où, document par document.",
    "category": "Entre sources",
    "expansion": "Écrivez le sigle au long",
    "nature": "Rapport",
    "variants": "un autre mot",
    "say": "Dites qui vous êtes, ce que vous faites et ce que vous ne faites pas.",
    "bridge": "Proposez un premier pas ensemble.",
    "preparation": "Dites quoi préparer la veille.",
    "promise": "Dites ce que l'on saura faire au bout.",
    "foreword": "Dites à qui l'on parle, et pourquoi ce guide.",
    "usage": "Dites comment s'en servir.",
    "caution": "Dites ce que valent les données, et ce qu'elles ne disent pas.",
    "closing": "Écrivez ce que l'on garde.",
    "evaluation": "Posez une question qui dit ce que la séance a donné.",
}

_NESTED: dict[str, tuple[str, ...]] = {
    "indicators": ("- id: premier-indicateur", "  title: Premier indicateur", f"  how: {_PROMPTS['how']}"),
    "urgent": (
        "- id: danger",
        "  situation: Dites ce que l'on voit ou entend.",
        "  do: Dites quoi faire tout de suite.",
        "  contacts: [{name: Urgence, phone: '911', when: Dites dans quel cas.}]",
    ),
    "situations": ("- {id: premiere-situation, theme: besoin, text: Nommez la situation., goto: premiere-question}",),
    "questions": (
        "- id: premiere-question",
        "  ask: Posez une question dont la réponse est simple.",
        "  answers: [{text: Oui, goto: premiere-issue}, {text: Non, goto: danger}]",
    ),
    "outcomes": (
        "- id: premiere-issue",
        "  verdict: j-en-parle-d-abord  # je-le-fais, j-accompagne-vers, je-signale-un-trou, j-en-parle-d-abord",
        "  title: Dites quoi faire.",
        "  why: Dites sur quoi cela repose.",
        "  call: Dites qui appeler.",
        "  say: Donnez une phrase à dire à la famille.",
        "  entries: [{entry}]",
        "  basis: portail",
    ),
    "i_do": ("- Un geste.", "- Un autre geste.", "- Un troisième geste."),
    "i_do_not": ("- Une limite.", "- Une autre limite."),
    "aims": ("- {id: premier-but, text: Dites ce que la personne saura faire.}",),
    "group": ("min: 6", "max: 12"),
    "activities": (
        "- id: premiere-activite",
        "  title: Première activité",
        "  minutes: 60  # en tout, la durée de la séance",
        "  method: travail-en-duo",
        "  serves: [premier-but]",
        "  steps:",
        "    - text: Dites quoi faire, dans l'ordre.",
        "      say: Donnez la phrase à dire au groupe.",
    ),
    "chapters": (
        "- id: premier-chapitre",
        "  title: Premier chapitre",
        "  opening: Dites pourquoi commencer ici.",
        "  sections: [{entry: {sheet}}]",
    ),
    "call_me_when": ("- Un moment.", "- Un autre moment.", "- Un troisième moment."),
}
"""Lists of records, and lists of which one item is not enough."""

_SITUATION = (
    "situation:  # ou `territory`, pour un cas de territoire : voir practices/README.md",
    "  context: Dites ce qui suffit pour comprendre, sans rien qui fasse reconnaître.",
    "  needs: [Nommez un besoin que la famille exprime.]",
    "  steps_taken: [Dites ce qui a été fait, et ce qui est arrivé.]",
    "  question: Posez une question qui parle de votre pratique.",
)
"""The shape of a case that a person writes first."""
_NUMBERS = {"duration": 60}
_FORM = (
    "blocks:",
    "  - heading: Première partie",
    "  - text: Écrivez ce que la personne lit.",
    "  - field: {name: Ce qu'elle écrit, lines: 3}",
    "  - adapt: Dites quoi changer selon le milieu; ce texte ne s'imprime pas.",
)
"""The first blocks of a form."""


def write(root: Path, kind: str, record_id: str, portal: Portal) -> Path:
    """Write a record to fill in and return its file. Raises AncrageError when the id is unfit or taken."""
    if not re.fullmatch(ID_PATTERN, record_id):
        raise AncrageError(f"« {record_id} » : minuscules sans accent, chiffres et traits d'union seulement.")
    if record_id in portal.places:
        place = portal.places[record_id]
        raise AncrageError(f"« {record_id} » existe déjà : {place.path}:{place.line('id')}")
    lines = list(_fields(KINDS[kind], record_id, portal))
    folder = next((folder for folder, held in FOLDERS.items() if held == kind), None)
    if folder is not None:
        path = root / folder / f"{record_id}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path
    path = root / next(file for file, held in FILES.items() if held == kind)
    present = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(insert(present, record_id, lines), encoding="utf-8")
    return path


def insert(present: str, record_id: str, lines: list[str]) -> str:
    """Return the text of a sorted list with one more record, the rest untouched."""
    notice = "\n".join([f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]) + "\n"
    for match in re.finditer(r"^- id: *['\"]?([a-z0-9-]+)", present, re.MULTILINE):
        if match[1] > record_id:
            return present[: match.start()] + notice + present[match.start() :]
    separator = "" if not present or present.endswith("\n") else "\n"
    return present + separator + notice


def _fields(model: type[Entry], record_id: str, portal: Portal) -> Iterator[str]:
    yield f"id: {record_id}"
    yield f"title: {record_id.replace('-', ' ').capitalize()}"
    for name, field in model.model_fields.items():
        if name == "blocks":
            yield from _blocks(record_id, portal) if issubclass(model, Pathway) else _FORM
        elif name not in ("id", "title") and field.is_required():
            yield from _field(name, field, record_id, portal)
    if model is CaseStudy:
        yield from _SITUATION
    if issubclass(model, Sheet):
        for name in ("why", "steps", "first_step", "traps", "signs", "limits", "evidence"):
            yield from _section(name)


def _section(name: str) -> Iterator[str]:
    if name == "traps":
        yield from ("traps:", f"  - trap: {_PROMPTS['traps']}", f"    way_out: {_PROMPTS['way_out']}")
    elif name == "steps":
        yield from ("steps:", f"  - {_PROMPTS['steps']}")
    else:
        yield f"{name}: {_PROMPTS[name]}"


def _field(name: str, field: FieldInfo, record_id: str, portal: Portal) -> Iterator[str]:
    choices = _literals(field.annotation)
    refers = next((mark for mark in [*field.metadata, *_marks(field.annotation)] if isinstance(mark, Refers)), None)
    many = get_origin(field.annotation) is tuple
    if name in _NESTED and not choices:
        yield f"{name}:"
        first = next(iter(portal.entries), record_id)
        sheet = next((entry.id for entry in portal.entries.values() if isinstance(entry, Sheet)), first)
        for line in _NESTED[name]:
            yield f"  {line.replace('{entry}', first).replace('{sheet}', sheet)}"
    elif refers:
        shown = _first_of(refers.to, portal)
        yield f"{name}: [{shown}]" if many else f"{name}: {shown}"
    elif choices:
        yield f"{name}: [{choices[0]}]" if many else f"{name}: {choices[0]}  # {', '.join(choices)}"
    elif field.annotation is bool:
        yield f"{name}: true"
    elif field.annotation is int:
        yield f"{name}: {_NUMBERS.get(name, 1)}"
    elif many:
        yield f"{name}: [{_PROMPTS[name]}]"
    else:
        yield f"{name}: {_PROMPTS[name]}"


def _blocks(record_id: str, portal: Portal) -> Iterator[str]:
    """Yield a first block of a pathway, with its first week and its first step."""
    yield from (
        "blocks:",
        "  - id: premier-bloc",
        "    title: Premier bloc",
        f"    evidence: {_PROMPTS['evidence']}",
        "    weeks:",
        "      - number: 1",
        "        title: Première semaine",
        f"        aim: {_PROMPTS['aim']}",
        "        steps:",
        f"          - id: {record_id}-s01-1",
        f"            text: {_PROMPTS['steps']}",
        f"            entries: [{_first_of('entree', portal)}]",
        f"        debrief: {_PROMPTS['debrief']}",
    )


def _first_of(kind: str, portal: Portal) -> str:
    wanted = [entry.id for entry in portal.entries.values() if kind in (entry.kind, "entree", "entree-ou-mesure")]
    if not wanted:
        raise AncrageError(f"il faut d'abord au moins une entrée de genre « {kind} ».")
    return wanted[0]


def _literals(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 - type hints have no common type
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for part in get_args(annotation) if (found := _literals(part))), ())


def _marks(annotation: Any) -> Iterator[object]:  # noqa: ANN401 - type hints have no common type
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _marks(part)
