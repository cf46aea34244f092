"""Drawings and images of a fragment → pictures of a Word document, with their alternative text."""

from __future__ import annotations

import base64
import io
import re
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element as Source
from xml.etree.ElementTree import tostring

import resvg_py
from docx.shared import Emu, Length
from docx.text.paragraph import Paragraph

SVG = "{http://www.w3.org/2000/svg}"
_DATA = re.compile(r"data:(image/[a-z+.-]+)(;[^,]*?)??(;base64)?,(.*)", re.DOTALL)
_SCALE = 3
_PIXEL = 9525
"""English metric units in a CSS pixel."""


def is_picture(source: Source) -> bool:
    """Tell whether an element is an image or a drawing."""
    return source.tag in ("img", f"{SVG}svg", "svg")


def add_picture(source: Source, paragraph: Paragraph, width: Length) -> None:
    """Append the picture to a paragraph, no wider than `width`; nothing for an image that is not in the fragment."""
    content = _content(source)
    if content is None:
        return
    run: Any = paragraph.add_run()
    shape = run.add_picture(io.BytesIO(content))
    wanted = min(_declared(source) or width, width)
    shape.height = Emu(round(shape.height * wanted / shape.width))
    shape.width = Emu(wanted)
    described = shape._inline.docPr
    described.set("descr", alternative(source))
    described.set("name", f"Figure {described.get('id')}")


def alternative(source: Source) -> str:
    """Return what replaces a picture for who does not see it: `alt`, else its title and its description."""
    if source.tag == "img":
        return source.get("alt") or ""
    told = [part.text or "" for name in ("title", "desc") for part in source if part.tag.removeprefix(SVG) == name]
    return " ".join(filter(None, told)) or source.get("aria-label") or ""


def _content(source: Source) -> bytes | None:
    """Return the PNG or JPEG of a picture."""
    if source.tag != "img":
        return _drawn(tostring(source, encoding="unicode"))
    found = _DATA.fullmatch(source.get("src") or "")
    if found is None:
        return None
    content = base64.b64decode(found[4]) if found[3] else unquote_to_bytes(found[4])
    return _drawn(content.decode()) if found[1].startswith("image/svg") else content


def _drawn(svg: str) -> bytes:
    if "xmlns" not in svg.split(">", 1)[0]:
        svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    wordless = "text>" not in svg  # a QR code: all the fonts of a machine are long to read
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_SCALE, skip_system_fonts=wordless))


def _declared(source: Source) -> int | None:
    """Return the width that a picture says it has, in English metric units: a number of pixels, or of its view."""
    declared = re.match(r"\d+(\.\d+)?(?=px|$)", source.get("width") or "")
    if declared:
        return round(float(declared[0]) * _PIXEL)
    return None
