"""Strategies side by side: what the page says without JavaScript, and what a person does with it in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from ancrage.model import Strategy
from ancrage.pages.compare import NO_FIGURE, PAGE, compare_page
from ancrage.pages.sheet import sheet_page
from ancrage.pipeline import read
from ancrage.views import Views

from .conftest import PORTAL, real_views
from .test_browser import no_sideways_scroll

FABRICATED = Views(read(PORTAL)[0])
ATTRIBUTES = 9


def row_of(markdown: str, strategy: str) -> str:
    """The row of one strategy."""
    return markdown.split(f'data-strategie="{strategy}"')[1].partition("</tr>")[0]


def test_each_taught_strategy_is_one_row_and_an_initiative_is_none():
    path, markdown = compare_page(FABRICATED)
    assert path == PAGE
    assert re.findall(r'data-strategie="([^"]+)"', markdown) == ["quai-du-matin"]


def test_a_figure_comes_with_its_interval_and_leads_to_its_passport():
    row = row_of(compare_page(FABRICATED)[1], "quai-du-matin")
    assert "data-mesure=quai-du-matin.frequence" in row
    assert "53 à 79" in row
    assert "largeur minimale" in row
    assert 'data-bas="53.' in row


@pytest.mark.real_data
def test_a_strategy_without_figures_says_that_sources_give_none():
    views = real_views()
    markdown = compare_page(views)[1]
    strategies = [entry for entry in views.kind("strategie") if isinstance(entry, Strategy)]
    for strategy in strategies:
        if strategy.approach == "initiative":
            continue
        row = row_of(markdown, strategy.id)
        assert row.count("<td") == ATTRIBUTES
        expected = sum(not names & set(strategy.measures) for names in ({"frequence", "recours"}, {"efficacite"}))
        assert row.count(NO_FIGURE) == expected, strategy.id


@pytest.mark.real_data
def test_the_sheet_of_a_surveyed_strategy_leads_to_the_comparison_and_the_others_do_not():
    views = real_views()
    entries = views.portal.entries
    assert "comparer.md?s=presence-parcs" in sheet_page(views, entries["presence-parcs"])[1]
    assert "comparer.md" not in sheet_page(views, entries["ecoute-active"])[1]
    assert "comparer.md" not in sheet_page(views, entries["cofinancement"])[1]


TWO = "strategies/comparer/?s=presence-parcs&s=ecoute-active"
FOUR = f"{TWO}&s=bouche-a-oreille&s=demarchage-personnel-rsss"


@pytest.mark.browser
@pytest.mark.real_data
def test_choosing_writes_the_address_and_back_undoes_the_choice(phone, address):
    phone.goto(f"{address}strategies/presence-parcs/")
    phone.get_by_role("link", name="Comparer avec d’autres stratégies").click()
    expect(phone).to_have_url(f"{address}strategies/comparer/?s=presence-parcs")
    status = phone.locator(".comparer [role=status]")
    expect(status).to_contain_text("1 stratégie choisie")
    phone.get_by_label("Troisième stratégie").select_option("ecoute-active")
    expect(phone).to_have_url(f"{address}{TWO}")
    expect(status).to_contain_text("2 stratégies comparées")
    expect(phone.get_by_label("Deuxième stratégie")).to_be_focused()
    assert no_sideways_scroll(phone)
    phone.go_back()
    expect(status).to_contain_text("1 stratégie choisie")
    expect(phone.get_by_label("Deuxième stratégie")).to_have_value("")


@pytest.mark.browser
@pytest.mark.real_data
def test_an_address_with_unknown_repeated_or_too_many_strategies_is_read_as_well_as_it_can(phone, address):
    phone.goto(f"{address}{FOUR}&s=presence-parcs&s=inconnue&s=presence-rues")
    expect(phone.locator(".cote-a-cote thead th")).to_have_count(5)
    assert phone.get_by_label("Première stratégie").locator("option[value=ecoute-active]").is_disabled()


@pytest.mark.browser
@pytest.mark.real_data
def test_on_a_phone_the_cards_keep_the_roles_of_a_table(phone, address):
    phone.goto(f"{address}{TWO}")
    table = phone.get_by_role("table", name="Comparaison : Présence dans les parcs, Écoute active")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    expect(table.get_by_role("rowheader")).to_have_count(ATTRIBUTES)
    expect(table.get_by_role("cell")).to_have_count(2 * ATTRIBUTES)
    expect(table.get_by_role("cell").nth(1)).to_contain_text("les sources n’en donnent pas")


@pytest.mark.browser
@pytest.mark.real_data
@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ("s=presence-parcs&s=presence-rues", "les intervalles se chevauchent"),
        ("s=presence-parcs&s=bouche-a-oreille", "ne se chevauchent pas"),
        ("s=presence-parcs&s=reseautage-garde-education", "deux questions différentes"),
    ],
)
def test_the_reading_of_intervals_follows_from_the_figures(phone, address, chosen, words):
    phone.goto(f"{address}strategies/comparer/?{chosen}")
    expect(phone.locator(".lecture")).to_contain_text(words)


@pytest.mark.browser
@pytest.mark.real_data
def test_four_strategies_print_on_one_letter_page(browser, address):
    page = browser.new_page()
    page.goto(f"{address}{FOUR}")
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1
    assert b"[0 0 612 792]" in pdf


@pytest.mark.browser
@pytest.mark.real_data
def test_without_javascript_every_strategy_is_in_a_plain_table(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 720})
    page = context.new_page()
    page.goto(f"{address}{TWO}")
    expect(page.locator(".strategies tr[data-strategie]").first).to_be_visible()
    assert page.locator("select").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
