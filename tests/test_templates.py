"""Templates: what a form holds, the same in each language, what goes on paper, and what the real ones promise."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ancrage import labels
from ancrage.model import FormBlock, Template
from ancrage.pages import pages
from ancrage.pages.templates import INDEX
from ancrage.pipeline import read
from ancrage.search.documents import documents
from ancrage.views import Views

from .conftest import PORTAL, ROOT

EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
FABRICATED = Views(read(PORTAL)[0])
PAGE = "gabarits/gabarit-releve-du-quart.md"
PATH = Path("practices/templates/gabarit-releve-du-quart.yml")
REAL = read(ROOT)[0]
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


def test_every_version_has_as_many_things_to_fill_in():
    html = html_of()
    counted = {
        code: tuple(version(html, code).count(sign) for sign in ('class="ligne', "<li>", "<td></td>", "<aside"))
        for code in ("fr", "en", "ar")
    }
    assert len(set(counted.values())) == 1


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
