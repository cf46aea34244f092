/** What the counts of an indicator give. Twin of tools/ancrage/indicators.py. */

import { wilson } from "../evidence.js";

/** @typedef {"part" | "moyenne" | "nombre" | "delais"} Form */
/** @typedef {{of: number, among: number}} Tally `among` is 0 where nothing divides (`nombre`) */

const SCALE = 5;

/**
 * The rate of a tally: per cent for a share, a mean for an average; null where nothing divides.
 * @param {Form} form
 * @param {Tally} tally
 * @returns {number | null}
 */
export function rate(form, { of, among }) {
  if (form === "nombre") return of;
  if (!among) return null;
  return form === "part" ? (100 * of) / among : of / among;
}

/** @returns {Tally} delays as a tally, whose rate is their mean */
export function tallyOf(/** @type {number[]} */ days) {
  return { of: days.reduce((sum, day) => sum + day, 0), among: days.length };
}

/** @returns {number | null} the delay that half do not exceed */
export function median(/** @type {number[]} */ days) {
  if (!days.length) return null;
  const ordered = [...days].sort((a, b) => a - b);
  const middle = Math.floor(days.length / 2);
  return days.length % 2 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
}

/**
 * What cannot be in a tally, empty when all can.
 * @param {Form} form
 * @param {Tally} tally
 * @param {boolean} scaled the sum is one of notes from 1 to 5
 * @returns {string}
 */
export function fault(form, { of, among }, scaled) {
  if (form === "part" && of > among) return "La partie dépasse le tout.";
  if (scaled && among && !(among <= of && of <= SCALE * among)) return "La somme des notes va de 1 à 5 fois le nombre de réponses.";
  return "";
}

/** @returns {[number, number]} the interval of a share, in per cent */
export function intervalOf(/** @type {Tally} */ { of, among }) {
  const [low, high] = wilson(of / among, among);
  return [100 * low, 100 * high];
}

/**
 * Whether a rate reaches a target in the same unit.
 * @param {string} bound
 * @param {number} goal
 * @param {number} value
 * @returns {boolean}
 */
export function reaches(bound, goal, value) {
  return { "≤": value <= goal, "<": value < goal, "≥": value >= goal, ">": value > goal }[bound] ?? false;
}
