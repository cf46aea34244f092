"""Documents carry every name of an entry, and hand-written pages are cut at their headings."""

import re

import pytest

from ancrage.model import Synonyms
from ancrage.pages import pages
from ancrage.pipeline import read
from ancrage.search.documents import documents, gathering_pages, prose_pages, shortened
from ancrage.staging import hand_written
from ancrage.text import NBSP
from ancrage.urls import location
from ancrage.views import Views, quantity
from tests.conftest import PORTAL, ROOT, real_portal

PAGE = """---
title: "Mon premier mois"
description: Un guide.
aliases: [premières semaines, je commence]
---

# Mon premier mois

Une semaine **à la fois**, avec {{ fiche("premier-contact", "le premier contact") }}. {{ liste("strategie") }}

## Semaine 1 : marcher

<div class="cartes" markdown>
- Saluer [les gens](gens.md) et `noter`.
</div>

## Bilan { #bilan-du-mois }

| Jour | Geste |
|------|-------|
| 1 | Dire merci |

## Bilan

Encore.
"""


def test_a_decision_is_found_by_its_dangers_and_situations_at_the_step_they_open():
    views = Views(read(PORTAL)[0])
    found = {item.id: item for item in documents(views) if item.id.startswith("quart#")}
    assert {name: item.url for name, item in found.items()} == {
        "quart#homme-a-la-mer": "quart/#urgence-homme-a-la-mer",
        "quart#lampe-eteinte": "quart/#question-q-vent",
        "quart#bateau-inconnu": "quart/#issue-prevenir-capitaine",
    }
    assert "panne" in found["quart#lampe-eteinte"].body
    assert found["quart#lampe-eteinte"].excerpt == "Est-ce mon quart? Le vent est-il tombé?"


def test_a_page_is_cut_at_its_headings_with_the_anchors_of_the_generator():
    (page,) = prose_pages({"guides/premier-mois.md": PAGE.encode()}, Views(read(PORTAL)[0]))
    assert page.title == "Mon premier mois"
    assert page.aliases == ("premières semaines", "je commence")
    assert [(section.heading, section.anchor) for section in page.sections] == [
        ("", ""), ("Semaine 1 : marcher", "semaine-1-marcher"), ("Bilan", "bilan-du-mois"), ("Bilan", "bilan"),
    ]  # fmt: skip
    assert page.sections[0].text == "Une semaine à la fois, avec le premier contact."
    assert page.sections[1].text == "Saluer les gens et noter."
    assert page.sections[2].text == "Jour Geste 1 Dire merci"


def test_only_pages_are_searched_and_not_the_search_page():
    files = {"a.md": b"# A\n\ntexte", "recherche.md": b"# R", "css/x.css": b"x", "b.md": b"\xff# B"}
    assert [page.path for page in prose_pages(files, Views(read(PORTAL)[0]))] == ["a.md", "b.md"]


def test_a_page_that_gathers_entries_is_found_by_its_title_and_not_by_them():
    portal = read(PORTAL)[0]
    made = pages(Views(portal))
    found = {document.id: document for document in gathering_pages(made, portal)}
    assert found["glossaire"].title == "Glossaire"
    assert found["reperes/chiffres"].url == "reperes/chiffres/"
    assert all(document.body and document.kind == "page" for document in found.values())
    assert not {location(entry).url for entry in portal.of_kind("fiche")} & {d.url for d in found.values()}


def test_an_excerpt_ends_at_a_word():
    assert shortened("un deux trois", 9) == "un deux…"
    assert shortened("un\ndeux") == "un deux"


def test_every_entry_of_the_portal_is_a_document_with_all_its_names():
    portal, problems = read(PORTAL)
    found = {document.id: document for document in documents(Views(portal))}
    assert problems == []
    assert {name for name in found if "#" not in name} == set(portal.entries)
    for entry in portal.entries.values():
        assert set(entry.aliases) <= set(found[entry.id].aliases)
        assert found[entry.id].url == location(entry).url
        if isinstance(entry, Synonyms):
            assert set(entry.variants) <= {*found[entry.canonical].aliases, found[entry.canonical].title}


@pytest.mark.real_data
def test_what_results_say_of_a_page_keeps_its_figures_and_leaves_no_hole():
    portal = real_portal()
    found = documents(Views(portal), prose_pages(hand_written(ROOT / "docs"), Views(portal)))
    holes = re.compile(r"\(\s*[,)]|[\w»]\s,|«\s*»|[\w»]\s\.(\s|$)")
    assert [document.id for document in found if holes.search(document.excerpt)] == []
    (parks,) = (document for document in found if document.id == "reperes/lire-les-chiffres#perception")
    assert quantity(portal.measures["presence-parcs.efficacite"]) in parks.excerpt.replace(" ", NBSP)
