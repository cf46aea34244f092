"""The build: whole or not at all, the same twice, nothing when nothing changed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from ancrage import pipeline
from ancrage.folders import recover, replace_folder, replace_tree
from ancrage.problems import AncrageError

from .conftest import PORTAL, make_project


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def ancrage(*arguments, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-c", "from ancrage.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_a_folder_is_replaced_whole_or_not_at_all(tmp_path):
    folder = tmp_path / "site"
    replace_tree(folder, {"a.txt": b"1", "b/c.txt": b"2"})

    def fail(new: Path) -> None:
        (new / "a.txt").write_bytes(b"half")
        raise AncrageError("en chemin")

    with pytest.raises(AncrageError):
        replace_folder(folder, fail)
    assert contents(folder) == {"a.txt": b"1", "b/c.txt": b"2"}
    replace_tree(folder, {"d.txt": b"3"})
    assert contents(folder) == {"d.txt": b"3"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_unchanged_file_keeps_its_date(tmp_path):
    folder = tmp_path / "docs"
    replace_tree(folder, {"a.md": b"1", "b.md": b"2"})
    os.utime(folder / "a.md", ns=(1, 1))
    replace_tree(folder, {"a.md": b"1", "b.md": b"3"})
    assert (folder / "a.md").stat().st_mtime_ns == 1
    assert (folder / "b.md").read_bytes() == b"3"


def test_a_build_killed_between_two_renames_is_put_right(tmp_path):
    folder = tmp_path / "site"
    replace_tree(folder, {"a.txt": b"1"})
    folder.rename(tmp_path / "site.old")
    recover(folder)
    assert contents(folder) == {"a.txt": b"1"}


def test_pages_are_made_for_every_entry():
    from ancrage.pages import pages
    from ancrage.urls import location
    from ancrage.views import Views

    portal, _ = pipeline.read(PORTAL)
    made = pages(Views(portal))
    for entry in portal.entries.values():
        place = location(entry)
        assert place.page in made
        if place.anchor:
            assert re.search(rf"#{re.escape(place.anchor)}\b", made[place.page])
    for measure_id in portal.measures:
        assert f'id="{measure_id}"' in made["reperes/chiffres.md"]


@pytest.mark.slow
def test_a_site_builds_once_then_says_that_nothing_changed(project):
    first = ancrage("site", cwd=project)
    assert first.returncode == 0, first.stdout + first.stderr
    before = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}
    second = ancrage("site", cwd=project)
    assert "Rien n'a changé" in second.stdout
    assert {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")} == before


@pytest.mark.slow
def test_two_builds_are_byte_identical(project, tmp_path):
    twin = make_project(tmp_path / "jumeau")
    for folder in (project, twin):
        assert ancrage("site", cwd=folder).returncode == 0
    one, two = contents(project / "site"), contents(twin / "site")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    assert contents(project / "build" / "docs") == contents(twin / "build" / "docs")


@pytest.mark.slow
def test_a_failed_build_leaves_the_site_whole(project):
    assert ancrage("site", cwd=project).returncode == 0
    before = contents(project / "site")
    index = project / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + '\n{{ fiche("inconnue") }}\n', encoding="utf-8")
    broken = ancrage("site", cwd=project)
    assert broken.returncode == 2
    assert "inconnue" in broken.stderr
    assert "Traceback" not in broken.stderr
    assert contents(project / "site") == before


@pytest.mark.slow
def test_a_broken_link_of_a_hand_written_page_stops_the_build(project):
    index = project / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\n[x](strategies/nulle-part.md)\n", encoding="utf-8")
    broken = ancrage("site", cwd=project)
    assert broken.returncode == 2
    assert "nulle-part" in broken.stderr
    assert not (project / "site").exists()


@pytest.mark.slow
def test_a_killed_build_leaves_the_site_whole_and_no_process_behind(project):
    assert ancrage("site", cwd=project).returncode == 0
    before = contents(project / "site")
    command = [sys.executable, "-c", "from ancrage.cli import main; main()", "site", "--force"]
    for delay in (0.3, 0.6, 0.9, 1.2, 2.4):
        process = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)  # ends once no process holds its output any more
        recover(project / "site")
        assert contents(project / "site") == before


@pytest.mark.slow
def test_text_that_looks_like_a_template_is_shown_never_run(project):
    path = project / "practices" / "fiches" / "veille-partagee.yml"
    text = path.read_text(encoding="utf-8").replace("Gardez trois faits.", "'Gardez {{ 7*7 }} et {% raw %} faits.'")
    path.write_text(text, encoding="utf-8")
    built = ancrage("site", cwd=project)
    assert built.returncode == 0, built.stdout + built.stderr
    page = (project / "site" / "fiches" / "veille-partagee" / "index.html").read_text(encoding="utf-8")
    assert "7&#42;7" in page or "7*7" in page
    assert "49 et" not in page


@pytest.mark.slow
def test_serving_shows_the_whole_portal_and_follows_changes(project):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-c", "from ancrage.cli import main; main()", "serve", "--address", address]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            assert "quai" in fetched(f"http://{address}/strategies/quai-du-matin/", "quai")
            assert "format" in fetched(f"http://{address}/assets/recherche/coeur.json", "format")
            path = project / "practices" / "strategies" / "quai-du-matin.yml"
            text = path.read_text(encoding="utf-8").replace("Se tenir au quai", "Rester au quai")
            path.write_text(text, encoding="utf-8")
            assert "Rester au quai" in fetched(f"http://{address}/strategies/quai-du-matin/", "Rester au quai")
        finally:
            server.kill()


def fetched(url: str, awaited: str, seconds: float = 30) -> str:
    """Return a page once it holds what is awaited, or as it is when the time is over."""
    text, end = "", time.monotonic() + seconds
    while awaited not in text and time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
                text = answer.read().decode()
        except OSError:
            time.sleep(0.2)
        time.sleep(0.2)
    return text
