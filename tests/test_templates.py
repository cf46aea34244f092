"""Templates: what a form holds, the same in each language, what goes on paper, and what the real ones promise."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from ancrage import labels
from ancrage.markup import Insert, plain, tokens
from ancrage.model import FormBlock, Template, prose
from ancrage.pages import pages
from ancrage.pages.templates import INDEX
from ancrage.pipeline import read
from ancrage.search.documents import documents
from ancrage.urls import location
from ancrage.views import Views

from .conftest import PORTAL, real_portal

EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
FABRICATED = Views(read(PORTAL)[0])
PAGE = "gabarits/gabarit-releve-du-quart.md"
PATH = Path("practices/templates/gabarit-releve-du-quart.yml")
REAL = real_portal()
REAL_TEMPLATES = [entry for entry in REAL.of_kind("gabarit") if isinstance(entry, Template)]


def html_of(page: str = PAGE) -> str:
    return markdown.markdown(pages(FABRICATED)[page].split("---\n", 2)[2], extensions=EXTENSIONS)


def version(html: str, code: str) -> str:
    return html.split(f'id="version-{code}"')[1].split("</section>", maxsplit=1)[0]


def test_a_form_has_its_lines_boxes_cells_and_signatures():
    form = version(html_of(), "fr")
    assert form.count('<div class="ligne">') == 1 + 3  # a name, three lines of what has changed
    assert form.count("ligne-date") == 1
    assert len(re.findall(r"<li>", form.split("cases", 1)[1])) == 2 + 2
    assert len(re.findall(r"<tr>", form)) == 1 + 2 + 2
    assert len(re.findall(r"<td></td>", form)) == 2 + 1 + 3 + 3
    assert form.count('class="signature"') == 2


def test_texts_keep_their_marks_and_links_and_nothing_stays_markdown():
    html = html_of()
    assert "<strong>vu</strong>" in html
    assert re.search(r'<a href="[^"]*gardienne', version(html, "fr"))
    assert "**" not in html
    assert "markdown=" not in html
    assert "{ #" not in html


def test_each_language_has_its_own_code_and_direction_and_says_it_is_not_reviewed():
    html = html_of()
    assert re.search(r'id="version-ar" lang="ar" dir="rtl"', html) or 'lang="ar" dir="rtl"' in html
    assert 'lang="en" dir="ltr"' in html
    for code, language in (("en", "anglais"), ("ar", "arabe")):
        form = version(html, code)
        assert f"en {language} à faire relire" in form
        assert labels.LANGUAGES[code].review.replace("'", "’") in form
        assert labels.LANGUAGES[code].signing[1] in form
    assert "à faire relire" not in version(html, "fr")
    assert re.findall(r'href="#version-(\w+)"', html) == ["fr", "en", "ar"]


def test_every_version_has_as_many_things_to_fill_in_and_notes_are_in_french_only():
    html = html_of()
    counted = {
        code: tuple(version(html, code).count(sign) for sign in ('class="ligne', "<li>", "<td></td>"))
        for code in ("fr", "en", "ar")
    }
    assert len(set(counted.values())) == 1
    assert html.count("<aside") == version(html, "fr").count("<aside") == 1


def test_a_form_in_one_language_has_no_switch(portal_copy):
    path = portal_copy / PATH
    path.write_text(path.read_text(encoding="utf-8").split("languages:")[0], encoding="utf-8")
    markdown_page = pages(Views(read(portal_copy)[0]))[PAGE]
    assert 'class="versions"' not in markdown_page
    assert markdown_page.count('class="formulaire"') == 1


def test_the_page_tells_what_it_rests_on_and_where_sources_recommend_it():
    page = pages(FABRICATED)[PAGE]
    assert "strategies/quai-du-matin.md" in page
    assert "Recommandation 1" in page
    assert "Les sources nomment ou recommandent cet outil" in page
    assert "proposé par le portail" in page


def test_the_list_has_every_template_and_a_portal_without_them_no_list(portal_copy):
    assert "(gabarit-releve-du-quart.md)" in pages(FABRICATED)[INDEX]
    (portal_copy / PATH).unlink()
    assert INDEX not in pages(Views(read(portal_copy)[0]))


def test_a_recommendation_of_the_sources_is_cited(portal_copy):
    path = portal_copy / PATH
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"citations:\n.*\n.*\n", "", text), encoding="utf-8")
    assert [problem.rule for problem in read(portal_copy)[1]] == ["champ-manquant"]


def test_a_form_with_nothing_to_fill_in_is_refused(portal_copy):
    path = portal_copy / PATH
    text = path.read_text(encoding="utf-8").split("blocks:")[0]
    path.write_text(text + "blocks:\n  - heading: La nuit\n", encoding="utf-8")
    [problem] = read(portal_copy)[1]
    assert "rien à remplir" in problem.message


@pytest.mark.parametrize("typed", ["Ask 67 % of keepers.", "Write what you saw on 9 out of 10 nights, 40 % of them."])
def test_a_figure_typed_into_any_language_is_refused(portal_copy, typed):
    path = portal_copy / PATH
    text = path.read_text(encoding="utf-8").replace("Write what you have **seen**, not what you fear.", typed)
    path.write_text(text, encoding="utf-8")
    assert [problem.rule for problem in read(portal_copy)[1]] == ["chiffre-orphelin"]


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("Calme 67 % du temps", "chiffre-orphelin"),
        ("[Calme](nulle-part)", "lien-introuvable"),
        ("<b>", "html-interdit"),
    ],
)
def test_what_is_written_in_a_cell_is_checked_as_any_text(portal_copy, typed, rule):
    path = portal_copy / PATH
    path.write_text(path.read_text(encoding="utf-8").replace("[Aube, Calme]", f"[Aube, '{typed}']"), encoding="utf-8")
    [problem] = read(portal_copy)[1]
    assert (problem.field, problem.rule) == ("blocks[6].table.rows[1][1]", rule)


def test_other_languages_are_not_judged_as_french_nor_searched_in_it():
    body = next(item.body for item in documents(FABRICATED) if item.id == "gabarit-releve-du-quart")
    assert "Ce qui a changé" in body
    assert "lighthouse" not in body
    assert "الليل" not in body


BLOCKS = st.sampled_from([
    {"heading": "A"}, {"text": "A"}, {"field": {"name": "A"}}, {"field": {"name": "A", "lines": 2}},
    {"field": {"name": "A", "choices": ["B", "C"]}}, {"field": {"name": "A", "help": "B"}},
    {"field": {"name": "A", "date": True}}, {"table": {"columns": ["A", "B"], "empty": 1}},
    {"table": {"columns": ["A", "B"], "rows": [["C"]]}}, {"table": {"columns": ["A", "B", "C"], "empty": 1}},
    {"checklist": {"items": ["A"]}}, {"checklist": {"name": "A", "items": ["A"]}},
    {"checklist": {"items": ["A", "B"]}}, {"signature": ["A"]}, {"signature": ["A", "B"]}, {"adapt": "A"},
])  # fmt: skip


@given(BLOCKS, BLOCKS)
def test_two_blocks_have_the_same_shape_when_only_their_words_differ(one, other):
    """Every sample above differs from the others by more than words."""
    reworded = FormBlock.model_validate(_reworded(one))
    assert (reworded.shape == FormBlock.model_validate(other).shape) == (one == other)


def _reworded(value: object) -> object:
    if isinstance(value, str):
        return f"{value} dit autrement"
    if isinstance(value, list):
        return [_reworded(item) for item in value]
    return {key: _reworded(item) for key, item in value.items()} if isinstance(value, dict) else value


@pytest.mark.real_data
def test_what_the_brief_of_trainers_asks_for_is_there():
    wanted = {
        "plan-travail", "bilan-annee", "mandat-comite", "ordre-du-jour", "protocole-intersectoriel",
        "presentation-mandat", "consentement", "fiche-transfert", "grille-supervision", "journal-bord",
    }  # fmt: skip
    assert {template.id for template in REAL_TEMPLATES} == {f"gabarit-{name}" for name in wanted}
    assert sorted(template.order for template in REAL_TEMPLATES) == list(range(1, len(REAL_TEMPLATES) + 1))
    by_group = sorted(REAL_TEMPLATES, key=lambda template: template.order)
    groups = [template.group for template in by_group]
    assert list(dict.fromkeys(groups)) == list(labels.GROUPS["gabarit"])
    assert groups == sorted(groups, key=list(labels.GROUPS["gabarit"]).index)


@pytest.mark.real_data
def test_the_consent_form_is_in_the_three_other_languages_and_no_other_form_is():
    translated = {template.id: set(template.languages) for template in REAL_TEMPLATES if template.languages}
    assert translated == {"gabarit-consentement": set(labels.LANGUAGES)}
    arabic = REAL.entries["gabarit-consentement"].languages["ar"]
    words = [plain(text) for _, text in prose(arabic)]
    assert all(re.search(r"[\u0600-\u06ff]", text) for text in words)


@pytest.mark.real_data
def test_targets_in_forms_are_cited_from_the_levers():
    """Each target that a form shows is a measure of a lever, of the nature of a target."""
    shown = {
        token.name
        for template in REAL_TEMPLATES
        for where, text in prose(template)
        if where[0] == "blocks" and "adapt" not in where
        for token in tokens(text)
        if isinstance(token, Insert)
    }
    assert shown == {"formaliser-trajectoires.cible-delai", "formaliser-trajectoires.cible-echappement"}
    assert {REAL.measures[name].nature for name in shown} == {"cible"}


@pytest.mark.real_data
def test_no_form_but_those_made_for_a_family_asks_who_it_is():
    asking = re.compile(
        r"\b(?:prénom|nom) (?:de la famille|du parent|de l'enfant|choisi)|nom que vous choisissez", re.IGNORECASE
    )
    found = {template.id for template in REAL_TEMPLATES for _, text in prose(template) if asking.search(plain(text))}
    assert found == {"gabarit-consentement", "gabarit-fiche-transfert"}


@pytest.mark.real_data
def test_every_sheet_that_a_form_rests_on_or_serves_leads_back_to_one():
    views = Views(REAL)
    for template in REAL_TEMPLATES:
        kinds = {entry.kind for entry in views.backlinks[template.id]}
        assert kinds - {"gabarit"}, template.id


@pytest.mark.browser
@pytest.mark.real_data
@pytest.mark.parametrize("template", REAL_TEMPLATES, ids=lambda template: template.id)
def test_on_paper_the_form_remains_alone_and_on_one_sheet(browser, address, template, tmp_path):
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{address}{location(template).url}")
    expect(page.locator(".adapter").first).to_be_visible()
    page.emulate_media(media="print")
    for hidden in ("h1", ".adapter", ".versions", "#repose-sur", "header", "footer"):
        assert all(not found.is_visible() for found in page.locator(hidden).all()), hidden
    expect(page.locator("#version-fr")).to_be_visible()
    expect(page.locator(".ligne-source")).to_be_visible()
    assert page.locator(".formulaire:visible").count() == 1
    for paper in ("Letter", "A4"):
        pdf = page.pdf(format=paper)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2, paper  # both sides of a sheet
    page.close()


@pytest.mark.browser
@pytest.mark.real_data
def test_the_language_chosen_is_the_one_printed_and_arabic_runs_from_the_right(phone, address):
    phone.goto(f"{address}gabarits/gabarit-consentement/")
    phone.get_by_role("link", name="العربية").tap()
    expect(phone).to_have_url(re.compile("#version-ar$"))
    item = phone.locator("#version-ar .cases li").first
    left, right = item.evaluate(
        "li => ['paddingLeft', 'paddingRight'].map(side => parseFloat(getComputedStyle(li)[side]))"
    )
    assert left == 0 < right  # the box is on the right of its words
    assert phone.locator("#version-ar h2").evaluate("h => getComputedStyle(h).textAlign") in ("start", "right")
    assert phone.locator("#version-ar").evaluate("form => getComputedStyle(form).direction") == "rtl"
    phone.emulate_media(media="print")
    expect(phone.locator(".formulaire:visible")).to_have_count(1)
    expect(phone.locator("#version-ar")).to_be_visible()
    expect(phone.locator("#version-ar .a-relire")).to_be_visible()


@pytest.mark.browser
@pytest.mark.real_data
def test_no_form_is_wider_than_a_phone_and_what_is_for_paper_takes_no_focus(phone, address):
    for template in REAL_TEMPLATES:
        phone.goto(f"{address}{location(template).url}")
        assert phone.evaluate("document.documentElement.scrollWidth") == 360, template.id
        assert phone.locator(".formulaire :is(input, textarea, select)").count() == 0
