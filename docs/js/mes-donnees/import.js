/** Brings a file back: read whole and checked before anything changes, then merged or put in place of what is here. */

import { fileField, refusal } from "../donnees/chosen.js";
import { MOST_BYTES, imported, inWords } from "../donnees/file.js";
import { saveAll } from "../donnees/note-field.js";
import { button, make } from "../element.js";

/** @typedef {import("../donnees/store.js").Store} Store */
/** @typedef {import("../donnees/file.js").Contents} Contents */
/** @typedef {import("../donnees/schema.js").Fault} Fault */

const MERGED = "Fusionné\u00a0: ce qui était ici est resté, ce qui manquait est venu du fichier.";
const REPLACED = "Remplacé\u00a0: cet appareil a maintenant le contenu du fichier, et lui seul.";

/** @returns {HTMLElement} */
export function importer(/** @type {Store} */ store) {
  const answer = make("div", { role: "status", class: "reponse-import" });
  const field = fileField("fichier-donnees", "Choisir un fichier…", ".json,application/json",
    async (file) => answer.replaceChildren(await answerTo(store, file, answer)));
  return make("section", {}, make("h2", { id: "importer" }, "Importer"),
    make("p", {}, "Rapportez un fichier exporté ici ou sur un autre appareil. Il est vérifié au complet avant que quoi que ce soit change."),
    make("div", { class: "gestes" }, ...field), answer);
}

/**
 * @param {Store} store
 * @param {File} file
 * @param {HTMLElement} answer
 * @returns {Promise<HTMLElement>}
 */
async function answerTo(store, file, answer) {
  const refused = (/** @type {Fault[]} */ faults) => refusal(`«\u00a0${file.name}\u00a0» n’est pas importé, et rien n’a changé ici.`, faults);
  if (file.size > MOST_BYTES) return refused([{ where: "taille", what: "le fichier dépasse 10 Mo, ce n’est pas un export de cette page" }]);
  const { contents, faults } = imported(await file.text());
  return contents ? choice(store, file.name, contents, answer) : refused(faults);
}

/**
 * @param {Store} store
 * @param {string} name
 * @param {Contents} contents
 * @param {HTMLElement} answer
 * @returns {HTMLElement}
 */
function choice(store, name, contents, answer) {
  const act = (/** @type {"merge" | "replace"} */ how) => {
    saveAll();
    store.take(contents.data, how);
    const kept = keepOthers(store, contents.others, how);
    store.tell();
    const done = store.problem === "full" || !kept ? "Tout n’a pas pu être enregistré\u00a0: l’espace du navigateur est plein." : how === "merge" ? MERGED : REPLACED;
    answer.replaceChildren(make("p", {}, done));
  };
  const left = contents.left.length ? [make("p", {}, `Ne sera pas repris, ce portail ne le connaît pas\u00a0: ${contents.left.join(", ")}.`)] : [];
  return make("div", { class: "importer" },
    make("p", {}, `«\u00a0${name}\u00a0»\u00a0: ${inWords(contents.data)}. Ici\u00a0: ${inWords(store.data)}.`), ...left,
    make("ul", {},
      make("li", {}, make("strong", {}, "Fusionner"), "\u00a0: rien n’est retiré d’ici. Si un élément est des deux côtés, la version la plus récente de sa note et de son état reste."),
      make("li", {}, make("strong", {}, "Remplacer"), "\u00a0: ce qui est ici et n’est pas dans le fichier disparaît.")),
    make("div", { class: "gestes" },
      button("Fusionner", () => act("merge"), { class: "bouton principal" }),
      button("Remplacer", () => act("replace"), { class: "bouton danger" }),
      button("Ne rien faire", () => answer.replaceChildren(make("p", {}, "Rien n’a changé.")))));
}

/**
 * Writes the other keys of a file; merging, those that are here stay.
 * @param {Store} store
 * @param {Record<string, string>} others
 * @param {"merge" | "replace"} how
 * @returns {boolean} whether everything could be written
 */
function keepOthers(store, others, how) {
  try {
    for (const [key, stored] of Object.entries(others)) {
      if (how === "replace" || store.shelf?.getItem(key) === null) store.shelf?.setItem(key, stored);
    }
    return true;
  } catch {
    return false;
  }
}
