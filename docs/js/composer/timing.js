/** Minutes: when activities start, how far the total is from what was asked, work without a break, steps cut to length. */

import { LONGEST, MARGIN } from "./plan.js";

/** @typedef {import("./bank.js").Step} Step */
/** @typedef {{minutes: number, isBreak: boolean}} Timed */

const NBSP = "\u00a0";
const MIDNIGHT = 24 * 60;

/** @returns {string} a time of the day, « 9 h 05 » */
export function timeOfDay(/** @type {number} */ minute) {
  const at = ((minute % MIDNIGHT) + MIDNIGHT) % MIDNIGHT;
  return `${Math.floor(at / 60)}${NBSP}h${NBSP}${String(at % 60).padStart(2, "0")}`;
}

/** @returns {number} the minute of the day that « 09:05 » names; nine o'clock for anything else */
export function minuteOf(/** @type {string} */ time) {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match ? Number(match[1]) * 60 + Number(match[2]) : 9 * 60;
}

/** @returns {number} */
function totalOf(/** @type {{minutes: number}[]} */ items) {
  return items.reduce((sum, { minutes }) => sum + minutes, 0);
}

/** @returns {number} the longest work without a break, in minutes */
export function longestWork(/** @type {Timed[]} */ items) {
  let since = 0;
  let longest = 0;
  for (const { minutes, isBreak } of items) {
    since = isBreak ? 0 : since + minutes;
    longest = Math.max(longest, since);
  }
  return longest;
}

/**
 * What the total says: « 90 min sur 90 », and in words what is over, to be filled, or too long without a break.
 * @param {Timed[]} items
 * @param {number} asked
 * @returns {{total: string, words: string, isRight: boolean}}
 */
export function totalWords(items, asked) {
  const total = totalOf(items);
  const away = total - asked;
  const work = longestWork(items);
  const count = `${total}${NBSP}min sur ${asked}`;
  const parts = [
    away === 0 ? "Le compte y est."
      : away > 0 ? `${away}${NBSP}min de trop${away <= MARGIN ? ", ça passe." : "\u00a0: raccourcissez ou retirez une activité."}`
        : `${-away}${NBSP}min libres${-away <= MARGIN ? ", ça passe." : "\u00a0: allongez ou ajoutez une activité."}`,
  ];
  if (work > LONGEST) parts.push(`${work}${NBSP}min de travail sans pause\u00a0: ajoutez-en une.`);
  return { total: count, words: parts.join(" "), isRight: Math.abs(away) <= MARGIN && work <= LONGEST };
}

/**
 * Steps cut or stretched to the minutes of their activity: each in proportion, one minute at least, the minutes left
 * over to the steps that lose most. Steps without minutes stay so; all lose theirs when there is less than a minute each.
 * @param {Step[]} steps
 * @param {number} before minutes of the activity as it was written
 * @param {number} minutes
 * @returns {Step[]}
 */
export function cutSteps(steps, before, minutes) {
  const timed = steps.filter((step) => step.minutes);
  if (minutes === before || !timed.length) return steps;
  const whole = timed.length === steps.length;
  const sum = totalOf(timed.map((step) => ({ minutes: step.minutes ?? 0 })));
  const target = whole ? minutes : Math.min(minutes - 1, Math.floor((sum * minutes) / before));
  if (target < timed.length) return steps.map(({ minutes: _, ...step }) => step);
  const exact = timed.map((step) => ((step.minutes ?? 0) * target) / sum);
  const given = exact.map((value) => Math.max(1, Math.floor(value)));
  const order = exact.map((value, index) => ({ index, lost: value - given[index] })).sort((a, b) => b.lost - a.lost || a.index - b.index);
  for (let left = target - given.reduce((a, b) => a + b, 0), turn = 0; left > 0; left -= 1, turn += 1) given[order[turn % order.length].index] += 1;
  for (let left = given.reduce((a, b) => a + b, 0) - target; left > 0; left -= 1) given[given.indexOf(Math.max(...given))] -= 1;
  let next = 0;
  return steps.map((step) => (step.minutes ? { ...step, minutes: given[next++] } : step));
}

/** @returns {boolean} whether steps say a length aloud, which is no longer true once the activity is shorter or longer */
export function saysMinutes(/** @type {Step[]} */ steps) {
  return steps.some(({ text, say }) => /\b(?:minutes?|secondes?|demi-heure)\b/i.test(`${text} ${say ?? ""}`));
}
