/**
 * « Une nouvelle version est prête » : said once it is whole on the device, never while one types, and never applied
 * unless asked. Until then the page goes on with the version it came with.
 */

import { style } from "./style.js";

const LATER = "ancrage.version-plus-tard";

/** Watches a registration, and offers the version that waits in it. */
export function offer(/** @type {ServiceWorkerRegistration} */ registration) {
  const follow = (/** @type {ServiceWorker | null} */ next) => {
    if (!next) return;
    const ready = () => next.state === "installed" && registration.active && show(next);
    next.addEventListener("statechange", ready);
    ready();
  };
  follow(registration.waiting);
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  // Another page took the new version: this one still shows the old.
  const had = navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("controllerchange", () => (had || wanted) && show(null));
}

const banner = document.createElement("div");
const said = document.createElement("p");
let wanted = false;

banner.className = "version-prete";
banner.hidden = true;
said.setAttribute("role", "status");
banner.append(said);

/** Shows the banner: for a version that waits, or (`null`) for one that is already in charge. */
function show(/** @type {ServiceWorker | null} */ next) {
  if (wanted) return location.reload();
  if (next && laterSaid()) return;
  if (typing()) {
    document.addEventListener("focusout", () => setTimeout(() => show(next)), { once: true });
    return;
  }
  style();
  document.body.append(banner);
  const take = button("Recharger", () => {
    wanted = true;
    if (next) next.postMessage({ ask: "relever" });
    else location.reload();
  });
  const later = button("Plus tard", () => {
    banner.hidden = true;
    document.documentElement.classList.remove("avec-version-prete");
    if (next) sayLater();
  });
  banner.replaceChildren(said, take, later);
  banner.hidden = false;
  document.documentElement.classList.add("avec-version-prete");
  // Once the region is there: a screen reader announces what changes in it.
  setTimeout(() => {
    said.textContent = "Une nouvelle version est prête.";
  }, 100);
}

/** @returns {HTMLButtonElement} */
function button(/** @type {string} */ text, /** @type {() => void} */ act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/** @returns {boolean} whether the focus is where one writes */
function typing() {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  if (!focused) return false;
  const silent = /^(button|checkbox|radio|submit|reset|range|color|file)$/;
  if (focused instanceof HTMLInputElement) return !silent.test(focused.type);
  return focused.isContentEditable || focused instanceof HTMLTextAreaElement;
}

/** « Plus tard » lasts as long as the tab: the new version comes by itself once every page is closed. */
function sayLater() {
  try {
    sessionStorage.setItem(LATER, "oui");
  } catch {
    // Storage refused: it lasts as long as the page.
  }
}

function laterSaid() {
  try {
    return sessionStorage.getItem(LATER) === "oui";
  } catch {
    return false;
  }
}
