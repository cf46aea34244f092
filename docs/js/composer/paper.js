/** The plan on paper: what a trainer holds while speaking. On screen it is not displayed. */

import { make } from "../element.js";
import { typographic } from "../text.js";
import { PAUSE } from "./bank.js";
import { cards, notes, steps, useful } from "./details.js";
import { gathered, startsOf } from "./markdown.js";
import { addressOf, nodes, published } from "./text.js";
import { timeOfDay } from "./timing.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./record.js").Session} Session */
/** @typedef {import("./record.js").Part} Part */

const NBSP = "\u00a0";

/** @returns {HTMLElement[]} */
export function paper(/** @type {Bank} */ bank, /** @type {Session} */ session, /** @type {number} */ start) {
  const starts = startsOf(session.activities, start);
  const whom = session.audience.map((name) => bank.audiences[name]).join(", ");
  const cut = cards(bank, session.activities);
  const heading = (/** @type {string} */ words, /** @type {string} */ css) => make("h2", { class: css }, words);
  return [
    make("p", { class: "feuille-titre" }, typographic(session.title)),
    make("p", { class: "genre" }, `Pour les ${whom} · ${session.duration}${NBSP}min, ${timeOfDay(start)} à ${timeOfDay(start + session.duration)} · ${session.group.min}${NBSP}personnes`),
    make("p", {}, make("strong", {}, `Au bout de la séance${NBSP}: `), ...nodes(bank, session.aims[0].text)),
    table(bank, session, starts, start),
    heading("Avant", "feuille-avant"),
    bullets(bank, session.preparation),
    ...boxes("Matériel", gathered(session.activities, "materials").map((text) => nodes(bank, text))),
    ...boxes("À imprimer", [...handouts(bank, session), ...(cut.length ? [[`${cut.length} cartons à découper, aux dernières pages`]] : [])]),
    heading("Le déroulement", "feuille-deroulement"),
    ...session.activities.map((part, index) => activity(bank, part, starts[index])),
    heading("Savoir ce que ça a donné", "feuille-evaluation"),
    bullets(bank, session.evaluation),
    ...(cut.length ? [make("section", { class: "cartons" }, heading("Cartons à découper", "feuille-cartons"), make("p", {}, "Imprimez cette partie d’un seul côté et découpez. Les situations sont inventées."), make("div", { class: "planche-cartons" }, ...cut))] : []),
  ];
}

/** @returns {HTMLElement} */
function table(/** @type {Bank} */ bank, /** @type {Session} */ session, /** @type {number[]} */ starts, /** @type {number} */ start) {
  const row = (/** @type {string} */ time, /** @type {string} */ title, length = "", method = "") =>
    make("tr", {}, make("th", { scope: "row" }, time), make("td", {}, title), make("td", {}, length), make("td", {}, method));
  const head = make("tr", {}, ...["Heure", "Activité", "Durée", "Méthode"].map((name) => make("th", { scope: "col" }, name)));
  const rows = session.activities.map(({ title, minutes, method }, index) => row(timeOfDay(starts[index]), typographic(title), `${minutes}${NBSP}min`, bank.methods[method]));
  return make("table", { class: "feuille-plan" }, make("thead", {}, head), make("tbody", {}, ...rows, row(timeOfDay(start + session.duration), "Fin")));
}

/** @returns {(Node | string)[][]} sheets to print, each with its address written out, since paper has no links */
function handouts(/** @type {Bank} */ bank, /** @type {Session} */ session) {
  return gathered(session.activities, "handouts").map((name) => {
    const address = addressOf(bank, name);
    const shown = published(address).replace(/^https?:\/\//, "");
    return [make("a", { href: address }, bank.entries[name][0]), " ", make("small", {}, shown)];
  });
}

/** @returns {HTMLElement[]} a list to tick, none when it is empty */
function boxes(/** @type {string} */ title, /** @type {(Node | string)[][]} */ lines) {
  return lines.length ? [make("h3", {}, title), make("div", { class: "cases" }, make("ul", {}, ...lines.map((line) => make("li", {}, ...line))))] : [];
}

/** @returns {HTMLElement} */
function bullets(/** @type {Bank} */ bank, /** @type {string[]} */ lines) {
  return make("ul", {}, ...lines.map((line) => make("li", {}, ...nodes(bank, line))));
}

/** @returns {HTMLElement} */
function activity(/** @type {Bank} */ bank, /** @type {Part} */ part, /** @type {number} */ start) {
  return make("section", { class: part.method === PAUSE ? "activite pause" : "activite" },
    make("p", { class: "feuille-heure" }, make("strong", {}, timeOfDay(start)), ` · ${part.minutes}${NBSP}min · ${bank.methods[part.method]}`),
    make("h3", {}, typographic(part.title)),
    steps(bank, part), ...notes(bank, part.notes), ...useful(bank, part));
}
