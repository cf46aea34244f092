"""The `ancrage` command: each command parses, makes one call, prints, returns a code (0, 1 content, 2 environment)."""

from __future__ import annotations

import gc
import json
import logging
import os
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ancrage import pipeline
from ancrage.cases_commands import cases
from ancrage.downloads import NOTHING
from ancrage.export_commands import export
from ancrage.exports import works
from ancrage.folders import Folders, digest, recover
from ancrage.model import KINDS, Portal
from ancrage.problems import AncrageError, as_json, errors, suggestion
from ancrage.revision import last_change
from ancrage.terminal import OUT, ROOT, address, guarded, read, report

if TYPE_CHECKING:
    from ancrage.search.query import Answer


@click.group()
@click.version_option(package_name="ancrage", message="%(version)s")
def main() -> None:
    """Ancrage : vérifier, construire et interroger le portail du travail de proximité."""
    gc.set_threshold(200_000, 20, 20)  # a build makes many small objects that live to its end


main.add_command(export)
main.add_command(cases)


@main.command()
@ROOT
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Forme des messages.")
@guarded
def check(root: Path, form: str) -> int:
    """Vérifier tout le contenu, sans rien écrire."""
    portal, problems = pipeline.read(root)
    if form == "json":
        click.echo(as_json(problems), nl=False)
    else:
        report(problems)
        if not errors(problems):
            click.echo(_summary(portal))
    return 1 if errors(problems) else 0


@main.command()
@ROOT
@OUT
@guarded
def index(root: Path, out: Path | None) -> int:
    """Vérifier, puis construire les pages, les index de recherche et les données ouvertes."""
    portal = read(root)
    if portal is None:
        return 1
    pipeline.build(portal, Folders(root, out or root / "build", address(root)))
    return 0


@main.command()
@ROOT
@OUT
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), help="Dossier du site (défaut : ROOT/site).")
@click.option("--force", is_flag=True, help="Reconstruire même si rien n'a changé.")
@click.option("--no-files", is_flag=True, help="Sans les fichiers à télécharger, pour aller plus vite en écrivant.")
@guarded
def site(root: Path, out: Path | None, site: Path | None, *, force: bool, no_files: bool) -> int:
    """Construire tout le site dans site/."""
    build, target = out or root / "build", site or root / "site"
    folders, day = Folders(root, build, address(root)), last_change(root)
    stamp = build / "site.sha256"
    made_from = f"{digest(root)} {folders.address} {day} {'' if no_files else works.libraries()}"
    recover(target)
    if not force and target.is_dir() and stamp.is_file() and stamp.read_text() == made_from:
        click.echo(f"Rien n'a changé : {target} est à jour.")
        return 0
    with ProcessPoolExecutor(max_workers=1, initializer=works.end_with_parent) as beside:
        asked = beside.submit(works.missing)  # half a second to load WeasyPrint, while the content is read
        portal = read(root)
        if portal is None:
            return 1
        absent = {} if no_files else asked.result()
    for told in dict.fromkeys(absent.values()):
        click.echo(f"ancrage : {told}", err=True)
    papers = pipeline.Papers(NOTHING if no_files else works.offer(absent), day)
    pipeline.publish(portal, folders, target, lambda new: _generate(folders, new), papers)
    stamp.write_text(made_from)
    click.echo(f"Site construit : {target} — {_summary(portal)}")
    return 0


@main.command()
@ROOT
@click.option("--address", "listen", default="127.0.0.1:8000", help="Adresse d'écoute.")
@guarded
def serve(root: Path, listen: str) -> int:
    """Construire et servir le portail, en suivant les changements."""
    folders = Folders(root, root / "build", address(root))
    portal = read(root)
    if portal is None:
        return 1
    pipeline.preview(portal, folders)
    threading.Thread(target=_follow, args=(root, folders), daemon=True).start()
    _quiet_generator()
    from mkdocs.commands.serve import serve as mkdocs_serve

    mkdocs_serve(str(root / "mkdocs.yml"), dev_addr=listen, livereload=True)
    return 0


@main.command()
@click.argument("query")
@ROOT
@click.option("--json", "as_list", is_flag=True, help="Une liste JSON de résultats.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, help="Nombre de résultats.")
@click.option("--kind", help="Ne garder qu'un genre (strategie, terme…).")
@click.option("--setting", help="Ne garder qu'un milieu (urbain, rural, mixte).")
@click.option("--role", help="Ne garder que ce qui sert à quelqu'un (ptp, pg, communaute, formation…).")
@click.option("--approach", help="Ne garder que les stratégies d'une approche (demarchage, reseautage…).")
@guarded
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
@ROOT
@guarded
def new(kind: str, record_id: str, root: Path) -> int:
    """Préparer un fichier valide à remplir : ancrage new strategie cafe-rencontre."""
    from ancrage.exports import scaffold

    if kind not in KINDS:
        raise AncrageError(f"genre « {kind} » inconnu.{suggestion(kind, KINDS)} Genres : {', '.join(sorted(KINDS))}")
    portal, problems = pipeline.read(root)
    if errors(problems):
        report(problems)
        return 1
    path = scaffold.write(root, kind, record_id, portal)
    click.echo(f"{path} est prêt : remplissez-le, puis lancez « ancrage check ».")
    return 0


def _summary(portal: Portal) -> str:
    return f"{len(portal.entries)} entrées, {len(portal.measures)} chiffres, aucun problème."


def _quiet_generator() -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


def _generate(folders: Folders, new: Path) -> None:
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


def _follow(root: Path, folders: Folders) -> None:
    """Restage whenever the content changes, until the process ends."""
    seen = digest(root)
    while True:
        time.sleep(1)
        found = digest(root)
        if found != seen:
            seen = found
            try:
                portal = read(root)
                if portal is not None:
                    pipeline.preview(portal, folders)
            except AncrageError as error:
                click.echo(f"ancrage : {error}", err=True)
