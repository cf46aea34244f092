/**
 * Writes a document as Markdown that people read and that `markdown_reader.js` reads back: the titles of the schema are
 * its headings, and short values stand after their name in bold.
 */

import { isNumber, shown } from "./decimal.js";
import { namedBy } from "./rules.js";
import { isRecord, resolved } from "./validate.js";

/** @typedef {import("./rules.js").Known} Known */
/** @typedef {import("./validate.js").Schema} Schema */

const NBSP = "\u00a0";
const NOTE = `> Exporté de l’atelier de cas d’Ancrage. Les titres et les noms en gras servent à le rouvrir${NBSP}: changez le reste, pas eux.`;

/** @returns {string} the text of a file, that ends with a break */
export function writeMarkdown(/** @type {Known} */ known, /** @type {Record<string, any>} */ document) {
  const { title, ...rest } = document;
  const rows = new Writer(known).record(known.schema, rest, 2);
  return `${[`# ${title ?? ""}`.trimEnd(), "", NOTE, "", ...rows].join("\n").replace(/\n{3,}/g, "\n\n").trimEnd()}\n`;
}

/** @returns {boolean} whether a field of a section has a heading of its own */
export function hasHeading(/** @type {Schema} */ schema) {
  return Boolean(schema.contentMediaType) || schema.type === "array" || schema.type === "object";
}

class Writer {
  constructor(/** @type {Known} */ known) {
    this.known = known;
  }

  /** @returns {string[]} a record: its short values, then a section for each of the others */
  record(/** @type {Schema} */ schema, /** @type {Record<string, any>} */ value, /** @type {number} */ level) {
    const fields = Object.entries(schema.properties).filter(([name]) => Object.hasOwn(value, name))
      .map(([name, one]) => ({ value: value[name], schema: resolved(this.known.schema, one).schema, name }));
    const short = fields.filter((field) => !hasHeading(field.schema)).map((field) => this.short(field));
    const long = fields.filter((field) => hasHeading(field.schema)).flatMap((field) =>
      ["", `${"#".repeat(level)} ${field.schema.title}`, "", ...this.section(field.schema, field.value, level)]);
    return [...short, ...long];
  }

  /** @returns {string[]} */
  section(/** @type {Schema} */ schema, /** @type {any} */ value, /** @type {number} */ level) {
    if (schema.contentMediaType) return [prose(String(value))];
    if (isRecord(value)) return this.record(schema, value, level + 1);
    const items = resolved(this.known.schema, schema.items).schema;
    if (items.type === "object") {
      return /** @type {any[]} */ (value).flatMap((item, index) => ["", `${"#".repeat(level + 1)} ${index + 1}`, "", ...this.lines(items, item, 0)]);
    }
    return /** @type {any[]} */ (value).map((item) => `- ${indented(this.word(items, item, ""), 0)}`);
  }

  /** @returns {string[]} a record as a list of its values by name, inner records indented */
  lines(/** @type {Schema} */ schema, /** @type {Record<string, any>} */ value, /** @type {number} */ indent) {
    const margin = " ".repeat(indent);
    return Object.entries(schema.properties).filter(([name]) => Object.hasOwn(value, name)).flatMap(([name, one]) => {
      const field = resolved(this.known.schema, one).schema;
      if (isRecord(value[name])) return [`${margin}- **${field.title}**${NBSP}:`, ...this.lines(field, value[name], indent + 2)];
      return [`${margin}- **${field.title}**${NBSP}: ${indented(this.word(field, value[name], name), indent)}`];
    });
  }

  short(/** @type {{schema: Schema, value: any, name: string}} */ { schema, value, name }) {
    return `- **${schema.title}**${NBSP}: ${indented(this.word(schema, value, name), 0)}`;
  }

  /** @returns {string} a value in words: « oui », « 33,5 », « Famille (mfa) » */
  word(/** @type {Schema} */ schema, /** @type {any} */ value, /** @type {string} */ name) {
    if (typeof value === "boolean") return value ? "oui" : "non";
    if (isNumber(value)) return shown(value);
    const text = String(value);
    const called = schema.enum ? this.known.values[name]?.[text] : namedBy(this.known, schema["x-refers"])?.find(({ id }) => id === text)?.title;
    return called && called !== text ? `${called} (${text})` : text;
  }
}

/** @returns {string} a text under a heading; a row that would be a heading is marked */
function prose(/** @type {string} */ text) {
  return text.replace(/^(?=\\*#)/gm, "\\");
}

/** @returns {string} a text in a list: its other rows under its first */
function indented(/** @type {string} */ text, /** @type {number} */ indent) {
  return text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(indent + 2)}`);
}
