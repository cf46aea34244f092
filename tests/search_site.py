"""What the tests of the interface of search share: documents that reach every state, a site, what a person does.

The site is that of the fabricated portal under the real theme, over an engine of the tests that answers from these
documents; the engine of the portal has tests of its own.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Browser, Page

from ancrage.cli import main

from .conftest import ROOT, make_project

RESULT = ".recherche-liste [data-entry-id]"
HEADER = "strategies/"
SHEET = "strategies/quai-du-matin/"


def document(id_: str, title: str, kind: str = "fiche", **more: object) -> dict[str, object]:
    """Return a document as the engine gives it."""
    names = {"fiche": "Fiche pratique", "strategie": "Stratégie", "terme": "Terme", "mesure": "Chiffre"}
    shown = {
        "number": 0,
        "score": 1,
        "url": SHEET,
        "excerpt": f"Résumé de la page {id_}.",
        "answer": None,
        "hidden": "",
    }
    filters = {"setting": [], "role": ["ptp"], "approach": ""}
    return {"id": id_, "title": title, "kind": kind, "kindName": names[kind], **shown, **filters, **more}


DOCUMENTS = [
    document("signal", "Signal", "terme", url="glossaire/#signal", excerpt="Lumière convenue entre un phare et un bateau."),
    document("quai", "Quai du matin", "strategie", setting=["rural"], hidden="signal", near=True),
    document(
        "quai.recours", "Quai du matin : recours", "mesure", url="reperes/chiffres/#quai.recours", excerpt="",
        answer={"value": "52 %", "interval": "de 38 % à 66 % (IC à 95 %)", "detail": "49 PTP répondantes, 2024",
                "url": "reperes/chiffres/#quai.recours"},
    ),
    document("balise", "Balise <b>rouge</b>", excerpt="Un texte & une <img src=x onerror=alert(1)> balise."),
    document("lent", "Courant lent"),
    *(document(f"vague-{n:02}", f"Vague {n}", setting=["rural" if n % 3 else "urbain"], role=["ptp", "pg"] if n % 2 else ["ptp"])
      for n in range(45)),
]  # fmt: skip


def make_site(project: Path) -> Path:
    """Return the site of the fabricated portal, with the engine of the tests."""
    make_project(project)
    built = CliRunner().invoke(main, ["site", "--root", str(project)])
    assert built.exit_code == 0, built.output
    for script in (ROOT / "tests" / "js" / "moteur").iterdir():
        shutil.copy(script, project / "site" / "js" / "recherche" / script.name)
    files = {
        "coeur": {"documents": DOCUMENTS, "suggestions": {"vgaue": "vague"}},
        "textes": {f"vague-{n:02}": f"Un passage où la vague {n} se montre." for n in range(45)},
        "facettes": {
            "fiche": "Fiche pratique",
            "strategie": "Stratégie",
            "rural": "rural",
            "urbain": "urbain",
            "ptp": "PTP",
        },
    }
    for name, content in files.items():
        (project / "site" / "assets" / "recherche" / f"{name}.json").write_text(json.dumps(content), "utf-8")
    return project / "site"


@contextmanager
def phone(browser: Browser) -> Iterator[Page]:
    """Yield a page on a phone, without service worker; no script may have failed when the context ends."""
    context = browser.new_context(viewport={"width": 360, "height": 720}, service_workers="block")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def ask(page: Page, address: str, query: str, path: str = HEADER) -> None:
    """Type a query in the field of a page, reached by its key where the page does not give it the focus."""
    page.goto(address + path)
    if path == "recherche/":
        page.click("#recherche-page")
    else:
        page.keyboard.press("/")
    page.keyboard.type(query)


def ids(page: Page) -> list[str]:
    """Return the ids of the results, in order."""
    return page.locator(RESULT).evaluate_all("links => links.map(link => link.dataset.entryId)")


def focused(page: Page) -> str:
    """Return the id of the result that has the focus, or the name of what has it."""
    return page.evaluate("document.activeElement.dataset.entryId ?? document.activeElement.name ?? ''")


def kept(page: Page) -> list[str]:
    """Return what the device keeps of the searches."""
    return json.loads(page.evaluate("localStorage.getItem('ancrage.recherches')") or "[]")
