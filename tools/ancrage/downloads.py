"""Which files the portal offers for download, and where each one is on the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ancrage.model import Guide, Portal, Template, TrainingSession

FOLDER = "telecharger"
FORMATS = ("pdf", "docx", "pptx")


@dataclass(frozen=True)
class Offer:
    """The formats that can be made where the site is built: its pages link to nothing else."""

    formats: frozenset[str] = field(default_factory=frozenset)

    def __contains__(self, form: object) -> bool:
        """Tell whether files of a format are made."""
        return form in self.formats


NOTHING = Offer()


def session_file(session_id: str, form: str) -> str:
    """Return where the slides (pptx) or the plan (docx, pdf) of a session is."""
    return f"{FOLDER}/seances/{session_id}.{form}"


def handouts_file(session_id: str) -> str:
    """Return where the sheets and the cards of a session are, in one PDF."""
    return f"{FOLDER}/seances/{session_id}-feuilles.pdf"


def handout_file(entry_id: str) -> str:
    """Return where an entry is as a sheet to hand out."""
    return f"{FOLDER}/feuilles/{entry_id}.pdf"


def form_file(template_id: str, code: str) -> str:
    """Return where the form of a template is, in a language."""
    return f"{FOLDER}/gabarits/{template_id}{'' if code == 'fr' else f'-{code}'}.docx"


def guide_file(guide_id: str, form: str) -> str:
    """Return where a whole guide is, to print (pdf) or to adapt (docx)."""
    return f"{FOLDER}/guides/{guide_id}.{form}"


def guides(portal: Portal) -> list[Guide]:
    """Return the guides of a portal."""
    return [entry for entry in portal.of_kind(Guide.kind) if isinstance(entry, Guide)]


def sessions(portal: Portal) -> list[TrainingSession]:
    """Return the sessions of a portal."""
    return [entry for entry in portal.of_kind(TrainingSession.kind) if isinstance(entry, TrainingSession)]


def templates(portal: Portal) -> list[Template]:
    """Return the templates of a portal."""
    return [entry for entry in portal.of_kind(Template.kind) if isinstance(entry, Template)]


def handed_out(session: TrainingSession) -> list[str]:
    """Return the ids of the sheets that a session hands out, each once, in order."""
    return list(dict.fromkeys(name for activity in session.activities for name in activity.handouts))


def handouts(portal: Portal) -> set[str]:
    """Return the ids of every sheet that some session hands out."""
    return {name for session in sessions(portal) for name in handed_out(session)}


def has_paper(session: TrainingSession) -> bool:
    """Tell whether a session hands out anything: sheets, or cards to cut out."""
    return bool(handed_out(session)) or any(activity.cards for activity in session.activities)


def form_languages(template: Template) -> Iterator[str]:
    """Yield the languages of a template, French first."""
    yield "fr"
    yield from template.languages
