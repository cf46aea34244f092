"""The list from A to Z: every title, acronym and everyday word of the portal, and the pages it leads to.

It is where search forms lead without JavaScript. Its lines are written as HTML, without the Markdown of links: there
are thousands.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Iterator

from ancrage.model import Acronym, Entry, Portal, Synonyms
from ancrage.pages import parts
from ancrage.text import fold, typographic
from ancrage.urls import Location, location
from ancrage.views import Views

PAGE = "recherche/a-z.md"
_TITLE = "Tout le portail de A à Z"
_LEAD = (
    "Chaque titre, chaque sigle et bien des mots de tous les jours, et la page où chacun mène. Touchez une lettre, ou "
    "employez « Rechercher dans la page » de votre navigateur."
)
_DIGITS = "0-9"
_MOST = 3
"""How many entries a word leads to at most."""
_LONGEST = 18
"""Past so many letters, an alias is a phrase that one asks and does not look up: search knows it, the list, which is to
stay light, does not."""


def alphabet_page(views: Views) -> tuple[str, str]:
    """Return the path and the Markdown of the page."""
    letters: dict[str, list[str]] = {}
    for key, (word, entries) in sorted(_words(views.portal).items()):
        letters.setdefault(_letter(key), []).append(_line(word, entries))
    jumps = "\n".join(f'<a href="#{_anchor(letter)}">{letter}</a>' for letter in letters)
    chunks = [
        f"# {_TITLE}",
        parts.block("en-bref", typographic(_LEAD)),
        f'<nav class="alphabet" aria-label="Lettres" data-a-z>\n{jumps}\n</nav>',
        *(_section(letter, lines) for letter, lines in letters.items()),
    ]
    head = parts.front_matter(
        title=_TITLE, description=typographic(_LEAD), style="css/recherche-page.css", sommaire=False
    )
    return PAGE, parts.assembled(head, chunks)


def names(portal: Portal) -> Iterator[tuple[str, Entry]]:
    """Yield every name with the entry it leads to: titles, what acronyms stand for, short aliases and variants."""
    for entry in portal.entries.values():
        yield entry.title, entry
    for entry in portal.entries.values():
        if isinstance(entry, Acronym):
            yield entry.expansion, entry
        for alias in filter(_is_short, entry.aliases):
            yield alias, entry
        if isinstance(entry, Synonyms):
            for variant in filter(_is_short, entry.variants):
                yield variant, portal.entries[entry.canonical]


def _is_short(name: str) -> bool:
    return len(name) <= _LONGEST


def _words(portal: Portal) -> dict[str, tuple[str, list[Entry]]]:
    """Return for each word, by its folded form, how it is written first and the entries it names.

    A word that people say, and that names nothing, leads to the first entry given for it, otherwise to the first that
    the words it means name: one link each, for they are many.
    """
    found: dict[str, tuple[str, list[Entry]]] = {}
    for name, entry in names(portal):
        _, entries = found.setdefault(_key(name), (name, []))
        if entry not in entries and len(entries) < _MOST:
            entries.append(entry)
    said: dict[str, tuple[str, list[Entry]]] = {}
    for group in portal.equivalents:
        meant = [entry for word in group.means for entry in found.get(_key(word), ("", []))[1]]
        best = [portal.entries[name] for name in group.entries if name in portal.entries] or meant
        if best:
            said.update({_key(word): (word, best[:1]) for word in filter(_is_short, group.say)})
    return {**said, **found}


def _key(name: str) -> str:
    """Return what a word is sorted by: folded, hyphens as spaces, from its first letter or digit on."""
    folded = fold(name).replace("-", " ")
    return re.sub(r"^[^a-z0-9]+", "", folded) or folded


def _letter(key: str) -> str:
    return key[0].upper() if key[:1].isalpha() else _DIGITS


def _anchor(letter: str) -> str:
    return f"lettre-{letter.lower()}"


def _section(letter: str, lines: list[str]) -> str:
    inner = "\n".join(lines)
    return f'<h2 id="{_anchor(letter)}">{letter}</h2>\n<ul class="a-z">\n{inner}\n</ul>'


def _line(word: str, entries: list[Entry]) -> str:
    """Return one line: the word as a link, or followed by its links when it names several entries.

    Those are told apart by their kind alone, or by their title when a kind comes twice: titles would weigh too much.
    """
    if len(entries) == 1:
        return f"<li>{_link(entries[0], word)}"
    kinds = Counter(entry.kind for entry in entries)
    labels = (entry.name.lower() if kinds[entry.kind] == 1 else entry.title for entry in entries)
    links = ", ".join(_link(entry, label) for entry, label in zip(entries, labels, strict=True))
    return f"<li>{_shown(word)}\u00a0: {links}"


def _link(entry: Entry, label: str) -> str:
    target = posixpath.relpath(location(entry).url.split("#")[0], Location(PAGE).url) + "/"
    anchor = location(entry).anchor
    return f'<a href="{target}{"#" + anchor if anchor else ""}">{_shown(label)}</a>'


def _shown(text: str) -> str:
    return html.escape(typographic(text), quote=False)
