r"""The signs of practices/confidentiality/ as the rules that both engines read.

Patterns keep to what Python and JavaScript read alike: neither `\b`, `\w`, `\d`, `\s` nor `$`, no group but `(?:…)` and
looking ahead; names in braces stand for the classes below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ancrage.model import Entry, Portal, Question, Sign, WordList
from ancrage.text import typographic

_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_UPPER, _LOWER = "[A-ZÀ-ÖØ-ÞĆČĐĞĪŁŃŌŒŚŞŠŪŹŻŽ]", "[a-zß-öø-ÿćčđğīłńōœśşšūźżž]"
_NAME = f"{_UPPER}{_LOWER}+(?:{_UPPER}{_LOWER}+)?(?:['-]{_UPPER}?{_LOWER}+)*"
_MACROS = {
    "B": f"(?:^|[^0-9{_LETTERS}])",
    "E": f"(?![0-9{_LETTERS}])",
    "L": "[a-zß-öø-ɏḀ-ỿ]",
    "U": _UPPER,
    "l": _LOWER,
    "NOM": f"{_NAME}(?: {_NAME})*",
    "MOIS": "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janv[.]|fevr?[.]"
    "|avr[.]|juill?[.]|sept[.]|oct[.]|nov[.]|dec[.]",
    "JOUR": "premier|(?:vingt|trente)(?:[ -]et[ -]un|-[a-z]+)?|dix-(?:sept|huit|neuf)|deux|trois|quatre|cinq|six|sept"
    "|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize",
    "NOMBRE": "et|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente"
    "|quarante|cinquante|soixante|cent",
    "UNITE": "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente"
    "|quarante|cinquante|soixante|cents?|mille",
    "CHIFFRE": "zero|un|deux|trois|quatre|cinq|six|sept|huit|neuf",
    "ORDINAL": "deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|neuvieme|dixieme|onzieme|douzieme",
    "VOIE": "rue|avenue|av[.]|boulevard|boul[.]|chemin|ch[.]|rang|route|montee|impasse|allee|terrasse|croissant"
    "|promenade|ruelle|rte",
    "PRONOM": "Je|Tu|Elles?|Ils?|On|Ce|Cela|Ceci|Ça|Ca|Qui|Que|Tout|Tous|Toutes|Rien|Personne|Quelqu|Maman|Papa"
    "|Mamie|Papi|Chacune?|Celui|Celle|Ceux|Celles|Certaine?s?|Plusieurs|Beaucoup|Aucune?|Lui|Eux|Toi|Moi"
    "|Nous|Vous|Quoi|Comment|Combien|Quand|Où|Mais|Et|Puis|Donc|Or|Oui|Non|Dehors|Dedans|Aujourd|Hier"
    "|Demain|Parfois|Souvent|Ailleurs|Ici|Là|Autres?|Tant|Peu|Trop|Assez|Jamais|Toujours|Enfin|Ainsi"
    "|Pourquoi|Monsieur|Madame|Mesdames|Messieurs|Si|Ne|Le|La|Les|Une?|Des|Du|De|Dans|Pour|Avec|Sans"
    "|Pendant|Devant|Derrière|Quel(?:le)?s?|Faites|Dites|Ta|Ton|Tes|Ni|Au|Aux|Chez|Par|Sur|Sous|Vers"
    "|Entre|Après|Avant|Depuis|Dès|Selon|Malgré|Même|Laquelle|Lequel|Mon|Ma|Mes|Son|Sa|Ses|Leurs?|Notre"
    "|Nos|Votre|Vos|Cet|Cette|Ces|Chaque|Quelques?|Voilà|Voici|Merci|Bonjour|Pas|Plus|Moins|Comme|Puisque"
    "|Lorsque|Deux|Trois|En|Se|Me|Te",
    "VERBE": "est|a|était|avait|vit|va|vient|veut|dit|fait|peut|doit|sait|garde|habite|reste|travaille|parle"
    "|appelle|attend|arrive|demande|refuse|accepte|pense|croit|aime|dort|mange|pleure|rit|sourit|crie"
    "|marche|aura|sera|me|te|se|ne|lui|sort|part|revient|vivait|habitait|voulait|disait|pouvait|devait"
    "|faisait|pleurait|travaillait|cherche|trouve|prend|met|voit|entend|raconte|explique|répond|écrit|lit"
    "|joue|chante|tient|porte|donne|reçoit|paie|perd|ouvre|ferme|rappelle|texte|souhaite|espère|préfère"
    "|essaie|commence|finit|apprend|suit|connaît|croyait|aimait|aimerait|voudrait|vont|sont|ont|étaient"
    f"|avaient|[nsml]'{_LOWER}+",
    "COMMUN": "pas|comment|encore|aussi|ainsi|tous|toutes?|tout|les|une|elles?|lui|souvent|toujours|mutuellement|entre"
    "|mais|donc|quand|avant|apres|maintenant|desormais|comme|chez|pour|que|qui|est|mon|son|ses|leur|des|dans|par|sur"
    "|avec|demain|juste|mal|bien",
}
_FOLLOWS = (
    f"^(?:-{_UPPER}{_LOWER}+)*((?: (?:de |la |da |ben |el )?(?:Ste?-)?{_UPPER}{_LOWER}+(?:-{_UPPER}{_LOWER}+)*)*)"
)
SKIPPED = (
    "basis", "bound", "citations", "confirmed", "id", "indicator", "levers", "lever", "measure", "measures", "met",
    "period", "question_id", "related", "roles", "sector", "sectors", "setting", "settings", "unit", "view",
)  # fmt: skip
"""Keys of a case that hold names of the portal and no text."""
WINDOW = 400
"""Crossing details are looked for within so many characters."""


def pattern_of(sign: Sign) -> str:
    """Return the expression of a sign: what stands before, what is found, then what must follow."""
    text = f"({sign.before})({'|'.join(sign.patterns)}){sign.ahead}"
    return _expanded(text)


def _expanded(text: str) -> str:
    for _ in range(2):
        text = re.sub(r"\{([A-Za-z]+)\}", lambda m: _MACROS.get(m[1], m[0]), text)
    return text


def rules_of(portal: Portal) -> dict[str, Any]:
    """Return what both engines read, as plain data: signs, lists, who answers each question, names of sectors."""
    signs = [record for record in portal.confidential if isinstance(record, Sign)]
    lists = [record for record in portal.confidential if isinstance(record, WordList)]
    questions = [entry for entry in portal.of_kind(Question.kind) if isinstance(entry, Question)]
    return {
        "signs": [_sign(sign) for sign in signs],
        "lists": {record.id: ",".join(_forms(record)) for record in lists},
        "follows": _FOLLOWS,
        "window": WINDOW,
        "skipped": list(SKIPPED),
        "guides": {entry.id: entry.guide for entry in questions},
        "sectors": {entry.id: _title(entry) for entry in portal.of_kind("secteur")},
    }


def _forms(record: WordList) -> Iterator[str]:
    for word in record.entries:
        yield word
        if record.plural and word[-1] not in "sxz":
            yield f"{word}s"


def _title(entry: Entry) -> str:
    return typographic(entry.title)


def _sign(sign: Sign) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": sign.id,
        "title": typographic(sign.title),
        "level": sign.level,
        "why": typographic(sign.why),
        "replacement": typographic(sign.replacement),
    }
    if sign.patterns:
        shown["source"] = pattern_of(sign)
    at_the_end = r"(?![\s\S])"
    optional = {
        "element": sign.element, "words": sign.words, "cased": sign.cased, "check": sign.check, "full": sign.full,
        "capital": sign.capital, "inside": sign.inside,
        "after": sign.after and _expanded(f"(?:{sign.after}){at_the_end}"),
        "together": sign.together,
        "leads": {lead: typographic(text) for lead, text in sign.leads.items()},
    }  # fmt: skip
    return shown | {key: value for key, value in optional.items() if value}
