/** A file of a case read whole and checked before anything changes: YAML, or the Markdown of the workshop. */

import { lineOf, readYaml } from "./yaml_reader.js";
import { readMarkdown } from "./markdown_reader.js";
import { check } from "./rules.js";
import { isRecord, schemaAt, validate } from "./validate.js";
import { valueOf } from "./case.js";

/** @typedef {import("./rules.js").Known} Known */
/** @typedef {import("./validate.js").Problem} Problem */
/** @typedef {import("./validate.js").Schema} Schema */
/** @typedef {{line: number, what: string}} Fault */

export const MOST_BYTES = 2_000_000;
const NOT_A_CASE = "ce n’est pas un cas\u00a0: il y manque «\u00a0situation\u00a0» ou «\u00a0territory\u00a0»";
const BOTH = "un cas est une situation ou un territoire, pas les deux";
/** What the form can show and mend: a file may be unfinished. */
const MENDED = new Set(["champ-manquant", "texte-vide", "valeur-hors-limites"]);
const UNSHOWN = new Set(["renvoi-inconnu", "source-inconnue"]);

/**
 * @param {Known} known
 * @param {string} name
 * @param {string} text
 * @returns {{value: import("./case.js").Value, faults: never[]} | {value: null, faults: Fault[]}}
 */
export function imported(known, name, text) {
  const isMarkdown = /\.(md|markdown|txt)$/i.test(name) || /^\s*# /.test(text);
  const { value, lines, fault } = isMarkdown ? readMarkdown(known.schema, text) : readYaml(text);
  if (fault) return { value: null, faults: [fault] };
  const faults = faultsOf(known, value).map(({ where, field, message }) => ({
    line: lineOf(lines, where), what: where.length ? `«\u00a0${field}\u00a0»\u00a0: ${message}` : message,
  }));
  return faults.length ? { value: null, faults } : { value: valueOf(value), faults: [] };
}

/** @returns {Problem[]} what keeps a document from being gone on with */
function faultsOf(/** @type {Known} */ known, /** @type {any} */ document) {
  const whole = (/** @type {string} */ message) => [{ where: [], field: "fiche", rule: "type-invalide", message }];
  if (!isRecord(document)) return whole(NOT_A_CASE);
  const shapes = ["situation", "territory"].filter((shape) => isRecord(document[shape]));
  if (shapes.length > 1) return whole(BOTH);
  const found = validate(known.schema, document).filter((problem) => !isMended(known.schema, document, problem));
  const names = check(known, document).filter(({ rule }) => UNSHOWN.has(rule));
  return found.length || names.length ? [...found, ...names] : shapes.length ? [] : whole(NOT_A_CASE);
}

/** @returns {boolean} whether a problem can wait: what is missing, what is out of bounds, a number or a period half written */
function isMended(/** @type {Schema} */ schema, /** @type {any} */ document, /** @type {Problem} */ { where, rule }) {
  if (MENDED.has(rule)) return true;
  const value = where.reduce((part, key) => part?.[key], document);
  if (rule === "id-invalide" || rule === "valeur-inconnue") return where[0] === "id" || where.at(-1) === "period";
  return rule === "type-invalide" && typeof value === "string" && ["number", "integer"].includes(schemaAt(schema, where).type);
}
