/** A text of a case, in the reduced Markdown of the portal, on one line of plain words; the twin of `markup.py`. */

import { typographic } from "../text.js";

const INLINE = /\[\[([^[\]\n]{1,160})\]\]|!\[([^[\]\n]{0,300})\]\(([^()\s]{1,300})\)|\[([^[\]\n]{1,300})\]\(([^()\s]{1,300})\)|\*\*([^*\n]{1,500})\*\*|\*([^*\s][^*\n]{0,500})\*/g;
const ITEM = /^(?:[-*+]|\d{1,2}[.)])\s+(\S.*)$/;

/**
 * The text without its marks, figures in words; an unknown figure keeps its id.
 * @param {string} text
 * @param {Record<string, string>} figures
 * @returns {string}
 */
export function spoken(text, figures) {
  const shown = blocks(text).map((item) => plain(item, figures).replace(/[^\S\u00a0]+/g, " ").replace(/^ +| +$/g, ""));
  return typographic(shown.join(" "));
}

/** @returns {string[]} the paragraphs and list items of a text, each on one line */
function blocks(/** @type {string} */ text) {
  /** @type {string[]} */
  const found = [];
  for (const chunk of text.trim().split(/\n\s*\n/)) {
    let listed = false;
    /** @type {string[]} */
    let lines = [];
    for (const line of chunk.split("\n").map((part) => part.trim())) {
      const item = ITEM.exec(line);
      if (item) {
        if (lines.length && !listed) {
          found.push(...lines);
          lines = [];
        }
        listed = true;
        lines.push(item[1]);
      } else if (lines.length) lines[lines.length - 1] += ` ${line}`;
      else lines.push(line);
    }
    found.push(...lines);
  }
  return found;
}

/** @returns {string} */
function plain(/** @type {string} */ item, /** @type {Record<string, string>} */ figures) {
  return item.replace(INLINE, (_, insert, alt, image, label, target, strong, emphasis) => {
    if (insert !== undefined) return figure(insert.trim(), figures);
    if (image !== undefined) return "";
    if (target !== undefined) return label;
    return plain(strong ?? emphasis, figures);
  });
}

/** @returns {string} */
function figure(/** @type {string} */ name, /** @type {Record<string, string>} */ figures) {
  return Object.hasOwn(figures, name) ? figures[name] : `« ${name} »`;
}
