"""The index on disk is read only when it is ours and entire; the browser's files are the same at each build."""

import json
import shutil
from dataclasses import replace

import pytest

from ancrage.problems import AncrageError
from ancrage.search import browser_index, query, whoosh_index
from tests.search_corpus import corpus, synonyms, write_index


@pytest.fixture
def folder(tmp_path):
    return write_index(tmp_path / "index")


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
    assert query.search(folder, "parc").hits


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
    assert query.search(tmp_path / "ailleurs", "parc").hits[0].id == "presence-parcs"


def test_the_empty_portal_has_an_index(tmp_path):
    whoosh_index.write([], tmp_path / "index")
    assert query.search(tmp_path / "index", "parc").hits == []
    assert browser_index.export(tmp_path / "index")


def test_two_builds_give_the_browser_the_same_files(folder, tmp_path):
    assert browser_index.export(folder) == browser_index.export(write_index(tmp_path / "encore"))


def test_the_core_names_every_file_of_the_index_once(folder):
    files = browser_index.export(folder)
    core = json.loads(files[browser_index.CORE])
    names = {"mots": core["words"], "suites": core["pairs"], "lexique": core["forms"], "cartes": core["cards"]}
    listed = [f"{name}-{file}" for name, part in names.items() for file in part["files"].split(",")]
    listed.append(f"facettes-{core['facets']}")
    listed += {f"textes-{json.loads(content)['texts']}" for path, content in files.items() if "/cartes-" in path}
    assert sorted(f"{browser_index.FOLDER}/{name}.json" for name in listed) == sorted({*files} - {browser_index.CORE})
    assert {json.loads(content)["format"] for content in files.values()} == {browser_index.FORMAT}


def test_a_file_is_named_by_what_it_holds(folder, tmp_path):
    changed = [replace(d, body=f"{d.body} Un trampoline.") if d.id == "ecoute" else d for d in corpus()]
    whoosh_index.write(changed, tmp_path / "encore", synonyms())
    before, after = browser_index.export(folder), browser_index.export(tmp_path / "encore")
    assert all(
        after[path] == content for path, content in before.items() if path in after and path != browser_index.CORE
    )
    assert set(before) & set(after) != {browser_index.CORE}
