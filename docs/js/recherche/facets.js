/** Filters of the results with their counts, and their place in the address: `?q=parc&genre=fiche&milieu=rural`. */

import { button, element, fill } from "./results.js";

/** @typedef {NonNullable<import("./engine.js").Answer["facets"]>} Facets */
/** @typedef {keyof Facets} Dimension */
/** @typedef {Partial<Record<Dimension, string>>} Filters */

/** Each dimension: its name in the address, its name on screen. @type {Record<Dimension, [string, string]>} */
const DIMENSIONS = {
  kind: ["genre", "Genre"],
  setting: ["milieu", "Milieu"],
  role: ["role", "Rôle"],
  approach: ["approche", "Approche"],
};
const NAMES = /** @type {[Dimension, [string, string]][]} */ (Object.entries(DIMENSIONS));
const AT_FIRST = 8;

/** @returns {{query: string, filters: Filters}} what an address asks for */
export function readAddress(/** @type {string} */ search) {
  const found = new URLSearchParams(search);
  /** @type {Filters} */
  const filters = {};
  for (const [dimension, [name]] of NAMES) {
    const value = found.get(name);
    if (value) filters[dimension] = value;
  }
  return { query: found.get("q") ?? "", filters };
}

/** @returns {string} the address that asks for it, from the « ? »; empty when nothing is asked */
export function writeAddress(/** @type {string} */ query, /** @type {Filters} */ filters) {
  const made = new URLSearchParams();
  if (query) made.set("q", query);
  for (const [dimension, [name]] of NAMES) {
    const value = filters[dimension];
    if (value) made.set(name, value);
  }
  const written = String(made);
  return written && `?${written}`;
}

/**
 * @param {HTMLDetailsElement} place
 * @param {(filters: Filters) => void} change called with the filters that a person chose
 * @returns {(facets: Facets) => void} call it with the facets of each answer
 */
export function facetsView(place, change) {
  const summary = /** @type {HTMLElement} */ (place.querySelector("summary"));
  const box = element("div", "facettes-groupes");
  place.append(box);
  let whole = false;

  /** @returns {HTMLElement | null} */
  const group = (/** @type {Facets} */ facets, /** @type {Dimension} */ dimension, /** @type {Filters} */ chosen) => {
    const values = facets[dimension].filter(({ count, on }) => count || on);
    if (values.length < 2 && !chosen[dimension]) return null;
    const shown = element("div", "facettes-groupe");
    const name = element("p", "facettes-nom", DIMENSIONS[dimension][1]);
    name.id = `facette-${dimension}`;
    shown.setAttribute("role", "group");
    shown.setAttribute("aria-labelledby", name.id);
    shown.append(name);
    values.forEach(({ value, label, count, on }, at) => {
      if (at >= AT_FIRST && !whole && !on) return;
      const chip = button("facette", label, () => change({ ...chosen, [dimension]: on ? undefined : value }));
      chip.append(" ", element("span", "facette-compte", String(count)));
      chip.setAttribute("aria-pressed", String(on));
      chip.dataset.facet = `${dimension}=${value}`;
      shown.append(chip);
    });
    if (values.length > AT_FIRST && !whole) {
      shown.append(button("facette-plus recherche-bouton", `Tout montrer (${values.length})`, () => {
        whole = true;
        const next = values[AT_FIRST].value;
        update(facets);
        focusOn(`${dimension}=${next}`);
      }));
    }
    return shown;
  };

  const focusOn = (/** @type {string | undefined} */ facet) => {
    const chips = /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-facet]"));
    [...chips].find((chip) => chip.dataset.facet === facet)?.focus({ preventScroll: true });
  };

  const update = (/** @type {Facets} */ facets) => {
    const active = /** @type {HTMLElement} */ (document.activeElement);
    const focused = box.contains(active) ? active.dataset.facet : undefined;
    /** @type {Filters} */
    const chosen = {};
    for (const [dimension] of NAMES) {
      const on = facets[dimension].find((value) => value.on);
      if (on) chosen[dimension] = on.value;
    }
    const count = Object.keys(chosen).length;
    const groups = NAMES.map(([dimension]) => group(facets, dimension, chosen)).filter((made) => made !== null);
    if (count) groups.push(button("recherche-bouton", "Retirer les filtres", () => change({})));
    fill(box, ...groups);
    fill(summary, count ? `Filtres (${count})` : "Filtrer");
    place.hidden = !groups.length;
    focusOn(focused);
  };
  return update;
}
