"""The interview guides: every question of the study, one a screen on a phone, one a sheet on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from ancrage.model import Question
from ancrage.pages.interview import interview_pages
from ancrage.pipeline import read
from ancrage.urls import location
from ancrage.views import Views

from .conftest import PORTAL, real_portal

REAL = real_portal()
PAGES = dict(interview_pages(Views(REAL)))
GUIDES = {"agent": 7, "gestionnaire": 8}
SUB_QUESTIONS = {"agent": [0, 3, 2, 5, 2, 2, 5], "gestionnaire": [0, 5, 2, 4, 2, 2, 0, 5]}
"""How many sub-questions each question has; the guides of the study give none to « perception » nor to what is delicate."""


def questions(guide: str) -> list[Question]:
    return [entry for entry in Views(REAL).kind("question", guide) if isinstance(entry, Question)]


def test_a_question_says_why_it_is_asked_and_how_to_go_on():
    [(path, text)] = interview_pages(Views(read(PORTAL)[0]))
    assert path == "cas/entretien-agent.md"
    for words in ("Que voyez-vous de votre fenêtre?", "Pourquoi cette question", "Entendre ses mots.", "Et la nuit?"):
        assert words in text
    assert "Sous-questions" not in text  # it has none


@pytest.mark.real_data
@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_has_every_question_of_the_study_in_order(guide):
    asked = questions(guide)
    assert [question.order for question in asked] == list(range(GUIDES[guide] + 1))
    assert [len(question.sub_questions) for question in asked[1:]] == SUB_QUESTIONS[guide]
    assert all(question.purpose and len(question.prompts) >= 2 for question in asked)


@pytest.mark.real_data
@pytest.mark.parametrize("guide", GUIDES)
def test_what_the_portal_adds_is_marked_and_every_link_leads_somewhere(guide):
    asked = questions(guide)
    text = PAGES[location(asked[0]).page]
    sections = text.split('<section class="feuille"')[1:]
    assert len(sections) == len(asked)
    for question, section in zip(asked, sections, strict=True):
        assert f"{{ #{question.id} " in section
        assert section.count('class="propose"') == 1 + bool(question.prompts)
    anchors = {question.id for question in asked} | {"questions"}
    assert set(re.findall(r'href="#([^"]+)"', text)) == anchors


@pytest.mark.browser
@pytest.mark.real_data
def test_a_guide_leads_to_the_workshop_and_a_question_of_the_workshop_back_to_its_guide(phone, address):
    phone.goto(f"{address}cas/entretien-agent/")
    phone.get_by_role("link", name="consignez les réponses dans l’atelier").click()
    phone.get_by_role("button", name="L’étude d’un territoire").click()
    question = questions("agent")[1]
    phone.goto(f"{phone.url.partition('&')[0]}&ecran={question.id}")
    phone.get_by_text("Pourquoi cette question").click()
    with phone.expect_popup() as opened:
        phone.get_by_role("link", name="La question dans le guide").click()
    expect(opened.value.locator(f"#{question.id}")).to_be_in_viewport()
    assert opened.value.url == f"{address}cas/entretien-agent/#{question.id}"


@pytest.mark.browser
@pytest.mark.real_data
@pytest.mark.parametrize("guide", GUIDES)
def test_on_a_phone_the_next_question_is_out_of_sight_and_a_tap_away(phone, address, guide):
    phone.goto(f"{address}cas/entretien-{guide}/")
    height = phone.viewport_size["height"]
    heights = phone.locator(".feuille").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert len(heights) == GUIDES[guide] + 1
    assert min(heights) >= height - 1
    asked = questions(guide)
    phone.locator(".feuille").nth(0).get_by_role("link", name="Suivante").tap()
    assert phone.url.endswith(f"#{asked[1].id}")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
@pytest.mark.real_data
@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize(("paper", "format_"), [("lettre", "Letter"), ("A4", "A4")])
def test_the_booklet_is_a_sheet_a_question_with_room_to_write(browser, address, guide, paper, format_):
    page = browser.new_page(viewport={"width": 700, "height": 950})
    page.goto(f"{address}cas/entretien-{guide}/")
    printed = page.pdf(format=format_)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == GUIDES[guide] + 1, paper
    page.emulate_media(media="print")
    room = page.locator(".feuille .lignes").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(room) >= 45 * 96 / 25.4 - 1  # five lines at least
    assert page.locator(".en-tete-carnet").is_visible()
    assert not page.locator(".suite").first.is_visible()
    page.close()


@pytest.mark.browser
@pytest.mark.real_data
@pytest.mark.parametrize("case", ["cas-invente-porte", "cas-invente-pere", "cas-invente-trois-agendas"])
def test_a_situation_fits_on_a_sheet_with_lines_and_without_the_answers(browser, address, case):
    page = browser.new_page(viewport={"width": 700, "height": 950})
    page.goto(f"{address}cas/{case}/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter"))) == 1
    page.emulate_media(media="print")
    assert page.locator(".lignes").is_visible()
    assert not page.locator("details.repli").is_visible()
    page.close()
