/**
 * The index as the engine asks for it. Only this file knows how the index is cut into files and written down
 * (`tools/ancrage/search/browser_index.py` writes it).
 */

const FORMAT = 1;
const COLUMNS = ["id", "kind", "title", "url", "excerpt", "setting", "role", "approach", "keys"];
const PARTS = ["ranking", "signposts", "kinds", "documents", "names", "named", "forms", "stems", "postings"];

/** The index is missing, truncated, or of another version. */
export class UnreadableIndex extends Error {}

/**
 * @typedef {object} Shown what results show of a document
 * @property {string} id
 * @property {string} kind
 * @property {string} title
 * @property {string} url relative to the root of the site
 * @property {string} excerpt
 * @property {string[]} setting
 * @property {string[]} role
 * @property {string} approach
 * @property {string[]} keys its names, as stems
 */

export class Store {
  /** @param {any} core the content of the core file */
  constructor(core) {
    try {
      if (core.format !== FORMAT || PARTS.some((part) => core[part] === undefined)) {
        throw new UnreadableIndex("format");
      }
      /** @type {Record<string, number>} */
      this.ranking = core.ranking;
      this.signposts = new Set(core.signposts);
      /** @type {Record<string, string>} */
      this.kinds = core.kinds;
      /** @type {Record<keyof Shown, any[]>} */
      this.columns = core.documents;
      this.size = this.columns.id.length;
      this.forms = terms(core.forms);
      /** @type {Map<string, number>} */
      this.stems = new Map(terms(core.stems).map((stem, at) => [stem, at]));
      /** @type {number[][]} */
      this.postings = core.postings;
      const names = terms(core.names);
      /** @type {Map<string, number[]>} */
      this.names = new Map(names.map((name, at) => [name, core.named[at]]));
      const columns = COLUMNS.map((name) => this.columns[/** @type {keyof Shown} */ (name)]);
      if (this.postings.length !== this.stems.size || columns.some((column) => column.length !== this.size)) {
        throw new UnreadableIndex("tronqué");
      }
      this.bearers = bearersOf(this.columns.keys);
    } catch (error) {
      throw error instanceof UnreadableIndex ? error : new UnreadableIndex(String(error));
    }
    /** @type {Map<string, Map<number, number>>} */
    this.unpacked = new Map();
  }

  /** @returns {Shown} */
  shown(/** @type {number} */ number) {
    return /** @type {any} */ (
      Object.fromEntries(Object.entries(this.columns).map(([key, column]) => [key, column[number]]))
    );
  }

  /** @returns {number[]} the documents that bear a name, given by its words as written */
  named(/** @type {string} */ written) {
    return this.names.get(written) || [];
  }

  /** @returns {number[]} the documents that bear a name, given by the stems of its telling words */
  keyed(/** @type {string} */ stems) {
    return this.bearers.get(stems) || [];
  }

  /** @returns {boolean} whether some document has a stem */
  has(/** @type {string} */ stem) {
    return this.stems.has(stem);
  }

  /** @returns {string[]} the words that begin with `start` */
  formsFrom(/** @type {string} */ start) {
    let low = 0;
    let high = this.forms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.forms[middle] < start) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < this.forms.length && this.forms[end].startsWith(start)) end++;
    return this.forms.slice(low, end);
  }

  /**
   * Makes the postings of some stems ready for `impacts`. Everything is in the core today; the engine waits all the
   * same, so that postings can come from files of their own.
   * @param {Iterable<string>} stems
   */
  async load(stems) {
    for (const stem of stems) {
      if (!this.unpacked.has(stem)) this.unpacked.set(stem, unpack(this.postings[this.stems.get(stem) ?? -1] || []));
    }
  }

  /** @returns {Map<number, number>} what a stem weighs in each document that has it */
  impacts(/** @type {string} */ stem) {
    return this.unpacked.get(stem) || new Map();
  }
}

/**
 * @param {URL | string} base the root of the site
 * @returns {Promise<Store>}
 * @throws {UnreadableIndex}
 */
export async function openStore(base) {
  const manifestUrl = new URL("assets/recherche/manifeste.json", base);
  const manifest = await json(manifestUrl);
  if (!manifest || manifest.format !== FORMAT || typeof manifest.core !== "string") throw new UnreadableIndex("format");
  return new Store(await json(new URL(manifest.core, manifestUrl)));
}

/** @returns {Promise<any>} */
async function json(/** @type {URL} */ url) {
  try {
    const answer = await fetch(url.href);
    if (!answer.ok) throw new UnreadableIndex(`${answer.status}`);
    return await answer.json();
  } catch (error) {
    throw error instanceof UnreadableIndex ? error : new UnreadableIndex(String(error));
  }
}

/** @returns {string[]} the terms of a front-coded line: « 0arrimage,6e » is « arrimage », « arrime » */
export function terms(/** @type {string} */ coded) {
  /** @type {string[]} */
  const found = [];
  let before = "";
  for (const piece of coded ? coded.split(",") : []) {
    before = before.slice(0, parseInt(piece[0], 36)) + piece.slice(1);
    found.push(before);
  }
  return found;
}

/** @returns {Map<string, number[]>} the documents that bear each name, by its stems */
function bearersOf(/** @type {string[][]} */ columns) {
  const bearers = new Map();
  columns.forEach((keys, number) => {
    for (const key of keys) {
      if (bearers.has(key)) bearers.get(key).push(number);
      else bearers.set(key, [number]);
    }
  });
  return bearers;
}

/** @returns {Map<number, number>} */
function unpack(/** @type {number[]} */ flat) {
  const impacts = new Map();
  for (let at = 0, number = 0; at < flat.length; at += 2) {
    number += flat[at];
    impacts.set(number, flat[at + 1]);
  }
  return impacts;
}
