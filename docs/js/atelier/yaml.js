/** Writes a document as the YAML of `practices/cases/`: the keys in the order of the schema, long texts folded. */

import { isNumber } from "./decimal.js";
import { isRecord } from "./validate.js";

const WIDTH = 116;
/** What needs no quotes: words that begin with a letter, hold nothing that YAML reads, and are not taken for a constant. */
const PLAIN = /^[A-Za-zÀ-ÖØ-öø-ÿŒœ][^:#\n[\]{},"&*!|>%@`\u0000-\u001f]*$/;
const CONSTANT = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** @returns {string} the text of a file, that ends with a break */
export function writeYaml(/** @type {Record<string, any>} */ document) {
  return `${rows(document, 0).join("\n")}\n`;
}

/** @returns {string[]} */
function rows(/** @type {Record<string, any>} */ record, /** @type {number} */ indent) {
  const margin = " ".repeat(indent);
  return Object.entries(record).flatMap(([key, value]) => {
    if (Array.isArray(value)) return listRows(`${margin}${key}:`, value, indent);
    if (isRecord(value)) return Object.keys(value).length ? [`${margin}${key}:`, ...rows(value, indent + 2)] : [`${margin}${key}: {}`];
    return textRows(`${margin}${key}: `, value, indent + 2);
  });
}

/** @returns {string[]} */
function listRows(/** @type {string} */ head, /** @type {any[]} */ items, /** @type {number} */ indent) {
  const short = `${head} [${items.map(scalar).join(", ")}]`;
  const isShort = items.every((item) => typeof item === "string" && /^[a-z0-9.-]+$/.test(item));
  if (!items.length || (isShort && short.length <= WIDTH)) return [short];
  const margin = " ".repeat(indent + 2);
  return [head, ...items.flatMap((item) => {
    if (!isRecord(item)) return textRows(`${margin}- `, item, indent + 4);
    if (!Object.keys(item).length) return [`${margin}- {}`];
    const [first, ...others] = rows(item, indent + 4);
    return [`${margin}- ${first.trimStart()}`, ...others];
  })];
}

/**
 * A value after its key or its dash: on the same row when it holds there, folded or as it is below.
 * @param {string} head
 * @param {any} value
 * @param {number} indent
 * @returns {string[]}
 */
function textRows(head, value, indent) {
  if (typeof value !== "string") return [head + scalar(value)];
  const margin = " ".repeat(indent);
  if (value.includes("\n")) {
    const isPlain = /^\S/.test(value) && /\S$/.test(value);
    return isPlain ? [`${head}|-`, ...value.split("\n").map((row) => (row ? margin + row : ""))] : [head + JSON.stringify(value)];
  }
  const row = head + scalar(value);
  if (row.length <= WIDTH || /^\s|\s$|\s{2}|[^\S ]/.test(value)) return [row];
  return [`${head}>-`, ...folded(value, WIDTH - indent).map((part) => margin + part)];
}

/** @returns {string[]} a text cut at its spaces */
function folded(/** @type {string} */ text, /** @type {number} */ width) {
  const parts = [""];
  for (const word of text.split(" ")) {
    const last = parts[parts.length - 1];
    if (!last) parts[parts.length - 1] = word;
    else if (last.length + word.length < width) parts[parts.length - 1] = `${last} ${word}`;
    else parts.push(word);
  }
  return parts;
}

/** @returns {string} */
function scalar(/** @type {any} */ value) {
  if (isNumber(value) || typeof value === "boolean" || value === null) return String(value);
  if (PLAIN.test(value) && !/\s$|[^\S ]/.test(value) && !CONSTANT.test(value)) return value;
  return JSON.stringify(value);
}
