"""Spell check of every text that readers see: `path:line: mot` for each word neither hunspell nor the list knows.

`tools/orthographe.txt` is the portal's own list: sorted, one form a line. A form in small letters is known with a
capital too; a form of several words is known as a whole.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ancrage.load import load
from ancrage.staging import hand_written
from ancrage.writing import TRANSLATED, Passage, passages

LIST = Path(__file__).with_suffix(".txt")
NOT_READ = frozenset({"locator", "reference", "aliases", "variants", TRANSLATED})
"""Keys whose words are a source's or in another language, or are there to be searched, mistakes included."""

_WORD = re.compile(r"(?<!\w)[^\W\d_]++(?:['-][^\W\d_]++)*+(?!-?\w*\d)")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=.)", re.IGNORECASE)
_ATTACHED = re.compile(
    r"-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|le|la|les|lui|leur|moi|toi|y|en|ci|là|même|mêmes)$"
)


def misspelt(found: Iterable[Passage], known: frozenset[str]) -> list[tuple[Passage, str]]:
    """Return each passage and each of its words that neither hunspell nor the known words have."""
    phrases = [form for form in known if " " in form]
    words = [(passage, word) for passage in found for word in dict.fromkeys(_words(passage, phrases))]
    unknown = _unknown({word for _, word in words if not _is_known(word, known)})
    parts = _unknown({part for word in unknown for part in word.split("-")} - known)
    wrong = {word for word in unknown if any(part in parts and not _is_known(part, known) for part in word.split("-"))}
    return [(passage, word) for passage, word in words if word in wrong]


def _words(passage: Passage, phrases: Iterable[str]) -> Iterator[str]:
    text = "" if passage.key in NOT_READ else passage.roman.replace("’", "'")
    for phrase in phrases:
        text = text.replace(phrase, " ")
    for match in _WORD.finditer(text):
        word = _ATTACHED.sub("", _ATTACHED.sub("", _ELIDED.sub("", match[0])))
        if len(word) > 1 and not word.isupper():
            yield word


def _is_known(word: str, known: frozenset[str]) -> bool:
    return word in known or word[0].lower() + word[1:] in known


def _unknown(words: set[str]) -> set[str]:
    command = ["hunspell", "-d", "fr_CA", "-i", "UTF-8", "-w"]
    run = subprocess.run(command, input="\n".join(sorted(words)) + "\n", capture_output=True, text=True, check=True)  # noqa: S603
    return set(run.stdout.split())


def available() -> bool:
    """Return whether hunspell and its French of Canada are there."""
    if shutil.which("hunspell") is None:
        return False
    run = subprocess.run(["hunspell", "-D"], input="", capture_output=True, text=True, check=False)  # noqa: S607
    return "/fr_CA" in run.stderr + run.stdout


def line_of(passage: Passage, word: str, lines: list[str]) -> int:
    """Return the line of a word, at or below that of its passage."""
    sought = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)".replace("'", "['’]"))
    numbers = (number for number in range(passage.line, len(lines) + 1) if sought.search(lines[number - 1]))
    return next(numbers, passage.line)


def main(root: Path) -> int:
    """Print the unknown words under `root`; return 1 if there are any."""
    if not available():
        print("Orthographe non vérifiée : installez les paquets hunspell et hunspell-fr.")  # noqa: T201
        return 0
    files = hand_written(root / "docs")
    pages = {f"docs/{name}": content.decode() for name, content in files.items() if name.endswith(".md")}
    found = misspelt(passages(load(root)[0], pages), frozenset(LIST.read_text(encoding="utf-8").splitlines()))
    sources = {passage.path: (root / passage.path).read_text(encoding="utf-8").split("\n") for passage, _ in found}
    for path, line, word in sorted({(p.path, line_of(p, word, sources[p.path]), word) for p, word in found}):
        print(f"{path}:{line}: {word}")  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(*sys.argv[1:])))
