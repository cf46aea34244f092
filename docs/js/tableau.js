/**
 * A wide table scrolls in its own box, which the keyboard can reach and a screen reader can name.
 */

/**
 * What the table is about: its caption, or the heading that precedes it.
 * @param {HTMLTableElement} table
 * @returns {string}
 */
function labelOf(table) {
  const headings = [...document.querySelectorAll(".texte :is(h1, h2, h3)")];
  const before = headings.filter((heading) => heading.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
  return `Tableau\u00a0: ${(table.caption ?? before.at(-1))?.textContent.trim() ?? "données"}`;
}

for (const table of document.querySelectorAll(".texte table")) {
  if (table.closest(".tableau")) continue;
  const box = document.createElement("div");
  box.className = "tableau";
  table.replaceWith(box);
  box.append(table);
}

/** A box that does not overflow needs no stop in the tab order. To be called again when tables are drawn. */
export function markOverflow() {
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".tableau"))) {
    const table = box.querySelector("table");
    if (table && box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", labelOf(table));
    } else {
      for (const attribute of ["tabindex", "role", "aria-label"]) box.removeAttribute(attribute);
    }
  }
}

markOverflow();
addEventListener("resize", markOverflow);
