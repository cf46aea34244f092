"""Search in a real Chromium: on two bare pages that hold the forms of the site, over the index of the small corpus."""

import functools
import http.server
import shutil
import threading

import pytest

from ancrage.search import browser_index
from tests.conftest import Quiet
from tests.search_corpus import TESTS, write_index

pytestmark = pytest.mark.browser

DOCS = TESTS.parent / "docs"
FORM = '<form class="recherche" role="search" action="recherche/"><input name="q" type="search"></form>'


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with the search page, a page with the field of the header, the scripts and the index."""
    folder = tmp_path_factory.mktemp("site")
    write_index(folder / "index")
    for path, content in browser_index.export(folder / "index").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    shutil.copytree(DOCS / "js", folder / "js")
    page = (DOCS / "recherche.md").read_text("utf-8").split("# Rechercher", 1)[1].split("\n## ", 1)[0]
    for path, body, root in (("index.html", FORM, ""), ("recherche/index.html", page, "../")):
        (folder / path).parent.mkdir(exist_ok=True)
        script = f'<script type="module" src="{root}js/recherche/interface.js"></script>'
        (folder / path).write_text(
            f'<!doctype html><meta charset="utf-8">{body}<a href="/">ailleurs</a>{script}', "utf-8"
        )
    return folder


@pytest.fixture(scope="module")
def address(site):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 390, "height": 800}, service_workers="block")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    errors = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


FOUND = "a[data-entry-id]"


def test_the_header_answers_as_one_types_and_by_keyboard(page, address):
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("demarchage")
    page.wait_for_selector(FOUND)
    assert page.get_attribute(FOUND, "data-entry-id") == "demarchage"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.entryId") == "demarchage"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.is_hidden(".recherche-panneau")
    page.wait_for_function("document.querySelector('[role=status]').textContent.includes('demarchage')")


def test_the_search_page_keeps_its_query_in_the_address_and_on_return(page, address):
    page.goto(f"{address}recherche/?q=l%E2%80%99%C3%A9coute")
    page.wait_for_selector(FOUND)
    assert page.get_attribute(FOUND, "data-entry-id") == "ecoute"
    page.fill("#recherche-page", "garderie")
    page.wait_for_selector(f"{FOUND[:-1]}='petite-enfance']")
    page.click("text=ailleurs")
    page.wait_for_url(address)
    page.go_back()
    page.wait_for_selector(f"{FOUND[:-1]}='petite-enfance']")
    assert "q=garderie" in page.url
    assert page.input_value("#recherche-page") == "garderie"


def test_what_is_typed_never_becomes_an_element(page, address):
    page.goto(f"{address}recherche/")
    for text in ('<img src=x onerror="document.title=1"> parc', "x" * 10_000, "😀 مرحبا", "[(*+"):
        page.fill("#recherche-page", text)
        page.wait_for_timeout(700)
    assert page.query_selector("img") is None
    assert page.title() != "1"


@pytest.mark.parametrize("broken", ["coeur", "mots-", "cartes-"])
def test_a_broken_index_gives_a_clear_message_then_works_again(page, address, broken):
    page.route(f"**/{broken}*", lambda route: route.fulfill(status=200, body='{"format":2,'))
    page.goto(f"{address}recherche/?q=parc")
    page.wait_for_selector("[role=status] a[href$='glossaire/']")
    assert "n’a pas pu se charger" in page.inner_text("[role=status]")
    page.unroute(f"**/{broken}*")
    page.fill("#recherche-page", "parcs")
    page.wait_for_selector(FOUND)


def test_without_javascript_the_header_leads_to_the_search_page(browser, address):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    opened.fill("input[name=q]", "parc")
    opened.press("input[name=q]", "Enter")
    opened.wait_for_url("**/recherche/?q=parc")
    context.close()
