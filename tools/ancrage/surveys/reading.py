"""A file of `/cas/releves/` → an account, or what is wrong with it and where; nothing is taken from a file at fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from ancrage.json_lines import Json, read_json
from ancrage.model import Key
from ancrage.model.base import Setting
from ancrage.problems import Problem, field_name
from ancrage.surveys.model import EFFECTS, FORMAT, NO_OPINION, SETTINGS, USES, VERSION, Answer, Survey, months

MAX_CHARACTERS = 64 * 1024
MAX_MONTHS = 24
WHY_LENGTH = 200
_ID = re.compile(r"[0-9a-f]{16}")
_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")
_KEYS = ("format", "version", "id", "setting", "period", "answers")
_RULE = "releve-invalide"


@dataclass(frozen=True)
class Fault:
    """One thing wrong: where in the value, and what it should be."""

    where: tuple[Key, ...]
    message: str


def read_survey(text: str, path: str, strategies: Collection[str]) -> tuple[Survey | None, list[Problem]]:
    """Return the account that a file holds, and what is wrong with it; `strategies`: those of the questionnaire."""
    if len(text) > MAX_CHARACTERS:
        return None, [Problem(path, 1, "fichier", "trop gros pour un relevé", _RULE)]
    read = read_json(text)
    if read.fault:
        line, message = read.fault
        return None, [Problem(path, line, "fichier", message, _RULE)]
    problems = [_problem(path, read, fault) for fault in _faults(read.value, strategies)]
    return (None if problems else _survey(read.value)), problems


def _problem(path: str, read: Json, fault: Fault) -> Problem:
    return Problem(path, read.line(*fault.where), field_name(fault.where), fault.message, _RULE)


def _survey(value: object) -> Survey:
    """Return a value without fault as an account."""
    record = cast(dict[str, dict[str, dict[str, str]]], value)
    texts = cast(dict[str, str], value)
    period = cast(dict[str, str], record["period"])
    answers = {
        name: Answer(
            answer["use"],
            effect if (effect := answer.get("effect")) in EFFECTS else None,
            answer.get("why", "").strip(),
        )
        for name, answer in sorted(record["answers"].items())
    }
    return Survey(texts["id"], cast(Setting, texts["setting"]), period["from"], period["to"], answers)


def _faults(value: object, strategies: Collection[str]) -> Iterator[Fault]:
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        yield Fault(("format",), f"ce fichier n'est pas un relevé (attendu : « {FORMAT} »)")
        return
    version = value.get("version")
    if isinstance(version, float) and version > VERSION:
        yield Fault(("version",), "ce relevé vient d'un portail plus récent : mettez le vôtre à jour")
        return
    if version != VERSION or isinstance(version, bool):
        yield Fault(("version",), f"doit être {VERSION}")
    yield from (Fault((key,), "manque") for key in _KEYS if key not in value)
    yield from (Fault((key,), "clé inconnue") for key in value if key not in _KEYS)
    if "id" in value and not _is(value["id"], _ID):
        yield Fault(("id",), "doit être seize chiffres ou lettres de a à f")
    if "setting" in value and value["setting"] not in SETTINGS:
        yield Fault(("setting",), f"doit être un milieu : {', '.join(SETTINGS)}")
    if "period" in value:
        yield from _period(value["period"])
    if "answers" in value:
        yield from _answers(value["answers"], strategies)


def _is(value: object, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _period(value: object) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(("period",), "doit avoir un mois de début, « from », et un mois de fin, « to »")
        return
    yield from (Fault(("period", key), "clé inconnue") for key in value if key not in ("from", "to"))
    wrong = [key for key in ("from", "to") if not _is(value.get(key), _MONTH)]
    yield from (Fault(("period", key), "doit être un mois, comme « 2025-04 »") for key in wrong)
    if not wrong and not 1 <= months(value["from"], value["to"]) <= MAX_MONTHS:
        yield Fault(("period",), f"doit couvrir de 1 à {MAX_MONTHS} mois")


def _answers(value: object, strategies: Collection[str]) -> Iterator[Fault]:
    if not isinstance(value, dict) or not value:
        yield Fault(("answers",), "doit donner au moins une réponse")
        return
    for name, answer in value.items():
        where = ("answers", name)
        if name not in strategies:
            yield Fault(where, "n'est pas une stratégie du questionnaire")
        elif not isinstance(answer, dict):
            yield Fault(where, "doit être une réponse")
        else:
            yield from (Fault((*where, *fault.where), fault.message) for fault in _answer(answer))


def _answer(answer: Mapping[str, object]) -> Iterator[Fault]:
    use, effect, why = answer.get("use"), answer.get("effect"), answer.get("why", "")
    yield from (Fault((key,), "clé inconnue") for key in answer if key not in ("use", "effect", "why"))
    if not isinstance(use, str) or use not in USES:
        yield Fault(("use",), f"doit être une fréquence : {', '.join(USES)}")
    if "effect" in answer and (not isinstance(effect, str) or effect not in (*EFFECTS, NO_OPINION)):
        yield Fault(("effect",), f"doit être un avis : {', '.join((*EFFECTS, NO_OPINION))}")
    elif use == "jamais" and "effect" in answer:
        yield Fault(("effect",), "une stratégie jamais employée ne se juge pas : retirez cet avis")
    if not isinstance(why, str) or len(why) > WHY_LENGTH or "\n" in why:
        yield Fault(("why",), f"doit tenir sur une ligne de {WHY_LENGTH} caractères au plus")
