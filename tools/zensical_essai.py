"""Build the fabricated portal with Zensical and compare a page with the one that MkDocs makes. Prints one line."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.conftest import make_project  # noqa: E402 - the fabricated portal is made by the tests' own code

PAGE = "strategies/quai-du-matin/index.html"


def main() -> str:
    """Return what happened, in one line."""
    with tempfile.TemporaryDirectory() as name:
        project = make_project(Path(name) / "projet")
        expected: list[str] = []
        for module in ("ancrage.cli", "zensical"):
            result = _run(module, project)
            if result.returncode:
                last = (result.stdout + result.stderr).strip().splitlines()[-1]
                return f"Zensical : {module} a échoué ({last[:160]})"
            if module == "ancrage.cli":
                expected = (project / "site" / PAGE).read_text(encoding="utf-8").split()
        same = (project / "site" / PAGE).read_text(encoding="utf-8").split() == expected
        return f"Zensical : construit, page {'identique à' if same else 'différente de'} celle de MkDocs"


_CODE = {
    "ancrage.cli": "from ancrage.cli import main; main(['site'])",
    "zensical": "from zensical.main import cli; cli(['build'])",
}


def _run(module: str, project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _CODE[module]]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)  # noqa: S603


if __name__ == "__main__":
    print(main())  # noqa: T201
