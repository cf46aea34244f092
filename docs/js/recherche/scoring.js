/**
 * Which documents answer a query, and with what score. Twin of `tools/ancrage/search/scoring.py`: same steps, same sums,
 * same order, so that the browser and the command line rank alike. Every constant comes with the index.
 */

import { fold, keyOf, stem, stemsOf, toldKey, words, writtenOf } from "./analysis.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./analysis.js").Word} Word */
/** @typedef {import("./typos.js").Near} Near */

/**
 * @typedef {object} Slot a word of a query: the stems it may stand for, each with weight × rarity, the surest first
 * @property {string} form
 * @property {Map<string, number>} stands
 * @property {boolean} known
 * @property {number} rarity
 * @property {Map<string, number>} others the stems that it may stand for besides its own, with a weight
 * @property {string[]} corrections
 */

/**
 * @typedef {object} Ranking
 * @property {number[]} numbers documents that answer, in no order
 * @property {Float64Array} scores by document
 * @property {Slot[]} slots
 * @property {Set<string>} stems to be highlighted
 */

/**
 * @param {Store} store
 * @param {string} query
 * @param {boolean} [lenient] forgive one mistake more
 * @returns {Promise<Ranking>}
 */
export async function ranked(store, query, lenient = false) {
  const r = store.ranking;
  const found = words(query);
  let told = found.filter((word) => !word.stop);
  if (!told.length) told = found;
  told = told.slice(0, r.max_words);
  const last = told[told.length - 1];
  const typing = told.length > 0 && found[found.length - 1] === last && /[a-z0-9]$/.test(fold(query));
  const typed = typing && last.forms[0].length >= r.prefix_letters ? last.forms[0] : "";
  await Promise.all([
    store.loadWords([...told.flatMap(stemsOf), keyOf(found).split(" ", 1)[0]]),
    typed && store.loadForms(typed),
  ]);
  const slots = await Promise.all(told.map((word) => slotOf(store, word, typing && word === last, lenient)));
  const parts = cut(store, told, slots);
  const pairs = pairsOf(slots);
  await Promise.all([
    store.loadWords([...slots.flatMap(({ others }) => [...others.keys()]), ...parts.flatMap(({ said }) => said).flatMap(({ other }) => other)]),
    store.loadPairs(pairs.map(([left, right]) => pairKey(left, right))),
  ]);
  for (const slot of slots) addOthers(store, slot);
  const stems = new Set(slots.flatMap((slot) => [...slot.stands.keys()]));
  for (const { other } of parts.flatMap(({ said }) => said)) if (other.length === 1) stems.add(other[0]);
  const sums = new Sums(store.size);
  const [own, best] = [new Sums(store.size), new Sums(store.size)];
  for (const part of parts) addPart(store, part, sums, own, best);
  for (const [left, right] of pairs) {
    const gain = r.pair * Math.min(left.rarity, right.rarity) * r.pair_level;
    for (const number of store.paired(pairKey(left, right))) sums.add(number, gain, 0);
  }
  const wanted = slots.reduce((sum, slot) => sum + slot.rarity, 0);
  const { numbers, points, covered } = sums;
  for (const number of numbers) {
    points[number] = (points[number] / r.scale) * (1 - r.coverage + (r.coverage * covered[number]) / wanted);
  }
  for (const [number, rank] of named(store, found, slots, typing)) sums.add(number, rank * r.named, 0);
  return { numbers, scores: points, slots, stems };
}

/** Points of documents, and the rarity of the words of the query that they have. */
class Sums {
  constructor(/** @type {number} */ size) {
    this.points = new Float64Array(size);
    this.covered = new Float64Array(size);
    this.seen = new Uint8Array(size);
    /** @type {number[]} */
    this.numbers = [];
  }

  add(/** @type {number} */ number, /** @type {number} */ points, /** @type {number} */ cover) {
    this.see(number);
    this.points[number] += points;
    this.covered[number] += cover;
  }

  raise(/** @type {number} */ number, /** @type {number} */ points, /** @type {number} */ cover) {
    this.see(number);
    if (points > this.points[number]) this.points[number] = points;
    if (cover > this.covered[number]) this.covered[number] = cover;
  }

  clear() {
    for (const number of this.numbers) this.points[number] = this.covered[number] = this.seen[number] = 0;
    this.numbers = [];
  }

  see(/** @type {number} */ number) {
    if (this.seen[number]) return;
    this.seen[number] = 1;
    this.numbers.push(number);
  }
}

/** @returns {Promise<Slot>} what a word may stand for: its stems, the words it starts, or else its corrections */
async function slotOf(
  /** @type {Store} */ store, /** @type {Word} */ word, /** @type {boolean} */ typing, /** @type {boolean} */ lenient,
) {
  const r = store.ranking;
  const form = word.forms[0];
  const stands = new Map(stemsOf(word).map((own) => /** @type {[string, number]} */ ([own, store.weight(own)])));
  for (const [own, weight] of stands) if (!weight) stands.delete(own);
  /** @type {Slot} */
  const slot = {
    form, stands, known: stands.size > 0, rarity: Math.max(0, ...stands.values()), others: new Map(), corrections: [],
  };
  const { others } = slot;
  if (typing && form.length >= r.prefix_letters) {
    const forms = store.formsFrom(form);
    const whole = forms[0] === form;
    const longer = whole ? forms.slice(1) : forms;
    longer.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    const weight = whole ? r.prefix_known : r.prefix;
    for (const other of longer.slice(0, r.prefix_forms)) {
      const share = r.prefix_floor + ((1 - r.prefix_floor) * form.length) / other.length;
      raise(others, stem(other), weight * share);
    }
    if (others.size && !whole) {
      for (const own of stands.keys()) others.set(own, 1);
      stands.clear();
      slot.known = false;
    }
  }
  if (!slot.known && !others.size && form.length >= r.typo_letters_1) {
    const [{ nearForms }] = await Promise.all([import("./typos.js"), store.loadForms()]);
    const most = 1 + Number(form.length >= r.typo_letters_2) + Number(lenient);
    for (const near of nearForms(form, store.forms, most, typing).slice(0, r.typo_forms)) {
      slot.corrections.push(near.form);
      raise(others, stem(near.form), typoWeight(r, form, near));
    }
  }
  return slot;
}

/** @returns {number} */
function typoWeight(/** @type {Record<string, number>} */ r, /** @type {string} */ form, /** @type {Near} */ near) {
  let weight = near.gap === 1 ? r.typo_1 : r.typo_2;
  if (near.form[0] !== form[0]) weight *= r.typo_start;
  if (near.longer) weight *= r.typo_typing;
  return weight;
}

/** Adds to a slot the words it may stand for besides its own; none counts as rarer than the most common one. */
function addOthers(/** @type {Store} */ store, /** @type {Slot} */ slot) {
  const rarities = [...slot.others.keys()].map((other) => store.weight(other)).filter(Boolean);
  if (!slot.known) slot.rarity = rarities.length ? Math.min(...rarities) : store.ranking.unknown;
  for (const [other, weight] of slot.others) {
    const rarity = store.weight(other);
    if (rarity) raise(slot.stands, other, weight * Math.min(rarity, slot.rarity));
  }
}

/**
 * @template Key
 * @param {Map<Key, number>} weights
 * @param {Key} name
 * @param {number} weight
 */
function raise(weights, name, weight) {
  weights.set(name, Math.max(weights.get(name) ?? 0, weight));
}

/**
 * @typedef {{slots: Slot[], said: import("./store.js").Synonym[]}} Part consecutive words of a query, and other names
 *   for what they name
 * @returns {Part[]} the longest names that have synonyms, from left to right, and single words
 */
function cut(/** @type {Store} */ store, /** @type {Word[]} */ told, /** @type {Slot[]} */ slots) {
  const parts = [];
  for (let at = 0; at < told.length;) {
    let length = Math.min(store.ranking.synonym_words, told.length - at) + 1;
    /** @type {Part["said"]} */
    let said = [];
    while (!said.length && length > 1) {
      const span = told.slice(at, at + --length);
      said = store.saidFor(span.map((word) => stemsOf(word)[0]).join(" "), writtenOf(span));
    }
    parts.push({ slots: slots.slice(at, at + length), said });
    at += length;
  }
  return parts;
}

/**
 * Adds to each document what it gets from a part: points, and the rarity of the words of the part that it has.
 * `part` and `best` are lent, to be filled for the part and for each word: none is made at each key.
 */
function addPart(
  /** @type {Store} */ store, /** @type {Part} */ { slots, said }, /** @type {Sums} */ sums, /** @type {Sums} */ part,
  /** @type {Sums} */ best,
) {
  part.clear();
  for (const slot of slots) {
    best.clear();
    for (const [name, weight] of slot.stands) {
      const { numbers, levels } = store.posting(name);
      for (let i = 0; i < numbers.length; i++) best.raise(numbers[i], weight * (levels[i] * levels[i]), 0);
    }
    for (const number of best.numbers) part.add(number, best.points[number], slot.rarity);
  }
  const whole = slots.reduce((sum, slot) => sum + slot.rarity, 0);
  for (const { other, weight } of said) {
    const share = (weight * whole) / other.reduce((sum, name) => sum + store.weight(name), 0);
    for (const [number, points] of allOf(store, other)) part.raise(number, Math.min(1, share) * points, weight * whole);
  }
  for (const number of part.numbers) sums.add(number, part.points[number], part.covered[number]);
}

/** @returns {Map<number, number>} the points of a name in each document that has every stem of it */
function allOf(/** @type {Store} */ store, /** @type {string[]} */ name) {
  /** @type {Map<number, number> | null} */
  let sums = null;
  for (const other of name) {
    const rarity = store.weight(other);
    const { numbers, levels } = store.posting(other);
    /** @type {Map<number, number>} */
    const next = new Map();
    for (let i = 0; i < numbers.length; i++) {
      const before = sums ? sums.get(numbers[i]) : 0;
      if (before !== undefined) next.set(numbers[i], before + rarity * levels[i] * levels[i]);
    }
    sums = next;
  }
  return sums ?? new Map();
}

/** @returns {[Slot, Slot][]} the known words that follow each other in the query */
const pairsOf = (/** @type {Slot[]} */ slots) =>
  slots.slice(1).map((right, at) => /** @type {[Slot, Slot]} */ ([slots[at], right]))
    .filter(([left, right]) => left.known && right.known);

const pairKey = (/** @type {Slot} */ left, /** @type {Slot} */ right) => `${first(left)} ${first(right)}`;

const first = (/** @type {Slot} */ slot) => slot.stands.keys().next().value;

/** @returns {Map<number, number>} the rank of each document that the query names: as written, by its stems, corrected */
function named(
  /** @type {Store} */ store, /** @type {Word[]} */ found, /** @type {Slot[]} */ slots, /** @type {boolean} */ typing,
) {
  const r = store.ranking;
  const written = writtenOf(found);
  const ranks = new Map();
  for (const key of new Set([keyOf(found), toldKey(found)])) {
    for (const bearer of store.named(key)) {
      raise(ranks, bearer.number, bearer.rank * (!bearer.written || bearer.written === written ? 1 : r.named_stems));
    }
  }
  if (typing && slots.length > 1) {
    const start = [...slots.slice(0, -1).map(({ form }) => stem(form)), slots[slots.length - 1].form].join(" ");
    for (const bearer of store.namedFrom(start)) raise(ranks, bearer.number, bearer.rank * r.named_start);
  }
  if (slots.every((slot) => slot.known)) return ranks;
  for (const key of readings(slots, r.readings)) {
    for (const bearer of store.named(key)) raise(ranks, bearer.number, bearer.rank * r.named_read);
  }
  return ranks;
}

/** @returns {string[]} the names that a query may have meant: each word of it, or one of those it may stand for */
function readings(/** @type {Slot[]} */ slots, /** @type {number} */ most) {
  let keys = [""];
  for (const slot of slots) {
    const choices = [...slot.stands.keys()].slice(0, slot.known ? 1 : most);
    keys = keys.flatMap((key) => choices.map((choice) => (key ? `${key} ${choice}` : choice))).slice(0, most * most);
  }
  return keys;
}
