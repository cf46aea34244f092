"""Rewrite the golden files of the API after a change that is wanted: python -m tests.remake_golden, then read the diff."""

from __future__ import annotations

from ancrage.exports.api import api
from ancrage.pipeline import read
from ancrage.views import Views

from .conftest import DATA, PORTAL

if __name__ == "__main__":
    made = api(Views(read(PORTAL)[0]))
    for path in (DATA / "golden" / "api").rglob("*.*"):
        path.write_bytes(made[path.relative_to(DATA / "golden" / "api").as_posix()])
