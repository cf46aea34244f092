"""The table of the sums that the build makes again, beside what the sources print."""

from __future__ import annotations

from ancrage.model import Portal
from ancrage.pages import parts
from ancrage.pages.inline import Writer
from ancrage.sums import Recomputed, recomputed
from ancrage.text import NBSP, number

_LEAD = (
    "À chaque publication, le portail refait les additions, les parts et les moyennes que les sources impriment. "
    "Il montre l'écart et ne corrige rien : on ne sait pas lequel des deux nombres est le bon."
)


def sums_block(writer: Writer) -> str:
    """Return the sums that do not add up, then, folded, those that do; empty when there is nothing to make again."""
    found = recomputed(writer.views.portal)
    if not found:
        return ""
    wrong = [item for item in found if not item.agrees]
    right = [item for item in found if item.agrees]
    chunks = [parts.heading("Sommes refaites par le portail", "sommes-refaites"), writer.text(_LEAD)]
    if wrong:
        chunks.append(_table(writer, wrong))
    if right:
        chunks.append(parts.folded(writer, f"Calculs refaits qui tombent juste : {len(right)}", _table(writer, right)))
    return "\n\n".join(chunks)


def _table(writer: Writer, items: list[Recomputed]) -> str:
    rows = [
        [
            writer.words(item.title),
            writer.figure(item.printed, unit=False),
            writer.words(_shown(item, writer.views.portal)),
            writer.words(_difference(item, writer.views.portal)),
            writer.words(item.how) + _divergence(writer, item),
        ]
        for item in items
    ]
    return parts.table("sommes", ["Chiffre", "Imprimé", "Refait", "Écart", "Comment"], rows)


def _divergence(writer: Writer, item: Recomputed) -> str:
    """Return the link to the first divergence that tells of a figure that does not add up."""
    told = () if item.agrees else writer.views.figure(item.printed).divergences
    return f" {writer.link(told[0])}" if told else ""


def _shown(item: Recomputed, portal: Portal) -> str:
    sign = _sign(item, portal)
    return number(item.value) + (f"{NBSP}{sign}" if sign else "")


def _difference(item: Recomputed, portal: Portal) -> str:
    if item.agrees:
        return "aucun"
    sign = {"%": "point"}.get(_sign(item, portal), _sign(item, portal))
    if sign == "point" and abs(item.difference) >= 2:
        sign = "points"
    words = f"{number(abs(item.difference))}{NBSP}{sign}".strip()
    return f"{words} de {'plus' if item.difference > 0 else 'moins'}"


def _sign(item: Recomputed, portal: Portal) -> str:
    """Return the unit worth repeating: a percentage or dollars, nothing for a count."""
    unit = portal.measures[item.printed].unit
    return unit[0] if unit[0] in "%$" else ""
