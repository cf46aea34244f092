/**
 * Overlap of mandates: of the cells (a responsibility for a group of families) that someone carries, how many does more
 * than one role carry? Twin of tools/ancrage/overlap.py, which explains the formula.
 */

/** @typedef {{id: string, name: string}} Named */
/** @typedef {"doublon" | "complementaire" | "zone-grise"} Kind */
/** @typedef {{kind: Kind | "", note: string}} Judgement */
/**
 * @typedef {object} Grid who carries what, for whom
 * @property {string} title
 * @property {string} date
 * @property {Named[]} roles
 * @property {Named[]} groups
 * @property {Named[]} responsibilities
 * @property {Record<string, Record<string, string[]>>} carries groups by responsibility and role; `[]`: does not carry;
 *   no key: one does not know
 * @property {Record<string, Record<string, Judgement>>} judgements by responsibility and group
 */
/** @typedef {{responsibility: string, group: string, roles: string[], unknown: number, kind: string}} Cell */
/** @typedef {[number, number]} Ratio */
/**
 * @typedef {{cells: number, carried: number, shared: number, uncarried: number, undecided: number, unsettled: number,
 *   rate: Ratio, low: Ratio, high: Ratio, kinds: Record<string, number>, gaps: [string, string][],
 *   pairs: [string, string, number][]}} Summary
 */

export const KINDS = /** @type {Kind[]} */ (["doublon", "complementaire", "zone-grise"]);
export const UNJUDGED = "a-classer";

/**
 * The groups for which a role carries a responsibility, or null when one does not know.
 * @param {Grid} grid
 * @param {string} responsibility
 * @param {string} role
 * @returns {string[] | null}
 */
export function answerOf(grid, responsibility, role) {
  const answers = Object.hasOwn(grid.carries, responsibility) ? grid.carries[responsibility] : {};
  return Object.hasOwn(answers, role) ? answers[role] : null;
}

/**
 * What is said of a cell.
 * @param {Grid} grid
 * @param {string} responsibility
 * @param {string} group
 * @returns {Judgement}
 */
export function judgementOf(grid, responsibility, group) {
  const judged = Object.hasOwn(grid.judgements, responsibility) ? grid.judgements[responsibility] : {};
  return Object.hasOwn(judged, group) ? judged[group] : { kind: "", note: "" };
}

/**
 * Every cell of a grid, responsibility by responsibility.
 * @param {Grid} grid
 * @returns {Cell[]}
 */
export function cells(grid) {
  return grid.responsibilities.flatMap(({ id: responsibility }) => {
    const unknown = grid.roles.filter((role) => answerOf(grid, responsibility, role.id) === null).length;
    return grid.groups.map(({ id: group }) => {
      const roles = grid.roles.map(({ id }) => id).filter((id) => answerOf(grid, responsibility, id)?.includes(group));
      const kind = judgementOf(grid, responsibility, group).kind || UNJUDGED;
      return { responsibility, group, roles, unknown, kind: roles.length >= 2 ? kind : "" };
    });
  });
}

/**
 * The counts of a grid, its rate, and the two rates between which the unknown leaves it.
 * @param {Grid} grid
 * @returns {Summary}
 */
export function summary(grid) {
  const found = cells(grid);
  const count = (/** @type {(cell: Cell) => boolean} */ fits) => found.filter(fits).length;
  const carried = count(({ roles }) => roles.length > 0);
  const shared = found.filter(({ roles }) => roles.length >= 2);
  const undecided = count(({ roles, unknown }) => !roles.length && unknown > 0);
  const mayBeShared = count(({ roles, unknown }) => roles.length === 1 && unknown >= 1);
  const mayBecomeShared = count(({ roles, unknown }) => !roles.length && unknown >= 2);
  const gaps = found.filter(({ roles, unknown }) => !roles.length && !unknown);
  return {
    cells: found.length,
    carried,
    shared: shared.length,
    uncarried: gaps.length,
    undecided,
    unsettled: count(({ unknown }) => unknown > 0),
    rate: [shared.length, carried],
    low: [shared.length, carried + undecided],
    high: [shared.length + mayBeShared + mayBecomeShared, carried + mayBecomeShared],
    kinds: Object.fromEntries([...KINDS, UNJUDGED].map((kind) => [kind, shared.filter((cell) => cell.kind === kind).length])),
    gaps: gaps.map(({ responsibility, group }) => /** @type {[string, string]} */ ([responsibility, group])),
    pairs: pairs(grid, shared),
  };
}

/**
 * The pairs of roles that share cells, those that share most first.
 * @param {Grid} grid
 * @param {Cell[]} shared
 * @returns {[string, string, number][]}
 */
function pairs(grid, shared) {
  const counted = grid.roles.flatMap(({ id: one }, index) => grid.roles.slice(index + 1).map(({ id: other }) =>
    /** @type {[string, string, number]} */ ([one, other, shared.filter(({ roles }) => roles.includes(one) && roles.includes(other)).length])));
  return counted.filter(([, , number]) => number).sort((a, b) => b[2] - a[2]);
}

/**
 * A ratio in whole per cent, rounded half up; null where there is nothing to divide.
 * @param {Ratio} ratio
 * @returns {number | null}
 */
export function percent([part, whole]) {
  return whole ? Math.floor((200 * part + whole) / (2 * whole)) : null;
}
