/** The blocks of a case as a part of the page: what is read over before the export, and what is printed. */

import { make } from "../element.js";

/** @typedef {import("./outline.js").Block} Block */
/** @typedef {import("./outline.js").Run} Run */

/** @returns {HTMLElement} */
export function preview(/** @type {string} */ title, /** @type {Block[]} */ blocks) {
  let heading = title;
  const parts = blocks.map((block) => {
    if (block.kind === "heading") heading = block.text;
    return part(block, heading);
  });
  return make("article", { class: "apercu" }, make("h3", { class: "apercu-titre" }, title), ...parts);
}

/** @returns {HTMLElement} */
function part(/** @type {Block} */ block, /** @type {string} */ heading) {
  if (block.kind === "heading") return make(/** @type {"h4"} */ (`h${block.level + 3}`), {}, block.text);
  if (block.kind === "list") return make("ul", {}, ...block.items.map((runs) => make("li", {}, ...runs.map(words))));
  if (block.kind === "paragraph") return make("p", block.style ? { class: "apercu-note" } : {}, ...block.runs.map(words));
  const head = make("thead", {}, make("tr", {}, ...block.head.map((text) => make("th", { scope: "col" }, text))));
  const rows = block.rows.map((cells) => make("tr", {}, ...cells.map((runs, index) => make("td", { "data-nom": block.head[index] }, ...runs.map(words)))));
  // a wide table scrolls in its box, which the keyboard reaches (tableau.js sees only those of the page as it came)
  return make("div", { class: "tableau", tabindex: "0", role: "region", "aria-label": `Tableau\u00a0: ${heading}` }, make("table", {}, head, make("tbody", {}, ...rows)));
}

/** @returns {Node | string} */
function words(/** @type {Run} */ { text, bold, italic }) {
  if (bold) return make("strong", {}, text);
  return italic ? make("em", {}, text) : text;
}
