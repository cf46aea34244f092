"""The `ancrage` command: each command parses, makes one call, prints, returns a code (0, 1 content, 2 environment)."""

from __future__ import annotations

import gc
import json
import logging
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ancrage import pipeline
from ancrage.cases_commands import cases
from ancrage.command import ROOT as _ROOT
from ancrage.command import guarded as _guarded
from ancrage.model import KINDS, Portal
from ancrage.problems import AncrageError, Problem, as_json, errors, suggestion
from ancrage.revision import last_change

if TYPE_CHECKING:
    from ancrage.search.query import Answer

_OUT = click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Dossier de sortie (défaut : ROOT/build)."
)


@click.group()
@click.version_option(package_name="ancrage", message="%(version)s")
def main() -> None:
    """Ancrage : vérifier, construire et interroger le portail du travail de proximité."""
    gc.set_threshold(200_000, 20, 20)  # a build makes many small objects that live to its end


main.add_command(cases)


@main.command()
@_ROOT
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Forme des messages.")
@_guarded
def check(root: Path, form: str) -> int:
    """Vérifier tout le contenu, sans rien écrire."""
    portal, problems = pipeline.read(root)
    if form == "json":
        click.echo(as_json(problems), nl=False)
    else:
        _report(problems)
        if not errors(problems):
            click.echo(_summary(portal))
    return 1 if errors(problems) else 0


@main.command()
@_ROOT
@_OUT
@_guarded
def index(root: Path, out: Path | None) -> int:
    """Vérifier, puis construire les pages, les index de recherche et les données ouvertes."""
    portal = _read(root)
    if portal is None:
        return 1
    pipeline.build(portal, pipeline.Folders(root, out or root / "build", _address(root)))
    return 0


@main.command()
@_ROOT
@_OUT
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), help="Dossier du site (défaut : ROOT/site).")
@click.option("--force", is_flag=True, help="Reconstruire même si rien n'a changé.")
@_guarded
def site(root: Path, out: Path | None, site: Path | None, *, force: bool) -> int:
    """Construire tout le site dans site/."""
    build, target = out or root / "build", site or root / "site"
    folders = pipeline.Folders(root, build, _address(root))
    stamp, digest = build / "site.sha256", f"{pipeline.digest(root)} {folders.address} {last_change(root)}"
    pipeline.recover(target)
    if not force and target.is_dir() and stamp.is_file() and stamp.read_text() == digest:
        click.echo(f"Rien n'a changé : {target} est à jour.")
        return 0
    portal = _read(root)
    if portal is None:
        return 1
    pipeline.publish(portal, folders, target, lambda new: _generate(folders, new))
    stamp.write_text(digest)
    click.echo(f"Site construit : {target} — {_summary(portal)}")
    return 0


@main.command()
@_ROOT
@click.option("--address", default="127.0.0.1:8000", help="Adresse d'écoute.")
@_guarded
def serve(root: Path, address: str) -> int:
    """Construire et servir le portail, en suivant les changements."""
    folders = pipeline.Folders(root, root / "build", _address(root))
    portal = _read(root)
    if portal is None:
        return 1
    pipeline.preview(portal, folders)
    threading.Thread(target=_follow, args=(root, folders), daemon=True).start()
    _quiet_generator()
    from mkdocs.commands.serve import serve as mkdocs_serve

    mkdocs_serve(str(root / "mkdocs.yml"), dev_addr=address, livereload=True)
    return 0


@main.command()
@click.argument("query")
@_ROOT
@click.option("--json", "as_list", is_flag=True, help="Une liste JSON de résultats.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, help="Nombre de résultats.")
@click.option("--kind", help="Ne garder qu'un genre (strategie, terme…).")
@click.option("--setting", help="Ne garder qu'un milieu (urbain, rural, mixte).")
@click.option("--role", help="Ne garder que ce qui sert à quelqu'un (ptp, pg, communaute, formation…).")
@click.option("--approach", help="Ne garder que les stratégies d'une approche (demarchage, reseautage…).")
@_guarded
def search(query: str, root: Path, *, as_list: bool, limit: int, **filters: str | None) -> int:
    """Chercher dans l'index construit par build_index.py."""
    from ancrage.search import query as engine

    for name, value in filters.items():
        known = engine.FILTERS[name]
        if value is not None and value not in known.values:
            told = f"{known.name} « {value} » : valeur inconnue.{suggestion(value, known.values)}"
            raise AncrageError(f"{told} Valeurs : {', '.join(sorted(known.values))}")
    found = engine.search(root / "build" / "index", query, limit=limit, **filters)
    if as_list:
        click.echo(json.dumps([hit.as_json() for hit in found.hits], ensure_ascii=False, indent=2))
    else:
        _show(found)
    return 0


def _show(found: Answer) -> None:
    """Print what answers a query, for people."""
    if found.suggestion:
        click.echo(f"Vouliez-vous dire « {found.suggestion} »?")
    if found.nearest:
        click.echo("Rien ne répond exactement; voici ce qui s'en approche.")
    if found.card and found.card.answer:
        told = ", ".join(filter(None, (found.card.answer["value"], found.card.answer["interval"])))
        click.echo(f"    {found.card.title}\u00a0: {told}. {found.card.answer['detail']}")
    for rank, hit in enumerate(found.hits, 1):
        click.echo(f"{rank:>2}. {hit.title}  [{hit.kind}]  {hit.url}\n    {hit.excerpt}")
    if not found.hits:
        click.echo("Aucun résultat. Essayez un autre mot, ou la liste du glossaire.")


@main.command()
@click.argument("kind")
@click.argument("record_id")
@_ROOT
@_guarded
def new(kind: str, record_id: str, root: Path) -> int:
    """Préparer un fichier valide à remplir : ancrage new strategie cafe-rencontre."""
    from ancrage.exports import scaffold

    if kind not in KINDS:
        raise AncrageError(f"genre « {kind} » inconnu.{suggestion(kind, KINDS)} Genres : {', '.join(sorted(KINDS))}")
    portal, problems = pipeline.read(root)
    if errors(problems):
        _report(problems)
        return 1
    path = scaffold.write(root, kind, record_id, portal)
    click.echo(f"{path} est prêt : remplissez-le, puis lancez « ancrage check ».")
    return 0


def _read(root: Path) -> Portal | None:
    """Return the portal to build from; report its errors and return None where there are any."""
    portal, problems = pipeline.read(root)
    _report(errors(problems))
    return None if errors(problems) else portal


def _report(problems: list[Problem]) -> None:
    """Print the errors, then the warnings, then how many of each."""
    grave = errors(problems)
    advice = [problem for problem in problems if problem.severity == "warning"]
    for problem in [*grave, *advice]:
        click.echo(str(problem))
    for found, name in ((grave, "problème"), (advice, "avertissement")):
        if found:
            click.echo(f"{len(found)} {name}{'s' if len(found) > 1 else ''}.", err=True)


def _summary(portal: Portal) -> str:
    return f"{len(portal.entries)} entrées, {len(portal.measures)} chiffres, aucun problème."


def _address(root: Path) -> str:
    """Return the address that mkdocs.yml gives the site, ending with a slash; empty without that file."""
    from mkdocs.utils.yaml import yaml_load

    path = root / "mkdocs.yml"
    found = str(yaml_load(path.read_text(encoding="utf-8")).get("site_url") or "") if path.is_file() else ""
    return f"{found.rstrip('/')}/" if found else ""


def _quiet_generator() -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


def _generate(folders: pipeline.Folders, new: Path) -> None:
    """Run MkDocs, strictly, from the staged tree into `new`."""
    _quiet_generator()
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    logging.getLogger("mkdocs").addHandler(_Echo(logging.WARNING))
    try:
        config = load_config(
            str(folders.root / "mkdocs.yml"),
            docs_dir=str(folders.docs.resolve()),
            site_dir=str(new.resolve()),
            strict=True,
        )
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except (Abort, MkDocsException, SystemExit) as error:
        raise AncrageError(f"MkDocs a refusé de construire le site ({error}).") from error


class _Echo(logging.Handler):
    """Shows the generator's warnings, which make a strict build fail."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one warning on one line, without the traceback that the macros plugin adds."""
        message = " ".join(record.getMessage().split("```")[0].replace("_", "").split())
        click.echo(f"mkdocs : {message}", err=True)


def _follow(root: Path, folders: pipeline.Folders) -> None:
    """Restage whenever the content changes, until the process ends."""
    seen = pipeline.digest(root)
    while True:
        time.sleep(1)
        found = pipeline.digest(root)
        if found != seen:
            seen = found
            try:
                portal = _read(root)
                if portal is not None:
                    pipeline.preview(portal, folders)
            except AncrageError as error:
                click.echo(f"ancrage : {error}", err=True)
