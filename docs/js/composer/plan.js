/**
 * A timed plan from the bank, for a goal, an audience, a duration and a group: the twin of `tools/ancrage/composing.py`,
 * which tells how it chooses. Whole numbers only and the same order everywhere: both give the same plan.
 */

import { PAUSE, USUAL_WEIGHT, everywhereLines } from "./bank.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./bank.js").Activity} Activity */
/** @typedef {import("./bank.js").PlanLine} PlanLine */
/** @typedef {{goal: string, audience: string, duration: number, people: number}} Choice minutes in all */
/** @typedef {{ref: string, minutes: number}} Planned */
/**
 * @typedef {{take: string[], phase: string, minutes: number, worth: number, firstMethod: string, lastMethod: string,
 *   always: boolean, needs: string[], family: string}} Candidate `worth`: points a minute
 */
/** @typedef {{minutes: number, method: string, part: string, marks: string[], score: number, refs: string[]}} Way */
/** @typedef {Map<string, Way>} Found the best way to each state: minutes, last method, part, names noted */

const PHASES = ["ouvrir", "comprendre", "essayer", "appliquer", "fermer"];
export const MARGIN = 5;
const BREAK = 10;
export const LONGEST = 90;

const REPEATED = 12;
const EACH = 6;
const NEW_PART = 20;
const AWAY = 40;

/** @returns {number} how many breaks a session of so many minutes has */
export function breaks(/** @type {number} */ duration) {
  return duration <= LONGEST ? 0 : duration <= 140 ? 1 : duration <= 210 ? 2 : 3;
}

/**
 * The plan for a choice; what is nearest to its duration when no plan is within five minutes of it.
 * @param {Bank} bank
 * @param {Choice} choice
 * @returns {Planned[]}
 */
export function compose(bank, choice) {
  const count = breaks(choice.duration);
  const working = chosen(candidatesOf(bank, choice), choice.duration - BREAK * count);
  const planned = working.map((ref) => ({ ref, minutes: bank.activities[ref].minutes }));
  return withBreaks(planned, count, bank.pause, together(bank.goals[choice.goal]));
}

/**
 * @param {Bank} bank
 * @param {Choice} choice
 * @returns {Candidate[]} the lines that suit the group, part by part
 */
function candidatesOf(bank, choice) {
  const goal = bank.goals[choice.goal];
  const lines = [...goal.plan, ...everywhereLines(bank, goal)];
  return PHASES.flatMap((phase) => lines.filter((line) => line.phase === phase).flatMap((line) => {
    const items = line.take.map((ref) => bank.activities[ref]);
    if (items.some(({ group }) => choice.people < group[0])) return [];
    return {
      take: line.take,
      phase,
      minutes: items.reduce((sum, { minutes }) => sum + minutes, 0),
      worth: worthOf(line, items, choice),
      firstMethod: items[0].method,
      lastMethod: items[items.length - 1].method,
      always: line.always ?? false,
      needs: line.needs ?? [],
      family: line.family ?? "",
    };
  }));
}

/**
 * @param {PlanLine} line
 * @param {Activity[]} items
 * @param {Choice} choice
 */
function worthOf(line, items, choice) {
  const stranger = items.some(({ audience }) => audience?.length && !audience.includes(choice.audience));
  const crowded = items.some(({ group }) => choice.people > group[1]);
  return Math.max(1, 2 * (line.weight ?? USUAL_WEIGHT) - Number(stranger) - Number(crowded));
}

/**
 * @param {Candidate[]} candidates
 * @param {number} budget
 * @returns {string[]} the references of the best plan: one opening, the body, one closing
 */
function chosen(candidates, budget) {
  const noted = notedIn(candidates);
  /** @type {Found} */
  let found = new Map([["", { minutes: 0, method: "", part: "", marks: [], score: 0, refs: [] }]]);
  for (const phase of PHASES) {
    const part = candidates.filter((candidate) => candidate.phase === phase);
    if (phase === "ouvrir" || phase === "fermer") {
      found = exactlyOne(found, part, budget, noted);
      continue;
    }
    for (const candidate of part) {
      const more = taken(found, candidate, budget, noted);
      found = kept(candidate.always && more.size ? new Map(more) : new Map(found), more);
    }
  }
  /** @type {{final: number, refs: string[]} | null} */
  let best = null;
  for (const { minutes, score, refs } of found.values()) {
    const final = score - AWAY * Math.abs(budget - minutes);
    if (best === null || final > best.final) best = { final, refs };
  }
  return best?.refs ?? [];
}

/** @returns {Set<string>} the names that later lines ask about */
function notedIn(/** @type {Candidate[]} */ candidates) {
  const families = candidates.map(({ family }) => family).filter(Boolean);
  const several = families.filter((name, index) => families.indexOf(name) !== index);
  return new Set([...several, ...candidates.flatMap(({ needs }) => needs)]);
}

/**
 * @param {Found} found
 * @param {Candidate[]} part
 * @param {number} budget
 * @param {Set<string>} noted
 * @returns {Found}
 */
function exactlyOne(found, part, budget, noted) {
  const always = part.filter((candidate) => candidate.always);
  /** @type {Found} */
  let longer = new Map();
  for (const candidate of always.length ? always : part) longer = kept(longer, taken(found, candidate, budget, noted));
  return longer.size ? longer : found;
}

/**
 * @param {Found} found
 * @param {Candidate} candidate
 * @param {number} budget
 * @param {Set<string>} noted
 * @returns {Found} the plans that may hold a line, with it
 */
function taken(found, candidate, budget, noted) {
  /** @type {Found} */
  const longer = new Map();
  for (const way of found.values()) {
    const minutes = way.minutes + candidate.minutes;
    const missing = candidate.needs.some((name) => !way.marks.includes(name));
    if (minutes > budget + MARGIN || missing || (candidate.family && way.marks.includes(candidate.family))) continue;
    let score = way.score + candidate.minutes * candidate.worth - EACH;
    if (way.method === candidate.firstMethod) score -= REPEATED;
    if (way.part !== candidate.phase) score += NEW_PART;
    const marks = [...way.marks, ...[...candidate.take, candidate.family].filter((name) => noted.has(name))];
    const state = [minutes, candidate.lastMethod, candidate.phase, ...marks].join("|");
    const before = longer.get(state);
    if (before && score <= before.score) continue;
    longer.set(state, { minutes, method: candidate.lastMethod, part: candidate.phase, marks, score, refs: [...way.refs, ...candidate.take] });
  }
  return longer;
}

/**
 * @param {Found} found
 * @param {Found} more
 * @returns {Found} both, the better one for each state; the first when equal
 */
function kept(found, more) {
  for (const [state, way] of more) {
    const before = found.get(state);
    if (!before || way.score > before.score) found.set(state, way);
  }
  return found;
}

/** @returns {Set<string>} the activities before which no break may come, as they go on from another */
function together(/** @type {import("./bank.js").Goal} */ goal) {
  return new Set(goal.plan.flatMap(({ take, pause_after: rest }) => take.slice(1).filter((_, index) => take[index] !== rest)));
}

/**
 * @param {Planned[]} planned
 * @param {number} count
 * @param {string} pause
 * @param {Set<string>} held
 * @returns {Planned[]}
 */
function withBreaks(planned, count, pause, held) {
  const open = planned.map((_, index) => index).filter((index) => index >= 2 && index < planned.length - 1 && !held.has(planned[index].ref));
  const places = pause ? evenPlaces(planned.map(({ minutes }) => minutes), open, count) : [];
  return planned.flatMap((item, index) => (places.includes(index) ? [{ ref: pause, minutes: BREAK }, item] : [item]));
}

/**
 * @param {number[]} minutes
 * @param {number[]} open
 * @param {number} count
 * @returns {number[]} before which activities breaks go: the longest part as short as can be, then parts as even as can be
 */
function evenPlaces(minutes, open, count) {
  /** @type {{longest: number, squares: number} | null} */
  let best = null;
  /** @type {number[]} */
  let chosenPlaces = [];
  for (const places of combinations(open, count)) {
    const ends = [0, ...places, minutes.length];
    const parts = ends.slice(1).map((end, index) => minutes.slice(ends[index], end).reduce((a, b) => a + b, 0));
    const longest = Math.max(...parts);
    const squares = parts.reduce((sum, part) => sum + part * part, 0);
    if (best && (longest > best.longest || (longest === best.longest && squares >= best.squares))) continue;
    best = { longest, squares };
    chosenPlaces = places;
  }
  return chosenPlaces;
}

/** @returns {number[][]} every choice of so many among some, in their order */
function combinations(/** @type {number[]} */ among, /** @type {number} */ count) {
  if (count === 0) return [[]];
  return among.flatMap((first, index) => combinations(among.slice(index + 1), count - 1).map((rest) => [first, ...rest]));
}

/**
 * What may take the place of an activity, or be added: activities of the goal in the same part first, then its others,
 * then the rest of the bank; the heaviest first, then those whose minutes are nearest.
 * @param {Bank} bank
 * @param {Choice} choice
 * @param {string[]} present what the plan holds already
 * @param {{ref: string | null, minutes: number} | null} replaced null to add
 * @returns {{ref: string, forGoal: boolean}[]}
 */
export function alternatives(bank, choice, present, replaced) {
  const goal = bank.goals[choice.goal];
  const lines = [...goal.plan, ...everywhereLines(bank, goal)];
  const lineFor = new Map(lines.flatMap((line) => line.take.map((ref) => /** @type {const} */ ([ref, line]))));
  const phase = replaced?.ref ? (lineFor.get(replaced.ref)?.phase ?? bank.activities[replaced.ref].phase) : undefined;
  return Object.entries(bank.activities)
    .filter(([ref, { method, group }]) => !present.includes(ref) && method !== PAUSE && choice.people >= group[0])
    .map(([ref, { minutes }], index) => {
      const line = lineFor.get(ref);
      const weight = line ? (line.weight ?? USUAL_WEIGHT) : 0;
      const near = phase && line?.phase === phase ? 10 : 0;
      return { ref, forGoal: Boolean(line), rank: near + weight, away: Math.abs(minutes - (replaced?.minutes ?? 0)), index };
    })
    .sort((a, b) => b.rank - a.rank || a.away - b.away || a.index - b.index)
    .map(({ ref, forGoal }) => ({ ref, forGoal }));
}
