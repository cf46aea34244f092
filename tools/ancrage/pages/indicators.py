"""The page where a committee's indicators are counted quarter by quarter; docs/js/indicateurs/ makes the sheet.

Without JavaScript it says how rates are made and what is hidden, on an example, and gives the sheet to fill by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from ancrage.indicators import SMALL, Shown, Tally, published
from ancrage.model import Indicator, Lever
from ancrage.pages import parts, tool
from ancrage.pages.inline import Writer
from ancrage.text import NBSP, typographic
from ancrage.urls import Location, relative
from ancrage.views import Views

PAGE = "arrimage/indicateurs.md"
DATA = "indicateurs-leviers"
_TITLE = "La fiche d'indicateurs"
_LEAD = (
    "Entrez vos comptes du trimestre. La page en tire des taux, dit sur combien ils portent, les met à côté des cibles "
    "de l'étude et cache les petits nombres. Il en sort une fiche d'une page pour le comité."
)
_ON_DEVICE = (
    "On ne tape que des nombres : ni nom, ni dossier, ni détail sur une famille. Tout reste sur cet appareil. "
    "Commencez par deux ou trois indicateurs que vous pouvez compter sans nouveau formulaire."
)
_METHOD = f"""\
- **Un taux vient avec ce qui le divise.** « 3 sur 40 », puis le pourcentage. Sous dix, la fiche s'en tient aux nombres.
- **Peu de monde, peu de certitude.** Pour une part de personnes, la fiche donne l'intervalle de Wilson à 95{NBSP}% : ce
  qu'un petit compte laisse possible.
- **Un délai a plus d'un visage.** La moyenne, parce que la cible de l'étude est une moyenne; la médiane et le plus
  long, parce que la moyenne cache les oubliés.
- **Une cible n'est pas un verdict.** Quand l'intervalle passe des deux côtés, la fiche le dit.
- **Sans cible dans l'étude, la fiche n'en invente pas.** Vous pouvez écrire la vôtre; elle paraît comme telle.
"""
_HIDING = f"""\
De 1 à {SMALL - 1} familles, ou personnes, ce n'est plus un chiffre : dans un village, on sait qui. La fiche imprimée et
les tableaux exportés cachent :

- tout compte de personnes de 1 à {SMALL - 1}, et le taux qui le redonnerait;
- le compte dont il ne manque que 1 à {SMALL - 1} pour faire le tout : il dirait combien sont dans l'autre cas;
- le total de plusieurs périodes, quand une soustraction ferait retrouver ce qui est caché;
- une moyenne de moins de {SMALL} réponses, ou de dix pour la satisfaction des familles.

Trop de cases cachées? Comptez par semestre ou par année. Ne publiez jamais deux découpages des mêmes mois : l'un permet
de défaire l'autre. La sauvegarde de la fiche, elle, garde vos comptes entiers : ne la transmettez pas telle quelle.
"""
_BEFORE_COUNTING = "Vous ne savez pas quoi suivre? Partez de [votre portrait](portrait.md), puis d'un seul levier."
_PAPER = "Deux nombres par case : la partie, puis le tout. Le taux se calcule ensuite."
_EXAMPLE = (Tally(3, 40), Tally(2, 36), Tally(8, 41))


def indicators_page(views: Views) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of the page; nothing where no indicator is counted."""
    counted = list(_counted(views))
    if not counted:
        return
    writer = Writer(views, PAGE)
    chunks = [
        parts.breadcrumb(writer, parts.section(Lever.kind), "Indicateurs"),
        *tool.opening(writer, _TITLE, _LEAD, writer.words(_ON_DEVICE)),
        '<div class="indicateurs-outil" data-indicateurs></div>',
        parts.inlined(DATA, [_data(views, lever, indicator) for lever, indicator in counted]),
        parts.heading("Comment la fiche compte", "calcul", proposed=True),
        writer.text(_METHOD),
        parts.heading("Ce qui est caché, et pourquoi", "petits-nombres", proposed=True),
        writer.text(_HIDING),
        *_example(writer),
        writer.text(_BEFORE_COUNTING),
        *_paper(writer, counted),
        writer.definitions(),
    ]
    head = tool.head(_TITLE, _LEAD, ("css/indicateurs.css",), "js/indicateurs/page.js")
    yield PAGE, parts.assembled(head, chunks)


def indicators_link(page: str) -> str:
    """Return the link that leads to the sheet from another page."""
    return f"[{typographic('les compter dans la fiche d’indicateurs')}]({relative(Location(PAGE), page)})"


def _counted(views: Views) -> Iterator[tuple[Lever, Indicator]]:
    """Yield the indicators that are counted, lever by lever."""
    for lever in views.kind(Lever.kind):
        if isinstance(lever, Lever):
            yield from ((lever, indicator) for indicator in lever.indicators if indicator.count)


def _data(views: Views, lever: Lever, indicator: Indicator) -> dict[str, object]:
    """Return an indicator as the script counts it, with the target of the study where there is one."""
    count = indicator.count
    if count is None:
        raise ValueError(indicator.id)
    target = views.portal.measures[f"{lever.id}.{indicator.target}"] if indicator.target else None
    return {
        "id": f"{lever.id}.{indicator.id}",
        "title": typographic(indicator.title),
        "lever": typographic(lever.title),
        "form": count.form,
        "of": typographic(count.of),
        "among": typographic(count.among) if count.among else None,
        "unit": typographic(count.counted_in) if count.counted_in else "",
        "people": count.people,
        "least": count.least,
        "target": {"bound": target.bound, "value": float(target.value)} if target and target.bound else None,
    }


def _example(writer: Writer) -> Iterator[str]:
    """Yield an invented series as it is counted and as it is published, made by the same rules as the sheet."""
    series = published("part", _EXAMPLE, people=True)
    names = ["Premier trimestre", "Deuxième trimestre", "Troisième trimestre", "Les trois ensemble"]
    whole = Tally(sum(tally.of for tally in _EXAMPLE), sum(tally.among for tally in _EXAMPLE))
    rows = [
        [writer.words(name), f"{tally.of:g} sur {tally.among:g}", _shown(shown)]
        for name, tally, shown in zip(names, (*_EXAMPLE, whole), (*series.quarters, series.total), strict=True)
    ]
    yield parts.heading("Un exemple inventé", "exemple", level=3)
    yield parts.table("exemple", ["Familles sans rencontre", "Vous tapez", "Le comité lit"], rows)
    yield writer.words(
        "Les trois trimestres ensemble se publient : deux comptes sont cachés, et le total ne permet pas de dire "
        "lequel vaut combien."
    )


def _shown(shown: Shown) -> str:
    of = "caché" if shown.of is None else f"{shown.of:g}"
    return f"{of} sur {shown.among:g}" if shown.among is not None else "caché"


def _paper(writer: Writer, counted: list[tuple[Lever, Indicator]]) -> Iterator[str]:
    """Yield the indicators with their targets and empty columns, folded on screen."""
    rows = []
    for lever, indicator in counted:
        target = writer.figure(f"{lever.id}.{indicator.target}") if indicator.target else "—"
        count = indicator.count
        whole = f" ÷ {count.among}" if count and count.among else ""
        what = f"{writer.words(f'{count.of}{whole}')}" if count else ""
        rows.append([f"{writer.link(lever, indicator.title)} <small>{what}</small>", target, "", "", "", ""])
    head = ["Indicateur", "Cible de l'étude", "T1", "T2", "T3", "T4"]
    yield parts.heading("La fiche à remplir, pour le papier", "papier")
    yield parts.folded(writer, "Voir la fiche", f"{writer.words(_PAPER)}\n\n{parts.table('papier', head, rows)}")
