/** Opens the file of a tool; what is wrong with it is told with its place, and nothing is taken from it. */

import { fileField, refusal } from "../donnees/chosen.js";
import { make } from "../element.js";
import { readText } from "./file.js";

const MOST_BYTES = 1_000_000;

/**
 * @template T
 * @param {string} label
 * @param {string} id
 * @param {(value: unknown) => import("./file.js").Read<T>} read
 * @param {(value: T) => void} onValue
 * @returns {HTMLElement}
 */
export function opener(label, id, read, onValue) {
  const answer = make("div", { role: "status", class: "reponse-import" });
  const [input, button] = fileField(id, label, ".json,application/json", async (file) => {
    const { value, faults } = file.size > MOST_BYTES
      ? { value: null, faults: [{ where: "taille", what: "le fichier dépasse 1 Mo, il ne vient pas de cet outil" }] }
      : readText(await file.text(), read);
    const name = `«\u00a0${file.name}\u00a0»`;
    answer.replaceChildren(value ? make("p", {}, `${name} est ouvert.`) : refusal(`${name} ne s’ouvre pas, et rien n’a changé ici.`, faults));
    if (!value) return;
    onValue(value);
    if (!answer.checkVisibility()) answer.replaceChildren(); // what was opened took its place
  });
  return make("div", { class: "ouvrir" }, input, button, answer);
}
