/** Words of the site that are one or two mistakes away from a word it does not have. Twin of `search/typos.py`. */

/**
 * @param {string} form
 * @param {string[]} lexicon
 * @param {number} most how many mistakes are forgiven; only the smallest number found is kept
 * @returns {[number, string][]} distance and form, by length and alphabet
 */
export function nearForms(form, lexicon, most) {
  const mask = letters(form);
  /** @type {[number, string][]} */
  let found = [];
  for (const other of lexicon) {
    const gap = other.length - form.length;
    if (gap > most || gap < -most || bits(mask ^ letters(other)) > 2 * most) continue;
    const mistakes = distance(form, other, most);
    if (mistakes > most) continue;
    if (mistakes < most) {
      most = mistakes;
      found = [];
    }
    found.push([mistakes, other]);
  }
  return found.sort((a, b) => a[1].length - b[1].length || (a[1] < b[1] ? -1 : 1));
}

/** @returns {number} the set of characters of a form as bits */
export function letters(/** @type {string} */ form) {
  let mask = 0;
  for (let i = 0; i < form.length; i++) mask |= 1 << (form.charCodeAt(i) & 31);
  return mask;
}

/** @returns {number} how many bits are set */
function bits(/** @type {number} */ mask) {
  let count = 0;
  for (let rest = mask >>> 0; rest; rest &= rest - 1) count++;
  return count;
}

/** @returns {number} letters added, dropped, replaced or swapped between two forms; `most` + 1 when there are more */
export function distance(/** @type {string} */ left, /** @type {string} */ right, /** @type {number} */ most) {
  /** @type {number[]} */
  let before = [];
  let previous = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= right.length; j++) {
      let cost = previous[j - 1] + (left[i - 1] === right[j - 1] ? 0 : 1);
      cost = Math.min(cost, previous[j] + 1, current[j - 1] + 1);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    before = previous;
    previous = current;
  }
  return Math.min(previous[right.length], most + 1);
}
