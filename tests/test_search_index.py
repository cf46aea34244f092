"""The index on disk is read only when it is ours and entire; the browser's files are the same at each build."""

import json
import shutil

import pytest

from ancrage.problems import AncrageError
from ancrage.search import browser_index, query, whoosh_index
from tests.search_corpus import corpus


@pytest.fixture
def folder(tmp_path):
    whoosh_index.write(corpus(), tmp_path / "index")
    return tmp_path / "index"


def test_a_missing_index_is_one_clear_error(tmp_path):
    with pytest.raises(AncrageError, match="aucun index"):
        query.search(tmp_path / "rien", "parc")


@pytest.mark.parametrize("size", [0, 1, 100, 1000])
def test_a_truncated_index_is_one_clear_error(folder, size):
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        if len(whole) > size and not path.name.endswith("LOCK"):
            path.write_bytes(whole[:size])
            with pytest.raises(AncrageError):
                query.search(folder, "parc")
            path.write_bytes(whole)
    assert query.search(folder, "parc")


def test_a_file_too_many_or_too_few_is_one_clear_error(folder):
    (folder / "_MAIN_9.toc").write_bytes(b"autre")
    with pytest.raises(AncrageError, match="abîmé"):
        query.search(folder, "parc")
    (folder / "_MAIN_9.toc").unlink()
    next(path for path in folder.iterdir() if path.suffix == ".seg").unlink()
    with pytest.raises(AncrageError, match="abîmé"):
        query.search(folder, "parc")


@pytest.mark.parametrize("stamp", ["", "{", "[]", "null", '{"format": 99, "files": {}}', '{"format": 1}', "\x00"])
def test_a_foreign_index_is_one_clear_error(folder, stamp):
    (folder / whoosh_index.STAMP).write_text(stamp, "utf-8")
    with pytest.raises(AncrageError):
        query.search(folder, "parc")


def test_an_index_can_be_moved(folder, tmp_path):
    shutil.move(folder, tmp_path / "ailleurs")
    assert query.search(tmp_path / "ailleurs", "parc")[0].id == "presence-parcs"


def test_the_empty_portal_has_an_index(tmp_path):
    whoosh_index.write([], tmp_path / "index")
    assert query.search(tmp_path / "index", "parc") == []
    assert browser_index.export(tmp_path / "index")


def test_two_builds_give_the_browser_the_same_files(folder, tmp_path):
    whoosh_index.write(corpus(), tmp_path / "encore")
    assert browser_index.export(folder) == browser_index.export(tmp_path / "encore")


def test_the_manifest_names_the_files_of_the_index(folder):
    files = browser_index.export(folder)
    manifest = json.loads(files[browser_index.MANIFEST])
    core = json.loads(files[f"{browser_index.FOLDER}/{manifest['core']}"])
    assert manifest["format"] == core["format"] == browser_index.FORMAT
    assert core["documents"]["id"] == [document.id for document in corpus()]
    assert len(core["postings"]) == len(core["stems"].split(","))
    assert len(files) == 2


def test_front_coding_shares_the_letters_of_neighbours():
    assert browser_index.front_coded(["arrimage", "arrime", "parc"]) == "0arrimage,5e,0parc"
