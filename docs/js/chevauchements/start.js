/** Where a grid starts from: the framework of the portal, or nothing. */

import { localDay } from "../donnees/file.js";

/** @typedef {import("./overlap.js").Grid} Grid */
/**
 * @typedef {{id: string, name: string, component: string, chosen: boolean, does: string[], mayDo: string[],
 *   supports: string[], mustNot: string[]}} Task what the catalogue says of each column for a task
 */
/** @typedef {{roles: {id: string, name: string, chosen: boolean}[], groups: {id: string, name: string}[], tasks: Task[]}} Start */

/**
 * A grid from the framework: it carries what the framework gives to a role, for every group since the framework does
 * not tell them apart; it does not carry what the framework refuses; of the rest nobody knows.
 * @param {Start} start
 * @returns {Grid}
 */
export function fromFramework(start) {
  const grid = blank(start);
  for (const task of start.tasks.filter(({ chosen }) => chosen)) addTask(grid, task);
  return grid;
}

/**
 * A grid with the same roles, groups and responsibilities, and no answer.
 * @param {Start} start
 * @returns {Grid}
 */
export function withoutAnswers(start) {
  return { ...fromFramework(start), carries: {} };
}

/**
 * @param {Start} start
 * @returns {Grid}
 */
function blank(start) {
  const named = (/** @type {{id: string, name: string}[]} */ items) => items.map(({ id, name }) => ({ id, name }));
  return {
    title: "", date: localDay(new Date()), roles: named(start.roles.filter(({ chosen }) => chosen)),
    groups: named(start.groups), responsibilities: [], carries: {}, judgements: {},
  };
}

/**
 * Adds a task of the catalogue to a grid, with what the framework says of the roles that are there.
 * @param {Grid} grid
 * @param {Task} task
 */
export function addTask(grid, task) {
  grid.responsibilities.push({ id: task.id, name: task.name });
  const everyone = grid.groups.map(({ id }) => id);
  /** @type {Record<string, string[]>} */
  const answers = {};
  for (const { id } of grid.roles) {
    if (task.does.includes(id)) answers[id] = everyone;
    else if (task.mustNot.includes(id)) answers[id] = [];
  }
  grid.carries[task.id] = answers;
}

/**
 * What the framework says of a role for a task, to help the person answer.
 * @param {Task | undefined} task
 * @param {string} role
 * @returns {string}
 */
export function hint(task, role) {
  if (!task) return "";
  if (task.does.includes(role)) return "Selon le cadre\u00a0: le fait.";
  if (task.mustNot.includes(role)) return "Selon le cadre\u00a0: ne doit pas.";
  if (task.mayDo.includes(role)) return "Le cadre le confie aux PAP, sans dire de quel secteur.";
  if (task.supports.includes(role)) return "Selon le cadre\u00a0: soutient.";
  return "Le cadre n’en dit rien.";
}

/** @returns {string} an id that nothing else has in a list */
export function freeId(/** @type {{id: string}[]} */ items, /** @type {string} */ letter) {
  let number = items.length + 1;
  while (items.some(({ id }) => id === `${letter}-${number}`)) number += 1;
  return `${letter}-${number}`;
}
