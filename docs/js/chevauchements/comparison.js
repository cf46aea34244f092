/** A second grid beside this one: on how many cells they agree, and those on which they do not. */

import { make } from "../element.js";
import { compared } from "./difference.js";
import { UNJUDGED, summary } from "./overlap.js";
import { KIND_NAMES, share } from "./words.js";

/** @typedef {import("./overlap.js").Grid} Grid */

/**
 * @param {Grid} here
 * @param {Grid} there
 * @returns {HTMLElement}
 */
export function comparison(here, there) {
  const found = compared(here, there);
  const other = `«\u00a0${there.title || "l’autre grille"}\u00a0»`;
  const lead = found.common
    ? `${found.alike} des ${found.common} cases communes sont pareilles avec ${other}, du ${there.date}.`
    : `Aucune case commune avec ${other}\u00a0: donnez les mêmes noms aux responsabilités et aux groupes.`;
  const lines = found.differences.map((difference) => make("li", {}, make("strong", {}, `${difference.responsibility}, ${difference.group}`), `\u00a0: ${detail(difference)}.`));
  const apart = found.apart.length ? [make("p", {}, `Dans une seule des deux grilles, donc pas comparé\u00a0: ${found.apart.join("; ")}.`)] : [];
  return make("div", { class: "grille-comparaison" }, make("h3", {}, "Deux grilles côte à côte"), make("p", {}, lead),
    make("p", {}, `Taux de chevauchement\u00a0: ${share(summary(here).rate)} ici, ${share(summary(there).rate)} là-bas.`), make("ul", {}, ...lines), ...apart);
}

/** @returns {string} */
function detail(/** @type {import("./difference.js").Difference} */ { here, there, kinds }) {
  const said = [
    here.length ? `ici seulement, ${here.join(", ")}` : "", there.length ? `là-bas seulement, ${there.join(", ")}` : "",
    kinds ? `ici ${KIND_NAMES[kinds[0] || UNJUDGED]}, là-bas ${KIND_NAMES[kinds[1] || UNJUDGED]}` : "",
  ];
  return said.filter(Boolean).join("; ");
}
