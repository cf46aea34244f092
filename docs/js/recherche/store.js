/**
 * The index as the engine asks for it. Only this file knows how the index is cut into files (written by
 * `tools/ancrage/search/browser_index.py`): each is fetched when a query needs it, once.
 */

import { after, digit, documents, terms } from "./packing.js";

const FORMAT = 2;
const FOLDER = "assets/recherche/";
const PARTS = ["size", "figures", "ranking", "answers", "kinds", "words", "pairs", "forms", "cards", "facets"];

/** The index is missing, truncated, or of another version. */
export class UnreadableIndex extends Error {}

/**
 * @typedef {[id: string, kind: string, title: string, url: string, excerpt: string, answer: Record<string, string> | null]} Card
 * @typedef {{numbers: Uint32Array, levels: Uint8Array}} Posting documents in order, and the level of a stem in each
 * @typedef {{number: number, rank: number, written: string}} Bearer a document that bears a name
 * @typedef {{written: string, other: string[], weight: number}} Synonym another name, as stems
 * @typedef {{values: string[], labels: string[], column: Int8Array}} Facet a value or a set of values (bits) by document
 * @typedef {Record<"kind" | "setting" | "role" | "approach", Facet>} Facets
 * @typedef {{starts: string[], files: string[]}} Shards the first term of each file, and what its name tells it by
 * @typedef {(path: string) => Promise<any>} Read
 */

export class Store {
  /**
   * @param {any} core the content of the core
   * @param {Read} read what a file of the index holds, given its name
   */
  constructor(core, read) {
    check(core && core.format === FORMAT && PARTS.every((part) => core[part] !== undefined), "format");
    /** @type {Record<string, number>} */
    this.ranking = core.ranking;
    /** @type {Record<string, string>} */
    this.kinds = core.kinds;
    this.answers = new Set(core.answers);
    this.size = core.size;
    /** The number of the first document that is a figure. */
    this.figures = core.figures;
    /** @type {string[]} every word of the site, in order, once `loadForms` has loaded them all */
    this.forms = [];
    this.shards = { words: shards(core.words), pairs: shards(core.pairs), forms: shards(core.forms) };
    this.cards = { each: core.cards.each, texts: core.cards.texts, files: split(core.cards.files) };
    this.facetsFile = core.facets;
    this.read = read;
    /** @type {Map<string, Promise<any>>} */
    this.loading = new Map();
    /** @type {Map<string, {weight: number, packed: string, posting: Posting | null}>} */
    this.stems = new Map();
    /** @type {Map<string, Bearer[]>} */
    this.bearers = new Map();
    /** @type {Map<string, Synonym[]>} */
    this.others = new Map();
    /** @type {Map<string, string>} */
    this.pairs = new Map();
    /** @type {string[][]} */
    this.formShards = [];
  }

  /** Makes stems, and the names and synonyms that begin with them, ready for `weight`, `posting`, `named`, `saidFor`. */
  loadWords(/** @type {Iterable<string>} */ words) {
    return this.each(this.shards.words, words, (file) => this.file(`mots-${file}`, (shard) => this.addWords(shard)));
  }

  /** Makes pairs of stems (« premi contact ») ready for `paired`. */
  loadPairs(/** @type {Iterable<string>} */ pairs) {
    return this.each(this.shards.pairs, pairs, (file) =>
      this.file(`suites-${file}`, (shard) => {
        const packed = split(shard.documents);
        terms(shard.pairs).forEach((pair, at) => this.pairs.set(pair, packed[at]));
      }));
  }

  /** Makes the words that begin with `start` ready for `formsFrom`; all words, when there is no start. */
  async loadForms(/** @type {string} */ start = "") {
    const { starts, files } = this.shards.forms;
    const first = start ? place(starts, start) : 0;
    const last = start ? place(starts, `${start}\x7f`) : files.length - 1;
    const wanted = files.slice(first, last + 1);
    await Promise.all(wanted.map((file, at) =>
      this.file(`lexique-${file}`, (shard) => {
        this.formShards[first + at] = terms(shard.forms);
      })));
    if (!start && !this.forms.length) this.forms = this.formShards.flat();
  }

  /** @returns {Promise<Card[]>} what results show of documents */
  loadCards(/** @type {number[]} */ numbers) {
    return Promise.all(numbers.map(async (number) => (await this.cardFile(number)).cards[number % this.cards.each]));
  }

  /** @returns {Promise<string>} the text of a document */
  async loadText(/** @type {number} */ number) {
    const { texts } = await this.cardFile(number);
    return (await this.file(`textes-${texts}`)).texts[number % this.cards.texts];
  }

  /** @returns {Promise<any>} */
  cardFile(/** @type {number} */ number) {
    return this.file(`cartes-${this.cards.files[Math.floor(number / this.cards.each)]}`);
  }

  /** @returns {Promise<Facets>} */
  loadFacets() {
    return this.file(`facettes-${this.facetsFile}`, (content) => {
      for (const facet of [content.kind, content.setting, content.role, content.approach]) {
        facet.column = Int8Array.from(facet.column, (/** @type {string} */ code) => digit(code));
      }
    });
  }

  /** @returns {number} how rare a stem is; 0 when no document has it */
  weight(/** @type {string} */ stem) {
    return this.stems.get(stem)?.weight ?? 0;
  }

  /** @returns {Posting} the documents that have a stem */
  posting(/** @type {string} */ stem) {
    const found = this.stems.get(stem);
    if (!found) return documents("", true);
    found.posting ??= documents(found.packed, true);
    return found.posting;
  }

  /** @returns {Uint32Array} the documents in which a stem follows another */
  paired(/** @type {string} */ pair) {
    return documents(this.pairs.get(pair) ?? "", false).numbers;
  }

  /** @returns {Bearer[]} the documents that bear a name, given by its key */
  named(/** @type {string} */ key) {
    return this.bearers.get(key) ?? [];
  }

  /** @returns {Bearer[]} those of the names that begin with `start`, whose first word is loaded */
  namedFrom(/** @type {string} */ start) {
    return [...this.bearers].flatMap(([key, bearers]) => (key.startsWith(start) ? bearers : []));
  }

  /** @returns {Synonym[]} what a name may be looked for by, given by its key and as written */
  saidFor(/** @type {string} */ key, /** @type {string} */ written) {
    const found = this.others.get(key) ?? [];
    const exact = found.filter((one) => !one.written || one.written === written);
    return exact.length ? exact : found;
  }

  /** @returns {string[]} the words that begin with `start`, in order */
  formsFrom(/** @type {string} */ start) {
    const { starts } = this.shards.forms;
    const found = this.formShards.slice(place(starts, start), place(starts, `${start}\x7f`) + 1);
    return found.flatMap((forms) => forms.slice(from(forms, start), from(forms, `${start}\x7f`)));
  }

  /** @returns {Promise<unknown>} */
  each(
    /** @type {Shards} */ { starts, files }, /** @type {Iterable<string>} */ keys,
    /** @type {(file: string) => Promise<unknown>} */ load,
  ) {
    return Promise.all([...new Set([...keys].map((key) => files[place(starts, key)]))].map(load));
  }

  addWords(/** @type {any} */ shard) {
    const packed = split(shard.postings);
    terms(shard.stems).forEach((stem, at) => {
      this.stems.set(stem, { weight: digit(shard.weights, at), packed: packed[at], posting: null });
    });
    terms(shard.names).forEach((key, at) => {
      const flat = shard.bearers[at];
      const bearers = [];
      for (let i = 0; i < flat.length; i += 3) {
        bearers.push({ number: flat[i], rank: flat[i + 1], written: after(key, flat[i + 2]) });
      }
      this.bearers.set(key, bearers);
    });
    terms(shard.synonyms).forEach((key, at) => {
      const flat = shard.others[at];
      const others = [];
      for (let i = 0; i < flat.length; i += 3) {
        others.push({ written: after(key, flat[i]), other: flat[i + 1].split(" "), weight: flat[i + 2] });
      }
      this.others.set(key, others);
    });
  }

  /**
   * @param {string} name
   * @param {(content: any) => void} [add] called once, when the file is there
   * @returns {Promise<any>} the content of a file; a failure is not kept: the next call tries again
   */
  file(name, add = () => {}) {
    let found = this.loading.get(name);
    if (!found) {
      found = this.read(`${name}.json`).then((content) => {
        check(content && content.format === FORMAT, name);
        add(content);
        return content;
      }).catch((error) => {
        this.loading.delete(name);
        throw error instanceof UnreadableIndex ? error : new UnreadableIndex(String(error));
      });
      this.loading.set(name, found);
    }
    return found;
  }
}

/**
 * @param {URL | string} base the root of the site
 * @returns {Promise<Store>}
 * @throws {UnreadableIndex}
 */
export async function openStore(base) {
  const folder = new URL(FOLDER, base);
  const read = async (/** @type {string} */ name) => {
    const answer = await fetch(new URL(name, folder).href);
    check(answer.ok, `${answer.status}`);
    return answer.json();
  };
  try {
    return new Store(await read("coeur.json"), read);
  } catch (error) {
    throw error instanceof UnreadableIndex ? error : new UnreadableIndex(String(error));
  }
}

/** @returns {asserts condition} */
function check(/** @type {unknown} */ condition, /** @type {string} */ what) {
  if (!condition) throw new UnreadableIndex(what);
}

const split = (/** @type {string} */ list) => (list === "" ? [] : list.split(","));

/** @returns {Shards} */
const shards = (/** @type {any} */ { starts, files }) => ({ starts: terms(starts), files: split(files) });

/** @returns {number} where a term would be among sorted terms: how many come before it */
function from(/** @type {string[]} */ sorted, /** @type {string} */ term) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < term) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @returns {number} the shard that a term is in, given where each begins */
function place(/** @type {string[]} */ starts, /** @type {string} */ term) {
  const at = from(starts, term);
  return starts[at] === term ? at : Math.max(0, at - 1);
}
