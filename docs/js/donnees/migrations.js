/**
 * From an older version to the present one, a version at a time. A migration only moves things: what was wrong stays
 * wrong, for `check` to tell.
 *
 * Version 1: `{version: 1, ticks: {<pathway>/<step>: day}, notes: {<pathway>/<step>: text}, notebook: [{id, kind, title,
 * url, added, note}]}`. Nothing had a date of change, and the order of the notebook was that of the list.
 * Version 2: as the present one, without drafts.
 */

import { NEVER, VERSION, isObject } from "./schema.js";

/** @type {Record<number, (value: Record<string, any>) => Record<string, any>>} */
const FROM = { 1: fromOne, 2: (value) => ({ drafts: {}, ...value, version: 3 }) };

/**
 * The same data in the present version; a value without a known version comes back as it is.
 * @param {unknown} value
 * @returns {unknown}
 */
export function migrate(value) {
  let current = value;
  while (isObject(current) && Object.hasOwn(FROM, current.version)) current = FROM[current.version](current);
  return current;
}

/** @returns {boolean} whether a value says that it was written by a later version of the portal */
export function isNewer(/** @type {unknown} */ value) {
  return isObject(value) && Number.isSafeInteger(value.version) && value.version > VERSION;
}

/**
 * Dates of change are as old as can be, so that what has one wins.
 * @param {Record<string, any>} value
 * @returns {Record<string, any>}
 */
function fromOne({ ticks = {}, notes = {}, notebook = [], ...others }) {
  return { ...others, version: 2, revision: 0, pathways: {}, steps: steps(ticks, notes), notebook: listed(notebook) };
}

function steps(/** @type {unknown} */ ticks, /** @type {unknown} */ notes) {
  if (!isObject(ticks) || !isObject(notes)) return isObject(ticks) ? notes : ticks;
  const ids = new Set([...Object.keys(ticks), ...Object.keys(notes)]);
  return Object.fromEntries([...ids].map((id) => [
    id, { done: ticks[id] ?? null, modified: NEVER, note: notes[id] ?? "", noted: NEVER },
  ]));
}

function listed(/** @type {unknown} */ notebook) {
  if (!Array.isArray(notebook)) return notebook;
  const seen = new Set();
  return Object.fromEntries(notebook.map((item, order) => {
    if (!isObject(item) || typeof item.id !== "string" || seen.has(item.id)) return [`rang-${order + 1}`, item];
    seen.add(item.id);
    const { id, note = "", ...fields } = item;
    return [id, { removed: false, ...fields, order, modified: NEVER, note, noted: NEVER }];
  }));
}
