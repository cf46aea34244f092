"""The `ancrage cases` commands: each parses, makes one call, prints, returns a code (0, 1 content, 2 environment)."""

from __future__ import annotations

import click


@click.group()
def cases() -> None:
    """Travailler des cas et des relevés, sur l'appareil."""
