"""Nobody may be recognised in a case of the repository; and the signs that tell it are sound.

A hit stops the build, whether the case is invented or not: an invented one is read as a model. Who reviews a false
alarm writes its words in `confirmed`, where a change shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ancrage.confidentiality import Hit, Scanner
from ancrage.model import COMPUTED, CaseStudy, Key, Placed, Portal, Sign, WordList
from ancrage.problems import Problem, field_name
from ancrage.signs import pattern_of, rules_of
from ancrage.text import fold

_SAFE = re.compile(r"\{[A-Za-z]+\}|\\n|\[(?:[^\]\\]|\\n)*\]")
_SPECIFIC = re.compile(r"\\.?|\$|\.|\[|\((?!\?:|\?=|\?!)|[*+?}]\+")
"""Outside our own classes and those in brackets: what the two languages do not read alike, and the groups that would
shift those of the engine."""
_RULES = {"agent-seul": "agent-seul", "combinaison": "combinaison-rare"}
_ADVICE = {
    "agent-seul": "retirez le secteur de cette réponse, ou regroupez les personnes",
    "combinaison": "retirez ou élargissez l'un de ces détails",
}


def check_anonymity(portal: Portal) -> Iterator[Problem]:
    """Yield what is wrong with the signs and lists, then what may make someone known in the cases."""
    signs = [record for record in portal.confidential if isinstance(record, Sign)]
    lists = [record for record in portal.confidential if isinstance(record, WordList)]
    if portal.partial or not signs:
        return
    yield from _same_words(lists)
    unsound = [*_unsound(signs, lists)]
    yield from unsound
    if unsound:
        return
    scanner = Scanner(rules_of(portal))
    yield from _examples(signs, scanner)
    for case in portal.of_kind(CaseStudy.kind):
        if isinstance(case, CaseStudy):
            yield from _case(case, scanner)


def _unsound(signs: Sequence[Sign], lists: Sequence[WordList]) -> Iterator[Problem]:
    """Yield the expressions that do not compile or that one of the two languages would read otherwise."""
    known, ids = {record.id for record in lists}, {sign.id for sign in signs}
    for sign in signs:
        if sign.words is not None and sign.words not in known:
            yield _problem(
                sign, ("words",), f"aucune liste « {sign.words} » : {', '.join(sorted(known))}", "motif-invalide"
            )
        if sign.full is not None and sign.full not in ids & COMPUTED:
            yield _problem(sign, ("full",), f"« {sign.full} » n'est pas un signe calculé", "motif-invalide")
        written: list[tuple[tuple[Key, ...], str]] = [
            (("patterns", rank), text) for rank, text in enumerate(sign.patterns)
        ]
        written += [
            ((name,), text) for name in ("before", "ahead", "after") if (text := getattr(sign, name)) is not None
        ]
        for where, text in written:
            if (found := _SPECIFIC.search(_SAFE.sub("x", text))) is not None:
                message = f"« {found[0]} » ne se lit pas pareil en Python et en JavaScript : écrivez la classe au long"
                yield _problem(sign, where, message, "motif-invalide")
        try:
            re.compile(pattern_of(sign))
        except re.error as error:
            yield _problem(sign, ("patterns",), f"expression illisible ({error.msg})", "motif-invalide")


def _same_words(lists: Sequence[WordList]) -> Iterator[Problem]:
    """Yield the words written twice: only one list can tell what a word is."""
    first: dict[str, str] = {}
    for record in lists:
        for word in record.entries:
            key = fold(word)
            if key in first:
                message = f"« {word} » est déjà dans la liste « {first[key]} » : gardez-le à un seul endroit"
                yield _problem(record, ("words",), message, "mot-de-liste")
            first.setdefault(key, record.id)


def _examples(signs: Sequence[Sign], scanner: Scanner) -> Iterator[Problem]:
    """Yield the examples that a sign does not find, and those that it should let pass."""
    for sign in signs:
        for name, expected in (("examples", True), ("clean", False)):
            for rank, text in enumerate(getattr(sign, name)):
                if any(hit.rule == sign.id for hit in scanner.scan(text)) != expected:
                    message = "ce signe ne le trouve pas" if expected else "ce signe le trouve, et ne devrait pas"
                    yield _problem(sign, (name, rank), f"« {text} » : {message}", "exemple-manque")


def _case(case: CaseStudy, scanner: Scanner) -> Iterator[Problem]:
    left = {fold(words): rank for rank, words in enumerate(case.confirmed)}
    used = set()
    for hit in scanner.scan_case(case.model_dump(exclude_none=True)):
        if fold(hit.found) in left:
            used.add(fold(hit.found))
            continue
        yield _problem(case, hit.path, _told(hit), _RULES.get(hit.rule, "identifiant-possible"))
    for words, rank in left.items():
        if words not in used:
            message = f"« {case.confirmed[rank]} » n'est plus signalé dans ce cas : retirez-le de la liste"
            yield _problem(case, ("confirmed", rank), message, "confirmation-inutile")


def _told(hit: Hit) -> str:
    """Return what was found, why it matters and what to do about it."""
    instead = _ADVICE.get(hit.rule) or f"écrivez plutôt « {hit.replacement} »"
    return f"« {hit.found} ». {hit.why} {instead[0].upper()}{instead[1:]}; si personne n'est en cause, `confirmed`"


def _problem(record: Placed | CaseStudy, where: Sequence[Key], message: str, rule: str) -> Problem:
    return Problem(record.place.path, record.place.line(*where), field_name(tuple(where)), message, rule)
