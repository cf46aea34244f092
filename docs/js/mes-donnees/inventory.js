/** What is stored, counted and weighed, as it changes. */

import { exportDamaged } from "../donnees/notice.js";
import { inWords } from "../donnees/file.js";
import { ASIDE, KEY, OTHERS } from "../donnees/keys.js";
import { button, make } from "../element.js";

/** @typedef {import("../donnees/store.js").Store} Store */

/** @returns {HTMLElement} */
export function inventory(/** @type {Store} */ store) {
  const rows = make("tbody");
  const told = make("p", { class: "donnees-total" });
  const damaged = button("Exporter le texte abîmé", () => exportDamaged(store));
  const head = make("thead", {}, make("tr", {}, ...["Quoi", "Combien", "Taille"].map((name) => make("th", { scope: "col" }, name))));
  const table = make("table", {}, make("caption", { class: "hors-ecran" }, "Ce qui est gardé sur cet appareil"), head, rows);
  const show = () => {
    const lines = store.keys().map((key) => lineOf(store, key));
    rows.replaceChildren(...lines.map(({ name, count, size }) => make("tr", {},
      make("th", { scope: "row" }, name), make("td", {}, count), make("td", {}, sizeInWords(size)))));
    const total = lines.reduce((sum, { size }) => sum + size, 0);
    table.hidden = !lines.length;
    told.textContent = lines.length
      ? `En tout\u00a0: ${sizeInWords(total)}, sur cet appareil seulement. Une seconde copie du parcours, du carnet et des brouillons, au même endroit, sert si le navigateur s’arrête net.`
      : "Rien n’est gardé sur cet appareil.";
    damaged.hidden = !store.damaged().length;
  };
  store.listen(show);
  show();
  return make("div", { class: "donnees-liste" }, make("div", { class: "tableau" }, table), told, make("div", { class: "gestes" }, damaged));
}

/**
 * A key in words; a key that the table of keys does not know is shown as it is.
 * @param {Store} store
 * @param {string} key
 * @returns {{name: string, count: string, size: number}}
 */
function lineOf(store, key) {
  const stored = store.shelf?.getItem(key) ?? "";
  const size = 2 * (key.length + stored.length); // browsers count two bytes a character
  if (key === KEY) return { name: "Parcours, carnet et brouillons", count: inWords(store.data), size };
  if (key.startsWith(ASIDE)) return { name: `Texte abîmé, mis de côté le ${dateOf(key)}`, count: "à exporter", size };
  return { name: OTHERS[key]?.name ?? key, count: OTHERS[key]?.count?.(stored) ?? "—", size };
}

function dateOf(/** @type {string} */ key) {
  return new Date(key.slice(ASIDE.length)).toLocaleString("fr-CA", { dateStyle: "long", timeStyle: "short" });
}

/** @returns {string} « 340 octets », « 12,4 ko » */
function sizeInWords(/** @type {number} */ bytes) {
  if (bytes < 1000) return `${bytes}\u00a0octets`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "ko"] : [bytes / 1_000_000, "Mo"];
  return `${value.toLocaleString("fr-CA", { maximumFractionDigits: 1 })}\u00a0${unit}`;
}
