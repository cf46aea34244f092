"""Scripts lose their comments on the way to browsers, and nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from ancrage.scripts import without_comments

from .conftest import ROOT

SCRIPTS = sorted((ROOT / "docs" / "js").rglob("*.js"))


def test_comments_and_types_go_code_and_strings_stay():
    script = (
        "/**\n * Doc.\n */\n\n/** @type {A} */ (x).y = 1;\nimport { a } from './a.js';\n  // why\nconst b = /** @type {B} */ (a); // kept\n"
        'const url = "https://x/*y*/";\nconst r = /\\/\\*/;\n'
    )
    assert without_comments(script) == (
        "(x).y = 1;\nimport { a } from './a.js';\nconst b = (a); // kept\nconst url = \"https://x/*y*/\";\nconst r = /\\/\\*/;\n"
    )


def test_a_licence_stays_with_what_it_covers():
    script = "// Copyright (c) 2001, Dr Martin Porter\nconst a = 1;\n"
    assert without_comments(script) == script


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_keeps_every_line_of_code(path):
    script = path.read_text("utf-8")
    bare = without_comments(script)
    code = [line for line in re.sub(r"/\*.*?\*/", "", script, flags=re.DOTALL).split("\n") if line.strip()]
    code = [line for line in code if not line.lstrip().startswith("//")]
    if "Copyright" not in script:
        flat = [re.sub(r"\s", "", line) for line in code]
        assert [re.sub(r"\s", "", re.sub(r"/\*.*?\*/", "", line)) for line in bare.split("\n") if line.strip()] == flat


@pytest.mark.skipif(shutil.which("node") is None, reason="node absent")
def test_every_script_still_reads(tmp_path):
    """Parsed together, as modules: a syntax error names its file."""
    for number, path in enumerate(SCRIPTS):
        (tmp_path / f"{number:03}-{path.stem}.mjs").write_text(without_comments(path.read_text("utf-8")), "utf-8")
    parse = (
        "const { SourceTextModule } = require('vm'); const fs = require('fs');"
        "for (const name of fs.readdirSync('.').sort()) new SourceTextModule(fs.readFileSync(name, 'utf8'), { identifier: name });"
    )
    done = subprocess.run(
        ["node", "--experimental-vm-modules", "-e", parse], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
