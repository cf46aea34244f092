"""What tests do with what a person keeps on her device: a fabricated pathway, notes, the death of a browser."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, expect

PATHWAY = "debuter/parcours-essai/"
TODAY = dt.datetime.now().astimezone().date()
MARK = "Lundi 10 h, au quai."
SHEETS = ["Présence dans les parcs", "Soigner le premier contact", "Clarifier les rôles pour mieux coordonner"]


def serve_pathway(page_or_context, address: str) -> None:
    """Serve a fabricated pathway, of the form that the pages of pathways have, under the real site."""
    html = (Path(__file__).parent / "data" / "parcours.html").read_text(encoding="utf-8")
    page_or_context.route(f"{address}{PATHWAY}", lambda route: route.fulfill(body=html, content_type="text/html"))


def stored(page: Page) -> dict:
    """The data as the browser keeps it."""
    return json.loads(page.evaluate("localStorage.getItem('ancrage.donnees')"))


def settle(page: Page, text: str = "Enregistré") -> None:
    """Wait until a note says that it is saved."""
    expect(page.locator(".note-etat", has_text=text).first).to_be_visible()


def kill_processes_of(profile: Path) -> None:
    """Kill the browser that runs on a profile, and wait until it is gone; its lock would stop the next one."""
    found = [
        int(entry.parent.name)
        for entry in Path("/proc").glob("[0-9]*/cmdline")
        if f"--user-data-dir={profile}".encode() in entry.read_bytes()
    ]
    assert found
    for process in found:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    for lock in profile.glob("Singleton*"):
        lock.unlink()
