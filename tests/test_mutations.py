"""Whatever happens to a content file, reading it ends soon, with located problems or a valid portal: never a crash."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ancrage.pages import pages
from ancrage.pipeline import read
from ancrage.problems import RULES
from ancrage.views import Views

from .conftest import PORTAL

FILES = sorted(path.relative_to(PORTAL).as_posix() for path in PORTAL.rglob("*.yml"))
TRICKS = [
    b"{{ 7*7 }}", b"{% raw %}", b"<script>alert(1)</script>", b"[x](javascript:alert(1))", b"- - - - - -", b"\xff\xfe",
    b"&a [*a, *a]", b"? [", b"!!python/object:os.system {}", b"\t", b"\x00", b"'", b'"', b": ", b"\n", b"1e999", b"~",
    "é".encode(), b"[[x.y]]", b"[[", b"](", b"**", b"---\n", b"...\n", b"%YAML 9", b"99999999999999999999", b"id: x\n",
]  # fmt: skip


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a file of the portal and what becomes of it."""
    name = draw(st.sampled_from(FILES))
    data = (PORTAL / name).read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        how = draw(st.sampled_from(["cut", "flip", "insert", "trick", "drop line", "rename key", "repeat"]))
        if how == "cut":
            data = data[:at]
        elif how == "flip" and at < len(data):
            data = data[:at] + bytes([data[at] ^ (1 << draw(st.integers(0, 7)))]) + data[at + 1 :]
        elif how == "insert":
            data = data[:at] + draw(st.binary(max_size=12)) + data[at:]
        elif how == "trick":
            data = data[:at] + draw(st.sampled_from(TRICKS)) + data[at:]
        elif how == "repeat":
            data = data[:at] + data[at : at + 40] * draw(st.integers(2, 30)) + data[at:]
        else:
            lines = data.split(b"\n")
            index = draw(st.integers(0, len(lines) - 1))
            lines[index : index + 1] = [] if how == "drop line" else [lines[index].replace(b":", b"x:", 1)]
            data = b"\n".join(lines)
    return name, data


@settings(max_examples=80)
@given(mutations())
def test_a_mutated_file_gives_located_problems_or_a_portal_that_builds(mutation):
    survives(*mutation)


@pytest.mark.slow
@settings(max_examples=400)
@given(mutations())
def test_any_mutated_file_gives_located_problems_or_a_portal_that_builds(mutation):
    survives(*mutation)


def survives(name: str, data: bytes) -> None:
    """Assert that the portal, one file of which holds these bytes, is read in time and told or built whole."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "portail"
        shutil.copytree(PORTAL, root)
        (root / name).write_bytes(data)
        start = time.monotonic()
        portal, problems = read(root)
        assert time.monotonic() - start < 5
        for problem in problems:
            assert problem.rule in RULES
            assert problem.line >= 1
            assert problem.message
            assert (root / problem.path).exists()
        if not problems:
            assert pages(Views(portal))


BOMBS = {
    "aliases": "a: &a [x]\n"
    + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)),
    "deep flow": "id: " + "[" * 100_000,
    "deep maps": "".join(f"{' ' * i}a:\n" for i in range(900)),
    "many keys": "".join(f"k{i}: {i}\n" for i in range(30_000)),
    "long line": "why: " + "a" * 400_000,
    "open links": "why: '" + "[[" * 100_000 + "'",
    "stars": "why: '" + "*" * 200_000 + "'",
    "open images": "why: '" + "![" * 100_000 + "'",
}


@pytest.mark.parametrize("bomb", sorted(BOMBS))
def test_a_bomb_is_refused_in_no_time(bomb, portal_copy):
    (portal_copy / "practices" / "fiches" / "veille-partagee.yml").write_text(BOMBS[bomb], encoding="utf-8")
    start = time.monotonic()
    problems = read(portal_copy)[1]
    assert time.monotonic() - start < 5
    assert 1 <= len(problems) < 200


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_other_encodings_are_refused(encoding, portal_copy):
    path = portal_copy / "practices" / "fiches" / "veille-partagee.yml"
    path.write_bytes((path.read_text(encoding="utf-8") + "signs: é\n").encode(encoding))
    assert {problem.rule for problem in read(portal_copy)[1]} <= {"encodage", "caractere-interdit"}
    assert read(portal_copy)[1]
