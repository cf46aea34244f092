/** Merged accounts as sections: the table beside the pilot's, by setting, the discussion sheet. Twin of `surveys/report.py`. */

import { section } from "../sections.js";
import { EFFECTS, SETTINGS, SMALL } from "./scales.js";
import { rounded, share, whole } from "./survey.js";

/** @typedef {import("./scales.js").Published} Published */
/** @typedef {import("./scales.js").Surveyed} Surveyed */
/** @typedef {import("./survey.js").Merged} Merged */
/** @typedef {import("./survey.js").Row} Row */
/** @typedef {import("./survey.js").Share} Share */
/** @typedef {import("../sections.js").Section} Section */

const NBSP = "\u00a0";
export const TITLE = "Nos relevés, à côté du projet pilote";
export const LEAD =
  "L’efficacité est celle que perçoivent les personnes qui ont rempli un relevé, et non un effet mesuré chez les familles. Ces réponses décrivent votre communauté, et elle seule.";
export const HIDDEN = "non montré";
export const NOBODY = "aucune réponse";
/** @type {Record<string, string>} */
export const APPROACHES = { demarchage: "Démarchage", reseautage: "Réseautage" };
const STANDINGS = {
  "au-dessus": "plus haut chez vous",
  "au-dessous": "plus bas chez vous",
  "pas-departage": "ne se départagent pas",
  incomparable: "ne se compare pas",
};
const GROUPS = `«${NBSP}Non montré${NBSP}»${NBSP}: moins de ${SMALL} réponses, ou un nombre qui permettrait d’en déduire un si petit groupe.`;
const DISAGREE =
  "Les stratégies sur lesquelles vos avis s’écartent le plus, avec au moins deux réponses de chaque côté. Ce n’est pas un vote\u00a0: chaque réponse a son milieu, son mois, sa façon de faire.";
const APART =
  "Les intervalles ne se touchent pas. C’est une piste à discuter, pas une preuve\u00a0: vous n’êtes pas un échantillon, et l’intervalle du projet pilote est une largeur minimale.";
const QUESTIONS = [
  "Qui l’a trouvée efficace\u00a0: c’était où, à quelle heure, avec qui? Qu’avez-vous fait d’abord?",
  "Qui ne l’a pas trouvée efficace\u00a0: qu’est-ce qui manquait? Combien de fois avant de conclure?",
  "Parlez-vous de la même chose? Dites à voix haute ce que «\u00a0efficace\u00a0» veut dire pour vous.",
  "Votre milieu, la saison ou votre mandat expliquent-ils l’écart avec le projet pilote?",
  "Une stratégie que personne n’emploie\u00a0: par choix, ou faute de temps, d’accès, d’idées?",
  "Quel petit essai, d’ici la prochaine rencontre, nous en apprendrait plus?",
];
const MONTHS = [
  "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
];

/** @returns {string} « avril 2024 » */
export function monthWords(/** @type {string} */ month) {
  const [year, number] = month.split("-");
  return `${MONTHS[Number(number) - 1]} ${year}`;
}

/**
 * The sections of merged accounts, in reading order; some may be empty.
 * @param {Merged} merged
 * @param {Surveyed[]} strategies
 * @returns {Section[]}
 */
export function sections(merged, strategies) {
  const known = new Map(strategies.map((strategy) => [strategy.id, strategy]));
  const capital = (/** @type {string} */ word) => word[0].toUpperCase() + word.slice(1);
  const settings = merged.rows.map((row) => [row.title, ...SETTINGS.map((name) => cell(row.settings[name]))]);
  return [
    about(merged),
    ...Object.keys(APPROACHES).map((approach) => table(merged, known, approach)),
    section("desaccords", "Là où vos avis diffèrent", { lead: DISAGREE, items: disagreements(merged) }),
    section("ecarts", "Là où vous différez du projet pilote", { lead: APART, items: apart(merged, known) }),
    section("milieux", "Selon le milieu", { lead: GROUPS, head: ["Stratégie", ...SETTINGS.map(capital)], rows: settings }),
    section("raisons", "Ce que vous en dites", {
      lead: "Sans nom, dans l’ordre alphabétique.",
      items: merged.rows.flatMap(({ title, whys }) => whys.map((why) => `${title}${NBSP}: ${why}`)),
    }),
    section("questions", "Questions à se poser", { lead: "Proposées par le portail.", items: QUESTIONS }),
    section("prudence", "Ce que prouvent si peu de réponses", { items: proof(merged) }),
  ];
}

/** @returns {Section} */
function about(/** @type {Merged} */ merged) {
  const groups = SETTINGS.map((name) => [`Relevés en milieu ${name}`, String(merged.settings[name] ?? HIDDEN)]);
  const [first, last] = [monthWords(merged.first), monthWords(merged.last)];
  const compared = merged.comparable
    ? "oui, les relevés couvrent sept mois, comme lui"
    : "non, «\u00a05 fois\u00a0» ne veut pas dire la même chose sur une autre durée que sept mois";
  const told = [
    ["Relevés réunis", String(merged.count)],
    ...groups,
    ["Période couverte", merged.first === merged.last ? first : `${first} à ${last}`],
    ["Comparer l’usage au projet pilote", compared],
  ];
  return section("releves", "Les relevés réunis", { items: told.map(([name, value]) => `${name}${NBSP}: ${value}`) });
}

/**
 * @param {Merged} merged
 * @param {Map<string, Surveyed>} known
 * @param {string} approach
 * @returns {Section}
 */
function table(merged, known, approach) {
  const head = [
    "Stratégie", "Employée 5 fois ou plus\u00a0: chez vous", "Au projet pilote",
    "Efficace ou très efficace\u00a0: chez vous", "Au projet pilote, selon les PTP", "Lecture",
  ];
  const rows = merged.rows.filter((row) => row.approach === approach).map((row) => tableRow(row, strategyOf(known, row)));
  return section(approach, APPROACHES[approach], { lead: GROUPS, head, rows });
}

/** @returns {Surveyed} */
function strategyOf(/** @type {Map<string, Surveyed>} */ known, /** @type {Row} */ { id }) {
  return /** @type {Surveyed} */ (known.get(id));
}

/** @returns {string[]} */
function tableRow(/** @type {Row} */ row, /** @type {Surveyed} */ strategy) {
  const told = [
    ...(row.use_standing ? [`usage${NBSP}: ${STANDINGS[row.use_standing]}`] : []),
    ...(row.effect_standing ? [`efficacité${NBSP}: ${STANDINGS[row.effect_standing]}`] : []),
  ];
  return [
    row.title,
    shareWords(row.all.use),
    publishedWords(strategy.use),
    shareWords(row.all.effect),
    publishedWords(strategy.effect),
    told.join("; ") || "trop peu de réponses",
  ];
}

/** @returns {string} « 4 sur 6 (67 %; intervalle de 30 à 90 %) » */
export function shareWords(/** @type {Share | null} */ found) {
  if (!found) return HIDDEN;
  if (!found.n) return NOBODY;
  const { k, n, percent, low, high } = found;
  return `${k} sur ${n} (${whole(percent)}${NBSP}%; intervalle de ${whole(low)} à ${whole(high)}${NBSP}%)`;
}

/** @returns {string} */
function publishedWords(/** @type {Published} */ { value, low, high }) {
  return `${whole(value)}${NBSP}% (intervalle de ${whole(low)} à ${whole(high)}${NBSP}%, au moins)`;
}

/** @returns {string} */
function cell(/** @type {import("./survey.js").Cell} */ { use, effect }) {
  const [used, judged] = [short(use), short(effect)];
  return used === judged && !use?.n ? used : `usage${NBSP}: ${used}; efficacité${NBSP}: ${judged}`;
}

/** @returns {string} */
function short(/** @type {Share | null} */ found) {
  if (!found) return HIDDEN;
  return found.n ? `${found.k} sur ${found.n}` : NOBODY;
}

/** @returns {string[]} */
function disagreements(/** @type {Merged} */ merged) {
  const names = Object.values(EFFECTS);
  return merged.disagreements.flatMap((id) => {
    const row = merged.rows.find((found) => found.id === id);
    if (!row?.counts) return [];
    const told = row.counts.map((count, degree) => `${names[degree]} ${count}`).reverse().join(", ");
    return [`${row.title}${NBSP}: ${told} (dispersion ${rounded(row.spread ?? 0, 2).toFixed(2).replace(".", ",")} sur 1).`];
  });
}

/** @returns {string[]} */
function apart(/** @type {Merged} */ merged, /** @type {Map<string, Surveyed>} */ known) {
  return merged.rows.flatMap((row) => {
    const strategy = strategyOf(known, row);
    const both = /** @type {const} */ ([
      ["usage", row.use_standing, row.all.use, strategy.use],
      ["efficacité perçue", row.effect_standing, row.all.effect, strategy.effect],
    ]);
    return both.flatMap(([name, standing, found, published]) => {
      if (standing !== "au-dessus" && standing !== "au-dessous") return [];
      const told = `Vous${NBSP}: ${shareWords(found)}; projet pilote${NBSP}: ${publishedWords(published)}.`;
      return [`${row.title}, ${name}${NBSP}: ${STANDINGS[standing]}. ${told}`];
    });
  });
}

/** @returns {string[]} what the number of accounts lets one say at best, in plain words */
function proof(/** @type {Merged} */ merged) {
  const n = Math.max(SMALL, merged.count);
  const half = Math.floor(n / 2);
  const [alike, split] = [share(n, n), share(half, n)];
  return [
    `Même si ${n} personnes sur ${n} répondent pareil, l’intervalle va de ${whole(alike.low)} à 100${NBSP}%${NBSP}: il reste de la place pour ${100 - whole(alike.low)}${NBSP}% d’avis contraires.`,
    `Si ${half} sur ${n} répondent oui, l’intervalle va de ${whole(split.low)} à ${whole(split.high)}${NBSP}%${NBSP}: on n’en conclut presque rien, sauf que cela vaut une conversation.`,
    "Ces intervalles supposent des personnes prises au hasard. Vous ne l’êtes pas\u00a0: ce sont celles qui ont voulu remplir un relevé, et se connaissent peut-être.",
    "Une réponse unanime se devine\u00a0: si toutes disent la même chose, chacun sait ce que chacune a répondu.",
  ];
}
