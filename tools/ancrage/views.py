"""Joins over the portal: backlinks, groups, figures with what they are worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ancrage import labels
from ancrage.evidence import Attainable, Interval, attainable, interval
from ancrage.markup import Insert, Link, Token, Words, plain, tokens
from ancrage.model import (
    Divergence,
    Entry,
    FreeMeasure,
    Guide,
    GuideSection,
    Measure,
    Portal,
    Task,
    prose,
    references,
)
from ancrage.text import NBSP, fold, number


@dataclass(frozen=True)
class Figure:
    """A measure with its full id, the entry it belongs to, its interval, attainability and divergences."""

    id: str
    measure: Measure
    entry: Entry | None
    interval: Interval | None
    attainable: Attainable | None
    divergences: tuple[Divergence, ...]


@dataclass(frozen=True)
class Stop:
    """The place of an entry in a guide: the rank of its chapter, the sections before and after it there, if any."""

    guide: Guide
    chapter: int
    before: GuideSection | None
    following: GuideSection | None


class Views:
    """What pages, indexes and exports ask of a portal without problems."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal

    def figure(self, measure_id: str) -> Figure:
        """Return a figure by its full id; KeyError when there is none."""
        measure = self.portal.measures[measure_id]
        owner = self.portal.owners[measure_id]
        return Figure(
            measure_id,
            measure,
            self.portal.entries.get(owner) if owner else None,
            interval(measure),
            attainable(measure),
            tuple(self.divergences.get(measure_id, ())),
        )

    def plain(self, text: str) -> str:
        """Return a text on one line without its marks, its figures and documents in words as its page shows them."""
        return plain(text, self._inserted).replace("\n", " ")

    def _inserted(self, name: str, following: Token | None) -> str:
        measure = self.portal.measures.get(name)
        if measure is None:
            return labels.SHORT_SOURCES.get(name, self.portal.sources[name].title)
        return quantity(measure, unit=not unit_follows(measure, following))

    @cached_property
    def figures(self) -> list[Figure]:
        """Every figure, by id."""
        return [self.figure(measure_id) for measure_id in self.portal.measures]

    @cached_property
    def figures_of(self) -> Mapping[str, list[Figure]]:
        """For each entry, its own figures in the order written, then those that illuminate it."""
        found: dict[str, list[Figure]] = defaultdict(list)
        for entry in self.portal.entries.values():
            for name in entry.measures:
                found[entry.id].append(self.figure(f"{entry.id}.{name}"))
        for figure in self.figures:
            if figure.entry is not None and isinstance(figure.measure, FreeMeasure):
                found[figure.entry.id].append(figure)
        return found

    def kind(self, kind: str, group: str | None = None) -> list[Entry]:
        """Return the entries of a kind (and of a group) in reading order: `order` where there is one, then title."""
        found = [entry for entry in self.portal.of_kind(kind) if group is None or entry.group_key == group]
        return sorted(found, key=lambda entry: (getattr(entry, "order", 0), fold(entry.title), entry.id))

    @cached_property
    def backlinks(self) -> Mapping[str, list[Entry]]:
        """For each id, the entries whose page leads to it, sorted by kind then title; never the entry itself.

        The page of a role lists its tasks, that of an entry the divergences that concern it: those links count too.
        """
        found: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self.portal.entries.values():
            for name in outgoing(entry, self.portal):
                if name != entry.id:
                    found[name][entry.id] = entry
                    if isinstance(entry, Divergence | Task) and name in self.portal.entries:
                        found[entry.id][name] = self.portal.entries[name]
        return {
            name: sorted(entries.values(), key=lambda entry: (entry.kind, fold(entry.title), entry.id))
            for name, entries in found.items()
        }

    @cached_property
    def divergences(self) -> Mapping[str, list[Divergence]]:
        """For each entry or figure, the divergences that concern it."""
        found: dict[str, list[Divergence]] = defaultdict(list)
        for entry in self.portal.of_kind("divergence"):
            if isinstance(entry, Divergence):
                for name in entry.concerns:
                    found[name].append(entry)
        return found

    @cached_property
    def stops(self) -> Mapping[str, list[Stop]]:
        """For each entry, its places in the guides, in the order of the guides."""
        found: dict[str, list[Stop]] = defaultdict(list)
        for guide in self.kind(Guide.kind):
            if isinstance(guide, Guide):
                for rank, chapter in enumerate(guide.chapters):
                    around = (None, *chapter.sections, None)
                    for before, section, following in zip(around, chapter.sections, around[2:], strict=False):
                        found[section.entry].append(Stop(guide, rank, before, following))
        return found

    @cached_property
    def citing(self) -> Mapping[str, list[Entry]]:
        """For each source key, the entries that cite it."""
        found: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self.portal.entries.values():
            for _, name, expected in references(entry):
                if expected == "source":
                    found[name][entry.id] = entry
        return {key: sorted(entries.values(), key=lambda entry: fold(entry.title)) for key, entries in found.items()}


def outgoing(entry: Entry, portal: Portal) -> list[str]:
    """Return the ids that an entry names, in its lists and in its texts, without repeats, in order."""
    found: dict[str, None] = {}
    for _, name, expected in references(entry):
        source = portal.sources[name].id if expected == "source" else None
        found.setdefault(source or portal.owners.get(name) or name)
    for _, text in prose(entry):
        for token in tokens(text):
            if isinstance(token, Link) and token.target in portal.entries:
                found.setdefault(token.target)
            elif isinstance(token, Insert):
                document = portal.sources.get(token.name)
                owner = document.id if document else portal.owners.get(token.name)
                if owner:
                    found.setdefault(owner)
    return list(found)


def quantity(measure: Measure, *, unit: bool = True) -> str:
    """Return a figure in words: « 67 % », « 5 305 familles », « 8 ou 9 sur 10 », « ≤ 2 jours ».

    Without `unit`, only a percentage, an amount or a share « sur N » keeps its unit.
    """
    shown = number(measure.value)
    if measure.value_max is not None:
        joint = "ou" if measure.unit.startswith("sur ") else "à"
        shown = f"{shown} {joint} {number(measure.value_max)}"
    if measure.bound:
        shown = f"{measure.bound}{NBSP}{shown}"
    if measure.approx:
        shown = f"environ {shown}"
    words = measure.unit.replace("$ CA", "$").replace("/an", " par an")
    return f"{shown}{NBSP}{words}" if unit or words[0] in "%$" or words.startswith("sur ") else shown


def unit_follows(measure: Measure, following: Token | None) -> bool:
    """Tell whether the sentence goes on with the unit itself: « [[x]] familles » is not « 5 305 familles familles »."""
    if isinstance(following, Words):
        after = fold(following.text)
    elif isinstance(following, Link):
        after = " " + fold(following.label)
    else:
        return False
    first = fold(measure.unit).split(maxsplit=1)[0]
    return after.replace(NBSP, " ").startswith(" " + first[: max(4, len(first) - 2)])
