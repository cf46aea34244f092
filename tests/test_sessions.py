"""Training sessions: what the model refuses, what the page promises to a trainer, what the real sessions hold."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise

import markdown
import pytest
from playwright.sync_api import expect

from ancrage.markup import Insert, tokens
from ancrage.model import TrainingSession, prose
from ancrage.model.sessions import PAUSE
from ancrage.pages import pages
from ancrage.pages.session import INDEX, session_pages
from ancrage.pipeline import read
from ancrage.search.documents import documents
from ancrage.text import NBSP, clock
from ancrage.urls import location
from ancrage.views import Views

from .conftest import PORTAL, real_views

EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
FABRICATED = Views(read(PORTAL)[0])
REAL = real_views()
PAGE = "former/seances/seance-nuit-claire.md"
FILE = "practices/sessions/seance-nuit-claire.yml"
SESSIONS = [entry for entry in REAL.kind("seance") if isinstance(entry, TrainingSession)]
NIGHT = FABRICATED.portal.entries["seance-nuit-claire"]


def rendered(views: Views, session: TrainingSession) -> str:
    """Return the HTML of the page of a session."""
    text = dict(session_pages(views))[location(session).page]
    return markdown.markdown(text.split("---\n", 2)[2], extensions=EXTENSIONS)


def spoilt(portal_copy, before: str, after: str) -> list[tuple[str, str]]:
    """Return the field and the rule of each problem of the fabricated session, one text changed."""
    path = portal_copy / FILE
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return [(problem.field, problem.rule) for problem in read(portal_copy)[1]]


def hours(html: str) -> list[str]:
    """Return the first column of the plan."""
    table = html[html.index('<div class="tableau plan"') :]
    return re.findall(r"<tr>\s*<td>([^<]*)</td>", table[: table.index("</table>")])


def test_the_hours_of_a_plan_are_spoken_as_in_quebec():
    assert clock(0) == f"0{NBSP}h{NBSP}00"
    assert clock(65) == f"1{NBSP}h{NBSP}05"
    assert clock(180) == f"3{NBSP}h{NBSP}00"


def test_the_plan_runs_from_zero_to_the_end():
    assert hours(rendered(FABRICATED, NIGHT)) == [clock(minute) for minute in (0, 15, 75, 85, 110)]


def test_a_plan_leads_to_each_activity_and_tells_the_aims_it_serves():
    html = rendered(FABRICATED, NIGHT)
    table = html[html.index('<div class="tableau plan"') : html.index("</table>")]
    assert re.findall(r'href="#activite-([^"]+)"', table) == ["arriver", "essayer", "souffler", "fermer"]
    assert re.findall(r"<td>([\d, ]+|—)</td>", table) == ["1", "1, 2", "—", "2"]
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r'id="([^"]+)"', html))


def test_materials_and_handouts_are_gathered_once():
    html = rendered(FABRICATED, NIGHT)
    before = html[html.index('id="avant"') : html.index('id="deroulement"')]
    assert before.count("Une lampe") == 1
    assert "Une craie" in before
    assert before.count("fiches/veille-partagee.md") == 1
    assert "2 cartons à découper" in before


def test_everything_a_trainer_says_or_hands_out_is_on_the_page():
    html = rendered(FABRICATED, NIGHT)
    for words in ("Quel quai vous attend?", "porte ouverte", "en plein jour", "qui a éteint", "Refuser la brume"):
        assert words in html
    assert f"Pour les PTP et les gestionnaires · 1{NBSP}h{NBSP}50 · 4 à 10{NBSP}personnes" in html
    assert 'data-mesure="premieres-marees.trois-lunes"' in html
    assert "proposé par le portail" in html


def test_the_list_has_each_session_with_its_length_and_size():
    text = pages(FABRICATED)[INDEX]
    assert "(seance-nuit-claire.md)" in text
    assert f"1{NBSP}h{NBSP}50 · 4 à 10{NBSP}personnes" in text
    assert "## Pour les PTP" in text
    assert "## Pour les gestionnaires" not in text


def test_a_portal_without_sessions_has_no_such_page(portal_copy):
    (portal_copy / FILE).unlink()
    (portal_copy / "practices" / "goals.yml").unlink()
    shutil.rmtree(portal_copy / "practices" / "guides")  # the guide practises with it
    assert INDEX not in pages(Views(read(portal_copy)[0]))


def test_a_session_is_found_by_its_activities_but_not_by_its_break():
    found = next(item for item in documents(FABRICATED) if item.id == "seance-nuit-claire")
    assert "Allumer, éteindre" in found.headings
    assert "Le thé" not in found.headings
    assert found.url == "former/seances/seance-nuit-claire/"


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("group: {min: 4, max: 10}", "group: {min: 12, max: 10}", ("group", "valeur-hors-limites")),
        ("method: tour-de-table", "method: tour-de-magie", ("activities[0].method", "valeur-inconnue")),
        ("        minutes: 5\n", "        minutes: 4\n", ("activities[0].minutes", "duree-inexacte")),
        ("        minutes: 40\n", "        minutes: 61\n", ("activities[1].minutes", "duree-inexacte")),
        ("trois-lunes]", "deux-lunes]", ("activities[1].figures[0]", "mesure-inconnue")),
        ("handouts: [veille-partagee]", "handouts: [veille]", ("activities[1].handouts[0]", "renvoi-inconnu")),
        ("{id: refuser,", "{id: allumer,", ("aims[1].id", "activite-en-double")),
    ],
)
def test_a_session_that_nobody_could_run_is_refused(before, after, problem, portal_copy):
    assert problem in spoilt(portal_copy, before, after)


def test_a_session_of_ninety_minutes_needs_no_break(portal_copy):
    path = portal_copy / FILE
    text = (
        path.read_text(encoding="utf-8").replace("duration: 110", "duration: 90").replace("minutes: 25", "minutes: 15")
    )
    start, end = text.index("  - id: souffler"), text.index("  - id: fermer")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert read(portal_copy)[1] == []


WANTED = {
    "seance-prendre-role", "seance-demarchage-rural", "seance-dire-role", "seance-premier-contact", "seance-frontieres",
    "seance-codeveloppement", "seance-etude-de-cas", "seance-soutien-supervision", "seance-fatigue-compassion",
}  # fmt: skip
LETTER = (816, 1056)
MARGINS = 2 * 53
"""The margins of the printed plan, above and below, in pixels."""


@pytest.mark.real_data
def test_the_sessions_that_trainers_asked_for_are_there_and_say_who_wrote_them():
    assert {session.id for session in SESSIONS} >= WANTED
    assert all(session.basis == "portail" for session in SESSIONS)
    assert all(60 <= session.duration <= 180 for session in SESSIONS)
    assert {"ptp", "communaute", "pg"} <= {session.group_key for session in SESSIONS}


@pytest.mark.real_data
@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.id)
def test_a_trainer_can_run_a_session_as_it_is(session):
    working = [activity for activity in session.activities if activity.method != PAUSE]
    assert len(session.preparation) >= 3
    assert len(session.evaluation) >= 3
    assert any(activity.cards for activity in working)
    assert any(activity.handouts for activity in working)
    assert sum(bool(activity.notes) for activity in working) >= len(working) / 2
    for activity in working:
        assert any(step.say for step in activity.steps), activity.id
        assert all(step.minutes for step in activity.steps), activity.id
        assert activity.minutes <= 45, activity.id
    assert working[0] is session.activities[0]
    assert session.activities[-1].method != PAUSE


@pytest.mark.real_data
@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.id)
def test_a_figure_said_aloud_is_among_those_a_trainer_can_defend(session):
    declared = {name for activity in session.activities for name in activity.figures}
    said = {token.name for _, text in prose(session) for token in tokens(text) if isinstance(token, Insert)}
    assert said <= declared


@pytest.mark.real_data
def test_the_cards_to_say_the_role_and_the_decision_are_used_where_they_serve():
    by_id = {session.id: session for session in SESSIONS}
    handouts = {
        name: {handout for activity in session.activities for handout in activity.handouts}
        for name, session in by_id.items()
    }
    assert {"role-ecole", "role-clsc"} <= handouts["seance-dire-role"]
    assert "mandat" in handouts["seance-frontieres"]
    phases = [a for a in by_id["seance-codeveloppement"].activities if a.method == "codeveloppement"]
    assert [a.id for a in phases] == ["expose", "questions", "contrat", "apports", "synthese"]


@pytest.mark.real_data
@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.id)
def test_the_clock_of_a_real_session_only_goes_forward(session):
    starts = [start for start, _ in session.timeline()]
    assert starts[0] == 0
    assert all(before < after for before, after in pairwise(starts))
    assert hours(rendered(REAL, session)) == [clock(minute) for minute in (*starts, session.duration)]


@pytest.mark.browser
@pytest.mark.real_data
@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.id)
def test_on_paper_the_plan_and_each_activity_fit_a_page_and_the_cards_start_another(browser, address, session):
    page = browser.new_page(viewport={"width": LETTER[0] - MARGINS, "height": LETTER[1]})
    page.goto(f"{address}{location(session).url}")
    page.emulate_media(media="print")
    expect(page.locator(".entete").first).to_be_hidden()
    tops = page.locator("#deroulement").evaluate("node => node.getBoundingClientRect().top + scrollY")
    assert tops <= 2 * (LETTER[1] - MARGINS)
    heights = page.locator(".plan, section.activite, .carton").evaluate_all(
        "nodes => nodes.map(node => node.getBoundingClientRect().height)"
    )
    assert max(heights) <= LETTER[1] - MARGINS
    breaks = page.locator(".cartons, #deroulement").evaluate_all(
        "nodes => nodes.map(n => getComputedStyle(n).breakBefore)"
    )
    assert breaks == ["page", "page"]
    page.close()


@pytest.mark.browser
@pytest.mark.real_data
def test_a_trainer_goes_from_the_door_to_the_plan_on_a_phone(phone, address):
    phone.goto(f"{address}former/")
    phone.get_by_role("link", name="Neuf séances").tap()
    phone.get_by_role("link", name="Jusqu’où aller? Les frontières du mandat").tap()
    expect(phone.locator("main")).to_have_attribute("data-entry-id", "seance-frontieres")
    phone.locator(".plan").get_by_role("link", name="Les quatre coins").tap()
    expect(phone.locator("#activite-coins")).to_be_in_viewport()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
