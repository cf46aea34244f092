"""A guided decision: what one sees → questions → what to do, why, whom to call, what to say. Urgent matters come first.

Situations and answers lead (`goto`) to a question, an outcome or an urgent matter of the same decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ancrage.model.base import AsTuple, Entry, EntryRef, Id, Key, Line, Markup, Prose, Record, Title
from ancrage.model.sheets import Grounds

PHONE_PATTERN = r"^[0-9][0-9 -]{1,16}[0-9]$"
Sentence = Annotated[Title, Markup()]
Verdict = Literal["je-le-fais", "j-accompagne-vers", "je-signale-un-trou", "j-en-parle-d-abord"]


class Contact(Record):
    """Whom to call; `when` says for what. Without `phone`, the number depends on the region."""

    name: Sentence
    phone: Annotated[str, StringConstraints(pattern=PHONE_PATTERN)] | None = None
    when: Prose


class Urgent(Record):
    """A danger: what one sees or hears, what to do now, whom to call."""

    id: Id
    situation: Sentence
    do: Prose
    contacts: Annotated[tuple[Contact, ...], AsTuple, Field(min_length=1)]


class Situation(Record):
    """An everyday situation a decision starts from, in the words of who lives it; `words` helps to find it."""

    id: Id
    theme: Literal["besoin", "enfant", "parent", "demande", "partenaire", "travail", "autre"]
    text: Sentence
    words: Annotated[tuple[Line, ...], AsTuple] = ()
    goto: Id


class Answer(Record):
    """One answer, and where it leads."""

    text: Sentence
    goto: Id


class Choice(Record):
    """One question with its answers."""

    id: Id
    ask: Sentence
    help: Prose | None = None
    answers: Annotated[tuple[Answer, ...], AsTuple, Field(min_length=2, max_length=5)]


class Advice(Grounds):
    """Where a path ends: whose mandate it is and why, whom to call, a sentence for the family, sheets to open."""

    id: Id
    verdict: Verdict
    title: Sentence
    why: Prose
    call: Prose
    say: Prose
    entries: Annotated[tuple[EntryRef, ...], AsTuple, Field(min_length=1)]


class Decision(Entry):
    """A decision tree. Steps (`urgent`, `questions`, `outcomes`) have ids of their own, unique in the tree."""

    kind = "aiguillage"
    name = "Aide à la décision"
    plural = "Aides à la décision"
    urgent: Annotated[tuple[Urgent, ...], AsTuple, Field(min_length=1)]
    situations: Annotated[tuple[Situation, ...], AsTuple, Field(min_length=1)]
    questions: Annotated[tuple[Choice, ...], AsTuple, Field(min_length=1)]
    outcomes: Annotated[tuple[Advice, ...], AsTuple, Field(min_length=1)]

    def steps(self) -> Iterator[tuple[tuple[Key, ...], Urgent | Choice | Advice]]:
        """Yield the place and the record of every step that a path can lead to."""
        for name in ("urgent", "questions", "outcomes"):
            for index, step in enumerate(getattr(self, name)):
                yield (name, index), step
