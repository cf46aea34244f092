/** What the panel and the page share: asking, the lines around the results, announcing, and moving with the keys. */

import { BASE, answerCard, button, counted, element, fill, link, queryLink } from "./results.js";
import { forget, recents } from "./recent.js";

/**
 * @typedef {import("./engine.js").Answer} Answer
 * @typedef {import("./engine.js").Hit} Hit
 * @typedef {{store: import("./store.js").Store} & typeof import("./engine.js")} Engine
 */

const MAX_QUERY = 400;
const WAIT_BEFORE_SAYING = 400;
const ANNOUNCE_AFTER = 700;

/** @type {Promise<Engine> | null} */
let opening = null;
/** A browser never fetches again a module that failed: only another page can. */
let moduleMissing = false;

/** Opens the engine and the index once; after a failure, the next call tries again. @returns {Promise<Engine>} */
export function openEngine() {
  opening = opening ?? open();
  return opening;
}

async function open() {
  moduleMissing = true;
  const [{ openStore }, engine] = await Promise.all([import("./store.js"), import("./engine.js")]);
  moduleMissing = false;
  return { ...engine, store: await openStore(BASE) };
}

/** @returns {string} what is asked, of a bearable length */
export const asked = (/** @type {HTMLInputElement} */ input) => input.value.trim().slice(0, MAX_QUERY);

/**
 * Asks the engine and ignores answers that come after another question.
 * @param {{show: (answer: Answer, query: string) => void, wait: () => unknown, fail: () => void}} view
 */
export function asker({ show, wait, fail }) {
  let turn = 0;
  const ask = async (/** @type {string} */ query, /** @type {any} */ options) => {
    const mine = ++turn;
    const waiting = setTimeout(() => mine === turn && wait(), WAIT_BEFORE_SAYING);
    try {
      const engine = await openEngine();
      const answer = await engine.search(engine.store, query, options);
      if (mine === turn) show(answer, query);
    } catch (error) {
      console.error(error);
      opening = null;
      if (mine === turn) fail();
    } finally {
      clearTimeout(waiting);
    }
  };
  return { ask, drop: () => void turn++ };
}

/**
 * @param {HTMLElement} live a polite live region, out of sight
 * @returns {(text: string) => void} tells a text once typing pauses
 */
export function announcer(live) {
  let timer = 0;
  return (text) => {
    clearTimeout(timer);
    live.textContent = "";
    if (text) timer = window.setTimeout(() => fill(live, text), ANNOUNCE_AFTER);
  };
}

/** @returns {string} what an answer is announced as */
export function toldAs(/** @type {Answer} */ { hits, total, card, nearest, suggestion }) {
  const found = nearest && hits.length ? `Rien d’exact, ${hits.length} ${hits.length > 1 ? "pages proches" : "page proche"}` : counted(total, card);
  return suggestion ? `${found}. Vouliez-vous dire «\u00a0${suggestion}\u00a0»?` : found;
}

/**
 * The lines before the results: another spelling, nothing found, an answer that is not the first result.
 * @param {Answer} answer
 * @param {string} query
 * @param {(query: string) => void} follow called with the query of a suggestion
 * @returns {HTMLElement[]}
 */
export function linesBefore({ hits, card, nearest, suggestion, stems }, query, follow) {
  const lines = [];
  if (suggestion) {
    const line = element("p", "recherche-ligne", "Vouliez-vous dire ");
    const other = onPlainClick(queryLink(suggestion, suggestion), () => follow(suggestion));
    other.className = "recherche-suggestion";
    line.append(other, "?");
    lines.push(line);
  }
  if (nearest || (!hits.length && !card)) lines.push(nothing(query, hits.length > 0));
  if (card && !isFirst(card, hits)) lines.push(answerCard(card, stems, "div"));
  return lines;
}

/** @returns {boolean} whether the answer is the first result: it is then shown as a card in its place */
export const isFirst = (/** @type {Hit | null} */ card, /** @type {Hit[]} */ hits) =>
  card !== null && hits.length > 0 && hits[0].id === card.id;

/** @returns {HTMLElement} */
function nothing(/** @type {string} */ query, /** @type {boolean} */ near) {
  const letters = [...query];
  const shown = element("bdi", "", letters.slice(0, 60).join("") + (letters.length > 60 ? "…" : ""));
  const line = element("p", "recherche-ligne", near ? "Rien ne répond exactement à «\u00a0" : "Rien ne répond à «\u00a0");
  const doors = element("small");
  doors.append("Vous pouvez aussi parcourir la ", link("recherche/a-z/", "liste de A à Z"), ". Il manque quelque chose? ");
  doors.append(link("a-propos/contribuer/", "Proposez un ajout"), ".");
  line.append(shown, near ? "\u00a0». Voici ce qui s’en approche." : "\u00a0». Essayez un autre mot.", doors);
  return line;
}

/** @returns {HTMLElement} what is said when the index does not load */
export function failure(/** @type {string} */ query, /** @type {() => void} */ again) {
  const retry = () => (moduleMissing ? location.assign(queryLink(query, "").href) : again());
  const line = element("p", "recherche-ligne");
  line.append("La recherche n’a pas pu se charger. Vérifiez la connexion, ou cherchez dans la ");
  line.append(link("recherche/a-z/", "liste de A à Z"), ". ", button("recherche-bouton", "Réessayer", retry));
  return line;
}

/**
 * @param {(query: string) => void} follow called with the query that is picked
 * @returns {HTMLElement | null} the recent searches, erased in one click; nothing when there are none
 */
export function recentBlock(follow) {
  const kept = recents();
  if (!kept.length) return null;
  const block = element("div", "recherche-recentes");
  const list = element("ul");
  list.setAttribute("aria-label", "Recherches récentes");
  for (const query of kept) {
    const item = element("li");
    const again = onPlainClick(queryLink(query, query), () => follow(query));
    again.dir = "auto";
    item.append(again);
    list.append(item);
  }
  const erase = button("recherche-bouton", "Effacer", () => {
    forget();
    fill(block, "Recherches récentes effacées.");
    block.tabIndex = -1;
    block.focus();
  });
  erase.setAttribute("aria-label", "Effacer les recherches récentes");
  block.append(element("p", "", "Recherches récentes, gardées sur cet appareil seulement"), list, erase);
  return block;
}

/** Answers in place to a click that would have opened the link here. @returns {HTMLAnchorElement} */
function onPlainClick(/** @type {HTMLAnchorElement} */ made, /** @type {() => void} */ action) {
  made.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    action();
  });
  return made;
}

/**
 * Arrows go from the field to the results and back, Home and End to the first and the last; a letter goes on writing.
 * @param {HTMLElement} scope
 * @param {HTMLInputElement} input
 * @param {HTMLElement} results
 */
export function onKeys(scope, input, results) {
  scope.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const active = /** @type {HTMLElement} */ (document.activeElement);
    const found = /** @type {NodeListOf<HTMLElement>} */ (results.querySelectorAll("a, button"));
    const stops = [input, ...[...found].filter((stop) => !stop.closest("[hidden]"))];
    const at = stops.indexOf(active);
    if (at < 0) return;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: at && 1, End: at && stops.length - 1 }[event.key];
    if (at && (event.key === "Backspace" || /^[^\s/]$/u.test(event.key))) input.focus();
    else if (next !== undefined && next !== at && stops[next]) {
      event.preventDefault();
      stops[next].focus();
    }
  });
}
