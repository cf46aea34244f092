"""What tests do with the page of the composer."""

from __future__ import annotations

from playwright.sync_api import Page, expect

PAGE = "former/composer/"
PLAN = "#b=dire-role&p=ptp&d=90&g=10"
WITH_BREAK = "#b=premier-contact&p=ptp&d=120&g=10"


def opened(page: Page, address: str, plan: str = PLAN) -> Page:
    """Open a plan by its address."""
    page.goto(f"{address}{PAGE}{plan}")
    expect(page.locator(".activite-plan").first).to_be_visible()
    return page


def propose(page: Page, duration: str = "") -> None:
    """Ask for another plan, from the choices that are folded while one is open."""
    page.get_by_text("Changer le but, la durée ou le groupe").click()
    if duration:
        page.get_by_label(duration).check()
    page.get_by_role("button", name="Proposer un plan").click()


def titles(page: Page) -> list[str]:
    return page.locator(".activite-plan h3").all_inner_texts()
