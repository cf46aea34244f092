"""The page of a case: a territory told by several sectors, or a situation to think over with peers."""

from __future__ import annotations

from collections.abc import Iterator

from ancrage import labels
from ancrage.cases import indicator_of, target_of
from ancrage.model import (
    CaseAnswer,
    CaseIndicator,
    CaseStudy,
    FamilySituation,
    PortraitRow,
    Question,
    Reading,
    TerritoryCase,
)
from ancrage.pages import parts
from ancrage.pages.crossing import crossing_link
from ancrage.pages.inline import Writer
from ancrage.pages.workshop import workshop_link
from ancrage.text import NBSP, number, period
from ancrage.urls import location
from ancrage.views import Views

_INVENTED = {
    "situation": (
        "**Situation inventée.** Cette famille n'existe pas et n'est le déguisement d'aucune autre. Elle a été écrite "
        "de bout en bout pour s'exercer à discuter entre pairs. Toute ressemblance serait un hasard."
    ),
    "territoire-invente": (
        "**Territoire inventé.** Ni ce territoire, ni ces réponses, ni ces chiffres n'existent. Le cas montre à quoi "
        "ressemble une étude bien remplie; il ne prouve rien et ne se cite pas."
    ),
}
_PUBLISHED = (
    "Ce que l'étude de 2025 publie de ce territoire, et rien d'autre. Elle le garde anonyme : n'essayez pas de le "
    "reconnaître. Un cas éclaire; il ne prouve pas."
)
_SPLIT_UNKNOWN = "L'étude ne dit pas combien viennent de chaque secteur."
_VIEWS = {"agent": "vu du terrain", "gestionnaire": "vu de la gestion", "les-deux": "vu des deux côtés"}
_COLUMNS = {"agent": "Vu du terrain", "gestionnaire": "Vu de la gestion"}
_AFTER = "Hypothèses et prochains pas, à ouvrir après la discussion"
_ORAL = (
    "Lisez la situation à voix haute, laissez dix minutes de questions de faits, puis cherchez à plusieurs. N'ouvrez "
    "la suite qu'après : ce sont des pistes, pas un corrigé."
)


def case_page(views: Views, case: CaseStudy) -> tuple[str, str]:
    """Return the path and the Markdown of the page of a case."""
    page = location(case).page
    writer = Writer(views, page)
    chunks = [
        parts.breadcrumb(writer, parts.section(case.kind), parts.group_name(case)),
        f"# {writer.words(case.title)}",
        f'<p class="genre">{_kind(case)}</p>',
        parts.block("en-bref", writer.text(case.summary)),
        parts.block("limites", writer.text(_INVENTED.get(case.group_key, _PUBLISHED))),
        *(_territory(writer, case.territory) if case.territory else ()),
        *(_situation(writer, case.situation) if case.situation else ()),
        parts.block("preparer", workshop_link(writer, "situation" if case.situation else "territoire")),
        *([parts.block("preparer", crossing_link(writer, case))] if case.territory else []),
        *_ends(writer, case),
        writer.definitions(),
    ]
    head = parts.front_matter(
        title=case.title, description=parts.description(views, case), entry=case.id, kind=case.kind, style="css/cas.css"
    )
    return page, parts.assembled(head, chunks)


def _kind(case: CaseStudy) -> str:
    setting = f" · milieu {labels.SETTINGS[case.setting]}" if case.setting else ""
    invented = ' · <span class="invente">cas inventé</span>' if case.fabricated else ""
    return f"{case.name}{setting}{invented}"


def _territory(writer: Writer, case: TerritoryCase) -> Iterator[str]:
    entries = writer.views.portal.entries
    sectors = ", ".join(writer.link(entries[name]) for name in case.sectors)
    yield f"**Secteurs présents**{NBSP}: {sectors}"
    if case.people or case.met:
        yield _title(case, "people" if case.people else "met", "personnes")
        yield from _people(writer, case)
    if case.portrait:
        yield _title(case, "portrait", "portrait")
        rows = [_portrait(writer, row) for row in case.portrait]
        yield parts.table("chiffres-du-cas", ["Ce qui est compté", "Valeur", "Période", "Provenance"], rows)
    if case.answers:
        yield _title(case, "answers", "reponses")
        yield _answers(writer, case.answers)
    if case.themes:
        yield _title(case, "themes", "themes")
        for theme in case.themes:
            seen = f" ({_VIEWS[theme.view]})" if theme.view else ""
            yield f"**{writer.words(theme.title)}**{seen}{NBSP}: {writer.line(theme.text)}"
    for name, anchor in {"tensions": "tensions", "works": "ce-qui-fonctionne"}.items():
        yield from _list(writer, case, name, anchor)
    if case.levers:
        yield _title(case, "levers", "leviers")
        yield "\n".join(f"- {writer.link(entries[name])}" for name in case.levers)
    yield from _list(writer, case, "recommendations", "recommandations")
    if case.indicators:
        yield _title(case, "indicators", "indicateurs")
        rows = [_indicator(writer, item) for item in case.indicators]
        yield parts.table("chiffres-du-cas", ["Indicateur", "Dernier relevé", "Cible", "Où l'on en est"], rows)
    if case.limits:
        yield _title(case, "limits", "limites")
        yield writer.text(case.limits)


def _situation(writer: Writer, case: FamilySituation) -> Iterator[str]:
    yield _title(case, "context", "contexte")
    yield writer.text(case.context)
    yield from _list(writer, case, "needs", "besoins")
    yield from _list(writer, case, "steps_taken", "demarches")
    yield _title(case, "question", "question")
    yield parts.block("question", writer.text(case.question))
    yield f"{writer.words(_ORAL)} {parts.PROPOSED}"
    after = [*_list(writer, case, "hypotheses", "hypotheses"), *_list(writer, case, "next_steps", "prochains-pas")]
    if after:
        yield parts.folded(writer, _AFTER, "\n\n".join(after))
    yield '<div class="lignes" aria-hidden="true"></div>'


def _title(case: TerritoryCase | FamilySituation, field: str, anchor: str) -> str:
    """Return the heading of a field: its title in the published schema."""
    return parts.heading(type(case).model_fields[field].title or field, anchor)


def _list(writer: Writer, case: TerritoryCase | FamilySituation, field: str, anchor: str) -> Iterator[str]:
    texts = getattr(case, field)
    if texts:
        yield _title(case, field, anchor)
        yield "\n".join(f"- {writer.line(text)}" for text in texts)


def _people(writer: Writer, case: TerritoryCase) -> Iterator[str]:
    views = writer.views
    if case.people:
        rows = [
            [writer.link(views.portal.entries[row.sector]), str(row.agents), str(row.managers)] for row in case.people
        ]
        yield parts.table("personnes", ["Secteur", "Agentes et agents", "Gestionnaires"], rows)
    for name in case.met:
        yield f"- {writer.words(views.figure(name).measure.label)}{NBSP}: {writer.figure(name)}"
    if not case.people:
        yield writer.words(_SPLIT_UNKNOWN)


def _portrait(writer: Writer, row: PortraitRow) -> list[str]:
    if row.measure:
        measure = writer.views.figure(row.measure).measure
        told = writer.words(period(measure.period))
        return [writer.words(measure.label), writer.figure(row.measure), told, writer.source(measure.source)]
    if row.label and row.reading:
        return [writer.words(row.label), *_reading(writer, row.reading)]
    return []


def _reading(writer: Writer, reading: Reading) -> list[str]:
    return [_amount(writer, reading), writer.words(period(reading.period)), writer.line(reading.origin)]


def _amount(writer: Writer, reading: Reading) -> str:
    return writer.words(f"{number(reading.value)}{NBSP}{reading.unit}")


def _answers(writer: Writer, answers: tuple[CaseAnswer, ...]) -> str:
    """Return the answers in two columns, those of agents beside those of managers."""
    entries = writer.views.portal.entries
    columns: dict[str, list[str]] = {guide: [] for guide in _COLUMNS}
    for answer in answers:
        question = entries[answer.question]
        if isinstance(question, Question):
            sector = f", {writer.words(entries[answer.sector].title)}" if answer.sector else ""
            told = f"{writer.link(question)}{sector}{NBSP}: {writer.line(answer.text)}"
            columns[question.guide].append(f"- {told}")
    shown = [
        parts.block("regard", f"**{_COLUMNS[guide]}**\n\n" + "\n".join(told)) for guide, told in columns.items() if told
    ]
    return parts.block("milieux", "\n\n".join(shown))


def _indicator(writer: Writer, item: CaseIndicator) -> list[str]:
    portal = writer.views.portal
    indicator, target = indicator_of(item, portal), target_of(item, portal)
    name = writer.link(portal.entries[item.lever], indicator.title if indicator else item.indicator)
    if target is None:
        return [name, "—", "—", "—"]
    aim = (
        writer.figure(target.measure)
        if target.measure
        else writer.words(f"{target.bound}{NBSP}{number(target.value)}{NBSP}{target.unit}") + " (la nôtre)"
    )
    if item.reading is None:
        return [name, "pas encore compté", aim, "à mesurer"]
    found = f"{_amount(writer, item.reading)}, {writer.words(period(item.reading.period))}"
    return [name, found, aim, "cible atteinte" if target.reached(item.reading.value) else "cible pas encore atteinte"]


def _ends(writer: Writer, case: CaseStudy) -> Iterator[str]:
    entries = writer.views.portal.entries
    own = [case.territory.territory] if case.territory and case.territory.territory else []
    related = [entries[name] for name in dict.fromkeys([*own, *case.related])]
    shown = {item.id for item in related}
    if related:
        yield parts.heading("Voir aussi", "voir-aussi")
        yield parts.block("voir-aussi", parts.see_also(writer, related))
    yield from parts.leading_here(writer, case, shown)
    if case.citations:
        yield parts.heading("Sources", "sources")
        yield parts.sources(writer, case.citations)
    if not case.fabricated:
        yield parts.block("citer", f"**Citer cette page**{NBSP}: {parts.how_to_cite(writer, case)}")
