"""How sure a figure is."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ancrage.evidence import attainability, attainable, interval, wilson
from ancrage.model import Measure

from .conftest import DATA


def measure(**changes) -> Measure:
    """Return a survey figure with some of its values changed."""
    values = {
        "label": "x", "value": 67, "unit": "%", "population": "y", "n": 49, "base": "inconnue", "period": "2031",
        "source": "s", "locator": "l",
    }  # fmt: skip
    return Measure.model_validate({**values, **changes})


REFERENCE = json.loads((DATA / "wilson.json").read_text(encoding="utf-8"))
"""Every whole percentage of the numbers met in the sources, by statsmodels: see `made_with`."""


def test_the_interval_is_wilson_s():
    assert len(REFERENCE["rows"]) > 500
    for percent, n, low, high in REFERENCE["rows"]:
        assert wilson(percent / 100, n) == pytest.approx((low, high), abs=1e-9)


@given(st.integers(0, 500), st.integers(1, 500))
def test_an_interval_holds_the_share_and_stays_within_bounds(k, n):
    share = min(k, n) / n
    low, high = wilson(share, n)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


@given(st.floats(0, 1), st.integers(1, 400), st.integers(2, 9))
def test_more_answers_never_widen_an_interval(share, n, times):
    narrow, wide = wilson(share, n * times), wilson(share, n)
    assert narrow[1] - narrow[0] <= wide[1] - wide[0] + 1e-12


def test_an_interval_of_unknown_base_says_it_is_a_minimum():
    assert interval(measure()).minimum
    assert not interval(measure(base="connue")).minimum


@pytest.mark.parametrize(
    "changes",
    [
        {"base": "denombrement"},
        {"unit": "familles"},
        {"nature": "cible"},
        {"n": None},
        {"value_max": 80},
        {"bound": "<"},
    ],
)
def test_what_is_not_a_survey_share_has_no_interval(changes):
    assert interval(measure(**changes)) is None
    assert attainable(measure(**changes)) is None


@given(st.integers(1, 300), st.integers(0, 300), st.integers(0, 2))
def test_every_rounded_share_of_whole_answers_is_attainable(n, k, decimals):
    printed = (Decimal(100 * min(k, n)) / n).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    assert attainability(printed, n).rounded


def test_thirty_one_decimals_matter():
    assert attainability(Decimal(33), 3).rounded
    assert not attainability(Decimal("33.0"), 3).rounded
    assert attainability(Decimal("33.3"), 3).rounded


def test_truncation_is_told_from_rounding():
    assert attainability(Decimal(66), 3).truncated
    assert not attainability(Decimal(66), 3).rounded
