/**
 * Keeps the portal on the device: registers the service worker once the page is quiet, lets it keep everything unless
 * the connection is sparing, and says when a new version is ready. Nothing here reloads a page that one is reading.
 */

import { offer } from "./banniere.js";

const BASE = new URL("../../", import.meta.url);
const HOUR = 3_600_000;

/** @returns {boolean} whether the device asks to spare its connection: then only the essential is kept by itself */
export function sparing() {
  const connection = /** @type {any} */ (navigator).connection;
  return Boolean(connection && (connection.saveData || /2g$/.test(connection.effectiveType || "")));
}

/** Asks something of the worker that keeps this version. */
export async function ask(/** @type {"etat" | "completer"} */ what) {
  const { active } = await navigator.serviceWorker.ready;
  if (active) active.postMessage({ ask: what });
}

/** @returns {boolean} whether this browser, here, can keep the portal */
export function possible() {
  return "serviceWorker" in navigator && location.protocol !== "file:";
}

async function start() {
  const registration = await navigator.serviceWorker.register(new URL("sw.js", BASE), {
    scope: BASE.pathname,
    updateViaCache: "none",
  });
  const first = registration.active ? null : registration.installing;
  if (first) first.addEventListener("statechange", () => first.state === "redundant" && missed());
  offer(registration);
  let checked = Date.now();
  const check = () => {
    if (document.visibilityState !== "visible" || Date.now() - checked < HOUR) return;
    checked = Date.now();
    registration.update().catch(() => {});
  };
  document.addEventListener("visibilitychange", check);
  addEventListener("online", check);
  await ask(sparing() ? "etat" : "completer");
}

/** Tells the page that nothing could be kept yet; the next page tries again, from where this one stopped. */
function missed() {
  document.dispatchEvent(new Event("ancrage:hors-ligne-manque"));
}

/** Calls `then` when the page has loaded and has nothing better to do. */
function whenQuiet(/** @type {() => void} */ then) {
  const idle = () => ("requestIdleCallback" in window ? requestIdleCallback(then) : setTimeout(then, 500));
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-hors-ligne]"));
if (place) import("./etat.js").then(({ mount }) => mount(place));
// Without the worker (no network, a refusal of the browser) the portal is an ordinary site.
if (possible()) whenQuiet(() => start().catch(missed));
