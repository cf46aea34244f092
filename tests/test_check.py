"""Every rule of `ancrage check` is met by one spoilt file, and says where, what and how to mend it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ancrage import load
from ancrage.pipeline import read
from ancrage.problems import RULES

from .conftest import DATA, PORTAL

BAD = DATA / "bad"
MADE_BY_TESTS = {"fichier-trop-gros"}
"""Rules whose file would weigh on the repository: the test makes it."""


def spoilt(rule: str, tmp_path: Path) -> Path:
    """Return a copy of the fabricated portal with the file of one rule laid over it."""
    target = tmp_path / rule
    shutil.copytree(PORTAL, target)
    shutil.copytree(BAD / rule, target, dirs_exist_ok=True)
    (target / "attendu.txt").unlink()
    return target


def test_the_fabricated_portal_has_no_problem():
    assert read(PORTAL)[1] == []


def test_every_rule_has_a_spoilt_file_and_every_spoilt_file_a_rule():
    assert {path.name for path in BAD.iterdir()} | MADE_BY_TESTS == set(RULES)


@pytest.mark.parametrize("rule", sorted(set(RULES) - MADE_BY_TESTS))
def test_a_spoilt_file_is_reported_by_its_rule_alone_word_for_word(rule, tmp_path):
    expected = (BAD / rule / "attendu.txt").read_text(encoding="utf-8").splitlines()
    problems = [str(problem) for problem in read(spoilt(rule, tmp_path))[1]]
    assert problems == expected
    assert all(problem.endswith(f"[{rule}]") for problem in problems)


def test_a_file_too_big_is_refused_unread(portal_copy):
    path = portal_copy / "practices" / "fiches" / "veille-partagee.yml"
    path.write_text("id: veille-partagee\nwhy: " + "x" * load.MAX_BYTES, encoding="utf-8")
    assert [problem.rule for problem in read(portal_copy)[1]] == ["fichier-trop-gros"]


def test_all_the_problems_of_all_files_come_at_once(tmp_path):
    target = spoilt("cle-inconnue", tmp_path)
    for rule in ("mesure-inconnue", "ordre"):
        shutil.copytree(BAD / rule, target, dirs_exist_ok=True)
    rules = {problem.rule for problem in read(target)[1]}
    assert {"cle-inconnue", "mesure-inconnue", "ordre"} <= rules


def test_a_record_that_cannot_be_read_does_not_make_its_links_look_broken(portal_copy):
    (portal_copy / "practices" / "qualities" / "patience-marine.yml").write_text("id: [", encoding="utf-8")
    assert {problem.rule for problem in read(portal_copy)[1]} == {"yaml-invalide"}


def test_checking_writes_nothing(portal_copy):
    before = {path: path.stat().st_mtime_ns for path in portal_copy.rglob("*")}
    read(portal_copy)
    assert {path: path.stat().st_mtime_ns for path in portal_copy.rglob("*")} == before


def test_what_is_not_an_ordinary_file_is_refused_without_waiting(portal_copy):
    os.mkfifo(portal_copy / "practices" / "fiches" / "tuyau.yml")
    (portal_copy / "practices" / "fiches" / "perdu.yml").symlink_to("nulle-part.yml")
    assert [problem.rule for problem in read(portal_copy)[1]] == ["fichier-inattendu", "fichier-inattendu"]
