/**
 * A case as it is being written, and the document that it makes. What is written (the value of a draft) is plain JSON:
 * texts as typed, numbers too, blanks and all. The document is what `ancrage check` reads: nothing blank, numbers that
 * are numbers, an identifier made from the title.
 */

import { fold } from "../text.js";
import { isNumber, shown, typed } from "./decimal.js";
import { isRecord, resolved } from "./validate.js";

/** @typedef {import("./validate.js").Schema} Schema */
/** @typedef {import("./validate.js").Where} Where */
/** @typedef {"situation" | "territory"} Shape */
/** @typedef {{shape: Shape, step: string, written: Record<string, any>}} Value what a draft holds */

const HIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const MOST_ID = 60;

/** @returns {Value} a case with nothing written yet */
export function blank(/** @type {Shape} */ shape) {
  return { shape, step: "depart", written: { [shape]: {} } };
}

/** @returns {value is Value} */
export function isValue(/** @type {any} */ value) {
  return isRecord(value) && (value.shape === "situation" || value.shape === "territory") && typeof value.step === "string" &&
    isRecord(value.written) && isRecord(value.written[value.shape]);
}

/** @returns {any} what is at a place, undefined where there is nothing */
export function at(/** @type {any} */ value, /** @type {Where} */ where) {
  return where.reduce((part, key) => part?.[key], value);
}

/**
 * Puts something at a place, making what leads there.
 * @param {any} value
 * @param {Where} where
 * @param {any} given
 */
export function put(value, where, given) {
  let part = value;
  where.slice(0, -1).forEach((key, depth) => {
    if (!Object.hasOwn(part, key)) part[key] = typeof where[depth + 1] === "number" ? [] : {};
    part = part[key];
  });
  part[/** @type {any} */ (where.at(-1))] = given;
}

/** @returns {string} a text as it is kept: one sign for a letter, ordinary spaces and breaks, nothing invisible */
function cleaned(/** @type {string} */ text) {
  return text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(HIDDEN, "").replace(/[ \u00a0]+$/gm, "").replace(/\n{3,}/g, "\n\n").trim();
}

/** @returns {boolean} whether nothing is written in a part of a case; the question of an answer says nothing by itself */
export function isBlank(/** @type {any} */ value) {
  if (typeof value === "string") return !cleaned(value);
  if (Array.isArray(value)) return value.every(isBlank);
  if (isRecord(value)) return Object.entries(value).every(([key, part]) => (key === "question" && "text" in value) || isBlank(part));
  return value === null || value === undefined;
}

/** Takes away the items that hold nothing, wherever they are, so that places are the same in what is written and in its document. */
export function compact(/** @type {any} */ value) {
  if (Array.isArray(value)) value.splice(0, value.length, ...value.filter((item) => !isBlank(item)));
  if (Array.isArray(value) || isRecord(value)) Object.values(value).forEach(compact);
}

/**
 * The document of what is written; call `compact` first for the places of both to be the same.
 * @param {Schema} schema
 * @param {Value} value
 * @returns {Record<string, any>}
 */
export function documentOf(schema, { written, shape }) {
  const document = part(schema, schema, { ...written, [shape]: written[shape] }) ?? {};
  const id = cleaned(written.id ?? "") || idOf(written.title ?? "");
  return { id, ...document, [shape]: document[shape] ?? {} };
}

/**
 * @param {Schema} root
 * @param {Schema} given
 * @param {any} value
 * @returns {any} undefined for what holds nothing
 */
function part(root, given, value) {
  if (isBlank(value)) return undefined;
  const { schema } = resolved(root, given);
  if (typeof value === "string") return schema.type === "number" || schema.type === "integer" ? typed(cleaned(value)) : cleaned(value);
  if (Array.isArray(value)) return value.filter((item) => !isBlank(item)).map((item) => part(root, schema.items ?? {}, item));
  if (!isRecord(value)) return value;
  const names = [...new Set([...Object.keys(schema.properties ?? {}), ...Object.keys(value)])].filter((name) => Object.hasOwn(value, name));
  const pairs = names.map((name) => [name, part(root, schema.properties?.[name] ?? {}, value[name])]);
  return Object.fromEntries(pairs.filter(([, one]) => one !== undefined));
}

/**
 * What a document that was read becomes to be gone on with: numbers as a person types them.
 * @param {any} document
 * @returns {Value}
 */
export function valueOf(document) {
  const shape = isRecord(document.territory) ? "territory" : "situation";
  const written = asTyped(document);
  delete written[shape === "territory" ? "situation" : "territory"];
  return { shape, step: "depart", written };
}

/** @returns {any} */
function asTyped(/** @type {any} */ value) {
  if (isNumber(value)) return shown(value);
  if (Array.isArray(value)) return value.map(asTyped);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null).map(([key, one]) => [key, asTyped(one)]));
  return value;
}

/** @returns {string} an identifier made from a title: « Trois agendas… » → `cas-trois-agendas` */
function idOf(/** @type {string} */ title) {
  const words = fold(title).split(/[^a-z0-9]+/).filter((word, index) => word && !(index === 0 && word === "cas"));
  let id = "cas";
  for (const word of words) {
    if (id.length + word.length >= MOST_ID) break;
    id += `-${word}`;
  }
  return id === "cas" ? "cas-sans-titre" : id;
}
