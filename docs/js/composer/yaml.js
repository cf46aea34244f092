/** The record of a session as YAML that `ancrage check` accepts: every text in double quotes, as JSON writes them. */

/** @typedef {import("./record.js").Session} Session */

const NAME = /^[a-z][a-z-]*(\.[a-z][a-z-]*)?$/;
/** Words that YAML takes for something else than themselves. */
const RESERVED = /^(y|n|yes|no|on|off|true|false|null)$/;

/** @returns {string} */
export function yaml(/** @type {Session} */ session) {
  return Object.entries(session).map(([key, value]) => `${key}:${written(value, 1)}\n`).join("");
}

/**
 * @param {unknown} value
 * @param {number} depth
 * @returns {string} a value, after its colon or its dash
 */
function written(value, depth) {
  if (Array.isArray(value)) return value.length ? list(value, depth) : " []";
  if (typeof value === "object" && value !== null) return `\n${mapping(value, depth)}`;
  return ` ${scalar(value)}`;
}

/** @returns {string} a name or a number as it is, a text in quotes */
function scalar(/** @type {unknown} */ value) {
  if (typeof value !== "string") return String(value);
  return NAME.test(value) && !RESERVED.test(value) ? value : JSON.stringify(value);
}

/** @returns {string} one line for names, a line an item otherwise */
function list(/** @type {unknown[]} */ values, /** @type {number} */ depth) {
  const shown = values.map((value) => (typeof value === "string" ? scalar(value) : ""));
  if (shown.every((value) => value && !value.startsWith("\""))) return ` [${shown.join(", ")}]`;
  const indent = "  ".repeat(depth);
  return values.map((value) => {
    if (typeof value !== "object" || value === null) return `\n${indent}- ${scalar(value)}`;
    return `\n${indent}- ${mapping(value, depth + 1).trimStart()}`;
  }).join("");
}

/** @returns {string} a line a key; keys without a value are left out */
function mapping(/** @type {object} */ value, /** @type {number} */ depth) {
  const indent = "  ".repeat(depth);
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined && inner !== "" && !(Array.isArray(inner) && !inner.length))
    .map(([key, inner]) => `${indent}${key}:${written(inner, depth + 1)}`)
    .join("\n");
}
