/** What the page says of a plan, in plain French: why an activity is there, for whom, what to watch. */

import { LONGEST } from "./plan.js";
import { PAUSE, USUAL_WEIGHT, lineOf } from "./bank.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Item} Item */

const NBSP = "\u00a0";
const WEIGHTS = ["", "complète le plan", "sert ce but", "sert directement ce but", "au cœur du but"];

/** @returns {string} */
export function titleOf(/** @type {Bank} */ bank, /** @type {Item} */ { ref, own }) {
  return own ? own.title : bank.activities[ref ?? ""].title;
}

/** @returns {string} */
export function methodOf(/** @type {Bank} */ bank, /** @type {Item} */ { ref, own }) {
  return own ? own.method : bank.activities[ref ?? ""].method;
}

/** @returns {boolean} */
export function isBreak(/** @type {Bank} */ bank, /** @type {Item} */ item) {
  return methodOf(bank, item) === PAUSE;
}

/** @returns {string} the title of a session: the trainer's, or the goal and the length */
export function sessionTitle(/** @type {Bank} */ bank, /** @type {State} */ { title, goal, duration }) {
  return title.trim() || `${bank.goals[goal].title}, ${duration} minutes`;
}

/** @returns {string} what an activity is to the goal: « au cœur du but »; empty for what the goal does not name */
export function weightWords(/** @type {Bank} */ bank, /** @type {string} */ goal, /** @type {string | null} */ ref) {
  const line = ref ? lineOf(bank, bank.goals[goal], ref) : undefined;
  return line ? WEIGHTS[line.weight ?? USUAL_WEIGHT] : "";
}

/**
 * Why an activity is there: what it does for the goal, whether it fits the audience and the group, what it changes.
 * @param {Bank} bank
 * @param {State} state
 * @param {Item} item
 * @param {Item | undefined} before the activity just before, breaks left out
 * @returns {string[]} sentences
 */
export function reasons(bank, state, item, before) {
  if (isBreak(bank, item)) return [`On ne travaille pas plus de ${LONGEST}${NBSP}minutes de suite.`, ...(item.ref ? bank.activities[item.ref].steps.map(({ text }) => text) : [])];
  if (item.own || !item.ref) return ["Votre activité."];
  const activity = bank.activities[item.ref];
  const line = lineOf(bank, bank.goals[state.goal], item.ref);
  const why = line?.why ?? activity.why ?? (activity.session ? `Vient de la séance «${NBSP}${bank.sessions[activity.session].title}${NBSP}».` : "");
  return [why, ...fitWords(bank, state, item.ref), ...varietyWords(bank, item, before)].filter(Boolean);
}

/** @returns {string[]} for whom an activity was written, for how many, when that is worth saying */
export function fitWords(/** @type {Bank} */ bank, /** @type {State} */ { audience, people }, /** @type {string} */ ref) {
  const { audience: written, group: [low, high] } = bank.activities[ref];
  const whom = (written ?? []).map((name) => bank.audiences[name]).filter(Boolean);
  const said = [];
  if (whom.length && !written?.includes(audience)) said.push(`Écrite pour ${listed("les", whom)}\u00a0: à adapter à votre public.`);
  if (people > high) said.push(crowdWords(people, high));
  else if (people < low) said.push(`Prévue pour ${low} personnes au moins\u00a0: à ${people}, il manquera du monde.`);
  else if (written?.includes(audience)) said.push(`Écrite pour ${listed("les", whom)}, de ${low} à ${high}${NBSP}personnes.`);
  else if (!whom.length) said.push(`Pour tout public, de ${low} à ${high}${NBSP}personnes.`);
  return said;
}

/** @returns {string} */
function crowdWords(/** @type {number} */ people, /** @type {number} */ high) {
  const groups = Math.ceil(people / high);
  return `Prévue pour ${high}${NBSP}personnes au plus\u00a0: à ${people}, en ${groups} groupes.`;
}

/** @returns {string[]} */
function varietyWords(/** @type {Bank} */ bank, /** @type {Item} */ item, /** @type {Item | undefined} */ before) {
  if (!before) return [];
  const [was, is] = [methodOf(bank, before), methodOf(bank, item)];
  return was === is && was !== "codeveloppement" ? ["Même méthode que juste avant\u00a0: changez la disposition de la salle."] : [];
}

/** @returns {string[]} what to know of the choice itself, before running the plan */
export function cautions(/** @type {Bank} */ bank, /** @type {State} */ state) {
  const { audience, caution } = bank.goals[state.goal];
  const said = caution ? [caution] : [];
  if (!audience.includes(state.audience)) said.push(`Ce but s’adresse d’abord ${listed("aux", audience.map((name) => bank.audiences[name]))}. Le plan garde des activités pour tout public; adaptez le reste.`);
  const crowded = state.items.some(({ ref }) => ref && state.people > bank.activities[ref].group[1]);
  if (crowded) said.push(`À ${state.people}, des activités se font en plusieurs groupes\u00a0: prévoyez quelqu’un pour animer chacun.`);
  return said;
}

/** @returns {string} « les PTP, les PAP et les gestionnaires », « aux PTP et aux PAP » */
function listed(/** @type {"les" | "aux"} */ article, /** @type {string[]} */ names) {
  const all = names.map((name) => `${article} ${name}`);
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} et ${all[all.length - 1]}` : (all[0] ?? "");
}
