"""Pathways: what the page promises to scripts and to paper, and what the real thirteen weeks hold."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import pytest

from ancrage.markup import Insert, tokens
from ancrage.model import Pathway, prose
from ancrage.pages.pathway import pathway_page
from ancrage.pathways import MAX_STEPS
from ancrage.pipeline import read
from ancrage.search.documents import documents
from ancrage.urls import location
from ancrage.views import Views

from .conftest import DATA, PORTAL, real_portal

EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
FABRICATED = read(PORTAL)[0]
REAL = real_portal()
REAL_PATHWAYS = [entry for entry in REAL.of_kind("parcours") if isinstance(entry, Pathway)]
LIGHTHOUSE = FABRICATED.entries["parcours-phare"]


class Outline(HTMLParser):
    """For each step of a page: its week, its words and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.week, self.step = "", ""
        self.roots: list[str] = []
        self.steps: dict[str, tuple[str, list[str], list[str]]] = {}
        self.depth = 0
        self.states: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "data-parcours" in found:
            self.roots.append(found["data-parcours"])
        if "data-parcours-etat" in found:
            self.states.append(self.week)
        if tag == "section":
            assert found["id"] == f"semaine-{found['data-semaine']}"
            self.week = found["data-semaine"]
        if "data-etape" in found:
            assert tag == "li"
            self.step, self.depth = found["data-etape"], 0
            self.steps[self.step] = (self.week, [], [])
        elif tag == "li" and self.step:
            self.depth += 1
        if tag == "a" and self.step:
            self.steps[self.step][2].append(found["href"])

    def handle_endtag(self, tag):
        if tag == "li" and self.step:
            self.step = self.step if self.depth else ""
            self.depth -= 1

    def handle_data(self, data):
        if self.step:
            self.steps[self.step][1].append(data)


def rendered(portal, pathway) -> str:
    """Return the HTML of the page of a pathway."""
    text = pathway_page(Views(portal), pathway)[1]
    return markdown.markdown(text.split("---\n", 2)[2], extensions=EXTENSIONS)


@pytest.mark.parametrize(
    ("portal", "pathway"),
    [(FABRICATED, LIGHTHOUSE), *((REAL, pathway) for pathway in REAL_PATHWAYS)],
    ids=lambda value: getattr(value, "id", ""),
)
def test_the_page_keeps_every_step_in_its_week_with_links_to_its_sheets(portal, pathway):
    outline = Outline(rendered(portal, pathway))
    assert outline.roots == [pathway.id]
    assert outline.states == [""]  # one, before the first week
    written = [(str(week.number), step) for week in pathway.weeks for step in week.steps]
    assert list(outline.steps) == [step.id for _, step in written]
    for week, step in written:
        shown_week, words, links = outline.steps[step.id]
        assert shown_week == week
        assert "".join(words).strip()
        for name in step.entries:
            page = location(portal.entries[name]).page
            assert any(page.rsplit("/", 1)[-1] in link for link in links), (step.id, name)


def test_every_number_of_the_row_leads_to_its_week():
    html = rendered(FABRICATED, LIGHTHOUSE)
    row = html[html.index("<nav") : html.index("</nav>")]
    assert re.findall(r'href="#semaine-(\d+)"', row) == ["1", "2", "3"]
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r'id="([^"]+)"', html))


def test_what_changes_with_the_setting_and_comes_back_each_week_is_shown():
    html = rendered(FABRICATED, LIGHTHOUSE)
    assert "<strong>En milieu rural.</strong> La descente de bateaux." in html
    assert "environ 45\u00a0min" in html
    for words in ("Le nombre de saluts, aucun nom de bateau.", "Dormez avant la brume.", "Qu’avez-vous refusé?"):
        assert words in html
    assert html.count('class="propose"') >= len(LIGHTHOUSE.blocks)


def test_the_question_of_the_week_is_for_who_follows_the_pathway():
    assert "À demander à la PTP" in rendered(FABRICATED, LIGHTHOUSE)
    twin = LIGHTHOUSE.model_copy(update={"reader": "ptp"})
    assert "À apporter en supervision" in rendered(FABRICATED, twin)


def test_a_pathway_is_found_by_the_title_of_a_week():
    found = next(item for item in documents(Views(FABRICATED)) if item.id == "parcours-phare")
    assert "Semaine 3 : Dire non au brouillard" in found.headings
    assert "lumière" in found.body
    assert found.url == "debuter/90-jours-gestion/"


@pytest.mark.real_data
def test_there_is_one_pathway_of_thirteen_weeks_for_each_reader():
    assert {pathway.id: pathway.reader for pathway in REAL_PATHWAYS} == {"parcours-ptp": "ptp", "parcours-pg": "pg"}
    for pathway in REAL_PATHWAYS:
        assert [week.number for week in pathway.weeks] == list(range(1, 14))
        assert all(week.note and week.care and week.debrief for week in pathway.weeks)


@pytest.mark.real_data
def test_a_week_has_two_to_five_steps_that_take_at_most_a_day():
    for pathway in REAL_PATHWAYS:
        for week in pathway.weeks:
            assert 2 <= len(week.steps) <= MAX_STEPS, (pathway.id, week.number)
            assert sum(step.minutes or 0 for step in week.steps) <= 7 * 60, (pathway.id, week.number)


@pytest.mark.real_data
def test_every_block_but_none_of_the_steps_tells_its_figures():
    for pathway in REAL_PATHWAYS:
        cited = {"evidence": 0, "steps": 0}
        for where, text in prose(pathway):
            names = [token.name for token in tokens(text) if isinstance(token, Insert)]
            assert set(names) <= set(REAL.measures) | set(REAL.sources)
            cited["steps" if "steps" in where else "evidence"] += len(names)
        assert cited["steps"] == 0
        assert all("[[" in block.evidence for block in pathway.blocks)


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("pathway", "sheets"),
    [
        ("parcours-ptp", ["demarchage", "reseautage", "role", "accompagnement"]),
        ("parcours-pg", ["supervision", "reddition", "role"]),
    ],
)
def test_what_takes_longest_is_cited_and_starts_in_the_first_weeks(pathway, sheets):
    entry = REAL.entries[pathway]
    assert isinstance(entry, Pathway)
    evidence = " ".join(block.evidence for block in entry.blocks)
    for sheet in sheets:
        assert f"[[adaptation-{entry.reader}-{sheet}.au-dela-3-mois]]" in evidence
    first = {name for week in entry.weeks[:2] for step in week.steps for name in step.entries}
    reached = first | {found for name in first for found in REAL.entries[name].related}
    assert {f"adaptation-{entry.reader}-{sheet}" for sheet in sheets[:2]} <= reached


@pytest.mark.real_data
def test_outreach_comes_back_every_week_of_the_outreach_worker():
    entry = REAL.entries["parcours-ptp"]
    assert isinstance(entry, Pathway)
    joining = {"demarchage", "joindre"}
    outdoors = {
        "presence-reguliere",
        "adaptation-ptp-demarchage",
        "connaissance-territoire",
        "audace",
        "faire-communaute",
    }
    for week in entry.weeks:
        names = {name for step in week.steps for name in step.entries}
        groups = {REAL.entries[name].group_key for name in names}
        assert groups & joining or names & outdoors, week.number


@pytest.mark.real_data
def test_a_step_once_published_keeps_its_name():
    lines = (DATA / "etapes.txt").read_text(encoding="utf-8").splitlines()
    permanent = {line for line in lines if not line.startswith("#")}
    present = {step.id for pathway in REAL_PATHWAYS for week in pathway.weeks for step in week.steps}
    assert permanent == present
