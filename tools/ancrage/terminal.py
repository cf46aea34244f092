"""What commands share at the edge: their common options, one clear line for what stops them, how problems are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from ancrage import pipeline
from ancrage.model import Portal
from ancrage.problems import AncrageError, Problem, RefusedError, errors

ROOT = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Dossier qui contient practices/ et glossary/ (par défaut : ici).",
)
OUT = click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Dossier de sortie (défaut : ROOT/build)."
)


def guarded(command: Callable[..., int]) -> Callable[..., None]:
    """Turn the code that a command returns into its exit, and what stops it into one clear line."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:  # noqa: ANN401 - whatever click parsed
        try:
            code = command(*args, **options)
        except RefusedError as error:
            click.echo(str(error.problem))
            code = 1
        except AncrageError as error:
            click.echo(f"ancrage : {error}", err=True)
            code = 2
        except BrokenPipeError:  # the reader of our output has had enough: `ancrage search … | head -1`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        except OSError as error:
            click.echo(f"ancrage : {error.filename or 'fichier'} : {error.strerror or error}", err=True)
            code = 2
        sys.exit(code)

    return run


def read(root: Path) -> Portal | None:
    """Return the portal to build from; report its errors and return None where there are any."""
    portal, problems = pipeline.read(root)
    report(errors(problems))
    return None if errors(problems) else portal


def report(problems: list[Problem]) -> None:
    """Print the errors, then the warnings, then how many of each."""
    grave = errors(problems)
    advice = [problem for problem in problems if problem.severity == "warning"]
    for problem in [*grave, *advice]:
        click.echo(str(problem))
    for found, name in ((grave, "problème"), (advice, "avertissement")):
        if found:
            click.echo(f"{len(found)} {name}{'s' if len(found) > 1 else ''}.", err=True)


def address(root: Path) -> str:
    """Return the address that mkdocs.yml gives the site, ending with a slash; empty without that file."""
    from mkdocs.utils.yaml import yaml_load

    path = root / "mkdocs.yml"
    found = str(yaml_load(path.read_text(encoding="utf-8")).get("site_url") or "") if path.is_file() else ""
    return f"{found.rstrip('/')}/" if found else ""
