"""Documents on paper: pages become fragments, fragments a tagged PDF; the same content gives the same bytes."""

from __future__ import annotations

import html
import io
import re
from datetime import date
from xml.etree import ElementTree as ET

import pikepdf
import pytest
import yaml

from ancrage.exports import back, pdf
from ancrage.exports.api import measure_json
from ancrage.exports.drawing import PAINT
from ancrage.exports.paper import EXTENSIONS, Paper, parsed, under
from ancrage.exports.volume import volume
from ancrage.model import Guide
from ancrage.pages import charts, pages
from ancrage.pipeline import read
from ancrage.text import number, typographic
from ancrage.urls import location
from ancrage.views import Views, quantity

from .conftest import PORTAL, ROOT, real_pages, real_views
from .vera import absent, verdict

FABRICATED = Views(read(PORTAL)[0])
MADE = pages(FABRICATED)
LAMP = FABRICATED.portal.entries["carnet-du-phare"]
DAY = date(2031, 3, 1)
ADDRESS = "https://phare.example/"
QUAY = "strategies/quai-du-matin.md"
REAL = real_views()
REAL_PAGES = real_pages()
GUIDES = [entry for entry in REAL.kind("guide") if isinstance(entry, Guide)]
MISSING = pdf.reason_absent()
needs_pdf = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))


def paper(*members: str, address: str = "") -> Paper:
    return Paper(FABRICATED, MADE, {path: path.split("/")[-1].removesuffix(".md") for path in members}, address)


def tree(fragment: str) -> ET.Element:
    """Return a fragment as a tree: a fragment that is not well formed fails here."""
    return ET.fromstring(f"<body>{fragment}</body>")  # noqa: S314 - our own


def written(views: Views, made: dict[str, str], guide: Guide):
    return volume(views, made, guide, ADDRESS, DAY)


@pytest.fixture(scope="module")
def lamp():
    return written(FABRICATED, MADE, LAMP)


@pytest.fixture(scope="module")
def bound(lamp) -> bytes:
    return lamp.pdf().content


def test_markdown_is_read_with_the_extensions_of_the_site():
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = yaml.safe_load(text[text.index("markdown_extensions:") :])["markdown_extensions"]
    assert {next(iter(item)) if isinstance(item, dict) else item for item in listed} == set(EXTENSIONS)


PRINTED = [path for path in MADE if not path.startswith("recherche/")]
"""Pages that may go on paper: the list from A to Z leaves end tags out to weigh less."""


@pytest.mark.parametrize("path", PRINTED)
def test_every_page_becomes_a_well_formed_fragment(path):
    assert tree(paper().page(path)).find(".//h2") is not None


def test_a_fragment_keeps_nothing_of_the_screen():
    made = paper()
    for path in PRINTED:
        found = tree(made.page(path))
        assert not {"script", "form", "button", "input", "details"} & {node.tag for node in found.iter()}


def test_headings_shift_and_marks_of_the_portal_stay():
    found = tree(paper(QUAY).page(QUAY, level=3))
    assert found.find("h3").get("id") == "quai-du-matin"
    assert {node.tag for node in found.iter() if re.fullmatch("h[1-6]", node.tag)} == {"h3", "h4"}
    assert any(node.get("class") == "propose" for node in found.iter("span"))


def test_a_figure_calls_one_note_however_often_it_is_cited():
    made = paper(QUAY)
    fragment = made.page(QUAY)
    calls = re.findall(r'href="#note-(\d+)">\1</a>', fragment)
    assert len(calls) > len(set(calls))
    assert sorted(map(int, set(calls))) == list(range(1, len(made.notes) + 1))
    assert fragment.count('id="appel-1"') == 1


def test_links_lead_inside_the_document_to_the_portal_or_nowhere():
    alone, addressed = paper(QUAY), paper(QUAY, address=ADDRESS)
    with_quay = [path for path in PRINTED if "quai-du-matin.md)" in MADE[path] and path != QUAY]
    assert with_quay
    assert not any(f'href="{ADDRESS}' in alone.page(path) for path in with_quay)
    shown = [addressed.page(path) for path in with_quay]
    assert any('href="#quai-du-matin"' in page for page in shown)
    assert any(f'href="{ADDRESS}' in page for page in shown)


@pytest.mark.slow
@pytest.mark.parametrize("guide", [LAMP, *GUIDES], ids=lambda guide: guide.id)
def test_every_link_inside_a_guide_leads_to_something(guide):
    made = written(*((FABRICATED, MADE) if guide is LAMP else (REAL, REAL_PAGES)), guide)
    whole = "".join([made.contents, made.text, *(f'<h1 id="{part.name}"/>{part.text}' for part in made.ends)])
    found = tree(whole)
    ids = [node.get("id") for node in found.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    asked = {node.get("href")[1:] for node in found.iter("a") if node.get("href").startswith("#")}
    assert asked - set(ids) == set()


def test_in_short_a_sheet_keeps_what_it_is_and_one_thing_to_do():
    made = paper()
    whole, short = made.page(QUAY), made.brief(QUAY)
    assert len(short) < len(whole) / 2
    assert FABRICATED.portal.entries["quai-du-matin"].title in short


@pytest.mark.parametrize("path", PRINTED)
def test_a_page_in_short_is_what_the_whole_page_gives_of_it(path):
    whole, short = paper(), paper()
    nodes = whole.tree(path)
    heads = [node for node in nodes if node.tag == "h1" or node.get("class") == "en-bref"]
    names = {node.get("id") for node in nodes if node.tag == "h2"}
    wanted = next((name for name in ("recommandation", "premier-pas", "comment-faire") if name in names), "")
    whole._counted = False
    assert short.brief(path) == whole.fragment(path, [*heads, *under(nodes, wanted)])


def test_what_follows_a_heading_stops_at_the_next_one_as_high():
    page = parsed("## A { #a }\n\nun\n\n### B { #b }\n\ndeux\n\n## C { #c }\n\ntrois")
    assert [node.tag for node in under(page, "a")] == ["h2", "p", "h3", "p"]
    assert [node.tag for node in under(page, "b")] == ["h3", "p"]
    assert under(page, "d") == []


def test_every_class_that_charts_draw_with_has_its_paint():
    source = (ROOT / "tools" / "ancrage" / "pages" / "charts.py").read_text(encoding="utf-8")
    assert set(re.findall(r"\bg-[a-z]{2,3}\b", source)) - {"g-vu"} == set(PAINT)


def test_a_chart_on_paper_needs_no_style_sheet_and_says_what_it_shows():
    about = charts.About("marees", "Les marées", "Barres horizontales.")
    drawn = charts.figure(charts.bars(about, [charts.Bar("Quai", charts.Value(40, "40 %", 30, 50))]), "Trait.")
    fragment = paper().fragment(QUAY, parsed(drawn))
    assert "class=" not in re.search(r"<svg.*</svg>", fragment)[0]
    assert "var(" not in fragment
    assert re.search(r"<title[^>]*>Les marées</title>", fragment)
    assert "Figure\u00a01." in fragment


@pytest.mark.slow
@pytest.mark.real_data
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_notes_give_every_figure_as_the_api_does(guide, monkeypatch):
    papers: list[Paper] = []
    monkeypatch.setattr(back, "notes", lambda made, write=back.notes: papers.append(made) or write(made))
    made = volume(REAL, REAL_PAGES, guide, "", DAY)
    notes = tree(next(part.text for part in made.ends if part.name == "fin-notes")).findall(".//li")
    assert {int(name) for name in re.findall(r'href="#note-(\d+)"', made.text)} <= set(range(1, len(notes) + 1))
    for item, name in zip(notes, papers[0].notes, strict=True):
        known, text = measure_json(REAL.figure(name)), "".join(item.itertext())
        assert text.startswith(typographic(quantity(REAL.portal.measures[name])))
        assert typographic(known["locator"].rstrip(". ")) in text
        assert not known["n"] or number(known["n"]) in text
        if known["interval"]:
            low, high = (number(known["interval"][bound], 0) for bound in ("low", "high"))
            assert f"{low} à {high}" in text
            assert ("largeur minimale" in text) == known["interval"]["minimum"]


@pytest.mark.slow
@pytest.mark.real_data
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_the_glossary_of_a_guide_explains_the_acronyms_that_it_uses(guide):
    made = written(REAL, REAL_PAGES, guide)
    glossary = next(part.text for part in made.ends if part.name == "fin-glossaire")
    text = re.sub(r"<[^<>]*>", " ", made.text)
    for entry in REAL.kind("acronyme"):
        used = bool(re.search(rf"(?<![\w-]){re.escape(entry.title)}(?![\w-])", text))
        assert used <= (f'id="acronyme-{entry.id}"' in glossary), entry.id


def test_figures_of_a_sheet_are_those_of_the_portal():
    made = paper(QUAY)
    shown = re.findall(r'<span class="chiffre">([^<]*)</span><sup><a [^>]*href="#note-(\d+)"', made.page(QUAY))
    names = {number: name for name, number in made.notes.items()}
    for text, note in shown:
        value = number(FABRICATED.portal.measures[names[int(note)]].value)
        assert value in html.unescape(text)


@needs_pdf
def test_a_pdf_is_tagged_titled_in_french_and_bookmarked(bound, lamp):
    with pikepdf.open(io.BytesIO(bound)) as document:
        root = document.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "fr-CA"
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.StructTreeRoot.K
        with document.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
            assert told["dc:title"] == lamp.title
        with document.open_outline() as outline:
            first = [item.title for item in outline.root]
        assert [chapter.title for chapter in LAMP.chapters] == [
            title for title in first if title in {chapter.title for chapter in LAMP.chapters}
        ]


@needs_pdf
def test_every_figure_of_a_pdf_has_an_alternative_text(bound):
    with pikepdf.open(io.BytesIO(bound)) as document:
        figures = [
            item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        assert figures
        assert all(str(item.get("/Alt", "")) for item in figures)


@needs_pdf
def test_fonts_of_a_pdf_are_embedded(bound):
    with pikepdf.open(io.BytesIO(bound)) as document:
        described = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert described
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys()) for item in described)


@pytest.mark.slow
@needs_pdf
def test_the_same_content_gives_the_same_bytes(bound):
    assert written(FABRICATED, MADE, LAMP).pdf().content == bound


@needs_pdf
def test_a_document_loads_nothing_from_elsewhere():
    with pytest.raises(Exception, match="ne charge rien d'ailleurs"):
        pdf.render('<h1>Phare</h1><img src="https://phare.example/x.png" alt="x">', pdf.About("Phare"))


def test_without_pango_one_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(pdf, "reason_absent", lambda: "pas de PDF : la bibliothèque Pango manque. Installez-la.")
    with pytest.raises(pdf.AncrageError, match="Installez-la"):
        pdf.render("<p>x</p>", pdf.About("Phare"))


def test_a_sheet_of_a_guide_is_where_the_contents_say(lamp):
    lines = tree(lamp.contents)
    titles = {node.get("href"): "".join(node.itertext()) for node in lines.iter("a")}
    for section in LAMP.sections():
        entry = FABRICATED.portal.entries[section.entry]
        assert titles[f"#{entry.id}"] == entry.title
        assert f'id="{entry.id}"' in lamp.text
        assert location(entry).page in MADE


judged = pytest.mark.skipif(absent() is not None, reason=str(absent()))


@needs_pdf
@judged
def test_a_guide_is_a_pdf_ua_1_for_verapdf(bound, tmp_path):
    (tmp_path / "carnet.pdf").write_bytes(bound)
    assert verdict(tmp_path / "carnet.pdf") == []


@needs_pdf
@judged
@pytest.mark.slow
@pytest.mark.real_data
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_a_real_guide_is_a_pdf_ua_1_for_verapdf(guide, tmp_path):
    made = written(REAL, REAL_PAGES, guide).pdf()
    assert 60 <= made.pages <= 120
    path = tmp_path / f"{guide.id}.pdf"
    path.write_bytes(made.content)
    assert verdict(path) == []
