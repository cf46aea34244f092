/** Weeks counted from a first day, and the step to take up again. */

const DAY = 24 * 3600 * 1000;

/** @typedef {import("../donnees/keys.js").Resume} Resume */
/** @typedef {import("../donnees/keys.js").ResumeWeek} ResumeWeek */

/**
 * The week of a day, 1 from the first day to the seventh; 0 or less before.
 * @param {string} start the first day, `2026-11-02`
 * @param {string} today
 * @returns {number}
 */
export function weekOf(start, today) {
  return Math.floor((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / (7 * DAY)) + 1;
}

/**
 * The week to open: the present one while it has a step left, else the first one left behind, else the next; nothing
 * when all is done.
 * @param {Pick<Resume, "start" | "weeks">} resume
 * @param {string} today
 * @returns {ResumeWeek | undefined}
 */
export function weekToResume({ start, weeks }, today) {
  const open = weeks.filter(({ next }) => next);
  if (!start) return open[0];
  const present = weekOf(start, today);
  return open.find(({ week }) => week === present) ?? open[0];
}
