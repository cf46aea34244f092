"""Sums made again: what the sources print against what their own figures give."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ancrage.model import Measure
from ancrage.pages import pages
from ancrage.pipeline import read
from ancrage.sums import recomputed
from ancrage.views import Views

from .conftest import PORTAL, real_pages, real_portal

REAL = real_portal()
FOUND = recomputed(REAL)
pytestmark = pytest.mark.real_data


def test_what_does_not_add_up_is_what_the_divergences_say():
    wrong = [(item.printed, str(item.expected), str(item.value)) for item in FOUND if not item.agrees]
    assert wrong == [
        ("regions.total-enfants", "501225", "534939"),
        ("regions.enfants-six-regions", "337454", "337545"),
        ("regions.part-six-regions", "67.3", "63.1"),
        ("regions.moyenne-par-enfant", "4.63", "4.34"),
        ("volet-arrimage.participants", "21", "20"),
    ]


def test_what_does_not_add_up_comes_first():
    assert [item.agrees for item in FOUND] == sorted(item.agrees for item in FOUND)


@pytest.mark.parametrize(
    "printed",
    ["regions.total-ressources", "regions.total-etc", "regions.total-financement", "regions.moyenne-par-etc",
     "projet.part-isolees", "projet.part-isolees-moins-5-ans", "organisme-porteur.nombre", "volet-arrimage.pap"],
)  # fmt: skip
def test_these_printed_figures_follow_from_their_parts(printed):
    assert all(item.agrees for item in FOUND if item.printed == printed)
    assert any(item.printed == printed for item in FOUND)


def test_the_seventeen_regions_are_all_in_the_totals():
    totals = [item for item in FOUND if item.printed.startswith("regions.total-")]
    assert [len(item.parts) for item in totals] == [17] * 4


def test_every_figure_that_does_not_add_up_has_its_divergence():
    views = Views(REAL)
    assert all(views.figure(item.printed).divergences for item in FOUND if not item.agrees)


def test_a_check_without_all_its_figures_is_left_out():
    assert recomputed(read(PORTAL)[0]) == []
    assert "sommes-refaites" not in pages(Views(read(PORTAL)[0]))["reperes/divergences.md"]


def test_a_printed_figure_that_changes_is_noticed():
    from dataclasses import replace

    changed: dict[str, Measure] = {**REAL.measures}
    changed["regions.total-etc"] = changed["regions.total-etc"].model_copy(update={"value": Decimal("55.4")})
    found = {item.printed: item for item in recomputed(replace(REAL, measures=changed))}
    assert str(found["regions.total-etc"].difference) == "-0.1"


def test_the_page_of_divergences_shows_printed_recomputed_and_difference():
    page = real_pages()["reperes/divergences.md"]
    table = page[page.index("sommes-refaites") : page.index("groupe-a")]
    for shown in (
        "501\u00a0225",
        "534\u00a0939",
        "33\u00a0714 de plus",
        "4,2\u00a0points de moins",
        "0,29\u00a0$ de moins",
        "aucun",
    ):
        assert shown in table
