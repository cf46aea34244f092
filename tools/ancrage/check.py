"""Rules across records: what a single record cannot know. Returns problems, changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ancrage.anonymity import check_anonymity
from ancrage.cases import check_cases, check_indicators
from ancrage.equivalents import check_equivalents
from ancrage.goals import check_goals
from ancrage.guides import check_guides
from ancrage.markup import Image, Insert, Link, tokens
from ancrage.mechanisms import check_mechanisms
from ancrage.model import (
    CaseStudy,
    Entry,
    FreeMeasure,
    Key,
    Place,
    Portal,
    Record,
    prose,
    references,
)
from ancrage.orphans import check_orphans
from ancrage.pathways import check_pathways
from ancrage.problems import Problem, field_name, suggestion
from ancrage.sessions import check_sessions
from ancrage.templates import check_templates
from ancrage.trees import check_trees
from ancrage.writing import check_writing, page_id, passages

_KIND_NAMES = {
    "role": "un rôle", "secteur": "un secteur", "qualite": "une qualité", "obstacle": "un obstacle",
    "seance": "une séance", "levier": "un levier", "question": "une question d'entretien",
    "territoire": "un territoire",
    "organisation-ou-role": "une organisation ou un rôle",
}  # fmt: skip
_HTML = re.compile(r"</?[A-Za-z][^<>]*>?|<!--|<[!?]")
_FORM = re.compile(r"^\s*(#{1,6}\s|```|~~~|\||={3,}\s*$|-{3,}\s*$|!!!|\?\?\?|>\s|\*\[|\[\^|\[[^\]]+\]:)", re.MULTILINE)
_ALLOWED_ADDRESS = re.compile(r"^(https://[^\s]+|mailto:[^\s@]+@[^\s@]+|tel:[-+\d]+)$")
_NAME = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)?$")


def check(portal: Portal, docs: Path | None = None, pages: Mapping[str, str] | None = None) -> list[Problem]:
    """Return every problem between records and of writing, sorted.

    `docs`: where images of texts are looked for. `pages`: the hand-written pages by path, to be read as well.
    """
    checker = _Checker(portal, docs, frozenset(map(page_id, pages or ())))
    found = [problem for owner, place, record in _records(portal) for problem in checker.record(owner, place, record)]
    read = list(passages(portal, pages))
    across = (check_writing, check_orphans, check_equivalents)
    found += [*check_pathways(portal), *check_sessions(portal), *check_trees(portal), *check_templates(portal)]
    found += [*check_cases(portal), *check_anonymity(portal), *check_guides(portal), *check_mechanisms(portal)]
    found += check_goals(portal)
    return sorted([*found, *(problem for rules in across for problem in rules(portal, read))])


def check_alone(case: CaseStudy, portal: Portal) -> list[Problem]:
    """Return what keeps a case that is not of the portal from being read with it: its references, its indicators.

    What is asked of a case before it is published does not concern one that stays on a device.
    """
    checker = _Checker(portal, None, frozenset())
    found = [*checker.record(case.id, case.place, case), *check_indicators(case, portal)]
    return sorted(problem for problem in found if not problem.field.startswith("related"))


def _records(portal: Portal) -> Iterator[tuple[str, Place, Record]]:
    for record_id, record in [*portal.entries.items(), *portal.measures.items()]:
        if isinstance(record, Entry | FreeMeasure):
            yield record_id, portal.places[record_id], record
    for equivalent in portal.equivalents:
        yield equivalent.id, equivalent.place, equivalent
    for records in portal.apart.values():
        yield from (("", record.place, record) for record in records.values())


class _Checker:
    def __init__(self, portal: Portal, docs: Path | None, pages: frozenset[str]) -> None:
        self.portal = portal
        self.docs = docs
        self.pages = pages

    def record(self, owner: str, place: Place, record: Record) -> Iterator[Problem]:
        for where, name, expected in references(record):
            yield from self._reference(place, where, name, expected, owner)
        for where, text in prose(record):
            yield from self._text(place, where, text)

    def _reference(
        self, place: Place, where: tuple[Key, ...], name: str, expected: str, owner: str
    ) -> Iterator[Problem]:
        if self._may_be_unread(name):
            return
        if expected == "source":
            if name not in self.portal.sources:
                known = ", ".join(sorted(self.portal.sources))
                close = suggestion(name, self.portal.sources)
                yield _problem(
                    place,
                    where,
                    f"« {name} » n'est pas une source.{close} Sources : {known}",
                    "source-inconnue",
                )
            return
        if expected == "mesure":
            yield from self._insert(place, where, name)
            return
        others = {"entree-ou-mesure": self.portal.measures, "entree-ou-page": self.pages}.get(expected, ())
        if name in others:
            return
        entry = self.portal.entries.get(name)
        if entry is None:
            message = f"« {name} » n'existe pas.{suggestion(name, [*self.portal.entries, *others])}"
            yield _problem(place, where, message, "renvoi-inconnu")
        elif not _is_kind(entry, expected):
            message = f"« {name} » est de genre {entry.kind}; il faut {_KIND_NAMES[expected]}"
            yield _problem(place, where, message, "renvoi-mauvais-genre")
        elif name == owner and where[0] == "related":
            yield _problem(place, where, "la fiche renvoie à elle-même : retirez ce lien", "renvoi-inconnu")

    def _text(self, place: Place, where: tuple[Key, ...], text: str) -> Iterator[Problem]:
        if _HTML.search(text):
            yield _problem(place, where, "HTML interdit : écrivez le texte seul, ou « inférieur à »", "html-interdit")
        if _FORM.search(text):
            message = "seuls paragraphes, listes, *italique* et **gras** sont permis"
            yield _problem(place, where, message, "mise-en-forme")
        for token in tokens(text):
            if isinstance(token, Insert):
                yield from self._insert(place, where, token.name)
            elif isinstance(token, Link):
                yield from self._link(place, where, token.target)
            elif isinstance(token, Image):
                yield from self._image(place, where, token)

    def _may_be_unread(self, name: str) -> bool:
        """Tell whether a name may belong to a record that could not be read: its own problem is enough."""
        known = name in self.portal.entries or name in self.portal.measures or name in self.portal.sources
        return not known and (self.portal.partial or name.split(".", maxsplit=1)[0] in self.portal.unread)

    def _insert(self, place: Place, where: tuple[Key, ...], name: str) -> Iterator[Problem]:
        if name in self.portal.measures or name in self.portal.sources or self._may_be_unread(name):
            return
        if "." in name:
            close = suggestion(name, self.portal.measures)
            yield _problem(place, where, f"aucun chiffre « {name[:80]} ».{close}", "mesure-inconnue")
        else:
            close = suggestion(name, self.portal.sources)
            message = f"[[{name[:80]}]] n'est ni un chiffre ni une source.{close}"
            yield _problem(place, where, message, "lien-introuvable")

    def _link(self, place: Place, where: tuple[Key, ...], target: str) -> Iterator[Problem]:
        if target in self.portal.entries or _ALLOWED_ADDRESS.match(target):
            return
        if _NAME.match(target) and self._may_be_unread(target):
            return
        if _NAME.match(target):
            close = suggestion(target, self.portal.entries)
            yield _problem(place, where, f"le lien « {target} » ne mène à aucune entrée.{close}", "lien-introuvable")
        else:
            message = f"adresse « {target[:80]} » refusée : un identifiant d'entrée, https, mailto ou tel"
            yield _problem(place, where, message, "adresse-interdite")

    def _image(self, place: Place, where: tuple[Key, ...], image: Image) -> Iterator[Problem]:
        inside = re.fullmatch(r"images/[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", image.path)
        if not inside or self.docs is None or not (self.docs / image.path).is_file():
            message = f"image « {image.path[:80]} » introuvable dans docs/images/"
            yield _problem(place, where, message, "image-introuvable")


def _is_kind(entry: Entry, expected: str) -> bool:
    if expected in ("entree", "entree-ou-mesure", "entree-ou-page"):
        return True
    if expected == "organisation-ou-role":
        return entry.kind in ("organisation", "role", "secteur")
    return entry.kind == expected


def _problem(place: Place, where: tuple[Key, ...], message: str, rule: str) -> Problem:
    return Problem(place.path, place.line(*where), field_name(where), message, rule)
