"""The pathways in a real Chromium: from home to this week in three taps, in two screens, on a few sheets of paper."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from .kept_data import TODAY
from .test_browser import no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.real_data]
PAGES = ("debuter/90-jours/", "debuter/90-jours-gestion/")
SCREEN = 800  # the height of a small phone of today, in CSS pixels


def test_a_step_of_week_five_is_two_taps_from_home(phone, address):
    phone.goto(address)
    phone.locator("a.porte", has_text="Mes 90 premiers jours").tap()
    phone.locator(".semaines a", has_text="5").tap()
    expect(phone.locator("#semaine-5 [data-etape]").first).to_be_in_viewport()
    expect(phone.locator("#semaine-5 [data-etape] a").first).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_a_week_fits_two_screens_and_nothing_scrolls_sideways(phone, address, path):
    phone.goto(f"{address}{path}")
    heights = phone.locator("section.semaine").evaluate_all("weeks => weeks.map(week => week.offsetHeight)")
    assert len(heights) == 13
    assert max(heights) <= 2 * SCREEN
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("path", PAGES)
def test_the_numbers_of_the_weeks_are_large_enough_to_tap(phone, address, path):
    phone.goto(f"{address}{path}")
    boxes = phone.locator(".semaines a").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    assert len(boxes) == 13
    assert min(min(box) for box in boxes) >= 40


@pytest.mark.parametrize("path", PAGES)
def test_on_paper_each_step_has_its_box_and_its_date_on_few_pages(browser, address, path):
    page = browser.new_page()
    page.goto(f"{address}{path}")
    page.emulate_media(media="print")
    drawn = page.locator("[data-etape]").evaluate_all(
        "steps => steps.map(step => [getComputedStyle(step, '::before').borderTopWidth, getComputedStyle(step, '::after').content])"
    )
    assert drawn
    for border, label in drawn:
        assert border != "0px"
        assert label == '"Date\u00a0:"'
    assert not page.locator(".semaines").is_visible()
    assert 4 <= page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") <= 8
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_no_week_is_cut_between_two_pages(browser, address, path):
    page = browser.new_page()
    page.goto(f"{address}{path}")
    page.emulate_media(media="print")
    avoided = page.locator("section.semaine").evaluate_all("weeks => weeks.map(w => getComputedStyle(w).breakInside)")
    assert avoided == ["avoid"] * 13
    page.close()


def test_without_javascript_the_weeks_are_read_and_followed(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 720})
    page = context.new_page()
    page.goto(f"{address}{PAGES[0]}")
    page.locator(".semaines a").last.click()
    assert page.url.endswith("#semaine-13")
    page.locator("#semaine-13 [data-etape] a").first.click()
    assert "/90-jours/" not in page.url
    context.close()


def test_ticks_are_counted_in_words_and_the_week_follows_from_the_first_day(pathway):
    page = pathway
    expect(page.locator(".avancement")).to_have_text("0 étape sur 5")
    page.get_by_role("checkbox", name="Fait : Lisez le mandat d'essai.").check()
    page.get_by_role("checkbox").nth(2).check()
    expect(page.locator(".avancement")).to_have_text("2 étapes sur 5")
    expect(page.locator("#semaine-1 .semaine-etat")).to_have_text("1 étape sur 2")
    expect(page.get_by_label("Fait le : Lisez le mandat d'essai.")).to_have_value(str(TODAY))
    page.get_by_label("Mon premier jour").fill(str(TODAY - dt.timedelta(days=8)))
    expect(page.locator(".cette-semaine")).to_have_text("Cette semaine : semaine 2")
    page.get_by_role("link", name="semaine 2").click()
    assert page.url.endswith("#semaine-2")
    box = page.get_by_role("checkbox").first.locator("xpath=..").bounding_box()
    assert box["width"] >= 44
    assert box["height"] >= 44
    assert no_sideways_scroll(page)


def test_home_leads_to_ticking_the_step_of_this_week_in_two_taps(pathway, address):
    page = pathway
    page.get_by_label("Mon premier jour").fill(str(TODAY - dt.timedelta(days=8)))
    page.get_by_role("checkbox").nth(2).check()
    page.goto(address)
    link = page.locator("[data-reprendre] a")
    expect(link).to_have_text("Reprendre : semaine 2 Prochaine étape : Saluez la première personne.")
    link.tap()
    step = page.get_by_role("checkbox", name="Fait : Saluez la première personne.")
    expect(step).to_be_in_viewport()
    step.tap()
    expect(page.locator("#semaine-2 .semaine-etat")).to_have_text("2 étapes sur 2")
    page.goto(address)
    expect(link).to_contain_text("semaine 1")


def test_the_published_pathways_are_ticked_and_taken_up_again(phone, address):
    for path in ("debuter/90-jours-gestion/", "debuter/90-jours/"):
        phone.goto(f"{address}{path}")
        phone.get_by_role("checkbox").first.tap()
        expect(phone.locator(".avancement")).to_have_text(re.compile(r"^1 étape sur \d\d$"))
    phone.goto(address)
    phone.locator("[data-reprendre] a").tap()
    expect(phone).to_have_url(f"{address}debuter/90-jours/#semaine-1")
    step = phone.locator("#semaine-1").get_by_role("checkbox").nth(1)
    expect(step).to_be_in_viewport()
    step.tap()
    expect(phone.locator(".avancement")).to_contain_text("2 étapes sur")
    assert no_sideways_scroll(phone)


def test_a_home_page_without_pathway_or_with_a_damaged_one_shows_nothing(phone, address):
    phone.goto(address)
    expect(phone.locator("[data-reprendre]")).to_be_hidden()
    for damaged in ("{", "[]", '{"url":"https://ailleurs.example/","title":"x","weeks":[]}'):
        phone.evaluate("text => localStorage.setItem('ancrage.reprendre', text)", damaged)
        phone.reload()
        expect(phone.locator("[data-reprendre]")).to_be_hidden()
