"""The review before sharing, in a real Chromium: what it shows, replaces, blocks and asks; nothing is sent or kept."""

from __future__ import annotations

import zipfile

import pytest
from playwright.sync_api import Page, expect

from .conftest import violations
from .test_browser import no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.real_data]
PAGE = "cas/confidentialite/"
TEXT = "Rappeler Amina au 418 555-0142. Amina vit à Sayabec."
HARNESS = """async ([module, kind, value]) => {
  const { mountReview, fieldHint } = await import(module + "panel.js");
  const { replaced } = await import(module + "scan.js");
  const root = document.querySelector("[data-confidentialite]");
  root.replaceChildren();
  if (kind === "hint") {
    const field = document.createElement("textarea");
    field.setAttribute("aria-label", "Contexte");
    root.append(field);
    window.hint = fieldHint(field);
    return;
  }
  window.value = value;
  window.states = [];
  const options = { read: () => window.value, replace(hits) { window.value = hits.reduce(replaced, window.value); } };
  window.review = mountReview(root, { ...options, onReady: (state) => window.states.push(state) });
}"""


@pytest.fixture
def page(phone, address) -> Page:
    """The page, open on a phone."""
    phone.goto(f"{address}{PAGE}")
    expect(phone.get_by_label("Votre texte")).to_be_visible()
    return phone


def mount(page: Page, address: str, kind: str, value: object = None) -> None:
    """Mount a piece of the panel as another page would."""
    page.evaluate(HARNESS, [f"{address}js/confidentialite/", kind, value])


def test_what_is_typed_is_shown_with_why_and_nothing_is_asked_of_any_server_nor_kept(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Votre texte").press_sequentially(TEXT)
    expect(page.locator(".revue-compte")).to_have_text("1 identifiant certain, 2 signes probables.")  # each thing once
    group = page.locator(".revue-groupe", has_text="Petite municipalité")
    expect(group).to_contain_text("à Sayabec")
    expect(group.locator(".revue-raison")).not_to_be_empty()
    page.wait_for_timeout(200)
    assert asked == []
    page.reload()
    expect(page.get_by_label("Votre texte")).to_have_value("")
    assert no_sideways_scroll(page)


def test_a_name_is_replaced_wherever_it_stands_and_focus_is_not_lost(page):
    page.get_by_label("Votre texte").fill(TEXT)
    group = page.locator(".revue-groupe", has_text="Prénom")
    expect(group).to_contain_text("2 fois")
    group.get_by_role("button", name="Remplacer par « Personne A »").click()
    expect(page.get_by_label("Votre texte")).to_have_value(
        "Rappeler Personne A au 418 555-0142. Personne A vit à Sayabec."
    )
    expect(page.locator(".revue-groupe", has_text="Prénom")).to_have_count(0)
    assert page.evaluate("document.activeElement.tagName") in {"BUTTON", "P"}


def test_sharing_waits_for_each_certain_identifier_and_for_the_three_questions(page, address):
    mount(page, address, "review", f"{TEXT} Ou au 418 555-0199.")
    left = page.locator(".revue-reste")
    allowed = "window.states.at(-1).allowed"
    expect(left).to_contain_text("2 identifiants à retirer ou à confirmer un par un, et 3 questions à trancher")
    for box in page.locator(".revue-questions input").all():
        box.check()
    assert page.evaluate(allowed) is False
    page.get_by_label("Je garde « 418 555-0142 »").check()
    expect(left).to_contain_text("1 identifiant à retirer ou à confirmer")
    assert page.evaluate(allowed) is False
    page.get_by_label("Je garde « 418 555-0199 »").check()
    expect(left).to_have_text("Vous pouvez partager. La décision reste la vôtre.")
    assert page.evaluate(allowed) is True
    page.get_by_label("Je garde « 418 555-0142 »").uncheck()
    assert page.evaluate(allowed) is False


def test_a_confirmation_holds_for_these_words_only(page, address):
    mount(page, address, "review", "Au 418 555-0142.")
    page.get_by_label("Je garde « 418 555-0142 »").check()
    page.evaluate("window.value = 'Au 418 555-0142, et au 418 555-0143.'; window.review.refresh()")
    expect(page.get_by_label("Je garde « 418 555-0142 »")).to_be_checked()
    expect(page.get_by_label("Je garde « 418 555-0143 »")).not_to_be_checked()


def test_in_a_case_each_field_keeps_its_own_and_a_lone_answer_loses_its_sector(page, address):
    answer = {"question": "pap-q2-pratique", "sector": "mfa", "text": "Amina attend."}
    people = [{"sector": "mfa", "agents": 1, "managers": 2}]
    mount(page, address, "review", {"title": "Amina", "territory": {"people": people, "answers": [answer]}})
    page.get_by_role("button", name="Remplacer par « Personne A »").click()
    page.get_by_role("button", name="Retirer le secteur de cette réponse").click()
    value = page.evaluate("window.value")
    assert value["title"] == "Personne A"
    assert value["territory"]["answers"] == [{"question": answer["question"], "text": "Personne A attend."}]
    expect(page.locator(".revue-compte")).to_contain_text("Rien de trouvé")


def test_a_field_says_under_it_what_to_look_at_while_one_types(page, address):
    mount(page, address, "hint")
    page.get_by_label("Contexte").press_sequentially("Amina attend.")
    hint = page.locator(".revue-indice[role=status]")
    expect(hint).to_have_text("À vérifier : « Amina » (prénom).")
    page.get_by_label("Contexte").fill("Une mère attend.")
    expect(hint).to_have_text("")
    page.evaluate("window.hint.stop()")
    expect(hint).to_have_count(0)


def test_everything_is_done_from_the_keyboard(page):
    page.get_by_label("Votre texte").fill("Au 418 555-0142.")
    box = page.get_by_label("Je garde « 418 555-0142 »")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('fieldset').className") == "revue-questions"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_with_what_it_found(page, axe, scheme):
    page.emulate_media(color_scheme=scheme)
    page.get_by_role("button", name="Essayer avec un exemple inventé").click()
    expect(page.locator(".revue-groupe")).not_to_have_count(0)
    assert violations(page, axe) == []


def test_without_javascript_the_page_says_what_to_do_instead(browser, address):
    context = browser.new_context(java_script_enabled=False, service_workers="block")
    page = context.new_page()
    page.goto(f"{address}{PAGE}")
    expect(page.get_by_role("link", name="liste à cocher")).to_be_visible()
    expect(page.locator(".reconnaissance table")).to_be_visible()
    context.close()


def test_the_page_states_the_rates_that_the_command_counts(page):
    table = page.locator(".reconnaissance table")
    expect(table.get_by_role("row", name="Tout ce qui était à trouver")).to_be_visible()
    expect(table.get_by_role("row", name="signalées à tort")).to_be_visible()


def test_it_works_from_a_usb_key_too(browser, real_site, tmp_path):
    with zipfile.ZipFile(real_site / "telecharger" / "ancrage-hors-ligne.zip") as archive:
        archive.extractall(tmp_path)
    index = next(tmp_path.rglob("cas/confidentialite/index.html"))
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(index.as_uri())
    page.get_by_label("Votre texte").fill(TEXT)
    expect(page.locator(".revue-compte")).to_contain_text("1 identifiant certain")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()
