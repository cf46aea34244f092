"""Training sessions: what the model refuses, what the page promises to a trainer, what the real sessions hold."""

from __future__ import annotations

import re

import markdown
import pytest

from ancrage.model import TrainingSession
from ancrage.pages import pages
from ancrage.pages.session import INDEX, session_pages
from ancrage.pipeline import read
from ancrage.search.documents import documents
from ancrage.text import NBSP, clock
from ancrage.urls import location
from ancrage.views import Views

from .conftest import PORTAL, ROOT

EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
FABRICATED = Views(read(PORTAL)[0])
REAL = Views(read(ROOT)[0])
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
