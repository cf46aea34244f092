"""The charts of the portal, drawn by hand in SVG: scatter with intervals, bars, dumbbell, small multiples.

Each function returns a whole `<svg>` on one line, fit for a Markdown page. Colours and type are classes of
`docs/css/graphiques.css`, so that dark mode, print and forced colours follow the page. A chart whose points are links
is a group, since what a `role="img"` holds is hidden from assistive technology; the others are images.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor

from ancrage.pages.placement import Box, Mark, anchor, place, text_width, wrap

WIDTH = 424
SIZE = 15.0
LINE = 17.0
_BOLD = 1.12
_ZERO = 52
_RADIUS = 5.0
_LEADER = 12.0
_LETTERS = 19


@dataclass(frozen=True)
class Value:
    """A number to draw, how it is written, and the bounds of its interval where it has one."""

    number: float
    shown: str
    low: float | None = None
    high: float | None = None

    @property
    def first(self) -> float:
        """The lower bound, or the number itself."""
        return self.number if self.low is None else self.low

    @property
    def last(self) -> float:
        """The upper bound, or the number itself."""
        return self.number if self.high is None else self.high


@dataclass(frozen=True)
class About:
    """What identifies a chart: an id unique on the page, its title, what it shows in a sentence or two."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Point:
    """A point of a scatter; `href` leads to its sheet."""

    label: str
    href: str
    x: Value
    y: Value


@dataclass(frozen=True)
class Bar:
    """A row of a bar chart. A row without value is a heading."""

    label: str
    value: Value | None = None


@dataclass(frozen=True)
class Pair:
    """A row of a dumbbell: what each of two groups says, None where a group says nothing."""

    label: str
    one: Value | None
    other: Value | None


@dataclass(frozen=True)
class Column:
    """A panel of small multiples: one value a row, on its own scale. Without bars, only the numbers are shown."""

    title: str
    values: tuple[Value | None, ...]
    bars: bool = True


def scatter(about: About, points: Sequence[Point], across: str, up: str) -> str:
    """Return points in per cent on two questions, with the intervals of both and labels that never collide."""
    frame = Box(38, 30, WIDTH - 46, 420)
    start = (_floor(point.x.first for point in points), _floor(point.y.first for point in points))

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            frame.x + frame.width * (x - start[0]) / (100 - start[0]),
            frame.bottom - frame.height * (y - start[1]) / (100 - start[1]),
        )

    marks, lines = [], []
    for point in points:
        text = wrap(point.label, _LETTERS)
        (x, y), (left, bottom), (right, top) = (
            at(point.x.number, point.y.number),
            at(point.x.first, point.y.first),
            at(point.x.last, point.y.last),
        )
        width = max(text_width(line, SIZE) for line in text)
        marks.append(Mark(x, y, left, right, top, bottom, width, LINE * len(text)))
        lines.append(text)
    boxes = place(marks, Box(frame.x + 2, frame.y + 2, frame.width - 2, frame.height - 4), _RADIUS)
    crosses = [_cross(mark) for mark in marks]
    drawn = [*_axes(frame, start), f'<path class="g-iv" d="{"".join(crosses)}"/>']
    for point, mark, text, box, cross in zip(points, marks, lines, boxes, crosses, strict=True):
        drawn.append(
            f'<a href="{escape(point.href)}"><path class="g-vu" d="{cross}"/>{_leader(mark, box)}'
            f'<circle class="g-pt" cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(_RADIUS)}"/>'
            f"{_label(text, mark, box, point.label)}</a>"
        )
    drawn.append(_text(0, 16, f"↑ {up}", "g-ti"))
    drawn.append(_text(WIDTH, frame.bottom + 40, f"{across} →", "g-ti g-fin"))
    return _svg(about, frame.bottom + 52, drawn, role="group")


def bars(about: About, rows: Sequence[Bar]) -> str:
    """Return horizontal bars from zero, each under its label, with its interval where there is one."""
    values = [row.value for row in rows if row.value]
    scale = (WIDTH - 76) / (ceil(max((value.last for value in values), default=1) / 10) * 10 or 1)
    drawn, y = [], 0.0
    for row in rows:
        if row.value is None:
            drawn.append(_text(1, y + 20, row.label, "g-gr"))
            y += 28
            continue
        drawn.append(_text(1, y + 15, row.label))
        drawn.append(_rect(1, y + 22, row.value.number * scale, 14, "g-pl"))
        if row.value.low is not None and row.value.high is not None:
            low, high, middle = 1 + row.value.low * scale, 1 + row.value.high * scale, y + 29
            path = f"M{_n(low)} {_n(middle)}H{_n(high)}M{_n(low)} {_n(middle - 4)}v8M{_n(high)} {_n(middle - 4)}v8"
            drawn.append(f'<path class="g-ba" d="{path}"/>')
        drawn.append(_text(row.value.last * scale + 8, y + 34, row.value.shown, "g-va"))
        y += 46
    return _svg(about, y, drawn)


def dumbbell(about: About, rows: Sequence[Pair], names: tuple[str, str]) -> str:
    """Return what two groups say, row by row: a disc above a square, joined, so that near values stay readable."""
    values = [value for row in rows for value in (row.one, row.other) if value]
    scale = (WIDTH - _ZERO - 60) / (ceil(max((value.last for value in values), default=1) / 10) * 10 or 1)
    second = 22 + text_width(names[0], SIZE) + 22
    drawn = [
        _disc(8, 11), _text(20, 16, names[0], "g-va"),
        _square(second, 11), _text(second + 12, 16, names[1], "g-va"),
    ]  # fmt: skip
    y = 30.0
    for row in rows:
        drawn.append(_text(1, y + 15, row.label))
        drawn.append(f'<path class="g-ax" d="M0 {_n(y + 58)}H{WIDTH}M{_ZERO} {_n(y + 21)}v36"/>')
        both = ((row.one, y + 29, _disc), (row.other, y + 48, _square))
        ends = [(value, middle, draw) for value, middle, draw in both if value]
        if len(ends) == 2:
            path = "L".join(f"{_n(_ZERO + value.number * scale)} {_n(middle)}" for value, middle, _ in ends)
            drawn.append(f'<path class="g-li" d="M{path}"/>')
        least = min((value.number for value, _, _ in ends), default=0)
        for value, middle, draw in ends:
            x = _ZERO + value.number * scale
            before = len(ends) == 2 and value.number == least
            drawn.append(draw(x, middle))
            drawn.append(_text(x + (-11 if before else 11), middle + 5, value.shown, f"g-va{' g-fin' * before}"))
        y += 62
    return _svg(about, y, drawn)


def multiples(about: About, names: Sequence[str], columns: Sequence[Column]) -> str:
    """Return small bar charts side by side, on shared rows, each column on its own scale; zero is only written."""
    width = WIDTH / len(columns)
    heads = [wrap(column.title, int(width / 9)) for column in columns]
    drawn: list[str] = []
    for index, head in enumerate(heads):
        drawn.extend(_text(index * width, 17 + LINE * i, line, "g-co") for i, line in enumerate(head))
    start = 12 + LINE * max(len(head) for head in heads)
    room = [
        width - 17 - _BOLD * max(text_width(value.shown, SIZE) for value in column.values if value)
        if any(column.values)
        else 0
        for column in columns
    ]
    for line, name in enumerate(names):
        y = start + 42 * line
        drawn.append(f'<path class="g-ax" d="M0 {_n(y)}H{WIDTH}"/>' + _text(1, y + 17, name))
        for index, column in enumerate(columns):
            value = column.values[line]
            x, top = index * width, max((item.number for item in column.values if item), default=0)
            if value is None:
                drawn.append(_text(x, y + 35, "—", "g-va"))
                continue
            long = max(0.0, room[index]) * value.number / top if column.bars and top else 0
            if long:
                drawn.append(_rect(x, y + 24, long, 12))
            drawn.append(_text(x + (long + 5 if long else 0), y + 35, value.shown, "g-va"))
    return _svg(about, start + 42 * len(names), drawn)


def figure(svg: str, caption: str) -> str:
    """Return a chart with its caption (HTML), as one raw block of a Markdown page."""
    return f'<figure class="graphique">{svg}<figcaption>{caption}</figcaption></figure>'


def _svg(about: About, height: float, drawn: Iterable[str], role: str = "img") -> str:
    named = f'role="{role}" aria-labelledby="{about.id}-t" aria-describedby="{about.id}-d"'
    head = f'<title id="{about.id}-t">{escape(about.title)}</title><desc id="{about.id}-d">{escape(about.text)}</desc>'
    return f'<svg viewBox="0 0 {WIDTH} {_n(height)}" {named}>{head}{"".join(drawn)}</svg>'


def _axes(frame: Box, start: tuple[int, int]) -> Iterator[str]:
    for tick in (0, 25, 50, 75, 100):
        style = "g-mi" if tick == 50 else "g-ax"
        x = frame.x + frame.width * (tick - start[0]) / (100 - start[0])
        y = frame.bottom - frame.height * (tick - start[1]) / (100 - start[1])
        if tick >= start[0]:
            yield f'<path class="{style}" d="M{_n(x)} {_n(frame.y)}V{_n(frame.bottom)}"/>'
            yield _text(min(x, WIDTH - 16), frame.bottom + 19, str(tick), "g-tk g-mil")
        if tick >= start[1]:
            yield f'<path class="{style}" d="M{_n(frame.x)} {_n(y)}H{_n(frame.right)}"/>'
            yield _text(frame.x - 6, y + 5, str(tick), "g-tk g-fin")


def _cross(mark: Mark) -> str:
    return f"M{_n(mark.left)} {_n(mark.y)}H{_n(mark.right)}M{_n(mark.x)} {_n(mark.top)}V{_n(mark.bottom)}"


def _leader(mark: Mark, box: Box | None) -> str:
    """Return the thin line from a point to its label, when the label had to go away from it."""
    if box is None:
        return ""
    x, y = anchor(mark, box)
    if abs(x - mark.x) + abs(y - mark.y) < _LEADER + _RADIUS:
        return ""
    return f'<path class="g-re" d="M{_n(mark.x)} {_n(mark.y)}L{_n(x)} {_n(y)}"/>'


def _label(lines: Sequence[str], mark: Mark, box: Box | None, name: str) -> str:
    """Return a label set against the side of its box that faces its point."""
    if box is None:
        return f"<title>{escape(name)}</title>"
    x, style = box.x + box.width / 2, "g-lb g-mil"
    if mark.x > box.right - box.width / 4:
        x, style = box.right, "g-lb g-fin"
    elif mark.x < box.x + box.width / 4:
        x, style = box.x, "g-lb"
    return "".join(_text(x, box.y + LINE * i + 13.5, line, style) for i, line in enumerate(lines))


def _text(x: float, y: float, text: str, style: str = "") -> str:
    named = f' class="{style}"' if style else ""
    return f'<text x="{_n(x)}" y="{_n(y)}"{named}>{escape(text)}</text>'


def _rect(x: float, y: float, width: float, height: float, style: str = "g-bl") -> str:
    return f'<rect class="{style}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"/>'


def _disc(x: float, y: float) -> str:
    return f'<circle class="g-pt" cx="{_n(x)}" cy="{_n(y)}" r="6"/>'


def _square(x: float, y: float) -> str:
    return f'<rect class="g-ca" x="{_n(x - 5.5)}" y="{_n(y - 5.5)}" width="11" height="11"/>'


def _floor(values: Iterable[float]) -> int:
    return max(0, min(80, floor(min(values, default=0) / 10) * 10))


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
