"""Rules of guides: each entry once, and every sheet of practice in a guide or left out by name."""

from __future__ import annotations

from collections.abc import Iterator

from ancrage.model import Guide, Key, Portal
from ancrage.problems import Problem, field_name, suggestion

COVERED = ("strategie", "fiche", "qualite", "obstacle", "besoin", "adaptation", "levier")
"""The kinds whose every entry is in a guide, or left out of all by name."""


def check_guides(portal: Portal) -> Iterator[Problem]:
    """Yield what is wrong with the guides of a portal; nothing where there is none."""
    guides = [entry for entry in portal.of_kind(Guide.kind) if isinstance(entry, Guide)]
    for guide in guides:
        yield from _repeated(guide)
        yield from _unfit(guide, portal)
    if guides and not portal.partial and not portal.unread:
        yield from _forgotten(guides, portal)


def _repeated(guide: Guide) -> Iterator[Problem]:
    chapters: set[str] = set()
    held: set[str] = set()
    for c, chapter in enumerate(guide.chapters):
        if chapter.id in chapters:
            message = f"« {chapter.id} » nomme déjà un chapitre de ce guide : donnez un autre nom"
            yield _problem(guide, ("chapters", c, "id"), message, "chapitre-en-double")
        chapters.add(chapter.id)
        for s, section in enumerate(chapter.sections):
            if section.entry in held:
                message = f"« {section.entry} » est déjà dans ce guide : retirez l'une des deux sections"
                yield _problem(guide, ("chapters", c, "sections", s, "entry"), message, "section-en-double")
            held.add(section.entry)


def _unfit(guide: Guide, portal: Portal) -> Iterator[Problem]:
    for c, chapter in enumerate(guide.chapters):
        for s, section in enumerate(chapter.sections):
            entry = portal.entries.get(section.entry)
            if entry is not None and entry.kind not in COVERED:
                message = f"« {section.entry} » est de genre {entry.kind}; une section tient à une fiche : {_KINDS}"
                yield _problem(guide, ("chapters", c, "sections", s, "entry"), message, "renvoi-mauvais-genre")


def _forgotten(guides: list[Guide], portal: Portal) -> Iterator[Problem]:
    held = {section.entry for guide in guides for section in guide.sections()}
    out = {name for guide in guides for left in guide.left_out for name in left.entries}
    for guide in guides:
        for index, left in enumerate(guide.left_out):
            for rank, name in enumerate(left.entries):
                if name not in portal.entries:
                    message = f"« {name} » n'existe pas.{suggestion(name, portal.entries)}"
                    yield _problem(guide, ("left_out", index, "entries", rank), message, "renvoi-inconnu")
                elif name in held:
                    message = f"« {name} » est dans un guide : retirez-la d'ici"
                    yield _problem(guide, ("left_out", index, "entries", rank), message, "section-en-double")
    first = min(guides, key=lambda guide: guide.order)
    for kind in COVERED:
        for entry in portal.of_kind(kind):
            if entry.id not in held | out:
                message = f"« {entry.id} » ({kind}) n'est dans aucun guide : donnez-lui une section, ou une raison ici"
                place = first.place
                yield Problem(place.path, place.line("left_out"), "left_out", message, "fiche-hors-guide", "warning")


_KINDS = ", ".join(COVERED)


def _problem(guide: Guide, where: tuple[Key, ...], message: str, rule: str) -> Problem:
    place = guide.place
    return Problem(place.path, place.line(*where), field_name(where), message, rule)
