/**
 * Everything that the portal keeps in the browser, by key of localStorage. The page /mes-donnees/ lists, exports and
 * erases every key that begins with PREFIX, in this table or not; it imports only those that the table can check.
 */

import { isAddress, isDay, isObject } from "./schema.js";

export const PREFIX = "ancrage.";
export const KEY = "ancrage.donnees";
/** Text that could not be read, set aside: the date follows. */
export const ASIDE = "ancrage.donnees.abimees.";
export const RESUME = "ancrage.reprendre";

/**
 * Where a person is in a pathway, for the home page, which does not know the steps.
 * @typedef {{title: string, url: string, start: string | null, weeks: ResumeWeek[]}} Resume
 */
/** @typedef {{week: number, done: number, total: number, next: {id: string, title: string} | null}} ResumeWeek */

/**
 * @type {Record<string, {name: string, why: string, isRight: (value: string) => boolean,
 *   count?: (value: string) => string}>} `count` says what it holds, for a person
 */
export const OTHERS = {
  "ancrage.theme": {
    name: "Affichage clair ou sombre",
    why: "Ne pas vous le redemander à chaque page.",
    count: (value) => value,
    isRight: (value) => ["clair", "sombre"].includes(value),
  },
  "ancrage.recherches": {
    name: "Recherches récentes",
    why: "Vous les proposer de nouveau.",
    count: (value) => String(parsed(value)?.length ?? "—"),
    isRight: (value) => {
      const read = parsed(value);
      return Array.isArray(read) && read.length <= 50 && read.every((query) => typeof query === "string" && query.length <= 400);
    },
  },
  "ancrage.version-plus-tard": {
    name: "Mise à jour remise à plus tard",
    why: "Ne pas vous la proposer de nouveau avant la prochaine visite.",
    isRight: (value) => value === "oui",
  },
  [RESUME]: {
    name: "Prochaine étape du parcours",
    why: "Vous la montrer dès l’accueil.",
    count: (value) => parsed(value)?.title ?? "—",
    isRight: (value) => isResume(parsed(value)),
  },
};

/**
 * @param {any} value
 * @returns {value is Resume}
 */
export function isResume(value) {
  return isObject(value) && isText(value.title) && isAddress(value.url) && (value.start === null || isDay(value.start)) &&
    Array.isArray(value.weeks) && value.weeks.every((week) => isObject(week) &&
      [week.week, week.done, week.total].every((number) => Number.isSafeInteger(number)) &&
      (week.next === null || (isObject(week.next) && isText(week.next.id) && isText(week.next.title))));
}

const isText = (/** @type {unknown} */ value) => typeof value === "string" && value.length <= 400;

/** @returns {any} the value that a JSON text holds, or undefined */
export function parsed(/** @type {string} */ json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
