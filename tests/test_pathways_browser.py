"""The pathways in a real Chromium: from home to this week in three taps, in two screens, on a few sheets of paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

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
