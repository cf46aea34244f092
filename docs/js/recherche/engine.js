/**
 * Answers a query from the index. Twin of `tools/ancrage/search/query.py`: same steps, same sums, same order, so that
 * the browser and the command line rank alike. Every constant comes with the index (`store.ranking`).
 */

import { fold, nameKeys, stem, stemsOf, words } from "./analysis.js";
import { nearForms } from "./typos.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Shown} Shown */
/** @typedef {import("./analysis.js").Word} Word */

/**
 * @typedef {object} Part consecutive words of a query: what each may stand for, other names of what they name
 * @property {Map<string, number>[]} slots
 * @property {string[][]} names
 */

/**
 * @typedef {Shown & {score: number}} Hit
 * @typedef {object} Answer
 * @property {Hit[]} hits best first
 * @property {number} total how many documents answer, before `limit`
 * @property {Set<string>} stems what matched, to be highlighted
 */

/**
 * @param {Store} store
 * @param {string} query
 * @param {{limit?: number, kind?: string, setting?: string}} [options]
 * @returns {Promise<Answer>}
 */
export async function search(store, query, { limit = 10, kind, setting } = {}) {
  const { ranking, stems } = await ranked(store, query);
  const hits = [];
  let total = 0;
  for (const [number, score] of ranking) {
    const settings = store.columns.setting[number];
    if (kind && store.columns.kind[number] !== kind) continue;
    if (setting && settings.length && !settings.includes(setting)) continue;
    total++;
    if (hits.length < limit) hits.push({ ...store.shown(number), score });
  }
  return { hits, total, stems };
}

/** @returns {Promise<{ranking: [number, number][], stems: Set<string>}>} document and score, best first */
async function ranked(/** @type {Store} */ store, /** @type {string} */ query) {
  const r = store.ranking;
  query = [...query.slice(0, 2 * r.max_chars)].slice(0, r.max_chars).join("");
  const found = words(query);
  let told = found.filter((word) => !word.stop);
  if (!told.length) told = found;
  told = told.slice(0, r.max_words);
  const typing = told.length > 0 && found[found.length - 1] === told[told.length - 1] && /[a-z0-9]$/.test(fold(query));
  const parts = cut(store, told, typing);
  const stems = new Set(parts.flatMap(({ slots }) => slots.flatMap((slot) => [...slot.keys()])));
  const others = parts.flatMap(({ names }) => names);
  await store.load([...stems, ...others.flatMap((name) => name)]);
  for (const name of others) if (name.length === 1) stems.add(name[0]);
  const points = new Map();
  const matched = new Map();
  for (const part of parts) {
    for (const [number, tally] of tallies(store, part)) {
      points.set(number, (points.get(number) || 0) + tally[0]);
      matched.set(number, (matched.get(number) || 0) + tally[1]);
    }
  }
  const cover = r.coverage;
  const scores = new Map();
  for (const [number, sum] of points) {
    scores.set(number, (sum / r.scale) * (1 - cover + (cover * matched.get(number)) / told.length));
  }
  for (const [number, rank] of named(store, query)) {
    scores.set(number, (scores.get(number) || 0) + rank * r.named);
  }
  return { ranking: [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]), stems };
}

/** Cuts the query, from left to right, into the longest names that it holds and single words. @returns {Part[]} */
function cut(/** @type {Store} */ store, /** @type {Word[]} */ told, /** @type {boolean} */ typing) {
  const slots = told.map((word, at) => slot(store, word, typing && at === told.length - 1));
  const parts = [];
  let at = 0;
  while (at < told.length) {
    for (let length = Math.min(store.ranking.synonym_words, told.length - at); length > 0; length--) {
      const key = told.slice(at, at + length).map((word) => stemsOf(word)[0]).join(" ");
      const names = synonyms(store, key);
      if (names.length || length === 1) {
        parts.push({ slots: slots.slice(at, at + length), names });
        at += length;
        break;
      }
    }
  }
  return parts;
}

/** @returns {Map<string, number>} the stems that a word may stand for, with their weights */
function slot(/** @type {Store} */ store, /** @type {Word} */ word, /** @type {boolean} */ typing) {
  const r = store.ranking;
  const stands = new Map(stemsOf(word).filter((stem) => store.has(stem)).map((stem) => [stem, 1]));
  const form = word.forms[0];
  if (typing && form.length >= r.prefix_letters) {
    const weight = stands.size ? r.prefix_known : r.prefix;
    const longer = store.formsFrom(form).filter((other) => other !== form);
    longer.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    for (const other of longer.slice(0, r.prefix_forms)) {
      const share = r.prefix_floor + ((1 - r.prefix_floor) * form.length) / other.length;
      raise(stands, other, weight * share);
    }
  }
  if (!stands.size && form.length >= r.typo_letters_1) {
    const most = form.length >= r.typo_letters_2 ? 2 : 1;
    for (const [gap, other] of nearForms(form, store.forms, most).slice(0, r.typo_forms)) {
      raise(stands, other, gap === 1 ? r.typo_1 : r.typo_2);
    }
  }
  return stands;
}

function raise(/** @type {Map<string, number>} */ stands, /** @type {string} */ form, /** @type {number} */ weight) {
  const found = stem(form);
  stands.set(found, Math.max(stands.get(found) || 0, weight));
}

/** @returns {string[][]} the other names, as stems, of the documents that bear a name */
function synonyms(/** @type {Store} */ store, /** @type {string} */ key) {
  const most = store.ranking.synonym_words;
  const names = new Set(store.keyed(key).flatMap((number) => store.columns.keys[number]));
  names.delete(key);
  const short = [...names].map((name) => name.split(" ")).filter((name) => name.length <= most);
  return short.slice(0, store.ranking.synonym_names);
}

/** @returns {Map<number, [number, number]>} what each document gets from a part: points, words of the part it has */
function tallies(/** @type {Store} */ store, /** @type {Part} */ part) {
  const tallies = new Map();
  for (const slot of part.slots) {
    const best = new Map();
    for (const [stem, weight] of slot) {
      for (const [number, impact] of store.impacts(stem)) {
        best.set(number, Math.max(best.get(number) || 0, weight * impact));
      }
    }
    for (const [number, points] of best) {
      const [old, count] = tallies.get(number) || [0, 0];
      tallies.set(number, [old + points, count + 1]);
    }
  }
  for (const name of part.names) {
    const weight = (store.ranking.synonym * part.slots.length) / name.length;
    for (const [number, points] of whole(store, name)) {
      const [old] = tallies.get(number) || [0];
      tallies.set(number, [Math.max(old, weight * points), part.slots.length]);
    }
  }
  return tallies;
}

/** @returns {Map<number, number>} the sum of impacts in each document that has every stem of a name */
function whole(/** @type {Store} */ store, /** @type {string[]} */ name) {
  let sums = store.impacts(name[0]);
  for (const stem of name.slice(1)) {
    const more = store.impacts(stem);
    sums = new Map([...sums].filter(([number]) => more.has(number)).map(([n, points]) => [n, points + (more.get(n) ?? 0)]));
  }
  return sums;
}

/** @returns {Map<number, number>} the rank of each document that the query names */
function named(/** @type {Store} */ store, /** @type {string} */ query) {
  const r = store.ranking;
  const [written, stems] = nameKeys(words(query));
  const ranks = new Map(store.keyed(stems).map((number) => [number, r.named_stems]));
  for (const number of store.named(written)) {
    const title = nameKeys(words(store.columns.title[number]))[0];
    ranks.set(number, title === written ? r.named_title : r.named_alias);
  }
  for (const number of ranks.keys()) {
    if (store.signposts.has(store.columns.kind[number])) ranks.set(number, r.named_signpost);
  }
  return ranks;
}
