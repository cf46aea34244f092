/** What a YAML text without quotes means, and what both readers of YAML say and bear. */

import { Decimal } from "./decimal.js";

export const MOST_DEPTH = 12;
export const COLON = "«\u00a0:\u00a0» dans un texte\u00a0: mettez-le entre guillemets, ou après >-";
const INTEGER = /^[-+]?(0|[1-9]\d{0,17})$/;
const DECIMAL = /^[-+]?\d{1,15}\.\d{1,12}$/;
/** @type {Record<string, boolean | null>} */
const CONSTANTS = { true: true, false: false, null: null, "~": null, "": null };

/** @returns {any} what a plain text means: a number, true, false, nothing, or itself */
export function meaning(/** @type {string} */ text) {
  if (Object.hasOwn(CONSTANTS, text)) return CONSTANTS[text];
  if (INTEGER.test(text)) return Number(text) || 0;
  return DECIMAL.test(text) ? new Decimal(text.replace(/^\+/, "").replace(/^(-?)0+(?=\d)/, "$1")) : text;
}
