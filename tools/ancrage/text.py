"""French text: folding, typography of the OQLF, numbers and periods in words."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

NBSP = "\u00a0"
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_SPACED = re.compile(r"[ \u00a0\u202f]+([:»%$])")
_OPENING = re.compile(r"«[ \u00a0\u202f]*")
_CLOSING = re.compile(r"[ \u00a0\u202f]*»")
_TIGHT = re.compile(r"[ \u00a0\u202f]+([;!?])")
_HOURS = re.compile(r"(\d) h(?: (\d\d))?\b")
_NOT_PROSE = re.compile(
    r"\A---\n.*?\n---\n|```.*?```|~~~.*?~~~|`[^`\n]*`|<[^<>]*>|\{\{.*?\}\}|\{[:#. ][^{}\n]*\}"
    r"|\]\([^()\n]*\)|https?://\S+",
    re.DOTALL,
)
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def fold(text: str) -> str:
    """Return the text without accents or capitals, œ and æ spelt out: the key French words are sorted by."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def typographic(text: str) -> str:
    """Return the text with the no-break spaces and apostrophes that the OQLF asks for."""
    text = _OPENING.sub(f"«{NBSP}", text)
    text = _CLOSING.sub(f"{NBSP}»", text)
    text = _SPACED.sub(rf"{NBSP}\1", text)
    text = _TIGHT.sub(r"\1", text)
    text = _HOURS.sub(lambda m: f"{m[1]}{NBSP}h" + (f"{NBSP}{m[2]}" if m[2] else ""), text)
    text = _THOUSANDS.sub(NBSP, text)
    return text.replace("'", "’")


def typographic_page(markdown: str) -> str:
    """Return a Markdown page whose prose follows the OQLF; code, HTML, macros and addresses are untouched."""
    shown, end = [], 0
    for untouched in _NOT_PROSE.finditer(markdown):
        shown += [_typographic_prose(markdown[end : untouched.start()]), untouched[0]]
        end = untouched.end()
    return "".join([*shown, _typographic_prose(markdown[end:])])


def _typographic_prose(text: str) -> str:
    """Typeset line by line, leaving what starts a line (indents, table and list marks) as it is."""
    lines = []
    for line in text.split("\n"):
        lead = line[: len(line) - len(line.lstrip(" |:-"))]
        lines.append(lead + typographic(line[len(lead) :]))
    return "\n".join(lines)


def number(value: Decimal | float, decimals: int | None = None) -> str:
    """Return a number as printed in Québec: comma, thousands set apart (« 5 305 », « 19,64 »)."""
    shown = f"{value:,.{decimals}f}" if decimals is not None else f"{Decimal(value):,f}"
    return shown.replace(",", NBSP).replace(".", ",")


def clock(minutes: int) -> str:
    """Return a time of a plan or a duration: « 0 h 00 », « 1 h 05 », with no-break spaces."""
    return f"{minutes // 60}{NBSP}h{NBSP}{minutes % 60:02d}"


def _date(text: str) -> str:
    parts = [int(part) for part in text.split("-")]
    year = str(parts[0])
    if len(parts) == 1:
        return year
    month = _MONTHS[parts[1] - 1]
    if len(parts) == 2:
        return f"{month} {year}"
    return f"{'1er' if parts[2] == 1 else parts[2]} {month} {year}"


def month_words(text: str) -> str:
    """Return a month of a file in words: « avril 2024 »."""
    return _date(text)


def period(text: str) -> str:
    """Return a period of a figure in words: « du 1er avril 2024 au 31 octobre 2024 »."""
    if text == "non-precisee":
        return "période non précisée"
    if text == "sans-objet":
        return "sans objet"
    if "/" in text:
        start, end = text.split("/")
        days = start.count("-") == 2
        return f"du {_date(start)} au {_date(end)}" if days else f"{_date(start)} à {_date(end)}"
    if re.fullmatch(r"\d{4}-\d{4}", text):
        return text.replace("-", "–")
    return _date(text)
