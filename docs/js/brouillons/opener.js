/** Opens the file of a tool; what is wrong with it is told with its place, and nothing is taken from it. */

import { make } from "../element.js";
import { readText } from "./file.js";

/** @typedef {import("./file.js").Fault} Fault */

const MOST_BYTES = 1_000_000;
const SHOWN = 10;

/**
 * @template T
 * @param {string} label
 * @param {string} id
 * @param {(value: unknown) => import("./file.js").Read<T>} read
 * @param {(value: T) => void} onValue
 * @returns {HTMLElement}
 */
export function opener(label, id, read, onValue) {
  const input = make("input", { type: "file", accept: ".json,application/json", id, class: "hors-ecran" });
  const answer = make("div", { role: "status", class: "reponse-import" });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    input.value = ""; // so that the same file, mended, can be chosen again
    if (!file) return;
    const { value, faults } = file.size > MOST_BYTES
      ? { value: null, faults: [{ where: "taille", what: "le fichier dépasse 1 Mo, il ne vient pas de cet outil" }] }
      : readText(await file.text(), read);
    answer.replaceChildren(...(value ? [make("p", {}, `«\u00a0${file.name}\u00a0» est ouvert.`)] : [refusal(file.name, faults)]));
    if (value) onValue(value);
  });
  return make("div", { class: "ouvrir" }, input, make("label", { for: id, class: "bouton" }, label), answer);
}

/** @returns {HTMLElement} */
function refusal(/** @type {string} */ name, /** @type {Fault[]} */ faults) {
  const lines = faults.slice(0, SHOWN).map(({ where, what }) => make("li", {}, make("strong", {}, where), `\u00a0: ${what}.`));
  if (faults.length > SHOWN) lines.push(make("li", {}, `et ${faults.length - SHOWN} autres.`));
  return make("div", { class: "importer" }, make("p", {}, `«\u00a0${name}\u00a0» ne s’ouvre pas, et rien n’a changé ici.`), make("ul", {}, ...lines));
}
