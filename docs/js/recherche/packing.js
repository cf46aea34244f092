/** Reads what `tools/ancrage/search/packing.py` writes: numbers and lists of words as text. */

const DIGITS = new Int8Array(128).fill(-1);
let base = 0;
for (let code = 35; code < 127; code++) if (code !== 44 && code !== 92) DIGITS[code] = base++;
base >>= 1;

/** @returns {number} what one character holds */
export const digit = (/** @type {string} */ text, at = 0) => DIGITS[text.charCodeAt(at)];

/**
 * @param {string} packed documents, each as its distance from the one before, followed by a level when `levelled`
 * @param {boolean} levelled
 * @returns {{numbers: Uint32Array, levels: Uint8Array}}
 */
export function documents(packed, levelled) {
  const numbers = new Uint32Array(packed.length);
  const levels = new Uint8Array(packed.length);
  let count = 0;
  for (let at = 0, number = 0; at < packed.length; count++) {
    let gap = 0;
    let unit = 1;
    let found = DIGITS[packed.charCodeAt(at++)];
    while (found >= base) {
      gap += unit * (found - base);
      unit *= base;
      found = DIGITS[packed.charCodeAt(at++)];
    }
    number += gap + unit * found;
    numbers[count] = number;
    if (levelled) levels[count] = DIGITS[packed.charCodeAt(at++)];
  }
  return { numbers: numbers.subarray(0, count), levels: levels.subarray(0, count) };
}

/** @returns {string[]} the terms of a front-coded line: « 0arrimage,5e » is « arrimage », « arrime » */
export function terms(/** @type {string} */ coded) {
  const found = [];
  let before = "";
  for (const piece of coded === "" ? [] : coded.split(",")) found.push((before = after(before, piece)));
  return found;
}

/** @returns {string} a term given without the letters that it shares with another */
export const after = (/** @type {string} */ before, /** @type {string} */ piece) =>
  before.slice(0, parseInt(piece[0], 36)) + piece.slice(1);
