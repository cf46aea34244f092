/** The page /cas/confidentialite/: a text to try the check on. Nothing is kept and nothing is sent. */

import { button, make } from "../element.js";
import { mountReview } from "./panel.js";
import { replaced } from "./scan.js";

const EXAMPLE = "J’ai revu Zélie au parc. Elle reste dans le 4e rang avec ses cinq enfants, à Lac-aux-Brumes. Depuis l’incendie, la famille Vaguelette dort chez une voisine. Rappeler au 418 555-0142.";

const root = /** @type {HTMLElement} */ (document.querySelector("[data-confidentialite]"));
const field = make("textarea", { id: "texte-a-verifier", rows: "7", autocomplete: "off", spellcheck: "true", class: "revue-texte" });
const place = make("div");

root.replaceChildren(
  make("label", { for: field.id, class: "revue-nom" }, "Votre texte, ou un texte inventé"), field, place);
place.hidden = true; // nothing to review yet
const review = mountReview(place, {
  read: () => field.value,
  replace(hits) {
    field.value = hits.reduce(replaced, field.value);
  },
});

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
const refresh = () => {
  place.hidden = !field.value.trim();
  review.refresh();
};
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 500);
});
const show = (/** @type {string} */ text) => {
  field.value = text;
  refresh();
};
place.before(make("p", { class: "gestes" }, button("Essayer avec un exemple inventé", () => show(EXAMPLE)), " ",
  button("Effacer", () => {
    show("");
    field.focus();
  })));
