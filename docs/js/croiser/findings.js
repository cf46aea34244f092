/** What crossed cases share, and where they differ: in words, and never beyond the cases at hand. */

import { typographic } from "../text.js";

/** @typedef {import("./crossing.js").CrossedCase} CrossedCase */
/** @typedef {import("./crossing.js").Finding} Finding */
/** @typedef {import("./crossing.js").IndicatorRow} IndicatorRow */
/** @typedef {import("./crossing.js").LeverRow} LeverRow */
/** @typedef {import("./crossing.js").Reference} Reference */
/** @typedef {import("./crossing.js").Territory} Territory */
/** @typedef {import("./crossing.js").ThemeRow} ThemeRow */

/** Who says a theme, in words. */
export const SIDES = { agent: "vu du terrain", gestionnaire: "vu de la gestion", "les-deux": "vu des deux côtés" };
/** Where a case stands on an indicator, in words. */
export const STATES = {
  atteinte: "cible atteinte",
  "pas-atteinte": "cible pas encore atteinte",
  "a-mesurer": "suivi, pas encore compté",
  "pas-suivi": "pas dit",
};
const SETTINGS = ["urbain", "rural", "mixte"];

/** @returns {number[]} the cases that a count is made of: an invented one counts among its own, never beside others */
export function counted(/** @type {CrossedCase[]} */ cases) {
  const all = cases.map((_, index) => index);
  const real = all.filter((index) => !cases[index].fabricated);
  return real.length ? real : all;
}

/** @returns {number[]} the cases where a row says something, by rank */
export function present(/** @type {LeverRow | ThemeRow} */ { cells }) {
  return cells.flatMap((cell, index) => (cell === null || (Array.isArray(cell) && !cell.length) ? [] : [index]));
}

/**
 * The levers and the themes of two cases or more.
 * @param {CrossedCase[]} cases
 * @param {LeverRow[]} levers
 * @param {ThemeRow[]} themes
 * @returns {Finding[]}
 */
export function convergences(cases, levers, themes) {
  const rows = [...levers.map((row) => ({ kind: "levier", row })), ...themes.map((row) => ({ kind: "theme", row }))];
  return rows.flatMap(({ kind, row }) => {
    const found = counting(cases, present(row));
    if (found.length < 2) return [];
    const words = `présent dans ${found.length} cas sur ${counted(cases).length} (${named(cases, found)})${across(cases, found)}.`;
    return [{ kind, title: row.title, cases: ids(cases, found), words: typographic(words) }];
  });
}

/**
 * What is told in one setting only, seen from one side only, or reached here and not there.
 * @param {CrossedCase[]} cases
 * @param {Territory[]} territories
 * @param {{levers: LeverRow[], themes: ThemeRow[], indicators: IndicatorRow[]}} rows
 * @param {Reference} known
 * @returns {Finding[]}
 */
export function contrasts(cases, territories, { levers, themes, indicators }, known) {
  const several = settings(cases, counted(cases)).length > 1;
  // A theme of one case differs by its title alone.
  const apart = [...levers.map((row) => ({ row, enough: 1 })), ...themes.map((row) => ({ row, enough: 2 }))].flatMap(({ row, enough }) => {
    const found = counting(cases, present(row));
    const where = settings(cases, found);
    if (!several || where.length !== 1 || found.length < enough) return [];
    const words = `dit seulement en milieu ${where[0]} (${named(cases, found)}); pas dit ailleurs, ce qui ne veut pas dire absent.`;
    return [{ kind: "milieu", title: row.title, cases: ids(cases, found), words: typographic(words) }];
  });
  return [
    ...apart,
    ...themes.flatMap((row) => viewsApart(cases, territories, row, known)),
    ...indicators.flatMap((row) => targetsApart(cases, row)),
  ];
}

/**
 * A theme seen from one side where the other was heard, or from different sides in different cases.
 * @param {CrossedCase[]} cases
 * @param {Territory[]} territories
 * @param {ThemeRow} row
 * @param {Reference} known
 * @returns {Finding[]}
 */
function viewsApart(cases, territories, row, known) {
  const views = counting(cases, present(row)).flatMap((index) => {
    const view = row.cells[index]?.view;
    return view ? [{ index, view }] : [];
  });
  const finding = (/** @type {number[]} */ found, /** @type {string} */ words) =>
    ({ kind: "regards", title: row.title, cases: ids(cases, found), words: typographic(words) });
  const found = [];
  if (["agent", "gestionnaire"].every((side) => views.some(({ view }) => view === side))) {
    const told = views.map(({ index, view }) => `${SIDES[view]} dans « ${cases[index].title} »`).join("; ");
    found.push(finding(views.map(({ index }) => index), `${told}.`));
  }
  for (const { index, view } of views) {
    const other = view === "agent" ? "gestionnaire" : view === "gestionnaire" ? "agent" : null;
    if (!other || !heard(territories[index], known).has(other)) continue;
    const told = other === "gestionnaire" ? "la gestion a pourtant été entendue" : "le terrain a pourtant été entendu";
    found.push(finding([index], `${SIDES[view]} seulement dans « ${cases[index].title} », où ${told}.`));
  }
  return found;
}

/** @returns {Set<string>} the sides that a case lets speak, by an answer or by a theme */
function heard(/** @type {Territory} */ territory, /** @type {Reference} */ known) {
  const asked = new Set((territory.answers ?? []).map(({ question }) => question));
  /** @type {Set<string>} */
  const sides = new Set();
  for (const { agent, manager } of known.twins) {
    if (agent && asked.has(agent.id)) sides.add("agent");
    if (manager && asked.has(manager.id)) sides.add("gestionnaire");
  }
  for (const { view } of territory.themes ?? []) {
    if (view === "les-deux") ["agent", "gestionnaire"].forEach((side) => sides.add(side));
    else if (view) sides.add(view);
  }
  return sides;
}

/** @returns {Finding[]} */
function targetsApart(/** @type {CrossedCase[]} */ cases, /** @type {IndicatorRow} */ row) {
  const measured = row.cells.flatMap(({ state }, index) => (state === "atteinte" || state === "pas-atteinte" ? [index] : []));
  const found = counting(cases, measured);
  if (new Set(found.map((index) => row.cells[index].state)).size < 2) return [];
  const told = found.map((index) => {
    const { reading, state, target, own } = row.cells[index];
    return `${cases[index].title} : ${reading}, ${STATES[state]} (${target}${own ? ", la sienne" : ""})`;
  });
  return [{ kind: "indicateur", title: row.title, cases: ids(cases, found), words: typographic(`${told.join("; ")}.`) }];
}

/** @returns {number[]} */
function counting(/** @type {CrossedCase[]} */ cases, /** @type {number[]} */ found) {
  const kept = counted(cases);
  return found.filter((index) => kept.includes(index));
}

/** @returns {string} */
function named(/** @type {CrossedCase[]} */ cases, /** @type {number[]} */ found) {
  return found.map((index) => cases[index].title).join("; ");
}

/** @returns {string[]} */
function ids(/** @type {CrossedCase[]} */ cases, /** @type {number[]} */ found) {
  return found.map((index) => cases[index].id);
}

/** @returns {string[]} the settings of cases, in the order of the portal */
function settings(/** @type {CrossedCase[]} */ cases, /** @type {number[]} */ found) {
  return SETTINGS.filter((name) => found.some((index) => cases[index].setting === name));
}

/** @returns {string} */
function across(/** @type {CrossedCase[]} */ cases, /** @type {number[]} */ found) {
  const where = settings(cases, found);
  if (where.length < 2) return `, tous en milieu ${where[0]}`;
  return `, en milieux ${where.slice(0, -1).join(", ")} et ${where.at(-1)}`;
}
