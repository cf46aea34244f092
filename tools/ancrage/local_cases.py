"""Cases of a person's own, from files that lie anywhere: read and checked as those of the portal are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ancrage.check import check_alone
from ancrage.load import read_alone
from ancrage.model import CaseStudy, Portal
from ancrage.problems import Problem


def local_cases(files: Iterable[Path], portal: Portal) -> tuple[list[CaseStudy], list[Problem]]:
    """Return the territory cases of files that lie anywhere, in the order given, and every problem met."""
    cases: list[CaseStudy] = []
    problems: list[Problem] = []
    for file in files:
        case, found = read_alone(file, CaseStudy.kind)
        problems += found
        if not isinstance(case, CaseStudy):
            continue
        problems += check_alone(case, portal)
        if case.territory is None:
            message = "une situation se discute entre pairs; seuls les cas de territoire se croisent"
            problems.append(Problem(str(file), case.place.line("situation"), "situation", message, "valeur-inconnue"))
        first = next((other for other in cases if other.id == case.id), None)
        if first:
            message = f"« {case.id} » est déjà donné par {first.place.path} : un cas ne se croise pas avec lui-même"
            problems.append(Problem(str(file), case.place.line("id"), "id", message, "id-en-double"))
        cases.append(case)
    return cases, problems
