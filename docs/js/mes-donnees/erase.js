/** Erases everything of the portal on this browser, after one question. */

import { PREFIX } from "../donnees/keys.js";
import { button, make } from "../element.js";

const FRAME = "Tout est effacé de cet appareil. L’historique du navigateur, lui, garde les pages consultées.";

/** @returns {HTMLElement} */
export function eraser(/** @type {import("../donnees/store.js").Store} */ store) {
  const told = make("p", { role: "status" });
  const pages = make("input", { type: "checkbox", id: "effacer-pages" });
  const ask = button("Tout effacer…", () => dialog.showModal(), { class: "bouton danger" });
  const dialog = make("dialog", { class: "confirmer", "aria-labelledby": "confirmer-titre" },
    make("h2", { id: "confirmer-titre" }, "Tout effacer de cet appareil?"),
    make("p", {}, "Coches, notes, carnet, brouillons, recherches, affichage\u00a0: rien ne pourra être retrouvé, sauf dans un fichier que vous auriez exporté."),
    make("p", {}, make("label", { class: "case" }, pages, " Effacer aussi les pages gardées pour lire sans réseau")),
    make("div", { class: "gestes" },
      button("Tout effacer", async () => {
        dialog.close();
        told.textContent = await erase(store, pages.checked) ? FRAME : "Une partie n’a pas pu être effacée. Effacez les données du site dans les réglages du navigateur.";
      }, { class: "bouton danger" }),
      button("Annuler", () => dialog.close())));
  return make("section", {}, make("h2", { id: "effacer" }, "Effacer"),
    make("p", {}, "Tout ce que le portail garde dans ce navigateur, d’un coup. Les autres onglets ouverts se vident aussi."),
    make("div", { class: "gestes" }, ask), told, dialog);
}

/**
 * @param {import("../donnees/store.js").Store} store
 * @param {boolean} withPages whether the copy of the site goes too
 * @returns {Promise<boolean>} whether nothing is left
 */
async function erase(store, withPages) {
  try {
    await store.erase();
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    if (withPages) await erasePages();
    return !store.keys().length;
  } catch (error) {
    console.error(error);
    return false;
  }
}

/** Without its service worker and its caches, the site is read from the network again. */
async function erasePages() {
  const workers = await navigator.serviceWorker?.getRegistrations?.() ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  const names = "caches" in window ? await caches.keys() : [];
  await Promise.all(names.map((name) => caches.delete(name)));
}
