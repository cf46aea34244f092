"""Rules that go from the portrait of a territory to a mechanism of coordination: readable, and never a prescription."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ancrage.model.base import AsTuple, Entry, MeasureId, Number, Prose, Record, Refers

PortraitLine = Literal["depistages", "signalements", "hors-reseau", "vulnerables-eqdm"]
"""The four lines of the portraits of the case study, by the name of their figure in the record of a territory."""
Context = Literal["immigration"]
"""What a person says of the territory that no line of the portrait counts."""
COUNTED_RAW: frozenset[str] = frozenset({"depistages"})
"""Lines published without a denominator: nothing is compared with them."""
SHARES: frozenset[str] = frozenset({"hors-reseau", "vulnerables-eqdm"})
"""Lines in per cent."""


class Condition(Record):
    """One condition: a line of the portrait beside a limit, a line that is simply known, or something said.

    The limit is the figure of a territory of the study (`measure`) or one that the portal chose (`threshold`, with the
    reason in `chosen`). `given: true`: the line is known, whatever its value.
    """

    indicator: PortraitLine | None = None
    bound: Literal["≥", "≤"] | None = None
    measure: Annotated[MeasureId, Refers("mesure")] | None = None
    threshold: Annotated[Number, Field(ge=0)] | None = None
    chosen: Prose | None = None
    given: Literal[True] | None = None
    context: Context | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        limits = [limit for limit in (self.measure, self.threshold, self.given) if limit is not None]
        compared = self.measure is not None or self.threshold is not None
        if (self.indicator is None) == (self.context is None) or len(limits) != (self.indicator is not None):
            message = "donnez `context`, ou `indicator` avec un seul de `measure`, `threshold`, `given`"
            raise PydanticCustomError("champ-manquant", "{message}", {"message": message})
        if compared != (self.bound is not None):
            raise PydanticCustomError("champ-manquant", "`bound` va avec `measure` ou `threshold`, et eux avec lui")
        if (self.threshold is None) != (self.chosen is None):
            raise PydanticCustomError("champ-manquant", "un seuil du portail (`threshold`) dit pourquoi (`chosen`)")
        if self.threshold is not None and self.indicator in SHARES and self.threshold > 100:
            raise PydanticCustomError("valeur-hors-limites", "un pourcentage va de 0 à 100")
        return self


class Mechanism(Entry):
    """A mechanism to think about when every condition holds; `summary` says what it is.

    `basis: sources` where the study gives the example. `verify`: what to make sure of before acting.
    """

    kind = "mecanisme"
    name = "Mécanisme d'arrimage"
    plural = "Mécanismes d'arrimage"
    order: Annotated[int, Field(ge=1, le=99)]
    when: Annotated[tuple[Condition, ...], AsTuple, Field(min_length=1)]
    why: Prose
    verify: Annotated[tuple[Prose, ...], AsTuple, Field(min_length=1)]
    levers: Annotated[tuple[Annotated[str, Refers("levier")], ...], AsTuple, Field(min_length=1)]
    basis: Literal["portail", "sources"]

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if self.basis == "sources" and not self.citations:
            raise PydanticCustomError("champ-manquant", "`basis: sources` demande `citations`")
        return self
