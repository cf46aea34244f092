/** What the grid of overlaps says of itself, in words. */

import { percent } from "./overlap.js";

/** @typedef {import("./overlap.js").Grid} Grid */
/** @typedef {import("./overlap.js").Ratio} Ratio */

/** @type {Record<string, string>} */
export const KIND_NAMES = {
  doublon: "doublon", complementaire: "complémentaire", "zone-grise": "zone grise", "a-classer": "à classer",
};

export const METHOD = "Une case est une responsabilité pour un groupe de familles. Taux de chevauchement = cases portées par deux rôles ou plus ÷ cases portées par un rôle ou plus. Formule proposée par le portail Ancrage; les sources nomment l’indicateur sans la donner. Partager n’est pas faire double emploi.";

/** @returns {string} « 3 cases », « 1 case » */
export const casesIn = (/** @type {number} */ count) => `${count}\u00a0case${count > 1 ? "s" : ""}`;

/** @returns {string} « 38 % », or a dash */
export function share(/** @type {Ratio} */ ratio) {
  const found = percent(ratio);
  return found === null ? "—" : `${found}\u00a0%`;
}

/**
 * The names of everything in a grid, by id; ids of roles, groups and responsibilities are apart.
 * @param {Grid} grid
 */
export function namesOf(grid) {
  const named = (/** @type {{id: string, name: string}[]} */ items, /** @type {string} */ blank) =>
    new Map(items.map(({ id, name }, index) => [id, name.trim() || `${blank} ${index + 1}`]));
  const [roles, groups, responsibilities] = [
    named(grid.roles, "Rôle"), named(grid.groups, "Groupe"), named(grid.responsibilities, "Responsabilité"),
  ];
  return {
    role: (/** @type {string} */ id) => roles.get(id) ?? id,
    group: (/** @type {string} */ id) => groups.get(id) ?? id,
    responsibility: (/** @type {string} */ id) => responsibilities.get(id) ?? id,
  };
}
