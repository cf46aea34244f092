"""What the workshop refuses, and Python with it: same places, same rules, same words."""

from __future__ import annotations

import copy
import random
import re
from dataclasses import replace
from decimal import Decimal

from pydantic import ValidationError

from ancrage.check import check
from ancrage.load import parse
from ancrage.load.refusals import refusals
from ancrage.model import CaseStudy, Place

from .node import needs_node
from .workshop_node import FABRICATED, INVENTED, KNOWN_FABRICATED, PUBLISHED, SPOILT, asked, texts

GUESSED = re.compile(r" Vouliez-vous dire « [^»]* »\?| Clés permises : .*|^« [^»]* »(?= n'est pas permis)")
"""What Python alone says: the close name, the key that the workshop leaves out, a value that is no text."""


def refused(value: object) -> list[tuple[str, str, str]]:
    """Return what the loader refuses in a record: place, rule, message without what only Python says."""
    try:
        CaseStudy.model_validate(value)
    except ValidationError as error:
        found = refusals(error, CaseStudy, value, Place("", {}))
        return sorted((one.field, one.rule, GUESSED.sub("", one.message)) for one in found)
    return []


def told(problems: list[dict]) -> list[tuple[str, str, str]]:
    """Return the problems of the browser in the same form."""
    return sorted((one["field"], one["rule"], GUESSED.sub("", one["message"])) for one in problems)


WRONG = [
    None, True, False, 0, 3, -1, 1000, Decimal("3.5"), Decimal("101.0"), Decimal("1234567890123456.0"), Decimal("0.00"),
    "", "  ", "x", "12", "é" * 121, "y" * 401, "z" * 8001, "deux\nlignes", "a-b", "a.b", "A b", "rural", "≥", "%", "% des",
    "2024", "2024-13", "2024-04/2024-10", "non-precisee", "\U0001f600" * 120, [], ["x"], ["", 3], [{}], {}, {"x": 1}, {"value": 3},
]  # fmt: skip


def places(value: object, where=()) -> list[tuple]:
    """Return the place of every part of a document."""
    found = [where] if where else []
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return found + [place for key, part in pairs for place in places(part, (*where, key))]


def spoil(document: object, chance: random.Random) -> object:
    """Return a document with one to three defects, or a change that is none."""
    document = copy.deepcopy(document)
    for _ in range(chance.randint(1, 3)):
        where = chance.choice(places(document) or [()])
        if not where:
            continue
        holder = document
        for key in where[:-1]:
            holder = holder[key]
        match chance.randint(0, 4):
            case 0:
                del holder[where[-1]]
            case 1 if isinstance(holder, dict):
                holder[chance.choice(["territory", "situation", "label", "measure", "reading", "x", "goal"])] = (
                    chance.choice(WRONG)
                )
            case 2 if isinstance(holder, list):
                holder.append(chance.choice(WRONG))
            case _:
                holder[where[-1]] = chance.choice(WRONG)
    return document


@needs_node
def test_the_browser_refuses_what_python_refuses_at_the_same_places_in_the_same_words():
    chance = random.Random(20261125)  # noqa: S311 - reproducible
    sources = [parse(text, "")[0] for text in texts([*PUBLISHED, *INVENTED, *SPOILT])]
    documents = [*sources, *WRONG_ROOTS, *(spoil(chance.choice(sources), chance) for _ in range(700))]
    found = asked([["validate", document] for document in documents])
    compared = [(refused(document), told(problems)) for document, problems in zip(documents, found, strict=True)]
    assert [pair for pair in compared if pair[0] != pair[1]] == []
    assert sum(bool(expected) for expected, _ in compared) > 400
    assert len({rule for expected, _ in compared for _, rule, _ in expected}) >= 7


WRONG_ROOTS = [{}, {"territory": {}}, {"situation": {}}, {"situation": None, "territory": None}]
OF_RECORDS = {
    "situation-reelle", "cas-sans-source", "cas-invente-source", "indicateur-inconnu", "indicateur-sans-cible", "unite-differente",
    "renvoi-inconnu", "source-inconnue",
}  # fmt: skip
SAME = {"renvoi-mauvais-genre": "renvoi-inconnu"}
"""The page does not hold the names of every kind: what exists elsewhere is unknown to it."""

MENDABLE = ["x-inconnu", "marine", "allumer-ensemble", "delai", "phares", "gardienne-q1", "releve-2031", "heures", "jours",
            "Voir [[baie-inventee.phares]].", "**[[a.b]]**\n\n- Un [[c\n  d]]", "[[a]] et [[b.c]]", True, False]  # fmt: skip


def checked(document: dict) -> list[tuple[str, str]]:
    """Return what the rules of cases and of names find in a document that the model takes."""
    place = Place("cas.yml", {})
    case = CaseStudy.model_validate(document).placed(place)
    portal = replace(
        FABRICATED, entries={**FABRICATED.entries, case.id: case}, places={**FABRICATED.places, case.id: place}
    )
    found = {(one.field, SAME.get(one.rule, one.rule)) for one in check(portal) if one.path == "cas.yml"}
    return sorted(one for one in found if one[1] in OF_RECORDS and not one[0].startswith("related"))


@needs_node
def test_the_browser_knows_the_rules_of_cases_and_the_names_that_the_page_holds():
    chance = random.Random(11)  # noqa: S311 - reproducible
    sources = [parse(text, "")[0] for text in texts(INVENTED)]
    documents = [*sources, *({**one, "fabricated": not one["fabricated"]} for one in sources)]
    while len(documents) < 120:
        document = copy.deepcopy(chance.choice(sources))
        for _ in range(chance.randint(1, 2)):
            where = chance.choice(
                [place for place in places(document) if place[-1] not in ("id", "related") and "related" not in place]
            )
            holder = document
            for key in where[:-1]:
                holder = holder[key]
            if isinstance(holder[where[-1]], str | bool):
                holder[where[-1]] = chance.choice(MENDABLE)
        if not refused(document):
            documents.append(document)
    found = asked([["check", document] for document in documents], KNOWN_FABRICATED)
    browser = [sorted({(one["field"], one["rule"]) for one in problems}) for problems in found]
    python = [checked(document) for document in documents]
    assert [pair for pair in zip(python, browser, strict=True) if pair[0] != pair[1]] == []
    assert {rule for one in python for _, rule in one} == OF_RECORDS
