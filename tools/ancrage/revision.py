"""The date of the last change of the content: the same for everyone who builds the same commit."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

CONTENT = ("practices", "glossary", "docs")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def last_change(root: Path) -> date | None:
    """Return the day of SOURCE_DATE_EPOCH where it is set, else of the last commit on the content, else None."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit() and int(epoch):
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    command = ["git", "-C", str(root), "log", "-1", "--format=%cs", "--", *CONTENT]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    return date.fromisoformat(found.stdout.strip()) if found.stdout.strip() else None


def french_date(day: date) -> str:
    """Return a day as it is written in a sentence: `1er décembre 2026`."""
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"
