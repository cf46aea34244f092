/**
 * A number as it is written: « 33,50 » keeps its last zero, as in Python, where a plain number of a YAML file is an
 * integer or a decimal that remembers its digits.
 */

const WRITTEN = /^[-+]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,15})(?:[.,]\d{1,12})?$/;
const WHOLE = /^[-+]?\d+$/;

export class Decimal {
  /** @param {string} text digits, a point, digits: `33.50` */
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** @returns {value is number | Decimal} */
export function isNumber(/** @type {unknown} */ value) {
  return typeof value === "number" || value instanceof Decimal;
}

/** @returns {number} */
export function amount(/** @type {number | Decimal} */ value) {
  return typeof value === "number" ? value : Number(value.text);
}

/**
 * Significant digits, counted as Python's decimal does: neither leading zeros nor those that end the decimals.
 * @param {number | Decimal} value
 * @returns {number}
 */
export function digits(value) {
  const [whole, part = ""] = String(value).replace(/^[-+]/, "").split(".");
  const decimals = part.replace(/0+$/, "");
  return Math.max((whole + decimals).replace(/^0+/, "").length, decimals.length, 1);
}

/**
 * What a person typed, as a number; the text itself when it is none.
 * @param {string} text
 * @returns {number | Decimal | string}
 */
export function typed(text) {
  const trimmed = text.trim();
  if (!WRITTEN.test(trimmed)) return text;
  const plain = trimmed.replace(/[ \u00a0\u202f]/g, "").replace(",", ".").replace("+", "").replace(/^(-?)0+(?=\d)/, "$1");
  return WHOLE.test(plain) ? Number(plain) : new Decimal(plain);
}

/** @returns {string} a number as it is typed in Québec: « 33,50 » */
export function shown(/** @type {number | Decimal} */ value) {
  return String(value).replace(".", ",");
}
