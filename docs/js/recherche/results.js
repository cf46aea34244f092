/** Results as elements of the page. Text of the index or of the query only ever enters as text, never as HTML. */

import { stemsOf, words } from "./analysis.js";

/** @typedef {import("./engine.js").Hit} Hit */

/** The root of the site. */
export const BASE = new URL("../../", import.meta.url);

/** What the card of an answer leads to, and how it is announced. @type {Record<string, [string, string]>} */
const ANSWERS = {
  terme: ["Lire au glossaire", "1 définition"],
  acronyme: ["Lire au glossaire", "1 sigle"],
  mesure: ["Ouvrir le passeport du chiffre", "1 chiffre"],
};

/**
 * @param {Hit} hit
 * @param {Set<string>} stems
 * @param {number} [length] how much of the excerpt has room
 * @returns {{item: HTMLLIElement, excerpt: HTMLElement | null}} the result, and its excerpt when no word of it is marked
 */
export function resultItem(hit, stems, length) {
  const item = document.createElement("li");
  item.className = "recherche-resultat";
  const excerpt = element("p", "recherche-extrait");
  const found = fillMarked(excerpt, hit.excerpt.slice(0, length), stems);
  item.append(titleLink(hit, stems), excerpt);
  return { item, excerpt: found ? null : excerpt };
}

/**
 * @param {Hit} hit a term, an acronym or a figure that answers by itself
 * @param {Set<string>} stems
 * @param {"li" | "div"} tag the first result, or an answer before the results
 * @returns {HTMLElement}
 */
export function answerCard(hit, stems, tag) {
  const card = element(tag, "recherche-reponse");
  const { value = "", interval = "", detail = "" } = hit.answer ?? {};
  const title = titleLink(hit, stems);
  if (tag === "div") {
    delete title.dataset.entryId; // beside the ranked results, not one of them
    title.dataset.answerId = hit.id;
  }
  card.append(title);
  if (value) {
    const shown = element("p", "reponse-valeur");
    shown.append(element("strong", "", value), " ", element("span", "", interval));
    card.append(shown);
  }
  if (detail) card.append(element("p", "reponse-detail", detail));
  if (hit.excerpt && !value) {
    const definition = element("p", "reponse-texte");
    fillMarked(definition, hit.excerpt, stems);
    card.append(definition);
  }
  const more = element("span", "reponse-suite", ANSWERS[hit.kind]?.[0] ?? "Lire la suite");
  more.setAttribute("aria-hidden", "true"); // the whole card is the link of its title
  card.append(more);
  return card;
}

/** @returns {HTMLAnchorElement} the title and the kind, in one link that its result stretches to its whole box */
function titleLink(/** @type {Hit} */ hit, /** @type {Set<string>} */ stems) {
  const made = link(hit.url, "");
  made.className = "recherche-lien";
  made.dataset.entryId = hit.id;
  const title = element("span", "recherche-titre");
  fillMarked(title, hit.title, stems);
  made.append(title, " ", element("span", "recherche-genre", hit.kindName));
  return made;
}

/**
 * Fills an element with a text, the words that have one of the stems marked.
 * @returns {boolean} whether any word is marked
 */
export function fillMarked(
  /** @type {HTMLElement} */ holder, /** @type {string} */ text, /** @type {Set<string>} */ stems,
) {
  const found = pieces(text, stems);
  fill(holder, ...found.map(([piece, marked]) => (marked ? element("mark", "", piece) : piece)));
  return found.some(([, marked]) => marked);
}

/** The stems of the words met so far: the same words come back at every key. @type {Map<string, string[]>} */
const known = new Map();

/** @returns {string[]} */
function stemsIn(/** @type {string} */ piece) {
  let found = known.get(piece);
  if (!found) {
    found = words(piece).flatMap((word) => (word.stop ? [] : stemsOf(word)));
    known.set(piece, found);
  }
  return found;
}

/**
 * @param {string} text
 * @param {Set<string>} stems
 * @returns {[string, boolean][]} the text cut in pieces, each with whether it is to be marked
 */
export function pieces(text, stems) {
  /** @type {[string, boolean][]} */
  const found = [];
  let plain = "";
  text.split(/([\p{L}\p{N}\p{M}]+)/u).forEach((piece, at) => {
    if (at % 2 === 0 || !stemsIn(piece).some((stem) => stems.has(stem))) {
      plain += piece;
      return;
    }
    if (plain) found.push([plain, false]);
    found.push([piece, true]);
    plain = "";
  });
  if (plain) found.push([plain, false]);
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

/** @returns {HTMLButtonElement} */
export function button(
  /** @type {string} */ className, /** @type {string} */ text, /** @type {() => void} */ action,
) {
  const made = /** @type {HTMLButtonElement} */ (element("button", className, text));
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

/** @returns {HTMLAnchorElement} a link to a path from the root of the site */
export function link(/** @type {string} */ path, /** @type {string} */ text) {
  const made = /** @type {HTMLAnchorElement} */ (element("a", "", text));
  made.href = BASE.href + path;
  return made;
}

/** @returns {HTMLAnchorElement} a link to the page of results of a query */
export function queryLink(/** @type {string} */ query, /** @type {string} */ text) {
  return link(`recherche/?${new URLSearchParams({ q: query })}`, text);
}

/** Replaces what an element holds (old Safari has no `replaceChildren`). */
export function fill(/** @type {HTMLElement} */ holder, /** @type {(Node | string)[]} */ ...content) {
  holder.textContent = "";
  holder.append(...content);
}

/**
 * @param {number} total
 * @param {Hit | null} [card]
 * @returns {string} « 12 résultats, 1 définition »
 */
export function counted(total, card = null) {
  const results = total > 1 ? `${total} résultats` : total ? "1 résultat" : "Aucun résultat";
  return card ? `${results}, ${ANSWERS[card.kind]?.[1] ?? "1 réponse"}` : results;
}
