"""Sums, shares and averages that the sources print, made again from the figures they print beside them.

Nothing is corrected: each result stands next to the printed figure. A check whose figures are not all in the portal is
left out, so that any tree of records can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ancrage.model import Portal

_Operation = Callable[[list[Decimal]], Decimal]


@dataclass(frozen=True)
class Recomputed:
    """A printed figure and what its parts give.

    `printed` is the full id of the figure, `parts` those it is made again from, `expected` its value, `value` the
    result with as many decimals as the printed figure, `how` a sentence in French that says what was done.
    """

    title: str
    printed: str
    parts: tuple[str, ...]
    expected: Decimal
    value: Decimal
    how: str

    @property
    def difference(self) -> Decimal:
        """Recomputed minus printed: zero when the source agrees with itself."""
        return self.value - self.expected

    @property
    def agrees(self) -> bool:
        """Does the printed figure follow from its parts, at its own precision?"""
        return self.difference == 0


@dataclass(frozen=True)
class _Check:
    printed: str
    parts: tuple[str, ...]
    operation: _Operation
    title: str
    how: str


def recomputed(portal: Portal) -> list[Recomputed]:
    """Return every check that the portal holds the figures of, those that do not add up first."""
    checks = [*_regions(portal), *_study(portal), *_project()]
    return sorted(filter(None, (_made(portal, check) for check in checks)), key=lambda item: item.agrees)


def _made(portal: Portal, check: _Check) -> Recomputed | None:
    known = portal.measures
    if not check.parts or any(name not in known for name in (check.printed, *check.parts)):
        return None
    expected = known[check.printed].value
    value = check.operation([known[name].value for name in check.parts])
    exponent = expected.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    rounded = value.quantize(step, rounding=ROUND_HALF_UP)
    return Recomputed(check.title, check.printed, check.parts, expected, rounded, check.how)


def _sum(values: list[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _positive(values: list[Decimal]) -> Decimal:
    return Decimal(sum(value > 0 for value in values))


def _share(values: list[Decimal]) -> Decimal:
    return 100 * values[0] / values[1]


def _average(values: list[Decimal]) -> Decimal:
    """Return the first value divided by the sum of the others."""
    return values[0] / _sum(values[1:])


def _share_of_first(size: int) -> _Operation:
    """Return the operation that divides the first `size` values by all those that follow, in per cent."""
    return lambda values: 100 * _sum(values[:size]) / _sum(values[size:])


def _regions(portal: Portal) -> Iterator[_Check]:
    rows = portal.of_kind("region")
    columns = {
        name: tuple(f"{row.id}.{name}" for row in rows) for name in ("enfants", "ressources", "etc", "financement")
    }
    six = tuple(f"{row.id}.enfants" for row in rows if row.group_key == "plusieurs-rlp")
    children, money, printed = columns["enfants"], "regions.total-financement", "regions.enfants-six-regions"
    how = "Somme des lignes des régions au tableau."
    yield _Check("regions.total-enfants", children, _sum, "Enfants de 0 à 5 ans au Québec", how)
    yield _Check(printed, six, _sum, "Enfants des « six régions »", "Somme des lignes du premier groupe du tableau.")
    yield _Check(
        "regions.part-six-regions", (*six, *children) if six else (), _share_of_first(len(six)),
        "Part des « six régions », d'après les lignes",
        "Somme du premier groupe, divisée par la somme de toutes les lignes.",
    )  # fmt: skip
    yield _Check(
        "regions.moyenne-par-enfant", (money, *children) if children else (), _average,
        "Montant par enfant, d'après les lignes", "Montant total, divisé par la somme des lignes d'enfants.",
    )  # fmt: skip
    yield _Check("regions.total-ressources", columns["ressources"], _sum, "Ressources de proximité", how)
    yield _Check("regions.total-etc", columns["etc"], _sum, "Équivalents temps complet", how)
    yield _Check(money, columns["financement"], _sum, "Montant annuel versé", how)
    yield _Check(
        "regions.soutenues", columns["financement"], _positive, "Régions soutenues",
        "Lignes du tableau où un montant est versé.",
    )  # fmt: skip
    yield _Check(
        "regions.part-six-regions", (printed, "regions.total-enfants"), _share,
        "Part des « six régions », d'après les nombres imprimés",
        "Nombre imprimé pour les six régions, divisé par le total imprimé.",
    )  # fmt: skip
    for name, total in {"enfant": "enfants", "etc": "etc", "ressource": "ressources"}.items():
        unit = "équivalent temps complet" if name == "etc" else name
        yield _Check(
            f"regions.moyenne-par-{name}", (money, f"regions.total-{total}"), _average,
            f"Montant par {unit}, d'après les totaux imprimés", "Montant total, divisé par le total imprimé.",
        )  # fmt: skip


def _study(portal: Portal) -> Iterator[_Check]:
    territories = [entry.id for entry in portal.of_kind("territoire")]
    agents, managers = "volet-arrimage.pap", "volet-arrimage.gestionnaires"
    yield _Check(
        "volet-arrimage.participants", (agents, managers), _sum, "Personnes rencontrées pour l'étude de cas",
        "Personnes agentes de proximité et gestionnaires, additionnées.",
    )  # fmt: skip
    titles = {agents: "Personnes agentes de proximité rencontrées", managers: "Gestionnaires rencontrés"}
    for total, title in titles.items():
        parts = tuple(f"{name}.{total.partition('.')[2]}" for name in territories)
        yield _Check(total, parts, _sum, title, "Somme des territoires au tableau.")


def _project() -> Iterator[_Check]:
    families, isolated = "projet.familles", "projet.familles-isolees"
    yield _Check(
        "projet.part-isolees", (isolated, families), _share, "Part des familles isolées",
        "Familles isolées, divisées par les familles accompagnées.",
    )  # fmt: skip
    yield _Check(
        "projet.part-isolees-moins-5-ans", ("projet.isolees-moins-5-ans", isolated), _share,
        "Part des familles isolées dont un enfant a moins de 5 ans", "Ces familles, divisées par les familles isolées.",
    )  # fmt: skip
    yield _Check(
        "organisme-porteur.nombre", ("organisme-porteur.ocf", "organisme-porteur.cpsc", "organisme-porteur.mixtes"),
        _sum, "Organismes porteurs",
        "Organismes communautaires Famille, centres de pédiatrie sociale et organismes mixtes, additionnés.",
    )  # fmt: skip
