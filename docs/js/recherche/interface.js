/**
 * Search as one types: under the search field of the header (every `form.recherche`) and on the page /recherche/.
 * Without this script the forms lead to that page, which lists where to look. The engine and the index are fetched
 * when a field is first used.
 */

import { counted, element, resultItem } from "./results.js";

/** @typedef {import("./store.js").Store} Store */

const BASE = new URL("../../", import.meta.url);
const IN_PANEL = 6;
const ON_PAGE = 40;
const MAX_QUERY = 400;
const ANNOUNCE_AFTER = 500;
const OUT_OF_ORDER = "La recherche n’a pas pu se charger. Vérifiez la connexion et réessayez, ou parcourez ";

/** @type {Promise<{store: Store, search: typeof import("./engine.js").search}> | null} */
let loading = null;

/** Fetches the engine and the index once; after a failure, the next call tries again. */
function load() {
  loading =
    loading ||
    Promise.all([import("./store.js"), import("./engine.js")])
      .then(async ([{ openStore }, { search }]) => ({ store: await openStore(BASE), search }))
      .catch((error) => {
        loading = null;
        throw error;
      });
  return loading;
}

/**
 * Shows the results of a field in a list, and tells how many there are.
 * @param {{input: HTMLInputElement, list: HTMLElement, status: HTMLElement, limit: number}} view
 * @returns {() => Promise<boolean>} call it when the field changes; false when there is nothing to show
 */
function searcher({ input, list, status, limit }) {
  let asked = 0;
  let announcement = 0;
  return async () => {
    const turn = ++asked;
    const query = input.value.slice(0, MAX_QUERY);
    clearTimeout(announcement);
    if (!query.trim()) {
      fill(list);
      fill(status);
      return false;
    }
    try {
      const { store, search } = await load();
      const { hits, total, stems } = await search(store, query, { limit });
      if (turn !== asked) return true;
      fill(list, ...hits.map((hit) => resultItem(hit, { kinds: store.kinds, stems, base: BASE })));
      announcement = window.setTimeout(() => {
        fill(status, counted(total, query));
      }, hits.length ? ANNOUNCE_AFTER : 0);
    } catch (error) {
      console.error(error);
      if (turn !== asked) return true;
      fill(list);
      fill(status, OUT_OF_ORDER, link("glossaire/", "le glossaire de A à Z"), ".");
    }
    return true;
  };
}

/** Replaces what an element holds (old Safari has no `replaceChildren`). */
function fill(/** @type {HTMLElement} */ holder, /** @type {(Node | string)[]} */ ...content) {
  holder.textContent = "";
  holder.append(...content);
}

/** @returns {HTMLAnchorElement} */
function link(/** @type {string} */ path, /** @type {string} */ text) {
  const made = /** @type {HTMLAnchorElement} */ (element("a", "", text));
  made.href = new URL(path, BASE).href;
  return made;
}

/** Moves between the field and its results with the arrows. */
function onArrows(
  /** @type {HTMLElement} */ scope, /** @type {HTMLInputElement} */ input, /** @type {HTMLElement} */ list,
) {
  scope.addEventListener("keydown", (event) => {
    const stops = [input, .../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("a"))];
    const at = stops.indexOf(/** @type {any} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || at < 0 || !stops[at + step] || event.isComposing) return;
    event.preventDefault();
    stops[at + step].focus();
  });
}

/** The panel of results under a field of the header or of the home page. */
function mountForm(/** @type {HTMLFormElement} */ form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[name=q]"));
  const panel = element("div", "recherche-panneau");
  const status = element("p", "recherche-etat");
  const list = element("ol", "recherche-liste");
  const all = link("recherche/", "Voir tous les résultats");
  status.setAttribute("role", "status");
  all.className = "recherche-tout";
  panel.append(status, list, all);
  panel.hidden = true;
  form.append(panel);

  const refresh = searcher({ input, list, status, limit: IN_PANEL });
  const show = async () => {
    all.search = `?${new URLSearchParams({ q: input.value.slice(0, MAX_QUERY) })}`;
    panel.hidden = !input.value.trim();
    if (await refresh()) all.hidden = list.childElementCount < IN_PANEL;
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => {
    load().catch(() => {});
    if (panel.hidden) show();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    input.focus();
    panel.hidden = true;
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(/** @type {Node} */ (event.relatedTarget))) panel.hidden = true;
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(/** @type {Node} */ (event.target))) panel.hidden = true;
  });
  onArrows(form, input, list);
}

/** The page /recherche/: the query is in the address, so that Back finds the results again. */
function mountPage(/** @type {HTMLElement} */ page) {
  const form = /** @type {HTMLFormElement} */ (page.querySelector("form"));
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[name=q]"));
  const list = /** @type {HTMLElement} */ (page.querySelector(".recherche-liste"));
  const status = /** @type {HTMLElement} */ (page.querySelector(".recherche-etat"));
  const refresh = searcher({ input, list, status, limit: ON_PAGE });
  const show = () => {
    const query = input.value.slice(0, MAX_QUERY);
    const asked = query.trim() ? `?${new URLSearchParams({ q: query })}` : location.pathname;
    try {
      history.replaceState(history.state, "", asked);
    } catch {
      // Some browsers refuse from file:// or after a hundred changes: the results matter more than the address.
    }
    return refresh();
  };
  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    input.blur();
    show();
  });
  onArrows(page, input, list);
  input.value = new URLSearchParams(location.search).get("q") || input.value;
  if (input.value.trim()) refresh();
  else input.focus({ preventScroll: true });
}

/** « / » goes to the search field, unless one is writing. */
function onSlash(/** @type {KeyboardEvent} */ event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
  const found = document.querySelectorAll("form.recherche input[name=q]");
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (found);
  const shown = [...fields].find((field) => field.getClientRects().length);
  if (!shown) return;
  event.preventDefault();
  shown.focus();
  shown.select();
}

/** Mounts what is not mounted yet. */
export function mount() {
  const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-recherche]"));
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form.recherche"))) {
    if (form.dataset.pret) continue;
    form.dataset.pret = "oui";
    if (page && page.contains(form)) mountPage(page);
    else mountForm(form);
  }
}

mount();
document.addEventListener("keydown", onSlash);
