"""Indicators: rates with their denominators, small counts that cannot be found again, the same in the browser."""

from __future__ import annotations

import itertools
import json
import random
from collections import defaultdict
from dataclasses import asdict

import pytest

from ancrage.evidence import wilson
from ancrage.indicators import Shown, Tally, fault, median, published, rate, tally_of
from tests.node import needs_node, node

from .conftest import DATA

SMALL_TABLES = [Tally(of, among) for among in range(8) for of in range(among + 1)]


def test_a_rate_comes_with_what_divides_it():
    assert rate("part", Tally(3, 40)) == 7.5
    assert rate("moyenne", Tally(45, 10)) == 4.5
    assert rate("nombre", Tally(7, 0)) == 7
    assert rate("part", Tally(0, 0)) is None


def test_delays_give_their_mean_and_the_one_that_half_do_not_exceed():
    days = [0, 1, 2, 3, 14]
    assert rate("delais", tally_of(days)) == 4
    assert median(days) == 2
    assert median([1, 4]) == 2.5
    assert median([]) is None


def test_what_cannot_be_is_told():
    assert fault("part", Tally(5, 4), scaled=False) == "La partie dépasse le tout."
    assert fault("moyenne", Tally(51, 10), scaled=True).startswith("La somme des notes")
    assert fault("moyenne", Tally(51, 10), scaled=False) == fault("part", Tally(0, 0), scaled=False) == ""


def test_a_small_count_of_people_is_hidden_with_its_complement_and_never_a_count_of_meetings():
    assert published("part", [Tally(3, 40)], people=True).quarters == (Shown(None, 40),)
    assert published("part", [Tally(38, 40)], people=True).quarters == (Shown(None, 40),)
    assert published("part", [Tally(2, 4)], people=True).quarters == (Shown(None, None),)
    assert published("part", [Tally(0, 40)], people=True).quarters == (Shown(0, 40),)
    assert published("part", [Tally(2, 3)], people=False).quarters == (Shown(2, 3),)
    assert published("moyenne", [Tally(36, 9)], people=True, least=10).quarters == (Shown(None, None),)


def test_one_hidden_quarter_hides_the_total_that_would_give_it_back():
    found = published("part", [Tally(3, 40), Tally(8, 40)], people=True)
    assert found.quarters == (Shown(None, 40), Shown(8, 40))
    assert found.total == Shown(None, 80)
    several = [Tally(3, 40), Tally(2, 40), Tally(8, 40)]
    assert published("part", several, people=True).total == Shown(13, 120)
    assert published("part", [Tally(4, 40), Tally(4, 40)], people=True).total == Shown(None, 80)
    assert published("moyenne", [Tally(9, 3), Tally(40, 10)], people=True).total == Shown(None, None)


@pytest.mark.parametrize("quarters", [1, 2, pytest.param(3, marks=pytest.mark.slow)])
def test_whoever_reads_the_sheet_cannot_find_a_hidden_count_again(quarters):
    """Every table is published; those that look the same must leave two values or more to each hidden count."""
    known = SMALL_TABLES if quarters < 3 else [tally for tally in SMALL_TABLES if tally.among in (0, 3, 4, 6, 7)]
    alike = defaultdict(list)
    for tallies in itertools.product(known, repeat=quarters):
        alike[published("part", tallies, people=True)].append(tallies)
    found = 0
    for series, tables in alike.items():
        for rank, shown in enumerate(series.quarters):
            for name in ("of", "among"):
                if getattr(shown, name) is None:
                    found += 1
                    assert len({getattr(tallies[rank], name) for tallies in tables}) > 1, (series, tables)
    assert found


@needs_node
def test_six_hundred_series_give_the_same_in_the_browser():
    chance = random.Random(20261125)  # noqa: S311 - always the same series

    def tally(form):
        among = chance.choice([0, chance.randint(1, 8), chance.randint(9, 60)])
        if form == "nombre":
            return {"of": chance.randint(0, 12), "among": 0}
        of = chance.randint(0, among + 1) if form == "part" else chance.randint(0, 6 * among + 1)
        return {"of": of, "among": among}

    series = []
    for _ in range(600):
        form = chance.choice(["part", "part", "moyenne", "nombre", "delais"])
        series.append({
            "form": form, "tallies": [tally(form) for _ in range(chance.randint(1, 4))], "people": chance.random() < 0.8,
            "least": chance.choice([5, 10]), "scaled": form == "moyenne",
        })  # fmt: skip
        if form == "part":
            for item in series[-1]["tallies"]:
                item["of"] = min(item["of"], item["among"])
    days = [[chance.randint(0, 40) for _ in range(chance.randint(0, 9))] for _ in range(50)]
    theirs = node("indicateurs.mjs", {"series": series, "days": days})
    assert theirs["medians"] == [median(values) for values in days]
    hidden = 0
    for item, other in zip(series, theirs["found"], strict=True):
        tallies = [Tally(**values) for values in item["tallies"]]
        ours = published(item["form"], tallies, people=item["people"], least=item["least"])
        assert other["published"] == json.loads(json.dumps(asdict(ours)))
        assert other["rates"] == [rate(item["form"], one) for one in tallies]
        assert other["faults"] == [fault(item["form"], one, scaled=item["scaled"]) for one in tallies]
        for one, interval in zip(tallies, other["intervals"], strict=True):
            if interval:
                low, high = wilson(one.of / one.among, int(one.among))
                assert interval == pytest.approx([100 * low, 100 * high], abs=1e-9)
        hidden += ours.total.of is None
    assert hidden > 50


@needs_node
def test_the_interval_of_the_browser_is_that_of_statsmodels():
    rows = json.loads((DATA / "wilson.json").read_text("utf-8"))["rows"]
    whole = [(share * n / 100, n, low, high) for share, n, low, high in rows]
    asked = [
        {"form": "part", "tallies": [{"of": of, "among": n}], "people": False, "least": 5, "scaled": False}
        for of, n, _, _ in whole
    ]
    theirs = node("indicateurs.mjs", {"series": asked, "days": []})["found"]
    for (_, _, low, high), found in zip(whole, theirs, strict=True):
        assert found["intervals"][0] == pytest.approx([100 * low, 100 * high], abs=1e-6)
