"""The `ancrage cases` commands: each parses, makes one call, prints, returns a code (0, 1 content, 2 environment)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

import click

from ancrage import pipeline
from ancrage.local_cases import local_cases
from ancrage.model import Portal
from ancrage.problems import AncrageError, Problem, errors
from ancrage.sections import Section, as_csv, as_markdown, as_text
from ancrage.surveys import Survey
from ancrage.terminal import ROOT, guarded, read

_FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FICHIER…")
_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "markdown"]),
    default="text",
    help="Forme du résultat (par défaut : à lire ici).",
)


@click.group()
def cases() -> None:
    """Travailler des cas et des relevés, sur l'appareil : rien n'est envoyé."""


@cases.command()
@_FILES
@ROOT
@_FORMAT
@guarded
def cross(files: tuple[Path, ...], root: Path, form: str) -> int:
    """Croiser de deux à six cas de territoire : leviers, regards, thèmes, indicateurs."""
    from ancrage import crossing
    from ancrage.pages.crossing import figures_in_words
    from ancrage.views import Views

    _between(len(files), crossing.FEWEST, crossing.MOST, "cas")
    portal = _portal(root)
    found, problems = local_cases(files, portal)
    if problems:
        return _refused(problems)
    known = crossing.reference(portal, figures_in_words(Views(portal)))
    result = crossing.cross(found, known)
    sections = crossing.sections(result)
    _show(form, crossing.TITLE, crossing.LEAD, sections, lambda: asdict(result))
    return 0


@cases.command()
@_FILES
@ROOT
@_FORMAT
@guarded
def survey(files: tuple[Path, ...], root: Path, form: str) -> int:
    """Réunir de deux à trente relevés de stratégies, à côté de ce que le projet pilote a publié."""
    from ancrage import surveys
    from ancrage.confidentiality import Scanner
    from ancrage.pages.surveys import surveyed_strategies
    from ancrage.signs import rules_of
    from ancrage.views import Views

    _between(len(files), surveys.FEWEST, surveys.MOST, "relevés")
    portal = _portal(root)
    known = surveyed_strategies(Views(portal))
    found, problems = _read_surveys(files, [strategy.id for strategy in known])
    if problems:
        return _refused(problems)
    scanner = Scanner(rules_of(portal))
    kept, left = surveys.discreet(found, lambda why: any(hit.level != "possible" for hit in scanner.scan(why)))
    if left:
        click.echo(f"Raisons non montrées, car quelqu'un pourrait y être reconnu : {left}", err=True)
    merged = surveys.merge(kept, known)
    _show(form, surveys.TITLE, surveys.LEAD, surveys.sections(merged, known), lambda: asdict(merged))
    return 0


@cases.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_FORMAT
@guarded
def overlap(file: Path, form: str) -> int:
    """Calculer les chevauchements de mandats d'une grille exportée du portail."""
    from ancrage import overlap_file, overlap_report

    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise AncrageError(f"{file} n'est pas un texte en UTF-8.") from error
    grid, faults = overlap_file.read(text)
    if grid is None:
        for fault in faults:
            click.echo(f"{file}: {fault}")
        return 1
    as_form = {
        "text": overlap_report.as_text,
        "json": overlap_report.as_json,
        "csv": overlap_report.as_csv,
        "markdown": overlap_report.as_markdown,
    }[form]
    click.echo(as_form(grid), nl=False)
    return 0


@cases.command()
@ROOT
@click.option("--failures", is_flag=True, help="Montrer aussi ce qui échoue dans les phrases de réglage.")
@guarded
def confidentiality(root: Path, *, failures: bool) -> int:
    """Dire ce que la vérification de confidentialité trouve, et ce qu'elle signale à tort."""
    portal = read(root)
    if portal is None:
        return 1
    from ancrage.recognition import TUNED, recognition

    for rates in recognition(portal):
        click.echo(f"{rates.title} ({rates.id})")
        click.echo(f"  trouvé                    {rates.found}")
        for share in rates.recall:
            click.echo(f"    {share.name:<24}{share}")
        click.echo(f"  signalé à tort            {rates.alarmed}, dont {rates.wrong.count} plus que « possible »")
        for share in rates.alarms:
            click.echo(f"    {share.name:<24}{share}")
        if failures and rates.id == TUNED:
            click.echo("".join(f"  ! {line}\n" for line in (*rates.missed, *rates.mistaken)), nl=False)
    return 0


def _read_surveys(files: Iterable[Path], strategies: list[str]) -> tuple[list[Survey], list[Problem]]:
    """Return the accounts of files, and every problem met: the same account twice counts a person twice."""
    from ancrage.surveys import read_survey

    found: dict[str, Path] = {}
    surveys, problems = [], []
    for file in files:
        try:
            survey, wrong = read_survey(file.read_text("utf-8"), str(file), strategies)
        except UnicodeDecodeError:
            survey, wrong = None, [Problem(str(file), 1, "fichier", "ce n'est pas un texte en UTF-8", "encodage")]
        problems += wrong
        if survey is None:
            continue
        if survey.id in found:
            message = f"ce relevé est déjà réuni, par {found[survey.id]} : une personne ne compte qu'une fois"
            problems.append(Problem(str(file), 1, "id", message, "releve-en-double"))
        found.setdefault(survey.id, file)
        surveys.append(survey)
    return surveys, problems


def _portal(root: Path) -> Portal:
    portal, problems = pipeline.read(root)
    grave = errors(problems)
    if grave:
        raise AncrageError(f"le portail lui-même a un problème, à réparer d'abord : {grave[0]}")
    return portal


def _between(count: int, fewest: int, most: int, name: str) -> None:
    if not fewest <= count <= most:
        raise AncrageError(f"il faut de {fewest} à {most} {name}; {count} donné{'s' if count > 1 else ''}.")


def _refused(problems: Iterable[Problem]) -> int:
    for problem in problems:
        click.echo(str(problem))
    return 1


def _show(form: str, title: str, lead: str, sections: Iterable[Section], as_object: Callable[[], object]) -> None:
    """Print a result in the form asked for."""
    shown = {
        "text": lambda: as_text(title, lead, sections),
        "markdown": lambda: as_markdown(title, lead, sections),
        "csv": lambda: as_csv(sections),
        "json": lambda: json.dumps(as_object(), ensure_ascii=False, indent=2) + "\n",
    }[form]()
    click.echo(shown, nl=False)
