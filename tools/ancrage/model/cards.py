"""Cards that say the role in one minute, one for each sort of partner."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from ancrage.model.base import AsTuple, Basis, Entry, Prose, Refers

SPOKEN_WORDS = 115
"""How many words 45 seconds hold, said without hurry."""


def _sayable(value: str) -> str:
    count = len(value.split())
    if count > SPOKEN_WORDS:
        raise PydanticCustomError(
            "valeur-hors-limites",
            "{count} mots : 45 secondes à voix haute en tiennent {most}; raccourcissez",
            {"count": count, "most": SPOKEN_WORDS},
        )
    return value


class RoleCard(Entry):
    """What an outreach worker tells one partner: what she does, does not do, when to call her, the first step."""

    kind = "presentation"
    name = "Carte de rôle"
    plural = "Cartes de rôle"
    order: Annotated[int, Field(ge=1, le=99)]
    partner: Annotated[str, Refers("organisation-ou-role")] | None = None
    say: Annotated[Prose, AfterValidator(_sayable)]
    i_do: Annotated[tuple[Prose, ...], AsTuple, Field(min_length=3, max_length=4)]
    i_do_not: Annotated[tuple[Prose, ...], AsTuple, Field(min_length=2, max_length=3)]
    call_me_when: Annotated[tuple[Prose, ...], AsTuple, Field(min_length=3, max_length=3)]
    bridge: Prose
    basis: Basis
