"""French names of the values that records hold: groups, settings, sources."""

from __future__ import annotations

from dataclasses import dataclass

GROUPS: dict[str, dict[str, str]] = {
    "strategie": {
        "demarchage": "Démarchage",
        "reseautage": "Réseautage",
        "accompagnement": "Accompagnement",
        "gestion": "Mise en œuvre et gestion",
        "initiative": "Initiatives des territoires",
    },
    "fiche": {
        "joindre": "Joindre les familles",
        "accompagner": "Accompagner",
        "collaborer": "Collaborer",
        "mandat": "Tenir son mandat",
        "equipe": "Se soutenir en équipe",
    },
    "qualite": {
        "qualite": "Qualités et habiletés",
        "formation": "Formation de base",
        "experience": "Expérience",
    },
    "obstacle": {
        "partenaires": "Avec les partenaires",
        "familles": "Avec les familles",
        "territoire": "Sur le territoire",
        "mandat": "Autour du mandat",
        "equipe": "Dans l'équipe",
        "projet": "Dans le projet",
        "arrimage": "Dans l'arrimage",
    },
    "besoin": {
        "besoin": "Besoins des familles",
        "vulnerabilite": "Ce qui fragilise",
        "trou-de-services": "Trous de services",
    },
    "adaptation": {"ptp": "Pour la PTP", "pg": "Pour la personne gestionnaire"},
    "role": {
        "terrain": "Sur le terrain",
        "gestion": "Gestion",
        "comite": "Comités et équipes",
        "partenaire": "Partenaires",
        "famille": "Familles",
        "decision": "Décision",
    },
    "seance": {
        "ptp": "Pour les PTP",
        "pap": "Pour les PAP",
        "pg": "Pour les gestionnaires",
        "communaute": "Pour les communautés de pratique",
        "partenaire": "Pour les partenaires",
        "formation": "Pour les personnes qui forment",
    },
    "parcours": {"ptp": "Pour la PTP", "pg": "Pour la personne gestionnaire"},
    "gabarit": {
        "planifier": "Planifier et rendre compte",
        "partenaires": "S'entendre avec les partenaires",
        "famille": "Avec une famille",
        "soutien": "Se soutenir",
    },
    "tache": {
        "demarchage": "Démarchage",
        "accompagnement": "Accompagnement",
        "collaboration": "Collaboration",
        "encadrement": "Encadrement",
        "arrimage": "Arrimage",
    },
    "organisation": {
        "communautaire": "Milieu communautaire",
        "sante": "Santé et services sociaux",
        "education": "Petite enfance et éducation",
        "municipal": "Milieu municipal",
        "concertation": "Concertation",
        "recherche": "Recherche",
        "autre": "Autres",
    },
    "facteur": {
        "collaboration": "Dans la collaboration",
        "soutien": "Dans le soutien",
        "structure": "Dans la structure",
        "financement": "Dans le financement",
        "contournement": "Pour contourner les obstacles",
    },
    "message": {
        "arrimage": "Étude de cas sur l'arrimage (2025)",
        "projet": "Présentation du projet pilote (2025)",
        "questionnaire": "Conclusion du questionnaire (2025)",
        "resume": "Résumé (2025)",
        "ae": "Synthèse d'Avenir d'enfants (2020)",
    },
    "retombee": {
        "familles": "Pour les familles",
        "partenaires": "Pour les partenaires",
        "organisme": "Pour l'organisme porteur",
        "communaute": "Pour la communauté",
    },
    "bailleur": {
        "etat": "État et organismes de soutien",
        "municipal": "Milieu municipal",
        "prive": "Secteur privé",
        "philanthropie": "Philanthropie",
        "envisage": "Soutiens envisagés",
    },
    "region": {
        "plusieurs-rlp": "Déployé par plusieurs regroupements locaux",
        "quelques-municipalites": "Déployé dans quelques municipalités ou MRC",
        "autres-strategies": "Autres stratégies",
    },
    "repere": {"contexte": "Contexte", "methode": "Méthode de l'étude de cas"},
    "question": {"agent": "Guide pour l'agente ou l'agent", "gestionnaire": "Guide pour la personne gestionnaire"},
    "cas": {
        "territoire": "Territoires de l'étude de 2025",
        "territoire-invente": "Territoire inventé",
        "situation": "Situations inventées",
    },
    "divergence": {"A": "Niveau A : chiffres ou attributions contradictoires", "B": "Niveau B : lectures différentes",
                   "C": "Niveau C : forme et coquilles"},
}  # fmt: skip
"""For each kind, the names of its groups in reading order."""


@dataclass(frozen=True)
class PortraitWords:
    """How a line of a portrait is named: title, unit, subject of a rule, and what it counts."""

    name: str
    unit: str
    subject: str
    means: str


PORTRAIT = {
    "signalements": PortraitWords(
        "Signalements reçus",
        "pour 1000 enfants",
        "Le taux de signalements",
        "Ce que des gens ont signalé à la protection de la jeunesse, de 0 à 17 ans, sur une année. Ni ce qui a été "
        "retenu, ni ce que vivent les enfants.",
    ),
    "hors-reseau": PortraitWords(
        "Enfants hors réseau",
        "%",
        "Le pourcentage d'enfants hors réseau",
        "Les enfants de 0 à 4 ans sans place connue en service de garde ni en maternelle 4 ans.",
    ),
    "vulnerables-eqdm": PortraitWords(
        "Enfants vulnérables dans leur développement",
        "%",
        "Le pourcentage d'enfants vulnérables dans au moins un domaine",
        "Des enfants de maternelle, selon une enquête : au moins un domaine de développement.",
    ),
    "depistages": PortraitWords(
        "Dépistages par la plateforme Agir tôt",
        "enfants",
        "Le nombre de dépistages",
        "Des enfants, sur une année. C'est un nombre brut : sans le total des enfants, il ne se compare pas d'un "
        "territoire à l'autre.",
    ),
}
"""The lines of a portrait, those that compare first, by the name of their figure in the record of a territory."""
CONTEXTS = {"immigration": "Des familles arrivées d'ailleurs depuis peu vivent sur le territoire"}
"""What one can say of a territory that no line of the portrait counts."""
READERS = {
    "ptp": "PTP",
    "pg": "Personne gestionnaire",
    "pap": "PAP",
    "partenaire": "Partenaire",
    "communaute": "Communauté de pratique",
    "formation": "Formation",
}
"""To whom an entry is useful."""
READERS_IN_FULL = {
    "ptp": "personnes travailleuses de proximité (PTP)",
    "pg": "personnes gestionnaires",
    "pap": "personnes agentes de proximité (PAP)",
    "partenaire": "partenaires",
    "communaute": "communautés de pratique",
    "formation": "personnes qui forment",
}
"""The same as a cover says it."""
VERDICTS = {
    "je-le-fais": "Je le fais",
    "j-accompagne-vers": "J'accompagne vers",
    "je-signale-un-trou": "Je signale un trou de services",
    "j-en-parle-d-abord": "J'en parle d'abord",
}
"""Whose mandate a situation is, as the person says it."""
THEMES = {
    "besoin": "Un besoin de la famille",
    "enfant": "Un enfant",
    "parent": "Un parent qui va mal, un couple, un voisin",
    "demande": "On me demande un service",
    "partenaire": "Un partenaire me demande quelque chose",
    "travail": "Ma façon de travailler",
    "autre": "Autre chose",
}
"""What a situation of « Est-ce mon mandat? » is about, in reading order."""
METHODS = {
    "tour-de-table": "Tour de table",
    "mise-en-situation": "Mise en situation",
    "codeveloppement": "Codéveloppement",
    "travail-en-duo": "Travail en duo",
    "travail-en-equipe": "Travail en équipe",
    "pleniere": "Plénière",
    "expose": "Court exposé",
    "lecture": "Lecture",
    "cartographie": "Cartographie",
    "reflexion-seule": "Réflexion seule",
    "pause": "Pause",
}
"""How an activity of a session is run."""
SETTINGS = {"urbain": "urbain", "rural": "rural", "mixte": "mixte"}
EFFORTS = {"leger": "léger", "moyen": "moyen", "soutenu": "soutenu"}
CATEGORIES = {
    "part-repondantes": "part de personnes répondantes",
    "autre-part": "autre part",
    "denombrement": "dénombrement",
    "montant": "montant",
    "cible": "cible",
    "autre": "autre mesure",
}
"""What sort of figure a measure is: see `evidence.category`."""
SHORT_SOURCES = {
    "ae-2020": "Synthèse d'Avenir d'enfants, 2020",
    "resume-2025": "Résumé, 2025",
    "questionnaire-2025": "Constats du questionnaire, 2025",
    "arrimage-2025": "Étude de cas sur l'arrimage, 2025",
    "presentation-2025": "Présentation du projet, 2025",
}
"""How a source is named inside a sentence; another source is named by its title."""


@dataclass(frozen=True)
class Language:
    """A language that a form is translated into: its name in French and in itself, its direction, words of forms.

    `review` says that the version is not reviewed; `signing` and `date` are what stands under blank lines, `waiting` in
    a blank that a keyboard fills in.
    """

    name: str
    own_name: str
    direction: str
    review: str
    signing: tuple[str, str, str]
    date: str
    waiting: str


FRENCH = Language("français", "Français", "ltr", "", ("Nom", "Signature", "Date"), "année, mois, jour", "Écrivez ici")
"""The language that forms are written in first."""

LANGUAGES = {
    "en": Language(
        "anglais", "English", "ltr", "Draft translation, not yet reviewed.", ("Name", "Signature", "Date"),
        "year, month, day", "Write here",
    ),
    "es": Language(
        "espagnol", "Español", "ltr", "Traducción preliminar, todavía sin revisar.", ("Nombre", "Firma", "Fecha"),
        "año, mes, día", "Escriba aquí",
    ),
    "ar": Language(
        "arabe", "العربية", "rtl", "ترجمة أولية لم تُراجَع بعد.", ("الاسم", "التوقيع", "التاريخ"), "سنة، شهر، يوم",
        "اكتبوا هنا",
    ),
}  # fmt: skip
"""Languages of forms besides French, by their code."""


def group(kind: str, key: str | None) -> str:
    """Return the name of a group, or the key itself where the kind has no names."""
    return GROUPS.get(kind, {}).get(key or "", key or "")
