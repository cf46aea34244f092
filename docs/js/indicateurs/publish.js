/**
 * What of the counts may leave the device. Of people, counts from 1 to 4 are hidden, and with them whatever would give
 * them back by a subtraction: the share, its complement, the total of the quarters. Twin of tools/ancrage/indicators.py.
 */

/** @typedef {import("./counts.js").Form} Form */
/** @typedef {import("./counts.js").Tally} Tally */
/** @typedef {{of: number | null, among: number | null}} Shown null is hidden */
/** @typedef {{quarters: Shown[], total: Shown}} Series */

export const SMALL = 5;
/** @type {Shown} */
const HIDDEN = { of: null, among: null };

/**
 * @param {Form} form
 * @param {Tally[]} tallies the quarters counted, in their order
 * @param {{people: boolean, least?: number}} rules `people`: small counts are hidden; `least`: an average of fewer
 *   answers is
 * @returns {Series}
 */
export function published(form, tallies, { people, least = SMALL }) {
  const total = { of: sum(tallies, "of"), among: sum(tallies, "among") };
  if (!people) return { quarters: tallies.map(({ of, among }) => ({ of, among })), total };
  const quarters = tallies.map((tally) => shown(form, tally, least));
  if (quarters.some(({ among }) => among === null)) return { quarters, total: HIDDEN };
  const hidden = quarters.some(({ of }) => of === null);
  return { quarters, total: { of: hidden && !mayTell(quarters, total) ? null : total.of, among: total.among } };
}

/** @returns {boolean} whether a count of people is hidden */
function isSmall(/** @type {number} */ count) {
  return count > 0 && count < SMALL;
}

/**
 * @param {Tally[]} tallies
 * @param {"of" | "among"} name
 */
const sum = (tallies, name) => tallies.reduce((total, tally) => total + tally[name], 0);

/**
 * @param {Form} form
 * @param {Tally} tally
 * @param {number} least
 * @returns {Shown}
 */
function shown(form, { of, among }, least) {
  if (form === "nombre") return { of: isSmall(of) ? null : of, among };
  if (form === "part") {
    if (isSmall(among)) return HIDDEN;
    return { of: isSmall(of) || isSmall(among - of) ? null : of, among };
  }
  return among > 0 && among < least ? HIDDEN : { of, among };
}

/**
 * Whether the sum of a share may be told beside its quarters, some of which are hidden. The reader's guesses are sorted
 * by the sum that they give. A sum may be told when its guesses leave two values or more to each hidden count. Not
 * telling says something too: unless the guesses of the sums that are not told leave two values or more, no sum is told.
 * @param {Shown[]} quarters
 * @param {Tally} total
 * @returns {boolean}
 */
function mayTell(quarters, total) {
  /** @type {Map<number, number[][]>} */
  const guesses = new Map();
  for (const guess of products(quarters.map(options))) {
    const of = guess.reduce((known, part) => known + part, 0);
    guesses.set(of, [...(guesses.get(of) ?? []), guess]);
  }
  const isTold = (/** @type {[number, number[][]]} */ [of, found]) =>
    !isSmall(of) && !isSmall(total.among - of) && isAmbiguous(quarters, found);
  const told = new Set([...guesses].filter(isTold).map(([of]) => of));
  const untold = [...guesses].filter(([of]) => !told.has(of)).flatMap(([, found]) => found);
  return told.has(total.of) && (!untold.length || isAmbiguous(quarters, untold));
}

/**
 * Whether some guesses leave two values or more to each hidden count.
 * @param {Shown[]} quarters
 * @param {number[][]} guesses
 * @returns {boolean}
 */
function isAmbiguous(quarters, guesses) {
  return quarters.every(({ of }, rank) => of !== null || new Set(guesses.map((guess) => guess[rank])).size > 1);
}

/**
 * Every way of taking one value in each list.
 * @param {number[][]} lists
 * @returns {number[][]}
 */
function products(lists) {
  return lists.reduce((found, values) => found.flatMap((start) => values.map((value) => [...start, value])), /** @type {number[][]} */ ([[]]));
}

/**
 * The counts that a reader may think of for what is shown of a quarter whose whole is known.
 * @param {Shown} shown
 * @returns {number[]}
 */
function options({ of, among }) {
  if (of !== null) return [of];
  const near = [1, 2, 3, 4];
  if (!among) return near;
  return [...new Set([...near, ...near.map((gap) => among - gap)])].filter((part) => part >= 0 && part <= among);
}
