/** A plan as the record of a session, the shape of `practices/sessions/*.yml`: what is exported and what is printed. */

import { fold } from "../text.js";
import { presentable } from "./text.js";
import { cutSteps } from "./timing.js";
import { cautions, isBreak, sessionTitle } from "./words.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./bank.js").Step} Step */
/** @typedef {import("./bank.js").Card} Card */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Item} Item */
/**
 * @typedef {{id: string, title: string, minutes: number, method: string, serves: string[], steps: Step[], notes: string,
 *   materials: string[], cards: Card[], handouts: string[], entries: string[], figures: string[]}} Part
 */
/**
 * @typedef {{id: string, title: string, summary: string, roles: string[], related: string[], audience: string[],
 *   aims: {id: string, text: string}[], duration: number, group: {min: number, max: number}, preparation: string[],
 *   activities: Part[], evaluation: string[], basis: string}} Session
 */

const MOST_ID = 60;

/** @returns {string} a name for a file or a part: small letters, digits and hyphens */
export function slug(/** @type {string} */ text) {
  return fold(text).replace(/[^a-z0-9]+/g, "-").replace(/^-+/, "").slice(0, MOST_ID).replace(/-+$/, "") || "sans-titre";
}

/** @returns {Session} */
export function sessionOf(/** @type {Bank} */ bank, /** @type {State} */ state) {
  const goal = bank.goals[state.goal];
  const title = presentable(sessionTitle(bank, state)) || goal.title;
  /** @type {Set<string>} */
  const ids = new Set();
  return {
    id: `seance-${slug(title)}`,
    title,
    summary: goal.summary,
    roles: [...new Set(["formation", state.audience])],
    related: goal.related ?? [],
    audience: [state.audience],
    aims: [{ id: goal.id, text: goal.aim }],
    duration: state.items.reduce((sum, { minutes }) => sum + minutes, 0),
    group: { min: state.people, max: state.people },
    preparation: [...cautions(bank, state), ...goal.preparation],
    activities: state.items.map((item) => partOf(bank, state, item, ids)),
    evaluation: goal.evaluation,
    basis: "portail",
  };
}

/**
 * @param {Bank} bank
 * @param {State} state
 * @param {Item} item
 * @param {Set<string>} ids taken so far
 * @returns {Part}
 */
export function partOf(bank, state, item, ids) {
  const goal = bank.goals[state.goal];
  const serves = isBreak(bank, item) ? [] : [goal.id];
  const mine = presentable(item.notes);
  const { ref, own, minutes } = item;
  if (own || !ref) {
    const title = presentable(own?.title ?? "") || "Mon activité";
    const steps = (own?.steps ?? []).map(presentable).filter(Boolean).map((text) => ({ text }));
    return { id: unused(slug(title), ids), title, minutes, method: own?.method ?? "pleniere", serves, steps: steps.length ? steps : [{ text: title }], notes: mine, ...NOTHING };
  }
  const activity = bank.activities[ref];
  return {
    id: unused(activity.id, ids),
    title: activity.title,
    minutes,
    method: activity.method,
    serves,
    steps: cutSteps(activity.steps, activity.minutes, minutes),
    notes: [activity.notes?.trim(), mine].filter(Boolean).join("\n\n"),
    materials: activity.materials ?? [],
    cards: activity.cards ?? [],
    handouts: [...new Set([...(activity.handouts ?? []), ...(activity.sheets ? goal.sheets : [])])],
    entries: activity.entries ?? [],
    figures: activity.figures ?? [],
  };
}

/** What an activity of one's own leans on. */
const NOTHING = {
  /** @type {string[]} */ materials: [], /** @type {Card[]} */ cards: [], /** @type {string[]} */ handouts: [],
  /** @type {string[]} */ entries: [], /** @type {string[]} */ figures: [],
};

/** @returns {string} the name itself, or with a number when another part of the session has it */
function unused(/** @type {string} */ name, /** @type {Set<string>} */ ids) {
  let found = name;
  for (let number = 2; ids.has(found); number += 1) found = `${name}-${number}`;
  ids.add(found);
  return found;
}

/** @returns {string[]} what stops a plan from being a session: said before it is exported */
export function missing(/** @type {Bank} */ bank, /** @type {State} */ state) {
  const total = state.items.reduce((sum, { minutes }) => sum + minutes, 0);
  const said = [];
  if (!state.items.some((item) => !isBreak(bank, item))) said.push("Il faut au moins une activité.");
  else if (total < 30 || total > 480) said.push("Une séance du portail dure de 30 à 480 minutes.");
  return said;
}
