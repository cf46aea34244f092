"""The interface of search when things go wrong, without JavaScript, by its weight, and for everyone (axe)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import ROOT, violations
from .search_site import HEADER, RESULT, ask, make_site, phone
from .serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site."""
    return make_site(tmp_path_factory.mktemp("recherche") / "projet")


@pytest.fixture(scope="module")
def address(site):
    """Where it is served."""
    with served(site) as server:
        yield server.address


@pytest.fixture
def page(browser):
    """A page on a phone; no script may fail."""
    with phone(browser) as opened:
        yield opened


@pytest.mark.parametrize("spoiled", ["{", '{"quai": 1}', "[1, null]", '"vague"'])
def test_spoiled_recent_searches_are_no_obstacle(page, address, spoiled):
    page.goto(address + HEADER)
    page.evaluate("text => localStorage.setItem('ancrage.recherches', text)", spoiled)
    page.reload()
    ask(page, address, "signal")
    expect(page.locator(RESULT)).to_have_count(2)


def test_nothing_is_kept_of_a_page_opened_from_a_file(browser, site):
    """Modules do not load from a file: the module is read here as a page of `file:` would run it."""
    source = (ROOT / "docs" / "js" / "recherche" / "recent.js").read_text("utf-8").replace("export ", "")
    opened = browser.new_page()
    opened.goto((site / "index.html").as_uri())
    assert opened.evaluate(f"() => {{ {source}; remember('vague'); return [recents(), localStorage.length]; }}") == [
        [],
        0,
    ]
    opened.close()


HOSTILE = {
    "html": '<img src=x onerror="document.title=1"> balise',
    "long": "x" * 10_000,
    "emoji": "😀 مرحبا",
    "regular-expression": "(a+)+$ [(*+",
    "control": "\u0001\u0007\u200e\u202e",
    "lone-surrogate": "vague \ud800",
    "cut-pair": "x" * 399 + "😀",
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_what_is_typed_never_becomes_an_element_nor_an_error(page, address, query):
    for path in ("recherche/", HEADER):
        page.goto(address + path)
        page.focus("input[name=q]")
        page.wait_for_timeout(200)
        page.evaluate(
            "([units]) => { const field = document.querySelector('input[name=q]');"
            " field.value = String.fromCharCode(...units); field.dispatchEvent(new Event('input', {bubbles: true})); }",
            [[unit for char in query for unit in units_of(char)]],
        )
        page.wait_for_timeout(700)
        page.press("input[name=q]", "Enter")
        page.wait_for_timeout(300)
        assert page.locator("main img[src=x], form img").count() == 0
        assert page.title() != "1"


def units_of(char: str) -> list[int]:
    """Return the UTF-16 units of a character, lone surrogates included."""
    encoded = char.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(encoded[at : at + 2], "little") for at in range(0, len(encoded), 2)]


def test_text_of_the_index_is_shown_as_it_is(page, address):
    ask(page, address, "balise")
    result = page.locator(".recherche-resultat")
    expect(result.locator(".recherche-titre")).to_have_text("Balise <b>rouge</b>")
    expect(result).to_contain_text("<img src=x onerror=alert(1)>")


BROKEN = {"missing": (404, ""), "truncated": (200, '{"documents": ['), "foreign": (200, "<!doctype html>")}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("path", [HEADER, "recherche/"])
def test_a_broken_index_is_told_clearly_then_works_again(page, address, path, answer):
    status, body = answer
    page.route("**/coeur.json", lambda route: route.fulfill(status=status, body=body))
    ask(page, address, "quai", path)
    message = page.locator(".recherche-ligne")
    expect(message).to_contain_text("La recherche n’a pas pu se charger.")
    assert message.locator("a").get_attribute("href") == f"{address}recherche/a-z/"
    page.wait_for_load_state("networkidle")  # the failure of every key has come
    page.wait_for_timeout(600)
    page.unroute("**/coeur.json")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")


@pytest.mark.parametrize("path", [HEADER, "recherche/"])
def test_a_script_that_does_not_come_is_told_too_and_trying_again_fetches_it(page, address, path):
    page.route("**/engine.js", lambda route: route.fulfill(status=503))
    ask(page, address, "quai", path)
    expect(page.locator(".recherche-ligne")).to_contain_text("La recherche n’a pas pu se charger.")
    page.wait_for_timeout(600)
    page.unroute("**/engine.js")
    page.get_by_role("button", name="Réessayer").click()
    expect(page).to_have_url(f"{address}recherche/?q=quai")
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")


def test_without_its_own_script_the_page_leads_to_the_list_from_a_to_z(page, address):
    page.route("**/page.js", lambda route: route.fulfill(status=503))
    page.goto(f"{address}recherche/?q=quai")
    expect(page.locator(".recherche-panne a[href='a-z/']")).to_be_visible()
    page.unroute("**/page.js")
    page.get_by_role("link", name="Réessayez").click()
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")


@pytest.mark.parametrize("broken", ["facettes", "textes"])
def test_results_stay_when_what_completes_them_is_broken(page, address, broken):
    page.route(f"**/{broken}.json", lambda route: route.fulfill(status=200, body="{"))
    page.goto(f"{address}recherche/?q=vague")
    expect(page.locator(RESULT).first).to_be_visible()
    page.wait_for_timeout(800)
    assert page.locator(RESULT).count() >= 10
    expect(page.locator(".recherche-ligne")).to_have_count(0)


def test_without_javascript_the_form_leads_to_the_list_from_a_to_z(browser, address):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address + HEADER)
    opened.fill("input[name=q]", "fanal")
    opened.press("input[name=q]", "Enter")
    opened.wait_for_url("**/recherche/a-z/?q=fanal")
    opened.click("text=fanal")
    opened.wait_for_url("**/glossaire/#signal")
    context.close()


def test_with_javascript_the_list_from_a_to_z_gives_a_question_back_to_search(page, address):
    page.goto(f"{address}recherche/a-z/?q=quai")
    expect(page).to_have_url(f"{address}recherche/?q=quai")
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")


def test_nothing_of_search_is_fetched_before_a_field_is_used(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + HEADER, wait_until="networkidle")
    assert [url for url in asked if "/recherche/" in url] == [f"{address}js/recherche/interface.js"]
    page.locator("input[name=q]").focus()
    page.wait_for_timeout(500)
    fetched = [url.removeprefix(address) for url in asked if "recherche/" in url]
    assert len(fetched) == len(set(fetched))
    assert "assets/recherche/coeur.json" in fetched
    assert not [url for url in fetched if url.endswith(("page.js", "facets.js"))]


def test_drawing_the_results_of_a_key_takes_few_milliseconds_on_a_slow_phone(page, address):
    """The processor slowed four times; the best of three drawings, so that a busy machine does not count."""
    ask(page, address, "vagu")
    expect(page.locator(RESULT)).to_have_count(6)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    times = page.evaluate(
        """async () => {
          const { resultItem } = await import("/js/recherche/results.js");
          const list = document.querySelector(".recherche-liste");
          const draw = (key) => {
            const start = performance.now();
            const excerpt = `Les vagues du matin ${key} portent loin, et ${key} bateaux rentrent. `.repeat(4);
            const hit = { id: "x", kind: "fiche", kindName: "Fiche", title: `Vague ${key}`, url: "x/", answer: null, excerpt };
            list.textContent = "";
            list.append(...[1, 2, 3, 4, 5, 6].map(() => resultItem(hit, new Set(["vagu"])).item));
            return performance.now() - start;
          };
          const times = [];
          for (let key = 0; key < 40; key++) {
            times.push(Math.min(draw(key), draw(key), draw(key)));
            await new Promise((next) => setTimeout(next, 10));
          }
          return times.sort((a, b) => a - b);
        }"""
    )
    assert times[len(times) // 2] < 4


STATES = {
    "panel": (HEADER, "signal"), "figure": (HEADER, "recours quai"), "page": ("recherche/", "vague"),
    "nothing": ("recherche/", "xylophone"), "a-z": ("recherche/a-z/", ""),
}  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1300, "light"), (1300, "dark")])
@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_state_is_accessible(browser, address, axe, state, width, scheme):  # noqa: PLR0917
    path, query = state
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, service_workers="block"
    )
    opened = context.new_page()
    ask(opened, address, query, path)
    opened.wait_for_timeout(900)
    if query == "vague" and width == 360:
        opened.click("summary")
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(opened, axe) == []
    context.close()


@pytest.mark.parametrize("path", [HEADER, "recherche/"])
def test_what_is_touched_is_at_least_44_pixels_high(page, address, path):
    ask(page, address, "vague", path)
    page.wait_for_timeout(900)
    if path == "recherche/":
        page.click("summary")
    small = page.evaluate(
        "[...document.querySelectorAll('.recherche-resultat, .recherche-tout, .recherche-bouton, .facette, summary, form.recherche button')]"
        ".filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 90))"
    )
    assert small == []
