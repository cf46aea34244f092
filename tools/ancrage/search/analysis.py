"""The French analysis of search: the words of a text, as the index and the query both see them.

`docs/js/recherche/analysis.js` is its twin; `tests/data/analysis.json` holds both to the same answers.
Everything after `fold` works on ASCII letters, digits and « · », so that both languages read the same regular
expressions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

MAX_FORM = 40
"""Letters kept of a word; longer ones are noise."""

_COMMON = """
afin ai aie aient ainsi alors apres as au aucun aucune auquel aura aurait auront aussi autre autres
aux auxquelles auxquels avait avant avec avez avoir avons ayant ca car ce ceci cela celle celles
celui ces cet cette ceux chacun chacune chaque chez ci combien comme comment dans de deja des deux
dit dois doit doivent donc dont du elle elles en encore entre es est et etaient etait etant etc ete
etes etre eu eux faire fais fait faut font furent fut ici il ils jamais je jusque la laquelle le
lequel les lesquelles lesquels leur leurs lors lorsque lui ma mais me meme memes mes moi mon ne nos
notre nous on ont ou par parfois pas pendant peut peuvent peux plus plusieurs pour pourquoi pouvoir
puis puisque qu quand que quel quelle quelles quelques quels qui quoi sa se selon sera serait seront
ses si sien soi soient sois soit sommes son sont souvent suis sur ta te tel telle tels tes toi ton
toujours tous tout toute toutes tres tu un une va vais vers veut veux voici voila vont vos votre
vous y
"""
STOP_WORDS = frozenset(_COMMON.split())
"""Words too common to tell pages apart, question words included, folded. A single letter is one too."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]")
_SIGNS = (
    (re.compile("[\u2018\u2019\u201b\u02bc\u02b9\u2032\uff07\u0060\u00b4]"), "'"),
    (re.compile("[\u2010\u2011\u2212\uff0d]"), "-"),
    (re.compile("[\u00b7\u2022\u2027\u2219\u22c5\u30fb]"), "·"),
    (re.compile("[\t\n\r\u00a0\u2000-\u200a\u202f\u205f\u3000]"), " "),
    (re.compile("œ"), "oe"),
    (re.compile("æ"), "ae"),
    (re.compile("ß"), "ss"),
    (re.compile("(aujourd|prud|entr)'(?=[a-z])"), r"\1"),
)

_ELISION = re.compile(r"(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)'(?=[a-z0-9])")
_ACRONYM = re.compile(r"(?:[a-z]\.){2,}[a-z]?(?![a-z0-9])")
_PREFIX = re.compile(
    r"(anti|auto|bi|bio|co|e|ex|extra|hyper|inter|intra|macro|micro|mini|multi|neo|non|para|pluri|post|pre|pro|psycho"
    r"|re|semi|socio|sous|tele|tri|week)-(?=[a-z]{3})"
)
_INCLUSIVE = re.compile(r"([a-z]{2,})(?:\(([a-z]{1,5})\)(s?)|([-·./])([a-z]{1,6})(?:[-·./](s))?)(?![a-z0-9])")
_LETTERS = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"([0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+)([.,/][0-9]+)?(?: ?([%$]))?")
_START = re.compile(r"[a-z0-9]")
_CHUNK = re.compile(r"[^ ]+(?:(?<=[0-9]) (?=[0-9%$])[^ ]+)*")
"""What is analysed alone: only numbers go on after a space (« 1 000 », « 52 % »)."""

_FEMININE = (
    ("e", "", "e"), ("ne", "n", "nne"), ("le", "l", "lle"), ("te", "t", "tte"), ("sse", "e", "esse"),
    ("euse", "eur", "euse"), ("euse", "eux", "euse"), ("se", "eur", "euse"), ("se", "eux", "euse"),
    ("trice", "teur", "trice"), ("rice", "teur", "trice"), ("ice", "teur", "trice"), ("ere", "er", "ere"),
    ("re", "er", "ere"), ("iere", "ier", "iere"), ("ve", "f", "ve"), ("ive", "if", "ive"),
    ("elle", "el", "elle"), ("enne", "en", "enne"), ("onne", "on", "onne"), ("ante", "ant", "ante"),
    ("ente", "ent", "ente"), ("ee", "e", "ee"), ("che", "c", "che"), ("aine", "ain", "aine"),
    ("oise", "ois", "oise"), ("aise", "ais", "aise"),
)  # fmt: skip
"""How a feminine is abridged: what follows the mark, how the masculine ends, how the feminine ends."""

_PLURALS = (re.compile(r"(?<=[a-z]{2})(?<!e)aux$"), "al"), (re.compile(r"(?<=[a-z]{3})[sx]$"), "")
_ENDINGS = tuple(
    (re.compile(rf"(?<=[a-z]{{{least}}}){ending}$"), kept)
    for least, ending, kept in (
        (2, "trice", "teu"), (3, "euse", "eu"), (3, "eur", "eu"), (3, "ive", "if"), (3, "ere", ""), (3, "ement", ""),
        (4, "ment", ""), (4, "ante?", ""), (4, "ee", ""), (4, "e[rz]", ""),
    )
)  # fmt: skip
"""Endings of genders and of common verbs: how many letters must come before, the ending, what is kept of it."""
_LAST = re.compile(r"(?<=[a-z]{3})e+$"), re.compile(r"(?<=[a-z]{2})([a-z])\1$")


class Word(NamedTuple):
    """One word of a text. Two or more `forms` are one word written for several (« agent·e », « 52 % »)."""

    forms: tuple[str, ...]
    stop: bool

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of the forms, without repeats, in order."""
        return tuple(dict.fromkeys(stem(form) for form in self.forms))


def fold(text: str) -> str:
    """Return the text in small letters without accents, one sign each for apostrophes, hyphens, dots, spaces."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFD", text.lower()))
    for sign, plain in _SIGNS:
        text = sign.sub(plain, text)
    return text


@lru_cache(maxsize=100_000)
def stem(form: str) -> str:
    """Return the stem of a folded form: « isolees » and « isoler » both give « isol ».

    A light stemmer, after Savoy (1999), « A stemming procedure and stopword list for general French corpora »,
    JASIS 50(10): plurals, then one ending of gender or of a common verb, then a last e and a double letter. Snowball,
    which reads accents, ranks a little worse on unaccented forms and weighs more in the browser.
    """
    for ending, kept in _PLURALS:
        form = ending.sub(kept, form)
    for ending, kept in _ENDINGS:
        shorter = ending.sub(kept, form)
        if shorter != form:
            form = shorter
            break
    mute, double = _LAST
    return double.sub(r"\1", mute.sub("", form))


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order, stop words marked."""
    for chunk in _CHUNK.finditer(fold(text)):
        yield from _chunk_words(chunk[0])


@lru_cache(maxsize=200_000)
def _chunk_words(chunk: str) -> tuple[Word, ...]:
    """Return the words between two spaces of a folded text; kept, as a language repeats itself."""
    found, at = [], 0
    while start := _START.search(chunk, at):
        at = start.start()
        if elision := _ELISION.match(chunk, at):
            at = elision.end()
            continue
        word, at = _word(chunk, at)
        found.append(word)
    return tuple(found)


def _word(text: str, at: int) -> tuple[Word, int]:
    if number := _NUMBER.match(text, at):
        value = (number[1].replace(" ", "") + (number[2] or "").replace(",", "."))[:MAX_FORM]
        return Word((value, value + number[3]) if number[3] else (value,), stop=False), number.end()
    if acronym := _ACRONYM.match(text, at):
        return Word((acronym[0].replace(".", "")[:MAX_FORM],), stop=False), acronym.end()
    prefix = _PREFIX.match(text, at)
    forms, end = _forms(text, prefix.end() if prefix else at)
    if prefix:
        forms += tuple(prefix[1] + form for form in forms)
    forms = tuple(dict.fromkeys(form[:MAX_FORM] for form in forms))
    return Word(forms, stop=all(map(is_stop, forms))), end


def _forms(text: str, at: int) -> tuple[tuple[str, ...], int]:
    if found := _INCLUSIVE.match(text, at):
        base, mark = found[1], found[4] or "("
        suffix, plural = (found[2], found[3]) if found[2] else (found[5], found[6])
        if forms := _both(base, mark, suffix, bool(plural)):
            return forms, found.end()
    letters = _LETTERS.match(text, at)
    if letters is None:
        raise AssertionError(text[at])
    return (letters[0],), letters.end()


def _both(base: str, mark: str, suffix: str, plural: bool) -> tuple[str, ...]:
    if suffix == "s" and mark in "(·":
        return base, base + "s"
    if suffix == "x" and mark == "(":
        return base, base + "x"
    if len(base) < 3 and mark not in "(·":
        return ()
    if suffix.endswith("s") and not plural:
        suffix, plural = suffix[:-1], True
    for short, ending, feminine in _FEMININE:
        if suffix == short and base.endswith(ending):
            woman = base[: len(base) - len(ending)] + feminine
            man = base + "s" if plural and base[-1] not in "sx" else base
            return man, woman + "s" if plural else woman
    return ()


def is_stop(form: str) -> bool:
    """Return whether a folded form is a stop word."""
    return (len(form) == 1 and form.isalpha()) or form in STOP_WORDS


def written_of(text: str) -> str:
    """Return a text as its folded words, the first form of each: the key of a name as it is written."""
    return " ".join(word.forms[0] for word in words(text))


def told_key(found: Iterable[Word]) -> str:
    """Return the stems of the telling words, the first of each."""
    return " ".join(word.stems[0] for word in found if not word.stop)


def name_words(text: str) -> list[Word]:
    """Return the words that tell a name: its telling words, or all of them when those are fewer than half.

    « le premier contact » is told by two words, « Est-ce mon mandat? » by four: « mandat » alone is another name.
    """
    found = list(words(text))
    told = [word for word in found if not word.stop]
    return told if 2 * len(told) >= len(found) else found


def key_of(text: str) -> str:
    """Return the key of a name, the same for its inflections: the stems of the words that tell it."""
    return " ".join(word.stems[0] for word in name_words(text))
