"""Short records: one good paragraph each, shown in grouped pages."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from ancrage.model.base import (
    ID_PATTERN,
    AsTuple,
    Basis,
    ConcernRef,
    Entry,
    EntryRef,
    Line,
    Prose,
    Record,
    Refers,
    RoleRef,
    SectorRef,
    Setting,
)


class Task(Entry):
    """A task: who does it, who supports, who must not."""

    kind = "tache"
    name = "Tâche"
    plural = "Tâches"
    component: Literal["demarchage", "accompagnement", "collaboration", "encadrement", "arrimage"]
    does: Annotated[tuple[RoleRef, ...], AsTuple, Field(min_length=1)]
    supports: Annotated[tuple[RoleRef, ...], AsTuple] = ()
    must_not: Annotated[tuple[RoleRef, ...], AsTuple] = ()
    basis: Basis

    @property
    def group_key(self) -> str:
        """The component of outreach work."""
        return self.component


class Sector(Entry):
    """A sector of services or a ministry; `field_agents`: does it have agents who meet families?"""

    kind = "secteur"
    name = "Secteur"
    plural = "Secteurs et ministères"
    field_agents: bool | None = None
    mandate: Prose | None = None


class Organisation(Entry):
    """A type of organisation; `contact` says when and how to go there."""

    kind = "organisation"
    name = "Organisation"
    plural = "Organisations"
    group: Literal["communautaire", "sante", "education", "municipal", "concertation", "recherche", "autre"]
    contact: Prose | None = None

    @property
    def group_key(self) -> str:
        """The network it belongs to."""
        return self.group


class Factor(Entry):
    """A factor of success, or a way round an obstacle."""

    kind = "facteur"
    name = "Facteur de réussite"
    plural = "Facteurs de réussite"
    group: Literal["collaboration", "soutien", "structure", "financement", "contournement"]

    @property
    def group_key(self) -> str:
        """The group."""
        return self.group


class Message(Entry):
    """A key message of a source, in the portal's words."""

    kind = "message"
    name = "Message clé"
    plural = "Messages clés"
    group: Literal["arrimage", "projet", "questionnaire", "resume", "ae"]
    lever: Annotated[str, Refers("levier")] | None = None

    @property
    def group_key(self) -> str:
        """The document it comes from."""
        return self.group


class Outcome(Entry):
    """An outcome observed or perceived."""

    kind = "retombee"
    name = "Retombée"
    plural = "Retombées"
    beneficiaries: Annotated[
        tuple[Literal["familles", "partenaires", "organisme", "communaute"], ...],
        AsTuple,
        Field(min_length=1),
    ]

    @property
    def group_key(self) -> str:
        """The first beneficiary."""
        return self.beneficiaries[0]


class Funder(Entry):
    """Who has paid, or might pay, for outreach work."""

    kind = "bailleur"
    name = "Bailleur de fonds"
    plural = "Bailleurs de fonds"
    group: Literal["etat", "municipal", "prive", "philanthropie", "envisage"]

    @property
    def group_key(self) -> str:
        """The group."""
        return self.group


class Territory(Entry):
    """A territory of the case study; its portrait is made of measures."""

    kind = "territoire"
    name = "Territoire"
    plural = "Territoires"
    setting: Setting
    sectors: Annotated[tuple[SectorRef, ...], AsTuple] = ()


class Region(Entry):
    """An administrative region as Avenir d'enfants described it in 2019; numbers are measures."""

    kind = "region"
    name = "Région"
    plural = "Régions"
    group: Literal["plusieurs-rlp", "quelques-municipalites", "autres-strategies"]
    notes: Prose | None = None

    @property
    def group_key(self) -> str:
        """The part of the source's table."""
        return self.group


class Reference(Entry):
    """A landmark: the context of the pilot, or the method of the case study."""

    kind = "repere"
    name = "Repère"
    plural = "Repères"
    group: Literal["contexte", "methode"]

    @property
    def group_key(self) -> str:
        """The group."""
        return self.group


class Question(Entry):
    """A question of an interview guide, reworded; `order` places it in its guide (0: introduction).

    `sub_questions` are those of the guide, reworded as well; `prompts` help when the answer stops short.
    """

    kind = "question"
    name = "Question d'entretien"
    plural = "Questions d'entretien"
    guide: Literal["agent", "gestionnaire"]
    order: Annotated[int, Field(ge=0, le=99)]
    ask: Prose
    sub_questions: Annotated[tuple[Prose, ...], AsTuple] = ()
    purpose: Prose
    prompts: Annotated[tuple[Prose, ...], AsTuple] = ()

    @property
    def group_key(self) -> str:
        """The guide."""
        return self.guide


class Document(Entry):
    """A document. With a `key`, it is a source that citations name."""

    kind = "document"
    name = "Document"
    plural = "Documents"
    key: Annotated[str, StringConstraints(pattern=ID_PATTERN)] | None = None
    reference: Prose
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    nature: Line
    method: Prose | None = None
    scope: Prose | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")] | None = None


class Divergence(Entry):
    """An inconsistency within or between sources: what each says, what the portal shows and why."""

    kind = "divergence"
    name = "Divergence"
    plural = "Divergences"
    level: Literal["A", "B", "C"]
    category: Line
    places: Prose
    finding: Prose
    treatment: Prose
    concerns: Annotated[tuple[ConcernRef, ...], AsTuple] = ()

    @property
    def group_key(self) -> str:
        """The level."""
        return self.level


class Confusion(Record):
    """A word not to be taken for the term: an entry's `id`, or a `term` without a record."""

    id: EntryRef | None = None
    term: Line | None = None
    why: Prose

    @model_validator(mode="after")
    def _named(self) -> Self:
        if (self.id is None) == (self.term is None):
            raise PydanticCustomError("champ-manquant", "donnez `id` ou `term`, l'un des deux")
        return self


class Term(Entry):
    """A term of the glossary; `summary` is its definition."""

    kind = "terme"
    name = "Terme"
    plural = "Glossaire"
    example: Prose | None = None
    not_to_confuse: Annotated[tuple[Confusion, ...], AsTuple] = ()
    english: Line | None = None


class Acronym(Entry):
    """An acronym; `origin` tells who expands it."""

    kind = "acronyme"
    name = "Sigle"
    plural = "Sigles et acronymes"
    expansion: Line
    origin: Literal["sources", "portail", "a-confirmer"]


class Synonyms(Entry):
    """Words that name nearly the same thing, and the entry to read."""

    kind = "synonyme"
    name = "Mots voisins"
    plural = "Mots voisins"
    variants: Annotated[tuple[Line, ...], AsTuple, Field(min_length=1)]
    canonical: EntryRef
