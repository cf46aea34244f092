"""The interface of search in a real Chromium: the built site of the fabricated portal, over an engine of the tests.

The engine itself is tested elsewhere; here it answers from the documents below, so that every state can be reached.
"""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from ancrage.cli import main

from .conftest import ROOT, Quiet, make_project

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = ROOT / ".venv" / "axe"
RESULT = ".recherche-liste [data-entry-id]"
HEADER = "strategies/"
SHEET = "strategies/quai-du-matin/"


def document(id_: str, title: str, kind: str = "fiche", **more: object) -> dict[str, object]:
    """Return a document as the engine gives it."""
    names = {"fiche": "Fiche pratique", "strategie": "Stratégie", "terme": "Terme", "mesure": "Chiffre"}
    shown = {"number": 0, "score": 1, "url": SHEET, "excerpt": f"Résumé de la page {id_}.", "answer": None, "hidden": ""}
    filters = {"setting": [], "role": ["ptp"], "approach": ""}
    return {"id": id_, "title": title, "kind": kind, "kindName": names[kind], **shown, **filters, **more}


DOCUMENTS = [
    document("signal", "Signal", "terme", url="glossaire/#signal", excerpt="Lumière convenue entre un phare et un bateau."),
    document("quai", "Quai du matin", "strategie", setting=["rural"], hidden="signal", near=True),
    document(
        "quai.recours", "Quai du matin : recours", "mesure", url="reperes/chiffres/", excerpt="",
        answer={"value": "52 %", "interval": "de 38 % à 66 % (IC à 95 %)", "detail": "49 PTP répondantes, 2024",
                "url": "reperes/chiffres/#quai.recours"},
    ),
    document("balise", "Balise <b>rouge</b>", excerpt="Un texte & une <img src=x onerror=alert(1)> balise."),
    document("lent", "Courant lent"),
    *(document(f"vague-{n:02}", f"Vague {n}", setting=["rural" if n % 3 else "urbain"], role=["ptp", "pg"] if n % 2 else ["ptp"])
      for n in range(45)),
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site of the fabricated portal, with the engine of the tests."""
    project = make_project(tmp_path_factory.mktemp("recherche") / "projet")
    built = CliRunner().invoke(main, ["site", "--root", str(project)])
    assert built.exit_code == 0, built.output
    for script in (ROOT / "tests" / "js" / "moteur").iterdir():
        shutil.copy(script, project / "site" / "js" / "recherche" / script.name)
    files = {
        "coeur": {"documents": DOCUMENTS, "suggestions": {"vgaue": "vague"}},
        "textes": {f"vague-{n:02}": f"Un passage où la vague {n} se montre." for n in range(45)},
        "facettes": {"fiche": "Fiche pratique", "strategie": "Stratégie", "rural": "rural", "urbain": "urbain", "ptp": "PTP"},
    }
    for name, content in files.items():
        (project / "site" / "assets" / "recherche" / f"{name}.json").write_text(json.dumps(content), "utf-8")
    return project / "site"


@pytest.fixture(scope="module")
def address(site):
    """Where the site is served."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(browser):
    """A page on a phone; no script may fail."""
    context = browser.new_context(viewport={"width": 360, "height": 720})
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    errors = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def ask(page: Page, address: str, query: str, path: str = HEADER) -> None:
    """Type a query in the field of a page."""
    page.goto(address + path)
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


def test_the_header_and_the_page_give_the_same_results_in_the_same_order(page, address):
    ask(page, address, "vague")
    expect(page.locator(RESULT)).to_have_count(6)
    first = ids(page)
    expect(page.locator(".recherche-tout")).to_have_text("Voir les 45 résultats")
    page.locator(".recherche-tout").click()
    expect(page).to_have_url(f"{address}recherche/?q=vague")
    expect(page.locator(RESULT)).to_have_count(20)
    assert ids(page)[:6] == first


def test_a_result_shows_its_kind_and_the_words_found(page, address):
    ask(page, address, "quai")
    result = page.locator(".recherche-resultat").first
    expect(result.locator("mark").first).to_have_text("Quai")
    expect(result.locator(".recherche-genre")).to_have_text("Stratégie")


def test_a_term_is_answered_by_its_definition_once(page, address):
    ask(page, address, "signal")
    card = page.locator(".recherche-reponse")
    expect(card).to_contain_text("Lumière convenue")
    assert ids(page) == ["signal", "quai"]
    card.locator("a").click()
    expect(page).to_have_url(f"{address}glossaire/#signal")


def test_a_figure_is_answered_by_its_value_and_what_it_is_worth(page, address):
    ask(page, address, "recours quai")
    card = page.locator(".recherche-reponse")
    for text in ("52 %", "de 38 % à 66 % (IC à 95 %)", "49 PTP répondantes, 2024"):
        expect(card).to_contain_text(text)
    assert card.locator("a").get_attribute("href") == f"{address}reperes/chiffres/#quai.recours"


def test_another_spelling_replaces_the_query(page, address):
    ask(page, address, "vgaue")
    page.get_by_role("link", name="vague", exact=True).click()
    expect(page.locator(RESULT)).to_have_count(6)
    assert page.input_value("input[name=q]") == "vague"
    assert focused(page) == "q"
    page.goto(f"{address}recherche/?q=vgaue")
    page.get_by_role("link", name="vague", exact=True).click()
    expect(page.locator(RESULT)).to_have_count(20)
    expect(page).to_have_url(f"{address}recherche/?q=vague")


def test_filters_have_counts_and_live_in_the_address(page, address):
    page.goto(f"{address}recherche/?q=vague")
    page.locator("summary").click()
    page.get_by_role("button", name="urbain 15").click()
    expect(page.locator(".recherche-etat")).to_have_text("15 résultats")
    expect(page).to_have_url(f"{address}recherche/?q=vague&milieu=urbain")
    expect(page.get_by_role("button", name="urbain 15")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.activeElement.dataset.facet") == "setting=urbain"
    expect(page.get_by_role("button", name="rural 30")).to_be_visible()
    page.get_by_role("button", name="pg 7").click()
    expect(page.locator(".recherche-etat")).to_have_text("7 résultats")
    page.go_back()
    expect(page.locator(".recherche-etat")).to_have_text("15 résultats")
    page.go_back()
    expect(page.locator(".recherche-etat")).to_have_text("45 résultats")
    page.goto(f"{address}recherche/?q=vague&milieu=urbain&role=pg&genre=fiche")
    expect(page.locator(".recherche-etat")).to_have_text("7 résultats")
    page.locator("summary").click()
    page.get_by_role("button", name="Retirer les filtres").click()
    expect(page).to_have_url(f"{address}recherche/?q=vague")


def test_a_filter_that_leaves_nothing_is_taken_off_in_one_click(page, address):
    page.goto(f"{address}recherche/?q=vague&genre=terme")
    expect(page.locator(".recherche-etat")).to_have_text("Aucun résultat")
    page.locator(".recherche-avant").get_by_role("button", name="Retirer les filtres").click()
    expect(page.locator(RESULT)).to_have_count(20)


def test_more_results_come_after_those_that_are_there(page, address):
    page.goto(f"{address}recherche/?q=vague")
    expect(page.locator(RESULT)).to_have_count(20)
    page.get_by_role("button", name="Plus de résultats").click()
    expect(page.locator(RESULT)).to_have_count(40)
    assert focused(page) == ids(page)[20]
    page.get_by_role("button", name="Plus de résultats").click()
    expect(page.locator(RESULT)).to_have_count(45)
    expect(page.locator(".recherche-plus")).to_be_hidden()
    assert len(set(ids(page))) == 45


def test_back_finds_the_results_the_filters_and_the_place_again(page, address):
    page.goto(f"{address}recherche/?q=vague&milieu=rural")
    expect(page.locator(RESULT)).to_have_count(20)
    page.get_by_role("button", name="Plus de résultats").click()
    expect(page.locator(RESULT)).to_have_count(30)
    page.locator(RESULT).nth(27).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 500
    page.locator(RESULT).nth(27).click()
    expect(page).to_have_url(address + SHEET)
    page.go_back()
    expect(page.locator(RESULT)).to_have_count(30)
    expect(page.locator(".recherche-etat")).to_have_text("30 résultats")
    page.wait_for_function("y => Math.abs(scrollY - y) < 80", arg=before)


def test_a_typed_query_takes_a_place_in_the_history(page, address):
    page.goto(f"{address}recherche/?q=signal")
    expect(page.locator(RESULT)).to_have_count(2)
    page.fill("#recherche-page", "quai")
    expect(page).to_have_url(f"{address}recherche/?q=quai")
    page.goto(address + HEADER)
    page.go_back()
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")
    assert page.input_value("#recherche-page") == "quai"
    page.go_back()
    expect(page.locator(RESULT)).to_have_count(2)
    assert page.input_value("#recherche-page") == "signal"


def test_a_summary_without_the_words_gives_way_to_a_passage_and_nothing_moves(page, address):
    page.goto(f"{address}recherche/?q=vague")
    last = page.locator(".recherche-resultat").nth(5)
    expect(last).to_be_visible()
    before = last.bounding_box()
    expect(last.locator(".recherche-extrait mark")).to_have_text("vague")
    assert last.bounding_box() == before


def test_an_answer_that_comes_late_is_ignored(page, address):
    ask(page, address, "lent")
    page.fill("input[name=q]", "quai")
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")
    page.wait_for_timeout(600)
    assert ids(page)[0] == "quai"


def test_the_keys_go_through_field_and_results_and_back(page, address):
    ask(page, address, "vague")
    expect(page.locator(RESULT)).to_have_count(6)
    page.keyboard.press("ArrowDown")
    assert focused(page) == "vague-00"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "vague-01"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.className") == "recherche-tout"
    page.keyboard.press("Home")
    assert focused(page) == "vague-00"
    page.keyboard.press("ArrowUp")
    assert focused(page) == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.type("s")
    assert page.input_value("input[name=q]") == "vagues"
    assert focused(page) == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert focused(page) == "q"
    expect(page.locator(".recherche-panneau")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('form.recherche')")


def test_enter_opens_a_result_and_tab_out_closes_the_panel(page, address):
    ask(page, address, "quai")
    expect(page.locator(RESULT).first).to_be_visible()
    page.locator("[data-theme-bascule]").focus()
    expect(page.locator(".recherche-panneau")).to_be_hidden()
    page.locator("input[name=q]").focus()
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + SHEET)


def test_the_count_is_announced_once_typing_pauses(page, address):
    ask(page, address, "signal")
    expect(page.locator("[role=status]")).to_have_text("2 résultats, 1 définition")
    page.fill("input[name=q]", "vgaue")
    expect(page.locator("[role=status]")).to_have_text("Rien d’exact, 1 page proche. Vouliez-vous dire « vague »?")
    page.goto(f"{address}recherche/?q=recours+quai")
    expect(page.locator("[role=status]")).to_have_text("1 résultat, 1 chiffre")


def test_nothing_found_shows_what_is_near_and_where_to_go(page, address):
    page.goto(f"{address}recherche/?q=xylophone")
    expect(page.locator(".recherche-avant")).to_contain_text("Rien ne répond exactement à « xylophone ».")
    assert ids(page) == ["quai"]
    for path in ("recherche/a-z/", "a-propos/contribuer/"):
        assert page.locator(f".recherche-avant a[href='{address}{path}']").count() == 1


def test_recent_searches_are_those_that_led_somewhere_and_are_erased_in_one_click(page, address):
    ask(page, address, "signal")
    expect(page.locator(RESULT)).to_have_count(2)
    page.keyboard.press("Escape")
    assert kept(page) == []
    page.fill("input[name=q]", "quai")
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")
    page.locator(RESULT).first.click()
    expect(page).to_have_url(address + SHEET)
    ask(page, address, "vague")
    page.keyboard.press("Enter")
    expect(page.locator(RESULT)).to_have_count(20)
    assert kept(page) == ["vague", "quai"]
    page.fill("#recherche-page", "")
    page.get_by_role("link", name="quai", exact=True).click()
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")
    page.goto(address + HEADER)
    page.locator("input[name=q]").focus()
    page.get_by_role("button", name="Effacer les recherches récentes").click()
    assert page.evaluate("localStorage.getItem('ancrage.recherches')") is None
    page.reload()
    page.locator("input[name=q]").focus()
    page.wait_for_timeout(300)
    expect(page.locator(".recherche-panneau")).to_be_hidden()


def test_at_most_eight_searches_are_kept(page, address):
    page.goto(f"{address}recherche/")
    for n in range(10):
        page.fill("#recherche-page", f"vague {n}")
        page.press("#recherche-page", "Enter")
    assert kept(page) == [f"vague {n}" for n in range(9, 1, -1)]


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
    assert opened.evaluate(f"() => {{ {source}; remember('vague'); return [recents(), localStorage.length]; }}") == [[], 0]
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
    page.unroute("**/coeur.json")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator(RESULT).first).to_have_attribute("data-entry-id", "quai")


@pytest.mark.parametrize("broken", ["facettes", "textes"])
def test_results_stay_when_what_completes_them_is_broken(page, address, broken):
    page.route(f"**/{broken}.json", lambda route: route.fulfill(status=200, body="{"))
    page.goto(f"{address}recherche/?q=vague")
    expect(page.locator(RESULT).first).to_be_visible()
    page.wait_for_timeout(800)
    assert page.locator(RESULT).count() >= 10
    expect(page.get_by_text("n’a pas pu se charger")).to_have_count(0)


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


def test_no_key_draws_more_than_eight_milliseconds_on_a_slow_phone(page, address):
    """From a key to the results in the document, the processor slowed four times; the engine of the tests is naive."""
    ask(page, address, "vagu")
    expect(page.locator(RESULT)).to_have_count(6)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    times = page.evaluate(
        """async () => {
          const { resultItem, pieces } = await import("/js/recherche/results.js");
          const { hits, stems } = { hits: [...Array(6).keys()].map((n) => ({ id: "x", kind: "fiche", kindName: "Fiche",
            title: `Vague ${n} du matin`, url: "x/", answer: null, excerpt: "Les vagues du matin portent loin. ".repeat(8) })),
            stems: new Set(["vagu"]) };
          const list = document.querySelector(".recherche-liste"), times = [];
          for (let key = 0; key < 60; key++) {
            const start = performance.now();
            list.textContent = "";
            list.append(...hits.map((hit) => resultItem(hit, stems).item));
            times.push(performance.now() - start);
            await new Promise((next) => setTimeout(next));
          }
          return times.sort((a, b) => a - b);
        }"""
    )
    assert times[len(times) * 95 // 100] < 8


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, installed beside the virtual environment where npm can."""
    script = AXE / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm absent : axe-core ne s'installe pas")
        install = [npm, "install", "--silent", "--no-save", "--no-audit", "--no-fund", "--prefix", str(AXE), "axe-core@4.14.1"]
        if subprocess.run(install, capture_output=True, check=False).returncode:
            pytest.skip("axe-core ne s'installe pas")
    return script.read_text("utf-8")


STATES = {
    "panel": (HEADER, "signal"), "figure": (HEADER, "recours quai"), "page": ("recherche/", "vague"),
    "nothing": ("recherche/", "xylophone"), "a-z": ("recherche/a-z/", ""),
}  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1300])
@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_state_is_accessible(browser, address, axe, state, width, scheme):
    path, query = state
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    opened = context.new_page()
    ask(opened, address, query, path)
    opened.wait_for_timeout(900)
    if query == "vague" and width == 360:
        opened.click("summary")
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened.evaluate(axe)
    found = opened.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found["violations"]] == []
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
