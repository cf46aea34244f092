"""The page of a decision: one step a section, linked by anchors. Without JavaScript it works as linked steps."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ancrage import labels
from ancrage.model import Advice, Choice, Contact, Decision, Urgent
from ancrage.pages import parts
from ancrage.pages.inline import Writer
from ancrage.text import NBSP, typographic
from ancrage.urls import location, step_locations
from ancrage.views import Views

STYLE = "css/aiguillage.css"
SCRIPT = "js/aiguillage.js"
START = "depart"
OPEN_THEME = "autre"
_CHECK_NUMBERS = "Vérifiez les numéros de votre région, et gardez-les dans votre téléphone."


def decision_page(views: Views, decision: Decision) -> tuple[str, str]:
    """Return the path and the Markdown of the page of a decision."""
    page = location(decision).page
    writer = Writer(views, page)
    anchors = {name: place.anchor for name, place in step_locations(decision).items()}
    steps = [
        _section(START, "depart", _start(writer, decision, anchors)),
        *(_section(anchors[step.id], "urgence", _urgent(writer, step, anchors)) for step in decision.urgent),
        *(_section(anchors[step.id], "demande", _question(writer, step, anchors)) for step in decision.questions),
        *(
            _section(anchors[step.id], f"issue {step.verdict}", _advice(writer, step, anchors))
            for step in decision.outcomes
        ),
    ]
    chunks = [
        parts.breadcrumb(writer, parts.section(decision.kind), decision.title),
        f"# {writer.words(decision.title)}",
        '<div class="aiguillage" data-aiguillage markdown>',
        *steps,
        "</div>",
    ]
    head = parts.front_matter(
        title=decision.title, description=parts.description(views, decision), entry=decision.id, kind=decision.kind,
        sommaire=False, style=STYLE, script=SCRIPT,
    )  # fmt: skip
    return page, parts.assembled(head, [*chunks, writer.definitions()])


def _section(anchor: str, css: str, chunks: Iterator[str]) -> str:
    opening = f'<section class="etape {css}" id="{anchor}" aria-labelledby="titre-{anchor}" markdown>'
    return "\n\n".join([opening, *chunks, "</section>"])


def _title(writer: Writer, anchor: str, title: str, before: str = "") -> str:
    label = html.escape(typographic(title))
    return f'## {before}{writer.words(title)} {{ #titre-{anchor} data-toc-label="{label}" }}'


def _start(writer: Writer, decision: Decision, anchors: dict[str, str]) -> Iterator[str]:
    yield parts.block("en-bref", writer.text(decision.summary))
    yield _title(writer, START, "D'abord : y a-t-il un danger?")
    yield parts.block(
        "dangers", "\n".join(f"- [{writer.words(step.situation)}](#{anchors[step.id]})" for step in decision.urgent)
    )
    yield parts.heading("Sinon, que se passe-t-il?", "situations")
    for theme, name in labels.THEMES.items():
        members = [situation for situation in decision.situations if situation.theme == theme]
        links = "\n".join(
            f"- [{writer.words(item.text)}](#{anchors[item.goto]}){{ .suite {_words(item.words)} }}" for item in members
        )
        if theme == OPEN_THEME:
            yield parts.block("reponses", links) if members else ""
        elif members:
            summary = f"<summary markdown>{writer.words(name)} <small>{len(members)}</small></summary>"
            yield f'<details class="theme" markdown>\n{summary}\n\n{links}\n\n</details>'
    yield from _ends(writer, decision)


def _words(words: tuple[str, ...]) -> str:
    return f'data-mots="{html.escape(" ".join(words))}"' if words else ""


def _urgent(writer: Writer, step: Urgent, anchors: dict[str, str]) -> Iterator[str]:
    yield _title(writer, anchors[step.id], step.situation)
    yield parts.block("contacts", "\n".join(f"- {_contact(writer, contact)}" for contact in step.contacts))
    yield writer.text(step.do)
    yield f"{writer.words(_CHECK_NUMBERS)} {parts.PROPOSED}"
    yield _again()


def _contact(writer: Writer, contact: Contact) -> str:
    name = writer.words(contact.name)
    if contact.phone is None:
        return f"**{name}**{NBSP}: {writer.line(contact.when)}"
    return f"{phone_link(contact.phone, f'{contact.name}, {contact.phone}')}{NBSP}: {writer.line(contact.when)}"


def phone_link(phone: str, label: str) -> str:
    """Return a link that dials a number: `tel:911`, `tel:+18003639010`."""
    digits = re.sub(r"\D", "", phone)
    dialled = f"+{digits}" if len(digits) == 11 else digits
    return f"[{html.escape(typographic(label), quote=False).replace(' ', NBSP)}](tel:{dialled})"


def _question(writer: Writer, step: Choice, anchors: dict[str, str]) -> Iterator[str]:
    yield _title(writer, anchors[step.id], step.ask)
    if step.help:
        yield writer.text(step.help)
    yield parts.block(
        "reponses",
        "\n".join(f"- [{writer.words(item.text)}](#{anchors[item.goto]}){{ .suite }}" for item in step.answers),
    )
    yield _again()


def _advice(writer: Writer, step: Advice, anchors: dict[str, str]) -> Iterator[str]:
    spoken = f'{writer.words(labels.VERDICTS[step.verdict])}<span class="hors-ecran">{NBSP}:</span>'
    verdict = f'<span class="verdict">{spoken}</span> '
    yield _title(writer, anchors[step.id], step.title, verdict)
    yield parts.heading("Pourquoi", f"pourquoi-{step.id}", proposed=step.basis == "portail", level=3)
    yield writer.text(step.why) + (f" <small>({writer.source(step.source)})</small>" if step.source else "")
    yield parts.heading("Qui appeler", f"appeler-{step.id}", level=3)
    yield writer.text(step.call)
    yield parts.heading("Quoi dire", f"dire-{step.id}", level=3)
    yield parts.block("a-dire", writer.text(step.say))
    yield parts.heading("Pour agir", f"agir-{step.id}", level=3)
    entries = writer.views.portal.entries
    yield parts.block("voir-aussi", parts.see_also(writer, [entries[name] for name in step.entries]))
    yield _again(end=True)


def _again(*, end: bool = False) -> str:
    share = (
        '<button type="button" data-partager hidden>Partager cette réponse</button> '
        '<button type="button" data-imprimer hidden>Imprimer</button>'
    )
    return f'<p class="gestes"><a href="#{START}">Recommencer</a> {share if end else ""}</p>'


def _ends(writer: Writer, decision: Decision) -> Iterator[str]:
    entries = writer.views.portal.entries
    related = [entries[name] for name in decision.related]
    if related:
        yield parts.heading("Voir aussi", "voir-aussi")
        yield parts.block("voir-aussi", parts.see_also(writer, related))
    yield parts.block("citer", f"**Citer cette page**{NBSP}: {parts.how_to_cite(writer, decision)}")
