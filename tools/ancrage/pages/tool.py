"""What the pages of tools that work on the device share: how they open, and their front matter."""

from __future__ import annotations

from collections.abc import Iterator

from ancrage.pages import parts
from ancrage.pages.inline import Writer
from ancrage.text import typographic

_STYLES = ("css/donnees.css", "css/outils.css")


def opening(writer: Writer, title: str, lead: str, before: str) -> Iterator[str]:
    """Yield the title, and what presents the tool: it is out of the way while a work is open."""
    yield f"# {writer.words(title)}"
    yield '<div class="avant-outil" markdown>'
    yield parts.block("en-bref", writer.text(lead))
    yield before
    yield "</div>"


def head(title: str, lead: str, styles: tuple[str, ...], script: str | list[str]) -> str:
    """Return the front matter: the styles of every tool, then its own."""
    return parts.front_matter(
        title=typographic(title),
        description=typographic(lead),
        sommaire=False,
        style=[*_STYLES, *styles],
        script=script,
    )
