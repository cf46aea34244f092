/** Answers a query from the index. Twin of `tools/ancrage/search/query.py`. */

import { fold, stem, stemsOf, words, writtenOf } from "./analysis.js";
import { ranked } from "./scoring.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Facets} Facets */
/** @typedef {import("./scoring.js").Slot} Slot */
/** @typedef {"kind" | "setting" | "role" | "approach"} Dimension */

/**
 * @typedef {object} Hit
 * @property {number} number of the document
 * @property {string} id
 * @property {string} kind
 * @property {string} kindName
 * @property {string} title
 * @property {string} url relative to the root of the site
 * @property {string} excerpt
 * @property {number} score
 * @property {Record<string, string> | null} answer what a figure answers: value, interval, detail, asked
 */

/**
 * @typedef {object} Answer
 * @property {Hit[]} hits best first, from `offset`
 * @property {number} total how many documents answer
 * @property {Hit | null} card a term, an acronym or a figure that answers the query by itself
 * @property {Record<Dimension, {value: string, label: string, count: number, on: boolean}[]> | null} facets
 * @property {string} suggestion the query as it may have been meant; empty when every word is known
 * @property {boolean} nearest whether nothing matched and the hits are mere neighbours
 * @property {Set<string>} stems what matched, to be highlighted
 */

/** @type {Dimension[]} */
const DIMENSIONS = ["kind", "setting", "role", "approach"];
const QUOTED = /["“«]([^"“”«»]+)["”»]/g;
const IN_TITLE = /(^|\s)titre ?: ?(\S+)/gi;
const PIECE = /[\p{L}\p{N}]+/gu;

/**
 * @param {Store} store
 * @param {string} query
 * @param {{limit?: number, offset?: number, facets?: boolean} & Partial<Record<Dimension, string>>} [options]
 * @returns {Promise<Answer>}
 */
export async function search(store, query, { limit = 10, offset = 0, facets = false, ...filters } = {}) {
  const r = store.ranking;
  query = [...query.slice(0, 2 * r.max_chars)].slice(0, r.max_chars).join("");
  const asked = query.replace(IN_TITLE, "$1$2");
  let ranking = await ranked(store, asked);
  const nearest = !ranking.numbers.length && ranking.slots.length > 0;
  if (nearest) ranking = await ranked(store, asked, true);
  const { scores, slots, stems } = ranking;
  const found = await checked(store, query, ranking.numbers, scores);
  const narrowed = DIMENSIONS.some((dimension) => filters[dimension]);
  const columns = facets || narrowed ? await store.loadFacets() : null;
  const kept = columns && narrowed ? found.filter((number) => suits(columns, number, filters, "")) : found;
  const first = best(kept, scores, Math.max(offset + limit, r.figure_among));
  const hits = await hitsOf(store, first.slice(offset, offset + limit), scores);
  return {
    hits,
    total: kept.length,
    card: nearest ? null : await cardOf(store, slots, first, scores),
    facets: columns && facets ? counted(columns, found, filters) : null,
    suggestion: await suggested(store, asked, slots, first),
    nearest: nearest && hits.length > 0,
    stems,
  };
}

/** @returns {number[]} the `most` best of some documents, best first */
function best(/** @type {number[]} */ numbers, /** @type {Float64Array} */ scores, /** @type {number} */ most) {
  const before = (/** @type {number} */ a, /** @type {number} */ b) => scores[b] - scores[a] || a - b;
  if (numbers.length <= 4 * most) return [...numbers].sort(before).slice(0, most);
  const kept = numbers.slice(0, most).sort(before);
  for (const number of numbers.slice(most)) {
    if (before(number, kept[most - 1]) >= 0) continue;
    let at = most - 1;
    while (at > 0 && before(number, kept[at - 1]) < 0) at--;
    kept.splice(at, 0, number);
    kept.pop();
  }
  return kept;
}

/** @returns {Promise<Hit[]>} */
async function hitsOf(/** @type {Store} */ store, /** @type {number[]} */ numbers, /** @type {Float64Array} */ scores) {
  const cards = await store.loadCards(numbers);
  return cards.map(([id, kind, title, url, excerpt, answer], at) => ({
    number: numbers[at], id, kind, kindName: store.kinds[kind] ?? kind, title, url, excerpt, answer,
    score: scores[numbers[at]],
  }));
}

/** @returns {boolean} whether a document passes every filter, but that of one dimension */
function suits(
  /** @type {Facets} */ columns, /** @type {number} */ number, /** @type {Partial<Record<Dimension, string>>} */ filters,
  /** @type {string} */ but,
) {
  return DIMENSIONS.every((dimension) => {
    const value = filters[dimension];
    return !value || dimension === but || has(columns, dimension, number, columns[dimension].values.indexOf(value));
  });
}

/** @returns {boolean} whether a document has the value of a facet; one for no setting in particular suits them all */
function has(
  /** @type {Facets} */ columns, /** @type {Dimension} */ dimension, /** @type {number} */ number, /** @type {number} */ at,
) {
  const code = columns[dimension].column[number];
  if (dimension === "kind" || dimension === "approach") return code === at;
  return ((code >> at) & 1) === 1 || (dimension === "setting" && code === 0);
}

/** @returns {Answer["facets"]} the values found, with how many documents have them, most first */
function counted(
  /** @type {Facets} */ columns, /** @type {number[]} */ numbers, /** @type {Partial<Record<Dimension, string>>} */ filters,
) {
  return /** @type {any} */ (Object.fromEntries(DIMENSIONS.map((dimension) => {
    const { values, labels } = columns[dimension];
    const kept = numbers.filter((number) => suits(columns, number, filters, dimension));
    const found = values.map((value, at) => ({
      value, label: labels[at], on: filters[dimension] === value,
      count: value ? kept.reduce((sum, number) => sum + Number(has(columns, dimension, number, at)), 0) : 0,
    }));
    return [dimension, found.filter(({ count, on }) => count || on).sort((a, b) => b.count - a.count)];
  })));
}

/** @returns {Promise<number[]>} the documents that hold the quoted phrases and the words asked in titles */
async function checked(
  /** @type {Store} */ store, /** @type {string} */ query, /** @type {number[]} */ numbers, /** @type {Float64Array} */ scores,
) {
  const phrases = [...query.matchAll(QUOTED)].map(([, quoted]) => writtenOf(words(quoted))).filter(Boolean);
  const titled = [...query.matchAll(IN_TITLE)].flatMap(([, , asked]) => words(asked).map((word) => stemsOf(word)[0]));
  if (!phrases.length && !titled.length) return numbers;
  const first = best(numbers, scores, store.ranking.phrase_among);
  const cards = await store.loadCards(first);
  const texts = phrases.length ? await Promise.all(first.map((number) => store.loadText(number))) : [];
  return first.filter((_, at) => {
    const [, , title, , excerpt] = cards[at];
    const stems = new Set(words(title).flatMap(stemsOf));
    const parts = [title, excerpt, texts[at] ?? ""].map((text) => ` ${writtenOf(words(text))} `);
    return titled.every((told) => stems.has(told)) &&
      phrases.every((phrase) => parts.some((part) => part.includes(` ${phrase} `)));
  });
}

/** @returns {Promise<Hit | null>} the term or acronym that the query names, or the figure whose label holds all its words */
async function cardOf(
  /** @type {Store} */ store, /** @type {Slot[]} */ slots, /** @type {number[]} */ first, /** @type {Float64Array} */ scores,
) {
  const r = store.ranking;
  const called = first.slice(0, r.card_among).filter((number) => scores[number] >= r.card_rank * r.named);
  for (const hit of await hitsOf(store, called, scores)) if (store.answers.has(hit.kind)) return hit;
  if (slots.length < r.card_words || !first.length) return null;
  const figures = first.slice(0, r.figure_among).filter((number) => number >= store.figures).slice(0, r.figures_read);
  if (!figures.length || tellsAll((await hitsOf(store, [first[0]], scores))[0], slots)) return null;
  const hits = await hitsOf(store, figures, scores);
  return hits.find((hit) => tellsAll(hit, slots)) ?? null;
}

/** @returns {boolean} whether a title, or what a figure is asked by, holds what each word of a query stands for */
function tellsAll(/** @type {Hit} */ { title, answer }, /** @type {Slot[]} */ slots) {
  return [title, answer?.asked ?? ""].some((text) => {
    const stems = words(text).flatMap(stemsOf);
    return slots.every((slot) => stems.some((told) => slot.stands.has(told)));
  });
}

/** @returns {Promise<string>} the query with its unknown words corrected as the first result has them, or nothing */
async function suggested(
  /** @type {Store} */ store, /** @type {string} */ query, /** @type {Slot[]} */ slots, /** @type {number[]} */ first,
) {
  const wrong = slots.filter((slot) => slot.corrections.length);
  if (!wrong.length || !first.length) return "";
  const cards = await store.loadCards(first.slice(0, store.ranking.suggest_among));
  const shown = new Map();
  for (const text of cards.flatMap(([, , title, , excerpt]) => [title, excerpt]).reverse()) {
    for (const [piece] of text.matchAll(PIECE)) shown.set(fold(piece), piece.toLowerCase());
  }
  const weighs = (/** @type {string} */ form) => {
    const { numbers, levels } = store.posting(stem(form));
    return levels[numbers.indexOf(first[0])] ?? 0;
  };
  const right = new Map(wrong.map(({ form, corrections }) => [
    form, corrections.reduce((best, other) => (weighs(other) > weighs(best) ? other : best)),
  ]));
  const meant = query.replace(PIECE, (piece) => {
    const form = right.get(fold(piece));
    return form ? shown.get(form) ?? form : piece;
  }).trim();
  return meant === query.trim() ? "" : meant;
}
