/**
 * The one place where a person's data is read and written.
 *
 * localStorage first: it is synchronous, so that a closing tab loses nothing; a write is whole or does not happen; it
 * tells the other tabs; and five megabytes hold years of notes. What it lacks, a transaction between two tabs, is made up
 * for by merging: a tab reads what is stored before it writes, and when another tab has written it merges and, if the
 * other had not seen its change, writes again. A second copy (backup.js) stands by for a browser that is killed.
 */

import { backup } from "./backup.js";
import { ASIDE, KEY, PREFIX, parsed } from "./keys.js";
import { isFull, merge, pruned, same } from "./merge.js";
import { isNewer, migrate } from "./migrations.js";
import { NAMES, NEVER, check, empty, isObject, recordFaults } from "./schema.js";

/** @typedef {import("./schema.js").Data} Data */
/** @typedef {import("./schema.js").Collection} Collection */
/** @typedef {Record<string, any>} Fields */
/** @typedef {"here" | "elsewhere"} Cause */
/** @typedef {"file" | "refused" | "full" | "newer" | "damaged"} Problem */
/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">} Shelf */

/** @type {Record<Collection, Fields>} */
const BLANK = {
  steps: { done: null, modified: NEVER, note: "", noted: NEVER },
  pathways: { start: null, modified: NEVER },
  notebook: { removed: false, kind: "", title: "", url: "", added: "", order: 0, modified: NEVER, note: "", noted: NEVER },
  drafts: { removed: false, title: "", text: "", modified: NEVER },
};

export class Store {
  /**
   * @param {Shelf | null} shelf where to keep; null where nothing may be kept
   * @param {Problem | null} [why] why nothing may be kept
   * @param {() => number} [now]
   * @param {import("./backup.js").Backup | null} [second] the second copy
   */
  constructor(shelf, why = null, now = Date.now, second = null) {
    this.shelf = shelf;
    this.second = second;
    this.now = now;
    /** What stops writing. @type {Problem | null} */
    this.stop = why;
    /** Whether the last change could not be written. */
    this.full = false;
    this.data = empty();
    /** The stored text as last seen. @type {string | null} */
    this.seen = null;
    /** @type {Set<(cause: Cause) => void>} */
    this.listeners = new Set();
    this.read();
  }

  /** @returns {Problem | null} what the person should know, the worst first */
  get problem() {
    return this.stop ?? (this.full ? "full" : this.asides().length ? "damaged" : null);
  }

  /**
   * Calls back after every change, and says where it was made.
   * @param {(cause: Cause) => void} listener
   */
  listen(listener) {
    this.listeners.add(listener);
  }

  tell(/** @type {Cause} */ cause = "here") {
    for (const listener of this.listeners) listener(cause);
  }

  /**
   * Changes some records; the fields not given stay, what other tabs wrote too.
   * @param {Collection} name
   * @param {Record<string, Fields>} changes
   */
  put(name, changes) {
    this.read();
    const records = { ...this.data[name] };
    for (const [id, fields] of Object.entries(changes)) {
      records[id] = this.stamped(name, records[id], fields);
      const [fault] = recordFaults(name, id, records[id]);
      if (fault) throw new Error(`${name} › ${id} › ${fault.join(" ")}`); // never write what could not be read back
    }
    this.data = { ...this.data, [name]: records };
    this.write();
    this.tell();
  }

  /**
   * Empties a record.
   * @param {Collection} name
   * @param {string} id
   */
  remove(name, id) {
    this.put(name, { [id]: emptied(name) });
  }

  /**
   * A record with some new fields. Its date of change is later than the one before even if the clock went back.
   * @param {Collection} name
   * @param {Fields | undefined} before
   * @param {Fields} fields
   * @returns {any}
   */
  stamped(name, before, fields) {
    const record = { ...BLANK[name], ...before, ...fields };
    const date = (/** @type {string} */ last) => new Date(Math.max(this.now(), Date.parse(last) + 1)).toISOString();
    if (Object.keys(fields).some((key) => key !== "note")) record.modified = date(before?.modified ?? NEVER);
    if (Object.hasOwn(fields, "note")) record.noted = date(before?.noted ?? NEVER);
    return record;
  }

  /**
   * Takes in the data of a file. Merging, what was removed here and is in the file comes back; replacing, what is not in
   * the file goes.
   * @param {Data} file
   * @param {"merge" | "replace"} how
   */
  take(file, how) {
    this.read();
    const result = how === "merge" ? merge(this.data, file) : { ...this.data };
    for (const name of NAMES) {
      const records = { ...result[name] };
      for (const [id, fields] of Object.entries(file[name])) {
        const here = this.data[name][id];
        if (how === "replace" || (here && !isFull(here))) records[id] = this.stamped(name, here, contentOf(fields));
      }
      if (how === "replace") {
        for (const id of Object.keys(records)) {
          if (!Object.hasOwn(file[name], id)) records[id] = this.stamped(name, this.data[name][id], emptied(name));
        }
      }
      Object.assign(result, { [name]: records });
    }
    this.data = result;
    this.write();
    this.tell();
  }

  /**
   * Keeps a text under another key of the portal, or takes it away; what does not fit is not kept.
   * @param {string} key
   * @param {string | null} text
   */
  keep(key, text) {
    if (!this.shelf || this.stop) return;
    try {
      if (text === null) this.shelf.removeItem(key);
      else this.shelf.setItem(key, text);
    } catch {
      this.full = true;
    }
  }

  /** Reads what is stored, if another tab wrote since. */
  read() {
    if (!this.shelf || this.stop === "refused") return;
    let text;
    try {
      text = this.shelf.getItem(KEY);
    } catch {
      this.stop = "refused";
      return;
    }
    if (text === this.seen) return;
    this.seen = text;
    if (text === null) {
      this.data = empty(); // erased, here or in another tab
      return;
    }
    const value = parsed(text);
    if (isNewer(value)) {
      this.stop = "newer";
      return;
    }
    const { data, faults } = check(migrate(value));
    if (faults.length) this.setAside(text);
    this.data = pruned(merge(this.data, data), this.now());
    if (faults.length && !this.stop) this.write();
  }

  /** Writes, unless something forbids it; a write that does not fit leaves what was stored. */
  write() {
    if (!this.shelf || this.stop) return;
    this.data = { ...pruned(this.data, this.now()), revision: this.data.revision + 1 };
    const text = JSON.stringify(this.data);
    this.second?.write(text);
    try {
      this.shelf.setItem(KEY, text);
      this.seen = text;
      this.full = false;
    } catch (error) {
      if (isQuota(error)) this.full = true;
      else this.stop = "refused";
    }
  }

  /** Takes back from the second copy what a killed browser, or a full storage, did not keep in the first. */
  async recover() {
    const text = await this.second?.read();
    const value = parsed(text ?? "null");
    if (this.stop || !isObject(value) || isNewer(value)) return;
    const { data } = check(migrate(value));
    if (data.revision <= this.data.revision) return; // an old copy would bring back what was removed since
    const merged = pruned(merge(this.data, data), this.now());
    if (same(merged, this.data)) return;
    this.data = merged;
    this.write();
    this.tell("elsewhere");
  }

  /** Another tab wrote: sees it, and writes again what the other tab had not seen. */
  onOther() {
    this.read();
    const stored = this.seen === null ? empty() : check(migrate(parsed(this.seen))).data;
    if (!same(this.data, stored)) this.write();
    this.tell("elsewhere");
  }

  /** The page comes back from the browser's memory, having heard of nothing meanwhile. */
  onReturn() {
    if (!this.full && !this.stop) {
      this.data = empty();
      this.seen = null;
    }
    this.read();
    this.tell("elsewhere");
  }

  /** Keeps a text that cannot be read under another key; where there is no room, stops so that it is not overwritten. */
  setAside(/** @type {string} */ text) {
    try {
      const known = this.asides().some((key) => this.shelf?.getItem(key) === text);
      if (!known) this.shelf?.setItem(`${ASIDE}${new Date(this.now()).toISOString()}`, text);
    } catch {
      this.stop = "damaged";
    }
  }

  /** @returns {string[]} the texts that could not be read, set aside or still in place */
  damaged() {
    const keys = this.stop === "damaged" ? [...this.asides(), KEY] : this.asides();
    return keys.map((key) => this.shelf?.getItem(key) ?? "");
  }

  /** @returns {string[]} the keys of the texts set aside */
  asides() {
    return this.keys().filter((key) => key.startsWith(ASIDE));
  }

  /** @returns {string[]} every key of the portal, sorted */
  keys() {
    try {
      const { shelf } = this;
      const all = shelf ? Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? "") : [];
      return all.filter((key) => key.startsWith(PREFIX)).sort();
    } catch {
      return [];
    }
  }

  /** Takes everything of the portal off this browser's storage. */
  async erase() {
    for (const key of this.keys()) this.shelf?.removeItem(key);
    this.data = empty();
    this.seen = null;
    this.full = false;
    if (this.stop === "damaged" || this.stop === "newer") this.stop = null;
    this.tell();
    await this.second?.erase();
  }
}

/** The fields of a record but its dates. */
function contentOf(/** @type {Fields} */ { modified, noted, ...fields }) {
  return fields;
}

/** The fields of a record that says nothing any more; the day it was added is not erased, it is not a text. */
function emptied(/** @type {Collection} */ name) {
  const { modified, noted, added, ...fields } = BLANK[name];
  return Object.hasOwn(fields, "removed") ? { ...fields, removed: true } : fields;
}

/** @returns {boolean} whether an error says that there is no room left */
function isQuota(/** @type {unknown} */ error) {
  return isObject(error) && (error.name === "QuotaExceededError" || error.name === "NS_ERROR_DOM_QUOTA_REACHED");
}

/**
 * The store of this page, which follows what other tabs do.
 * @returns {Store}
 */
function open() {
  if (location.protocol === "file:") return new Store(null, "file");
  let shelf = null;
  try {
    shelf = localStorage;
  } catch {
    return new Store(null, "refused");
  }
  const made = new Store(shelf, null, Date.now, backup());
  made.recover();
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) made.onOther();
    else if (key.startsWith(PREFIX)) made.tell("elsewhere");
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) made.onReturn();
  });
  return made;
}

/** @type {Store | undefined} */
let opened;

/** @returns {Store} the one store of the page */
export function theStore() {
  opened ??= open();
  return opened;
}
