"""The reduced Markdown of texts, and what pages make of it."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ancrage.markup import Insert, Link, Words, blocks, inline, plain
from ancrage.pages.inline import Writer, escape, first_safe
from ancrage.pipeline import read
from ancrage.views import Views

from .conftest import PORTAL

VIEWS = Views(read(PORTAL)[0])
EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables"]


def rendered(text: str) -> str:
    """Return the HTML that the generator makes of a text of a record."""
    return markdown.markdown(Writer(VIEWS, "strategies/essai.md").text(text), extensions=EXTENSIONS)


def test_links_insertions_and_emphasis_are_told_apart():
    tokens = inline("au [quai](quai-du-matin), [[x.y]] et **gras**")
    assert tokens == (
        Words("au "), Link("quai", "quai-du-matin"), Words(", "), Insert("x.y"), Words(" et "), Words("gras", "strong"),
    )  # fmt: skip


def test_lists_and_paragraphs_are_told_apart():
    assert [(block.style, len(block.items)) for block in blocks("a\nb\n\n- c\n- d\n\n1. e")] == [
        ("", 1),
        ("-", 2),
        ("1.", 1),
    ]


def test_plain_words_lose_the_marks():
    assert plain("au **[quai](quai-du-matin)**\n\n- un\n- deux") == "au quai\nun\ndeux"


TRICKS = [
    "{{ 7*7 }}", "{% raw %}x{% endraw %}", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a{: onclick=x }",
    "[x]: http://example.org", "*[HTML]: x", "!!! note", "??? x", "--8<-- 'x'", "&lt;b&gt;", "`code`", "# titre", "| a | b |",
    "~~~", "[^1]: note", "\\*", "<!-- x -->", "1. x", "- x", "+ x", ": x", "=== x", "> x", "_x_", "__x__", "***",
]  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_in_plain_words_is_shown_as_it_is(trick):
    html = markdown.markdown(first_safe(escape(trick)), extensions=EXTENSIONS)
    shown = html.removeprefix("<p>").removesuffix("</p>")
    assert "<" not in shown
    assert _decoded(shown) == trick


def _decoded(html: str) -> str:
    import html as html_module

    return html_module.unescape(html)


@given(st.text(alphabet="ab*_[](){}<>!#`~|:=-+&;\\ \n1.é\"'^$%", max_size=60))
def test_no_text_makes_an_element_that_the_portal_does_not_write(text):
    import re

    tags = set(re.findall(r"</?([a-z][a-z0-9]*)", rendered(text)))
    assert tags <= {"p", "strong", "em", "ul", "ol", "li", "a", "img"}
    assert "javascript:" not in rendered(text)


def test_a_figure_followed_by_its_unit_is_not_said_twice():
    assert ">5\u00a0305</a> bateaux" in rendered("[[projet.bateaux]] bateaux")
    assert ">5\u00a0305\u00a0bateaux</a>" in rendered("[[projet.bateaux]]")


def test_a_term_is_explained_at_the_end_of_its_page():
    writer = Writer(VIEWS, "strategies/essai.md")
    assert "#terme-signal" in writer.text("le [signal](signal)")
    assert 'id="terme-signal"' in writer.definitions()


def test_a_share_out_of_ten_is_said_with_what_it_counts():
    said = rendered("[[projet.gardiennes-ravies]] des personnes répondantes le disent.").replace("\u00a0", " ")
    assert ">9 ou 10 personnes répondantes sur 10</a> le disent." in said
