/** Numbers as people type them. */

/**
 * The number that a person typed, « 19,64 » or « 1 234 »; null where it is none.
 * @param {string} typed
 * @returns {number | null}
 */
export function numberIn(typed) {
  const text = typed.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".").replace(/%$/, "");
  return /^\d{1,7}(\.\d{1,4})?$/.test(text) ? Number(text) : null;
}
