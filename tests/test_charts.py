"""Charts: labels that never collide, small, whole in text; what the map lets one read comes from the data."""

from __future__ import annotations

import gzip
import re
import shutil
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ancrage.evidence import Interval, wilson
from ancrage.pages import charts
from ancrage.pages.placement import Box, Mark, place, text_width, wrap
from ancrage.pages.plots import PLOTS_PAGE, plots_pages
from ancrage.pages.strategy_map import MAP_PAGE, short_name, strategy_map_pages, surveyed
from ancrage.pipeline import read
from ancrage.reading import Judged, readings, separation, touch
from ancrage.views import Views

from .conftest import PORTAL, real_views

VIEWS = real_views()
PAGES = {**dict(strategy_map_pages(VIEWS)), **dict(plots_pages(VIEWS))}
SVG = re.compile(r"<svg .*?</svg>", re.DOTALL)
DRAWINGS = [svg for page in PAGES.values() for svg in SVG.findall(page)]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
ABOUT = charts.About("essai", "Un titre", "Une phrase.")
FRAME = Box(0, 0, 380, 400)


def judged(name: str, use: float, effect: float, n: int = 49) -> Judged:
    """Return a strategy as n answers see it."""
    first, second = (
        Interval(*(100 * bound for bound in wilson(share / 100, n)), minimum=True) for share in (use, effect)
    )
    return Judged(name, use, first, effect, second)


def mark(x: float, y: float, label: str) -> Mark:
    """Return a point of a scatter with the size of its label."""
    lines = wrap(label, 19)
    width = max(text_width(line, charts.SIZE) for line in lines)
    return Mark(x, y, x - 40, x + 40, y - 40, y + 40, width, charts.LINE * len(lines))


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(10, 370), st.integers(10, 390), st.text("abcdé mW", min_size=1, max_size=40)),
        min_size=1,
        max_size=12,
    )
)
def test_labels_never_collide_and_stay_inside_wherever_the_points_are(found):
    marks = [mark(x, y, label.strip() or "a") for x, y, label in found]
    boxes = [box for box in place(marks, FRAME, 5) if box]
    assert all(box.within(FRAME) for box in boxes)
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[i + 1 :])
    assert not any(box.overlaps(Box(item.x - 5, item.y - 5, 10, 10)) for box in boxes for item in marks)


@pytest.mark.real_data
@pytest.mark.parametrize("approach", ["demarchage", "reseautage"])
def test_every_strategy_of_the_survey_is_a_labelled_point_that_leads_to_its_sheet(approach):
    svg = next(svg for svg in DRAWINGS if f'id="carte-{approach}-t"' in svg)
    found = surveyed(VIEWS, approach)
    assert len(found) == {"demarchage": 11, "reseautage": 5}[approach]
    assert svg.count("<circle") == len(found)
    for item in found:
        assert f'href="../../strategies/{item.entry.id}/"' in svg
    links = ["".join(link.itertext()) for link in ET.fromstring(svg).iter("a")]  # noqa: S314 - our own drawing
    assert sorted(text.replace(" ", "") for text in links) == sorted(
        short_name(item.entry.title).replace(" ", "") for item in found
    )


@pytest.mark.real_data
def test_there_is_a_chart_for_each_question():
    named = [re.search(r'aria-labelledby="(.*?)-t"', svg)[1] for svg in DRAWINGS]
    assert named == [
        "carte-demarchage", "carte-reseautage", "image-adaptation", "image-partenaires", "image-regions",
        "image-territoires",
    ]  # fmt: skip


@pytest.mark.real_data
@pytest.mark.parametrize("svg", DRAWINGS)
def test_a_chart_is_light_and_says_what_it_shows(svg):
    assert len(gzip.compress(svg.encode())) <= 3 * 1024
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert root[0].tag == "title"
    assert root[1].tag == "desc"
    assert root.get("aria-labelledby") == root[0].get("id")
    assert root.get("aria-describedby") == root[1].get("id")
    assert root.get("role") == ("group" if root.find("a") is not None else "img")
    assert "style=" not in svg


@pytest.mark.real_data
@pytest.mark.parametrize("page", [MAP_PAGE, PLOTS_PAGE])
def test_every_chart_is_followed_by_a_table_of_figures_with_passports(page):
    for after in SVG.split(PAGES[page])[1:]:
        table = after[after.index("| ---") :].split("\n\n")[0]
        assert "data-mesure=" in table


@pytest.mark.real_data
def test_every_percentage_of_the_charts_is_a_measure_of_the_page():
    for page in PAGES.values():
        cited = re.findall(r"data-mesure=([\w.-]+)", page)
        known = {f"{VIEWS.portal.measures[name].value:f}".replace(".", ",") for name in cited}
        for svg in SVG.findall(page):
            assert set(re.findall(r">([\d,]+)\u00a0%</text>", svg)) <= known


@pytest.mark.real_data
def test_a_printed_zero_is_written():
    svg = next(svg for svg in DRAWINGS if "image-regions-t" in svg)
    assert svg.count(">0</text>") == 2 * svg.count(">0\u00a0$</text>") > 0


@pytest.mark.real_data
def test_the_eleven_form_two_groups_on_perceived_effectiveness():
    found = surveyed(VIEWS, "demarchage")
    read_here = readings([item.judged for item in found])
    well = {item.id for item in read_here if item.opinion == "bien jugée"}
    assert len(well) == 6
    assert {item.opinion for item in read_here if item.id not in well} == {"avis partagés"}
    assert [item.id for item in read_here if (item.use, item.opinion) == ("très employée", "avis partagés")] == [
        "presence-parcs"
    ]
    assert ("alliance-autres-proximite", "moins employée", "bien jugée") in {
        (item.id, item.use, item.opinion) for item in read_here
    }


def test_strategies_whose_intervals_touch_are_not_told_apart():
    close = [judged("a", 60, 60), judged("b", 62, 58)]
    assert touch(close[0].effect_interval, close[1].effect_interval)
    assert {(item.use, item.opinion) for item in readings(close)} == {("très employée", "bien jugée")}
    assert separation(close).apart == 0


def test_fewer_answers_tell_fewer_strategies_apart():
    many = [judged(str(share), share, share, 400) for share in (20, 40, 60, 80)]
    few = [judged(str(share), share, share, 12) for share in (20, 40, 60, 80)]
    assert separation(many).apart > separation(few).apart


def test_a_strategy_judged_by_less_than_half_is_said_so():
    read_here = readings([judged("a", 80, 95), judged("b", 80, 25), judged("c", 20, 52)])
    assert [item.opinion for item in read_here] == ["bien jugée", "moins bien jugée", "avis partagés"]
    assert [item.use for item in read_here] == ["très employée", "très employée", "moins employée"]
    assert readings([]) == []


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Présence dans les parcs", "Parcs"),
        ("Démarchage par les organismes communautaires", "Organismes communautaires"),
        ("Réseautage auprès de la santé et des services sociaux", "Santé et services sociaux"),
        ("Réseaux sociaux", "Réseaux sociaux"),
    ],
)
def test_a_label_leaves_out_what_all_titles_begin_with(title, short):
    assert short_name(title) == short


def test_the_pages_of_another_portal_show_only_what_it_has():
    views = Views(read(PORTAL)[0])
    made = dict(strategy_map_pages(views))
    assert SVG.findall(made[MAP_PAGE])
    assert "presence-parcs" not in made[MAP_PAGE]


def test_text_of_records_is_never_markup():
    svg = charts.bars(ABOUT, [charts.Bar("<b>&", charts.Value(10, "<i>", 5, 20))])
    assert "<b>" not in svg
    assert "<i>" not in svg
    ET.fromstring(svg)  # noqa: S314 - our own drawing


def test_a_row_that_only_one_group_speaks_of_has_one_mark():
    value = charts.Value(10, "10")
    svg = charts.dumbbell(ABOUT, [charts.Pair("x", value, None), charts.Pair("y", value, value)], ("un", "deux"))
    assert svg.count("<circle") == 1 + 2
    assert svg.count('class="g-ca"') == 1 + 1


TEXTS = """svg => {
  const frame = svg.viewBox.baseVal, texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()]);
  const out = texts.filter(([, b]) => b.x < -1 || b.y < -1 || b.x + b.width > frame.width + 1 || b.y + b.height > frame.height + 1);
  const over = texts.flatMap(([one, a], i) => texts.slice(i + 1).filter(([, b]) =>
    Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1 &&
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 4).map(([other]) => one + ' / ' + other));
  const size = parseFloat(getComputedStyle(svg.querySelector('text')).fontSize) * svg.getBoundingClientRect().width / frame.width;
  return {out: out.map(([text]) => text), over, size};
}"""


@pytest.mark.real_data
@pytest.mark.browser
@pytest.mark.parametrize("path", ["reperes/carte/", "reperes/graphiques/"])
def test_on_a_small_phone_texts_are_inside_apart_and_readable(browser, address, path):
    page = browser.new_page(viewport={"width": 360, "height": 720})
    page.goto(address + path)
    for svg in page.locator("figure.graphique svg").all():
        found = svg.evaluate(TEXTS)
        assert found["out"] == []
        assert found["over"] == []
        assert found["size"] >= 11
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()


@pytest.mark.real_data
@pytest.mark.browser
def test_the_map_page_is_light_on_first_load(browser, address):
    page = browser.new_page(viewport={"width": 360, "height": 720})
    sizes = []
    page.on("response", lambda response: sizes.append((response.url, len(gzip.compress(response.body())))))
    page.goto(f"{address}reperes/carte/", wait_until="networkidle")
    assert sum(size for _, size in sizes) <= 120 * 1024, sizes
    page.close()


@pytest.mark.real_data
@pytest.mark.browser
def test_a_point_leads_to_its_sheet_without_javascript(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 720})
    page = context.new_page()
    page.goto(f"{address}reperes/carte/")
    page.get_by_role("link", name="Parcs", exact=True).first.click()
    assert page.url == f"{address}strategies/presence-parcs/"
    context.close()


@pytest.mark.real_data
@pytest.mark.browser
@pytest.mark.parametrize(
    ("media", "ground"), [({}, "light"), ({"color_scheme": "dark"}, "dark"), ({"media": "print"}, "light")]
)
def test_text_of_charts_stands_out_on_any_ground(browser, address, media, ground):
    page = browser.new_page(viewport={"width": 768, "height": 900})
    page.emulate_media(**media)
    page.goto(f"{address}reperes/carte/")
    fills = page.locator("figure.graphique svg text").evaluate_all("all => all.map(t => getComputedStyle(t).fill)")
    for fill in set(fills):
        light = sum(map(int, re.findall(r"\d+", fill)[:3])) / 3
        assert light < 110 if ground == "light" else light > 150, fill
    page.close()


@pytest.mark.browser
@pytest.mark.real_data
def test_a_setting_says_honestly_that_no_figure_exists(browser, address):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{address}reperes/carte/")
    assert page.locator("figure.graphique").first.is_visible()
    page.get_by_label("À la campagne").check()
    assert not page.locator("figure.graphique").first.is_visible()
    shown = page.locator('.un-milieu[data-milieu="rural"]')
    assert "Aucune donnée chiffrée" in shown.inner_text()
    assert shown.locator("a").count() > 5
    assert not page.locator('.un-milieu[data-milieu="urban"]').is_visible()
    page.get_by_label("Tous les milieux").check()
    assert page.locator("figure.graphique").first.is_visible()
    page.close()
