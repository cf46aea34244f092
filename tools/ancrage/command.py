"""What every command shares: where the content is, and how what stops a command becomes one clear line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from ancrage.problems import AncrageError, RefusedError

ROOT = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Dossier qui contient practices/ et glossary/ (par défaut : ici).",
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
