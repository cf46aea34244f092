/**
 * Search, on every page: the fields that answer as one types, the page /recherche/, and the key « / ». Without this
 * script each form leads to the list from A to Z. The rest is fetched, all at once, when a field is first used.
 */

const BASE = new URL("../../", import.meta.url);
const LIST = "recherche/a-z/";
const CORE = "assets/recherche/coeur.json";
/** What the panel needs, so that no module waits for another to be read. The page lists its own in its head. */
const MODULES = ["analysis", "packing", "store", "scoring", "engine", "results", "answers", "recent", "panel"];

/** @returns {HTMLInputElement} */
const fieldOf = (/** @type {HTMLFormElement} */ form) =>
  /** @type {HTMLInputElement} */ (form.querySelector("input[name=q]"));

/** Fetches the modules and the core of the index side by side. */
function fetchAll() {
  if (location.protocol === "file:") return; // nothing to fetch: all is in one script
  const core = document.createElement("link");
  core.rel = "preload";
  core.as = "fetch";
  core.crossOrigin = "anonymous";
  core.href = new URL(CORE, BASE).href;
  document.head.append(core);
  for (const name of MODULES) import(`./${name}.js`).catch(() => {});
}

/** A field of the header, of the home page, of the page not found: its panel comes when it is first used. */
function mountForm(/** @type {HTMLFormElement} */ form) {
  const input = fieldOf(form);
  let asked = false;
  const start = async () => {
    if (asked) return;
    asked = true;
    try {
      fetchAll();
      const { mountPanel } = await import("./panel.js");
      mountPanel(form, input);
    } catch (error) {
      console.error(error);
      form.action = new URL(LIST, BASE).href; // the form still leads somewhere
    }
  };
  input.addEventListener("pointerdown", start);
  input.addEventListener("focus", start);
  if (document.activeElement === input) start();
}

/** « / » goes to the search field, unless one is writing. */
function onSlash(/** @type {KeyboardEvent} */ event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
  const found = document.querySelectorAll("form.recherche");
  const fields = [.../** @type {NodeListOf<HTMLFormElement>} */ (found)].map(fieldOf);
  const shown = fields.find((field) => field.getClientRects().length);
  if (!shown) return;
  event.preventDefault();
  shown.focus();
  shown.select();
}

/** Whoever lands on the list from A to Z with a question and a browser that runs scripts gets the answer. */
function redirect() {
  const asked = new URLSearchParams(location.search).get("q");
  if (!asked || !document.querySelector("[data-a-z]")) return;
  const page = new URL("recherche/", BASE);
  page.search = String(new URLSearchParams({ q: asked }));
  location.replace(page.href);
}

redirect();
const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-recherche]"));
for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form.recherche"))) {
  form.action = new URL("recherche/", BASE).href;
  if (!page?.contains(form)) mountForm(form);
}
if (page) {
  import("./page.js").then(({ mountPage }) => mountPage(page)).catch((error) => {
    console.error(error);
    page.querySelector(".recherche-panne")?.removeAttribute("hidden");
  });
}
document.addEventListener("keydown", onSlash);
