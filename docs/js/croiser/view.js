/** Sections drawn in the page: each a heading, how to read it, a table in its own scrolling box or a list; then call `markOverflow`. */

import { make } from "../element.js";
import { isEmpty } from "../sections.js";

/** @typedef {import("../sections.js").Section} Section */

/**
 * @param {Section} part
 * @param {(cell: string) => string} [toneOf] the class of a cell, for colour to go with its words
 * @returns {HTMLElement[]} nothing where there is nothing to show
 */
export function drawn(part, toneOf = () => "") {
  if (isEmpty(part)) return [];
  const title = make("h3", {}, part.title);
  const lead = part.lead ? [make("p", { class: "partie-lecture" }, part.lead)] : [];
  const list = part.items.length ? [make("ul", {}, ...part.items.map((item) => make("li", {}, item)))] : [];
  const table = part.rows.length ? [tableOf(part, toneOf)] : [];
  return [make("div", { class: `partie partie-${part.id}` }, title, ...lead, ...table, ...list)];
}

/**
 * Roles are written out: on a phone the lines are laid out as cards, and a table that is not displayed as one loses its
 * meaning for a screen reader.
 * @param {Section} part
 * @param {(cell: string) => string} toneOf
 * @returns {HTMLElement}
 */
function tableOf({ title, head, rows }, toneOf) {
  const heads = head.map((name) => make("th", { role: "columnheader", scope: "col" }, name));
  const lines = rows.map(([first, ...cells]) =>
    make("tr", { role: "row" }, make("th", { role: "rowheader", scope: "row" }, first), ...cells.map((cell, index) =>
      make("td", { role: "cell", class: toneOf(cell), "data-nom": head[index + 1] }, cell))));
  const table = make("table", { role: "table", "aria-label": title },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...heads)), make("tbody", { role: "rowgroup" }, ...lines));
  return make("div", { class: "tableau" }, table);
}
