"""A chart of a page as paper needs it: its classes turned into attributes, since page CSS never reaches inline SVG.

The colours are those of the light scheme of `docs/css/ancrage.css`, the rules those of `docs/css/graphiques.css`.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element

_TEXT = {
    "fill": "#22302e",
    "font-family": "Noto Sans, Liberation Sans, DejaVu Sans Condensed, sans-serif",
    "font-size": "15",
}
PAINT: dict[str, dict[str, str]] = {
    "g-ax": {"stroke": "#ddd4c4", "stroke-width": "1"},
    "g-mi": {"stroke": "#857f6f", "stroke-dasharray": "4 4"},
    "g-iv": {"stroke": "#857f6f", "stroke-width": "1.2"},
    "g-re": {"stroke": "#51605d", "stroke-width": "1"},
    "g-li": {"stroke": "#857f6f", "stroke-width": "2"},
    "g-pt": {"fill": "#1d504c", "stroke": "#ffffff", "stroke-width": "1.2"},
    "g-bl": {"fill": "#1d504c"},
    "g-ca": {"fill": "#ffffff", "stroke": "#a2431d", "stroke-width": "3"},
    "g-pl": {"fill": "#e2eeea", "stroke": "#1d504c", "stroke-width": "1.5"},
    "g-ba": {"stroke": "#22302e", "stroke-width": "2"},
    "g-fin": {"text-anchor": "end"},
    "g-mil": {"text-anchor": "middle"},
    "g-tk": {"fill": "#51605d"},
    "g-ti": {"fill": "#51605d", "font-size": "14"},
    "g-gr": {"fill": "#1d504c", "font-weight": "700"},
    "g-co": {"fill": "#1d504c"},
    "g-va": {"font-weight": "700"},
    "g-lb": {},
}
"""What each class of a chart paints."""
_HALO = {"fill": "#ffffff", "stroke": "#ffffff", "stroke-width": "3.5", "stroke-linejoin": "round"}
_SCREEN_ONLY = "g-vu"
"""What shows only under a pointer."""


def drawing(svg: Element, name: str) -> str:
    """Return a chart as SVG that needs no style sheet; `name` begins its ids. What it says of itself is kept."""
    size = {"viewBox": svg.get("viewBox", ""), "xmlns": "http://www.w3.org/2000/svg", "role": "img"}
    labelled = {"id": name, "aria-labelledby": f"{name}-t", "aria-describedby": f"{name}-d"}
    return _tag("svg", {**size, **labelled}, _inside(svg, name))


def title(svg: Element) -> str:
    """Return what a chart is called."""
    return svg.findtext("title", "")


def _inside(node: Element, name: str) -> str:
    return escape(node.text or "", quote=False) + "".join(
        part + escape(child.tail or "", quote=False) for child in node for part in _drawn(child, name)
    )


def _drawn(node: Element, name: str) -> Iterator[str]:
    classes = node.get("class", "").split()
    if _SCREEN_ONLY in classes:
        return
    if node.tag in ("a", "g"):
        yield _inside(node, name)
        return
    if node.tag in ("title", "desc"):
        yield _tag(node.tag, {"id": f"{name}-{node.tag[0]}"}, _inside(node, name))
        return
    place = {key: value for key, value in node.attrib.items() if key not in ("class", "id", "href")}
    paint = dict(_TEXT) if node.tag == "text" else {"fill": "none"} if node.tag == "path" else {}
    for style in classes:
        paint.update(PAINT[style])
    if "g-lb" in classes:  # paint-order is ignored: the halo is drawn first, on its own
        yield _tag(node.tag, {**place, **paint, **_HALO, "aria-hidden": "true"}, _inside(node, name))
    yield _tag(node.tag, {**place, **paint}, _inside(node, name))


def _tag(name: str, attributes: dict[str, str], inside: str) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{inside}</{name}>"
