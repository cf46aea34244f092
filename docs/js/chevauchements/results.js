/** What the grid gives: the rate with its division, what is shared and how, possible gaps, who should talk to whom. */

import { make } from "../element.js";
import { KINDS, UNJUDGED, cells, judgementOf, summary } from "./overlap.js";
import { KIND_NAMES, METHOD, casesIn, namesOf, share } from "./words.js";

/** @typedef {import("./overlap.js").Grid} Grid */
/** @typedef {import("./overlap.js").Summary} Summary */

const SHOWN = 12;

/**
 * @param {Grid} grid
 * @returns {HTMLElement[]}
 */
export function results(grid) {
  const found = summary(grid);
  return [rate(found), counts(found), ...gaps(grid, found), ...pairs(grid, found), ...grey(grid), table(grid)];
}

/** @returns {string} the rate as a sentence, with its division */
export function rateWords(/** @type {Summary} */ { rate: [shared, carried], rate: ratio }) {
  if (!carried) return "Aucune case n’est portée pour l’instant\u00a0: il n’y a pas encore de taux.";
  const nobody = carried > 1 ? `Aucune des ${carried} cases portées ne l’est` : "La seule case portée ne l’est pas";
  const some = `${shared} ${shared > 1 ? "cases" : "case"} sur ${carried} ${carried > 1 ? "portées" : "portée"} ${shared > 1 ? "le sont" : "l’est"}`;
  return `${shared ? some : nobody} par deux rôles ou plus\u00a0: taux de chevauchement de ${share(ratio)}.`;
}

/** @returns {string} what the unknown leaves of the rate, empty when nothing is unknown */
export function rangeWords(/** @type {Summary} */ { unsettled, low, high }) {
  if (!unsettled) return "";
  return `Il manque des réponses dans ${casesIn(unsettled)}. Selon ce qu’elles seront, le taux ira de ${share(low)} à ${share(high)}.`;
}

/** @returns {HTMLElement} */
function rate(/** @type {Summary} */ found) {
  const range = rangeWords(found);
  return make("div", { class: "taux" }, make("p", { class: "taux-dit" }, rateWords(found)), ...(range ? [make("p", {}, range)] : []),
    make("p", { class: "taux-methode" }, METHOD));
}

/** @returns {HTMLElement} */
function counts(/** @type {Summary} */ found) {
  const lines = [
    ["Cases en tout", found.cells], ["Portées", found.carried], ["Partagées", found.shared],
    ...[...KINDS, UNJUDGED].map((kind) => /** @type {const} */ ([`dont ${KIND_NAMES[kind]}`, found.kinds[kind]])),
    ["Portées par personne", found.uncarried], ["Portées ou non, on ne sait pas", found.undecided],
  ];
  const doubled = `Part jugée doublon parmi les cases portées\u00a0: ${share([found.kinds.doublon, found.carried])}.`;
  return make("div", { class: "grille-comptes" },
    make("dl", {}, ...lines.map(([name, count]) => make("div", {}, make("dt", {}, String(name)), make("dd", {}, String(count))))),
    make("p", {}, doubled));
}

/**
 * A list under its title, the first lines only; nothing when there is none.
 * @param {string} title
 * @param {string} lead
 * @param {string[]} lines
 * @returns {HTMLElement[]}
 */
function listed(title, lead, lines) {
  if (!lines.length) return [];
  const items = lines.map((line) => make("li", {}, line));
  const rest = items.splice(SHOWN);
  const more = rest.length ? [make("details", {}, make("summary", {}, `${rest.length} autres`), make("ul", {}, ...rest))] : [];
  return [make("h3", {}, title), make("p", {}, lead), make("ul", {}, ...items), ...more];
}

/**
 * Possible gaps, one line a responsibility.
 * @param {Grid} grid
 * @param {Summary} found
 * @returns {string[]}
 */
export function gapLines(grid, found) {
  const names = namesOf(grid);
  return grid.responsibilities.flatMap(({ id }) => {
    const groups = found.gaps.filter(([responsibility]) => responsibility === id).map(([, group]) => group);
    if (!groups.length) return [];
    const whom = groups.length === grid.groups.length ? "tous les groupes" : groups.map(names.group).join(", ");
    return [`${names.responsibility(id)}\u00a0: ${whom}`];
  });
}

/**
 * @param {Grid} grid
 * @param {Summary} found
 */
function gaps(grid, found) {
  return listed("Ce que personne ne porte", "Des trous possibles. Vérifiez auprès de qui n’était pas là, puis portez-les à la table avec une date.", gapLines(grid, found));
}

/**
 * @param {Grid} grid
 * @param {Summary} found
 * @returns {string[]}
 */
export function pairLines(grid, found) {
  const names = namesOf(grid);
  return found.pairs.map(([one, other, count]) => `${names.role(one)} et ${names.role(other)}\u00a0: ${casesIn(count)}`);
}

/**
 * @param {Grid} grid
 * @param {Summary} found
 */
function pairs(grid, found) {
  return listed("Qui devrait se parler", "Les rôles qui se croisent le plus souvent. Quarante minutes à deux règlent bien des cases.", pairLines(grid, found));
}

/**
 * What is to be settled: grey zones and overlaps, with what was written.
 * @param {Grid} grid
 * @returns {string[]}
 */
export function unsettledLines(grid) {
  const names = namesOf(grid);
  return cells(grid).filter(({ kind }) => kind === "doublon" || kind === "zone-grise").map(({ responsibility, group, roles, kind }) => {
    const { note } = judgementOf(grid, responsibility, group);
    return `${names.responsibility(responsibility)}, ${names.group(group)} (${roles.map(names.role).join(", ")})\u00a0: ${KIND_NAMES[kind]}${note ? `. ${note}` : ""}`;
  });
}

/** @param {Grid} grid */
function grey(grid) {
  return listed("À régler ensemble", "Les doublons et les zones grises, avec ce que vous avez écrit.", unsettledLines(grid));
}

/**
 * The whole grid as a table, for a wide screen and for paper.
 * @param {Grid} grid
 * @returns {HTMLElement}
 */
function table(grid) {
  const names = namesOf(grid);
  const all = cells(grid);
  const rows = grid.responsibilities.map(({ id }) => make("tr", {}, make("th", { scope: "row" }, names.responsibility(id)),
    ...all.filter(({ responsibility }) => responsibility === id).map(({ roles, unknown, kind }) => {
      const who = roles.map((role) => make("span", { class: "qui" }, names.role(role)));
      const said = kind ? [make("span", { class: `classe classe-${kind}` }, KIND_NAMES[kind])] : [];
      const nobody = roles.length ? [] : [make("span", { class: unknown ? "inconnu" : "personne" }, unknown ? "on ne sait pas" : "personne")];
      return make("td", {}, ...who, ...nobody, ...said);
    })));
  const head = make("tr", {}, make("th", { scope: "col" }, "Responsabilité"), ...grid.groups.map(({ id }) => make("th", { scope: "col" }, names.group(id))));
  return make("div", { class: "tableau grille-tableau" }, make("table", {},
    make("caption", { class: "hors-ecran" }, "La grille entière"), make("thead", {}, head), make("tbody", {}, ...rows)));
}
