/**
 * « Garder dans mon carnet »: the button, on every page. What acts is fetched at the first tap.
 *
 * What can be kept: a page whose main element has `data-entry-id`, any element with `data-garder` (its id; `data-titre`
 * and `data-genre` name it), a figure once its passport is open, a term in its bubble, a record of a grouped page. A
 * grouped page holds up to a hundred records: a button at each would be noise, and as many tab stops, so they appear for
 * the record that the address names, or for all once asked. An element made later tells by an event `a-garder`.
 */

/** @typedef {{id: string, kind: string, title: string, url: string}} Thing */

const BASE = new URL("../", import.meta.url).href;
const ICON = '<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false"><path d="M6.5 3.5h11v17L12 16.2l-5.5 4.3z" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/></svg>';

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
/** @type {(() => void)[]} */
const refreshed = [];

/** @returns {boolean} */
function isKept(/** @type {string} */ id) {
  try {
    return JSON.parse(localStorage.getItem("ancrage.donnees") ?? "{}").notebook?.[id]?.removed === false;
  } catch {
    return false;
  }
}

/** The words of an element, without what the page adds to it. */
function wordsOf(/** @type {Element | null | undefined} */ element) {
  const copy = /** @type {Element | undefined} */ (element?.cloneNode(true));
  copy?.querySelectorAll(".propose, .divergent, .garder").forEach((extra) => extra.remove());
  return copy?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

/** @returns {Thing} */
function thingOf(/** @type {HTMLElement} */ element) {
  const { entryId, garder, titre, genre } = element.dataset;
  const id = garder || entryId || element.id;
  const page = location.href.replace(BASE, "").split(/[?#]/)[0];
  const anchor = element === main ? "" : `#${element.id || id}`;
  const kind = genre ?? main.dataset.genre ?? (wordsOf(main.querySelector(".genre")).split(" ·")[0] || "Page");
  const title = titre ?? wordsOf(element === main ? main.querySelector("h1") : element.querySelector("summary") ?? element);
  return { id, kind, title: title.slice(0, 400), url: page + anchor };
}

/** @returns {Thing | null} the term that a bubble explains, known by its link to the glossary */
function termOf(/** @type {HTMLElement} */ bubble) {
  const link = /** @type {HTMLAnchorElement | null} */ (bubble.querySelector(".bulle-titre a"));
  if (!link) return null;
  const kind = link.pathname.includes("acronymes") ? "Sigle" : "Terme";
  return { id: link.hash.slice(1), kind, title: wordsOf(link), url: link.href.replace(BASE, "") };
}

/**
 * A button that keeps or lets go, and the place where it answers.
 * @param {Thing} thing
 * @param {boolean} [named] whether it says what it keeps: one among others on its page
 * @returns {HTMLElement}
 */
function buttonFor(thing, named = true) {
  const holder = document.createElement("div");
  const button = document.createElement("button");
  const answer = document.createElement("span");
  holder.className = "garder";
  button.type = "button";
  answer.setAttribute("role", "status");
  const refresh = () => {
    const kept = isKept(thing.id);
    if (kept) answer.innerHTML = `Gardé. <a href="${BASE}carnet/">Voir mon carnet</a>`;
    else if (!answer.querySelector("button")) answer.textContent = "";
    button.className = kept ? "garde" : "";
    const name = kept ? "Retirer" : "Garder dans mon carnet";
    button.innerHTML = `${ICON}<span>${name}</span>`;
    if (named) button.setAttribute("aria-label", `${name}\u00a0: ${thing.title}`);
  };
  button.addEventListener("click", async () => {
    answer.textContent = "Un instant…";
    try {
      const { toggle } = await import("./carnet/toggle.js");
      toggle(thing, answer, refreshAll);
    } catch (error) {
      console.error(error);
      answer.textContent = "Impossible pour l’instant. Réessayez avec le réseau.";
      return;
    }
    refreshAll();
  });
  refreshed.push(refresh);
  refresh();
  holder.append(button, answer);
  return holder;
}

function refreshAll() {
  for (const refresh of refreshed) refresh();
}

/** Gives an element its button, once, where it belongs. */
function give(/** @type {HTMLElement} */ element) {
  if (element.dataset.gardable) return;
  const thing = element.matches(".bulle") ? termOf(element) : thingOf(element);
  if (!thing?.id) return;
  element.dataset.gardable = "oui";
  if (element === main) (main.querySelector(".genre") ?? main.querySelector("h1"))?.after(buttonFor(thing, false));
  else if (/^H\d$/.test(element.tagName)) element.after(buttonFor(thing));
  else element.append(buttonFor(thing));
}

/** The record that the address names. */
function giveTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.matches(RECORDS)) give(target);
}

/** One button to have them all. */
function offerAll(/** @type {HTMLElement[]} */ records) {
  const button = document.createElement("button");
  const holder = document.createElement("div");
  holder.className = "garder";
  button.type = "button";
  button.innerHTML = `${ICON}<span>Choisir pour mon carnet</span>`;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    records.forEach(give);
    const shown = main.classList.toggle("choisir");
    button.setAttribute("aria-pressed", String(shown));
  });
  holder.append(button);
  (main.querySelector(".en-bref") ?? main.querySelector("h1"))?.after(holder);
}

const RECORDS = ".notice > :is(h2, h3)[id]";

if (main && location.protocol !== "file:") {
  if (main.dataset.entryId || main.dataset.garder) give(main);
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll("[data-garder]"))) give(element);
  const records = /** @type {HTMLElement[]} */ ([...main.querySelectorAll(RECORDS)]);
  if (records.length) offerAll(records);
  giveTarget();
  addEventListener("hashchange", giveTarget);
  addEventListener("storage", refreshAll);
  document.addEventListener("a-garder", ({ target }) => give(/** @type {HTMLElement} */ (target)));
  document.addEventListener("toggle", ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.open && target.matches(".passeport")) give(target);
  }, true);
}
