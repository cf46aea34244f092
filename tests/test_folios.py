"""Page numbers inside a document: each one is right, in its place, and the document is laid out once."""

from __future__ import annotations

import gc
import logging
import re
from itertools import pairwise

import pytest

from ancrage.exports import folios, pdf
from ancrage.exports.volume import volume

from .test_paper import ADDRESS, DAY, FABRICATED, GUIDES, LAMP, MADE, REAL, REAL_PAGES, needs_pdf

pytestmark = needs_pdf
FAR = 104
"""A page whose number has three digits."""


@pytest.fixture
def laid(monkeypatch):
    """A function that lays out a body and returns the document, its numbers written."""
    kept = []
    monkeypatch.setattr(folios, "write", lambda made, write=folios.write: (write(made), kept.append(made)))

    def lay(body: str):
        pdf.typeset(body, pdf.About("Le carnet du phare"))
        return kept[-1]

    return lay


def boxes(document, kind: str):
    return [box for page in document.pages for box in page._page_box.descendants() if type(box).__name__ == kind]


def numbered(document):
    """Yield the text of each number, and the page of what it leads to."""
    pages = {name: number for number, page in reversed([*enumerate(document.pages, 1)]) for name in page.anchors}
    for text in boxes(document, "TextBox"):
        if (text.element_tag or "").startswith("a::") and any(map(str.isdigit, text.text)):
            yield text, pages[text.element.get("href").removeprefix("#")]


def right(document) -> int:
    """Check every number and every line; return how many numbers there are."""
    found = list(numbered(document))
    assert [re.sub(r"\D", "", text.text) for text, _ in found] == [str(page) for _, page in found]
    for line in boxes(document, "LineBox"):
        shown = [box for box in line.descendants() if type(box).__name__ == "TextBox" and box.text.strip()]
        for box, following in pairwise(shown):
            assert following.position_x >= box.position_x + box.width - 0.5, told(line)
    return len(found)


def body() -> str:
    """Return a body that names pages 1, 2 and 104, in sentences, in a list of contents and in an index."""
    named = "".join(f'<a class="renvoi" href="#p{number}">Le quai {number}</a>, puis, ' for number in (1, 2, FAR))
    listed = "".join(f'<li><a href="#p{number}">Le quai {number}</a></li>' for number in (1, 2, FAR))
    pages = "".join(f'<p class="annexe" id="p{number}">Page {number}.</p>' for number in range(2, FAR + 1))
    index = f'<ul class="index"><li>Quai <a class="page" href="#p2"></a>, <a class="page" href="#p{FAR}"></a></li></ul>'
    contents = f'<nav class="table-des-matieres"><ol>{listed}</ol></nav>'
    return f'<div id="p1">{contents}<p>{named}et le reste de la phrase.</p></div>{pages}{index}'


def test_numbers_of_one_two_and_three_digits_are_right_and_leave_no_hole(laid):
    document = laid(body())
    assert len(document.pages) == FAR
    assert right(document) == 8
    (line,) = [line for line in boxes(document, "LineBox") if line.element_tag == "p" and "Le quai 1" in told(line)]
    texts = [box for box in line.descendants() if type(box).__name__ == "TextBox"]
    gaps = [after.position_x - box.position_x - box.width for box, after in pairwise(texts)]
    assert gaps == pytest.approx([0] * len(gaps), abs=0.5)


def told(line) -> str:
    return "".join(box.text for box in line.descendants() if type(box).__name__ == "TextBox")


def test_numbers_of_a_list_of_contents_end_where_the_line_ends(laid):
    texts = [text for text, _ in numbered(laid(body())) if text.style["text_align_all"] == "right"]
    assert {len(text.text) for text in texts} == {1, 3}
    ends = [text.position_x + text.width for text in texts]
    assert ends == pytest.approx([ends[0]] * len(ends), abs=0.5)


@pytest.mark.slow
@pytest.mark.parametrize("guide", [LAMP, *GUIDES[:1]], ids=lambda guide: guide.id)
def test_every_number_of_a_guide_is_the_page_that_its_link_leads_to(guide, laid, monkeypatch):
    views, pages = (FABRICATED, MADE) if guide is LAMP else (REAL, REAL_PAGES)
    whole, bodies = volume(views, pages, guide, ADDRESS, DAY), []
    with monkeypatch.context() as patched:
        patched.setattr(pdf, "typeset", lambda text, *_: bodies.append(text))
        whole.pdf()
    assert right(laid(bodies[0])) > (10 if guide is LAMP else 300)


def test_a_document_is_laid_out_once(laid, caplog):
    with caplog.at_level(logging.INFO, "weasyprint.progress"):
        laid(body())
    assert caplog.messages
    assert not [message for message in caplog.messages if "Repagination" in message]


def test_a_link_that_leads_to_nothing_is_named():
    with pytest.raises(pdf.AncrageError, match="« #nulle-part »"):
        pdf.render('<p><a class="renvoi" href="#nulle-part">Ailleurs</a></p>', pdf.About("Phare"))


def test_memory_is_swept_again_after_a_document():
    assert gc.isenabled()
    pdf.render("<p>Phare</p>", pdf.About("Phare"))
    assert gc.isenabled()
