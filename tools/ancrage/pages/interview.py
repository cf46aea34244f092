"""The interview guides: a question a screen, and on paper a booklet, a question a sheet, with room to write."""

from __future__ import annotations

from collections.abc import Iterator

from ancrage import labels
from ancrage.model import Question
from ancrage.pages import parts
from ancrage.pages.grouped import links
from ancrage.pages.inline import Writer
from ancrage.text import NBSP, typographic
from ancrage.urls import shared_page
from ancrage.views import Views

_TITLES = {
    "agent": "Guide d'entretien : personne agente de proximité",
    "gestionnaire": "Guide d'entretien : personne gestionnaire",
}
_LEAD = (
    "Les questions posées dans l'étude de cas, reformulées, une à la fois : ce qu'on demande, pourquoi, et comment "
    "relancer sans souffler la réponse. Imprimée, cette page devient un carnet : une feuille par question, avec de la "
    "place pour écrire."
)
_HOW = (
    "Lisez la question telle quelle, puis taisez-vous. Les sous-questions viennent du guide de l'étude; les relances "
    "et la raison de chaque question sont celles du portail. Ne notez ni nom, ni adresse, ni détail qui ferait "
    "reconnaître une famille. La personne peut passer une question, ou s'arrêter.\n\n"
    "De retour de l'entretien, [consignez les réponses dans l'atelier](atelier.md) : chaque question y a son écran."
)
_HEAD = (
    "Date et durée",
    "Code de l'entretien (ni nom, ni organisme)",
    "Secteur",
    "Accord donné : notes, enregistrement, rien des deux",
)
_PRINT = '<p class="gestes"><button type="button" data-imprimer hidden>Imprimer le carnet</button></p>'


def interview_pages(views: Views) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of each guide that has questions."""
    for guide in labels.GROUPS[Question.kind]:
        questions = [entry for entry in views.kind(Question.kind, guide) if isinstance(entry, Question)]
        if questions:
            page = shared_page(questions[0])
            yield page, _page(Writer(views, page), guide, questions)


def _page(writer: Writer, guide: str, questions: list[Question]) -> str:
    title = _TITLES[guide]
    chunks = [
        parts.breadcrumb(writer, parts.section(Question.kind)),
        f"# {writer.words(title)}",
        '<div class="entretien" markdown>',
        parts.block("en-bref", writer.text(_LEAD)),
        parts.block("mode-emploi", writer.text(_HOW)),
        _PRINT,
        _numbers(questions),
        *(_question(writer, questions, index) for index in range(len(questions))),
        "</div>",
        writer.definitions(),
    ]
    head = parts.front_matter(
        title=typographic(title), description=typographic(parts.shorten(_LEAD, 200)), sommaire=False,
        style="css/entretien.css", script="js/partage.js",
    )  # fmt: skip
    return parts.assembled(head, chunks)


def _numbers(questions: list[Question]) -> str:
    """Return the row of questions, each a link."""
    rows = "".join(f'<li><a href="#{question.id}">{_short(question)}</a></li>' for question in questions)
    title = '<p id="questions-titre">Aller à la question</p>'
    return f'<nav class="questions" id="questions" aria-labelledby="questions-titre">{title}<ol>{rows}</ol></nav>'


def _short(question: Question) -> str:
    if question.order == 0:
        return "Ouvrir"
    return f'<span class="hors-ecran">Question </span>{question.order}'


def _question(writer: Writer, questions: list[Question], index: int) -> str:
    question = questions[index]
    last = max(item.order for item in questions)
    number = f"Question {question.order} de {last}" if question.order else "Avant la première question"
    chunks = [
        f'<section class="feuille" aria-labelledby="{question.id}" markdown>',
        f'<p class="genre">{number}</p>',
        parts.heading(question.title, question.id),
        *([_blanks(writer)] if question.order == 0 else []),
        parts.block("question", writer.text(question.ask)),
        *_list(writer, "Sous-questions", question.sub_questions),
        f"**Pourquoi cette question**{NBSP}: {writer.line(question.purpose)} {parts.PROPOSED}",
        *_list(writer, "Relances", question.prompts, proposed=True),
        '<div class="lignes" aria-hidden="true"></div>',
        parts.block("renvois", links(writer, question)),
        _onward(questions, index),
        "</section>",
    ]
    return "\n\n".join(chunks)


def _list(writer: Writer, name: str, texts: tuple[str, ...], *, proposed: bool = False) -> Iterator[str]:
    if texts:
        yield f"**{name}**" + (f" {parts.PROPOSED}" if proposed else "")
        yield "\n".join(f"- {writer.line(text)}" for text in texts)


def _blanks(writer: Writer) -> str:
    """Return what one fills in by hand at the head of the booklet; on paper only."""
    rows = "".join(f"<p>{writer.words(name)}{NBSP}:</p>" for name in _HEAD)
    return f'<div class="en-tete-carnet">{rows}</div>'


def _onward(questions: list[Question], index: int) -> str:
    """Return the links to the questions before and after, and to all of them."""
    ways = ['<a href="#questions">Toutes<span class="hors-ecran"> les questions</span></a>']
    if index > 0:
        ways.insert(0, f'<a href="#{questions[index - 1].id}">← Précédente</a>')
    if index + 1 < len(questions):
        ways.append(f'<a href="#{questions[index + 1].id}">Suivante →</a>')
    return f'<p class="suite">{" ".join(ways)}</p>'
