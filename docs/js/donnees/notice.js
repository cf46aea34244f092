/** What the person should know about her data on this page, when there is something to know. */

import { button, make } from "../element.js";
import { downloadText, exported, othersStored } from "./file.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Problem} Problem */

const BASE = new URL("../../", import.meta.url);

/** @type {Record<Problem, string>} */
const WORDS = {
  file: "Ouvert depuis un fichier ou une clé USB, le portail ne garde rien\u00a0: une autre page de cet appareil pourrait le lire. Pour cocher, noter et garder, ouvrez le portail sur le web.",
  refused: "Ce navigateur refuse de garder des données. Vos coches et vos notes tiennent tant que cette page reste ouverte\u00a0: exportez-les avant de la quitter.",
  full: "L’espace que ce navigateur réserve au portail est plein. Ce qui était gardé est intact, mais votre dernier changement ne l’est pas encore. Exportez vos données, puis faites de la place.",
  newer: "Vos données ont été écrites par une version plus récente du portail. Rechargez la page. D’ici là, rien n’est changé ni enregistré.",
  damaged: "Une partie de vos données est abîmée. Ce qui se lit encore est là. Le texte abîmé est mis de côté, rien n’a été jeté\u00a0: exportez-le si vous voulez le faire examiner.",
};

/**
 * Keeps a notice up to date in an element, empty when all is well.
 * @param {Store} store
 * @param {HTMLElement} holder
 */
export function mountNotice(store, holder) {
  holder.setAttribute("role", "status");
  /** @type {Problem | null} */
  let shown = null;
  const show = () => {
    const { problem } = store;
    if (problem === shown) return;
    shown = problem;
    holder.replaceChildren(...(problem ? [box(store, problem)] : []));
  };
  store.listen(show);
  show();
}

/** @returns {HTMLElement} */
function box(/** @type {Store} */ store, /** @type {Problem} */ problem) {
  const made = make("div", { class: "avis-donnees" }, make("p", {}, WORDS[problem]));
  if (problem === "damaged") made.append(button("Exporter le texte abîmé", () => exportDamaged(store)));
  else if (problem !== "file") made.append(button("Exporter mes données", () => exportAll(store)));
  if (problem === "full" || problem === "damaged") made.append(" ", make("a", { href: new URL("mes-donnees/", BASE).href }, "Mes données"));
  return made;
}

/** Exports everything, what could not be written too. */
export function exportAll(/** @type {Store} */ store) {
  downloadText("ancrage-mes-donnees", "json", exported(store.data, othersStored(store), new Date()));
}

export function exportDamaged(/** @type {Store} */ store) {
  downloadText("ancrage-donnees-abimees", "txt", store.damaged().join("\n\n"));
}
