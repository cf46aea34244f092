"""Templates: a list, and a page each, whose form alone goes on paper, in one language at a time.

On paper the version that the address names (`#version-ar`) is printed; without one, the French form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ancrage import labels
from ancrage.downloads import NOTHING, Offer, form_file, form_languages
from ancrage.model import FormBlock, Template
from ancrage.model.templates import Blank, Checklist, Grid
from ancrage.pages import parts
from ancrage.pages.inline import Writer, first_safe
from ancrage.text import NBSP, typographic
from ancrage.urls import location
from ancrage.views import Views

INDEX = "gabarits/index.md"
STYLE = "css/gabarits.css"
SCRIPT = "js/partage.js"
TITLE = "Gabarits à remplir"
LEAD = (
    "Des formulaires courts, prêts pour demain matin : planifier, s'entendre avec les partenaires, passer le relais "
    "avec l'accord de la famille, se soutenir. Adaptez-les, imprimez-les, raturez-les."
)
_CARE = (
    "Le portail ne reçoit rien de ce que vous écrivez : ces formulaires se remplissent sur papier. Rangez-les là où "
    "votre organisme garde ses notes, et détruisez-les au moment convenu."
)
_BASES = {
    "sources": "Les sources nomment ou recommandent cet outil, sans en donner le texte. La rédaction est du portail.",
    "portail": "L'idée et la rédaction sont du portail; les sources n'en parlent pas directement.",
}
_GESTURES = (
    '<p class="gestes"><button type="button" data-imprimer hidden>Imprimer le formulaire</button> '
    '<button type="button" data-partager hidden>Partager le lien</button></p>'
)


def template_pages(views: Views, offer: Offer = NOTHING) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of the list and of each template; nothing where there are none."""
    found = [entry for entry in views.kind(Template.kind) if isinstance(entry, Template)]
    if found:
        yield INDEX, _index(views)
        yield from ((location(template).page, _page(views, template, offer)) for template in found)


def _index(views: Views) -> str:
    writer = Writer(views, INDEX)
    chunks = [
        parts.breadcrumb(writer, ("former/index.md", "Former"), TITLE),
        f"# {writer.words(TITLE)}",
        parts.block("en-bref", writer.text(LEAD)) + f"\n\n{parts.PROPOSED}",
    ]
    for group, name in labels.GROUPS[Template.kind].items():
        entries = views.kind(Template.kind, group)
        if entries:
            chunks += [parts.heading(name, group), parts.cards(writer, entries)]
    chunks.append(parts.block("limites", writer.words(_CARE)))
    head = parts.front_matter(title=TITLE, description=typographic(LEAD), sommaire=False)
    return parts.assembled(head, chunks)


def _page(views: Views, template: Template, offer: Offer) -> str:
    writer = Writer(views, location(template).page)
    readers = ", ".join(labels.READERS[role] for role in template.roles)
    chunks = [
        parts.breadcrumb(writer, (INDEX, "Gabarits"), parts.group_name(template)),
        f"# {writer.words(template.title)}",
        f'<p class="genre">Gabarit · {writer.words(readers)} · {parts.PROPOSED}</p>',
        parts.block("en-bref", writer.text(template.summary)),
        parts.heading("À quoi il sert", "utilite"),
        writer.text(template.purpose),
        _languages(template),
        _GESTURES,
        parts.downloads(writer, "Le remplir à l'écran", _files(template, offer)),
        _form(writer, "fr", template.paper_title, template.blocks, labels.FRENCH),
        *(
            _form(writer, code, version.title, version.blocks, labels.LANGUAGES[code])
            for code, version in template.languages.items()
        ),
        *_ends(writer, template),
        writer.definitions(),
    ]
    head = parts.front_matter(
        title=template.title, description=parts.description(views, template), entry=template.id, kind=template.kind,
        sommaire=False, style=STYLE, script=SCRIPT,
    )  # fmt: skip
    return parts.assembled(head, chunks)


def _files(template: Template, offer: Offer) -> Iterator[tuple[str, str]]:
    """Yield the forms of a template, each with what it is called."""
    if "docx" in offer:
        for code in form_languages(template):
            language = labels.FRENCH if code == "fr" else labels.LANGUAGES[code]
            yield form_file(template.id, code), f"Formulaire en {language.name}"


def _languages(template: Template) -> str:
    """Return links to the versions, each named in its own language, and how to print one; nothing for one language."""
    if not template.languages:
        return ""
    links = ['<li><a href="#version-fr">Français</a></li>']
    for code in template.languages:
        language = labels.LANGUAGES[code]
        links.append(
            f'<li><a href="#version-{code}" lang="{code}" dir="{language.direction}" hreflang="{code}">'
            f"{language.own_name}</a></li>"
        )
    return (
        '<nav class="versions" aria-labelledby="versions-titre">'
        '<p id="versions-titre">Choisissez la langue : c’est elle qui s’imprime.</p>'
        f"<ul>{''.join(links)}</ul></nav>"
    ).replace(" : c", f"{NBSP}: c")


def _form(writer: Writer, code: str, title: str, blocks: Iterable[FormBlock], language: labels.Language) -> str:
    """Return a form: a section in its own language and direction."""
    review = ""
    if language.review:
        french = f"Version en {language.name} à faire relire par une personne qui parle cette langue, avant tout usage."
        review = (
            f'<p class="a-relire"><strong lang="fr-CA" dir="ltr">{french}</strong> '
            f"<span>{writer.words(language.review)}</span></p>"
        )
    attributes = "" if code == "fr" else f' lang="{code}" dir="{language.direction}"'
    chunks = [
        f'<section class="formulaire" id="version-{code}"{attributes} aria-labelledby="titre-{code}" markdown>',
        parts.heading(title, f"titre-{code}"),
        review,
        *_parts(_DRAWN[block.sort](writer, block, f"{code}-{number}", language) for number, block in enumerate(blocks)),
        "</section>",
    ]
    return parts.joined(chunks)


def _parts(drawn: Iterable[str]) -> Iterator[str]:
    """Yield what comes under each heading as one part: paper keeps whole the one that is signed."""
    part: list[str] = []
    for block in drawn:
        if part and block.startswith("### "):
            yield parts.block("partie", "\n\n".join(part))
            part = []
        part.append(block)
    yield parts.block("partie", "\n\n".join(part))


def _heading(writer: Writer, block: FormBlock, anchor: str, _: labels.Language) -> str:
    return f"### {writer.line(block.heading or '')} {{ #{anchor} }}"


def _text(writer: Writer, block: FormBlock, _: str, __: labels.Language) -> str:
    return writer.text(block.text or "")


def _adapt(writer: Writer, block: FormBlock, _: str, __: labels.Language) -> str:
    return f'<aside class="adapter" markdown>\n\n**Pour adapter**{NBSP}: {writer.text(block.adapt or "")}\n\n</aside>'


def _field(writer: Writer, block: FormBlock, _: str, language: labels.Language) -> str:
    blank = block.field
    assert isinstance(blank, Blank)  # noqa: S101 - its sort says so
    alone = blank.choices or blank.help or (blank.lines or 1) > 1
    shape = "champ" if alone else "champ champ-court"
    inner = [f'<p class="champ-nom" markdown="span">{first_safe(writer.line(blank.name))}</p>']
    if blank.help:
        inner.append(f'<p class="champ-aide" markdown="span">{first_safe(writer.line(blank.help))}</p>')
    if blank.choices:
        inner.append(_boxes(writer, blank.choices, "cases choix"))
    elif blank.date:
        inner.append(f'<p class="ligne ligne-date"><small>{writer.words(language.date)}</small></p>')
    else:
        inner.append("\n".join(['<div class="ligne"></div>'] * (blank.lines or 1)))
    return f'<div class="{shape}" markdown>\n' + "\n".join(inner) + "\n</div>"


def _table(writer: Writer, block: FormBlock, _: str, __: labels.Language) -> str:
    grid = block.table
    assert isinstance(grid, Grid)  # noqa: S101 - its sort says so
    width = len(grid.columns)
    rows = [[writer.line(cell) for cell in row] + [""] * (width - len(row)) for row in grid.rows]
    rows += [[""] * width for _ in range(grid.empty)]
    lines = [parts.row(map(writer.line, grid.columns)), parts.row(["---"] * width), *map(parts.row, rows)]
    return parts.block("tableau grille", "\n".join(lines))


def _checklist(writer: Writer, block: FormBlock, _: str, __: labels.Language) -> str:
    boxes = block.checklist
    assert isinstance(boxes, Checklist)  # noqa: S101 - its sort says so
    name = f'<p class="champ-nom" markdown="span">{first_safe(writer.line(boxes.name))}</p>\n' if boxes.name else ""
    return f'<div class="champ" markdown>\n{name}{_boxes(writer, boxes.items)}\n</div>'


def _boxes(writer: Writer, items: Iterable[str], css: str = "cases") -> str:
    inner = "\n".join(f'<li markdown="span">{first_safe(writer.line(item))}</li>' for item in items)
    return f'<ul class="{css}" markdown>\n{inner}\n</ul>'


def _signature(writer: Writer, block: FormBlock, _: str, language: labels.Language) -> str:
    lines = "".join(f'<p class="ligne"><small>{word}</small></p>' for word in language.signing)
    return "\n\n".join(
        f'<div class="signature" markdown>\n<p class="champ-nom" markdown="span">{first_safe(writer.line(who))}</p>\n'
        f'<div class="signature-lignes">{lines}</div>\n</div>'
        for who in block.signature
    )


_DRAWN: dict[str, Callable[[Writer, FormBlock, str, labels.Language], str]] = {
    "heading": _heading, "text": _text, "field": _field, "table": _table, "checklist": _checklist,
    "signature": _signature, "adapt": _adapt,
}  # fmt: skip


def _ends(writer: Writer, template: Template) -> Iterator[str]:
    """Yield what is on screen only: what the form rests on, links, sources, how to cite."""
    entries = writer.views.portal.entries
    named = dict.fromkeys((*template.entries, *template.related))
    yield parts.heading("Sur quoi il repose", "repose-sur")
    yield writer.words(_BASES[template.basis])
    yield parts.block("voir-aussi", parts.see_also(writer, [entries[name] for name in template.entries]))
    if template.related:
        yield parts.heading("Voir aussi", "voir-aussi")
        yield parts.block("voir-aussi", parts.see_also(writer, [entries[name] for name in template.related]))
    yield from parts.leading_here(writer, template, named)
    if template.citations:
        yield parts.heading("Sources", "sources")
        yield parts.block("sources", parts.sources(writer, template.citations))
    yield parts.block("citer", f"**Citer cette page**{NBSP}: {parts.how_to_cite(writer, template)}")
