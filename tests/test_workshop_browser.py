"""The workshop of cases in a real Chromium: what a person does, what leaves and what never does."""

from __future__ import annotations

import io
import re

import docx
import pytest
from playwright.sync_api import expect

from ancrage.load import parse
from ancrage.model import CaseStudy

from .conftest import violations
from .test_browser import no_sideways_scroll
from .test_portable import unzipped
from .workshop_page import CASES, TEXT, begin, confirm, exported, field, fill_situation, give, onward, settled

pytestmark = [pytest.mark.browser, pytest.mark.real_data]


def test_a_situation_is_written_and_exported_without_any_request(phone, address):
    begin(phone, address)
    phone.wait_for_load_state("networkidle")
    phone.context.set_offline(True)
    requests = []
    phone.on("request", lambda request: requests.append(request.url))
    fill_situation(phone)
    expect(phone.get_by_text("Rien ne manque.")).to_be_visible()
    confirm(phone)
    name, data = exported(phone, "YAML")
    value, _, problems = parse(data.decode(), "")
    assert (name, problems) == ("cas-le-banc-au-soleil.yml", [])
    case = CaseStudy.model_validate(value)
    assert case.situation.needs == ("Parler un peu.", "Ne rien devoir.")
    name, data = exported(phone, "Word")
    assert name == "cas-le-banc-au-soleil.docx"
    assert TEXT in [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    assert "# Le banc au soleil" in exported(phone, "Markdown")[1].decode()
    own = ("blob:", f"{address}images/favicon.svg")  # the browser asks by itself for the icon at each new address
    assert [url for url in requests if not url.startswith(own)] == []


def test_nothing_leaves_before_each_identifier_and_each_question_is_answered(phone, address):
    begin(phone, address)
    field(phone, "Titre").fill("Un banc")
    onward(phone)
    field(phone, "Contexte").fill("Rappeler au 418 555-0199.")
    expect(phone.locator(".revue-indice")).to_contain_text("418 555-0199")
    phone.goto(f"{phone.url.split('&ecran')[0]}&ecran=relire")
    word = phone.get_by_role("button", name="Word")
    expect(word).to_have_attribute("aria-disabled", "true")
    word.click(force=True)
    expect(phone.locator(".exports-etat")).to_contain_text("quand la relecture est faite")
    phone.get_by_role("button", name="Remplacer par").first.click()
    expect(phone.locator(".apercu")).not_to_contain_text("555-0199")
    confirm(phone)
    expect(word).to_have_attribute("aria-disabled", "false")
    assert b"555-0199" not in exported(phone, "Markdown")[1]


def test_what_is_missing_is_a_list_of_links_to_the_fields_which_then_say_it(phone, address):
    begin(phone, address)
    field(phone, "Titre").fill("Un banc")
    phone.locator(".ecrans summary").first.click()
    expect(phone.locator(".ecrans summary").first).to_have_text("Étape 1 sur 9, 6 à remplir")
    phone.get_by_role("button", name="Relire et exporter").click()
    summary = phone.locator(".fautes")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Question aux pairs").click()
    question = field(phone, "Question aux pairs")
    expect(question).to_be_focused()
    expect(question).to_have_attribute("aria-invalid", "true")
    expect(phone.get_by_text("à remplir", exact=True).last).to_be_visible()
    question.fill("Et après?")
    expect(question).not_to_have_attribute("aria-invalid", "true")


def test_an_item_taken_away_comes_back_and_what_was_left_empty_is_not_exported(phone, address):
    begin(phone, address)
    field(phone, "Titre").fill("Un banc")
    phone.goto(f"{phone.url.split('&ecran')[0]}&ecran=besoins")
    field(phone, "Besoin 1").fill("Un.")
    phone.get_by_role("button", name="Ajouter un besoin").click()
    expect(field(phone, "Besoin 2")).to_be_focused()
    phone.get_by_role("button", name="Ajouter un besoin").click()
    field(phone, "Besoin 3").fill("Trois.")
    phone.get_by_role("button", name="Retirer : Besoin 1").click()
    expect(field(phone, "Besoin 2")).to_have_value("Trois.")
    expect(phone.get_by_role("button", name="Annuler")).to_be_focused()
    phone.keyboard.press("Enter")
    expect(field(phone, "Besoin 1")).to_have_value("Un.")
    onward(phone)
    phone.go_back()
    expect(field(phone, "Besoin 2")).to_have_value("Trois.")
    expect(field(phone, "Besoin 3")).to_have_count(0)


def test_every_published_case_is_brought_back_and_goes_out_as_it_came(phone, address):
    for path in sorted(CASES.glob("*.yml")):
        phone.goto(f"{address}cas/atelier/")
        give(phone, path.name, path.read_bytes())
        expect(phone.get_by_role("heading", name="Pour commencer")).to_be_visible()
        phone.goto(f"{phone.url.split('&ecran')[0]}&ecran=relire")
        expect(phone.get_by_text("Rien ne manque.")).to_be_visible()
        confirm(phone)
        name, data = exported(phone, "YAML")
        assert name == path.name
        value, expected = (
            CaseStudy.model_validate(parse(text, "")[0]) for text in (data.decode(), path.read_text("utf-8"))
        )
        shape = "situation" if value.situation else "territory"
        assert set(getattr(value, shape).model_dump()) == set(getattr(expected, shape).model_dump())
        assert (value.id, value.related, value.citations) == (expected.id, expected.related, expected.citations)


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("abime.yml", "id: x\ntitle: \"X\nsituation: {}\n", "ligne 2"),
        ("ailleurs.yml", "id: x\ntitle: X\nsituation:\n  contexte: y\n", "ligne 4"),
        ("ailleurs.json", '{"format": "ancrage-mes-donnees", "data": {}}', "ligne 1"),
        ("notes.md", "Bonjour.\n\n# Un titre\n", "ligne 1"),
        ("image.yml", "\x89PNG\r\n\x1a\n", "ligne 1"),
    ],
)  # fmt: skip
def test_a_damaged_or_foreign_file_is_refused_at_its_line_and_changes_nothing(phone, address, name, content, line):
    begin(phone, address)
    field(phone, "Titre").fill("Un banc")
    settled(phone)
    phone.get_by_role("button", name="Mes cas").click()
    before = phone.evaluate("localStorage.getItem('ancrage.donnees')")
    give(phone, name, content.encode())
    answer = phone.locator(".reponse-import")
    expect(answer).to_contain_text("n’est pas importé, et rien n’a changé ici")
    expect(answer).to_contain_text(line)
    assert phone.evaluate("localStorage.getItem('ancrage.donnees')") == before
    expect(phone.locator(".brouillons > li")).to_have_count(1)


def test_a_territory_is_filled_by_sectors_figures_questions_and_indicators(phone, address):
    begin(phone, address, "territoire")
    field(phone, "Titre").fill("Une vallée")
    phone.get_by_label("Rural").check()
    phone.get_by_label("inventé de bout en bout").check()
    onward(phone)
    phone.get_by_label("Famille (MFA)").first.check()
    phone.get_by_role("button", name="Ajouter un secteur rencontré").click()
    phone.locator(".element select").select_option("mfa")
    field(phone, "Agentes et agents").fill("2")
    field(phone, "Gestionnaires").fill("1")
    onward(phone)
    phone.get_by_role("button", name="Ajouter un chiffre à nous").click()
    field(phone, "Ce qui est compté").fill("Parcs ouverts l’hiver")
    field(phone, "Valeur").fill("33,50")
    field(phone, "Unité").fill("%")
    field(phone, "Période").fill("2024-2025")
    field(phone, "Provenance").fill("Notre carnet.")
    onward(phone)
    expect(phone.locator(".question")).to_be_visible()
    phone.get_by_text("Pourquoi cette question").click()
    field(phone, "Réponse").fill("On se croise.")
    phone.get_by_role("button", name="Ajouter la réponse d’un autre secteur").click()
    phone.goto(f"{phone.url.split('&ecran')[0]}&ecran=indicateurs")
    phone.get_by_role("button", name="Ajouter un indicateur").click()
    phone.get_by_role("combobox", name="Indicateur").select_option("formaliser-trajectoires/delai")
    expect(phone.get_by_text("Cible du levier : ≤ 2 jours")).to_be_visible()
    phone.goto(f"{phone.url.split('&ecran')[0]}&ecran=en-bref")
    field(phone, "En bref").fill("Une vallée, un carnet.")
    phone.goto(f"{phone.url.split('&ecran')[0]}&ecran=relire")
    expect(phone.get_by_text("Rien ne manque.")).to_be_visible()
    assert no_sideways_scroll(phone)
    confirm(phone)
    value, _, problems = parse(exported(phone, "YAML")[1].decode(), "")
    assert problems == []
    territory = CaseStudy.model_validate(value).territory
    assert str(territory.portrait[0].reading.value) == "33.50"
    assert [(answer.question, answer.text) for answer in territory.answers] == [("pap-q1-perception", "On se croise.")]
    assert (territory.people[0].agents, territory.indicators[0].indicator) == (2, "delai")


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1300, "dark")])
@pytest.mark.parametrize("source", ["cas-invente-territoire.yml", "cas-invente-pere.yml", ""])
def test_every_screen_is_accessible_and_holds_in_its_width(browser, address, axe, width, scheme, source):  # noqa: PLR0917
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, service_workers="block"
    )
    page = context.new_page()
    page.goto(f"{address}cas/atelier/")
    assert violations(page, axe) == []
    if source:
        give(page, source, (CASES / source).read_bytes())
    else:
        page.get_by_role("button", name="L’étude d’un territoire").click()
    expect(page.get_by_role("heading", name="Pour commencer")).to_be_visible()
    seen = []
    while True:
        heading = page.locator("#atelier-titre").inner_text()
        seen.append(heading)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert violations(page, axe) == [], heading
        assert no_sideways_scroll(page), heading
        small = page.evaluate(
            "[...document.querySelectorAll('.atelier-ecran :is(button, summary, select, input:not([type=radio], [type=checkbox]), .choix)')]"
            ".filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 90))"
        )
        assert small == [], heading
        following = page.get_by_role("button", name="Suivant")
        if not following.count():
            break
        following.click()
    assert seen[-1] == "Relire et exporter"
    context.close()


def test_the_whole_workshop_goes_by_keyboard(phone, address):
    phone.goto(f"{address}cas/atelier/")
    phone.get_by_role("button", name="Une situation à discuter entre pairs").focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Pour commencer")).to_be_focused()
    phone.keyboard.press("Tab")
    phone.keyboard.type("Un banc")
    expect(field(phone, "Titre")).to_have_value("Un banc")
    names = []
    for _ in range(12):
        phone.keyboard.press("Tab")
        names.append(
            phone.evaluate("document.activeElement.textContent || document.activeElement.closest('label')?.textContent")
        )
        if "Suivant" in names[-1]:
            break
    assert "Suivant" in names[-1], names
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Contexte")).to_be_focused()


def test_what_is_printed_is_the_case_alone_and_only_once_reviewed(phone, address):
    begin(phone, address)
    fill_situation(phone)
    phone.emulate_media(media="print")
    expect(phone.locator(".apercu")).to_be_hidden()
    expect(phone.get_by_text("La relecture n’est pas faite")).to_be_visible()
    phone.emulate_media(media="screen")
    confirm(phone)
    phone.emulate_media(media="print")
    expect(phone.locator(".apercu")).to_be_visible()
    for hidden in (".ecrans", ".atelier-revue", ".atelier-exports", ".atelier-gestes", "h1"):
        expect(phone.locator(hidden).first).to_be_hidden()


def test_from_a_folder_nothing_is_kept_and_the_exports_still_work(browser, real_site, tmp_path):
    context = browser.new_context(viewport={"width": 360, "height": 720}, locale="fr-CA", accept_downloads=True)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((unzipped(real_site, tmp_path) / "cas" / "atelier" / "index.html").as_uri())
    expect(page.get_by_text("le portail ne garde rien")).to_be_visible()
    page.get_by_role("button", name="Une situation à discuter").click()
    fill_situation(page)
    expect(page.get_by_text("Pas enregistré : exportez avant de quitter la page.")).to_be_visible()
    confirm(page)
    assert exported(page, "YAML")[0] == "cas-le-banc-au-soleil.yml"
    assert exported(page, "Word")[1].startswith(b"PK")
    page.reload()
    expect(page.get_by_role("heading", name="Commencer un cas")).to_be_visible()
    expect(page.locator(".brouillons > li")).to_have_count(0)
    assert errors == []
    context.close()


def test_without_javascript_the_page_says_how_to_prepare_a_case_on_paper(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}cas/atelier/")
    expect(page.get_by_text("préparez votre cas sur papier")).to_be_visible()
    context.close()


def test_the_pages_of_cases_lead_to_the_workshop(phone, address):
    phone.goto(f"{address}cas/cas-invente-pere/")
    phone.get_by_role("link", name="Préparer le vôtre").click()
    expect(phone.get_by_role("heading", name="Pour commencer")).to_be_visible()
    assert re.search(r"/cas/atelier/#cas=&ecran=depart$", phone.url)
    phone.goto(f"{address}cas/")
    phone.locator("main").get_by_role("link", name="Atelier de cas").first.click()
    expect(phone.get_by_role("heading", name="Commencer un cas")).to_be_visible()
