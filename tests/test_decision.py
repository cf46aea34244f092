"""« Est-ce mon mandat? »: the tree, its page, and what a person does with it by keyboard, by touch, without script."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from ancrage.labels import THEMES, VERDICTS
from ancrage.markup import Link, tokens
from ancrage.model import Decision, Task
from ancrage.pages.decision import OPEN_THEME, decision_page, phone_link
from ancrage.pipeline import read
from ancrage.trees import MOST_ANSWERS, exits, longest
from ancrage.views import Views

from .conftest import PORTAL, real_portal
from .test_browser import no_sideways_scroll

FABRICATED = Views(read(PORTAL)[0])
WATCH = FABRICATED.portal.entries["quart"]
FRAMEWORK = {"role", "tache", "secteur"}
PTP = "personne-travailleuse-de-proximite"


def steps_of(markdown: str) -> dict[str, str]:
    """Each step of a page by its anchor."""
    parts = re.split(r'<section class="etape [^"]*" id="([^"]+)"', markdown)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


# The tree


@given(st.integers(1, 12))
def test_the_longest_path_of_a_chain_counts_its_answers(length):
    chain = {f"q{index}": (f"q{index + 1}", "end") for index in range(length)} | {f"q{length}": (), "end": ()}
    assert longest("q0", chain) == length


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=4).map(tuple)))
def test_a_tree_with_loops_is_measured_all_the_same(following):
    assert all(0 <= longest(start, following) <= len(following) for start in "abcdef")


def test_a_wide_and_deep_tree_is_measured_at_once():
    following = {f"q{index}": tuple(f"q{index + 1}" for _ in range(5)) for index in range(200)}
    assert longest("q0", following) == 200


def test_a_phone_number_that_is_not_one_is_refused(portal_copy):
    path = portal_copy / "practices" / "decisions" / "quart.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("'555'", "au besoin"), encoding="utf-8")
    [problem] = read(portal_copy)[1]
    assert (problem.field, problem.rule) == ("urgent[0].contacts[0].phone", "type-invalide")


def test_two_steps_of_one_name_are_refused(portal_copy):
    path = portal_copy / "practices" / "decisions" / "quart.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("- id: bateau-inconnu", "- id: q-vent"), encoding="utf-8")
    assert [problem.rule for problem in read(portal_copy)[1]] == ["id-en-double"]


# The page


def test_dangers_come_before_situations():
    path, markdown = decision_page(FABRICATED, WATCH)
    start = steps_of(markdown)["depart"]
    assert path == "quart.md"
    assert 0 < start.index("#urgence-homme-a-la-mer") < start.index("#question-q-vent")


def test_every_link_to_a_step_finds_it():
    markdown = decision_page(FABRICATED, WATCH)[1]
    linked = set(re.findall(r"\]\(#((?:urgence|question|issue)-[a-z0-9-]+)\)", markdown))
    assert linked == set(steps_of(markdown)) - {"depart"}


def test_an_outcome_says_whose_mandate_why_whom_to_call_and_what_to_say():
    step = steps_of(decision_page(FABRICATED, WATCH)[1])["issue-allumer"]
    assert VERDICTS["je-le-fais"] in step
    for text in (
        "une responsabilité de la",
        "si la mèche est sèche",
        "demain c’est vous",
        "cadre/taches.md#tache-allumer",
    ):
        assert text in step


def test_what_rests_on_a_source_names_it_and_the_rest_is_marked_as_the_portals_own():
    steps = steps_of(decision_page(FABRICATED, WATCH)[1])
    assert "reperes/sources.md" in steps["issue-allumer"]
    assert "proposé par le portail" not in steps["issue-allumer"]
    assert "proposé par le portail" in steps["issue-noter-vent"]
    assert "proposé par le portail" in steps["urgence-homme-a-la-mer"]


@pytest.mark.parametrize(
    ("phone", "target"),
    [("911", "tel:911"), ("1 866 277-3553", "tel:+18662773553"), ("514 555-0199", "tel:5145550199")],
)
def test_a_number_dials(phone, target):
    assert phone_link(phone, phone).endswith(f"]({target})")


def test_a_contact_without_number_is_named_without_a_link():
    assert "**Capitainerie**" in steps_of(decision_page(FABRICATED, WATCH)[1])["urgence-homme-a-la-mer"]


# The real content


@pytest.fixture(scope="module")
def entries():
    """The real entries."""
    return real_portal().entries


@pytest.fixture(scope="module")
def mandate(entries) -> Decision:
    """The real decision."""
    entry = entries["mandat"]
    assert isinstance(entry, Decision)
    return entry


@pytest.mark.real_data
def test_an_answer_is_four_taps_away_at_most(mandate):
    following = exits(mandate)
    for situation in mandate.situations:
        opening = 1 if situation.theme == OPEN_THEME else 2  # the theme, then the situation
        assert opening + longest(situation.goto, following) <= 4, situation.id
    assert MOST_ANSWERS >= 2


@pytest.mark.real_data
def test_everyday_situations_themes_and_verdicts_are_all_there(mandate):
    assert len(mandate.situations) >= 25
    assert {situation.theme for situation in mandate.situations} == set(THEMES)
    assert {outcome.verdict for outcome in mandate.outcomes} == set(VERDICTS)


@pytest.mark.real_data
def test_the_resources_that_everybody_knows_are_given(mandate):
    contacts = [contact for step in mandate.urgent for contact in step.contacts]
    assert {"911", "811", "211", "1 866 277-3553", "1 800 363-9010"} <= {contact.phone for contact in contacts}
    assert any("DPJ" in contact.name for contact in contacts)
    assert all(step.contacts[0].phone for step in mandate.urgent)


@pytest.mark.real_data
def test_what_i_do_is_never_a_task_that_the_framework_forbids_me(mandate, entries):
    forbidden = {name for name, entry in entries.items() if isinstance(entry, Task) and PTP in entry.must_not}
    assert forbidden
    for outcome in mandate.outcomes:
        if outcome.verdict == "je-le-fais":
            assert not forbidden & set(outcome.entries), outcome.id


@pytest.mark.real_data
def test_every_reason_rests_on_the_framework_or_on_a_source(mandate, entries):
    for outcome in mandate.outcomes:
        linked = [entries[token.target] for token in tokens(outcome.why) if isinstance(token, Link)]
        framework = any(entry.kind in FRAMEWORK for entry in linked)
        assert framework or outcome.basis == "sources", outcome.id


# What a person does


def shown(page: Page) -> list[str]:
    """The steps on the screen."""
    return page.locator(".aiguillage > .etape").evaluate_all(
        "steps => steps.filter(step => step.offsetParent !== null).map(step => step.id)"
    )


def focused(page: Page) -> str:
    """The text that has the focus."""
    return page.evaluate("document.activeElement.textContent.trim()")


@pytest.mark.browser
@pytest.mark.real_data
def test_by_keyboard_alone_an_answer_takes_few_keys(phone, address):
    """At two keys a second, 60 seconds hold 120; half of it leaves time to read."""
    keys = 0

    def press(key: str, times: int = 1) -> None:
        nonlocal keys
        for _ in range(times):
            phone.keyboard.press(key)
            keys += 1

    phone.goto(f"{address}mandat/")
    press("Tab")
    press("Enter")  # the skip link
    while phone.evaluate("document.activeElement.type") != "search":
        press("Tab")
        assert keys < 40
    phone.keyboard.type("moisissure")
    keys += len("moisissure")
    expect(phone.locator(".trouver [role=status]")).to_have_text("1 situation.")
    press("Enter")
    assert focused(phone) == "Qu’est-ce qui ne va pas avec le logement?"
    press("Tab")
    press("Enter")
    assert shown(phone) == ["issue-logement-recours"]
    assert focused(phone).startswith(VERDICTS["j-accompagne-vers"].replace("'", "’"))
    assert keys <= 45


@pytest.mark.browser
@pytest.mark.real_data
def test_by_touch_three_taps_lead_to_an_answer_and_back_undoes_each(phone, address):
    phone.goto(f"{address}mandat/")
    assert shown(phone) == ["depart"]
    assert no_sideways_scroll(phone)
    phone.locator("summary", has_text="Un besoin de la famille").tap()
    phone.get_by_role("link", name="La famille n’a pas de transport").tap()
    assert shown(phone) == ["question-q-transport"]
    phone.get_by_role("link", name="Il n’y a rien").tap()
    assert shown(phone) == ["issue-trou-transport"]
    trail = phone.get_by_role("navigation", name="Vos réponses")
    expect(trail.get_by_role("link")).to_have_count(2)
    expect(trail).to_contain_text("Il n’y a rien")
    assert phone.url == f"{address}mandat/#issue-trou-transport"
    assert no_sideways_scroll(phone)
    phone.go_back()
    assert shown(phone) == ["question-q-transport"]
    expect(trail.get_by_role("link")).to_have_count(1)
    phone.go_back()
    assert shown(phone) == ["depart"]
    phone.go_forward()
    phone.get_by_role("link", name="Recommencer").tap()
    assert shown(phone) == ["depart"]
    expect(trail).to_have_count(0)


@pytest.mark.browser
@pytest.mark.real_data
def test_a_danger_is_one_tap_away_and_its_numbers_dial(phone, address):
    phone.goto(f"{address}mandat/")
    phone.get_by_role("link", name="Idées suicidaires").tap()
    assert shown(phone) == ["urgence-idees-suicidaires"]
    numbers = phone.locator(".contacts a:visible").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert numbers == ["tel:911", "tel:+18662773553"]


@pytest.mark.browser
@pytest.mark.real_data
def test_a_shared_answer_opens_by_itself_and_can_be_copied(browser, address):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], service_workers="block")
    page = context.new_page()
    url = f"{address}mandat/#issue-interprete-requis"
    page.goto(url)
    assert shown(page) == ["issue-interprete-requis"]
    assert "interprète" in page.title()
    page.get_by_role("button", name="Partager cette réponse").click()
    expect(page.get_by_text("Lien copié.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == url
    context.close()


@pytest.mark.browser
@pytest.mark.real_data
def test_an_unknown_word_says_so_and_leaves_a_way_out(phone, address):
    phone.goto(f"{address}mandat/")
    phone.get_by_label("Un mot pour la trouver").fill("zzz")
    expect(phone.locator(".trouver [role=status]")).to_contain_text("Aucune situation")
    phone.get_by_role("link", name="Rien de tout cela").tap()
    assert shown(phone) == ["question-q-qui"]


@pytest.mark.browser
@pytest.mark.real_data
def test_the_skip_link_does_not_lose_the_step(phone, address):
    phone.goto(f"{address}mandat/#question-q-garder")
    phone.evaluate("document.querySelector('.passer').click()")
    assert phone.url.endswith("#contenu")
    assert shown(phone) == ["question-q-garder"]


@pytest.mark.browser
@pytest.mark.real_data
def test_without_javascript_steps_are_linked_one_at_a_time(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 720})
    page = context.new_page()
    page.goto(f"{address}mandat/")

    def visible() -> list[str | None]:
        return [step.get_attribute("id") for step in page.locator(".aiguillage > .etape").all() if step.is_visible()]

    assert visible() == ["depart"]
    page.locator("summary", has_text="On me demande un service").click()
    page.get_by_role("link", name="On me demande de l’argent").click()
    assert visible() == ["question-q-argent"]
    page.get_by_role("link", name="Le loyer, l’électricité").click()
    assert visible() == ["issue-dettes"]
    assert page.get_by_role("button", name="Partager").count() == 0
    page.go_back()
    assert visible() == ["question-q-argent"]
    context.close()
