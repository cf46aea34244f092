/**
 * Several cases side by side: what each says of the levers, from both views, of the indicators. It tells what is in the
 * files and never counts beyond them: « pas dit » is not « absent », and a handful of territories allows no statistics.
 * The twin of `tools/ancrage/crossing/`; one data file drives both.
 */

import { fold, number, typographic } from "../text.js";
import { contrasts, convergences } from "./findings.js";
import { spoken } from "./spoken.js";

export const FEWEST = 2;
export const MOST = 6;

/** @typedef {{bound: string, value: number, unit: string}} Target */
/** @typedef {{id: string, title: string, target: Target | null}} KnownIndicator */
/** @typedef {{id: string, title: string, indicators: KnownIndicator[]}} KnownLever */
/** @typedef {{id: string, title: string}} KnownQuestion */
/** @typedef {{agent: KnownQuestion | null, manager: KnownQuestion | null}} Twins */
/**
 * What the portal knows and cases name.
 * @typedef {object} Reference
 * @property {KnownLever[]} levers
 * @property {Twins[]} twins
 * @property {Record<string, string>} sectors
 * @property {Record<string, string>} figures in words, by id
 */

/** @typedef {{value: number, unit: string}} Reading */
/** @typedef {{lever: string, indicator: string, reading?: Reading | null, goal?: Target | null}} Followed */
/** @typedef {{question: string, text: string}} Answer */
/** @typedef {"agent" | "gestionnaire" | "les-deux" | null} View */
/** @typedef {{title: string, text: string, view?: View}} Theme */
/**
 * A territory as its file writes it; lists that are not there are empty.
 * @typedef {object} Territory
 * @property {string} setting
 * @property {string[]} sectors
 * @property {{agents: number, managers: number}[]} [people]
 * @property {string[]} [met]
 * @property {Answer[]} [answers]
 * @property {Theme[]} [themes]
 * @property {string[]} [levers]
 * @property {Followed[]} [indicators]
 * @property {string | null} [limits]
 */
/** @typedef {{id: string, title: string, fabricated: boolean, territory: Territory}} CaseFile */

/**
 * @typedef {object} CrossedCase
 * @property {string} id
 * @property {string} title
 * @property {string} setting
 * @property {string[]} sectors
 * @property {string[]} people
 * @property {boolean} fabricated
 * @property {boolean} says whether it gives any lever, theme, answer or indicator at all
 * @property {string} limits
 */
/** @typedef {{id: string, title: string, cells: string[][]}} LeverRow */
/** @typedef {{agent: string, manager: string, cells: {agent: string[], manager: string[]}[]}} ViewRow */
/** @typedef {{title: string, cells: ({text: string, view: View} | null)[]}} ThemeRow */
/** @typedef {"atteinte" | "pas-atteinte" | "a-mesurer" | "pas-suivi"} State */
/** @typedef {{state: State, reading: string, target: string, own: boolean}} IndicatorCell */
/** @typedef {{lever: string, id: string, title: string, target: string, cells: IndicatorCell[]}} IndicatorRow */
/** @typedef {{kind: string, title: string, cases: string[], words: string}} Finding */
/**
 * @typedef {object} Crossing
 * @property {CrossedCase[]} cases
 * @property {LeverRow[]} levers
 * @property {ViewRow[]} views
 * @property {ThemeRow[]} themes
 * @property {IndicatorRow[]} indicators
 * @property {Finding[]} convergences
 * @property {Finding[]} contrasts
 */

/**
 * @param {CaseFile[]} files
 * @param {Reference} known
 * @returns {Crossing}
 */
export function cross(files, known) {
  const territories = files.map(({ territory }) => territory);
  const cases = files.map((file) => crossed(file, known));
  const levers = known.levers.map((lever) => leverRow(lever, territories));
  const themes = themeRows(territories, known);
  const indicators = indicatorRows(territories, known);
  return {
    cases,
    levers,
    views: viewRows(territories, known),
    themes,
    indicators,
    convergences: convergences(cases, levers, themes),
    contrasts: contrasts(cases, territories, { levers, themes, indicators }, known),
  };
}

/** @returns {CrossedCase} */
function crossed(/** @type {CaseFile} */ { id, title, fabricated, territory }, /** @type {Reference} */ known) {
  const people = territory.people ?? [];
  const agents = people.reduce((sum, row) => sum + row.agents, 0);
  const managers = people.reduce((sum, row) => sum + row.managers, 0);
  return {
    id,
    title: typographic(title.trim()),
    setting: territory.setting,
    sectors: territory.sectors.map((name) => known.sectors[name] ?? name),
    people: [
      ...(people.length ? [`${agents} de terrain`, `${managers} de gestion`] : []),
      ...(territory.met ?? []).map((name) => known.figures[name] ?? name),
    ],
    fabricated,
    says: [territory.levers, territory.themes, territory.answers, territory.indicators].some((list) => list?.length),
    limits: territory.limits ? spoken(territory.limits, known.figures) : "",
  };
}

/** @returns {LeverRow} */
function leverRow(/** @type {KnownLever} */ { id, title }, /** @type {Territory[]} */ territories) {
  const cells = territories.map((territory) => [
    ...((territory.levers ?? []).includes(id) ? ["en jeu"] : []),
    ...((territory.indicators ?? []).some(({ lever }) => lever === id) ? ["indicateur suivi"] : []),
  ]);
  return { id, title, cells };
}

/** @returns {ViewRow[]} the twin questions that at least one case answers */
function viewRows(/** @type {Territory[]} */ territories, /** @type {Reference} */ known) {
  return known.twins.flatMap(({ agent, manager }) => {
    const cells = territories.map((territory) => ({
      agent: answers(territory, agent, known),
      manager: answers(territory, manager, known),
    }));
    const told = cells.some((cell) => cell.agent.length || cell.manager.length);
    return told ? [{ agent: agent?.title ?? "", manager: manager?.title ?? "", cells }] : [];
  });
}

/**
 * What was answered to a question. The sector stays in the case: with so few people it would name them.
 * @param {Territory} territory
 * @param {KnownQuestion | null} question
 * @param {Reference} known
 * @returns {string[]}
 */
function answers(territory, question, known) {
  const found = (territory.answers ?? []).filter((answer) => question && answer.question === question.id);
  return found.map(({ text }) => spoken(text, known.figures));
}

/** @returns {ThemeRow[]} themes of several cases first, then in the order met */
function themeRows(/** @type {Territory[]} */ territories, /** @type {Reference} */ known) {
  /** @type {Map<string, string>} */
  const titles = new Map();
  for (const theme of territories.flatMap((territory) => territory.themes ?? [])) {
    const key = sameTitle(theme.title);
    if (!titles.has(key)) titles.set(key, typographic(theme.title.trim()));
  }
  const rows = [...titles].map(([key, title]) => ({
    title,
    cells: territories.map((territory) => themeCell((territory.themes ?? []).filter((theme) => sameTitle(theme.title) === key), known)),
  }));
  const count = (/** @type {ThemeRow} */ row) => row.cells.filter(Boolean).length;
  return rows.sort((one, other) => count(other) - count(one));
}

/** @returns {{text: string, view: View} | null} */
function themeCell(/** @type {Theme[]} */ found, /** @type {Reference} */ known) {
  if (!found.length) return null;
  const views = new Set(found.map(({ view }) => view ?? null));
  const text = found.map((theme) => spoken(theme.text, known.figures)).join(" ");
  if (views.size === 1) return { text, view: [...views][0] };
  return { text, view: views.has("agent") && views.has("gestionnaire") ? "les-deux" : null };
}

/** @returns {string} what makes two titles the same: letters and digits, without accents or capitals */
function sameTitle(/** @type {string} */ title) {
  return fold(title).replace(/[^a-z0-9]+/g, " ").trim();
}

/** @returns {IndicatorRow[]} those that have a published target, and those that a case follows */
function indicatorRows(/** @type {Territory[]} */ territories, /** @type {Reference} */ known) {
  return known.levers.flatMap((lever) =>
    lever.indicators.flatMap((indicator) => {
      const followed = territories.map((territory) =>
        (territory.indicators ?? []).find((item) => item.lever === lever.id && item.indicator === indicator.id));
      if (!indicator.target && !followed.some(Boolean)) return [];
      const cells = followed.map((item) => standing(item, indicator));
      return [{ lever: lever.id, id: indicator.id, title: indicator.title, target: indicator.target ? aim(indicator.target) : "", cells }];
    }));
}

/** @returns {IndicatorCell} */
function standing(/** @type {Followed | undefined} */ item, /** @type {KnownIndicator} */ indicator) {
  if (!item) return { state: "pas-suivi", reading: "", target: "", own: false };
  const target = item.goal ?? indicator.target;
  const told = { target: target ? aim(target) : "", own: Boolean(item.goal) };
  if (!item.reading || !target) return { state: "a-mesurer", reading: "", ...told };
  const state = reached(item.reading.value, target) ? "atteinte" : "pas-atteinte";
  return { state, reading: typographic(`${number(item.reading.value)} ${item.reading.unit}`), ...told };
}

/** @returns {boolean} */
function reached(/** @type {number} */ found, /** @type {Target} */ { bound, value }) {
  if (bound === "≤") return found <= value;
  if (bound === "<") return found < value;
  return bound === "≥" ? found >= value : found > value;
}

/** @returns {string} */
function aim(/** @type {Target} */ { bound, value, unit }) {
  return typographic(`${bound}\u00a0${number(value)} ${unit}`);
}
