/** The notebook as text to paste into a report, a message or another tool. */

import { dayInWords } from "../element.js";

/** @typedef {import("../donnees/schema.js").Kept} Kept */

/**
 * @param {Kept[]} items in order
 * @param {string} base the root of the site, for links that work elsewhere
 * @param {string} today
 * @returns {string}
 */
export function markdown(items, base, today) {
  const parts = items.map(({ kind, title, url, added, note }) => [
    `## ${escaped(title)}`,
    `${escaped(kind)}, gardé le ${dayInWords(added)}\u00a0: <${new URL(url, base).href}>`,
    ...(note ? [note] : []),
  ].join("\n\n"));
  return `${["# Mon carnet", `Exporté d’Ancrage le ${dayInWords(today)}.`, ...parts].join("\n\n")}\n`;
}

/** A title without what Markdown would read as its own. */
function escaped(/** @type {string} */ text) {
  return text.replace(/([\\`*_[\]<>#])/g, "\\$1");
}
