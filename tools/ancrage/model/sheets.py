"""Full sheets: what a practitioner reads whole and works with."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ancrage.model.base import (
    AsTuple,
    Basis,
    Entry,
    Id,
    Line,
    Prose,
    Record,
    Refers,
    SectionKey,
    SectorRef,
    SourceRef,
    Title,
)


class Phrase(Record):
    """Words one can say: `when` is the moment, `say` the sentence, without quotation marks."""

    when: Prose
    say: Prose


class Trap(Record):
    """A trap and the way out of it."""

    trap: Prose
    way_out: Prose


class BySetting(Record):
    """How to adapt to each setting; at least two are told apart."""

    urban: Prose | None = None
    rural: Prose | None = None
    mixed: Prose | None = None

    @model_validator(mode="after")
    def _at_least_two(self) -> Self:
        if sum(text is not None for text in (self.urban, self.rural, self.mixed)) < 2:
            raise PydanticCustomError("champ-manquant", "au moins deux milieux parmi `urban`, `rural`, `mixed`")
        return self


class Sheet(Entry):
    """A full sheet. Sections are the portal's own unless named in `sourced`; `evidence` tells what sources say."""

    why: Prose | None = None
    steps: Annotated[tuple[Prose, ...], AsTuple] = ()
    words: Annotated[tuple[Phrase, ...], AsTuple] = ()
    first_step: Prose | None = None
    by_setting: BySetting | None = None
    immigrant_families: Prose | None = None
    helps: Prose | None = None
    traps: Annotated[tuple[Trap, ...], AsTuple] = ()
    signs: Prose | None = None
    limits: Prose | None = None
    evidence: Prose | None = None
    sourced: Annotated[tuple[SectionKey, ...], AsTuple] = ()
    qualities: Annotated[tuple[Annotated[str, Refers("qualite")], ...], AsTuple] = ()
    obstacles: Annotated[tuple[Annotated[str, Refers("obstacle")], ...], AsTuple] = ()
    partners: Annotated[tuple[Annotated[str, Refers("organisation-ou-role")], ...], AsTuple] = ()

    required: ClassVar[tuple[str, ...]] = ("evidence",)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [name for name in self.required_sections() if not getattr(self, name)]
        if missing:
            raise PydanticCustomError(
                "champ-manquant",
                "rubrique à écrire : {names}",
                {"names": ", ".join(f"`{name}`" for name in missing)},
            )
        return self

    def required_sections(self) -> tuple[str, ...]:
        """Return the sections without which a sheet of this kind is not one."""
        return self.required


class Strategy(Sheet):
    """A strategy, with how often outreach workers used it and how effective they found it, where surveyed."""

    kind = "strategie"
    name = "Stratégie"
    plural = "Stratégies"
    approach: Literal["demarchage", "reseautage", "accompagnement", "gestion", "initiative"]
    effort: Literal["leger", "moyen", "soutenu"] | None = None

    def required_sections(self) -> tuple[str, ...]:
        """An initiative of a territory is told; the other strategies are taught."""
        taught = () if self.approach == "initiative" else ("steps", "first_step", "traps", "limits")
        return ("why", *taught, "evidence")

    @property
    def group_key(self) -> str:
        """The approach."""
        return self.approach


class Practice(Sheet):
    """A practice sheet: a way of working that crosses strategies."""

    kind = "fiche"
    name = "Fiche pratique"
    plural = "Fiches pratiques"
    required = ("why", "steps", "first_step", "traps", "limits", "evidence")
    theme: Literal["joindre", "accompagner", "collaborer", "mandat", "equipe"]

    @property
    def group_key(self) -> str:
        """The theme."""
        return self.theme


class Quality(Sheet):
    """A quality or skill, a basic training, or an experience that the work calls for."""

    kind = "qualite"
    name = "Qualité"
    plural = "Qualités et compétences"
    required = ("why", "steps", "signs", "evidence")
    group: Literal["qualite", "formation", "experience"]

    @property
    def group_key(self) -> str:
        """The group."""
        return self.group


class Obstacle(Sheet):
    """An obstacle, with what one can try (`steps`)."""

    kind = "obstacle"
    name = "Obstacle"
    plural = "Obstacles"
    required = ("why", "steps", "evidence")
    group: Literal["partenaires", "familles", "territoire", "mandat", "equipe", "projet", "arrimage"]

    @property
    def group_key(self) -> str:
        """The group."""
        return self.group


class Need(Sheet):
    """What families live: a need, a factor of vulnerability, or a gap in services."""

    kind = "besoin"
    name = "Réalité des familles"
    plural = "Réalités des familles"
    required = ("why", "steps", "evidence")
    group: Literal["besoin", "vulnerabilite", "trou-de-services"]

    @property
    def group_key(self) -> str:
        """The group."""
        return self.group


class Adaptation(Sheet):
    """What a new outreach worker or manager still has to get used to."""

    kind = "adaptation"
    name = "Besoin d'adaptation"
    plural = "Besoins d'adaptation"
    required = ("why", "steps", "first_step", "evidence")
    group: Literal["ptp", "pg"]

    @property
    def group_key(self) -> str:
        """Who adapts."""
        return self.group


class Count(Record):
    """What one types to follow an indicator.

    `form`: a share (`part`), a sum over those who answered (`moyenne`), a number (`nombre`), or delays in days
    (`delais`). `of` and `among` name the two counts; `people`: they count persons, so small ones are hidden; `unit`:
    that of an average, « sur 5 » for notes from 1 to 5; `least`: an average of fewer answers is not published.
    """

    form: Literal["part", "moyenne", "nombre", "delais"]
    of: Line
    among: Line | None = None
    people: bool
    unit: Annotated[str, Field(max_length=60)] | None = None
    least: Annotated[int, Field(ge=5, le=100)] = 5

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.form in ("part", "moyenne")) != (self.among is not None):
            raise PydanticCustomError("champ-manquant", "`among` va avec `part` et `moyenne`, et eux avec lui")
        if (self.form == "moyenne") != (self.unit is not None):
            raise PydanticCustomError("champ-manquant", "`unit` va avec `moyenne`, et elle avec lui")
        return self

    @property
    def counted_in(self) -> str | None:
        """The unit of what is counted, None for a plain number."""
        return {"part": "%", "delais": "jours"}.get(self.form, self.unit)


class Indicator(Record):
    """What a committee follows. `how`: numerator, denominator, who counts; `target` names a measure of the lever.

    Without `count`, it is read rather than counted.
    """

    id: Id
    title: Title
    how: Prose
    target: Id | None = None
    count: Count | None = None


class Lever(Sheet):
    """A lever of coordination: a recommendation of the case study and its indicators."""

    kind = "levier"
    name = "Levier d'arrimage"
    plural = "Leviers d'arrimage"
    required = ("why", "steps", "evidence")
    order: Annotated[int, Field(ge=1, le=99)]
    recommendation: Prose
    indicators: Annotated[tuple[Indicator, ...], AsTuple, Field(min_length=1)]

    @model_validator(mode="after")
    def _targets_exist(self) -> Self:
        for indicator in self.indicators:
            target = None if indicator.target is None else self.measures.get(indicator.target)
            if indicator.target is not None and (target is None or target.nature != "cible"):
                raise PydanticCustomError(
                    "mesure-inconnue",
                    "la cible « {target} » n'est pas un chiffre de nature `cible` de ce levier",
                    {"target": indicator.target},
                )
            counted = indicator.count.counted_in if indicator.count else None
            if target and counted and target.unit != counted:
                raise PydanticCustomError(
                    "unite-differente",
                    "la cible est en « {unit} », on compterait en « {counted} » : comptez la même chose",
                    {"unit": target.unit, "counted": counted},
                )
        return self


class Grounds(Record):
    """What a text rests on: a source, or the portal's proposal."""

    basis: Basis
    source: SourceRef | None = None
    locator: Line | None = None

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if (self.basis == "sources") != (self.source is not None and self.locator is not None):
            raise PydanticCustomError(
                "champ-manquant",
                "`basis: sources` demande `source` et `locator`; `basis: portail` n'en a pas",
            )
        return self


class Statement(Grounds):
    """A responsibility or a limit, and what it rests on."""

    text: Prose


class Role(Sheet):
    """Who acts: responsibilities and limits, each with what it rests on."""

    kind = "role"
    name = "Rôle"
    plural = "Rôles"
    group: Literal["terrain", "gestion", "comite", "partenaire", "famille", "decision"]
    sectors: Annotated[tuple[SectorRef, ...], AsTuple] = ()
    responsibilities: Annotated[tuple[Statement, ...], AsTuple] = ()
    must_not: Annotated[tuple[Statement, ...], AsTuple] = ()

    @property
    def group_key(self) -> str:
        """The group."""
        return self.group
