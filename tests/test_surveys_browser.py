"""Accounts in a real Chromium: one's own, kept and saved without a name; a community's, small groups hidden."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from ancrage import surveys
from ancrage.sections import as_csv, as_markdown
from ancrage.surveys import read_survey

from .conftest import violations
from .test_browser import no_sideways_scroll
from .test_surveys import IDS, KNOWN, draft, parks, text_of

pytestmark = [pytest.mark.browser, pytest.mark.real_data]
PAGE = "cas/releves/"


@pytest.fixture
def files(tmp_path):
    """Seven accounts, five rural and two urban."""
    found = []
    for rank in range(7):
        path = tmp_path / f"releve-{rank}.json"
        effect = "efficace" if rank < 4 else "pas-efficace"
        answers = parks(effect, why=f"Raison {rank}.") | {"presence-rues": {"use": "jamais"}}
        path.write_text(text_of(draft(answers, "rural" if rank < 5 else "urbain")), "utf-8")
        found.append(path)
    return found


def pick(page, *paths):
    """Pick files on the device."""
    page.locator(".reunir input[type=file]").set_input_files([str(path) for path in paths])


def note(page, strategy: str, use: str, opinion: str = "", why: str = ""):
    """Note one strategy."""
    section = page.locator("div.strategie", has_text=re.compile(f"^{strategy}"))
    section.get_by_label(use, exact=True).check()
    if opinion:
        section.get_by_label(opinion, exact=True).check()
    if why:
        section.get_by_label(re.compile("^Pourquoi")).fill(why)


def start(page, address: str):
    """Begin an account."""
    page.goto(f"{address}{PAGE}")
    page.get_by_role("button", name="Commencer un relevé").click()


def test_an_account_is_noted_kept_taken_up_again_and_saved_without_name_or_day(phone, address):
    start(phone, address)
    phone.locator("#releve-milieu").get_by_label("rural").check()
    note(phone, "Parcs", "5 fois ou plus", "très efficace", "Les mêmes visages, chaque mardi.")
    note(phone, "Rues", "jamais")
    expect(phone.locator(".noter .compte")).to_have_text("2 stratégies notées sur 16.")
    expect(phone.locator(".garde-etat")).to_have_text("Enregistré sur cet appareil.")
    phone.reload()
    expect(phone.locator(".noter .compte")).to_have_text("2 stratégies notées sur 16.")
    assert no_sideways_scroll(phone)
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Enregistrer mon fichier").click()
    text = download.value.path().read_text("utf-8")
    survey, problems = read_survey(text, "releve.json", IDS)
    assert problems == []
    assert survey.months == 7
    assert {name: (item.use, item.effect, item.why) for name, item in survey.answers.items()} == {
        "presence-parcs": ("cinq-ou-plus", "tres-efficace", "Les mêmes visages, chaque mardi."),
        "presence-rues": ("jamais", None, ""),
    }
    assert re.findall(r"\d{4}-\d\d-\d\d", text) == []
    assert download.value.suggested_filename == f"ancrage-releve-{survey.id[:6]}.json"
    assert set(json.loads(text)) == {"format", "version", "id", "setting", "period", "answers"}


def test_a_copy_of_a_draft_is_another_account(phone, address):
    start(phone, address)
    phone.locator("#releve-milieu").get_by_label("rural").check()
    note(phone, "Parcs", "jamais")
    names = set()
    for act in ("", "^Dupliquer", r"^Reprendre «.*\(copie\)"):
        if act:
            phone.get_by_role("button", name=re.compile(act)).first.click()
        if act != "^Dupliquer":
            with phone.expect_download() as download:
                phone.get_by_role("button", name="Enregistrer mon fichier").click()
            names.add(download.value.suggested_filename)
            phone.get_by_role("button", name="Mes relevés").click()
    assert len(names) == 2


def test_a_strategy_never_used_is_not_judged(phone, address):
    start(phone, address)
    note(phone, "Parcs", "5 fois ou plus", "efficace")
    note(phone, "Parcs", "jamais")
    section = phone.locator("div.strategie", has_text=re.compile("^Parcs"))
    expect(section.get_by_label("efficace", exact=True)).to_be_hidden()
    phone.locator("#releve-milieu").get_by_label("mixte").check()
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Enregistrer mon fichier").click()
    assert json.loads(download.value.path().read_text("utf-8"))["answers"] == {"presence-parcs": {"use": "jamais"}}


def test_once_the_page_is_there_nothing_is_asked_of_any_host(phone, address, files):
    phone.goto(f"{address}{PAGE}", wait_until="networkidle")
    asked = []
    own = ("blob:", "data:", f"{address}images/favicon")  # browsers ask for the icon again when the address changes
    phone.on("request", lambda request: request.url.startswith(own) or asked.append(request.url))
    phone.get_by_role("button", name="Commencer un relevé").click()
    phone.locator("#releve-milieu").get_by_label("rural").check()
    note(phone, "Parcs", "5 fois ou plus", "efficace", "Appeler le 819 555-0134.")
    expect(phone.locator(".revue-indice").first).to_contain_text("819 555-0134")
    pick(phone, *files)
    with phone.expect_download():
        phone.get_by_role("button", name="Enregistrer en CSV").click()
    assert asked == []


def test_what_is_missing_is_told_with_a_way_to_it(phone, address):
    start(phone, address)
    note(phone, "Parcs", "jamais")
    phone.get_by_role("button", name="Enregistrer mon fichier").click()
    expect(phone.locator(".fautes h4")).to_be_focused()
    phone.get_by_role("link", name="Dites dans quel milieu vous travaillez.").click()
    expect(phone.get_by_label("urbain").first).to_be_focused()


def test_a_line_that_names_someone_is_not_saved_as_it_is(phone, address):
    start(phone, address)
    phone.locator("#releve-milieu").get_by_label("rural").check()
    note(phone, "Parcs", "5 fois ou plus", "efficace", "Appeler le 819 555-0134.")
    phone.get_by_role("button", name="Enregistrer mon fichier").click()
    expect(phone.locator(".fautes")).to_contain_text("819 555-0134")
    assert phone.get_by_role("button", name="J’ai relu, enregistrer").count() == 0
    phone.locator(".fautes a").first.click()
    phone.keyboard.press("ControlOrMeta+a")
    phone.keyboard.type("Y retourner souvent.")
    with phone.expect_download():
        phone.get_by_role("button", name="Enregistrer mon fichier").click()


def test_accounts_are_put_together_beside_the_pilot_and_exported_as_the_command_gives(phone, address, files):
    phone.goto(f"{address}{PAGE}")
    pick(phone, *files)
    expect(phone.locator(".reunir .compte")).to_have_text("7 relevés réunis.")
    row = phone.locator(".partie-demarchage tr", has_text="Parcs")
    expect(row.locator("td").nth(2)).to_have_text("4 sur 7 (57 %; intervalle de 25 à 84 %)".replace(" %", "\u00a0%"))
    expect(phone.locator(".partie-desaccords li")).to_contain_text("efficace 4")
    expect(phone.locator(".carres svg")).to_have_count(16)
    expect(phone.get_by_role("img", name=re.compile(r"^Parcs\. Chez vous"))).to_be_visible()
    assert no_sideways_scroll(phone)
    accounts = [read_survey(path.read_text("utf-8"), "x", IDS)[0] for path in files]
    sections = surveys.sections(surveys.merge(accounts, KNOWN), KNOWN)
    expected = {"Markdown": as_markdown(surveys.TITLE, surveys.LEAD, sections), "CSV": as_csv(sections)}
    for name, text in expected.items():
        with phone.expect_download() as download:
            phone.get_by_role("button", name=f"Enregistrer en {name}").click()
        assert download.value.path().read_bytes().decode("utf-8") == text


def test_two_urban_accounts_are_shown_nowhere_and_the_rural_ones_go_with_them(phone, address, files):
    phone.goto(f"{address}{PAGE}")
    pick(phone, *files)
    cells = phone.locator(".partie-milieux tr", has_text="Parcs").locator("td")
    expect(cells).to_have_text(["non montré", "non montré", "aucune réponse"])
    phone.locator(".partie-carte").get_by_label("rural").check()
    expect(phone.locator(".carres li", has_text="Parcs").locator(".carre-dit")).to_have_text("non montré")
    expect(phone.locator(".g-nous")).to_have_count(0)


def test_a_damaged_file_is_refused_with_its_place_and_the_same_twice_counts_once(phone, address, files, tmp_path):
    spoilt = tmp_path / "abime.json"
    spoilt.write_text(files[0].read_text("utf-8").replace('"rural"', '"banlieue"'), "utf-8")
    copy = tmp_path / "copie.json"
    copy.write_bytes(files[1].read_bytes())
    phone.goto(f"{address}{PAGE}")
    pick(phone, *files[1:3], spoilt, copy)
    refusals = phone.locator(".refus")
    expect(refusals).to_have_count(2)
    expect(refusals.first).to_contain_text("ligne 5")
    expect(refusals.first).to_contain_text("doit être un milieu")
    expect(refusals.last).to_contain_text(
        "déjà là, par « releve-1.json »".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    )
    expect(phone.locator(".fichiers-choisis li")).to_have_count(2)
    expect(phone.locator(".reunir .compte")).to_contain_text("Sous 5 réponses")


def test_a_reason_that_names_someone_is_not_shown_to_the_community(phone, address, files):
    value = json.loads(files[0].read_text("utf-8"))
    value["answers"]["presence-parcs"]["why"] = "Joindre au 819 555-0134."
    files[0].write_text(json.dumps(value, indent=1), "utf-8")
    phone.goto(f"{address}{PAGE}")
    pick(phone, *files)
    expect(phone.locator(".resultat")).to_contain_text("1 raison n’est pas montrée")
    expect(phone.locator(".partie-raisons li")).to_have_count(6)
    expect(phone.locator(".resultat")).not_to_contain_text("555")


def test_everything_is_done_by_keyboard(phone, address, files):
    phone.goto(f"{address}{PAGE}")
    phone.get_by_role("button", name="Commencer un relevé").focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Mon relevé")).to_be_focused()
    phone.keyboard.press("Tab")
    phone.keyboard.press("Space")
    phone.keyboard.press("ArrowRight")
    expect(phone.locator("#releve-milieu").get_by_label("rural")).to_be_checked()
    with phone.expect_file_chooser() as chooser:
        phone.locator(".reunir input[type=file]").focus()
        phone.keyboard.press("Enter")
    chooser.value.set_files([str(path) for path in files])
    expect(phone.locator(".partie-carte")).to_be_visible()


def test_the_discussion_sheet_prints_what_is_to_be_discussed_with_lines_to_write(browser, address, files):
    page = browser.new_page()
    page.goto(f"{address}{PAGE}")
    page.emulate_media(media="print")
    assert page.locator(".papier table").first.is_visible()
    page.emulate_media(media="screen")
    pick(page, *files)
    page.locator(".partie-carte").wait_for()
    page.emulate_media(media="print")
    page.evaluate("document.documentElement.dataset.impression = 'feuille'")
    for part, shown in {"desaccords": True, "questions": True, "carte": False, "milieux": False}.items():
        assert page.locator(f".partie-{part}").is_visible() == shown
    assert page.locator(".lignes").is_visible()
    assert not page.locator(".papier").is_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) <= 2
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_and_the_results_are_accessible(browser, address, axe, files, scheme):
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme, service_workers="block")
    page = context.new_page()
    start(page, address)
    note(page, "Parcs", "5 fois ou plus", "efficace")
    page.get_by_role("button", name="Enregistrer mon fichier").click()
    expect(page.locator(".fautes")).to_be_visible()
    pick(page, *files)
    page.locator(".partie-carte").wait_for()
    assert violations(page, axe) == []
    small = page.evaluate(
        "[...document.querySelectorAll('[data-releves] :is(.bouton, .choix, select)')]"
        ".filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 90))"
    )
    assert small == []
    context.close()


def test_from_a_file_nothing_is_kept_and_files_are_still_put_together(browser, real_site, files, tmp_path):
    import zipfile

    with zipfile.ZipFile(real_site / "telecharger" / "ancrage-hors-ligne.zip") as archive:
        archive.extractall(tmp_path / "usb")
    context = browser.new_context()
    page = context.new_page()
    page.goto((tmp_path / "usb" / "ancrage" / "cas" / "releves" / "index.html").as_uri())
    expect(page.locator(".avis-donnees")).to_contain_text("ne garde rien")
    pick(page, *files)
    expect(page.locator(".carres svg")).to_have_count(16)
    page.get_by_role("button", name="Commencer un relevé").click()
    note(page, "Parcs", "jamais")
    expect(page.locator(".garde-etat")).to_contain_text("Pas enregistré")
    context.close()
