"""What scripts of the site answer to tests: the twins of Python's functions, run by node."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="node n'est pas installé")
_SCRIPTS = Path(__file__).parent / "js"


def node(
    script: str,
    value: object,
    *arguments: str,
    default: Callable[[object], object] | None = None,
    object_hook: Callable[[dict], object] | None = None,
) -> object:
    """Return what a script of `tests/js` answers to a value given as JSON."""
    command = [str(NODE), str(_SCRIPTS / script), *arguments]
    told = json.dumps(value, default=default)
    done = subprocess.run(command, input=told, encoding="utf-8", capture_output=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout, object_hook=object_hook)
