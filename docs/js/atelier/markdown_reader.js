/** Reads back the Markdown of `markdown.js`, changed by hand or not. What it does not understand is refused, with its line. */

import { typed } from "./decimal.js";
import { hasHeading } from "./markdown.js";
import { resolved } from "./validate.js";

/** @typedef {import("./validate.js").Schema} Schema */
/** @typedef {import("./validate.js").Where} Where */
/** @typedef {import("./yaml_reader.js").Reading} Reading */
/** @typedef {{text: string, line: number}} Row */
/** @typedef {{title: string, line: number, rows: Row[], parts: Section[]}} Section */

const NAMED = /^\*\*([^*]+)\*\*[ \u00a0]*:[ \u00a0]*/;

class Refused extends Error {
  constructor(/** @type {number} */ line, /** @type {string} */ what) {
    super(what);
    this.line = line;
  }
}

/**
 * @param {Schema} schema
 * @param {string} text
 * @returns {Reading}
 */
export function readMarkdown(schema, text) {
  try {
    const reader = new Reader(schema);
    return { value: reader.document(text), lines: reader.lines, fault: null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { value: null, lines: null, fault: { line: error.line, what: error.message } };
  }
}

/** @returns {Section} the headings of a text, one inside the other; the first is the text itself */
function sections(/** @type {string} */ text) {
  /** @type {Section} */
  const whole = { title: "", line: 1, rows: [], parts: [] };
  const open = [whole];
  text.replace(/\r\n?/g, "\n").split("\n").forEach((row, index) => {
    const heading = /^(#{1,6})(?:\s+(.*?))?\s*$/.exec(row);
    if (!heading) {
      open[open.length - 1].rows.push({ text: row, line: index + 1 });
      return;
    }
    const level = heading[1].length;
    if (level > open.length) throw new Refused(index + 1, "ce titre saute un niveau");
    open.length = level;
    const section = { title: heading[2] ?? "", line: index + 1, rows: [], parts: [] };
    open[level - 1].parts.push(section);
    open.push(section);
  });
  return whole;
}

class Reader {
  constructor(/** @type {Schema} */ root) {
    this.root = root;
    /** @type {Map<string, number>} */
    this.lines = new Map();
  }

  document(/** @type {string} */ text) {
    const { parts: [first, second], rows } = sections(text);
    const stray = rows.find((row) => row.text.trim());
    if (!first || stray) throw new Refused(stray?.line ?? 1, "un cas commence par son titre, après «\u00a0#\u00a0»");
    if (second) throw new Refused(second.line, "un seul titre, après «\u00a0#\u00a0», par fichier");
    const rest = first.rows.filter((row) => !row.text.startsWith(">"));
    this.note([], first.line);
    this.note(["title"], first.line);
    return { ...(first.title && { title: first.title }), ...this.record(this.root, { ...first, rows: rest }, []) };
  }

  note(/** @type {Where} */ where, /** @type {number} */ line) {
    this.lines.set(JSON.stringify(where), line);
  }

  /** @returns {Record<string, any>} */
  record(/** @type {Schema} */ schema, /** @type {Section} */ section, /** @type {Where} */ where) {
    const values = this.values(schema, items(section.rows), where, false);
    for (const part of section.parts) {
      const [name, field] = this.fieldCalled(schema, part.title, part.line, true);
      if (Object.hasOwn(values, name)) throw new Refused(part.line, `«\u00a0${part.title}\u00a0» est écrit deux fois\u00a0: gardez-en un`);
      this.note([...where, name], part.line);
      const value = this.section(field, part, [...where, name]);
      if (value !== undefined) values[name] = value;
    }
    return values;
  }

  /** @returns {[string, Schema]} the field of a record that has a title */
  fieldCalled(/** @type {Schema} */ schema, /** @type {string} */ title, /** @type {number} */ line, /** @type {boolean} */ heading) {
    const fields = Object.entries(schema.properties).map(([name, one]) => /** @type {[string, Schema]} */ ([name, resolved(this.root, one).schema]));
    const found = fields.find(([, field]) => same(field.title, title) && (!heading || hasHeading(field)));
    if (found) return found;
    const known = fields.filter(([, field]) => hasHeading(field) === heading).map(([, field]) => field.title).join(", ");
    throw new Refused(line, `«\u00a0${title.slice(0, 60)}\u00a0» n’est pas attendu ici. Attendus\u00a0: ${known || "aucun titre"}`);
  }

  /** @returns {any} undefined for a section that holds nothing */
  section(/** @type {Schema} */ schema, /** @type {Section} */ section, /** @type {Where} */ where) {
    if (schema.type === "object") return this.record(schema, section, where);
    if (schema.type === "array" && resolved(this.root, schema.items).schema.type === "object") return this.records(schema, section, where);
    if (section.parts.length) throw new Refused(section.parts[0].line, "aucun titre n’est attendu ici");
    if (schema.type === "array") {
      return items(section.rows).map(({ text, line }, index) => {
        this.note([...where, index], line);
        return word(resolved(this.root, schema.items).schema, text, line);
      });
    }
    return section.rows.map(({ text }) => text.replace(/^\\(?=\\*#)/, "")).join("\n").trim() || undefined;
  }

  /** @returns {any[]} */
  records(/** @type {Schema} */ schema, /** @type {Section} */ section, /** @type {Where} */ where) {
    const stray = section.rows.find(({ text }) => text.trim());
    if (stray) throw new Refused(stray.line, "cette ligne n’est pas lue ici\u00a0: chaque élément a son titre numéroté");
    return section.parts.map((part, index) => {
      const here = [...where, index];
      this.note(here, part.line);
      if (part.parts.length) throw new Refused(part.parts[0].line, "aucun titre n’est attendu ici");
      return this.values(resolved(this.root, schema.items).schema, items(part.rows), here, true);
    });
  }

  /**
   * The values of a record by name; `all`: long texts and inner records too, which have no heading of their own.
   * @param {Schema} schema
   * @param {Item[]} lines
   * @param {Where} where
   * @param {boolean} all
   * @returns {Record<string, any>}
   */
  values(schema, lines, where, all) {
    /** @type {[string, any][]} */
    const found = [];
    for (const { text, line, inner } of lines) {
      const named = NAMED.exec(text);
      if (!named) throw new Refused(line, "une ligne commence ici par son nom en gras, puis «\u00a0:\u00a0»");
      const [name, field] = this.fieldCalled(schema, named[1], line, false);
      if (!all && hasHeading(field)) throw new Refused(line, `«\u00a0${named[1]}\u00a0» a un titre de section`);
      if (found.some(([other]) => other === name)) throw new Refused(line, `«\u00a0${named[1]}\u00a0» est écrit deux fois\u00a0: gardez-en un`);
      const here = [...where, name];
      this.note(here, line);
      const rest = text.slice(named[0].length);
      if (field.type === "object") found.push([name, this.values(field, items(inner), here, true)]);
      else if (rest.trim()) found.push([name, word(field, rest, line)]);
    }
    return Object.fromEntries(found);
  }
}

/** @returns {boolean} whether two titles are the same, whatever their spaces and apostrophes */
function same(/** @type {string} */ one, /** @type {string} */ other) {
  const plain = (/** @type {string} */ text) => text.replace(/[\s\u00a0]+/g, " ").replace(/'/g, "’").trim().toLowerCase();
  return plain(one) === plain(other);
}

/** @typedef {{text: string, line: number, inner: Row[]}} Item `text`: with the rows under the first, `inner` those rows */

/** @returns {Item[]} the items of a list */
function items(/** @type {Row[]} */ rows) {
  /** @type {Item[]} */
  const found = [];
  for (const { text, line } of rows) {
    const last = found.at(-1);
    if (text.startsWith("- ") || text === "-") found.push({ text: text.slice(2), line, inner: [] });
    else if (last && (!text.trim() || /^ {2}/.test(text))) last.inner.push({ text: text.slice(2), line });
    else if (text.trim()) throw new Refused(line, "cette ligne n’est pas lue ici\u00a0: commencez-la par «\u00a0- \u00a0», ou par deux espaces si elle suit la précédente");
  }
  return found.map((item) => ({ ...item, text: [item.text, ...item.inner.map(({ text }) => text)].join("\n").trimEnd() }));
}

/** @returns {any} what a value in words means */
function word(/** @type {Schema} */ schema, /** @type {string} */ text, /** @type {number} */ line) {
  if (schema.type === "boolean") {
    if (!/^(oui|non)$/i.test(text.trim())) throw new Refused(line, "«\u00a0oui\u00a0» ou «\u00a0non\u00a0» est attendu");
    return /^oui$/i.test(text.trim());
  }
  if (schema.type === "number" || schema.type === "integer") return typed(text);
  if (!schema.enum && !schema["x-refers"]) return text;
  return /\(([^()]+)\)\s*$/.exec(text)?.[1] ?? text.trim();
}
