/**
 * Words as the OQLF wants them, and numbers as Québec prints them: what `text.py` does when the site is built, for
 * the texts of files that are read here.
 */

const NBSP = "\u00a0";

/** @returns {string} the text with its no-break spaces and apostrophes */
export function typographic(/** @type {string} */ text) {
  return text
    .replace(/«[ \u00a0\u202f]*/g, `«${NBSP}`)
    .replace(/[ \u00a0\u202f]*»/g, `${NBSP}»`)
    .replace(/[ \u00a0\u202f]+([:»%$])/g, `${NBSP}$1`)
    .replace(/[ \u00a0\u202f]+([;!?])/g, "$1")
    .replace(/(\d) h(?: (\d\d))?\b/g, (_, hours, minutes) => `${hours}${NBSP}h${minutes ? NBSP + minutes : ""}`)
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, NBSP)
    .replaceAll("'", "’");
}

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
