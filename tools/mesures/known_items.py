"""Queries made from the titles of documents, in six ways of typing them; the same ones each time."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import islice

from ancrage.search.documents import SearchDocument
from mesures.corpus import names
from mesures.scores import Judged

SEED = 5
EACH = 100
LETTERS = "aeinorstlu"
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    ("avec", "aux", "cette", "comme", "dans", "des", "entre", "leur", "les", "nos", "par", "pas", "pour", "sans", "ses",
     "son", "sur", "une", "vers")
)  # fmt: skip
_NAME = re.compile(r"[A-ZÀ-Ý]?[a-zß-ÿœ’', ()-]+")
"""A title in words, not the name of a function or of a product."""
Change = Callable[[str, random.Random], str]


def plain(text: str) -> str:
    """Return a text in small letters, without accents."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def known_items(documents: Sequence[SearchDocument], each: int = EACH) -> list[Judged]:
    """Return `each` queries a class, each from a title that no other document bears, articles and plurals aside.

    Mistakes give words that no document has: a word mistaken for another one cannot be told from a right one.
    """
    vocabulary = {word for document in documents for word in _words(document)}
    inflected = inflections(word for document in documents for word in _WORD.findall(document.title.lower()))
    changes: dict[str, Change] = {
        "exact": lambda title, _: title,
        "sans accents": lambda title, _: plain(title) if plain(title) != title.lower() else "",
        "fléchi": lambda title, _: _inflect(title, inflected),
        "coquille": lambda title, dice: misspelt(title, dice, vocabulary),
        "1re lettre": lambda title, dice: misspelt(title, dice, vocabulary, first=True),
        "préfixe": lambda title, _: cut_short(title),
    }
    titles = _own_titles(documents)
    found = []
    for kind, change in changes.items():
        dice = random.Random(f"{SEED} {kind}")  # noqa: S311 - the same queries each time
        made = ((change(title, dice), name) for title, name in dice.sample(titles, len(titles)))
        asked = ((query, name) for query, name in made if query)
        found += [Judged(query, kind, (name, *_begun(query, name, documents))) for query, name in islice(asked, each)]
    return found


def _begun(query: str, name: str, documents: Sequence[SearchDocument]) -> list[str]:
    """Return the other documents whose title begins as the query does: what is half typed may mean any of them."""
    start = plain(query)
    return [document.id for document in documents if document.id != name and plain(document.title).startswith(start)]


def misspelt(title: str, dice: random.Random, known: Collection[str], *, first: bool = False) -> str:
    """Return a title with one mistake in one word of five letters or more, none when each try is a known word."""
    long = [found for found in _WORD.finditer(title) if len(found[0]) >= 5]
    if not long:
        return ""
    word = dice.choice(long)
    for _ in range(8):
        wrong = _mistake(word[0].lower(), 0 if first else dice.randrange(len(word[0])), dice)
        if plain(wrong) not in known:
            return title[: word.start()] + wrong + title[word.end() :]
    return ""


def _mistake(word: str, at: int, dice: random.Random) -> str:
    """Return a word with a letter dropped, doubled by another, replaced, or swapped with the next."""
    kind, letter = dice.randrange(4), dice.choice(LETTERS)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + letter + word[at:]
    if kind == 2:
        return word[:at] + letter + word[at + 1 :]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def cut_short(title: str) -> str:
    """Return a title that stops at two thirds of its last word, when that word has six letters or more."""
    words = list(_WORD.finditer(title))
    if not words or len(words[-1][0]) < 6:
        return ""
    return title[: words[-1].start() + -(-2 * len(words[-1][0]) // 3)]


def inflections(words: Iterable[str]) -> dict[str, str]:
    """Return for each word another number or gender of it, a real word according to hunspell where there is one."""
    asked = sorted(set(words))
    made = {word: other for word in asked if word not in _SMALL and (other := swapped(word))}
    wrong = _unknown(made.values())
    return {word: other for word, other in made.items() if other not in wrong}


def swapped(word: str) -> str:
    """Return a word in the other number; none for short words, infinitives and adverbs."""
    if len(word) < 4 or word.endswith(("er", "ir", "re", "ment", "z")):
        return ""
    for one, other in (("eaux", "eau"), ("eau", "eaux"), ("aux", "al"), ("al", "aux"), ("eux", "euse")):
        if word.endswith(one):
            return word[: len(word) - len(one)] + other
    return word[:-1] if word.endswith(("s", "x")) else f"{word}s"


def _unknown(words: Iterable[str]) -> set[str]:
    if not shutil.which("hunspell"):
        return set()
    command = ["hunspell", "-d", "fr_CA", "-i", "utf-8", "-l"]
    done = subprocess.run(command, input="\n".join(words), capture_output=True, text=True, check=False)
    return set() if done.returncode else set(done.stdout.split())


def _inflect(title: str, inflected: dict[str, str]) -> str:
    def other(word: re.Match[str]) -> str:
        elided = title[: word.start()].endswith(("’", "'"))
        return word[0] if elided else inflected.get(word[0].lower(), word[0])

    changed = _WORD.sub(other, title)
    return changed if changed != title else ""


def _words(document: SearchDocument) -> Iterable[str]:
    for text in (document.title, *names(document), *document.headings, document.body):
        yield from _WORD.findall(plain(text))


def _bare(name: str) -> str:
    """Return the longer words of a name, in the singular: « Les leviers » is « Levier »."""
    words = (word.rstrip("sx") for word in _WORD.findall(plain(name)) if len(word) > 3 and word not in _SMALL)
    return " ".join(words)


def _own_titles(documents: Sequence[SearchDocument]) -> list[tuple[str, str]]:
    """Return title and id of the documents that alone bear their title, of one to seven words."""
    known = Counter(name for d in documents for name in {_bare(d.title), *map(_bare, d.aliases)})
    return [
        (document.title, document.id)
        for document in documents
        if known[_bare(document.title)] == 1
        and _NAME.fullmatch(document.title)
        and 1 <= len(document.title.split()) <= 7
        and any(len(word) >= 5 for word in _WORD.findall(document.title))
    ]
