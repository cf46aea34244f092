/**
 * The accounts of a community put together, small groups hidden, beside what the pilot project published. The twin of
 * `tools/ancrage/surveys/merging.py`, which says where each formula comes from; one data file drives both.
 */

import { wilson } from "../evidence.js";
import { fold } from "../text.js";
import { EFFECTS, PILOT_MONTHS, SETTINGS, SMALL, months } from "./scales.js";

/** @typedef {import("./scales.js").Answer} Answer */
/** @typedef {import("./scales.js").Published} Published */
/** @typedef {import("./scales.js").Survey} Survey */
/** @typedef {import("./scales.js").Surveyed} Surveyed */
/** @typedef {{k: number, n: number, percent: number, low: number, high: number}} Share nobody answered: n is 0 */
/** @typedef {{use: Share | null, effect: Share | null}} Cell null: too few answers, or one that would give others away */
/** @typedef {"au-dessus" | "au-dessous" | "pas-departage" | "incomparable"} Standing */
/**
 * @typedef {object} Row
 * @property {string} id
 * @property {string} title
 * @property {string} approach
 * @property {Cell} all
 * @property {Record<string, Cell>} settings
 * @property {number | null} spread how much opinions differ, 0 to 1; only for a disagreement brought up
 * @property {number[] | null} counts opinions by degree, from least to most; only for a disagreement brought up
 * @property {Standing | null} use_standing
 * @property {Standing | null} effect_standing
 * @property {string[]} whys
 */
/**
 * @typedef {object} Merged
 * @property {number} count
 * @property {Record<string, number | null>} settings
 * @property {string} first
 * @property {string} last
 * @property {boolean} comparable
 * @property {Row[]} rows
 * @property {string[]} disagreements
 */

const BROUGHT_UP = 3;
/** A disagreement is brought up only if so many answers are on each side: one voice alone is not pointed at. */
const EACH_SIDE = 2;
const DEGREES = Object.keys(EFFECTS);
const EFFECTIVE = DEGREES.slice(2);

/**
 * @param {Survey[]} surveys
 * @param {Surveyed[]} strategies
 * @returns {Merged}
 */
export function merge(surveys, strategies) {
  const comparable = surveys.every(({ first, last }) => months(first, last) === PILOT_MONTHS);
  const rows = strategies.map((strategy) => rowOf(strategy, surveys, comparable));
  const counts = Object.fromEntries(SETTINGS.map((name) => [name, surveys.filter(({ setting }) => setting === name).length]));
  const shown = shownGroups(counts);
  const opinions = (/** @type {Row} */ row) => sum(row.counts ?? []);
  const broughtUp = rows.filter((row) => row.counts)
    .sort((one, other) => (other.spread ?? 0) - (one.spread ?? 0) || opinions(other) - opinions(one) || (one.id < other.id ? -1 : 1))
    .slice(0, BROUGHT_UP).map(({ id }) => id);
  return {
    count: surveys.length,
    settings: Object.fromEntries(SETTINGS.map((name) => [name, shown.has(name) ? counts[name] : null])),
    first: surveys.map(({ first }) => first).sort()[0],
    last: surveys.map(({ last }) => last).sort().at(-1) ?? "",
    comparable,
    rows: rows.map((row) => (broughtUp.includes(row.id) ? row : { ...row, spread: null, counts: null })),
    disagreements: broughtUp,
  };
}

/**
 * The groups that may be shown beside their total, so that none of fewer than five can be worked out: what is left of
 * the total once the shown ones are taken away is itself a group.
 * @param {Record<string, number>} counts
 * @returns {Set<string>}
 */
function shownGroups(counts) {
  const names = Object.keys(counts);
  const shown = new Set(names.filter((name) => counts[name] === 0 || counts[name] >= SMALL));
  for (;;) {
    const left = sum(names.filter((name) => !shown.has(name)).map((name) => counts[name]));
    const told = names.filter((name) => shown.has(name) && counts[name]);
    if (left === 0 || left >= SMALL) return shown;
    if (!told.length) return new Set(); // an empty group told as empty would leave the only other one
    told.sort((one, other) => counts[one] - counts[other] || (one < other ? -1 : 1));
    shown.delete(told[0]);
  }
}

/** @returns {number} how much answers differ, 0 (all alike) to 1 (half at each end), given their number by degree */
export function spread(/** @type {number[]} */ counts) {
  const total = sum(counts);
  let below = 0;
  let found = 0;
  for (const count of counts.slice(0, -1)) {
    below += count;
    found += below * (total - below);
  }
  return rounded((4 * found) / (total * total * (counts.length - 1)), 4);
}

/** @returns {Share} k of n, in per cent, with its 95 % Wilson interval */
export function share(/** @type {number} */ k, /** @type {number} */ n) {
  if (n === 0) return { k: 0, n: 0, percent: 0, low: 0, high: 100 };
  const [low, high] = wilson(k / n, n);
  return { k, n, percent: rounded((100 * k) / n, 2), low: rounded(100 * low, 2), high: rounded(100 * high, 2) };
}

/** @returns {number} a percentage as readers see it, halves up */
export function whole(/** @type {number} */ value) {
  return Math.floor(value + 0.5);
}

/** @returns {Standing} whether two intervals touch, bounds in whole per cents; where not, which share is the higher */
export function standing(/** @type {Share} */ found, /** @type {Published} */ published) {
  if (whole(found.low) > whole(published.high)) return "au-dessus";
  return whole(found.high) < whole(published.low) ? "au-dessous" : "pas-departage";
}

/**
 * @param {Surveyed} strategy
 * @param {Survey[]} surveys
 * @param {boolean} comparable
 * @returns {Row}
 */
function rowOf(strategy, surveys, comparable) {
  const said = surveys.flatMap(({ setting, answers }) =>
    (Object.hasOwn(answers, strategy.id) ? [{ setting, answer: answers[strategy.id] }] : []));
  const used = cells(said, ({ use }) => use === "cinq-ou-plus");
  const judged = cells(said.filter(({ answer }) => answer.effect !== null), ({ effect }) => EFFECTIVE.includes(effect ?? ""));
  const all = { use: used.tous, effect: judged.tous };
  const counts = DEGREES.map((degree) => said.filter(({ answer }) => answer.effect === degree).length);
  const twoSided = all.effect !== null && Math.min(sum(counts.slice(0, 2)), sum(counts.slice(2))) >= EACH_SIDE;
  return {
    id: strategy.id,
    title: strategy.title,
    approach: strategy.approach,
    all,
    settings: Object.fromEntries(SETTINGS.map((name) => [name, { use: used[name], effect: judged[name] }])),
    spread: twoSided ? spread(counts) : null,
    counts: twoSided ? counts : null,
    use_standing: !all.use?.n ? null : comparable ? standing(all.use, strategy.use) : "incomparable",
    effect_standing: all.effect?.n ? standing(all.effect, strategy.effect) : null,
    whys: all.use?.n ? whysOf(said) : [],
  };
}

/**
 * The share of each setting and of all (« tous »), null where it is hidden.
 * @param {{setting: string, answer: Answer}[]} said
 * @param {(answer: Answer) => boolean} counts
 * @returns {Record<string, Share | null>}
 */
function cells(said, counts) {
  const of = (/** @type {string} */ name) => said.filter(({ setting }) => setting === name);
  const shown = shownGroups(Object.fromEntries(SETTINGS.map((name) => [name, of(name).length])));
  if (said.length === 0 || said.length >= SMALL) shown.add("tous");
  const groups = [...SETTINGS.map((name) => ({ name, group: of(name) })), { name: "tous", group: said }];
  return Object.fromEntries(groups.map(({ name, group }) =>
    [name, shown.has(name) ? share(group.filter(({ answer }) => counts(answer)).length, group.length) : null]));
}

/** @returns {string[]} the lines written, in an order that tells nothing of who wrote them */
function whysOf(/** @type {{answer: Answer}[]} */ said) {
  const lines = [...new Set(said.map(({ answer }) => answer.why).filter(Boolean))];
  const before = (/** @type {string} */ one, /** @type {string} */ other) => (one < other ? -1 : one > other ? 1 : 0);
  return lines.sort((one, other) => before(fold(one), fold(other)) || before(one, other));
}

/** @returns {number} */
function sum(/** @type {number[]} */ numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** @returns {number} a number cut to so many decimals, halves up: the same in both languages */
export function rounded(/** @type {number} */ value, /** @type {number} */ decimals) {
  const scale = 10 ** decimals;
  return Math.floor(value * scale + 0.5) / scale;
}
