/**
 * Two versions of the same data made one. The order in which versions meet changes nothing, and meeting twice neither:
 * tabs that merge whatever they see end up with the same data.
 */

import { NAMES, VERSION } from "./schema.js";

/** @typedef {import("./schema.js").Data} Data */
/** @typedef {Record<string, any>} Fields */

const MONTH = 30 * 24 * 3600 * 1000;

/**
 * @param {Data} one
 * @param {Data} other
 * @returns {Data}
 */
export function merge(one, other) {
  const collections = NAMES.map((name) => [name, mergeRecords(one[name], other[name])]);
  return { version: VERSION, revision: Math.max(one.revision, other.revision), ...Object.fromEntries(collections) };
}

/**
 * @param {Record<string, Fields>} one
 * @param {Record<string, Fields>} other
 * @returns {Record<string, Fields>}
 */
function mergeRecords(one, other) {
  const ids = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(ids.map((id) => [id, one[id] && other[id] ? mergeRecord(one[id], other[id]) : one[id] ?? other[id]]));
}

/** @returns {Fields} the later note, and the later of everything else */
function mergeRecord(/** @type {Fields} */ one, /** @type {Fields} */ other) {
  const latest = later(one, other, "modified");
  if (!Object.hasOwn(one, "noted")) return latest;
  const { note, noted } = later(one, other, "noted");
  return { ...latest, note, noted };
}

/**
 * The record changed last in one register; at the same date, any choice will do if every tab makes it.
 * @param {Fields} one
 * @param {Fields} other
 * @param {"modified" | "noted"} date
 * @returns {Fields}
 */
function later(one, other, date) {
  if (one[date] !== other[date]) return one[date] > other[date] ? one : other;
  return register(one, date) >= register(other, date) ? one : other;
}

/** @returns {string} what a register holds, always written alike */
function register(/** @type {Fields} */ record, /** @type {"modified" | "noted"} */ date) {
  if (date === "noted") return record.note;
  const { note, noted, ...rest } = record;
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @returns {boolean} whether two versions hold the same, whatever wrote them */
export function same(/** @type {Data} */ one, /** @type {Data} */ other) {
  return NAMES.every((name) => canonical(one[name]) === canonical(other[name]));
}

function canonical(/** @type {Record<string, Fields>} */ records) {
  return JSON.stringify(Object.keys(records).sort().map((id) => [id, register(records[id], "modified"), records[id].note, records[id].noted]));
}

/**
 * The data without the records emptied more than a month ago, which no open tab can bring back.
 * @param {Data} data
 * @param {number} now
 * @returns {Data}
 */
export function pruned(data, now) {
  const limit = new Date(now - MONTH).toISOString();
  const kept = (/** @type {Fields} */ record) => isFull(record) || record.modified > limit || record.noted > limit;
  const collections = NAMES.map((name) => [name, Object.fromEntries(Object.entries(data[name]).filter(([, record]) => kept(record)))]);
  return { ...data, ...Object.fromEntries(collections) };
}

/** @returns {boolean} whether a record still says something */
export function isFull(/** @type {Fields} */ record) {
  return Object.hasOwn(record, "removed") ? !record.removed : Boolean(record.done || record.start || record.note);
}

/**
 * A note that someone else changed while it was being written. Both are kept when neither holds the other.
 * @param {string} base the note before both changes
 * @param {string} mine
 * @param {string} theirs
 * @returns {string}
 */
export function reconciled(base, mine, theirs) {
  if (mine === theirs || theirs === base || mine.includes(theirs)) return mine;
  if (mine === base || theirs.includes(mine)) return theirs;
  return `${theirs}\n\n[Écrit en même temps dans un autre onglet]\n${mine}`;
}
