"""What the confidentiality check looks for, and how well it does: a list and a table of the page that tells it."""

from __future__ import annotations

from ancrage.model import Sign
from ancrage.pages import parts
from ancrage.pages.inline import Writer
from ancrage.recognition import Rates, Share, recognition

_LEVELS = {
    "certain": "Certain, à retirer ou à confirmer un par un",
    "probable": "Probable",
    "possible": "À vérifier",
    "indice": "Un détail seul ne dit rien; croisé avec d'autres, il désigne",
}
KINDS = {
    "adresse": "Adresse, rue, rang", "code-postal": "Code postal", "combinaison": "Détails rares qui se croisent",
    "compte": "Compte de réseau social", "courriel": "Courriel", "date": "Date précise",
    "dossier": "Numéro de dossier", "etablissement": "École, milieu de garde", "lieu": "Petit lieu",
    "naissance": "Date de naissance", "nas": "Numéro d'assurance sociale", "nom": "Nom de famille",
    "plaque": "Plaque d'immatriculation", "prenom": "Prénom", "ramq": "Numéro d'assurance maladie",
    "telephone": "Téléphone", "web": "Adresse Web",
}  # fmt: skip
"""What the labels of the sentences name, as people say it."""


def signs_block(writer: Writer) -> str:
    """Return the signs by level, each title once; empty where the portal has none."""
    signs = _signs(writer)
    lines = []
    for level, name in _LEVELS.items():
        titles = dict.fromkeys(sign.title for sign in signs if sign.level == level)
        if titles:
            lines.append(f"- **{writer.words(name)}.** {writer.words('; '.join(titles))}.")
    return "\n".join(lines)


def recognition_block(writer: Writer) -> str:
    """Return recall by kind and false alarms, one column a set of sentences."""
    measured = recognition(writer.views.portal)
    kinds = sorted({share.name for rates in measured for share in rates.recall}, key=lambda kind: KINDS.get(kind, kind))
    rows = [["**Tout ce qui était à trouver**", *(f"**{_told(rates.found)}**" for rates in measured)]]
    rows += [[writer.words(KINDS.get(kind, kind)), *(_of_kind(rates, kind) for rates in measured)] for kind in kinds]
    rows.append(
        ["**Phrases sans rien à trouver, signalées à tort**", *(f"**{_told(rates.alarmed)}**" for rates in measured)]
    )
    rows.append([writer.words("Dont : plus qu'un mot à vérifier"), *(_told(rates.wrong) for rates in measured)])
    titles = {sign.id: sign.title for sign in _signs(writer)}
    for rule in sorted({share.name for rates in measured for share in rates.alarms}):
        name = writer.words(f"À tort : {titles[rule][0].lower()}{titles[rule][1:]}")
        rows.append([name, *(_of_rule(rates, rule) for rates in measured)])
    return parts.table("reconnaissance", ["Trouvé", *(rates.title for rates in measured)], rows) if measured else ""


def _signs(writer: Writer) -> list[Sign]:
    return [record for record in writer.views.portal.confidential if isinstance(record, Sign)]


def _of_rule(rates: Rates, rule: str) -> str:
    return next((_told(share) for share in rates.alarms if share.name == rule), "—")


def _of_kind(rates: Rates, kind: str) -> str:
    return next((_told(share) for share in rates.recall if share.name == kind), "—")


def _told(share: Share) -> str:
    return f"{share.count} sur {share.total}"
