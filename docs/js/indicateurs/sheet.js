/** The sheet for the committee: on screen, on paper on one page, and as a table. Small counts are hidden in all three. */

import { csv } from "../csv.js";
import { make } from "../element.js";
import { periodName } from "./file.js";
import { committeeSheet } from "./reading.js";
import { HIDDEN, STATUS, cellWords, goalWords } from "./words.js";

/** @typedef {import("./file.js").Sheet} Sheet */
/** @typedef {import("./reading.js").Indicator} Indicator */
/** @typedef {import("./reading.js").Cell} Cell */
/** @typedef {import("./reading.js").Row} Row */

const NOTHING = "Entrez un premier compte\u00a0: la fiche se fait ici.";
const FOOT = "Comptes de personnes de 1 à 4 cachés, avec ce qui les redonnerait. Intervalle de Wilson à 95\u00a0%\u00a0: ce qu’un petit compte laisse possible. Cibles de l’étude de cas sur l’arrimage, 2025, sauf «\u00a0la vôtre\u00a0». Fiche faite avec le portail Ancrage.";

/**
 * @param {Sheet} sheet
 * @param {Indicator[]} indicators
 * @returns {HTMLElement[]}
 */
export function sheetView(sheet, indicators) {
  const { periods, rows } = committeeSheet(sheet, indicators);
  const title = make("p", { class: "fiche-titre" }, sheet.title || "Fiche sans nom");
  if (!rows.length) return [title, make("p", {}, NOTHING)];
  const hasTotal = periods.length > 1;
  const heads = ["Indicateur", "Cible", ...periods.map(periodName), ...(hasTotal ? ["Ensemble"] : [])];
  // Roles are written out: on a phone the lines are laid out as cards, and a table not displayed as one loses its meaning.
  const head = make("tr", { role: "row" }, ...heads.map((name) => make("th", { role: "columnheader", scope: "col" }, name)));
  const lines = rows.map((row) => make("tr", { role: "row" },
    make("th", { role: "rowheader", scope: "row" }, row.indicator.title),
    cell("Cible", [goalWords(row.goal, row.indicator)]),
    ...row.cells.map((item, index) => countCell(periodName(periods[index]), row, item)),
    ...(hasTotal ? [row.total ? countCell("Ensemble", row, row.total) : cell("Ensemble", ["—"])] : [])));
  const table = make("table", { role: "table", class: "fiche-comite" }, make("caption", { class: "hors-ecran" }, "Fiche pour le comité"),
    make("thead", { role: "rowgroup" }, head), make("tbody", { role: "rowgroup" }, ...lines));
  const note = sheet.note.trim() ? [make("p", { class: "fiche-note" }, sheet.note)] : [];
  return [title, make("div", { class: "tableau fiche-cadre" }, table), ...note, make("p", { class: "fiche-pied" }, FOOT)];
}

/**
 * @param {string} name
 * @param {Row} row
 * @param {Cell} item
 */
function countCell(name, { indicator }, item) {
  const status = ["cachee", "sans-cible"].includes(item.status) ? "" : STATUS[item.status]; // said beside it already
  const made = cell(name, cellWords(indicator, item));
  if (status) made.append(make("span", { class: `etat etat-${item.status}` }, status));
  return made;
}

/**
 * @param {string} name
 * @param {string[]} lines
 * @returns {HTMLElement}
 */
function cell(name, lines) {
  return make("td", { role: "cell" }, make("span", { class: "nom", "aria-hidden": "true" }, name),
    ...lines.map((line, index) => make("span", { class: index ? "detail" : "valeur" }, line)));
}

/**
 * One line an indicator and a period, small counts hidden.
 * @param {Sheet} sheet
 * @param {Indicator[]} indicators
 * @returns {string}
 */
export function spreadsheet(sheet, indicators) {
  const { periods, rows } = committeeSheet(sheet, indicators);
  const head = ["Levier", "Indicateur", "Période", "Partie, somme ou nombre", "Tout ou réponses", "Résultat", "Unité", "Bas (95 %)", "Haut (95 %)", "Médiane (jours)", "Plus long (jours)", "Cible", "État"];
  const lines = rows.flatMap((row) => [
    ...row.cells.map((item, index) => line(periodName(periods[index]), row, item)),
    ...(row.total ? [line("Ensemble", row, row.total)] : []),
  ]);
  return csv([head, ...lines]);
}

/**
 * @param {string} period
 * @param {Row} row
 * @param {Cell} item
 * @returns {(string | number)[]}
 */
function line(period, { indicator, goal }, { shown, rate, interval, delays, status }) {
  const told = (/** @type {number | null | undefined} */ value) => (value === undefined ? "" : value === null ? HIDDEN : value);
  const rounded = (/** @type {number} */ value) => Math.round(10 * value) / 10;
  return [
    indicator.lever, indicator.title, period, told(shown?.of), indicator.form === "nombre" ? "" : told(shown?.among),
    rate === null ? "" : rounded(rate), indicator.unit, interval ? rounded(interval[0]) : "", interval ? rounded(interval[1]) : "",
    delays ? delays.median : "", delays ? delays.longest : "",
    goal ? goalWords(goal, indicator) : "", STATUS[status],
  ];
}
