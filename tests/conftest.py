"""What several tests need: the fabricated portal, copies of it to spoil, a site built from it, a browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
PORTAL = DATA / "portal"


@pytest.fixture
def portal_copy(tmp_path: Path) -> Path:
    """A copy of the fabricated portal that a test may change."""
    target = tmp_path / "portail"
    shutil.copytree(PORTAL, target)
    return target


def make_project(target: Path) -> Path:
    """Make a buildable project at `target`: the fabricated content under the real theme and configuration."""
    shutil.copytree(PORTAL, target)
    for folder in ("theme", "css", "js", "images"):
        shutil.copytree(ROOT / "docs" / folder, target / "docs" / folder)
    shutil.copy(ROOT / "docs" / "recherche.md", target / "docs" / "recherche.md")
    shutil.copy(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    return target


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A buildable project that a test may change."""
    return make_project(tmp_path / "projet")
