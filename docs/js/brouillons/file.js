/** The file of a tool: JSON that says its format and its version; read whole, or told what is wrong with it. */

import { isObject } from "../donnees/schema.js";

/** @typedef {import("../donnees/schema.js").Fault} Fault */
/**
 * @template T
 * @typedef {{value: T | null, faults: Fault[]}} Read
 */

/**
 * What the text of a file holds.
 * @template T
 * @param {string} text
 * @param {(value: unknown) => Read<T>} read
 * @returns {Read<T>}
 */
export function readText(text, read) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { value: null, faults: [{ where: "fichier", what: "abîmé ou incomplet, ce n’est pas du JSON" }] };
  }
  return read(value);
}

/**
 * A value of a format and a version, or why it is none.
 * @param {unknown} value
 * @param {string} format
 * @param {number} version
 * @returns {Read<Record<string, any>>}
 */
export function headed(value, format, version) {
  if (!isObject(value) || value.format !== format) {
    return { value: null, faults: [{ where: "format", what: `ce fichier ne vient pas de cet outil (attendu\u00a0: «\u00a0${format}\u00a0»)` }] };
  }
  if (value.version !== version) {
    return { value: null, faults: [{ where: "version", what: `cette version du portail lit la version ${version}` }] };
  }
  return { value, faults: [] };
}
