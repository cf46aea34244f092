/** The passage of a document's text that shows best what a query found in it. */

import { stemsOf, words } from "./analysis.js";

/** @typedef {import("./store.js").Store} Store */

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const BEFORE = 60;
/** How far before a word a passage may begin, to begin with a sentence. */
const BACK = 110;
const SENTENCE = /[.!?…]\u00a0?[»)]? +(?=[«\p{Lu}\d])/gu;
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

/** @returns {string} a text from the sentence that a place is in, or from a little before it where the sentence is long */
export function cutAround(/** @type {string} */ text, /** @type {number} */ at) {
  const near = text.slice(Math.max(0, at - BACK), at);
  const ends = [...near.matchAll(SENTENCE)].map((end) => at - near.length + (end.index ?? 0) + end[0].length);
  const begins = at <= BACK ? [0, ...ends] : ends;
  const sentence = begins.at(-1);
  const from = sentence ?? text.indexOf(" ", at - BEFORE) + 1;
  const most = Math.max(from + LENGTH, at + LENGTH - BEFORE);
  const end = most < text.length ? text.lastIndexOf(" ", most) : text.length;
  return `${sentence === undefined ? "… " : ""}${text.slice(from, end)}${end < text.length ? "…" : ""}`;
}
