"""How well the confidentiality check recognises: recall and false alarms on the labelled sentences of the portal."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ancrage.confidentiality import Hit, Scanner
from ancrage.model import Portal, Sentences
from ancrage.signs import rules_of

_LABEL = re.compile(r"\[([a-z-]+)\|([^\]]+)\]")
_CROSSING = " ## combinaison"
COMBINATION = "combinaison"
TUNED = "reglage"
"""The sentences whose failures may be looked at."""


@dataclass(frozen=True)
class Label:
    """What is to be found in a sentence, of which kind, and where; a combination is the whole sentence."""

    kind: str
    start: int
    end: int

    def met(self, hit: Hit) -> bool:
        """Tell whether a hit shows it."""
        if (self.kind == COMBINATION) != (hit.rule == COMBINATION):
            return False
        return hit.start < self.end and self.start < hit.end


@dataclass(frozen=True)
class Share:
    """So many out of so many, of one kind or of one rule."""

    name: str
    count: int
    total: int

    def __str__(self) -> str:
        """Return « 11 sur 12 (92 %) »."""
        return f"{self.count} sur {self.total} ({round(100 * self.count / self.total) if self.total else 0} %)"


@dataclass(frozen=True)
class Rates:
    """What one set of sentences measures.

    `recall`: labelled things that are found, by kind; `alarms`: clean sentences in which a rule wrongly finds
    something, by rule; `alarmed`: clean sentences with at least one, and `wrong`, those with an alarm that is more than
    « possible ». `missed` and `mistaken` name the sentences, for who tunes the signs.
    """

    id: str
    title: str
    found: Share
    recall: tuple[Share, ...]
    alarmed: Share
    wrong: Share
    alarms: tuple[Share, ...]
    missed: tuple[str, ...]
    mistaken: tuple[str, ...]


def read_label(line: str) -> tuple[str, tuple[Label, ...]]:
    """Return a sentence as one would write it, and what is to be found in it."""
    crossing = line.endswith(_CROSSING)
    line = line.removesuffix(_CROSSING)
    text, labels, last = "", [], 0
    for match in _LABEL.finditer(line):
        text += line[last : match.start()]
        labels.append(Label(match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        last = match.end()
    text += line[last:]
    return text, (*labels, *([Label(COMBINATION, 0, len(text))] if crossing else []))


def recognition(portal: Portal) -> tuple[Rates, ...]:
    """Return the rates of each set of sentences, in the order of their ids."""
    scanner = Scanner(rules_of(portal))
    return tuple(_rates(record, scanner) for record in portal.confidential if isinstance(record, Sentences))


def _rates(record: Sentences, scanner: Scanner) -> Rates:
    labelled, found, missed = Counter[str](), Counter[str](), []
    for line in record.flagged.splitlines():
        text, labels = read_label(line)
        hits = scanner.scan(text)
        for label in labels:
            labelled[label.kind] += 1
            if any(label.met(hit) for hit in hits):
                found[label.kind] += 1
            else:
                missed.append(f"{label.kind} : {line}")
    clean = record.clean.splitlines()
    results = [(line, scanner.scan(line)) for line in clean]
    alarms = Counter(rule for _, hits in results for rule in {hit.rule for hit in hits})
    return Rates(
        id=record.id,
        title=record.title,
        found=Share("", sum(found.values()), sum(labelled.values())),
        recall=tuple(Share(kind, found[kind], labelled[kind]) for kind in sorted(labelled)),
        alarmed=Share("", sum(bool(hits) for _, hits in results), len(clean)),
        wrong=Share("", sum(any(hit.level != "possible" for hit in hits) for _, hits in results), len(clean)),
        alarms=tuple(Share(rule, count, len(clean)) for rule, count in sorted(alarms.items())),
        missed=tuple(missed),
        mistaken=tuple(
            f"{', '.join(f'{hit.rule} « {hit.found} »' for hit in hits)} : {line}" for line, hits in results if hits
        ),
    )
