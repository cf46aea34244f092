/** The file of a sheet of indicators (`ancrage-indicateurs`, version 1): whole counts, read whole, faults with their place. */

import { headed } from "../brouillons/file.js";
import { isObject } from "../donnees/schema.js";

/** @typedef {{of: number | null, among: number | null} | {days: number[]}} Entry what is typed for a period */
/**
 * @typedef {object} Sheet
 * @property {string} title
 * @property {string} note
 * @property {string[]} periods `2026-T1`, `2026-S2`, `2026-A`, in their order; no two share a month
 * @property {Record<string, Record<string, Entry>>} counts by indicator and period
 * @property {Record<string, {bound: string, value: number}>} goals own targets, by indicator
 */
/** @typedef {import("../brouillons/file.js").Fault} Fault */

export const FORMAT = "ancrage-indicateurs";
export const VERSION = 1;
export const MOST_PERIODS = 12;
const MOST_DAYS = 500;
const PERIOD = /^\d{4}-(T[1-4]|S[12]|A)$/;
const ID = /^[a-z0-9-]{1,80}\.[a-z0-9-]{1,80}$/;
const BOUNDS = ["≤", "<", "≥", ">"];

/** @returns {Sheet} */
export const blank = () => ({ title: "", note: "", periods: [], counts: {}, goals: {} });

/** @returns {any} what is kept and exported */
export const valueOf = (/** @type {Sheet} */ sheet) => ({ format: FORMAT, version: VERSION, ...sheet });

/** @returns {[number, number]} the first and the last quarter of a period, counted from the year 0 */
export function quartersOf(/** @type {string} */ period) {
  const first = 4 * Number(period.slice(0, 4));
  const [letter, rank] = [period[5], Number(period.slice(6)) - 1];
  if (letter === "A") return [first, first + 3];
  return letter === "S" ? [first + 2 * rank, first + 2 * rank + 1] : [first + rank, first + rank];
}

/** @returns {string | undefined} a period that shares months with another */
export function overlapping(/** @type {string[]} */ periods, /** @type {string} */ period) {
  const [from, to] = quartersOf(period);
  return periods.find((other) => {
    const [start, end] = quartersOf(other);
    return start <= to && from <= end;
  });
}

/** @returns {string} « 1er trimestre 2026 » */
export function periodName(/** @type {string} */ period) {
  const [year, part] = period.split("-");
  if (part === "A") return `Année ${year}`;
  return `${part[1] === "1" ? "1er" : `${part[1]}e`} ${part[0] === "T" ? "trimestre" : "semestre"} ${year}`;
}

/**
 * The sheet that a value holds, or null and what is wrong with it.
 * @param {unknown} given
 * @returns {import("../brouillons/file.js").Read<Sheet>}
 */
export function sheetOf(given) {
  const { value, faults } = headed(given, FORMAT, VERSION);
  if (!value) return { value, faults };
  const wrong = (/** @type {string} */ what, /** @type {(string | number)[]} */ ...where) => faults.push({ where: where.join(" › "), what });
  const known = ["format", "version", ...Object.keys(blank())];
  for (const key of Object.keys(value)) if (!known.includes(key)) wrong("clé inconnue", key);
  for (const key of ["title", "note"]) {
    if (typeof value[key] !== "string" || value[key].length > 2000) wrong("doit être un texte de 2000 caractères au plus", key);
  }
  const periods = Array.isArray(value.periods) ? value.periods : [];
  if (!Array.isArray(value.periods) || periods.length > MOST_PERIODS) wrong(`doit être une liste de ${MOST_PERIODS} périodes au plus`, "periods");
  periods.forEach((period, index) => {
    if (typeof period !== "string" || !PERIOD.test(period)) wrong("doit être une période, comme «\u00a02026-T1\u00a0»", "periods", index + 1);
    else if (overlapping(periods.slice(0, index).filter((other) => typeof other === "string" && PERIOD.test(other)), period)) wrong("couvre les mêmes mois qu’une autre période", "periods", index + 1);
  });
  for (const name of ["counts", "goals"]) if (!isObject(value[name])) wrong("doit être un objet", name);
  if (isObject(value.counts)) checkCounts(value.counts, periods, wrong);
  for (const [id, goal] of Object.entries(isObject(value.goals) ? value.goals : {})) {
    if (!ID.test(id)) wrong("identifiant inconnu", "goals", id);
    else if (!isObject(goal) || !BOUNDS.includes(goal.bound) || !isCount(goal.value)) wrong("doit être une cible, comme ≥ 4", "goals", id);
  }
  if (faults.length) return { value: null, faults };
  const { title, note, counts, goals } = value;
  return { value: { title, note, periods: [...periods].sort((a, b) => quartersOf(a)[0] - quartersOf(b)[0]), counts, goals }, faults };
}

/**
 * @param {Record<string, any>} counts
 * @param {unknown[]} periods
 * @param {(what: string, ...where: (string | number)[]) => void} wrong
 */
function checkCounts(counts, periods, wrong) {
  for (const [id, byPeriod] of Object.entries(counts)) {
    if (!ID.test(id) || !isObject(byPeriod)) {
      wrong("doit être un indicateur et ses périodes", "counts", id);
      continue;
    }
    for (const [period, entry] of Object.entries(byPeriod)) {
      if (!periods.includes(period)) wrong("cette période n’est pas dans la fiche", "counts", id, period);
      else if (!isEntry(entry)) wrong("doit être des comptes (zéro ou plus), ou une liste de jours", "counts", id, period);
    }
  }
}

/** @returns {boolean} */
function isEntry(/** @type {any} */ entry) {
  if (!isObject(entry)) return false;
  if (Object.hasOwn(entry, "days")) {
    return Object.keys(entry).length === 1 && Array.isArray(entry.days) && entry.days.length <= MOST_DAYS && entry.days.every((day) => Number.isInteger(day) && day >= 0 && day <= 3650);
  }
  return Object.keys(entry).sort().join() === "among,of" && [entry.of, entry.among].every((count) => count === null || isCount(count));
}

/** @returns {boolean} */
const isCount = (/** @type {unknown} */ count) => typeof count === "number" && Number.isFinite(count) && count >= 0 && count <= 1e6;
