/** A file that a person chooses on her device; what is wrong with it is told with its place. */

import { make } from "../element.js";

/** @typedef {import("./schema.js").Fault} Fault */

const SHOWN = 10;

/**
 * The field, which is not seen, and the label that looks like a button.
 * @param {string} id
 * @param {string} label
 * @param {string} accept
 * @param {(file: File) => void} onFile
 * @returns {[HTMLInputElement, HTMLLabelElement]}
 */
export function fileField(id, label, accept, onFile) {
  const input = make("input", { type: "file", accept, id, class: "hors-ecran" });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = ""; // so that the same file, mended, can be chosen again
    if (file) onFile(file);
  });
  return [input, make("label", { for: id, class: "bouton" }, label)];
}

/**
 * @param {string} said that the file is refused
 * @param {Fault[]} faults
 * @returns {HTMLElement}
 */
export function refusal(said, faults) {
  const lines = faults.slice(0, SHOWN).map(({ where, what }) => make("li", {}, make("strong", {}, where), `\u00a0: ${what}.`));
  if (faults.length > SHOWN) lines.push(make("li", {}, `et ${faults.length - SHOWN} autres.`));
  return make("div", { class: "importer" }, make("p", {}, said), make("ul", {}, ...lines));
}
