"""The `ancrage export` commands: what leaves the portal as a file to hold, to project or to fill in."""

from __future__ import annotations

from pathlib import Path

import click

TO = click.option(
    "--out", type=click.Path(path_type=Path), help="Fichier ou dossier de sortie (défaut : le dossier courant)."
)


@click.group()
def export() -> None:
    """Produire un fichier à remettre, à projeter ou à remplir : PPTX, DOCX, PDF."""


def write(content: bytes, name: str, out: Path | None) -> Path:
    """Write a file, under its own name unless `out` is the path of a file, and return where it is."""
    path = out / name if out is not None and out.is_dir() else out or Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
