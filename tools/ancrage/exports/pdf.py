"""PDF/UA-1 by WeasyPrint: tagged, with bookmarks, fonts embedded, the same bytes for the same content."""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ancrage.exports import folios
from ancrage.problems import AncrageError

if TYPE_CHECKING:
    from weasyprint import HTML

Size = Literal["letter", "A4"]


@dataclass(frozen=True)
class About:
    """What a document says of itself: `day`, when its content last changed."""

    title: str
    description: str = ""
    day: date | None = None
    lang: str = "fr-CA"


_STYLE = Path(__file__).with_name("papier.css")
_PANGO = (
    "pas de PDF : la bibliothèque Pango manque. Installez-la (Debian et Ubuntu : « apt install libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0 »; macOS : « brew install pango »), puis relancez."
)
_WEASYPRINT = "pas de PDF : le module WeasyPrint manque. Installez les dépendances (« make site »), puis relancez."
_FONTS = (
    "pas de PDF : aucune police de caractères n'est installée. Installez-en une (Debian et Ubuntu : « apt install "
    "fonts-dejavu-core »), puis relancez."
)


@cache
def reason_absent() -> str | None:
    """Return why no PDF can be made here and what to install, in one sentence; None when all is there."""
    try:
        with warnings.catch_warnings(action="ignore"):  # it says that fonts are missing, less well than we do
            from weasyprint.text.ffi import fontconfig  # noqa: PLC0415 - slow to load, and Pango may be missing
    except ImportError:
        return _WEASYPRINT
    except OSError:
        return _PANGO
    config = fontconfig.FcInitLoadConfigAndFonts()
    fonts = fontconfig.FcConfigGetFonts(config, 0)
    return None if fonts and fonts.nfont else _FONTS


@dataclass(frozen=True)
class Typeset:
    """A finished document: its bytes, and how many pages it has."""

    content: bytes
    pages: int


def render(body: str, about: About, size: Size = "letter") -> bytes:
    """Return a document as PDF/UA-1: see `typeset`."""
    return typeset(body, about, size).content


def typeset(body: str, about: About, size: Size = "letter", style: Path | None = None) -> Typeset:
    """Return a document as PDF/UA-1. `body`: the inside of an HTML body, as `paper` and `back` make it.

    A document is made from nothing but its own text: an address of something to load stops it.

    `style`: a style sheet over that of all documents.

    An AncrageError says what to install where WeasyPrint, Pango or fonts are missing.
    """
    absent = reason_absent()
    if absent:
        raise AncrageError(absent)
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    inside = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    with _still(about.day), _unswept():
        source = HTML(string=_document(body, about), url_fetcher=inside)
        return _set(source, _look(size, style), about.title.encode()[:16])


@cache
def _look(size: Size, style: Path | None) -> Mapping[str, object]:
    """Return the fonts and the style sheets of documents, read once."""
    from weasyprint import CSS  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    sheets = [CSS(filename=str(path), font_config=fonts) for path in (_STYLE, style) if path]
    return {"font_config": fonts, "stylesheets": [*sheets, CSS(string=f"@page {{ size: {size} }}", font_config=fonts)]}


def _set(source: HTML, look: Mapping[str, object], identifier: bytes) -> Typeset:
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    folios.reserve(source.etree_element)
    options = {"pdf_variant": "pdf/ua-1", "pdf_identifier": identifier}
    try:
        laid = source.render(**look, **options)
    except FatalURLFetchingError as error:
        raise AncrageError(f"un document ne charge rien d'ailleurs : {error}") from error
    folios.write(laid)
    return Typeset(bytes(laid.write_pdf(**options)), len(laid.pages))


def _document(body: str, about: About) -> str:
    named = {"author": "Ancrage", "description": about.description, "generator": "Ancrage"}
    if about.day:
        named |= {"dcterms.created": about.day.isoformat(), "dcterms.modified": about.day.isoformat()}
    metas = "".join(f'<meta name="{key}" content="{escape(value)}">' for key, value in named.items() if value)
    head = f'<meta charset="utf-8"><title>{escape(about.title)}</title>{metas}'
    return f'<!doctype html><html lang="{about.lang}"><head>{head}</head><body>{body}</body></html>'


@contextmanager
def _still(day: date | None) -> Iterator[None]:
    """Hold the clock that subset fonts are dated by."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str((day - date(1970, 1, 1)).days * 86_400 if day else 0)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


@contextmanager
def _unswept() -> Iterator[None]:
    """Hold the sweeper of memory: it walks all that is laid out again and again, and nearly all of it is in use."""
    swept = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()
