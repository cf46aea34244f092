"""Every file offered for download: what each is made from, made once and kept until that changes.

A work is a few plain words, so that it can be sent to another process; `Shop` holds what all works need. A digest of
what a file is made from (slides, pages in Markdown, figures that they cite) tells whether that of the last build still
stands.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from ctypes.util import find_library
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.metadata import version
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ancrage import downloads
from ancrage.exports import handout, pdf, plan
from ancrage.exports.slides import deck
from ancrage.exports.volume import Volume, volume
from ancrage.model import Guide, Template, TrainingSession
from ancrage.problems import AncrageError
from ancrage.text import typographic
from ancrage.urls import location

if TYPE_CHECKING:
    from ancrage.exports.pdf import Size
    from ancrage.views import Views

Sort = Literal["seance", "feuilles", "feuille", "gabarit", "guide"]
_MODULES = {"docx": ("docx", "resvg_py"), "pptx": ("pptx",), "pdf": ("weasyprint",)}
_LIBRARIES = {"docx": "python-docx", "resvg_py": "resvg_py", "pptx": "python-pptx", "weasyprint": "weasyprint"}


@dataclass(frozen=True)
class Work:
    """A file to make: its sort, the entry it is of, its format, and its language where there are several."""

    sort: Sort
    id: str
    form: str
    code: str = "fr"


@dataclass(frozen=True)
class Made:
    """A finished file: where it goes on the site, its bytes, and its number of pages where that is known."""

    path: str
    content: bytes
    pages: int = 0


@dataclass(frozen=True)
class Shop:
    """What works are made with: the portal, its pages in Markdown, its address, the day of its content.

    `kept`: the folder where files stay from one build to the next; without it, every file is made anew.
    """

    views: Views
    pages: Mapping[str, str]
    address: str
    day: date | None
    size: Size = "letter"
    kept: Path | None = None

    def cited(self, told: str) -> str:
        """Return all that passports say of the figures and of the documents that a text names, as text."""
        portal = self.views.portal
        figures = {name: measure for name, measure in portal.measures.items() if name in told}
        notes = [self.views.plain(measure.note) for measure in figures.values() if measure.note]
        return f"{figures} {notes} {[document.title for key, document in portal.sources.items() if key in told]}"

    @cached_property
    def _volumes(self) -> dict[str, Volume]:
        return {}

    def volume(self, guide: Guide) -> Volume:
        """Return a guide as one document, put together once for all its formats."""
        if guide.id not in self._volumes:
            self._volumes[guide.id] = volume(self.views, self.pages, guide, self.address, self.day)
        return self._volumes[guide.id]

    def page(self, name: str) -> str:
        """Return the page of an entry, in Markdown."""
        return self.pages[location(self.views.portal.entries[name]).page]

    def sheet(self, name: str) -> str:
        """Return the sheet of an entry, as XHTML."""
        return handout.sheet(self.views, self.pages, self.views.portal.entries[name], self.address, self.day)

    def make(self, work: Work) -> Made:
        """Return a file, as the last build made it where nothing that it is made from has changed."""
        path, name, source, draw = _RECIPES[work.sort](self, work)
        if self.kept is None:
            return Made(path, *draw())
        told = f"{tool_digest()} {work} {name} {self.address} {self.day} {self.size} {source}"
        key = hashlib.sha256(told.encode()).hexdigest()[:32]
        for found in sorted(self.kept.glob(f"{key}.*[0-9]")):
            found.touch()
            return Made(path, found.read_bytes(), int(found.suffix[1:]))
        content, pages = draw()
        self.kept.mkdir(parents=True, exist_ok=True)
        started = self.kept / f"{key}.{os.getpid()}.neuf"
        started.write_bytes(content)
        started.rename(self.kept / f"{key}.{pages}")  # whole, whoever else builds meanwhile
        return Made(path, content, pages)


Draw = Callable[[], tuple[bytes, int]]
Recipe = tuple[str, str, str, Draw]
"""Where the file goes, its title, everything it is made from as text, and what makes it."""


def missing() -> dict[str, str]:
    """Return, for each format that cannot be made here, what is absent and how to install it, in one sentence."""
    found = {form: told for form in _MODULES if (told := _module_missing(form))}
    if "pdf" not in found and (absent := pdf.reason_absent()):
        found["pdf"] = absent
    return found


def libraries() -> str:
    """Return which of the libraries that files are made with are here: a site made without them is made again."""
    present = [module for module in _LIBRARIES if find_spec(module)]
    return " ".join([*present, find_library("pango-1.0") or ""])


def offer(absent: Mapping[str, str]) -> downloads.Offer:
    """Return what can be offered, given what is missing."""
    return downloads.Offer(frozenset(downloads.FORMATS) - frozenset(absent))


def require(form: str) -> None:
    """Raise an AncrageError that says what to install where a format cannot be made."""
    absent = _module_missing(form) or (pdf.reason_absent() if form == "pdf" else None)
    if absent:
        raise AncrageError(absent)


def listed(views: Views, offered: downloads.Offer) -> list[Work]:
    """Return every work of a portal in the formats offered: the longest first, sheets before what gathers them."""
    return [work for work in _all(views) if work.form in offered]


def _all(views: Views) -> Iterator[Work]:
    portal = views.portal
    yield from (Work("guide", guide.id, form) for guide in downloads.guides(portal) for form in ("pdf", "docx"))
    yield from (Work("feuille", name, "pdf") for name in sorted(downloads.handouts(portal)))
    for session in downloads.sessions(portal):
        yield Work("seance", session.id, "pdf")
        if downloads.has_paper(session):
            yield Work("feuilles", session.id, "pdf")  # from the sheets above
    for session in downloads.sessions(portal):
        yield Work("seance", session.id, "docx")
        yield Work("seance", session.id, "pptx")
    for template in downloads.templates(portal):
        yield from (Work("gabarit", template.id, "docx", code) for code in downloads.form_languages(template))


_ELSEWHERE = frozenset(
    ("pages", "search", "load", "cli.py", "export_commands.py", "terminal.py", "pipeline.py", "staging.py",
     "folders.py", "local_cases.py", "check.py")
)  # fmt: skip
"""What changes a file only through the pages that it is made from, or not at all."""


@cache
def tool_digest() -> str:
    """Return a fingerprint of the code and of the libraries that files are made with."""
    package = Path(__file__).resolve().parent.parent
    total = hashlib.sha256()
    found = [path for path in package.rglob("*") if path.suffix in (".py", ".css")]
    for path in sorted(path for path in found if path.relative_to(package).parts[0] not in _ELSEWHERE):
        total.update(path.read_bytes())
    for library in _LIBRARIES.values():
        total.update(version(library).encode() if not _absent(library) else b"-")
    return total.hexdigest()


def _absent(library: str) -> bool:
    return any(find_spec(module) is None for module, name in _LIBRARIES.items() if name == library)


def _module_missing(form: str) -> str:
    for module in _MODULES[form]:
        if find_spec(module) is None:
            told = f"pas de {form.upper()} : le module {_LIBRARIES[module]} manque. Installez les dépendances "
            return f"{told}(« make site »), puis relancez."
    return ""


def _session(shop: Shop, work: Work) -> Recipe:
    session = shop.views.portal.entries[work.id]
    if not isinstance(session, TrainingSession):
        raise AncrageError(f"« {work.id} » n'est pas une séance.")
    path, title = downloads.session_file(session.id, work.form), typographic(session.title)
    if work.form == "pptx":
        slides = deck(shop.views, session, shop.address, shop.day)
        return path, title, repr(slides), lambda: (_presented(slides), 0)

    def draw() -> tuple[bytes, int]:
        told = plan.plan(shop.views, shop.pages, session, shop.address, shop.day)
        if work.form == "docx":
            return _written(told, shop.day, shop.size), 0
        return _set(told.for_pdf, told.title, shop, plan.STYLE)

    return path, title, _with_figures(shop, shop.page(session.id)), draw


def _sheet(shop: Shop, work: Work) -> Recipe:
    entry = shop.views.portal.entries[work.id]
    title = typographic(entry.title)

    def draw() -> tuple[bytes, int]:
        return _set(handout.alone(shop.sheet(entry.id)), title, shop, handout.STYLE)

    return downloads.handout_file(entry.id), title, _with_figures(shop, shop.page(entry.id)), draw


def _sheets(shop: Shop, work: Work) -> Recipe:
    session = shop.views.portal.entries[work.id]
    if not isinstance(session, TrainingSession):
        raise AncrageError(f"« {work.id} » n'est pas une séance.")
    title = typographic(f"{session.title} : feuilles à remettre")
    names, cards = downloads.handed_out(session), handout.cards(shop.views, session)
    told = _with_figures(shop, "".join(map(shop.page, names))) + cards
    return downloads.handouts_file(session.id), title, told, lambda: bound(names, cards, title, shop)


def bound(names: list[str], cards: str, title: str, shop: Shop) -> tuple[bytes, int]:
    """Return the sheets of these entries, then cards, as one PDF; each sheet says its own number of pages."""
    made = [shop.make(Work("feuille", name, "pdf")) for name in names]
    articles = [handout.counted(shop.sheet(name), one.pages) for name, one in zip(names, made, strict=True)]
    return _set("".join([*articles, cards]), title, shop, handout.STYLE)


def _guide(shop: Shop, work: Work) -> Recipe:
    guide = shop.views.portal.entries[work.id]
    if not isinstance(guide, Guide):
        raise AncrageError(f"« {work.id} » n'est pas un guide.")
    whole, size = shop.volume(guide), shop.size

    def draw() -> tuple[bytes, int]:  # holds nothing of the portal
        if work.form == "docx":
            return whole.docx(size.lower()), 0
        made = whole.pdf(size)
        return made.content, made.pages

    return downloads.guide_file(guide.id, work.form), whole.title, repr(whole), draw


def _form(shop: Shop, work: Work) -> Recipe:
    template = shop.views.portal.entries[work.id]
    if not isinstance(template, Template):
        raise AncrageError(f"« {work.id} » n'est pas un gabarit.")
    source = plan.footer_line(template, shop.address, shop.day)
    told = f"{_with_figures(shop, str(template.model_dump()))} {source}"

    def draw() -> tuple[bytes, int]:
        from ancrage.exports.docx.form import form  # noqa: PLC0415 - python-docx may be missing

        return form(shop.views, template, work.code, source, shop.day), 0

    return downloads.form_file(template.id, work.code), typographic(template.title), told, draw


def _with_figures(shop: Shop, told: str) -> str:
    return told + shop.cited(told)


def _presented(slides: object) -> bytes:
    from ancrage.exports.pptx import presentation  # noqa: PLC0415 - python-pptx may be missing
    from ancrage.exports.slides import Deck  # noqa: PLC0415

    assert isinstance(slides, Deck)  # noqa: S101 - made here
    return presentation(slides)


def _written(told: plan.Plan, day: date | None, size: Size) -> bytes:
    from ancrage.exports.docx import document  # noqa: PLC0415 - python-docx may be missing

    return document(
        told.for_word, told.title, subtitle=told.subtitle, source=told.source, day=day, size=size.lower(), top=2
    )


def _set(body: str, title: str, shop: Shop, style: Path) -> tuple[bytes, int]:
    made = pdf.typeset(body, pdf.About(title, day=shop.day), shop.size, style)
    return made.content, made.pages


_RECIPES: dict[str, Callable[[Shop, Work], Recipe]] = {
    "seance": _session,
    "feuilles": _sheets,
    "feuille": _sheet,
    "gabarit": _form,
    "guide": _guide,
}


def ordered(shop: Shop, work: Work) -> tuple[str, Draw]:
    """Return where a file goes and what makes it: once a guide is ordered, the portal can be let go."""
    path, _, _, draw = _RECIPES[work.sort](shop, work)
    return path, draw


_SHOP: list[Shop] = []


def hold(shop: Shop) -> None:
    """Keep, in a process that makes files, what they are made with: for good, so that no sweep of memory walks it."""
    end_with_parent()
    _SHOP[:] = [shop]
    gc.freeze()


def end_with_parent() -> None:
    """End this process when the one that started it ends, killed or not: nobody else would."""

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def batches(listed: Iterable[Work]) -> list[list[Work]]:
    """Return works in the same order, those of the same entry together: they are made from the same text."""
    return [list(batch) for _, batch in groupby(listed, lambda work: (work.sort, work.id))]


def make(batch: Iterable[Work]) -> list[Made]:
    """Return files, from what this process holds."""
    return [_SHOP[0].make(work) for work in batch]


def forget(kept: Path, before: float) -> None:
    """Remove the files that builds since a moment (seconds since the epoch) have not used."""
    for path in kept.glob("*.*"):
        with suppress(FileNotFoundError):  # another build may be tidying too
            if path.stat().st_mtime < before:
                path.unlink()
