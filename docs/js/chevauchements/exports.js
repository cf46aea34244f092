/** The grid as a text for minutes, and as a table for a spreadsheet. Twin of tools/ancrage/overlap_report.py. */

import { csv } from "../csv.js";
import { dayInWords } from "../element.js";
import { KINDS, UNJUDGED, cells, judgementOf, summary } from "./overlap.js";
import { gapLines, pairLines, rangeWords, rateWords, unsettledLines } from "./results.js";
import { KIND_NAMES, METHOD, namesOf, share } from "./words.js";

/** @typedef {import("./overlap.js").Grid} Grid */

/**
 * @param {Grid} grid
 * @returns {string}
 */
export function markdown(grid) {
  const found = summary(grid);
  const lists = [
    ["Ce que personne ne porte", gapLines(grid, found)], ["À régler ensemble", unsettledLines(grid)],
    ["Qui devrait se parler", pairLines(grid, found)],
  ];
  const kinds = [...KINDS, UNJUDGED].map((kind) => `${KIND_NAMES[kind]}\u00a0: ${found.kinds[kind]}`);
  const chunks = [
    `# ${plain(grid.title) || "Chevauchements de mandats"}`, `Grille du ${dayInWords(grid.date)}.`, rateWords(found), rangeWords(found),
    `Cases partagées\u00a0: ${kinds.join("; ")}. Part jugée doublon parmi les cases portées\u00a0: ${share([found.kinds.doublon, found.carried])}.`,
    ...lists.flatMap(([title, lines]) => (lines.length ? [`## ${title}`, /** @type {string[]} */ (lines).map((line) => `- ${plain(line)}`).join("\n")] : [])),
    "## La grille", table(grid), `*${METHOD}*`,
  ];
  return `${chunks.filter(Boolean).join("\n\n")}\n`;
}

/** @param {Grid} grid */
function table(grid) {
  const names = namesOf(grid);
  const all = cells(grid);
  const row = (/** @type {string[]} */ values) => `| ${values.map(plain).join(" | ")} |`;
  return [
    row(["Responsabilité", ...grid.groups.map(({ id }) => names.group(id))]),
    row(["---", ...grid.groups.map(() => "---")]),
    ...grid.responsibilities.map(({ id }) => row([names.responsibility(id), ...all.filter(({ responsibility }) => responsibility === id)
      .map(({ roles, unknown, kind }) => `${roles.map(names.role).join(", ") || (unknown ? "on ne sait pas" : "personne")}${kind ? ` (${KIND_NAMES[kind]})` : ""}`)])),
  ].join("\n");
}

/** @returns {string} a text that breaks neither a line nor a table */
const plain = (/** @type {string} */ text) => text.replace(/\s*[\r\n]+\s*/g, " ").replaceAll("|", "\\|");

/**
 * One line a cell.
 * @param {Grid} grid
 * @returns {string}
 */
export function spreadsheet(grid) {
  const names = namesOf(grid);
  const rows = cells(grid).map(({ responsibility, group, roles, unknown, kind }) => [
    names.responsibility(responsibility), names.group(group), roles.map(names.role).join(", "), roles.length, unknown,
    kind ? KIND_NAMES[kind] : "", judgementOf(grid, responsibility, group).note,
  ]);
  return csv([["Responsabilité", "Groupe de familles", "Portée par", "Nombre de rôles", "Réponses manquantes", "Classement", "Note"], ...rows]);
}
