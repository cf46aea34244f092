"""Macros of the hand-written pages. Each refuses an unknown id, which stops the build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ancrage.model import Acronym, Entry, Term
from ancrage.pages import parts
from ancrage.pages.inline import Writer
from ancrage.pages.recognition import recognition_block, signs_block
from ancrage.pipeline import views_of
from ancrage.problems import RULES, AncrageError, suggestion
from ancrage.revision import french_date, last_change
from ancrage.views import Views


class PageMacros:
    """The macros of one build; a writer is kept for each page, so that its terms are listed at its end."""

    def __init__(self, env: Any, views: Views, root: Path) -> None:  # noqa: ANN401 - the plugin's environment has no type
        self._env = env
        self._root = root
        self._views = views
        self._writers: dict[str, Writer] = {}

    @property
    def writer(self) -> Writer:
        """The writer of the page being rendered."""
        found = self._env.page
        page: str = found.file.src_uri if hasattr(found, "file") else found.path  # MkDocs, Zensical
        return self._writers.setdefault(page, Writer(self._views, page))

    def fiche(self, entry_id: str, label: str | None = None) -> str:
        """Return a link to an entry."""
        return self.writer.link(self._entry(entry_id), label)

    def terme(self, entry_id: str, label: str | None = None) -> str:
        """Return a term or acronym explained in place."""
        entry = self._entry(entry_id)
        if not isinstance(entry, Term | Acronym):
            raise AncrageError(f"terme(« {entry_id} ») : c'est {entry.kind}, pas un terme; employez fiche().")
        return self.writer.term(entry, label)

    def mesure(self, measure_id: str, unite: bool = True) -> str:
        """Return a figure with its link to its passport."""
        known = self._views.portal.measures
        if measure_id not in known:
            raise AncrageError(f"mesure(« {measure_id} ») : inconnue.{suggestion(measure_id, known)}")
        return self.writer.figure(measure_id, unit=unite)

    def source(self, key: str) -> str:
        """Return a link to a source."""
        known = self._views.portal.sources
        if key not in known:
            raise AncrageError(f"source(« {key} ») : inconnue.{suggestion(key, known)}")
        return self.writer.source(key)

    def liste(self, kind: str, group: str | None = None) -> str:
        """Return the entries of a kind, and of a group, as cards."""
        return parts.cards(self.writer, self._views.kind(kind, group))

    def regles(self) -> str:
        """Return the rules of `ancrage check` and what each refuses, as a table."""
        rows = ([f"`{rule}`", self.writer.words(text)] for rule, text in sorted(RULES.items()))
        return parts.table("regles", ["Règle", "Ce qu'elle signale"], rows)

    def signes(self) -> str:
        """Return what the confidentiality check looks for, as a list."""
        return signs_block(self.writer)

    def reconnaissance(self) -> str:
        """Return how well the confidentiality check finds, as a table."""
        return recognition_block(self.writer)

    def mise_a_jour(self) -> str:
        """Return the date of the last change of the content, or that it is unknown."""
        found = last_change(self._root)
        return f'<time datetime="{found}">{french_date(found)}</time>' if found else "date inconnue"

    def termes(self) -> str:
        """Return the definitions of the terms met so far: the staged page ends with this macro."""
        return self.writer.definitions()

    def _entry(self, entry_id: str) -> Entry:
        known = self._views.portal.entries
        if entry_id not in known:
            raise AncrageError(f"« {entry_id} » n'existe pas.{suggestion(entry_id, known)}")
        return known[entry_id]


def define_env(env: Any) -> None:  # noqa: ANN401 - the plugin's environment has no type
    """Give the macros to mkdocs-macros."""
    root = Path(env.project_dir)
    macros = PageMacros(env, views_of(root), root)
    for macro in (
        macros.fiche,
        macros.terme,
        macros.mesure,
        macros.source,
        macros.liste,
        macros.regles,
        macros.signes,
        macros.reconnaissance,
        macros.mise_a_jour,
        macros.termes,
    ):
        env.macro(macro)
