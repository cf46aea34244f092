/**
 * What plans are made from, as the page holds it (`tools/ancrage/pages/composer.py`): goals, activities of sessions and
 * activities that stand alone, and the names and addresses of what they refer to. Keys left out have their usual value.
 */

/** @typedef {{text: string, minutes?: number, say?: string}} Step */
/** @typedef {{title: string, text: string}} Card */
/**
 * @typedef {{id: string, title: string, minutes: number, method: string, steps: Step[], group: [number, number],
 *   audience?: string[], phase?: string, family?: string, everywhere?: boolean, sheets?: boolean, why?: string,
 *   session?: string, notes?: string, materials?: string[], cards?: Card[], handouts?: string[], entries?: string[],
 *   figures?: string[]}} Activity `session`: the one it belongs to; `audience`: for whom it was written, absent for everyone
 */
/**
 * @typedef {{take: string[], phase: string, why: string, weight?: number, always?: boolean, needs?: string[],
 *   family?: string, pause_after?: string}} PlanLine
 */
/**
 * @typedef {{id: string, title: string, aim: string, summary: string, audience: string[], sessions?: string[],
 *   sheets: string[], related?: string[], leave_out?: string[], caution?: string, preparation: string[],
 *   evaluation: string[], plan: PlanLine[]}} Goal
 */
/** @typedef {{title: string, url: string, audience: string[], group: [number, number], plan: string[]}} Session */
/**
 * @typedef {{goals: Record<string, Goal>, activities: Record<string, Activity>, sessions: Record<string, Session>,
 *   entries: Record<string, [string, string]>, figures: Record<string, [string, string]>, shown: Record<string, string>,
 *   methods: Record<string, string>, phases: Record<string, string>, audiences: Record<string, string>,
 *   durations: number[], people: [number, number], pause: string}} Bank
 */

export const PAUSE = "pause";
/** The weight of a line that says none. */
export const USUAL_WEIGHT = 2;

/** @returns {Bank} the bank that a page holds */
export function bankOf(/** @type {Document} */ page) {
  return JSON.parse(page.getElementById("composer-banque")?.textContent ?? "");
}

/** @returns {PlanLine[]} the activities that serve any goal, but those that a line takes or that would be out of place */
export function everywhereLines(/** @type {Bank} */ bank, /** @type {Goal} */ goal) {
  const others = new Set([...(goal.leave_out ?? []), ...goal.plan.flatMap(({ take }) => take)]);
  return Object.entries(bank.activities)
    .filter(([ref, { everywhere, phase, why }]) => everywhere && phase && why && !others.has(ref))
    .map(([ref, { phase, why, family }]) => ({ take: [ref], phase: phase ?? "", why: why ?? "", weight: 1, family }));
}

/** @returns {PlanLine | undefined} the line by which an activity serves a goal */
export function lineOf(/** @type {Bank} */ bank, /** @type {Goal} */ goal, /** @type {string} */ ref) {
  return [...goal.plan, ...everywhereLines(bank, goal)].find(({ take }) => take.includes(ref));
}
