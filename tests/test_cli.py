"""The `ancrage` command as people run it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from ancrage.cli import main
from ancrage.model import KINDS
from ancrage.pipeline import read

from .conftest import PORTAL, ROOT


def run(*arguments):
    """Return the exit code, the output and the errors of a command."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_checking_good_content_says_so_and_exits_0():
    code, out, _ = run("check", "--root", PORTAL)
    assert code == 0
    assert "aucun problème" in out


def test_checking_bad_content_locates_it_and_exits_1(portal_copy):
    path = portal_copy / "practices" / "fiches" / "veille-partagee.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("first_step:", "frist_step:"), encoding="utf-8")
    code, out, err = run("check", "--root", portal_copy)
    assert code == 1
    assert "practices/fiches/veille-partagee.yml:7: frist_step : clé inconnue" in out
    assert "problème" in err


def test_problems_come_as_json_too(portal_copy):
    (portal_copy / "practices" / "fiches" / "veille-partagee.yml").write_text("id: [", encoding="utf-8")
    code, out, _ = run("check", "--root", portal_copy, "--format", "json")
    assert code == 1
    assert set(json.loads(out)[0]) == {"path", "line", "field", "message", "rule", "severity"}


def test_good_content_as_json_is_an_empty_list():
    assert json.loads(run("check", "--root", PORTAL, "--format", "json")[1]) == []


def test_a_folder_without_content_is_an_environment_problem(tmp_path):
    code, _, err = run("check", "--root", tmp_path)
    assert code == 2
    assert "practices/" in err


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_new_record_of_any_kind_is_valid(kind, portal_copy):
    assert run("new", kind, "essai-tout-neuf", "--root", portal_copy)[0] == 0
    portal, problems = read(portal_copy)
    assert {problem.rule for problem in problems} <= {"fiche-hors-guide"}  # no guide holds it yet: a mere advice
    assert portal.entries["essai-tout-neuf"].kind == kind


def test_a_new_record_leaves_its_neighbours_untouched(portal_copy):
    path = portal_copy / "practices" / "framework" / "tasks.yml"
    before = path.read_text(encoding="utf-8")
    run("new", "tache", "tache-milieu", "--root", portal_copy)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in before.splitlines() if line not in lines] == []


@pytest.mark.parametrize("record_id", ["../dehors", "Majuscule", "é", "a b", "", "-x", "quai-du-matin"])
def test_an_unfit_or_taken_id_is_refused(record_id, portal_copy):
    code, _, err = run("new", "fiche", "--root", portal_copy, "--", record_id)
    assert code == 2
    assert err.startswith("ancrage : ")


def test_an_unknown_kind_is_met_with_a_suggestion(portal_copy):
    code, _, err = run("new", "stratégie", "x", "--root", portal_copy)
    assert code == 2
    assert "strategie" in err


def test_searching_without_an_index_says_what_to_run(portal_copy):
    code, _, err = run("search", "quai", "--root", portal_copy)
    assert code == 2
    assert "build_index.py" in err
    assert err.count("\n") == 1


def test_build_index_makes_what_search_answers_from(portal_copy):
    script = subprocess.run(
        [sys.executable, ROOT / "build_index.py", "--root", portal_copy], capture_output=True, text=True, check=False
    )
    assert script.returncode == 0, script.stderr
    code, out, _ = run("search", "l'ecoute", "--root", portal_copy, "--json", "--limit", 3)
    assert code == 0
    hits = json.loads(out)
    assert set(hits[0]) >= {"id", "kind", "title", "url", "score", "excerpt"}
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert len(hits) <= 3


def test_build_index_refuses_bad_content_and_leaves_the_former_build(portal_copy):
    assert run("index", "--root", portal_copy)[0] == 0
    before = sorted(path.relative_to(portal_copy) for path in (portal_copy / "build").rglob("*"))
    (portal_copy / "practices" / "fiches" / "veille-partagee.yml").write_text("id: [", encoding="utf-8")
    code, out, _ = run("index", "--root", portal_copy)
    assert code == 1
    assert "yaml-invalide" in out
    assert sorted(path.relative_to(portal_copy) for path in (portal_copy / "build").rglob("*")) == before


def test_search_keeps_to_a_kind(portal_copy):
    run("index", "--root", portal_copy)
    hits = json.loads(run("search", "signal", "--root", portal_copy, "--json", "--kind", "terme")[1])
    assert {hit["kind"] for hit in hits} == {"terme"}
    assert run("search", "signal", "--root", portal_copy, "--kind", "termes")[0] == 2


def test_a_usage_error_exits_2():
    assert run("search")[0] == 2
    assert run("inconnue")[0] == 2
