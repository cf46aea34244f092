"""Figures typed into prose are found; numbers that are no findings are left alone."""

from __future__ import annotations

import pytest

from ancrage.orphans import ALLOWED, check_orphans, orphans
from ancrage.pipeline import read
from ancrage.writing import passages

from .conftest import PORTAL, ROOT

TYPED = {
    "Près de 67 % des équipes vont au parc.": "67 %",
    "La part atteint 31,4 % en 2024.": "31,4 %",
    "Elle passe de 5\u00a0% à 9\u00a0%.": "5\u00a0%",
    "Soixante-sept pour cent des PTP le disent.": "Soixante-sept pour cent",
    "On parle de 40 pour cent.": "40 pour cent",
    "Le poste coûte 72 000 $ par an.": "72 000 $",
    "Un budget de 1,2 M$ sur trois ans.": "1,2 M$",
    "Environ 85 k$ par territoire.": "85 k$",
    "La subvention est de 500 dollars.": "500 dollars",
    "Deux millions de dollars ont été versés.": "Deux millions de dollars",
    "Le programme a reçu 19 millions.": "19 millions",
    "Huit PTP sur dix emploient cette voie.": "Huit PTP sur dix",
    "Une personne sur deux n'a jamais encadré.": "Une personne sur deux",
    "Une famille sur trois vit seule.": "Une famille sur trois",
    "9 PTP sur 10 sont satisfaites.": "9 PTP sur 10",
    "Quatre gestionnaires sur cinq le disent.": "Quatre gestionnaires sur cinq",
    "La note moyenne est de 8,5 sur 10.": "8,5 sur 10",
    "Seules 42 sur 49 ont répondu.": "42 sur 49",
    "Trois jeunes familles sur quatre restent.": "Trois jeunes familles sur quatre",
    "La moitié des PTP le trouve long.": "La moitié des PTP",
    "Le tiers des familles vient d'ailleurs.": "Le tiers des familles",
    "Les deux tiers des parents sont des mères.": "deux tiers des parents",
    "Un quart des personnes répondantes hésite.": "Un quart des personnes répondantes",
    "Trois quarts de leurs familles vivent seules.": "Trois quarts de leurs familles",
    "La moitié d'entre elles avait un poste.": "La moitié d'entre elles",
    "Le projet a joint 5 305 familles.": "5 305 familles",
    "On compte 337\u00a0545 enfants.": "337\u00a0545 enfants",
    "Il y a 49 PTP répondantes.": "49 PTP",
    "Elle ne s'obtient pas avec 49 réponses.": "49 réponses",
    "Le projet couvre 12 régions.": "12 régions",
    "On dénombre 21 personnes rencontrées.": "21 personnes",
    "Près de 50 nouveaux organismes y participent.": "50 nouveaux organismes",
    "Le financement soutient 38 postes.": "38 postes",
    "Quarante-neuf PTP ont répondu.": "Quarante-neuf PTP",
    "Une cinquantaine d'organismes ont suivi.": "Une cinquantaine d'organismes",
    "Deux cents familles ont été jointes.": "Deux cents familles",
    "Trente-quatre territoires sont touchés.": "Trente-quatre territoires",
    "Cinq mille trois cents familles ont été vues.": "Cinq mille trois cents familles",
    "Depuis 2019, 14 territoires ont fermé.": "14 territoires",
    "Le 12 mai, 120 parents sont venus.": "120 parents",
}

LEFT_ALONE = (
    "Tenez le créneau quatre semaines avant de juger.",
    "Mardi et jeudi, 9 h 30, module des petits.",
    "À 13 h 30 parents et enfants arrivent ensemble.",
    "Les enfants de 0 à 17 ans sont comptés.",
    "Une enfant de 18 mois.",
    "La vaccination de 18 mois est un bon moment.",
    "Du 1er avril au 31 mars, notez les rencontres.",
    "Le résumé, daté du 30 septembre 2025, le dit.",
    "En 2019, des organismes ont fermé.",
    "Selon la présentation de 2025, les parents se sentent écoutés.",
    "Entre 2022 et 2025 plusieurs organismes y ont travaillé.",
    "Composez le 1 866 APPELLE.",
    "Le 1 800 363-9010, jour et nuit.",
    "Appelez le 811 avec la famille.",
    "DPJ ou 911, puis gestionnaire.",
    "Le 211 aide à trouver les organismes.",
    "La ligne répond 24 heures sur 24, 7 jours sur 7.",
    "Un appui offert 7 sur 7.",
    "Un mardi sur deux, passez au parc.",
    "Ouvrez, une fois sur deux, par ce qui a marché.",
    "Écrivez sur deux pages qui fait quoi.",
    "Tout repose alors sur deux téléphones.",
    "Suivez une famille sur deux ans.",
    "Demandez-lui de noter sur cinq la dernière heure.",
    "Donnez une note de 4 sur 5 à la rencontre.",
    "Vous êtes à l'étape 2 sur 4.",
    "Carte 3 sur 12.",
    "Une marche de 400 mètres, faite trois fois.",
    "Parfois à trente kilomètres du rang.",
    "Le site se lit à 320 pixels de large.",
    "Trois parents, deux enfants et une poussette.",
    "Invitez de huit à douze personnes.",
    "Faire connaître votre rôle à vingt organisations.",
    "Un intervalle à 95 % se lit ainsi.",
    "Intervalle à 95 pour cent, base inconnue.",
    "Finissez la phrase : pour cent de qui?",
    "\ufffc des PTP rapportent qu'au moins la moitié de leurs familles sont seules.",
    "PTP chez qui au moins la moitié des familles ont un père présent.",
    "Pour \ufffc des PTP, la moitié ou plus des parents rejoints sont des pères.",
    "La moitié des familles peut en avoir davantage.",
    "Gardez la moitié de votre temps pour les parents.",
    "Il compte les signalements pour 1000 enfants de 0 à 17 ans.",
    "Un contraste d'au moins 4,5 pour 1.",
    "Vingt-cinq personnes sur ce total donneraient un point de moins.",
    "Elle se travaille à deux, avec un tiers au besoin.",
    "Demandez un quart d'heure à l'équipe.",
    "Quelques centaines de dollars pour la route.",
    "\ufffc des PTP, soit \ufffc familles, le disent.",
    "Les quatre territoires de l'étude ne prouvent pas.",
    "Version 2.2, niveau AA.",
    "Trois fois par semaine, dix minutes.",
    "Apportez 5 chaises et 2 tapis.",
)


@pytest.mark.parametrize("sentence", TYPED)
def test_a_figure_typed_into_prose_is_found_word_for_word(sentence):
    assert TYPED[sentence] in [words for _, words in orphans(sentence)]


@pytest.mark.parametrize("sentence", LEFT_ALONE)
def test_a_number_that_is_no_finding_is_left_alone(sentence):
    assert orphans(sentence) == []


def test_a_large_number_in_words_is_a_manner_of_speaking_in_advice():
    sentence = "Le bailleur attend quarante familles."
    assert orphans(sentence, finding=False) == []
    assert orphans(sentence) == [("un nombre", "quarante familles")]


def test_every_orphan_of_a_sentence_is_reported_once_and_in_order():
    found = orphans("Huit PTP sur dix, soit 40 % des 49 PTP, pour 300 $.")
    assert [words for _, words in found] == ["Huit PTP sur dix", "40 %", "49 PTP", "300 $"]


def test_each_allowed_pattern_gives_its_reason():
    assert all(reason.strip() and pattern for reason, pattern in ALLOWED)
    assert len({reason for reason, _ in ALLOWED}) == len(ALLOWED)


def of_page(markdown: str) -> list[str]:
    """The orphans found in a hand-written page."""
    portal = read(PORTAL)[0]
    return [
        p.message for p in check_orphans(portal, passages(portal, {"docs/p.md": markdown})) if p.path == "docs/p.md"
    ]


def test_a_page_is_read_without_its_code_its_macros_and_its_addresses():
    page = (
        "---\ntitle: Essai\ndraft: 40 %\n---\n\n`40 %` et {{ mesure('a.b') }} des familles, "
        "<https://exemple.ca/40%20%25>\n\n```\n52 % des PTP\n```\n\n[Ici](https://exemple.ca/?p=12%20familles)\n"
    )
    assert of_page(page) == []


def test_a_page_is_told_to_cite_by_the_macro():
    (message,) = of_page("Le projet a joint 5 305 familles.\n")
    assert '{{ mesure("son-identifiant") }}' in message
    assert message.endswith("dans un conseil, écrivez-le en lettres")


def test_a_figure_in_a_table_cell_or_a_heading_is_found():
    assert len(of_page("## 67 % des PTP\n\n| Voie | Part |\n| --- | --- |\n| Parc | 52 % |\n")) == 2


@pytest.mark.real_data
def test_the_real_content_has_no_orphan_figure():
    assert [str(problem) for problem in read(ROOT)[1] if problem.rule == "chiffre-orphelin"] == []
