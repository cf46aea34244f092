/** The screens of each shape of case, in order: what each asks, and where it goes. Nothing is required before the end. */

import { at, documentOf, isBlank } from "./case.js";
import { indicatorField } from "./indicator_field.js";
import { check } from "./rules.js";
import { validate } from "./validate.js";

/** @typedef {import("./case.js").Value} Value */
/** @typedef {import("./form.js").Look} Look */
/** @typedef {import("./rules.js").Known} Known */
/** @typedef {import("./rules.js").Question} Question */
/** @typedef {import("./validate.js").Problem} Problem */
/** @typedef {import("./validate.js").Where} Where */
/**
 * @typedef {{id: string, title: string, lead: string, fields: [Where, Look][], question?: Question}} Step `question`: one
 *   of the guides, on its own screen; those of a guide make one theme of the list
 */
/** @typedef {"vide" | "rempli" | "a-remplir" | "a-corriger"} State */

export const REVIEW = "relire";
/** What only matters to who publishes: a working document has no need of it. */
export const PORTAL_RULES = new Set(["situation-reelle", "cas-sans-source"]);
const MISSING = new Set(["champ-manquant", "texte-vide"]);
const NBSP = "\u00a0";

/** @type {Look} */
const ORIGIN = {
  title: "Ce cas est…",
  hint: "Une vraie situation se discute entre pairs et ne se publie jamais. Un cas inventé peut être proposé au portail.",
  choices: [[true, "inventé de bout en bout"], [false, "réel, ou tiré de faits réels"]],
};

/** @returns {Step} */
const summaryStep = (/** @type {string} */ what) => ({
  id: "en-bref",
  title: "En bref",
  lead: `Deux phrases, écrites en dernier${NBSP}: de quoi il s’agit, et ce qu’on y cherche. C’est ce que l’on lit avant d’ouvrir ${what}.`,
  fields: [[["summary"], { rows: 3 }]],
});

/** @type {Step} */
const REVIEW_STEP = { id: REVIEW, title: "Relire et exporter", lead: "", fields: [] };

/** @returns {Step[]} */
export function stepsOf(/** @type {Known} */ known, /** @type {"situation" | "territory"} */ shape) {
  return shape === "situation" ? situation() : territory(known);
}

/** @returns {Step[]} */
function situation() {
  const of = (/** @type {string} */ field) => ["situation", field];
  return [
    {
      id: "depart",
      title: "Pour commencer",
      lead: "Un titre qui dit la question plutôt que la famille. Vous pourrez le changer.",
      fields: [[["title"], { hint: "«\u00a0La porte s’est refermée\u00a0» en dit plus, et moins, qu’un prénom." }], [of("setting"), {}], [["fabricated"], ORIGIN]],
    },
    {
      id: "contexte",
      title: "Contexte",
      lead: "Cinq à dix lignes. Où vous voyez-vous, depuis combien de temps, qu’est-ce qui s’est passé la dernière fois? Laissez tomber ce qui ne change rien à la question.",
      fields: [[of("context"), { rows: 8 }]],
    },
    {
      id: "besoins",
      title: "Besoins",
      lead: "Ce que la famille a dit, dans ses mots. Ce que vous croyez voir vient après, et se dit comme tel.",
      fields: [[of("needs"), { add: "Ajouter un besoin", item: "Besoin" }]],
    },
    {
      id: "demarches",
      title: "Démarches faites",
      lead: "Ce que vous avez déjà essayé, et ce que cela a donné. Ce qui n’a pas marché aide autant.",
      fields: [[of("steps_taken"), { add: "Ajouter une démarche", item: "Démarche" }]],
    },
    {
      id: "question",
      title: "Question aux pairs",
      lead: "Une seule. Elle porte sur ce que vous pouvez faire, vous, et commence souvent par «\u00a0comment\u00a0».",
      fields: [[of("question"), { rows: 3 }]],
    },
    {
      id: "hypotheses",
      title: "Hypothèses",
      lead: "Vos pistes d’explication, à garder pour après la discussion. Cherchez-en une qui vous dérange.",
      fields: [[of("hypotheses"), { add: "Ajouter une hypothèse", item: "Hypothèse" }]],
    },
    {
      id: "prochains-pas",
      title: "Prochains pas",
      lead: "Laissez vide avant la rencontre, si vous voulez. Revenez-y après\u00a0: qui fait quoi, et quand on s’en reparle.",
      fields: [[of("next_steps"), { add: "Ajouter un pas", item: "Pas" }]],
    },
    summaryStep("votre situation"),
    REVIEW_STEP,
  ];
}

/** @returns {Step[]} */
function territory(/** @type {Known} */ known) {
  const of = (/** @type {string} */ field) => ["territory", field];
  return [
    {
      id: "depart",
      title: "Pour commencer",
      lead: "Nommez la question que se pose le territoire. Ni le territoire ni les organismes ne se nomment\u00a0: tout le monde s’y reconnaîtrait.",
      fields: [[["title"], {}], [of("setting"), {}], [["fabricated"], ORIGIN]],
    },
    {
      id: "secteurs",
      title: "Secteurs et personnes",
      lead: "Qui fait de la proximité ici, et combien de personnes avez-vous rencontrées? Des nombres, jamais des noms.",
      fields: [[of("sectors"), {}], [of("people"), { add: "Ajouter un secteur rencontré", item: "Secteur" }]],
    },
    {
      id: "portrait",
      title: "Portrait sociosanitaire",
      lead: "Trois à six chiffres qui situent le territoire. Chacun dit sa période et d’où il vient. Un nombre de moins de cinq personnes ne s’écrit pas.",
      fields: [[of("portrait"), {
        item: "Chiffre",
        adds: [["Ajouter un chiffre à nous", () => ({ label: "" })], ["Ajouter un chiffre de l’étude de 2025", () => ({ measure: "" })]],
        only: (item) => (Object.hasOwn(item, "measure") ? ["measure"] : ["label", "reading"]),
      }]],
    },
    ...known.questions.map(questionStep),
    {
      id: "themes",
      title: "Thèmes",
      lead: "Ce qui revient d’une réponse à l’autre. Dites qui le voit\u00a0: l’écart entre le terrain et la gestion est la matière première.",
      fields: [[of("themes"), { add: "Ajouter un thème", item: "Thème" }]],
    },
    {
      id: "tensions",
      title: "Tensions",
      lead: "Ce qui frotte, sans coupable\u00a0: deux règles qui se contredisent, un mandat que personne ne porte.",
      fields: [[of("tensions"), { add: "Ajouter une tension", item: "Tension" }]],
    },
    {
      id: "ce-qui-fonctionne",
      title: "Ce qui fonctionne",
      lead: "Ce qu’il faudrait garder si tout changeait. Les petites choses comptent\u00a0: un appel du mardi, une clé prêtée.",
      fields: [[of("works"), { add: "Ajouter ce qui fonctionne", item: "Ce qui fonctionne" }]],
    },
    {
      id: "leviers",
      title: "Leviers en jeu",
      lead: "Deux ou trois, pas tous. Ceux sur lesquels vous pouvez agir cette année.",
      fields: [[of("levers"), {}]],
    },
    {
      id: "recommandations",
      title: "Recommandations",
      lead: "Qui ferait quoi, d’ici quand. Une recommandation que personne ne peut faire lundi est un vœu.",
      fields: [[of("recommendations"), { add: "Ajouter une recommandation", item: "Recommandation" }]],
    },
    {
      id: "indicateurs",
      title: "Indicateurs et cibles",
      lead: "Un ou deux par levier. La cible est celle du levier, sauf si vous fixez la vôtre. Pas encore compté? Laissez le relevé vide.",
      fields: [[of("indicators"), { add: "Ajouter un indicateur", item: "Indicateur", folded: ["reading", "goal"], draws: { lever: indicatorField, indicator: () => null } }]],
    },
    {
      id: "limites",
      title: "Limites et sources",
      lead: "Ce que ce cas ne dit pas\u00a0: qui n’a pas été entendu, ce qui n’a pas été compté. Puis les documents du portail dont il se sert, s’il y en a.",
      fields: [[of("limits"), {}], [["citations"], { add: "Ajouter une source", item: "Source" }]],
    },
    summaryStep("votre cas"),
    REVIEW_STEP,
  ];
}

/** @returns {Step} */
function questionStep(/** @type {Question} */ question) {
  return {
    id: question.id,
    title: question.title,
    lead: "",
    question,
    fields: [[["territory", "answers"], {
      title: "Ce qu’on vous a répondu",
      hint: "Si plusieurs secteurs ont répondu, ajoutez une réponse pour chacun.",
      add: "Ajouter la réponse d’un autre secteur",
      item: "Réponse",
      always: true,
      mine: (item) => item.question === question.id,
      adds: [["Ajouter la réponse d’un autre secteur", () => ({ question: question.id, text: "" })]],
      draws: { question: () => null },
    }]],
  };
}

/** @returns {Problem[]} what is missing or wrong in what is written, as `ancrage check` would tell it */
export function problemsOf(/** @type {Known} */ known, /** @type {Value} */ value) {
  const document = documentOf(known.schema, value);
  const found = validate(known.schema, document);
  const places = new Set(found.map(({ field }) => field));
  return [...found, ...check(known, document).filter(({ field }) => !places.has(field))];
}

/** @returns {string} the step where a place is filled */
export function stepAt(/** @type {Step[]} */ steps, /** @type {Value} */ value, /** @type {Where} */ where) {
  const answer = where[1] === "answers" && typeof where[2] === "number" ? at(value.written, where.slice(0, 3)) : null;
  const found = steps.find(({ question, fields }) => (answer ? question?.id === answer.question : fields.some(([field]) => field.every((key, index) => where[index] === key))));
  return (found ?? steps[0]).id;
}

/**
 * What each step holds, and what it lacks.
 * @param {Known} known
 * @param {Step[]} steps
 * @param {Value} value
 * @returns {Map<string, State>}
 */
export function states(known, steps, value) {
  /** @type {Map<string, State>} */
  const found = new Map(steps.map((step) => [step.id, isFilled(step, value) ? "rempli" : "vide"]));
  for (const { where, rule } of problemsOf(known, value)) {
    const step = stepAt(steps, value, where);
    if (PORTAL_RULES.has(rule)) continue;
    if (!MISSING.has(rule)) found.set(step, "a-corriger");
    else if (found.get(step) !== "a-corriger") found.set(step, "a-remplir");
  }
  return found;
}

function isFilled(/** @type {Step} */ { question, fields }, /** @type {Value} */ value) {
  if (question) return (at(value.written, ["territory", "answers"]) ?? []).some((/** @type {any} */ item) => item.question === question.id && !isBlank(item));
  return fields.some(([where]) => !isBlank(at(value.written, where)));
}
