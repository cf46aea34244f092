"""Figures of a slide as a native bar chart, whose intervals are error bars: it stays editable in PowerPoint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.slide import Slide as Page
from pptx.util import Emu, Pt

from ancrage.exports.pptx.template import INK, LANGUAGE, PINE, Frame
from ancrage.exports.slides import Bar
from ancrage.text import NBSP, number

_SERIES = "Part des réponses, en %"


def bars(page: Page, shown: Sequence[Bar], place: Frame, source: str) -> None:
    """Add a bar chart of shares in per cent, from 0 to 100, in the order given; `source` ends its alternative text.

    Labels hold the numbers: beside the bars, they would be struck out by the intervals.
    """
    data: Any = CategoryChartData(number_format="General")
    data.categories = [bar.label for bar in shown]
    data.add_series(_SERIES, [bar.value for bar in shown])
    left, top, width, height = map(Emu, place)
    frame: Any = page.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, left, top, width, height, data)
    frame.name = "Graphique"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"{alternative(shown)} {source}")
    chart = frame.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.size, chart.font.color.rgb = Pt(18), RGBColor.from_string(INK)
    _axes(chart)
    plot = chart.plots[0]
    plot.gap_width = 70
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(PINE)
    if any(bar.low is not None for bar in shown):
        _error_bars(series._element, shown)
    chart._chartSpace.insert(1, chart._chartSpace.makeelement(qn("c:lang"), {"val": LANGUAGE}))


def alternative(shown: Sequence[Bar]) -> str:
    """Return the alternative text of a chart: each bar with its interval."""
    told = []
    for bar in shown:
        words = bar.label
        if bar.low is not None and bar.high is not None:
            words += f" (intervalle à 95{NBSP}%{NBSP}: {number(bar.low, 0)} à {number(bar.high, 0)}{NBSP}%)"
        told.append(words)
    return f"Barres. {'; '.join(told)}."


def _axes(chart: Any) -> None:  # noqa: ANN401 - a chart of python-pptx, without public type
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, 100, 25
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = RGBColor.from_string("DDD4C4")
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = f'0"{NBSP}%"', False
    values.tick_labels.font.size = Pt(14)
    names.reverse_order = True
    names.format.line.color.rgb = RGBColor.from_string("857F6F")
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # at the bottom, since the order is reversed


def _error_bars(series: Any, shown: Sequence[Bar]) -> None:  # noqa: ANN401 - an element
    """Write the intervals: what python-pptx has no method for."""
    bars_ = _made(series, "errBars")
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        bars_.append(_made(series, name, val=value))
    for name, spans in (
        ("plus", [(bar.high or bar.value) - bar.value for bar in shown]),
        ("minus", [bar.value - (bar.low if bar.low is not None else bar.value) for bar in shown]),
    ):
        literal = _made(series, "numLit")
        literal.append(_made(series, "formatCode", text="General"))
        literal.append(_made(series, "ptCount", val=str(len(spans))))
        for index, span in enumerate(spans):
            point = _made(series, "pt", idx=str(index))
            point.append(_made(series, "v", text=repr(round(span, 10))))
            literal.append(point)
        side = _made(series, name)
        side.append(literal)
        bars_.append(side)
    look = _made(series, "spPr")
    line = look.makeelement(qn("a:ln"), {"w": "22225"})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": "A2431D"}))
    line.append(fill)
    look.append(line)
    bars_.append(look)
    series.find(qn("c:cat")).addprevious(bars_)


def _made(near: Any, name: str, *, text: str = "", **attributes: str) -> Any:  # noqa: ANN401 - elements
    found = near.makeelement(qn(f"c:{name}"), attributes)
    found.text = text or None
    return found
