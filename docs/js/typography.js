/** The no-break spaces and the apostrophes that the OQLF asks for, as Python's `text.typographic` puts them. */

const NBSP = "\u00a0";

/** @returns {string} */
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
