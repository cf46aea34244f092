/**
 * Results as titled sections, a table or a list each, and their Markdown and CSV. The twin of `tools/ancrage/sections.py`:
 * the same sections give the same texts.
 */

import { csv } from "./csv.js";

/**
 * @typedef {object} Section
 * @property {string} id
 * @property {string} title
 * @property {string} lead how to read it
 * @property {string[]} head of a table
 * @property {string[][]} rows of a table
 * @property {string[]} items of a list
 */

/**
 * @param {string} id
 * @param {string} title
 * @param {Partial<Section>} [rest]
 * @returns {Section}
 */
export function section(id, title, rest = {}) {
  return { id, title, lead: "", head: [], rows: [], items: [], ...rest };
}

/** @returns {boolean} whether there is nothing to show but a title */
export function isEmpty(/** @type {Section} */ { rows, items }) {
  return !rows.length && !items.length;
}

/**
 * @param {string} title
 * @param {string} lead
 * @param {Section[]} sections
 * @returns {string} a Markdown document; empty sections are left out
 */
export function asMarkdown(title, lead, sections) {
  const chunks = [`# ${title}`, lead];
  for (const part of sections.filter((found) => !isEmpty(found))) {
    chunks.push(`## ${part.title}`, part.lead);
    if (part.rows.length) {
      const lines = [part.head, part.head.map(() => "---"), ...part.rows];
      chunks.push(lines.map((line) => `| ${line.map((cell) => escaped(cell).replaceAll("|", "\\|")).join(" | ")} |`).join("\n"));
    }
    chunks.push(part.items.map((item) => `- ${escaped(item)}`).join("\n"));
  }
  return `${chunks.filter(Boolean).join("\n\n")}\n`;
}

/** @returns {string} one long table: part, element, column, value */
export function asCsv(/** @type {Section[]} */ sections) {
  const rows = [["Partie", "Élément", "Colonne", "Valeur"]];
  for (const { title, head, rows: lines, items } of sections) {
    for (const [first, ...cells] of lines) cells.forEach((cell, index) => rows.push([title, first, head[index + 1], cell]));
    for (const item of items) rows.push([title, "", "", item]);
  }
  return csv(rows);
}

/** @returns {string} words as Markdown shows them, on one line */
function escaped(/** @type {string} */ text) {
  return text.replaceAll("\n", " ").replace(/[\\`*_[\]<>#]/g, "\\$&");
}
