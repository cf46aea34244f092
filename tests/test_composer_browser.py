"""The composer in a real Chromium: by keyboard from the choice to the file, by touch, explained, printed, from a folder."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ancrage.pipeline import read

from .composer_page import PAGE, WITH_BREAK, opened, propose, titles
from .conftest import ROOT, violations

pytestmark = [pytest.mark.browser, pytest.mark.real_data]
SMALL = (
    "[...document.querySelectorAll('.composeur :is(button, select, input, summary, textarea)')]"
    ".filter(e => e.getClientRects().length && !e.matches('input[type=radio]') && e.getBoundingClientRect().height < 44)"
    ".map(e => e.outerHTML.slice(0, 90))"
)


def accepted(tmp_path: Path, files: list[Path]) -> list[str]:
    """Return what the portal refuses of exported sessions, once they are among its own."""
    root = tmp_path / "portail"
    for folder in ("practices", "glossary", "docs"):
        shutil.copytree(ROOT / folder, root / folder)
    for file in files:
        shutil.copy(file, root / "practices" / "sessions" / file.name)
    return [str(problem) for problem in read(root)[1]]


def tab_to(page: Page, name: str, most: int = 120) -> None:
    """Press Tab until the control that has this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "(() => { const e = document.activeElement; return e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent; })()"
        )
        if told.strip().startswith(name):
            return
    raise AssertionError(f"« {name} » ne s'atteint pas au clavier")


def test_by_keyboard_alone_from_the_choice_to_a_file_that_the_portal_accepts(browser, address, tmp_path):
    context = browser.new_context(
        viewport={"width": 1300, "height": 800}, service_workers="block", accept_downloads=True
    )
    page = context.new_page()
    page.goto(f"{address}{PAGE}")
    tab_to(page, "But de la séance")
    page.keyboard.type("Les fr")
    tab_to(page, "Pour qui")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    tab_to(page, "Combien de personnes")
    page.keyboard.press("Control+a")
    page.keyboard.type("12")
    tab_to(page, "Proposer un plan")
    page.keyboard.press("Enter")
    expect(page.locator("#votre-plan")).to_be_focused()
    expect(page.locator(".barre-total .total")).to_have_text("120\u00a0min sur 120")
    before = titles(page)
    tab_to(page, f"Descendre\u00a0: {before[1]}")
    page.keyboard.press("Enter")
    assert titles(page)[2] == before[1]
    expect(page.get_by_role("button", name=f"Descendre : {before[1]}")).to_be_focused()
    tab_to(page, f"Cinq minutes de plus\u00a0: {titles(page)[3]}")
    page.keyboard.press("Space")
    expect(page.locator(".barre-total")).to_contain_text("125\u00a0min sur 120")
    expect(page.locator(".barre-total")).to_contain_text("5\u00a0min de trop")
    tab_to(page, "Retirer")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # the focus is on what undoes it
    assert len(titles(page)) == len(before)
    tab_to(page, "Remplacer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to(page, "Prendre")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    tab_to(page, "Ajouter mon activité")
    page.keyboard.press("Enter")
    page.keyboard.type('Le tour du "bloc"...')
    tab_to(page, "Consignes")
    page.keyboard.type("Marchez deux par deux.")
    tab_to(page, "Ajouter")
    page.keyboard.press("Enter")
    expect(page.locator(".activite-plan h3", has_text="Le tour du")).to_be_focused()
    tab_to(page, "Exporter en YAML")
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    file = tmp_path / waited.value.suggested_filename
    waited.value.save_as(file)
    assert accepted(tmp_path, [file]) == []
    assert "Le tour du « bloc »…" in file.read_text("utf-8")
    context.close()


def test_a_finger_drags_an_activity_to_its_place(phone, address):
    opened(phone, address)
    phone.wait_for_load_state("networkidle")
    before = titles(phone)
    phone.locator(".activite-plan .poignee").nth(1).evaluate(
        "node => node.scrollIntoView({block: 'center', behavior: 'instant'})"
    )
    handle = phone.locator(".activite-plan .poignee").nth(1).bounding_box()
    session = phone.context.new_cdp_session(phone)
    x, y, edge = handle["x"] + 15, handle["y"] + 15, 700

    def touch(kind: str, at: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": at}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", y)
    for step in range(1, 13):
        touch("touchMove", y + (edge - y) * step / 12)
    start = phone.evaluate("scrollY")
    phone.wait_for_timeout(1200)
    assert phone.evaluate("scrollY") > start  # the page goes on under the finger
    touch("touchEnd", edge)
    expect(phone.locator(".activite-plan h3").nth(1)).not_to_have_text(before[1])
    assert sorted(titles(phone)) == sorted(before)
    expect(phone.locator(".plan-seance > .hors-ecran")).to_contain_text(f"sur {len(before)}")


def test_a_mouse_drags_an_activity_to_the_end(browser, address):
    page = browser.new_page(viewport={"width": 1300, "height": 2600})
    opened(page, address)
    before = titles(page)
    page.locator(".poignee").first.hover()
    page.mouse.down()
    box = page.locator(".activite-plan").last.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 3, steps=6)
    expect(page.locator(".activite-plan.apres")).to_have_count(1)
    page.mouse.up()
    assert titles(page) == [*before[1:], before[0]]
    page.close()


def test_a_plan_worked_on_is_put_aside_when_another_is_proposed(phone, address):
    opened(phone, address)
    first = titles(phone)
    phone.get_by_role("button", name=f"Retirer : {first[2]}").click()
    changed = [title for title in first if title != first[2]]
    propose(phone)
    assert titles(phone) == first
    phone.get_by_role("button", name="Revenir à ce plan").click()
    assert titles(phone) == changed


def test_the_total_stays_in_sight_and_says_what_is_wrong(phone, address):
    opened(phone, address, WITH_BREAK)
    phone.locator(".activite-plan").last.scroll_into_view_if_needed()
    expect(phone.locator(".barre-total")).to_be_in_viewport()
    phone.get_by_role("button", name="Retirer : Pause").click()
    expect(phone.get_by_role("status").filter(has_text="sur 120")).to_contain_text("110\u00a0min de travail sans pause")
    phone.get_by_label("Minutes : Trois minutes au parc").fill("60")
    expect(phone.locator(".barre-total")).to_contain_text("20\u00a0min de trop")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert phone.evaluate(SMALL) == []


def test_what_is_swapped_says_why_and_keeps_its_place(phone, address):
    opened(phone, address)
    before = titles(phone)
    phone.get_by_role("button", name=f"Remplacer : {before[2]}").click()
    first = phone.get_by_role("dialog").locator(".banque > li").first
    name = first.locator("h3").inner_text()
    assert len(first.locator("p").nth(1).inner_text()) > 30
    first.get_by_role("button").click()
    assert titles(phone) == [*before[:2], name, *before[3:]]


@pytest.mark.parametrize("name", ["seance-frontieres", "seance-codeveloppement", "seance-etude-de-cas"])
def test_a_session_opens_in_the_composer_with_its_own_activities(phone, address, name):
    phone.goto(f"{address}former/seances/{name}/")
    wanted = phone.locator("section.activite h3").all_inner_texts()
    phone.get_by_role("link", name="Adapter cette séance").click()
    expect(phone.locator(".barre-total")).to_contain_text("Le compte y est.")
    assert titles(phone) == wanted
    assert "?seance" not in phone.url


def test_a_wrong_number_is_told_and_can_be_reached(phone, address):
    phone.goto(f"{address}{PAGE}")
    phone.get_by_label("Autre").check()
    phone.get_by_label("Minutes").fill("999")
    phone.get_by_label("Combien de personnes").fill("1")
    phone.get_by_role("button", name="Proposer un plan").click()
    expect(phone.locator(".fautes")).to_be_focused()
    expect(phone.locator(".fautes li")).to_have_count(2)
    phone.locator(".fautes a").first.click()
    expect(phone.get_by_label("Minutes")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1300])
def test_every_state_is_accessible(browser, address, axe, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True, service_workers="block"
    )
    page = context.new_page()
    page.goto(f"{address}{PAGE}")
    assert violations(page, axe) == []
    page.get_by_label("Combien de personnes").fill("1")
    page.get_by_role("button", name="Proposer un plan").click()
    assert violations(page, axe) == []
    page.get_by_label("Combien de personnes").fill("24")
    page.get_by_label("3 h").check()
    page.get_by_role("button", name="Proposer un plan").click()
    page.locator(".activite-plan summary").first.click()
    page.get_by_role("button", name=re.compile("^Cinq minutes de plus")).first.click()
    page.get_by_role("button", name=re.compile("^Retirer")).nth(2).click()
    assert violations(page, axe) == []
    page.get_by_role("button", name=re.compile("^Remplacer")).first.click()
    page.locator(".dialogue summary").click()
    assert violations(page, axe) == []
    page.get_by_role("button", name="Fermer", exact=True).click()
    page.get_by_role("button", name="Ajouter mon activité").click()
    page.get_by_role("dialog").get_by_role("button", name="Ajouter", exact=True).click()
    assert violations(page, axe) == []
    context.close()


def test_on_paper_there_is_the_plan_and_nothing_of_the_interface(browser, address):
    page = browser.new_page(color_scheme="dark", viewport={"width": 816, "height": 1056})
    opened(page, address, WITH_BREAK)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".feuille-plan")).to_be_visible()
    for hidden in (".choix-seance", ".plan-seance", ".autour", "h1", ".entete", ".pied"):
        expect(page.locator(hidden).first).to_be_hidden()
    colours = page.locator(".feuille-titre, .feuille-plan th, .feuille li").evaluate_all(
        "nodes => [...new Set(nodes.map(n => getComputedStyle(n).color))]"
    )
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(51, 51, 51)"}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    heights = page.locator(".feuille-plan, .feuille section.activite, .feuille .carton").evaluate_all(
        "nodes => nodes.map(node => node.getBoundingClientRect().height)"
    )
    assert max(heights) <= 1056 - 2 * 53
    sizes = page.locator(".feuille-plan tbody th").evaluate_all(
        "nodes => nodes.map(n => parseFloat(getComputedStyle(n).fontSize))"
    )
    assert min(sizes) >= 18
    expect(page.locator(".feuille .cases a").first).to_have_attribute("href", re.compile("/fiches/|/strategies/"))
    page.close()


def test_without_javascript_the_sessions_by_goal_and_the_method_are_there(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 720})
    page = context.new_page()
    page.goto(f"{address}{PAGE}")
    expect(page.get_by_role("heading", name="Séances prêtes, par but")).to_be_visible()
    expect(page.get_by_role("link", name="Jusqu’où aller? Les frontières du mandat").first).to_be_visible()
    expect(page.get_by_role("heading", name="Composer à la main")).to_be_visible()
    expect(page.locator("[data-composeur]")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


@pytest.mark.slow
def test_from_a_folder_it_composes_prints_and_exports_and_keeps_nothing(browser, real_site, tmp_path):
    with zipfile.ZipFile(real_site / "telecharger" / "ancrage-hors-ligne.zip") as archive:
        archive.extractall(tmp_path)
    key = tmp_path / "ancrage"
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((key / "former" / "composer" / "index.html").as_uri())
    expect(page.get_by_text("le portail ne garde rien")).to_be_visible()
    page.get_by_role("button", name="Proposer un plan").click()
    expect(page.locator(".barre-total")).to_contain_text("Le compte y est.")
    page.get_by_role("button", name=re.compile("^Cinq minutes de plus")).first.click()
    page.locator(".mes-notes summary").first.click()
    page.get_by_label(re.compile("^Mes notes")).first.fill("Sur une clé")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Exporter en YAML").click()
    file = tmp_path / waited.value.suggested_filename
    waited.value.save_as(file)
    assert "Sur une clé" in file.read_text("utf-8")
    expect(page.locator(".feuille-titre")).to_have_count(1)
    page.wait_for_timeout(600)
    changed = titles(page)
    page.reload()
    assert titles(page) == changed
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.goto((key / "former" / "seances" / "seance-frontieres" / "index.html").as_uri())
    page.get_by_role("link", name="Adapter cette séance").click()
    expect(page.locator(".barre-total")).to_contain_text("75\u00a0min sur 75")
    assert errors == []
    page.close()
