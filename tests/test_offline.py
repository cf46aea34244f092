"""The portal without network, in a real Chromium: installed, interrupted, updated, in a folder of a host or at its root."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from ancrage.exports import offline

from .conftest import ROOT, make_project
from .offline_site import built, pack_of, served_file
from .serving import Server, served, stop, until

WHOLE = "tout le portail est sur cet appareil"
SHEET = "strategies/quai-du-matin/"


def addresses(site: Path) -> list[str]:
    """Return the address of every page that is kept."""
    return [path for path in pack_of(site)["files"] if path == "" or path.endswith("/")]


def asked_for(site: Path, missing: set[str]) -> set[str]:
    """Return what a device fetches of a site when these files are missing: a lot where most of it is."""
    pack, asked = pack_of(site), set()
    rest = list(pack["files"])
    for name, count in pack["lots"]:
        lot, rest = set(rest[:count]), rest[count:]
        asked |= {f"{offline.LOTS}lot-{name}.json"} if len(lot & missing) > count / 2 else lot & missing
    return asked


@pytest.fixture(scope="module")
def second_site(tmp_path_factory) -> Path:
    """The same site after one sentence of one sheet changed."""
    project = make_project(tmp_path_factory.mktemp("deux") / "projet")
    path = project / "practices" / "strategies" / "quai-du-matin.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Se tenir au quai", "Rester au quai"), encoding="utf-8")
    return built(project)


@pytest.fixture
def server(first_site):
    """The fabricated portal, in a folder of its host."""
    with served(first_site, "/portail/") as server:
        yield server


@pytest.fixture
def phone(browser, server):
    """A page on a phone, that notes errors of scripts and requests to other hosts."""
    context = browser.new_context(viewport={"width": 360, "height": 720}, has_touch=True, locale="fr-CA")
    elsewhere, errors = [], []
    context.on("request", lambda request: request.url.startswith(server.address) or elsewhere.append(request.url))
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.goto("about:blank")  # a context that closes while its worker answers a page may never end
    assert elsewhere == []
    assert errors == []
    context.close()


def install(page: Page, server: Server) -> None:
    """Open the portal and wait until all of it is on the device."""
    page.goto(server.address)
    page.goto(f"{server.address}hors-ligne/")
    expect(page.get_by_text(WHOLE)).to_be_visible(timeout=60_000)


def resume(page: Page, server: Server) -> None:
    """Visit again until all of the portal is on the device: an attempt begun before may still fail during a visit."""
    for _ in range(4):
        page.goto(f"{server.address}hors-ligne/")
        with contextlib.suppress(AssertionError):
            return expect(page.get_by_text(WHOLE)).to_be_visible(timeout=20_000)
    raise AssertionError(page.locator("[data-hors-ligne]").inner_text())


def every_page_opens(page: Page, address: str, paths: list[str]) -> None:
    """Visit every page and check that it is the one that was asked for."""
    failed = []
    for path in paths:
        answer = page.goto(f"{address}{path}", wait_until="commit")
        if not (answer.ok and answer.from_service_worker and page.url == f"{address}{path}"):
            failed.append((path, page.url))
    assert failed == []


def result_of(page: Page, entry: str) -> Locator:
    """Return the result of an entry on the page of results."""
    return page.locator(f'.recherche-liste > :has([data-entry-id="{entry}"])')


@pytest.mark.browser
@pytest.mark.slow
def test_once_installed_every_page_opens_and_search_answers_without_network(phone, server, first_site):
    install(phone, server)
    stop(server)
    every_page_opens(phone, server.address, addresses(first_site))
    phone.goto(f"{server.address}recherche/?q=quai")
    expect(phone.locator('.recherche-liste li:has([data-entry-id="quai-du-matin"])')).to_be_visible()
    phone.goto(f"{server.address}{SHEET.rstrip('/')}")
    assert phone.url == f"{server.address}{SHEET}"
    phone.goto(f"{server.address}{SHEET}index.html")
    expect(phone.locator("main")).to_have_attribute("data-entry-id", "quai-du-matin")


@pytest.mark.browser
@pytest.mark.slow
def test_an_unknown_page_leads_without_network_to_the_page_that_says_what_there_is(phone, server):
    install(phone, server)
    stop(server)
    phone.goto(f"{server.address}nulle/part/?x=1")
    assert phone.url.startswith(f"{server.address}hors-ligne/?page=")
    expect(phone.get_by_text("Cette page n’est pas sur votre appareil.")).to_be_visible()
    expect(phone.locator("[data-adresse-absente]")).to_contain_text("nulle/part/")
    phone.locator("main a", has_text="Stratégies").first.tap()
    expect(phone.locator("h1")).to_contain_text("Strategies")


@pytest.mark.browser
@pytest.mark.slow
def test_an_unknown_page_with_network_is_answered_by_the_server(phone, server):
    install(phone, server)
    assert phone.goto(f"{server.address}nulle/part/").status == 404


@pytest.mark.browser
@pytest.mark.slow
def test_an_interrupted_installation_resumes_where_it_was(phone, server, first_site):
    lots = [f"{offline.LOTS}lot-{name}.json" for name, _ in pack_of(first_site)["lots"]]
    assert len(lots) >= 3
    server.refuse = lambda path: path in lots[1:] or (path != lots[0] and bool(server.fetched()))
    phone.goto(server.address)
    until(lambda: len(server.cut) >= 3 and bool(server.fetched()), phone)
    phone.wait_for_timeout(2_000)  # the attempt ends: what is asked for once the network is back is another one
    assert server.fetched() == [lots[0]]
    server.refuse = lambda _: False
    server.sent.clear()
    install(phone, server)
    assert set(server.fetched()) & set(lots) == set(lots[1:])
    stop(server)
    every_page_opens(phone, server.address, addresses(first_site))


@pytest.mark.browser
@pytest.mark.slow
def test_a_host_without_the_lots_gives_the_files_one_by_one(phone, server, first_site):
    server.refuse = lambda path: path.startswith(offline.LOTS)
    install(phone, server)
    stop(server)
    every_page_opens(phone, server.address, addresses(first_site))


@pytest.mark.browser
@pytest.mark.slow
def test_a_full_device_is_told_so_keeps_working_and_resumes_once_there_is_room(phone, server):
    room = {"origin": server.address.removesuffix("/portail/")}
    devtools = phone.context.new_cdp_session(phone)
    devtools.send("Storage.overrideQuotaForOrigin", {**room, "quotaSize": 20_000})
    phone.goto(f"{server.address}hors-ligne/")
    expect(phone.locator("[data-hors-ligne]")).to_contain_text("l’appareil manque d’espace")
    phone.goto(f"{server.address}{SHEET}")
    expect(phone.locator("main")).to_contain_text("Se tenir au quai")
    devtools.send("Storage.overrideQuotaForOrigin", room)
    resume(phone, server)


@pytest.mark.browser
@pytest.mark.slow
def test_a_sparing_connection_keeps_the_essential_and_waits_for_consent(phone, server, first_site):
    pack = pack_of(first_site)
    phone.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    phone.goto(f"{server.address}hors-ligne/")
    keep = phone.get_by_role("button", name="Tout garder")
    expect(keep).to_be_visible()
    essential = pack["lots"][: pack["essential"]]
    count = sum(files for _, files in essential)
    expect(phone.get_by_text(f"{count} fichiers sur {len(pack['files'])}.")).to_be_visible()
    assert {path for path in server.fetched() if path.startswith(offline.LOTS)} == {
        f"{offline.LOTS}lot-{name}.json" for name, _ in essential
    }
    phone.goto(f"{server.address}{SHEET}")
    phone.goto(f"{server.address}hors-ligne/")
    keep.click()
    expect(phone.get_by_text(WHOLE)).to_be_visible(timeout=30_000)
    assert [path for path, _, _ in server.sent].count(SHEET) == 1, "a page that was read is already kept"


@pytest.mark.browser
@pytest.mark.slow
def test_an_update_costs_what_changed_and_waits_for_a_yes(phone, server, first_site, second_site):
    install(phone, server)
    phone.goto(f"{server.address}{SHEET}")
    old, new = pack_of(first_site)["files"], pack_of(second_site)["files"]
    changed = {path for path in new if old.get(path) != new[path]}
    server.sent.clear()
    server.folder = second_site
    phone.reload()
    banner = phone.locator(".version-prete")
    expect(banner).to_contain_text("Une nouvelle version est prête.")
    assert set(server.fetched()) - {"sw.js"} == asked_for(second_site, changed)
    assert SHEET in changed
    assert len(changed) < len(new) / 3

    expect(phone.locator("main")).to_contain_text("Se tenir au quai")
    phone.goto(f"{server.address}recherche/?q=quai")
    expect(result_of(phone, "quai-du-matin")).to_contain_text("Se tenir")
    phone.goto(f"{server.address}{SHEET}")
    banner.get_by_role("button", name="Recharger").tap()
    expect(phone.locator("main")).to_contain_text("Rester au quai")
    expect(banner).to_be_hidden()
    stop(server)
    every_page_opens(phone, server.address, addresses(second_site))
    phone.goto(f"{server.address}recherche/?q=quai")
    expect(result_of(phone, "quai-du-matin")).to_contain_text("Rester")


@pytest.mark.browser
@pytest.mark.slow
def test_an_update_never_interrupts_what_one_types(phone, server, second_site):
    install(phone, server)
    phone.goto(f"{server.address}{SHEET}")
    field = phone.locator("form.recherche input[name=q]").first
    field.focus()
    server.folder = second_site
    phone.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    phone.wait_for_function("navigator.serviceWorker.getRegistration().then((found) => Boolean(found.waiting))")
    phone.keyboard.type("quai du", delay=40)
    assert phone.evaluate("document.activeElement.value") == "quai du"
    banner = phone.locator(".version-prete")
    expect(banner).to_be_hidden()
    phone.keyboard.press("Tab")
    expect(banner).to_be_visible()
    assert phone.locator("form.recherche input[name=q]").first.input_value() == "quai du"
    banner.get_by_role("button", name="Plus tard").tap()
    phone.reload()
    phone.wait_for_timeout(500)
    expect(banner).to_be_hidden()


@pytest.mark.browser
@pytest.mark.slow
def test_an_interrupted_update_leaves_the_present_version_whole(phone, server, first_site, second_site):
    install(phone, server)
    server.folder = second_site
    (last,) = asked_for(second_site, {SHEET})
    server.refuse = lambda path: path in (SHEET, last)
    phone.goto(f"{server.address}strategies/")
    until(lambda: SHEET in server.cut, phone)
    idle = "navigator.serviceWorker.getRegistration().then((found) => !found.installing && !found.waiting)"
    phone.wait_for_function(idle)
    expect(phone.locator(".version-prete")).to_be_hidden()
    server.refuse = lambda _: True
    phone.goto(f"{server.address}{SHEET}")
    expect(phone.locator("main")).to_contain_text("Se tenir au quai")
    phone.goto(f"{server.address}recherche/?q=quai")
    expect(result_of(phone, "quai-du-matin")).to_contain_text("Se tenir")
    server.refuse = lambda _: False
    server.sent.clear()
    phone.goto(f"{server.address}strategies/")
    expect(phone.locator(".version-prete")).to_contain_text("Une nouvelle version est prête.")
    assert set(server.fetched()) - {"sw.js"} == {last}


@pytest.mark.browser
@pytest.mark.slow
def test_a_second_page_keeps_the_old_version_until_it_is_reloaded(phone, server, second_site):
    install(phone, server)
    other = phone.context.new_page()
    other.goto(f"{server.address}recherche/?q=quai")
    expect(other.locator('[data-entry-id="quai-du-matin"]').first).to_be_visible()
    old_index = other.evaluate(
        "performance.getEntriesByType('resource').map((e) => e.name).filter((n) => /recherche.*json/.test(n))"
    )
    server.folder = second_site
    phone.goto(f"{server.address}{SHEET}")
    phone.locator(".version-prete").get_by_role("button", name="Recharger").tap()
    expect(phone.locator("main")).to_contain_text("Rester au quai")
    other.bring_to_front()
    expect(other.locator(".version-prete")).to_be_visible()
    assert other.evaluate("(urls) => Promise.all(urls.map((url) => fetch(url).then((r) => r.ok)))", old_index) == [
        True for _ in old_index
    ]
    other.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.real_data
def test_the_real_portal_opens_whole_without_network(browser, real_site):
    with served(real_site) as server:
        context = browser.new_context(viewport={"width": 360, "height": 720}, locale="fr-CA")
        elsewhere = []
        context.on("request", lambda request: request.url.startswith(server.address) or elsewhere.append(request.url))
        page = context.new_page()
        install(page, server)
        stop(server)
        every_page_opens(page, server.address, addresses(real_site))
        page.goto(f"{server.address}recherche/?q=ecoute")
        expect(page.locator('[data-entry-id="ecoute"]').first).to_be_visible()
        assert elsewhere == []
        context.close()


@pytest.mark.slow
@pytest.mark.real_data
def test_one_sentence_changed_in_the_real_portal_costs_at_most_60_kilobytes(tmp_path):
    for folder in ("practices", "glossary", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    before = pack_of(built(tmp_path, "--no-files"))["files"]
    sheet = tmp_path / "practices" / "strategies" / "presence-parcs.yml"
    text = sheet.read_text(encoding="utf-8")
    changed = text.replace("Les enfants viennent;", "Les enfants viennent les premiers;", 1)
    assert changed != text
    sheet.write_text(changed, encoding="utf-8")
    site = built(tmp_path, "--no-files")
    after = pack_of(site)["files"]
    cost = {path: offline.weight(served_file(site, path)) for path in after if before.get(path) != after[path]}
    cost[offline.WORKER] = offline.weight((site / offline.WORKER).read_bytes())
    assert sum(cost.values()) <= 60_000, sorted(cost.items(), key=lambda item: -item[1])[:8]
