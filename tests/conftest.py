"""What several tests need: the fabricated portal, copies of it to spoil, the real site served, a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from click.testing import CliRunner
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from ancrage.cli import main
from ancrage.model import Portal
from ancrage.pages import pages
from ancrage.pipeline import read
from ancrage.views import Views

from .kept_data import PATHWAY, SHEETS, serve_pathway
from .offline_site import built
from .serving import served

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
PORTAL = DATA / "portal"

# A deadline measures the machine, not the code: a loaded one must not make a claim false.
settings.register_profile("sans-delai", deadline=None)
settings.load_profile("sans-delai")


@cache
def real_portal() -> Portal:
    """The portal of the real content, read once a process: it is never changed."""
    return read(ROOT)[0]


@cache
def real_views() -> Views:
    """What pages, indexes and exports ask of the real content."""
    return Views(real_portal())


@cache
def real_pages(address: str = "") -> Mapping[str, str]:
    """The pages made from the real content, in Markdown."""
    return MappingProxyType(pages(real_views(), address))


def data_in(markdown: str, name: str) -> object:
    """Return what a page gives its script under a name."""
    return json.loads(markdown.split(f'<script type="application/json" id="{name}">')[1].partition("</script>")[0])


def page_and_data(make: Callable[[Views], Iterable[tuple[str, str]]], root: Path, name: str) -> tuple[str, object]:
    """Return the Markdown of the page that is made of a portal, and what it gives its script under a name."""
    [(_, markdown)] = make(Views(read(root)[0]))
    return markdown, data_in(markdown, name)


@pytest.fixture
def portal_copy(tmp_path: Path) -> Path:
    """A copy of the fabricated portal that a test may change."""
    target = tmp_path / "portail"
    shutil.copytree(PORTAL, target)
    return target


def make_project(target: Path) -> Path:
    """Make a buildable project at `target`: the fabricated content under the real theme and configuration."""
    shutil.copytree(PORTAL, target)
    for folder in ("theme", "css", "js", "images"):
        shutil.copytree(ROOT / "docs" / folder, target / "docs" / folder)
    for name in ("recherche.md", "carnet.md", "mes-donnees.md", "hors-ligne.md", "manifest.webmanifest"):
        shutil.copy(ROOT / "docs" / name, target / "docs" / name)
    shutil.copy(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    return target


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A buildable project that a test may change."""
    return make_project(tmp_path / "projet")


FLAGS = ["--no-sandbox", "--disable-gpu"]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory) -> Path:
    """The real site, built once for all the tests of a process."""
    folder = tmp_path_factory.mktemp("vrai")
    kept = ROOT / "build" / "telecharger"
    kept.mkdir(parents=True, exist_ok=True)
    (folder / "build").mkdir()
    (folder / "build" / "telecharger").symlink_to(kept)  # files to download are made once for all processes
    result = CliRunner().invoke(
        main, ["site", "--root", str(ROOT), "--out", str(folder / "build"), "--site", str(folder / "site")]
    )
    assert result.exit_code == 0, result.output
    return folder / "site"


@pytest.fixture(scope="module")
def address(real_site):
    """The address of the real site, served here."""
    with served(real_site) as server:
        yield server.address


@pytest.fixture(scope="module")
def browser():
    """A Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def started(browser: Browser, profile: Path) -> BrowserContext:
    """Start another Chromium, on a profile that outlives it."""
    return browser.browser_type.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=FLAGS, service_workers="block"
    )


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, installed beside the virtual environment where npm can."""
    folder = ROOT / ".venv" / "axe"
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm absent : axe-core ne s'installe pas")
        quiet = ["--silent", "--no-save", "--no-audit", "--no-fund"]
        install = [npm, "install", *quiet, "--prefix", str(folder), "axe-core@4.14.1"]
        if subprocess.run(install, capture_output=True, check=False).returncode:
            pytest.skip("axe-core ne s'installe pas")
    return script.read_text("utf-8")


def violations(page: Page, axe: str) -> list[tuple[str, list[str]]]:
    """Return what axe finds wrong in a page: the rule, and the elements."""
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found["violations"]]


@pytest.fixture
def phone(browser, address):
    """A page on a phone, that notes errors and requests to other hosts."""
    context = browser.new_context(
        viewport={"width": 360, "height": 720}, has_touch=True, locale="fr-CA", service_workers="block"
    )
    page = context.new_page()
    page.elsewhere, page.errors = [], []
    page.on("request", lambda request: request.url.startswith((address, "data:")) or page.elsewhere.append(request.url))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    assert page.elsewhere == []
    assert page.errors == []
    context.close()


def exported(page: Page, name: str, folder: Path) -> Path:
    """Return the file that a button gives, saved under its own name."""
    with page.expect_download() as waited:
        page.get_by_role("button", name=name).click()
    path = folder / waited.value.suggested_filename
    waited.value.save_as(path)
    return path


@pytest.fixture
def pathway(phone, address):
    """The fabricated pathway, open on a phone."""
    serve_pathway(phone, address)
    phone.goto(f"{address}{PATHWAY}")
    expect(phone.locator(".avancement")).to_be_visible()
    return phone


@pytest.fixture
def notebook(phone, address):
    """A notebook of three sheets, open on a phone."""
    for sheet in ("strategies/presence-parcs/", "fiches/premier-contact/", "arrimage/clarifier-roles/"):
        phone.goto(f"{address}{sheet}")
        phone.get_by_role("button", name="Garder dans mon carnet").tap()
        expect(phone.get_by_role("link", name="Voir mon carnet")).to_be_visible()
    phone.goto(f"{address}carnet/")
    expect(phone.locator("ol.carnet h2")).to_have_text(SHEETS)
    return phone


@pytest.fixture(scope="session")
def first_site(tmp_path_factory) -> Path:
    """The site of the fabricated portal."""
    return built(make_project(tmp_path_factory.mktemp("un") / "projet"))
