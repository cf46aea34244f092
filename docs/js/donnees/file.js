/** The file that a person exports and imports: everything of the portal on her device, and nothing else. */

import { KEY, OTHERS } from "./keys.js";
import { isFull } from "./merge.js";
import { isNewer, migrate } from "./migrations.js";
import { NAMES, VERSION, check, isObject } from "./schema.js";

/** @typedef {import("./schema.js").Data} Data */
/** @typedef {import("./schema.js").Fault} Fault */
/** @typedef {{data: Data, others: Record<string, string>, left: string[]}} Contents `left`: keys not taken */

export const FORMAT = "ancrage-mes-donnees";
export const MOST_BYTES = 10_000_000;
const TYPES = { csv: "text/csv", json: "application/json", md: "text/markdown", txt: "text/plain" };

/** @returns {string} the day where the person is, `2026-11-21` */
export function localDay(/** @type {Date} */ at) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/**
 * The text of the file. It ends with its last brace, so that a file cut anywhere is no longer JSON.
 * @param {Data} data
 * @param {Record<string, string>} others the other keys, as stored
 * @param {Date} at
 * @returns {string}
 */
export function exported(data, others, at) {
  const full = NAMES.map((name) => [name, Object.fromEntries(Object.entries(data[name]).filter(([, record]) => isFull(record)))]);
  const contents = { ...data, ...Object.fromEntries(full) };
  return JSON.stringify({ format: FORMAT, exported: at.toISOString(), data: contents, others }, null, 2);
}

/**
 * What a file holds, or what is wrong with it; nothing is taken from a file that has a fault.
 * @param {string} text
 * @returns {{contents: Contents, faults: never[]} | {contents: null, faults: Fault[]}}
 */
export function imported(text) {
  const refused = (/** @type {Fault[]} */ ...faults) => ({ contents: null, faults });
  /** @type {any} */
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused({ where: placeOf(text, error), what: "le fichier est abîmé ou incomplet, ce n’est pas du JSON" });
  }
  if (!isObject(value) || value.format !== FORMAT) {
    return refused({ where: "format", what: `ce fichier ne vient pas de cette page (attendu\u00a0: «\u00a0${FORMAT}\u00a0»)` });
  }
  if (isNewer(value.data)) {
    return refused({ where: "data › version", what: `la version ${value.data.version} est plus récente que ce portail, qui lit jusqu’à la version ${VERSION}. Rechargez la page, puis réessayez` });
  }
  const { data, faults } = check(migrate(value.data));
  const { others, left, faults: otherFaults } = othersOf(value.others ?? {});
  const all = [...faults.map(({ where, what }) => ({ where: `data › ${where}`, what })), ...otherFaults];
  return all.length ? refused(...all) : { contents: { data, others, left }, faults: [] };
}

/**
 * @param {unknown} value
 * @returns {{others: Record<string, string>, left: string[], faults: Fault[]}}
 */
function othersOf(value) {
  /** @type {Record<string, string>} */
  const others = {};
  /** @type {string[]} */
  const left = [];
  const faults = [];
  if (!isObject(value)) return { others, left, faults: [{ where: "others", what: "doit être un objet" }] };
  for (const [key, stored] of Object.entries(value)) {
    const where = `others › ${key}`;
    if (typeof stored !== "string") faults.push({ where, what: "doit être un texte" });
    else if (!Object.hasOwn(OTHERS, key)) left.push(key);
    else if (OTHERS[key].isRight(stored)) others[key] = stored;
    else faults.push({ where, what: `ne convient pas à «\u00a0${OTHERS[key].name}\u00a0»` });
  }
  return { others, left, faults };
}

/**
 * Where JSON stops being read: browsers give a position, or say nothing when the text ends too soon.
 * @param {string} text
 * @param {unknown} error
 * @returns {string}
 */
function placeOf(text, error) {
  const position = /position (\d+)/.exec(String(error));
  const line = text.slice(0, position ? Number(position[1]) : text.length).split("\n").length;
  return `ligne ${line}`;
}

/**
 * The keys of the portal but the main one, as stored; texts set aside among them.
 * @param {import("./store.js").Store} store
 * @returns {Record<string, string>}
 */
export function othersStored(store) {
  return Object.fromEntries(store.keys().filter((key) => key !== KEY).map((key) => [key, store.shelf?.getItem(key) ?? ""]));
}

/** Offers a text as a file to keep, named for the day: `ancrage-mes-donnees-2026-11-21.json`. */
export function downloadText(/** @type {string} */ stem, /** @type {keyof typeof TYPES} */ extension, /** @type {string} */ text) {
  download(`${stem}-${localDay(new Date())}.${extension}`, text, TYPES[extension]);
}

/** Offers a text, or bytes, as a file to keep. */
export function download(/** @type {string} */ name, /** @type {string | Uint8Array<ArrayBuffer>} */ contents, type = "application/json") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([contents], { type: typeof contents === "string" ? `${type};charset=utf-8` : type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @returns {string} the number of records of a file, for a person to recognise it */
export function inWords(/** @type {Data} */ data) {
  const steps = Object.values(data.steps);
  const kept = Object.values(data.notebook).filter((record) => !record.removed);
  const counts = /** @type {const} */ ([
    [steps.filter(({ done }) => done).length, "étape cochée", "étapes cochées"],
    [kept.length, "élément dans le carnet", "éléments dans le carnet"],
    [[...steps, ...kept].filter(({ note }) => note).length, "note", "notes"],
    [Object.values(data.drafts).filter(({ removed }) => !removed).length, "brouillon", "brouillons"],
  ]);
  const said = counts.filter(([count]) => count).map(([count, one, many]) => `${count}\u00a0${count > 1 ? many : one}`);
  return said.join(", ") || "ni coche, ni carnet, ni note, ni brouillon";
}
