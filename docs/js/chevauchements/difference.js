/** Two grids of the same territory, filled by two groups: where they agree, where they do not. */

import { answerOf, judgementOf } from "./overlap.js";

/** @typedef {import("./overlap.js").Grid} Grid */
/** @typedef {import("./overlap.js").Named} Named */
/**
 * @typedef {object} Difference a cell on which two grids differ; roles by name
 * @property {string} responsibility
 * @property {string} group
 * @property {string[]} here the roles that only this grid says carry it
 * @property {string[]} there those that only the other says
 * @property {[string, string] | null} kinds what each says of the sharing, when they differ
 */
/**
 * @typedef {object} Comparison
 * @property {number} common the cells that both grids have
 * @property {number} alike those on which both say the same
 * @property {Difference[]} differences
 * @property {string[]} apart what only one of the two grids has: roles, groups, responsibilities, by name
 */

/** @returns {string} a name for comparing: « PAP  Santé » and « pap santé » are one */
export const folded = (/** @type {string} */ name) =>
  name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\u00a0]+/g, " ").trim();

/**
 * The items that both lists have, by name (or by identifier where the portal gave it), and the names of the others.
 * @param {Named[]} here
 * @param {Named[]} there
 * @returns {{both: [Named, Named][], apart: string[]}}
 */
function matched(here, there) {
  /** @type {[Named, Named][]} */
  const both = [];
  for (const item of here) {
    const twin = there.find(({ name }) => folded(name) === folded(item.name))
      ?? there.find(({ id }) => id.startsWith("tache-") && id === item.id);
    if (twin) both.push([item, twin]);
  }
  const known = new Set(both.flat());
  return { both, apart: [...here, ...there].filter((item) => !known.has(item)).map(({ name }) => name) };
}

/**
 * @param {Grid} here
 * @param {Grid} there
 * @returns {Comparison}
 */
export function compared(here, there) {
  const roles = matched(here.roles, there.roles);
  const groups = matched(here.groups, there.groups);
  const responsibilities = matched(here.responsibilities, there.responsibilities);
  /** @type {Difference[]} */
  const differences = [];
  for (const [mine, theirs] of responsibilities.both) {
    for (const [myGroup, theirGroup] of groups.both) {
      const only = (/** @type {boolean} */ first) => roles.both.filter(([a, b]) => {
        const [one, other] = [says(here, mine.id, a.id, myGroup.id), says(there, theirs.id, b.id, theirGroup.id)];
        return first ? one && !other : other && !one;
      }).map(([{ name }]) => name);
      const difference = { responsibility: mine.name, group: myGroup.name, here: only(true), there: only(false),
        kinds: kindsOf(here, mine.id, myGroup.id, there, theirs.id, theirGroup.id) };
      if (difference.here.length || difference.there.length || difference.kinds) differences.push(difference);
    }
  }
  const common = responsibilities.both.length * groups.both.length;
  return { common, alike: common - differences.length, differences, apart: [...responsibilities.apart, ...roles.apart, ...groups.apart] };
}

/**
 * @param {Grid} grid
 * @param {string} responsibility
 * @param {string} role
 * @param {string} group
 */
const says = (grid, responsibility, role, group) => answerOf(grid, responsibility, role)?.includes(group) ?? false;

/**
 * What two grids say of the sharing of a cell that both find shared, when they do not say the same.
 * @param {Grid} here
 * @param {string} mine
 * @param {string} myGroup
 * @param {Grid} there
 * @param {string} theirs
 * @param {string} theirGroup
 * @returns {[string, string] | null}
 */
function kindsOf(here, mine, myGroup, there, theirs, theirGroup) {
  const isShared = (/** @type {Grid} */ grid, /** @type {string} */ responsibility, /** @type {string} */ group) =>
    grid.roles.filter(({ id }) => says(grid, responsibility, id, group)).length >= 2;
  if (!isShared(here, mine, myGroup) || !isShared(there, theirs, theirGroup)) return null;
  const kinds = /** @type {[string, string]} */ ([judgementOf(here, mine, myGroup).kind, judgementOf(there, theirs, theirGroup).kind]);
  return kinds[0] === kinds[1] ? null : kinds;
}
