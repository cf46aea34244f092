"""The documentation cannot drift: every command, rule and key is told."""

from __future__ import annotations

import re

import pytest

from ancrage.cli import main
from ancrage.load import FILES, FOLDERS, parse
from ancrage.model import KINDS, Equivalent, FreeMeasure, Sheet

from .conftest import ROOT

FIELDS = (ROOT / "practices" / "README.md").read_text(encoding="utf-8")
CONTRIBUTE = (ROOT / "docs" / "a-propos" / "contribuer.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_key_of_every_kind_is_explained(kind):
    keys = set(KINDS[kind].model_fields)
    assert {key for key in keys if f"`{key}`" not in FIELDS} == set()


def test_every_key_of_a_figure_is_explained():
    assert {key for key in FreeMeasure.model_fields if f"`{key}" not in FIELDS and f"{key}:" not in FIELDS} == set()


def test_every_key_of_an_equivalent_is_explained():
    assert [key for key in Equivalent.model_fields if f"| `{key}` |" not in FIELDS] == []


def test_the_equivalent_shown_as_an_example_is_valid():
    example = re.search(r"```yaml\n(- id: garderie.*?)```", FIELDS, re.DOTALL)[1]
    value, _, problems = parse(example, "README.md")
    assert problems == []
    assert Equivalent.model_validate(value[0]).entries == ("petite-enfance",)


def test_every_place_of_content_is_listed():
    assert [folder for folder in FOLDERS if f"`{folder}/<id>.yml`" not in FIELDS] == []
    assert [file for file in FILES if f"`{file}`" not in FIELDS] == []


def test_every_command_is_in_the_readme_and_has_help():
    for name, command in main.commands.items():
        assert command.help
        assert f"ancrage {name}" in README or f"make {name}" in README or name == "index"


def test_the_rules_are_listed_to_contributors_from_the_code_itself():
    assert "{{ regles() }}" in CONTRIBUTE


def test_the_two_commands_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_section_of_a_sheet_is_explained():
    assert [key for key in Sheet.model_fields if f"`{key}`" not in FIELDS] == []


def test_the_practice_of_the_readme_is_valid():
    example = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1]
    value, _, problems = parse(example, "README.md")
    assert problems == []
    assert KINDS["strategie"].model_validate(value).title == "Café-rencontre"
