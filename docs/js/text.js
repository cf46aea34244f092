/** Texts as Québec prints them, and words as they are compared: what `text.py` does when the site is built. */

const NBSP = "\u00a0";

/** @returns {string} the text with the no-break spaces and the apostrophes that the OQLF asks for */
export function typographic(/** @type {string} */ text) {
  return text
    .replace(/«[ \u00a0\u202f]*/g, `«${NBSP}`)
    .replace(/[ \u00a0\u202f]*»/g, `${NBSP}»`)
    .replace(/[ \u00a0\u202f]+([:»%$])/g, `${NBSP}$1`)
    .replace(/[ \u00a0\u202f]+([;!?])/g, "$1")
    .replace(/(\d) h(?: (\d\d))?(?![\p{L}\p{N}_])/gu, (_, hour, minutes) => `${hour}${NBSP}h${minutes ? NBSP + minutes : ""}`)
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, NBSP)
    .replace(/'/g, "’");
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
