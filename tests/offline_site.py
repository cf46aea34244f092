"""A site built for tests, and what its service worker keeps."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from ancrage.cli import main
from ancrage.exports import offline


def built(project: Path, *options: str) -> Path:
    """Build the site of a project and return it."""
    result = CliRunner().invoke(main, ["site", "--root", str(project), *options])
    assert result.exit_code == 0, result.output
    return project / "site"


def pack_of(site: Path) -> dict[str, object]:
    """Return what the service worker of a site keeps."""
    return offline.read_pack((site / offline.WORKER).read_bytes())


def served_file(site: Path, address: str) -> bytes:
    """Return the file that a server gives at an address."""
    return (site / address / "index.html" if not address or address.endswith("/") else site / address).read_bytes()
