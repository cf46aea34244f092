/**
 * The one document of what a person keeps on her device, version 3: the same in the browser's storage and in the file
 * that she exports. Explained to readers on the page /mes-donnees/.
 *
 * Every record is two registers, each with the date of its last change: its note (`note`, `noted`), and the rest
 * (`modified`). A merge keeps the later of each, so that a note written on the phone and a box ticked on the computer
 * both survive. A record is never taken out: it is emptied (`removed`, or a `done` back to null), so that a tab that
 * did not see the change cannot bring it back.
 *
 * A new collection is a new version: add it to COLLECTIONS, raise VERSION, and give migrations.js the way up.
 */

export const VERSION = 3;
export const NOTE_LENGTH = 20000;
export const DRAFT_LENGTH = 200000;
export const TITLE_LENGTH = 200;

/** @typedef {{done: string | null, modified: string, note: string, noted: string}} Step */
/** @typedef {{start: string | null, modified: string}} Pathway */
/**
 * @typedef {{removed: boolean, kind: string, title: string, url: string, added: string, order: number,
 *   modified: string, note: string, noted: string}} Kept
 */
/**
 * @typedef {object} Data
 * @property {number} version
 * @property {number} revision one more at every write
 * @property {Record<string, Step>} steps by `<pathway>/<step>`
 * @property {Record<string, Pathway>} pathways the first day, by pathway
 * @property {Record<string, Kept>} notebook by id of entry, of figure or of card
 * @property {Record<string, StoredDraft>} drafts by `<tool>/<number>`: cases, sessions, tallies being written
 */
/** @typedef {{removed: boolean, title: string, text: string, modified: string}} StoredDraft `text`: JSON of its tool */
/** @typedef {"steps" | "pathways" | "notebook" | "drafts"} Collection */
/** @typedef {{where: string, what: string}} Fault */
/** @typedef {[(value: any) => boolean, string]} Rule what is right, and how to say it */

export const NEVER = "1970-01-01T00:00:00.000Z";

const text = (/** @type {number} */ most) => /** @type {Rule} */ ([
  (value) => typeof value === "string" && value.length <= most, `doit être un texte d’au plus ${most} caractères`,
]);
/** @type {Rule} */
const day = [isDay, "doit être une date, comme «\u00a02026-11-21\u00a0»"];
/** @type {Rule} */
const dayOrNone = [(value) => value === null || isDay(value), `${day[1]}, ou null`];
/** @type {Rule} */
const instant = [
  (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && !isNaN(Date.parse(value)),
  "doit être une date et une heure, comme «\u00a02026-11-21T13:30:00.000Z\u00a0»",
];
/** @type {Rule} */
const yesNo = [(value) => typeof value === "boolean", "doit être true ou false"];
/** @type {Rule} */
const order = [(value) => Number.isSafeInteger(value) && value >= 0, "doit être un nombre entier, zéro ou plus"];
/** @type {Rule} */
const address = [isAddress, "doit être une adresse du portail, comme «\u00a0strategies/presence-parcs/\u00a0»"];

const NOTE = { note: text(NOTE_LENGTH), noted: instant };

/** @type {Record<Collection, {id: RegExp, fields: Record<string, Rule>}>} */
export const COLLECTIONS = {
  steps: { id: /^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}$/, fields: { done: dayOrNone, modified: instant, ...NOTE } },
  pathways: { id: /^[a-z0-9-]{1,80}$/, fields: { start: dayOrNone, modified: instant } },
  notebook: {
    id: /^[a-z0-9][a-z0-9.-]{0,159}$/,
    fields: {
      removed: yesNo, kind: text(80), title: text(400), url: address, added: day, order, modified: instant, ...NOTE,
    },
  },
  drafts: {
    id: /^(cas|seance|chevauchement|indicateurs|releve)\/[a-z0-9-]{1,80}$/,
    fields: { removed: yesNo, title: text(TITLE_LENGTH), text: text(DRAFT_LENGTH), modified: instant },
  },
};

export const NAMES = /** @type {Collection[]} */ (Object.keys(COLLECTIONS));

/** @returns {Data} */
export function empty() {
  return { version: VERSION, revision: 0, steps: {}, pathways: {}, notebook: {}, drafts: {} };
}

/**
 * Reads any value as data of the present version. Nothing is thrown: what is wrong is told, and what is right is kept.
 * @param {unknown} value
 * @returns {{data: Data, faults: Fault[]}}
 */
export function check(value) {
  const data = empty();
  /** @type {Fault[]} */
  const faults = [];
  const wrong = (/** @type {string[]} */ path, /** @type {string} */ what) => faults.push({ where: path.join(" › "), what });
  if (!isObject(value)) {
    wrong(["données"], "doivent être un objet");
    return { data, faults };
  }
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(data, key)) wrong([key], "clé inconnue");
  }
  if (value.version !== VERSION) wrong(["version"], `doit être ${VERSION}`);
  if (order[0](value.revision)) data.revision = value.revision;
  else wrong(["revision"], order[1]);
  for (const name of NAMES) {
    if (!isObject(value[name])) {
      wrong([name], "doit être un objet");
      continue;
    }
    for (const [id, record] of Object.entries(value[name])) {
      const found = recordFaults(name, id, record);
      if (found.length) found.forEach(([key, what]) => wrong(key ? [name, id, key] : [name, id], what));
      else Object.assign(data[name], { [id]: record });
    }
  }
  return { data, faults };
}

/**
 * What is wrong in one record: the field, empty for the record itself, and what it should be.
 * @param {Collection} name
 * @param {string} id
 * @param {unknown} record
 * @returns {[string, string][]}
 */
export function recordFaults(name, id, record) {
  const { id: pattern, fields } = COLLECTIONS[name];
  if (!pattern.test(id)) return [["", "identifiant inconnu du portail"]];
  if (!isObject(record)) return [["", "doit être un objet"]];
  /** @type {[string, string][]} */
  const found = Object.keys(record).filter((key) => !Object.hasOwn(fields, key)).map((key) => [key, "clé inconnue"]);
  for (const [key, [isRight, what]] of Object.entries(fields)) {
    if (!Object.hasOwn(record, key)) found.push([key, "manque"]);
    else if (!isRight(record[key])) found.push([key, what]);
  }
  return found;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @returns {boolean} whether a value is a day that exists */
export function isDay(/** @type {unknown} */ value) {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00.000Z`);
  return !isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/**
 * Whether a value is an address inside the portal, from its root. A file comes from anyone: an address with a scheme
 * (`javascript:`), of another host (`//…`) or that climbs (`..`) is none.
 * @param {unknown} value
 * @returns {boolean}
 */
export function isAddress(value) {
  return typeof value === "string" && value.length <= 300 && /^([a-z0-9][a-z0-9-]*\/)*(\?[a-z0-9=&-]+)?(#[a-z0-9][a-z0-9.-]*)?$/.test(value);
}
