/** What a sheet says of each indicator, period by period, once small counts are hidden: for the screen, paper and CSV. */

import { fault, intervalOf, median, rate, reaches, tallyOf } from "./counts.js";
import { published } from "./publish.js";

/** @typedef {import("./counts.js").Form} Form */
/** @typedef {import("./counts.js").Tally} Tally */
/** @typedef {import("./publish.js").Shown} Shown */
/** @typedef {import("./file.js").Sheet} Sheet */
/** @typedef {import("./file.js").Entry} Entry */
/**
 * @typedef {{id: string, title: string, lever: string, form: Form, of: string, among: string | null, unit: string,
 *   people: boolean, least: number, target: {bound: string, value: number} | null}} Indicator
 */
/** @typedef {"atteinte" | "non-atteinte" | "incertaine" | "sans-cible" | "cachee" | "vide"} Status */
/**
 * @typedef {object} Cell what is published of an indicator for a period, or for all
 * @property {Shown | null} shown null where nothing was counted
 * @property {number | null} rate null where it is hidden or nothing divides
 * @property {[number, number] | null} interval of a share of people
 * @property {{median: number, longest: number, within: Shown | null} | null} delays `within`: those that reach the target
 * @property {Status} status
 */
/** @typedef {{indicator: Indicator, goal: {bound: string, value: number, own: boolean} | null, cells: Cell[], total: Cell | null}} Row */

const SHOWN_PERIODS = 4;

/** @returns {Tally | null} what was typed as a tally, null while it is not whole or cannot be */
export function tallyIn(/** @type {Indicator} */ { form, unit }, /** @type {Entry | undefined} */ entry) {
  if (!entry) return null;
  if ("days" in entry) return entry.days.length ? tallyOf(entry.days) : null;
  const { of, among } = entry;
  if (of === null || (form !== "nombre" && among === null)) return null;
  const tally = { of, among: form === "nombre" ? 0 : among ?? 0 };
  return fault(form, tally, unit === "sur 5") ? null : tally;
}

/**
 * The rows of the sheet for the committee: the indicators that have a count, over the last periods.
 * @param {Sheet} sheet
 * @param {Indicator[]} indicators
 * @returns {{periods: string[], rows: Row[]}}
 */
export function committeeSheet(sheet, indicators) {
  const periods = sheet.periods.slice(-SHOWN_PERIODS);
  const rows = indicators.map((indicator) => rowOf(sheet, indicator, periods)).filter(({ cells }) => cells.some(({ shown }) => shown));
  return { periods, rows };
}

/** @returns {Row["goal"]} the target of the study, else the committee's own, else null */
export function goalOf(/** @type {Sheet} */ sheet, /** @type {Indicator} */ { id, target }) {
  if (target) return { ...target, own: false };
  return Object.hasOwn(sheet.goals, id) ? { ...sheet.goals[id], own: true } : null;
}

/**
 * @param {Sheet} sheet
 * @param {Indicator} indicator
 * @param {string[]} periods
 * @returns {Row}
 */
function rowOf(sheet, indicator, periods) {
  const { form, people, least } = indicator;
  const goal = goalOf(sheet, indicator);
  const entries = periods.map((period) => sheet.counts[indicator.id]?.[period]);
  const tallies = entries.map((entry) => tallyIn(indicator, entry));
  const counted = tallies.flatMap((tally, index) => (tally ? [{ tally, index }] : []));
  const series = published(form, counted.map(({ tally }) => tally), { people, least });
  const within = withinSeries(indicator, goal, counted.map(({ index }) => entries[index]));
  const cells = tallies.map((_, index) => {
    const rank = counted.findIndex((item) => item.index === index);
    if (rank < 0) return { shown: null, rate: null, interval: null, delays: null, status: /** @type {Status} */ ("vide") };
    return cellOf(indicator, goal, series.quarters[rank], delaysOf([entries[index]], within?.quarters[rank] ?? null));
  });
  const all = counted.map(({ index }) => entries[index]);
  const total = counted.length > 1 ? cellOf(indicator, goal, series.total, delaysOf(all, within?.total ?? null)) : null;
  return { indicator, goal, cells, total };
}

/**
 * How many delays reach the target, published by the rules of a share.
 * @param {Indicator} indicator
 * @param {Row["goal"]} goal
 * @param {(Entry | undefined)[]} entries
 */
function withinSeries({ form, people }, goal, entries) {
  if (form !== "delais" || !goal) return null;
  const tallies = entries.map((entry) => {
    const days = daysIn(entry);
    return { of: days.filter((day) => reaches(goal.bound, goal.value, day)).length, among: days.length };
  });
  return published("part", tallies, { people });
}

/** @returns {number[]} */
const daysIn = (/** @type {Entry | undefined} */ entry) => (entry && "days" in entry ? entry.days : []);

/**
 * @param {(Entry | undefined)[]} entries
 * @param {Shown | null} within
 * @returns {Cell["delays"]}
 */
function delaysOf(entries, within) {
  const days = entries.flatMap(daysIn);
  return days.length ? { median: median(days) ?? 0, longest: Math.max(...days), within } : null;
}

/**
 * @param {Indicator} indicator
 * @param {Row["goal"]} goal
 * @param {Shown} shown
 * @param {Cell["delays"]} delays
 * @returns {Cell}
 */
function cellOf({ form, people }, goal, shown, delays) {
  const { of, among } = shown;
  if (of === null || among === null) return { shown, rate: null, interval: null, delays: null, status: "cachee" };
  const found = rate(form, { of, among });
  const interval = form === "part" && people && among ? intervalOf({ of, among }) : null;
  return { shown, rate: found, interval, delays, status: statusOf(goal, found, interval) };
}

/**
 * Whether a target is reached; « incertaine » where the interval goes on both sides of it.
 * @param {Row["goal"]} goal
 * @param {number | null} found
 * @param {[number, number] | null} interval
 * @returns {Status}
 */
function statusOf(goal, found, interval) {
  if (found === null) return "vide";
  if (!goal) return "sans-cible";
  const isReached = reaches(goal.bound, goal.value, found);
  if (interval && interval.some((end) => reaches(goal.bound, goal.value, end) !== isReached)) return "incertaine";
  return isReached ? "atteinte" : "non-atteinte";
}
