"""The reduced Markdown of YAML texts: paragraphs, lists, *italics*, **bold**, links, [[insertions]].

`blocks` parses it into values; checks look at the links, pages render them. Anything else is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_INLINE = re.compile(
    r"\[\[(?P<insert>[^\[\]\n]{1,160})\]\]"
    r"|!\[(?P<alt>[^\[\]\n]{0,300})\]\((?P<image>[^()\s]{1,300})\)"
    r"|\[(?P<label>[^\[\]\n]{1,300})\]\((?P<target>[^()\s]{1,300})\)"
    r"|\*\*(?P<strong>[^*\n]{1,500})\*\*"
    r"|\*(?P<emphasis>[^*\s][^*\n]{0,500})\*"
)
_ITEM = re.compile(r"^(?:(?P<bullet>[-*+])|(?P<number>\d{1,2})[.)])\s+(?P<text>\S.*)$")


@dataclass(frozen=True)
class Words:
    """Plain words, bold or in italics when so."""

    text: str
    style: str = ""


@dataclass(frozen=True)
class Link:
    """A labelled link; `target` is an entry's id or an address."""

    label: str
    target: str


@dataclass(frozen=True)
class Insert:
    """[[name]]: the figure or the document of that name."""

    name: str


@dataclass(frozen=True)
class Image:
    """An image of docs/."""

    alt: str
    path: str


Token = Words | Link | Insert | Image


@dataclass(frozen=True)
class Block:
    """A paragraph (`style` empty, one item) or a list (`-` or `1.`), each item a run of tokens."""

    style: str
    items: tuple[tuple[Token, ...], ...]


def inline(text: str) -> tuple[Token, ...]:
    """Return the tokens of one paragraph or list item."""
    tokens: list[Token] = []
    end = 0
    for match in _INLINE.finditer(text):
        if match.start() > end:
            tokens.append(Words(text[end : match.start()]))
        end = match.end()
        tokens.extend(_tokens(match))
    if end < len(text):
        tokens.append(Words(text[end:]))
    return tuple(tokens)


def _tokens(match: re.Match[str]) -> Iterator[Token]:
    found = match.groupdict()
    if found["insert"] is not None:
        yield Insert(found["insert"].strip())
    elif found["image"] is not None:
        yield Image(found["alt"], found["image"])
    elif found["target"] is not None:
        yield Link(found["label"], found["target"])
    else:
        style = "strong" if found["strong"] is not None else "emphasis"
        for token in inline(found[style]):
            yield Words(token.text, style) if isinstance(token, Words) else token


@lru_cache(maxsize=1 << 16)
def blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a text, in order; kept, as checks, pages and indexes read the same texts."""
    found: list[Block] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        style, lines = "", list[str]()
        for line in (line.strip() for line in chunk.split("\n")):
            item = _ITEM.match(line)
            if item:
                if lines and not style:
                    found.append(_block("", lines))
                    lines = []
                style = "-" if item["bullet"] else "1."
                lines.append(item["text"])
            elif lines:
                lines[-1] = f"{lines[-1]} {line}"
            else:
                lines.append(line)
        if lines:
            found.append(_block(style, lines))
    return tuple(found)


def _block(style: str, lines: list[str]) -> Block:
    return Block(style, tuple(inline(line) for line in lines))


def tokens(text: str) -> Iterator[Token]:
    """Yield every token of a text."""
    for block in blocks(text):
        for item in block.items:
            yield from item


def plain(text: str, inserted: Callable[[str, Token | None], str] = lambda _name, _following: "") -> str:
    """Return a text without its marks, one block a line: what a search engine or a description reads.

    `inserted` says what stands for an insertion, given its name and what follows it; nothing, by default.
    """
    lines = []
    for block in blocks(text):
        for item in block.items:
            words = (
                _word(token, following, inserted) for token, following in zip(item, (*item[1:], None), strict=True)
            )
            lines.append(re.sub(r"[^\S\u00a0]+", " ", "".join(words)).strip())
    return "\n".join(lines)


def _word(token: Token, following: Token | None, inserted: Callable[[str, Token | None], str]) -> str:
    if isinstance(token, Words):
        return token.text
    if isinstance(token, Link):
        return token.label
    return inserted(token.name, following) if isinstance(token, Insert) else ""
