"""Rules of a decision tree: every step leads somewhere, every path ends soon, every step can be reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ancrage.model import Choice, Decision, Key, Portal
from ancrage.problems import Problem, field_name, suggestion

MOST_ANSWERS = 5
"""How many answers a path may ask for before it ends."""

_Exits = Mapping[str, tuple[str, ...]]


def check_trees(portal: Portal) -> Iterator[Problem]:
    """Yield what is wrong with the steps of each decision."""
    for entry in portal.of_kind(Decision.kind):
        if isinstance(entry, Decision):
            yield from _check(entry)


def exits(decision: Decision) -> dict[str, tuple[str, ...]]:
    """Return, for each step by its id, the steps that its answers lead to; none where a path ends."""
    return {
        step.id: tuple(answer.goto for answer in step.answers) if isinstance(step, Choice) else ()
        for _, step in decision.steps()
    }


def longest(start: str, following: _Exits) -> int:
    """Return how many answers the longest path from a step asks for; as many as there are steps where it loops."""
    reached, count = {start}, 0
    while count < len(following):
        reached = {name for step in reached for name in following.get(step, ())}
        if not reached:
            break
        count += 1
    return count


def _check(decision: Decision) -> Iterator[Problem]:
    following = exits(decision)
    yield from _repeated(decision)
    dangling = list(_dangling(decision, following))
    loops = list(_loops(decision, following))
    yield from [*dangling, *loops]
    if not dangling and not loops:
        yield from _too_long(decision, following)
        yield from _out_of_reach(decision, following)


def _repeated(decision: Decision) -> Iterator[Problem]:
    seen: set[str] = set()
    places = [*decision.steps(), *((("situations", index), item) for index, item in enumerate(decision.situations))]
    for where, step in places:
        if step.id in seen:
            message = f"« {step.id} » sert déjà à une autre étape de cet aiguillage : renommez-la"
            yield _problem(decision, (*where, "id"), message, "id-en-double")
        seen.add(step.id)


def _dangling(decision: Decision, following: _Exits) -> Iterator[Problem]:
    for where, name in _gotos(decision):
        if name not in following:
            message = f"aucune étape « {name} ».{suggestion(name, following)}"
            yield _problem(decision, where, message, "suite-introuvable")


def _gotos(decision: Decision) -> Iterator[tuple[tuple[Key, ...], str]]:
    for index, situation in enumerate(decision.situations):
        yield ("situations", index, "goto"), situation.goto
    for index, question in enumerate(decision.questions):
        for rank, answer in enumerate(question.answers):
            yield ("questions", index, "answers", rank, "goto"), answer.goto


def _loops(decision: Decision, following: _Exits) -> Iterator[Problem]:
    """Yield each answer that leads back to its own question, by whatever way."""
    for index, question in enumerate(decision.questions):
        for rank, answer in enumerate(question.answers):
            if question.id in _reached([answer.goto], following):
                message = f"« {answer.goto} » ramène à « {question.id} » : menez plutôt à une issue"
                where = ("questions", index, "answers", rank, "goto")
                yield _problem(decision, where, message, "chemin-en-boucle")


def _too_long(decision: Decision, following: _Exits) -> Iterator[Problem]:
    for index, situation in enumerate(decision.situations):
        count = longest(situation.goto, following)
        if count > MOST_ANSWERS:
            message = f"{count} réponses jusqu'à une issue; {MOST_ANSWERS} au plus : fusionnez des questions"
            yield _problem(decision, ("situations", index, "goto"), message, "chemin-trop-long")


def _out_of_reach(decision: Decision, following: _Exits) -> Iterator[Problem]:
    reached = _reached([situation.goto for situation in decision.situations], following)
    for where, step in decision.steps():
        if where[0] != "urgent" and step.id not in reached:
            message = f"rien ne mène à « {step.id} » : retirez l'étape, ou menez-y une réponse"
            yield _problem(decision, (*where, "id"), message, "etape-isolee")


def _reached(starts: list[str], following: _Exits) -> set[str]:
    found: set[str] = set()
    left = list(starts)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left.extend(following.get(name, ()))
    return found


def _problem(decision: Decision, where: tuple[Key, ...], message: str, rule: str) -> Problem:
    place = decision.place
    return Problem(place.path, place.line(*where), field_name(where), message, rule)
