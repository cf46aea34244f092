/** Words of the site that are one or two mistakes away from a word it does not have. Twin of `search/typos.py`. */

/** @typedef {{gap: number, longer: boolean, form: string}} Near mistakes; whether it goes on after what was typed */

/**
 * @param {string} form
 * @param {string[]} lexicon
 * @param {number} most how many mistakes are forgiven; only the smallest number found is kept
 * @param {boolean} typing whether a word may go on after the form
 * @returns {Near[]} nearest first, then whole words, then by length and alphabet
 */
export function nearForms(form, lexicon, most, typing) {
  const mask = letters(form);
  /** @type {Near[]} */
  let found = [];
  for (const other of lexicon) {
    const longer = other.length - form.length;
    if (longer < -most || (longer > most && !typing)) continue;
    const theirs = letters(other);
    if (bits(mask & ~theirs) > most || (!typing && bits(theirs & ~mask) > most)) continue;
    const [whole, start] = distances(form, other, most);
    const gap = typing ? Math.min(whole, start) : whole;
    if (gap > most) continue;
    if (gap < most) {
      most = gap;
      found = [];
    }
    found.push({ gap, longer: whole > gap, form: other });
  }
  return found.sort((a, b) =>
    Number(a.longer) - Number(b.longer) || a.form.length - b.form.length || (a.form < b.form ? -1 : 1));
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

const ROWS = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)];

/**
 * @param {string} left
 * @param {string} right
 * @param {number} most
 * @returns {[number, number]} mistakes between two forms, and between the first and a start of the second; `most` + 1
 *   when there are more
 */
export function distances(left, right, most) {
  const over = most + 1;
  let [before, previous, current] = ROWS;
  for (let j = 0; j <= right.length; j++) previous[j] = j;
  for (let i = 1; i <= left.length; i++) {
    const low = Math.max(1, i - most);
    const high = Math.min(right.length, i + most);
    current.fill(over, 0, right.length + 1);
    if (low === 1) current[0] = i;
    let least = current[0];
    for (let j = low; j <= high; j++) {
      let cost = previous[j - 1] + (left[i - 1] === right[j - 1] ? 0 : 1);
      cost = Math.min(cost, previous[j] + 1, current[j - 1] + 1);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return [over, over];
    [before, previous, current] = [previous, current, before];
  }
  let start = over;
  for (let j = 0; j <= right.length; j++) if (previous[j] < start) start = previous[j];
  return [Math.min(previous[right.length], over), start];
}
