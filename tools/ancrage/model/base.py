"""What every record of the portal is made of.

Imports nothing of the project and opens no file. Every class is frozen and refuses unknown keys; keys are
English, values French. `Prose` marks the texts that readers see, `Refers` the strings that name another record:
checks and pages find both by walking a record (`prose`, `references`) instead of listing fields.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Annotated, ClassVar, Literal, Self, cast, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

Key = str | int
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MEASURE_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$"
LINE_PATTERN = r"^\s*\S([^\n]*\S)?\s*$"
TEXT_PATTERN = r"\S"
MAX_DIGITS = 15
_DATE_PATTERN = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
PERIOD_PATTERN = rf"^(non-precisee|sans-objet|{_DATE_PATTERN}([/]{_DATE_PATTERN}|-[0-9]{{4}})?)$"


@dataclass(frozen=True)
class Refers:
    """Marks a string that names another record; the published schema tells it as `x-refers`.

    `to` is a kind, or « entree », « source », « mesure », « entree-ou-mesure », « entree-ou-page ».
    """

    to: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of the string, which tells the kind of what it names."""
        return {**handler(core), "x-refers": self.to}


@dataclass(frozen=True)
class Markup:
    """Marks a text in the reduced Markdown that readers see."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of the text, which tells its media type."""
        return {**handler(core), "contentMediaType": "text/markdown"}


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("texte-vide", "le texte est vide; écrivez-le ou retirez la clé")
    return value


def _one_line(value: str) -> str:
    if "\n" in value.strip():
        raise PydanticCustomError("type-invalide", "tient sur une seule ligne")
    return value.strip()


def _decimal(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
MeasureId = Annotated[str, StringConstraints(pattern=MEASURE_PATTERN, max_length=120)]
Line = Annotated[
    str,
    AfterValidator(_not_blank),
    AfterValidator(_one_line),
    Field(max_length=400, json_schema_extra={"pattern": LINE_PATTERN}),
]
Title = Annotated[
    str,
    AfterValidator(_not_blank),
    AfterValidator(_one_line),
    Field(max_length=120, json_schema_extra={"pattern": LINE_PATTERN}),
]
Prose = Annotated[
    str, AfterValidator(_not_blank), Field(max_length=8000, json_schema_extra={"pattern": TEXT_PATTERN}), Markup()
]
Number = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(allow_inf_nan=False, max_digits=MAX_DIGITS),
    WithJsonSchema({"type": "number", "x-max-digits": MAX_DIGITS}),
]
EntryRef = Annotated[str, Refers("entree")]
AnswerRef = Annotated[str, Refers("entree-ou-page")]
RoleRef = Annotated[str, Refers("role")]
SectorRef = Annotated[str, Refers("secteur")]
SourceRef = Annotated[str, Refers("source")]
ConcernRef = Annotated[str, Refers("entree-ou-mesure")]

Setting = Literal["urbain", "rural", "mixte"]
Reader = Literal["ptp", "pg", "pap", "partenaire", "communaute", "formation"]
Basis = Literal["sources", "portail"]
SectionKey = Literal[
    "why",
    "steps",
    "words",
    "first_step",
    "by_setting",
    "immigrant_families",
    "helps",
    "traps",
    "signs",
    "limits",
]


@dataclass(frozen=True)
class Place:
    """Where a record was read: file, relative to the root, and the line (from 1) of each of its values."""

    path: str
    lines: Mapping[tuple[Key, ...], int]

    def line(self, *where: Key) -> int:
        """Return the line of the value at `where`, or of its nearest known parent."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


class Record(BaseModel):
    """What every part of a record obeys: frozen, no unknown key, no silent conversion."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of the record; the length of a list is counted in items, whatever validates it first."""
        schema = handler(core)
        for described in handler.resolve_ref_schema(schema).get("properties", {}).values():
            if described.get("type") == "array":
                for length, items in {"minLength": "minItems", "maxLength": "maxItems"}.items():
                    if length in described:
                        described[items] = described.pop(length)
        return schema

    _marked: tuple[tuple[tuple[Key, ...], str, object], ...] | None = PrivateAttr(default=None)

    def marked(self) -> tuple[tuple[tuple[Key, ...], str, object], ...]:
        """Return the place, the value and the mark of every marked string; walked once, as many ask."""
        if self._marked is None:
            self._marked = tuple(_strings(self, (), ()))
        return self._marked


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


AsTuple = BeforeValidator(_tuple)


class Citation(Record):
    """Where a source speaks of something. `locator`: section › table › row."""

    source: Annotated[SourceRef, Field(title="Source")]
    locator: Annotated[Line, Field(title="Où, dans la source")]


class Measure(Record):
    """A figure of a source, or a target it sets.

    `value` keeps the decimals printed (32.0 is not 32). `n` is the number announced; `base` tells whether it is the
    denominator of this very figure (« connue »), only that of its section (« inconnue »), or whether everything was
    counted (« denombrement », no sampling interval). `value_max` closes a printed range.
    """

    label: Line
    value: Number
    value_max: Number | None = None
    unit: Annotated[str, AfterValidator(_not_blank), Field(max_length=60)]
    bound: Literal["≤", "<", "≥", ">"] | None = None
    approx: bool = False
    nature: Literal["observation", "cible", "estimation"] = "observation"
    population: Line
    n: Annotated[int, Field(ge=1, le=100_000_000)] | None = None
    base: Literal["connue", "inconnue", "denombrement"]
    period: Annotated[str, StringConstraints(pattern=PERIOD_PATTERN)]
    source: SourceRef
    locator: Line
    note: Prose | None = None

    @model_validator(mode="after")
    def _within_bounds(self) -> Self:
        top = self.value if self.value_max is None else self.value_max
        if self.unit.startswith("%") and not 0 <= self.value <= top <= 100:
            raise PydanticCustomError("valeur-hors-limites", "un pourcentage va de 0 à 100")
        if (
            self.unit.startswith("sur ")
            and self.unit[4:].isdigit()
            and not 0 <= self.value <= top <= int(self.unit[4:])
        ):
            raise PydanticCustomError("valeur-hors-limites", "une part « sur N » va de 0 à N")
        if top < self.value:
            raise PydanticCustomError("valeur-hors-limites", "`value_max` est plus petit que `value`")
        return self


class FreeMeasure(Measure):
    """A figure without a sheet of its own; `entry` names the record it illuminates."""

    kind: ClassVar[str] = "mesure"
    id: MeasureId
    entry: EntryRef | None = None


class Placed(Record):
    """A record that knows where it was read."""

    _place: Place = PrivateAttr(default=Place("", {}))

    @property
    def place(self) -> Place:
        """Where the record was read."""
        return self._place

    def placed(self, place: Place) -> Self:
        """Return the record itself, knowing where it was read."""
        self._place = place
        return self


class Equivalent(Placed):
    """What people say or ask, for search: no entry and no page, its ids are its own.

    `means`: words that the portal writes for it, looked for as well, both ways. `entries`: what answers first, best
    first, when a query is one of the words that people say; an entry, or a hand-written page (`guides/peres`).
    """

    kind: ClassVar[str] = "equivalence"
    id: Id
    say: Annotated[tuple[Line, ...], AsTuple, Field(min_length=1)]
    means: Annotated[tuple[Line, ...], AsTuple] = ()
    entries: Annotated[tuple[AnswerRef, ...], AsTuple, Field(max_length=3)] = ()

    @model_validator(mode="after")
    def _answered(self) -> Self:
        if not self.means and not self.entries:
            raise PydanticCustomError("champ-manquant", "donnez `means` ou `entries`, au moins l'un des deux")
        return self


class Entry(Placed):
    """What every kind of record shares. `summary` is « En bref »; for a term, its definition."""

    kind: ClassVar[str]
    name: ClassVar[str]
    plural: ClassVar[str]

    id: Annotated[Id, Field(title="Identifiant")]
    title: Annotated[Title, Field(title="Titre")]
    summary: Annotated[Prose, Field(title="En bref")]
    aliases: Annotated[tuple[Line, ...], AsTuple, Field(title="Autres noms")] = ()
    settings: Annotated[tuple[Setting, ...], AsTuple, Field(title="Milieux")] = ()
    roles: Annotated[tuple[Reader, ...], AsTuple, Field(title="Pour qui")] = ()
    related: Annotated[tuple[EntryRef, ...], AsTuple, Field(title="Voir aussi")] = ()
    citations: Annotated[tuple[Citation, ...], AsTuple, Field(title="Sources")] = ()
    measures: Annotated[dict[Id, Measure], Field(title="Chiffres")] = {}

    @property
    def group_key(self) -> str | None:
        """The value that sorts records of this kind into groups (approach, theme, group…), or None."""
        return None


@dataclass(frozen=True)
class Portal:
    """Everything read: entries by id, figures by full id, sources by the key that citations use, everyday words.

    `confidential`: what the confidentiality check looks for, with no page either.
    `apart`: by kind, then by id, what has neither page nor place among entries: goals and activities of the composer.

    `unread` names the records refused on reading: others may still refer to them. `partial`: a whole file of records
    could not be read, so nobody knows what is missing.
    """

    entries: Mapping[str, Entry]
    measures: Mapping[str, Measure]
    owners: Mapping[str, str | None]
    sources: Mapping[str, Entry]
    places: Mapping[str, Place]
    equivalents: tuple[Equivalent, ...] = ()
    confidential: tuple[Placed, ...] = ()
    apart: Mapping[str, Mapping[str, Placed]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    partial: bool = False

    def of_kind(self, kind: str) -> list[Entry]:
        """Return the entries of a kind, by id."""
        return [entry for entry in self.entries.values() if entry.kind == kind]


@cache
def _marks(annotation: Hashable) -> tuple[object, ...]:
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        return tuple(mark for mark in metadata if isinstance(mark, Markup | Refers)) or _marks(inner)
    return tuple(mark for part in get_args(annotation) for mark in _marks(part))


@cache
def _field_marks(model: type[BaseModel], name: str) -> tuple[object, ...]:
    field = model.model_fields[name]
    own = tuple(mark for mark in field.metadata if isinstance(mark, Markup | Refers))
    return own or _marks(cast(Hashable, field.annotation))


def _strings(
    value: object, where: tuple[Key, ...], marks: tuple[object, ...]
) -> Iterator[tuple[tuple[Key, ...], str, object]]:
    if isinstance(value, str):
        yield from ((where, value, mark) for mark in marks)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _strings(getattr(value, name), (*where, name), _field_marks(type(value), name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _strings(item, (*where, index), marks)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _strings(item, (*where, key), marks)


def prose(record: Record) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Yield the place and the text of every passage in reduced Markdown."""
    return ((where, text) for where, text, mark in record.marked() if isinstance(mark, Markup))


def references(record: Record) -> Iterator[tuple[tuple[Key, ...], str, str]]:
    """Yield the place, the name and the expected kind of every reference to another record."""
    return ((where, name, mark.to) for where, name, mark in record.marked() if isinstance(mark, Refers))
