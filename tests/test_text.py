"""French text: typography, numbers, periods."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ancrage.model.base import PERIOD_PATTERN
from ancrage.text import fold, number, period, typographic, typographic_page


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("« oui » : non", "«\u00a0oui\u00a0»\u00a0: non"),
        ("31,4 % ; quoi ? non !", "31,4\u00a0%; quoi? non!"),
        ("à 9 h 30", "à 9\u00a0h\u00a030"),
        ("l'eau, 5 305 familles", "l’eau, 5\u00a0305 familles"),
        ("10 $", "10\u00a0$"),
        ("https://example.org", "https://example.org"),
    ],
)
def test_typography_is_that_of_the_oqlf(written, shown):
    assert typographic(written) == shown


@given(st.text(alphabet="ab «»:;!?%$'’ \u00a01hé", max_size=40))
def test_typography_done_twice_is_done_once(text):
    assert typographic(typographic(text)) == typographic(text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("32.0"), "32,0"),
        (5305, "5\u00a0305"),
        (Decimal("19.64"), "19,64"),
        (Decimal(2320665), "2\u00a0320\u00a0665"),
    ],
)
def test_numbers_keep_their_decimals(value, shown):
    assert number(value) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2024-04-01/2024-10-31", "du 1er avril 2024 au 31 octobre 2024"),
        ("2024-01/2025-03", "janvier 2024 à mars 2025"),
        ("2022-2025", "2022–2025"),
        ("2019", "2019"),
        ("non-precisee", "période non précisée"),
    ],
)
def test_periods_are_said_in_words(written, shown):
    assert period(written) == shown


def test_folding_drops_accents_capitals_and_ligatures():
    assert fold("Œuvre d’Été") == "oeuvre d'ete"


def test_a_page_is_typeset_but_for_code_addresses_macros_and_marks():
    page = "---\ntitle: l'a : b\n---\nL'eau : {{ fiche(\"x\", \"l'y : z\") }} et `a : b` [l'u](v 'w'){ .x title=\"l'a\" }\n| a | b |\n| :-- | --: |\n: def\n"
    shown = typographic_page(page)
    assert shown.startswith(
        "---\ntitle: l'a : b\n---\nL’eau\u00a0: {{ fiche(\"x\", \"l'y : z\") }} et `a : b` [l’u](v 'w'){ .x"
    )
    assert 'title="l\'a"' in shown
    assert "| :-- | --: |\n: def\n" in shown


@given(
    st.from_regex(PERIOD_PATTERN, fullmatch=True, alphabet=st.sampled_from("0123456789-/abcdefghijklmnopqrstuvwxyz"))
)
def test_every_period_that_a_record_may_hold_can_be_said(text):
    assert period(text)
