"""The `ancrage export` commands: what leaves the portal as a file to hold, to project or to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import click

from ancrage.downloads import form_languages
from ancrage.exports import works
from ancrage.model import Guide, Template, TrainingSession
from ancrage.pages import pages
from ancrage.problems import AncrageError, suggestion
from ancrage.revision import last_change
from ancrage.terminal import ROOT, address, guarded, read
from ancrage.views import Views

TO = click.option(
    "--out", type=click.Path(path_type=Path), help="Fichier ou dossier de sortie (défaut : le dossier courant)."
)
SIZE = click.option(
    "--size", type=click.Choice(["letter", "a4"]), default="letter", help="Format du papier (défaut : lettre)."
)


Kind = TypeVar("Kind", TrainingSession, Template, Guide)


@click.group()
def export() -> None:
    """Produire un fichier à remettre, à projeter ou à remplir : PPTX, DOCX, PDF."""


@export.command()
@click.argument("session_id", metavar="ID")
@click.option(
    "--format",
    "form",
    type=click.Choice(["pptx", "docx", "pdf"]),
    default="pptx",
    help="pptx : diapositives; docx, pdf : plan.",
)
@SIZE
@TO
@ROOT
@guarded
def session(session_id: str, form: str, size: str, out: Path | None, root: Path) -> int:
    """Exporter une séance : diapositives, ou plan d'animation."""
    works.require(form)
    shop = open_shop(root, size)
    if shop is None:
        return 1
    named(shop.views, session_id, TrainingSession, "séance")
    return told(shop.make(works.Work("seance", session_id, form)), out)


@export.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--session", "session_id", metavar="ID", help="Toutes les feuilles d'une séance, et ses cartons à découper."
)
@SIZE
@TO
@ROOT
@guarded
def handout(ids: tuple[str, ...], session_id: str | None, size: str, out: Path | None, root: Path) -> int:
    """Exporter des feuilles à remettre : gris, gros caractères, code QR, un PDF."""
    if bool(ids) == bool(session_id):
        raise AncrageError("nommez des fiches, ou une séance avec --session : l'un ou l'autre.")
    works.require("pdf")
    shop = open_shop(root, size)
    if shop is None:
        return 1
    if session_id:
        named(shop.views, session_id, TrainingSession, "séance")
        return told(shop.make(works.Work("feuilles", session_id, "pdf")), out)
    for name in ids:
        if name not in shop.views.portal.entries:
            raise AncrageError(f"« {name} » : fiche inconnue.{suggestion(name, shop.views.portal.entries)}")
    if len(ids) == 1:
        return told(shop.make(works.Work("feuille", ids[0], "pdf")), out)
    content, length = works.bound(list(ids), "", "Feuilles à remettre", shop)
    return told(works.Made("feuilles.pdf", content, length), out)


@export.command()
@click.argument("template_id", metavar="ID")
@click.option("--language", "code", default="fr", help="Langue du formulaire : fr, ou une autre qu'il a (en, es, ar).")
@TO
@ROOT
@guarded
def template(template_id: str, code: str, out: Path | None, root: Path) -> int:
    """Exporter un gabarit : un formulaire à remplir dans Word."""
    works.require("docx")
    shop = open_shop(root)
    if shop is None:
        return 1
    found = named(shop.views, template_id, Template, "gabarit")
    languages = list(form_languages(found))
    if code not in languages:
        raise AncrageError(
            f"« {template_id} » n'existe pas dans la langue « {code} ». Langues : {', '.join(languages)}."
        )
    return told(shop.make(works.Work("gabarit", template_id, "docx", code)), out)


@export.command()
@click.argument("guide_id", metavar="ID")
@click.option(
    "--format", "form", type=click.Choice(["pdf", "docx"]), default="pdf", help="pdf : à imprimer; docx : à adapter."
)
@SIZE
@TO
@ROOT
@guarded
def guide(guide_id: str, form: str, size: str, out: Path | None, root: Path) -> int:
    """Exporter un guide entier : fiches, notes, glossaire, index."""
    works.require(form)
    shop = open_shop(root, size)
    if shop is None:
        return 1
    named(shop.views, guide_id, Guide, "guide")
    return told(shop.make(works.Work("guide", guide_id, form)), out)


def open_shop(root: Path, size: str = "letter") -> works.Shop | None:
    """Return what files are made with; report the problems of the content and return None where there are any."""
    portal = read(root)
    if portal is None:
        return None
    views, where = Views(portal), address(root)
    return works.Shop(views, pages(views, where), where, last_change(root), "A4" if size == "a4" else "letter")


def named(views: Views, name: str, kind: type[Kind], called: str) -> Kind:
    """Return the entry of a kind that bears a name; an AncrageError proposes a near one."""
    found = views.portal.entries.get(name)
    if not isinstance(found, kind):
        known = [entry.id for entry in views.portal.entries.values() if isinstance(entry, kind)]
        raise AncrageError(
            f"{called} « {name} » : identifiant inconnu.{suggestion(name, known)} Connus : {', '.join(known)}."
        )
    return found


def told(made: works.Made, out: Path | None) -> int:
    """Write a finished file, say where it is and how many pages it has; return the code of a success."""
    path = write(made.content, Path(made.path).name, out)
    length = f", {made.pages} page{'s' if made.pages > 1 else ''}" if made.pages else ""
    click.echo(f"{path}{length}.")
    return 0


def write(content: bytes, name: str, out: Path | None) -> Path:
    """Write a file, under its own name unless `out` is the path of a file, and return where it is."""
    path = out / name if out is not None and out.is_dir() else out or Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
