"""Overlap of mandates: the formula by hand, what the unknown allows, and the same results in Python and in the browser."""

from __future__ import annotations

import copy
import json
import random
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ancrage import overlap_file, overlap_report
from ancrage.cli import main
from ancrage.overlap import Grid, Judgement, Named, percent, summary
from tests.node import needs_node, node

from .conftest import DATA

FILE = DATA / "chevauchements.json"
EXAMPLE = json.loads(FILE.read_text("utf-8"))
KINDS = ("", "doublon", "complementaire", "zone-grise")


def grid_of(value: object) -> Grid:
    grid, faults = overlap_file.grid_of(value)
    assert faults == []
    assert grid is not None
    return grid


def as_file(grid: Grid) -> dict[str, object]:
    """The grid as its file holds it."""
    named = {
        name: [{"id": item.id, "name": item.name} for item in getattr(grid, name)]
        for name in ("roles", "groups", "responsibilities")
    }
    return {
        "format": overlap_file.FORMAT, "version": overlap_file.VERSION,
        "title": grid.title, "date": grid.date, **named,
        "carries": {r: {role: sorted(groups) for role, groups in answers.items()} for r, answers in grid.carries.items()},
        "judgements": {
            r: {group: {"kind": judged.kind, "note": judged.note} for group, judged in cells.items()}
            for r, cells in grid.judgements.items()
        },
    }  # fmt: skip


def made(chance: random.Random) -> Grid:
    """A grid made by chance."""
    roles, groups, tasks = (
        tuple(Named(f"{letter}{number}", f"{letter.upper()} {number}") for number in range(chance.randint(1, most)))
        for letter, most in (("o", 6), ("g", 4), ("r", 7))
    )
    carries = {
        task.id: {
            role.id: frozenset(group.id for group in groups if chance.random() < 0.5)
            if chance.random() < 0.7
            else frozenset()
            for role in roles
            if chance.random() < 0.7
        }
        for task in tasks
        if chance.random() < 0.9
    }
    judgements = {
        task.id: {group.id: Judgement(KINDS[chance.randint(0, 3)], "") for group in groups if chance.random() < 0.6}
        for task in tasks
    }
    return Grid("", "2026-11-25", roles, groups, tasks, carries, judgements)


def grids():
    return st.randoms(use_true_random=False).map(made)


def test_the_invented_example_gives_what_a_person_counts_by_hand():
    found = summary(grid_of(EXAMPLE))
    assert (found.cells, found.carried, found.shared) == (6, 4, 3)
    assert percent(found.rate) == 75
    assert found.kinds == {"doublon": 1, "complementaire": 1, "zone-grise": 1, "a-classer": 0}
    assert found.gaps == (("r-transport", "bebes"), ("r-transport", "tout-petits"))
    assert found.pairs == (("ptp", "pap-sante", 2), ("ptp", "pap-ecole", 1))


def test_what_is_not_known_is_no_absence():
    found = summary(grid_of(EXAMPLE))
    assert found.unsettled == 2  # nobody said whether the school visits at home
    assert (found.low, found.high) == ((3, 4), (4, 4))


def test_a_grid_where_nobody_carries_anything_has_no_rate():
    found = summary(replace(grid_of(EXAMPLE), carries={}))
    assert percent(found.rate) is None
    assert (found.undecided, found.uncarried) == (6, 0)
    assert percent(found.low) == 0
    assert percent(found.high) == 100


@given(grids())
@settings(max_examples=150)
def test_the_counts_hold_together(grid):
    found = summary(grid)
    assert found.cells == found.carried + found.uncarried + found.undecided
    assert sum(found.kinds.values()) == found.shared <= found.carried
    assert len(found.gaps) == found.uncarried
    assert all(number <= found.shared for _, _, number in found.pairs)


@given(grids(), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_order_does_not_matter(grid, chance):
    shuffled = {
        name: tuple(chance.sample(getattr(grid, name), len(getattr(grid, name))))
        for name in ("roles", "groups", "responsibilities")
    }
    one, other = summary(grid), summary(replace(grid, **shuffled))
    assert {**one.as_json(), "gaps": sorted(one.gaps), "pairs": len(one.pairs)} == {
        **other.as_json(), "gaps": sorted(other.gaps), "pairs": len(other.pairs),
    }  # fmt: skip


@given(grids())
@settings(max_examples=100)
def test_a_role_more_never_lowers_what_is_carried_nor_what_is_shared(grid):
    more = Named("nouveau", "Nouveau")
    carries = {
        task.id: {**grid.carries.get(task.id, {}), "nouveau": frozenset(g.id for g in grid.groups)}
        for task in grid.responsibilities
    }
    one, other = summary(grid), summary(replace(grid, roles=(*grid.roles, more), carries=carries))
    assert other.carried == other.cells
    assert other.carried >= one.carried
    assert other.shared == one.carried


@given(grids(), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_however_the_unknown_is_settled_the_rate_stays_between_the_two_told(grid, chance):
    carries = {
        task.id: {
            role.id: grid.carries.get(task.id, {}).get(
                role.id, frozenset(g.id for g in grid.groups if chance.random() < 0.5)
            )
            for role in grid.roles
        }
        for task in grid.responsibilities
    }
    before, after = summary(grid), summary(replace(grid, carries=carries))
    assert after.low == after.high == after.rate
    if after.carried:
        (a, b), (c, d), (e, f) = before.low, after.rate, before.high
        assert a * d <= c * b
        if f:
            assert c * f <= e * d


def test_a_share_is_rounded_half_up():
    assert [percent(ratio) for ratio in ((1, 8), (3, 8), (1, 3), (2, 3), (0, 5), (5, 5))] == [13, 38, 33, 67, 0, 100]


@needs_node
def test_six_hundred_grids_give_the_same_in_the_browser():
    chance = random.Random(20261125)  # noqa: S311 - always the same grids
    found = [made(chance) for _ in range(600)]
    theirs = node("chevauchements.mjs", [as_file(grid) for grid in found])
    for grid, other in zip(found, theirs, strict=True):
        ours = summary(grid)
        assert other["summary"] == ours.as_json()
        assert other["percents"] == [percent(ratio) for ratio in (ours.rate, ours.low, ours.high)]


def worded(chance: random.Random) -> Grid:
    """A grid whose names, title and notes are whatever someone may type."""
    letters = "aé|*;\"'=+\n\r\t \u00a0\ufeff\u2028\x85\x1f🌲,."

    def words() -> str:
        return "".join(chance.choice(letters) for _ in range(chance.randint(0, 6)))

    def renamed(items: tuple[Named, ...]) -> tuple[Named, ...]:
        return tuple(Named(item.id, words()) for item in items)

    grid = made(chance)
    judgements = {
        name: {group: Judgement(judged.kind, words()) for group, judged in cells.items()}
        for name, cells in grid.judgements.items()
    }
    day = f"{chance.randint(1000, 9999)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    return Grid(words(), day, *map(renamed, (grid.roles, grid.groups, grid.responsibilities)), grid.carries, judgements)


@needs_node
def test_the_command_exports_what_the_page_exports_whatever_is_typed():
    chance = random.Random(20261126)  # noqa: S311 - always the same grids
    found = [grid_of(EXAMPLE), replace(grid_of(EXAMPLE), carries={}), *(worded(chance) for _ in range(400))]
    for grid, other in zip(found, node("chevauchements.mjs", [as_file(grid) for grid in found]), strict=True):
        assert overlap_report.as_markdown(grid) == other["markdown"]
        assert overlap_report.as_csv(grid) == other["csv"]


def spoilt() -> list[object]:
    """Files spoilt one way each, some several."""
    files: list[object] = [
        None,
        [],
        {},
        {**EXAMPLE, "format": "autre"},
        {**EXAMPLE, "version": 2},
        {**EXAMPLE, "version": True},
    ]

    def change(*path, value):
        changed = copy.deepcopy(EXAMPLE)
        target = changed
        for key in path[:-1]:
            target = target[key]
        target[path[-1]] = value
        files.append(changed)

    for name in ("title", "date", "roles", "groups", "responsibilities", "carries", "judgements"):
        for value in (None, 3, [], {}, "x" * 3000, [1], [{}], {"inconnu": {}}, {"r-visite": []}):
            change(name, value=value)
    change("date", value="2026-02-30")
    change("roles", 1, "id", value="ptp")
    change("roles", 1, "id", value="Été")
    change("roles", 0, "name", value="n" * 121)
    change("roles", 0, "genre", value="x")
    change("plus", value=1)
    change("title", value="é" * 120)
    change("title", value="🌲" * 120)
    change("title", value="🌲" * 121)
    change("roles", value=[{"id": f"o{n}", "name": ""} for n in range(13)])
    change("carries", "r-visite", "ptp", value="bebes")
    change("carries", "r-visite", "ptp", value=["ailleurs"])
    change("carries", "r-visite", "ptp", value=[["bebes"]])
    change("carries", "r-visite", "inconnu", value=[])
    change("carries", "constructor", value={})
    change("judgements", "r-visite", "bebes", "kind", value="gris")
    change("judgements", "r-visite", "bebes", value={"note": "x"})
    change("judgements", "r-visite", "bebes", value=[])
    change("judgements", "r-visite", "ailleurs", value={"kind": "", "note": ""})
    change("judgements", "r-visite", "bebes", "plus", value="x")
    return files


@needs_node
def test_a_spoilt_file_is_refused_with_the_same_places_and_words_in_both_languages():
    files = spoilt()
    theirs = node("chevauchements.mjs", files)
    refused = 0
    for value, other in zip(files, theirs, strict=True):
        _, faults = overlap_file.grid_of(value)
        told = [fault.replace("\u00a0", " ").replace("’", "'") for fault in other.get("faults", [])]
        assert [str(fault) for fault in faults] == told
        refused += bool(faults)
    assert refused > 80


def test_a_fault_says_where():
    value = copy.deepcopy(EXAMPLE)
    value["roles"][1]["id"] = "ptp"
    assert next(str(fault) for fault in overlap_file.grid_of(value)[1]) == "roles › 2 › id : « ptp » est déjà pris"


def test_a_file_read_and_written_again_is_the_same():
    assert as_file(grid_of(EXAMPLE)) == EXAMPLE


def test_the_command_gives_the_numbers_of_the_page_in_words_and_in_json():
    told = CliRunner().invoke(main, ["cases", "overlap", str(FILE)])
    assert told.exit_code == 0
    assert "Taux de chevauchement : 3 sur 4 (75 %)" in told.output
    assert "Trouver un transport — De 1 à 5 ans" in told.output
    found = json.loads(CliRunner().invoke(main, ["cases", "overlap", str(FILE), "--format", "json"]).output)
    assert found == summary(grid_of(EXAMPLE)).as_json()


def test_the_command_gives_the_minutes_and_the_spreadsheet():
    markdown, csv = (
        CliRunner().invoke(main, ["cases", "overlap", str(FILE), "--format", form]).output
        for form in ("markdown", "csv")
    )
    assert markdown.startswith("# Vallon-des-Pins (inventé)\n\nGrille du 25 novembre 2026.\n\n3 cases sur 4 portées")
    assert "- Trouver un transport\u00a0: tous les groupes\n" in markdown
    assert "| Visiter à la maison | PTP, PAP, santé (doublon) | PTP |" in markdown
    assert csv.startswith("\ufeffResponsabilité;Groupe de familles;Portée par;")
    assert len(csv.splitlines()) == 7


@pytest.mark.parametrize(("content", "words"), [("{", "pas du JSON"), ("{}", "ne vient pas de cet outil")])
def test_the_command_refuses_what_is_no_grid(tmp_path, content, words):
    file = tmp_path / "grille.json"
    file.write_text(content)
    told = CliRunner().invoke(main, ["cases", "overlap", str(file)])
    assert told.exit_code == 1
    assert words in told.output
    assert str(file) in told.output


def test_a_file_that_is_not_there_or_not_text_is_no_traceback(tmp_path):
    binary = tmp_path / "image.json"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "absent.json", binary):
        told = CliRunner().invoke(main, ["cases", "overlap", str(path)])
        assert told.exit_code == 2
        assert "ancrage :" in told.output
