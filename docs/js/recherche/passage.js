/** The passage of a document's text that shows best what a query found in it. */

import { stemsOf, words } from "./analysis.js";

/** @typedef {import("./store.js").Store} Store */

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const BEFORE = 60;
const LENGTH = 240;

/**
 * @param {Store} store
 * @param {import("./engine.js").Hit} hit
 * @param {Set<string>} stems
 * @returns {Promise<string>} the passage; the summary, where it shows as many words
 */
export async function passage(store, hit, stems) {
  const text = await store.loadText(hit.number);
  const marks = marksOf(text, stems);
  let best = { start: 0, count: new Set(marksOf(hit.excerpt, stems).map(({ told }) => told)).size };
  let kept = false;
  marks.forEach(({ at }, i) => {
    const told = new Set();
    for (let j = i; j < marks.length && marks[j].at < at + LENGTH - BEFORE; j++) told.add(marks[j].told);
    if (told.size > best.count) {
      best = { start: at, count: told.size };
      kept = true;
    }
  });
  return kept ? cutAround(text, best.start) : hit.excerpt;
}

/** @returns {{at: number, told: string}[]} where a text has one of the stems */
function marksOf(/** @type {string} */ text, /** @type {Set<string>} */ stems) {
  const marks = [];
  for (const found of text.matchAll(WORD)) {
    const told = words(found[0]).filter((word) => !word.stop).flatMap(stemsOf).find((stem) => stems.has(stem));
    if (told !== undefined) marks.push({ at: found.index ?? 0, told });
  }
  return marks;
}

/** @returns {string} a text from a little before a place, between two spaces */
function cutAround(/** @type {string} */ text, /** @type {number} */ at) {
  const from = at > BEFORE ? text.indexOf(" ", at - BEFORE) + 1 : 0;
  const end = from + LENGTH < text.length ? text.lastIndexOf(" ", from + LENGTH) : text.length;
  return `${from ? "… " : ""}${text.slice(from, end)}${end < text.length ? "…" : ""}`;
}
