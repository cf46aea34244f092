/**
 * A plan being made: what was asked, and the activities, each with its minutes and notes. It is written in the address
 * (but for the notes, which stay on the device) and, whole, in a draft.
 */

import { compose } from "./plan.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./plan.js").Choice} Choice */
/** @typedef {{title: string, method: string, steps: string[]}} Own an activity that the trainer wrote */
/** @typedef {{key: number, ref: string | null, own: Own | null, minutes: number, notes: string}} Item */
/** @typedef {Choice & {start: string, title: string, items: Item[]}} State `title`: empty for the usual one */

const MOST_MINUTES = 180;
export const SHORTEST = 30;
export const LONGEST_SESSION = 240;
export const START = "09:00";
const MOST_ITEMS = 40;
const MOST_TITLE = 100;
const MOST_STEPS = 4000;
const MOST_NOTES = 4000;

let lastKey = 0;

/** @returns {number} a number for a new line, never used before on this page */
const newKey = () => (lastKey += 1);

/** @returns {number} whole minutes of an activity, 1 to 180 */
export const minutesOf = (/** @type {unknown} */ value) => Math.min(MOST_MINUTES, Math.max(1, Math.round(Number(value)) || 1));

/** @returns {Item} */
export function banked(/** @type {Bank} */ bank, /** @type {string} */ ref, minutes = bank.activities[ref].minutes) {
  return { key: newKey(), ref, own: null, minutes, notes: "" };
}

/** @returns {Item} */
export function owned(/** @type {Own} */ own, /** @type {number} */ minutes) {
  return { key: newKey(), ref: null, own, minutes, notes: "" };
}

/** The last plan asked for, as it is asked again at every key. @type {{bank: Bank | null, name: string, plan: import("./plan.js").Planned[]}} */
let last = { bank: null, name: "", plan: [] };

/** @returns {import("./plan.js").Planned[]} */
function planFor(/** @type {Bank} */ bank, /** @type {Choice} */ choice) {
  const name = [choice.goal, choice.audience, choice.duration, choice.people].join();
  if (last.bank !== bank || last.name !== name) last = { bank, name, plan: compose(bank, choice) };
  return last.plan;
}

/** @returns {State} the plan that the portal proposes */
export function proposed(/** @type {Bank} */ bank, /** @type {Choice} */ choice, start = START) {
  const items = planFor(bank, choice).map(({ ref, minutes }) => banked(bank, ref, minutes));
  return { ...choice, start, title: "", items };
}

/** @returns {State | null} a session with its own activities, for the first goal it is ready for */
export function adapted(/** @type {Bank} */ bank, /** @type {string} */ name) {
  const session = bank.sessions[name];
  const goals = Object.values(bank.goals).filter(({ sessions }) => sessions?.includes(name));
  if (!session || !goals.length) return null;
  const sharesOf = (/** @type {import("./bank.js").Goal} */ { plan }) => plan.filter(({ take }) => take.some((ref) => session.plan.includes(ref))).length;
  const goal = goals.reduce((best, other) => (sharesOf(other) > sharesOf(best) ? other : best));
  const items = session.plan.map((ref) => banked(bank, ref));
  const people = Math.min(session.group[1], Math.max(session.group[0], 10));
  const duration = items.reduce((sum, { minutes }) => sum + minutes, 0);
  return { goal: goal.id, audience: session.audience[0], duration, people, start: START, title: session.title.slice(0, MOST_TITLE), items };
}

/** @returns {boolean} whether the plan is the one the portal proposes, as it is */
export function isProposed(/** @type {Bank} */ bank, /** @type {State} */ state) {
  const plan = planFor(bank, state);
  return plan.length === state.items.length && state.items.every(({ ref, minutes, own }, index) => !own && ref === plan[index].ref && minutes === plan[index].minutes);
}

/**
 * The address of a plan, after `#`: activities only where they are no longer those that the portal proposes.
 * @param {Bank} bank
 * @param {State} state
 * @param {string} [draft] the draft that holds the notes, on this device
 * @returns {string}
 */
export function hashOf(bank, state, draft = "") {
  const said = new URLSearchParams({ b: state.goal, p: state.audience, d: String(state.duration), g: String(state.people) });
  if (state.start !== START) said.set("h", state.start.replace(":", ""));
  if (state.title) said.set("t", state.title);
  if (!isProposed(bank, state)) {
    /** @type {Own[]} */
    const owns = [];
    said.set("a", state.items.map(({ ref, own, minutes }) => {
      if (own) return `.${owns.push(own) - 1}*${minutes}`;
      return minutes === bank.activities[ref ?? ""].minutes ? ref : `${ref}*${minutes}`;
    }).join("_"));
    if (owns.length) said.set("o", JSON.stringify(owns.map(({ title, method, steps }) => [title, method, ...steps])));
  }
  if (draft) said.set("n", draft);
  return said.toString();
}

/** @returns {{state: State, draft: string} | null} the plan that an address names, whatever someone typed in it */
export function stateIn(/** @type {Bank} */ bank, /** @type {string} */ hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const choice = choiceOf(bank, Object.fromEntries(said));
  if (!choice) return null;
  const time = /^(\d\d)(\d\d)$/.exec(said.get("h") ?? "");
  const start = time && Number(time[1]) < 24 && Number(time[2]) < 60 ? `${time[1]}:${time[2]}` : START;
  const state = proposed(bank, choice, start);
  state.title = (said.get("t") ?? "").slice(0, MOST_TITLE);
  const written = said.get("a");
  if (written !== null) state.items = itemsIn(bank, written, ownsIn(bank, said.get("o")));
  return { state, draft: /^[a-z0-9-]{1,60}$/.exec(said.get("n") ?? "")?.[0] ?? "" };
}

/** @returns {Choice | null} */
function choiceOf(/** @type {Bank} */ bank, /** @type {Record<string, string>} */ { b, p, d, g }) {
  const duration = Number(d);
  const people = Number(g);
  if (!Object.hasOwn(bank.goals, b ?? "") || !Object.hasOwn(bank.audiences, p ?? "")) return null;
  if (!Number.isInteger(duration) || duration < SHORTEST || duration > LONGEST_SESSION) return null;
  if (!Number.isInteger(people) || people < bank.people[0] || people > bank.people[1]) return null;
  return { goal: b, audience: p, duration, people };
}

/** @returns {Own[]} */
function ownsIn(/** @type {Bank} */ bank, /** @type {string | null} */ written) {
  try {
    const lists = JSON.parse(written ?? "[]");
    return Array.isArray(lists) ? lists.map((list) => ownOf(bank, Array.isArray(list) ? list : [])) : [];
  } catch {
    return [];
  }
}

/** @returns {Own} */
function ownOf(/** @type {Bank} */ bank, /** @type {unknown[]} */ [title, method, ...steps]) {
  const known = typeof method === "string" && Object.hasOwn(bank.methods, method);
  const lines = steps.filter((step) => typeof step === "string").join("\n").slice(0, MOST_STEPS).split("\n").filter(Boolean);
  return { title: String(title ?? "").slice(0, MOST_TITLE) || "Mon activité", method: known ? method : "pleniere", steps: lines };
}

/**
 * @param {Bank} bank
 * @param {string} written
 * @param {Own[]} owns
 * @returns {Item[]} unknown activities are left out: the bank may have changed since
 */
function itemsIn(bank, written, owns) {
  return written.split("_").slice(0, MOST_ITEMS).flatMap((part) => {
    const [name, length] = part.split("*");
    const own = name.startsWith(".") ? owns[Number(name.slice(1))] : undefined;
    if (own) return [owned(own, minutesOf(length))];
    return Object.hasOwn(bank.activities, name) ? [banked(bank, name, length === undefined ? undefined : minutesOf(length))] : [];
  });
}

/** @returns {any} what a draft keeps: the address of the plan, and the notes by place */
export function draftOf(/** @type {Bank} */ bank, /** @type {State} */ state) {
  return { plan: hashOf(bank, state), notes: state.items.map(({ notes }) => notes) };
}

/** @returns {boolean} whether a draft can be read */
export function isRightDraft(/** @type {any} */ value) {
  return typeof value?.plan === "string" && Array.isArray(value.notes) && value.notes.every((/** @type {unknown} */ note) => typeof note === "string");
}

/**
 * @param {Bank} bank
 * @param {{plan: string, notes: string[]}} value
 * @returns {State | null}
 */
export function stateOfDraft(bank, value) {
  const read = stateIn(bank, value.plan);
  if (!read) return null;
  const { state } = read;
  if (state.items.length === value.notes.length) state.items.forEach((item, index) => (item.notes = value.notes[index].slice(0, MOST_NOTES)));
  return state;
}

/** Gives a plan the notes that another version of it has, activity by activity. */
export function takeNotes(/** @type {State} */ state, /** @type {State} */ from) {
  const left = from.items.filter(({ notes }) => notes);
  for (const item of state.items) {
    const at = left.findIndex(({ ref, own }) => ref === item.ref && own?.title === item.own?.title);
    if (at >= 0 && !item.notes) [{ notes: item.notes }] = left.splice(at, 1);
  }
}
