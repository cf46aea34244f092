"""The date of the content is the one of its last commit, the same for everyone."""

from __future__ import annotations

import os
import subprocess
from datetime import date

import pytest

from ancrage.revision import french_date, last_change


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def commit(root, path: str, day: str) -> None:
    """Commit a file on a day."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(day, encoding="utf-8")
    when = f"{day}T12:00:00+00:00"
    identity = {
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@b.ca",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@b.ca",
    }
    environment = {**os.environ, **identity, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", "-C", str(root), "add", "."], check=True)
    subprocess.run(["git", "-C", str(root), "commit", "-q", "-m", day], env=environment, check=True)


def test_the_date_is_that_of_the_last_commit_on_the_content(tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    commit(tmp_path, "practices/a.yml", "2026-10-01")
    commit(tmp_path, "tools/b.py", "2026-11-15")
    assert last_change(tmp_path) == date(2026, 10, 1)


def test_the_environment_may_say_the_date(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert last_change(tmp_path) == date(2026, 1, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert last_change(tmp_path) is None


def test_outside_a_repository_the_date_is_unknown(tmp_path, monkeypatch):
    assert last_change(tmp_path) is None
    monkeypatch.setenv("PATH", "")
    assert last_change(tmp_path) is None


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 12, 1), "1er décembre 2026"), (date(2026, 8, 21), "21 août 2026")]
)
def test_a_date_is_written_as_in_a_sentence(day, words):
    assert french_date(day) == words
