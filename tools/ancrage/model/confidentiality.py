"""What the confidentiality check looks for: signs, lists of words, and the sentences that measure it."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ancrage.model.base import AsTuple, Id, Line, Placed, Prose

Level = Literal["certain", "probable", "possible", "indice"]
Element = Literal["enfants", "evenement", "lieu", "metier", "origine", "sante"]
COMPUTED = frozenset({"agent-seul", "combinaison", "nom-complet"})
"""Signs that no pattern can tell: the engine finds them from the others, or from the numbers of a case."""


class Sign(Placed):
    """Something that may make a person known. `patterns` or `words` find it, but for the computed ones.

    `level`: « certain » is an identifier by its form, « indice » says nothing alone and counts among the details that
    cross (`element`). `before` and `ahead` are what must stand around, default: no letter and no digit. Patterns read
    a text without capitals or accents, unless `cased`. `capital`, `inside` (not the first word of a sentence) and
    `after` say where a listed word counts; `full` is the sign that it becomes when a name follows. `leads`: what the
    replacement becomes when these words stand before it, which it then takes in.
    """

    kind: ClassVar[str] = "signe"
    id: Id
    title: Line
    level: Level
    element: Element | None = None
    patterns: Annotated[tuple[str, ...], AsTuple] = ()
    words: Id | None = None
    cased: bool = False
    before: str = "{B}"
    ahead: str = "{E}"
    check: Literal["nas", "ramq"] | None = None
    capital: bool = False
    inside: bool = False
    after: str | None = None
    full: Id | None = None
    together: Annotated[int, Field(ge=2, le=6)] | None = None
    leads: dict[str, str] = Field(default_factory=dict)
    why: Line
    replacement: str
    examples: Annotated[tuple[Line, ...], AsTuple] = ()
    clean: Annotated[tuple[Line, ...], AsTuple] = ()

    @model_validator(mode="after")
    def _found_one_way(self) -> Self:
        ways = bool(self.patterns) + (self.words is not None)
        if ways != (self.id not in COMPUTED):
            raise PydanticCustomError("champ-manquant", "donnez `patterns` ou `words`, l'un des deux")
        if self.level == "indice" and self.element is None:
            raise PydanticCustomError("champ-manquant", "un indice compte parmi des détails : donnez `element`")
        return self


class WordList(Placed):
    """Words that a sign looks up, separated by commas; `origin`: where they come from, and under what terms.

    `plural`: the words take an s.
    """

    kind: ClassVar[str] = "liste"
    id: Id
    title: Line
    origin: Prose
    plural: bool = False
    words: str

    @cached_property
    def entries(self) -> tuple[str, ...]:
        """The words, as written."""
        return tuple(word for word in (part.strip() for part in self.words.replace("\n", " ").split(",")) if word)


class Sentences(Placed):
    """Invented sentences, one a line: those to flag, with what is to be found in brackets, and those to let pass."""

    kind: ClassVar[str] = "phrases"
    id: Id
    title: Line
    flagged: str
    clean: str


Confidential = Sign | WordList | Sentences
