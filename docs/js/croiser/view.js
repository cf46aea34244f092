/** Sections drawn in the page: each a heading, how to read it, a table in its own scrolling box or a list. */

import { make } from "../element.js";
import { isEmpty } from "./sections.js";

/** @typedef {import("./sections.js").Section} Section */

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

/** @returns {HTMLElement} */
function tableOf(/** @type {Section} */ { title, head, rows }, /** @type {(cell: string) => string} */ toneOf) {
  const heads = head.map((name) => make("th", { scope: "col" }, name));
  const lines = rows.map(([first, ...cells]) =>
    make("tr", {}, make("th", { scope: "row" }, first), ...cells.map((cell) => {
      const tone = toneOf(cell);
      return make("td", tone ? { class: tone } : {}, cell);
    })));
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...lines));
  // A box that scrolls is reached and scrolled by keyboard, and says what it is.
  return make("div", { class: "tableau", tabindex: "0", role: "region", "aria-label": title }, table);
}
