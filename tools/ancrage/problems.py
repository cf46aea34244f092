"""What can be wrong with content, as values; and the one exception for what is not content."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

RULES: dict[str, str] = {
    "activite-en-double": "Deux activités d'une séance, ou deux de ses buts, portent le même nom.",
    "activite-sans-but": "Une activité de séance, autre qu'une pause, ne sert aucun but.",
    "adresse-interdite": "Un lien mène ailleurs que vers une entrée, https, mailto ou tel.",
    "alias-interdit": "Les alias YAML (*nom) sont refusés : ils cachent du contenu et peuvent exploser.",
    "anglais": "Une phrase est restée en anglais.",
    "balise-interdite": "Les étiquettes YAML (!nom) sont refusées.",
    "bloc-ambigu": "Un bloc de gabarit porte plusieurs clés ou aucune, ou un champ se remplit de deux façons.",
    "but-inconnu": "Une activité de séance sert un but que la séance n'a pas.",
    "but-sans-activite": "Aucune activité d'une séance ne sert l'un de ses buts.",
    "caractere-interdit": "Un caractère de contrôle ou invisible s'est glissé dans un texte.",
    "cas-invente-source": "Un cas inventé cite une source ou un chiffre publié.",
    "cas-sans-source": "Un cas de territoire n'est ni inventé ni appuyé sur une source.",
    "champ-manquant": "Une clé ou une rubrique exigée par le genre manque.",
    "chiffre-orphelin": "Un pourcentage, un montant, une part ou un compte est tapé au lieu d'être cité.",
    "chapitre-en-double": "Deux chapitres d'un guide portent le même nom.",
    "chemin-en-boucle": "Une suite de réponses ramène à une question déjà posée.",
    "chemin-trop-long": "Il faut plus de cinq réponses pour arriver à une issue.",
    "cle-en-double": "Une clé est écrite deux fois dans le même bloc YAML.",
    "cle-inconnue": "Une clé n'existe pas pour ce genre.",
    "duree-inexacte": "Les minutes d'une séance ne font pas sa durée, ou celles des étapes, la durée d'une activité.",
    "encodage": "Le fichier n'est pas en UTF-8.",
    "etape-en-double": "Deux étapes de parcours, ou deux blocs d'un parcours, portent le même nom.",
    "etape-isolee": "Aucune situation ni réponse ne mène à une question ou à une issue.",
    "fiche-hors-guide": "Avertissement : une fiche n'est dans aucun guide, et aucun ne dit pourquoi.",
    "fichier-inattendu": "Un fichier n'est pas à sa place, ou n'a pas l'extension .yml.",
    "fichier-trop-gros": "Un fichier dépasse la taille permise.",
    "formule-interdite": "Un texte emploie une formule refusée (« clientèle », « dans le cadre de »…).",
    "html-interdit": "Un texte contient du HTML.",
    "id-en-double": "Deux entrées portent le même identifiant.",
    "id-et-fichier": "L'identifiant n'est pas le nom du fichier.",
    "id-invalide": "Un identifiant n'est pas fait de minuscules, chiffres et traits d'union.",
    "image-introuvable": "Une image n'existe pas dans docs/.",
    "imbrication-trop-profonde": "Le YAML est trop imbriqué.",
    "indicateur-inconnu": "Un cas suit un indicateur que son levier n'a pas.",
    "indicateur-sans-cible": "Un cas suit un indicateur sans cible, ni celle du levier ni la sienne.",
    "lien-introuvable": "Un lien d'un texte nomme une entrée, un chiffre ou un document qui n'existe pas.",
    "mesure-incomplete": "Un chiffre n'a pas sa source, sa localisation, sa population ou sa période.",
    "mesure-inconnue": "Un chiffre cité n'existe pas.",
    "mise-en-forme": "Un texte emploie une forme hors du Markdown réduit (titre, tableau, code…).",
    "mot-absent": "Une équivalence renvoie à un mot que le portail n'écrit nulle part.",
    "mot-deja-nom": "Un mot de tous les jours est déjà un nom de la première entrée où il mène.",
    "mot-en-double": "Un même mot de tous les jours se dit dans deux équivalences.",
    "mot-redit": "Une équivalence donne le même mot dans `say` et dans `means`.",
    "ordre": "Les notices d'un fichier ne sont pas triées par identifiant.",
    "paragraphe-long": "Avertissement : un paragraphe dépasse 120 mots.",
    "parcours-en-double": "Deux parcours s'adressent aux mêmes personnes.",
    "pause-absente": "Une séance demande plus de 90 minutes de travail sans pause.",
    "phrase-longue": "Avertissement : une phrase dépasse 35 mots.",
    "point-median": "Un mot porte un point médian, ou un point, un trait ou une parenthèse d'écriture inclusive.",
    "rangee-trop-longue": "Une rangée de gabarit a plus de cases que le tableau n'a de colonnes.",
    "renvoi-inconnu": "Un renvoi nomme une entrée qui n'existe pas.",
    "renvoi-mauvais-genre": "Un renvoi nomme une entrée d'un autre genre que celui attendu.",
    "section-en-double": "Une entrée est deux fois dans un guide, ou à la fois dans un guide et laissée de côté.",
    "semaine-chargee": "Une semaine de parcours a plus de cinq étapes.",
    "semaine-hors-suite": "Les semaines d'un parcours ne se suivent pas à partir de 1.",
    "sigle-inconnu": "Un texte emploie un sigle qui n'est ni au glossaire ni un autre nom d'une fiche.",
    "situation-reelle": "Une situation de famille n'est pas inventée.",
    "source-inconnue": "Une citation ou un chiffre nomme une source qui n'existe pas.",
    "suite-introuvable": "Une situation ou une réponse mène à une étape qui n'existe pas.",
    "tabulation": "Le fichier contient une tabulation.",
    "texte-vide": "Un texte est vide.",
    "type-invalide": "Une valeur n'a pas la forme attendue.",
    "typographie": "Guillemets droits, trois points, espace de trop ou espace oubliée.",
    "unite-differente": "Un relevé et sa cible ne sont pas dans la même unité.",
    "valeur-hors-limites": "Une valeur sort des limites (un pourcentage au-delà de 100, par exemple).",
    "valeur-inconnue": "Une valeur ne fait pas partie de la liste permise.",
    "version-differente": "Une version dans une autre langue n'a pas les mêmes blocs que le gabarit en français.",
    "yaml-invalide": "Le fichier n'est pas du YAML lisible.",
}
"""Every rule of `ancrage check` and what it refuses."""

WARNINGS = frozenset({"fiche-hors-guide", "paragraphe-long", "phrase-longue"})
"""Rules that advise: they never stop a build."""


class AncrageError(Exception):
    """What stops the program without being a problem of content: environment, missing folder, unreadable index."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: file (relative to the root), line from 1, field, message in French, rule."""

    path: str
    line: int
    field: str
    message: str
    rule: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """Return `path:line: field : message [rule]`."""
        return f"{self.path}:{self.line}: {self.field} : {self.message} [{self.rule}]"


class RefusedError(AncrageError):
    """A problem of content that shows only once the site is made: the present site stays in place."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a build: all but the warnings."""
    return [problem for problem in problems if problem.severity == "error"]


def field_name(where: tuple[str | int, ...]) -> str:
    """Return a place in a record as people read it: `traps[0].way_out`."""
    name = ""
    for key in where:
        name += f"[{key}]" if isinstance(key, int) else f".{key[:60]}" if name else key[:60]
    return name or "fiche"


def as_json(problems: Iterable[Problem]) -> str:
    """Return the problems as a JSON list of objects."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return « Vouliez-vous dire « x »? » with a leading space when a known name is close, else nothing."""
    close = difflib.get_close_matches(word[:80], sorted(known), n=1, cutoff=0.7)
    return f" Vouliez-vous dire « {close[0]} »?" if close else ""
