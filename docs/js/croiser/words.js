/** Numbers as Québec prints them, and words as they are compared: what `text.py` does when the site is built. */

const NBSP = "\u00a0";

/** @returns {string} a number with a comma, its thousands set apart: « 5 305 », « 19,64 » */
export function number(/** @type {number} */ value) {
  const written = String(value).includes("e") ? value.toFixed(12).replace(/0+$/, "") : String(value);
  const [whole, decimals] = written.replace(/\.$/, "").split(".");
  const apart = whole.replace(/(?<=\d)(?=(\d{3})+$)/g, NBSP);
  return decimals ? `${apart},${decimals}` : apart;
}

/** @returns {string} the text without accents or capitals, œ and æ spelt out */
export function fold(/** @type {string} */ text) {
  const spelt = text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("’", "'");
  return spelt.normalize("NFD").replace(/\p{M}/gu, "");
}
