"""What the tests of the workshop share: its modules asked in one run of node, and the cases they are asked about."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from hypothesis import Phase

from ancrage.pages.workshop import workshop_data
from ancrage.pipeline import read
from ancrage.views import Views

from .conftest import DATA, PORTAL, ROOT, real_portal
from .node import node

FABRICATED = read(PORTAL)[0]
REAL = real_portal()
KNOWN_FABRICATED, KNOWN_REAL = workshop_data(Views(FABRICATED)), workshop_data(Views(REAL))
PUBLISHED = sorted((ROOT / "practices" / "cases").glob("*.yml"))
INVENTED = sorted((PORTAL / "practices" / "cases").glob("*.yml"))
SPOILT = sorted(DATA.glob("bad/*/practices/cases/*.yml"))
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A whole list goes to node at once: the failing text is shown, and looking for a shorter list takes minutes."""


def asked(asks: list[list[object]], known=KNOWN_REAL) -> list:
    """Return what the modules answer, in one run of node."""
    return node("atelier.mjs", {"known": known, "asks": asks}, default=_tagged, object_hook=_untagged)


def texts(paths: list[Path]) -> list[str]:
    """Return the texts of files."""
    return [path.read_text("utf-8") for path in paths]


def plain(value: object) -> object:
    """Return a parsed value with nothing of Python's left in it but decimals."""
    return json.loads(json.dumps(value, default=_tagged), object_hook=_untagged)


def _tagged(value: object) -> dict[str, str]:
    return {"$decimal": str(value)}


def _untagged(value: dict) -> object:
    return Decimal(value["$decimal"]) if "$decimal" in value else value
