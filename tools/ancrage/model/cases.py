"""Case studies: a territory looked at by several sectors, or a family's situation brought to peers.

The titles and descriptions are French: the published schema draws the form from them, the page its headings.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from ancrage.model.base import (
    PERIOD_PATTERN,
    AsTuple,
    Entry,
    Id,
    Line,
    MeasureId,
    Number,
    Prose,
    Record,
    Refers,
    SectorRef,
    Setting,
    Title,
)


def _given(*names: str) -> JsonDict:
    """Return the schema of an object in which every one of these keys holds something."""
    return {"required": list(names), "properties": {name: {"not": {"type": "null"}} for name in names}}


_BOUNDS = ("valeur-hors-limites", "un pourcentage va de 0 à 100")
_ONE_FIGURE = ("champ-manquant", "donnez `measure`, ou `label` et `reading`, mais pas les deux")
_ONE_SHAPE = ("champ-manquant", "donnez `territory` ou `situation`, l'un des deux")


def _problem(refusal: tuple[str, str]) -> JsonDict:
    """Return what the published schema says of a rule between fields: the same rule and message as here."""
    return {"x-problem": {"rule": refusal[0], "message": refusal[1]}}


MeasureRef = Annotated[MeasureId, Refers("mesure")]
LeverRef = Annotated[str, Refers("levier")]
Unit = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class Reading(Record):
    """A figure that who writes the case found or counted: its period, and where it comes from."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"unit": {"pattern": "^%"}}},
            "then": {"properties": {"value": {"minimum": 0, "maximum": 100}}},
            **_problem(_BOUNDS),
        }
    )

    value: Annotated[Number, Field(title="Valeur")]
    unit: Annotated[Unit, Field(title="Unité", description="%, jours, familles, sur 5…")]
    period: Annotated[str, StringConstraints(pattern=PERIOD_PATTERN), Field(title="Période")]
    origin: Annotated[Prose, Field(title="Provenance", description="Qui l'a compté ou publié, et comment.")]

    @model_validator(mode="after")
    def _within_bounds(self) -> Self:
        if self.unit.startswith("%") and not 0 <= self.value <= 100:
            raise PydanticCustomError(*_BOUNDS)
        return self


class Goal(Record):
    """A target that a territory sets itself, in the unit of what it counts."""

    bound: Annotated[Literal["≤", "<", "≥", ">"], Field(title="Sens de la cible")]
    value: Annotated[Number, Field(title="Valeur")]
    unit: Annotated[Unit, Field(title="Unité")]


class SectorPeople(Record):
    """How many agents and managers of a sector were met."""

    sector: Annotated[SectorRef, Field(title="Secteur")]
    agents: Annotated[int, Field(ge=0, le=999, title="Agentes et agents")]
    managers: Annotated[int, Field(ge=0, le=999, title="Gestionnaires")]


class PortraitRow(Record):
    """A line of the portrait: a figure of the portal by its id, or one's own, with its label."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {**_given("measure"), "not": {"anyOf": [_given("label"), _given("reading")]}},
                {**_given("label", "reading"), "not": _given("measure")},
            ],
            **_problem(_ONE_FIGURE),
        }
    )

    measure: Annotated[MeasureRef | None, Field(title="Chiffre du portail")] = None
    label: Annotated[Line | None, Field(title="Ce qui est compté")] = None
    reading: Annotated[Reading | None, Field(title="Votre chiffre")] = None

    @model_validator(mode="after")
    def _one_figure(self) -> Self:
        given = tuple(part is not None for part in (self.measure, self.label, self.reading))
        if given not in ((True, False, False), (False, True, True)):
            raise PydanticCustomError(*_ONE_FIGURE)
        return self


class CaseAnswer(Record):
    """What was answered to a question of the guides, put in a few words; its guide tells who spoke."""

    question: Annotated[str, Refers("question"), Field(title="Question")]
    sector: Annotated[SectorRef | None, Field(title="Secteur")] = None
    text: Annotated[Prose, Field(title="Réponse", description="En vos mots, sans rien qui fasse reconnaître.")]


class Theme(Record):
    """What comes back in the answers; `view`: seen by agents, by managers, or by both (None: not told)."""

    title: Annotated[Title, Field(title="Thème")]
    text: Annotated[Prose, Field(title="Ce qui en est dit")]
    view: Annotated[Literal["agent", "gestionnaire", "les-deux"] | None, Field(title="Qui le dit")] = None


class CaseIndicator(Record):
    """An indicator of a lever as followed here. Its target is the lever's, unless the territory sets its own."""

    lever: Annotated[LeverRef, Field(title="Levier")]
    indicator: Annotated[Id, Field(title="Indicateur")]
    reading: Annotated[Reading | None, Field(title="Dernier relevé")] = None
    goal: Annotated[Goal | None, Field(title="Notre cible")] = None


class TerritoryCase(Record):
    """How outreach is coordinated in a territory, told by agents and managers of several sectors."""

    territory: Annotated[str | None, Refers("territoire"), Field(title="Territoire anonyme")] = None
    setting: Annotated[Setting, Field(title="Milieu")]
    sectors: Annotated[tuple[SectorRef, ...], AsTuple, Field(min_length=1, title="Secteurs présents")]
    people: Annotated[tuple[SectorPeople, ...], AsTuple, Field(title="Personnes rencontrées, par secteur")] = ()
    met: Annotated[tuple[MeasureRef, ...], AsTuple, Field(title="Personnes rencontrées")] = ()
    portrait: Annotated[tuple[PortraitRow, ...], AsTuple, Field(title="Portrait sociosanitaire")] = ()
    answers: Annotated[tuple[CaseAnswer, ...], AsTuple, Field(title="Deux regards sur la même réalité")] = ()
    themes: Annotated[tuple[Theme, ...], AsTuple, Field(title="Thèmes")] = ()
    tensions: Annotated[tuple[Prose, ...], AsTuple, Field(title="Tensions")] = ()
    works: Annotated[tuple[Prose, ...], AsTuple, Field(title="Ce qui fonctionne")] = ()
    levers: Annotated[tuple[LeverRef, ...], AsTuple, Field(title="Leviers en jeu")] = ()
    recommendations: Annotated[tuple[Prose, ...], AsTuple, Field(title="Recommandations")] = ()
    indicators: Annotated[tuple[CaseIndicator, ...], AsTuple, Field(title="Indicateurs et cibles")] = ()
    limits: Annotated[Prose | None, Field(title="Ce que ce cas ne dit pas")] = None


class FamilySituation(Record):
    """An anonymous situation for peers; hypotheses and next steps come with the discussion."""

    setting: Annotated[Setting | None, Field(title="Milieu")] = None
    context: Annotated[Prose, Field(title="Contexte", description="Ce qui suffit pour comprendre, rien de plus.")]
    needs: Annotated[
        tuple[Prose, ...], AsTuple, Field(min_length=1, title="Besoins", description="Dits par la famille d'abord.")
    ]
    steps_taken: Annotated[tuple[Prose, ...], AsTuple, Field(min_length=1, title="Démarches faites")]
    question: Annotated[Prose, Field(title="Question aux pairs", description="Une seule, qui parle de votre pratique.")]
    hypotheses: Annotated[tuple[Prose, ...], AsTuple, Field(title="Hypothèses")] = ()
    next_steps: Annotated[tuple[Prose, ...], AsTuple, Field(title="Prochains pas")] = ()


class CaseStudy(Entry):
    """A case of a territory or a family's situation; `fabricated` tells that everything in it is invented."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [_given("territory"), _given("situation")], **_problem(_ONE_SHAPE)}
    )

    kind = "cas"
    name = "Étude de cas"
    plural = "Études de cas"
    fabricated: Annotated[bool, Field(title="Cas inventé")]
    confirmed: Annotated[
        tuple[Line, ...],
        AsTuple,
        Field(title="Mots vérifiés", description="Signalés par la vérification, et qui ne désignent personne."),
    ] = ()
    territory: Annotated[TerritoryCase | None, Field(title="Cas de territoire")] = None
    situation: Annotated[FamilySituation | None, Field(title="Situation à discuter entre pairs")] = None

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        if (self.territory is None) == (self.situation is None):
            raise PydanticCustomError(*_ONE_SHAPE)
        return self

    @property
    def group_key(self) -> str:
        """What it is: a territory of the study, an invented one, or a situation."""
        if self.situation is not None:
            return "situation"
        return "territoire-invente" if self.fabricated else "territoire"

    @property
    def setting(self) -> Setting | None:
        """The setting, where it is told."""
        part = self.territory or self.situation
        return part.setting if part else None
