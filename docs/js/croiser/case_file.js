/** A file of a territory case, read whole and checked before it is crossed: YAML, or the Markdown of the workshop. */

import { amount, isNumber } from "../atelier/decimal.js";
import { readMarkdown } from "../atelier/markdown_reader.js";
import { check } from "../atelier/rules.js";
import { isRecord, validate } from "../atelier/validate.js";
import { lineOf, readYaml } from "../atelier/yaml_reader.js";

/** @typedef {import("../atelier/rules.js").Known} Known */
/** @typedef {import("./crossing.js").CaseFile} CaseFile */
/** @typedef {{line: number, what: string}} Fault */

/** What is asked of a case before it is published does not concern one that stays on a device. */
const TO_PUBLISH = new Set(["situation-reelle", "cas-sans-source", "cas-invente-source"]);
const NOT_A_TERRITORY = "une situation se discute entre pairs; seuls les cas de territoire se croisent";

/**
 * @param {Known} known
 * @param {string} name
 * @param {string} text
 * @returns {{found: {value: CaseFile, id: string, title: string} | null, faults: Fault[]}}
 */
export function readCase(known, name, text) {
  const isMarkdown = /\.(md|markdown|txt)$/i.test(name) || /^\s*# /.test(text);
  const { value, lines, fault } = isMarkdown ? readMarkdown(known.schema, text) : readYaml(text);
  if (fault) return { found: null, faults: [fault] };
  if (!isRecord(value)) return { found: null, faults: [{ line: 1, what: "un cas est fait de «\u00a0clé: valeur\u00a0»" }] };
  const found = [...validate(known.schema, value), ...check(known, value).filter(({ rule }) => !TO_PUBLISH.has(rule))];
  const faults = found.map(({ where, field, message }) => ({ line: lineOf(lines, where), what: `«\u00a0${field}\u00a0»\u00a0: ${message}` }));
  if (!faults.length && !isRecord(value.territory)) faults.push({ line: lineOf(lines, ["situation"]), what: NOT_A_TERRITORY });
  if (faults.length) return { found: null, faults };
  const { id, title, fabricated, territory } = plain(value);
  return { found: { value: { id, title, fabricated, territory }, id, title }, faults: [] };
}

/** @returns {any} the same value, its numbers as numbers */
function plain(/** @type {any} */ value) {
  if (isNumber(value)) return amount(value);
  if (Array.isArray(value)) return value.map(plain);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
  return value;
}
