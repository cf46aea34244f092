/** What an activity holds: steps with the words to say, notes for who runs it, cards, materials, handouts, figures. */

import { make } from "../element.js";
import { typographic } from "../text.js";
import { addressOf, nodes, outward, paragraphs, passport } from "./text.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./record.js").Part} Part */

const NBSP = "\u00a0";

/** @returns {HTMLElement} the steps, as on the page of a session */
export function steps(/** @type {Bank} */ bank, /** @type {Part} */ part) {
  return make("ol", { class: "consignes" }, ...part.steps.map(({ text, minutes, say }) => {
    const length = minutes ? [make("small", { class: "minutes" }, `${minutes}${NBSP}min`), " "] : [];
    const said = say ? [make("p", { class: "dites" }, `«${NBSP}`, ...nodes(bank, say), `${NBSP}»`)] : [];
    return make("li", {}, make("p", {}, ...length, ...nodes(bank, text)), ...said);
  }));
}

/** @returns {HTMLElement[]} notes for who runs the activity, none when there are none */
export function notes(/** @type {Bank} */ bank, /** @type {string} */ text) {
  if (!text.trim()) return [];
  return [make("div", { class: "pour-animer" }, make("p", {}, make("strong", {}, "Pour vous")), ...paragraphs(text).map((line) => make("p", {}, ...nodes(bank, line))))];
}

/** @returns {HTMLElement[]} what an activity leans on, as a list; none when it leans on nothing */
export function useful(/** @type {Bank} */ bank, /** @type {Part} */ part) {
  const link = (/** @type {string} */ name) => outward(addressOf(bank, name), bank.entries[name][0]);
  /** @type {[string, (Node | string)[][]][]} */
  const rows = [
    ["Matériel", part.materials.map((text) => nodes(bank, text))],
    ["À remettre", part.handouts.map((name) => [link(name)])],
    ["À lire avant", part.entries.map((name) => [link(name)])],
    ["Si on demande un chiffre", part.figures.map((name) => [`${bank.figures[name][0]}, `, outward(passport(name), bank.figures[name][1])])],
  ];
  const shown = rows.filter(([, values]) => values.length);
  return shown.length ? [make("div", { class: "appuis" }, make("ul", {}, ...shown.map(([name, values]) => {
    const joined = values.flatMap((value, index) => (index ? ["; ", ...value] : value));
    return make("li", {}, make("strong", {}, name), `${NBSP}: `, ...joined);
  })))] : [];
}

/** @returns {HTMLElement[]} cards to cut out */
export function cards(/** @type {Bank} */ bank, /** @type {Part[]} */ parts) {
  return parts.flatMap((part) => part.cards).map(({ title, text }) =>
    make("div", { class: "carton" }, make("p", {}, make("strong", {}, typographic(title))), ...paragraphs(text).map((line) => make("p", {}, ...nodes(bank, line)))));
}

/** @returns {HTMLElement[]} everything of an activity, to open in the list */
export function whole(/** @type {Bank} */ bank, /** @type {Part} */ part) {
  const cut = cards(bank, [part]);
  return [steps(bank, part), ...notes(bank, part.notes), ...useful(bank, part), ...(cut.length ? [make("div", { class: "planche-cartons" }, ...cut)] : [])];
}
