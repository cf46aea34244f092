"""Rules of templates: each language version is the French form, block by block, but for the notes to adapt it."""

from __future__ import annotations

from collections.abc import Iterator

from ancrage.model import Key, Portal, Template
from ancrage.problems import Problem, field_name


def check_templates(portal: Portal) -> Iterator[Problem]:
    """Yield what sets a version in another language apart from the French form."""
    for template in portal.of_kind(Template.kind):
        if isinstance(template, Template):
            yield from _versions(template)


def _versions(template: Template) -> Iterator[Problem]:
    wanted = [(index, block) for index, block in enumerate(template.blocks) if block.sort != "adapt"]
    for language, version in template.languages.items():
        where: tuple[Key, ...] = ("languages", language, "blocks")
        if len(version.blocks) != len(wanted):
            message = (
                f"{len(version.blocks)} blocs, {len(wanted)} en français sans les `adapt` : les versions vont bloc par "
                "bloc"
            )
            yield _problem(template, where, message)
            continue
        for place, (block, (index, french)) in enumerate(zip(version.blocks, wanted, strict=True)):
            if block.shape != french.shape:
                message = (
                    f"ce bloc n'a pas la forme de blocks[{index}] (`{french.sort}`) : même clé, mêmes nombres de "
                    "lignes, de choix, de cases et de colonnes, aide là où il y en a une"
                )
                yield _problem(template, (*where, place), message)


def _problem(template: Template, where: tuple[Key, ...], message: str) -> Problem:
    place = template.place
    return Problem(place.path, place.line(*where), field_name(where), message, "version-differente")
