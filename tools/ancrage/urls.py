"""Where each entry lives: the page of the staged tree, the anchor in it, and the address on the site."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from ancrage.model import Advice, Choice, Decision, Entry, Guide, GuideChart, Pathway, Question, Reference, Urgent

_OWN_PAGE = {
    "strategie": "strategies",
    "fiche": "fiches",
    "qualite": "qualites",
    "obstacle": "obstacles",
    "besoin": "familles",
    "adaptation": "debuter",
    "levier": "arrimage",
    "role": "cadre",
    "presentation": "role-en-une-minute",
    "cas": "cas",
    "seance": "former/seances",
    "gabarit": "gabarits",
}
_SHARED_PAGE = {
    "tache": "cadre/taches.md",
    "secteur": "cadre/secteurs.md",
    "organisation": "cadre/organisations.md",
    "facteur": "arrimage/facteurs.md",
    "message": "reperes/messages.md",
    "retombee": "reperes/retombees.md",
    "bailleur": "reperes/bailleurs.md",
    "region": "reperes/regions.md",
    "document": "reperes/sources.md",
    "divergence": "reperes/divergences.md",
    "territoire": "cas/territoires.md",
    "mecanisme": "arrimage/portrait.md",
    "terme": "glossaire/index.md",
    "acronyme": "glossaire/acronymes.md",
    "synonyme": "glossaire/synonymes.md",
}
_PATHWAY_PAGE = {"ptp": "debuter/90-jours.md", "pg": "debuter/90-jours-gestion.md"}
_STEPS: dict[type[Urgent | Choice | Advice], str] = {Urgent: "urgence", Choice: "question", Advice: "issue"}
MEASURES_PAGE = "reperes/chiffres.md"


@dataclass(frozen=True)
class Location:
    """A page of the staged tree (`strategies/x.md`) and an anchor in it, empty for the page itself."""

    page: str
    anchor: str = ""

    @property
    def url(self) -> str:
        """The address on the site, relative to its root: `strategies/x/`, `glossaire/#y`."""
        path = self.page.removesuffix(".md")
        path = path.removesuffix("index") if path == "index" or path.endswith("/index") else f"{path}/"
        return f"{path}#{self.anchor}" if self.anchor else path


def location(entry: Entry) -> Location:
    """Return where an entry lives; a decision is a door of the site, under its own name."""
    if entry.kind == "aiguillage":
        return Location(f"{entry.id}.md")
    if entry.kind in _OWN_PAGE:
        return Location(f"{_OWN_PAGE[entry.kind]}/{entry.id}.md")
    if isinstance(entry, Guide):
        return Location(f"guides/{entry.id}/index.md")
    if isinstance(entry, Pathway):
        return Location(_PATHWAY_PAGE[entry.reader])
    return Location(shared_page(entry), entry.id)


def step_locations(decision: Decision) -> dict[str, Location]:
    """Return where each step of a decision is, by its id."""
    page = location(decision).page
    return {step.id: Location(page, f"{_STEPS[type(step)]}-{step.id}") for _, step in decision.steps()}


def chapter_locations(guide: Guide) -> dict[str, Location]:
    """Return the page of each chapter of a guide, by its id; each section is under the id of its entry there."""
    return {chapter.id: Location(f"guides/{guide.id}/{chapter.id}.md") for chapter in guide.chapters}


def chart_location(name: GuideChart) -> Location:
    """Return where the portal draws a chart: the heading that it follows, with its reading and its table."""
    sort, _, subject = name.partition("-")
    return Location("reperes/carte.md" if sort == "carte" else "reperes/graphiques.md", subject)


def shared_page(entry: Entry) -> str:
    """Return the page that an entry without a page of its own shares with others."""
    if isinstance(entry, Reference):
        return "reperes/contexte.md" if entry.group == "contexte" else "cas/methode.md"
    if isinstance(entry, Question):
        return f"cas/entretien-{entry.guide}.md"
    return _SHARED_PAGE[entry.kind]


def measure_location(measure_id: str) -> Location:
    """Return where the passport of a figure is."""
    return Location(MEASURES_PAGE, measure_id)


def relative(target: Location, page: str) -> str:
    """Return the link from one page of the staged tree to a location: `../qualites/ecoute.md`, `#x`."""
    anchor = f"#{target.anchor}" if target.anchor else ""
    if target.page == page:
        return anchor or posixpath.basename(page)
    return posixpath.relpath(target.page, posixpath.dirname(page) or ".") + anchor
