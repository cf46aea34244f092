"""The `ancrage cases` commands: each parses, makes one call, prints, returns a code (0, 1 content, 2 environment)."""

from __future__ import annotations

from pathlib import Path

import click

from ancrage.command import guarded
from ancrage.problems import AncrageError


@click.group()
def cases() -> None:
    """Travailler des cas et des relevés, sur l'appareil."""


@cases.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Forme du résultat.")
@guarded
def overlap(file: Path, form: str) -> int:
    """Calculer les chevauchements de mandats d'une grille exportée du portail."""
    from ancrage import overlap_file, overlap_report

    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise AncrageError(f"{file} n'est pas un texte en UTF-8.") from error
    grid, faults = overlap_file.read(text)
    if grid is None:
        for fault in faults:
            click.echo(f"{file}: {fault}")
        return 1
    click.echo(overlap_report.as_json(grid) if form == "json" else overlap_report.as_text(grid), nl=False)
    return 0
