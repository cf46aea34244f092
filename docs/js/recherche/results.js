/** Results as elements of the page. Text from the index only ever enters as text, never as HTML. */

import { stemsOf, words } from "./analysis.js";

const SHOWN_QUERY = 60;

/** @typedef {import("./engine.js").Hit} Hit */

/**
 * @param {Hit} hit
 * @param {{kinds: Record<string, string>, stems: Set<string>, base: URL}} context
 * @returns {HTMLLIElement}
 */
export function resultItem(hit, { kinds, stems, base }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "recherche-resultat";
  link.href = new URL(hit.url, base).href;
  link.dataset.entryId = hit.id;
  const head = element("span", "recherche-tete");
  const title = element("span", "recherche-titre");
  title.append(highlighted(hit.title, stems));
  head.append(title, " ", element("span", "genre", kinds[hit.kind] || hit.kind));
  link.append(head);
  if (hit.excerpt) {
    const excerpt = element("span", "recherche-extrait");
    excerpt.append(highlighted(hit.excerpt, stems));
    link.append(excerpt);
  }
  item.append(link);
  return item;
}

/**
 * @param {string} text
 * @param {Set<string>} stems
 * @returns {DocumentFragment} the text, the words that have one of the stems marked
 */
export function highlighted(text, stems) {
  const fragment = document.createDocumentFragment();
  for (const [piece, marked] of pieces(text, stems)) {
    fragment.append(marked ? element("mark", "", piece) : piece);
  }
  return fragment;
}

/**
 * @param {string} text
 * @param {Set<string>} stems
 * @returns {[string, boolean][]} the text cut in pieces, each with whether it is to be marked
 */
export function pieces(text, stems) {
  /** @type {[string, boolean][]} */
  const found = [];
  for (const piece of text.split(/([\p{L}\p{N}\p{M}]+)/u)) {
    if (!piece) continue;
    const marked = words(piece).some((word) => !word.stop && stemsOf(word).some((stem) => stems.has(stem)));
    const last = found[found.length - 1];
    if (last && last[1] === marked) last[0] += piece;
    else found.push([piece, marked]);
  }
  return found;
}

/** @returns {HTMLElement} */
export function element(
  /** @type {string} */ name, /** @type {string} */ className = "", /** @type {string} */ text = "",
) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** @returns {string} how many results there are, in words */
export function counted(/** @type {number} */ total, /** @type {string} */ query) {
  const letters = [...query.trim()];
  const asked = `«\u00a0${letters.slice(0, SHOWN_QUERY).join("")}${letters.length > SHOWN_QUERY ? "…" : ""}\u00a0»`;
  if (!total) return `Rien ne répond à ${asked}. Essayez un autre mot, ou parcourez les rubriques.`;
  return total === 1 ? `1 résultat pour ${asked}` : `${total} résultats pour ${asked}`;
}
