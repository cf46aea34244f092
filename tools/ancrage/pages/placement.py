"""Where the labels of a chart go: greedy, never over one another nor over a point, always inside the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

_NARROW, _WIDE = frozenset("iljtfrI'’.,:;!|()[]-– \u00a0"), frozenset("mwMW%@œ—")
_GAP = 3.0
_DISTANCES = (9, 15, 23, 32, 43, 56, 70, 86, 104)
_STEP = 12
_MISSING = 10_000.0


@dataclass(frozen=True)
class Box:
    """A rectangle of the drawing: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The bottom edge."""
        return self.y + self.height

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Return whether the rectangles share some surface, or come nearer than `gap`."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )

    def within(self, other: Box) -> bool:
        """Return whether the rectangle lies inside the other."""
        return other.x <= self.x and self.right <= other.right and other.y <= self.y and self.bottom <= other.bottom


@dataclass(frozen=True)
class Mark:
    """A point to be labelled, with the bounds of its intervals and the size of its label."""

    x: float
    y: float
    left: float
    right: float
    top: float
    bottom: float
    width: float
    height: float


def text_width(text: str, size: float) -> float:
    """Return a generous estimate of the width of a text in a common sans serif font."""
    return size * sum(0.36 if c in _NARROW else 0.92 if c in _WIDE else 0.72 if c.isupper() else 0.61 for c in text)


def wrap(text: str, length: int) -> list[str]:
    """Return the words of a text in lines of at most about `length` characters."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + len(word) < length:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def place(marks: Sequence[Mark], frame: Box, radius: float) -> list[Box | None]:
    """Return the box of each label, in the order given; None for a label that finds no free place.

    Greedy, in several orders (crowded points first, from each side, the longest labels first): the best one is kept.
    """
    points = [Box(mark.x - radius, mark.y - radius, 2 * radius, 2 * radius) for mark in marks]
    keys: tuple[Callable[[int], float], ...] = (
        lambda i: _room(marks, i),
        lambda i: marks[i].x,
        lambda i: -marks[i].x,
        lambda i: marks[i].y,
        lambda i: -marks[i].y,
        lambda i: -marks[i].width * marks[i].height,
    )
    tries = [_greedy(sorted(range(len(marks)), key=key), marks, points, frame) for key in keys]
    best = min(tries, key=lambda placed: sum(_cost(box, i, marks, placed) for i, box in placed.items())
               + _MISSING * (len(marks) - len(placed)))  # fmt: skip
    return [best.get(index) for index in range(len(marks))]


def _greedy(order: Sequence[int], marks: Sequence[Mark], points: Sequence[Box], frame: Box) -> dict[int, Box]:
    placed: dict[int, Box] = {}
    for index in order:
        for candidates in (_around, _anywhere):
            free = [
                box
                for box in candidates(marks[index], frame)
                if box.within(frame)
                and not any(box.overlaps(point, 2) for point in points)
                and not any(box.overlaps(other, _GAP) for other in placed.values())
            ]
            if free:
                placed[index] = min(free, key=lambda box: _cost(box, index, marks, placed))
                break
    return placed


def anchor(mark: Mark, box: Box) -> tuple[float, float]:
    """Return the place of a label's box nearest to its point: where a leader line ends."""
    return min(max(mark.x, box.x), box.right), min(max(mark.y, box.y), box.bottom)


def _room(marks: Sequence[Mark], index: int) -> float:
    """Return the distance to the nearest other point: the crowded ones choose first."""
    here = marks[index]
    return min((hypot(other.x - here.x, other.y - here.y) for i, other in enumerate(marks) if i != index), default=0.0)


def _around(mark: Mark, _: Box) -> Iterator[Box]:
    for distance in _DISTANCES:
        for step in range(16):
            angle = step * pi / 8
            x = mark.x + (distance + mark.width / 2) * cos(angle)
            y = mark.y + (distance + mark.height / 2) * sin(angle)
            yield Box(x - mark.width / 2, y - mark.height / 2, mark.width, mark.height)


def _anywhere(mark: Mark, frame: Box) -> Iterator[Box]:
    for column in range(int(max(0, frame.width - mark.width)) // _STEP + 1):
        for row in range(int(max(0, frame.height - mark.height)) // _STEP + 1):
            yield Box(frame.x + column * _STEP, frame.y + row * _STEP, mark.width, mark.height)


def _cost(box: Box, index: int, marks: Sequence[Mark], placed: Mapping[int, Box]) -> float:
    """Return how bad a place is: far from its point, over interval lines, nearer to another point than to its own."""
    mark = marks[index]
    end = anchor(mark, box)
    away = hypot(end[0] - mark.x, end[1] - mark.y)
    crossed = sum(_length_inside(box, other) for other in marks)
    steps = [(mark.x + (end[0] - mark.x) * t / 8, mark.y + (end[1] - mark.y) * t / 8) for t in range(1, 8)]
    others = [other for i, other in placed.items() if i != index]
    hidden = sum(
        40 for x, y in steps for other in others if other.x <= x <= other.right and other.y <= y <= other.bottom
    )
    nearer = 0
    for i, other in enumerate(marks):
        near = anchor(other, box)
        nearer += 60 * (i != index and hypot(near[0] - other.x, near[1] - other.y) < away)
    return 1.6 * away + 0.2 * crossed + hidden + nearer


def _length_inside(box: Box, mark: Mark) -> float:
    """Return the length of the interval lines of a point that a box covers."""
    across = max(0.0, min(box.right, mark.right) - max(box.x, mark.left)) if box.y <= mark.y <= box.bottom else 0.0
    down = max(0.0, min(box.bottom, mark.bottom) - max(box.y, mark.top)) if box.x <= mark.x <= box.right else 0.0
    return across + down
