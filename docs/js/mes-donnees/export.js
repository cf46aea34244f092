/** Takes everything away in one file. */

import { exportAll } from "../donnees/notice.js";
import { button, make } from "../element.js";

/** @returns {HTMLElement} */
export function exporter(/** @type {import("../donnees/store.js").Store} */ store) {
  const told = make("p", { role: "status" });
  const act = button("Exporter mes données", () => {
    exportAll(store);
    told.textContent = "Le fichier est dans vos téléchargements. Gardez-le ailleurs que sur cet appareil.";
  }, { class: "bouton principal" });
  return make("section", {}, make("h2", { id: "exporter" }, "Exporter"),
    make("p", {}, "Un seul fichier, lisible par le portail sur un autre appareil. Il contient vos notes en clair\u00a0: rangez-le comme un carnet de terrain."),
    make("div", { class: "gestes" }, act), told);
}
