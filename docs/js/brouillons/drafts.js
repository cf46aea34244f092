/**
 * What a person writes with a tool of the portal (a case, a session, a tally), kept on her device as it is typed.
 *
 * A draft is one record of the store: its title, and the JSON of its value, which only its tool understands. Two tabs
 * may have the same draft open. The one that writes nothing follows the other; the one that was writing keeps its own
 * as a new draft, so that neither text is lost.
 */

import { parsed } from "../donnees/keys.js";
import { DRAFT_LENGTH, TITLE_LENGTH } from "../donnees/schema.js";

/** @typedef {import("../donnees/store.js").Store} Store */
/** @typedef {"cas" | "seance" | "chevauchement" | "indicateurs" | "releve"} Tool */
/**
 * @typedef {{cause: "elsewhere"} | {cause: "copied", id: string, title: string} | {cause: "removed"}} Change what another
 *   tab did: changed the draft, which was taken over here; changed it while this tab was writing, which goes on in a
 *   copy; removed it, while what is here can still be saved
 */
/**
 * @typedef {{id: string, title: string, modified: string, begun: Date, value: any}} Listed `value`: null when it cannot be
 *   read
 */

export class Drafts {
  /**
   * @param {Store} store
   * @param {Tool} tool
   * @param {(value: any) => boolean} isRight whether the tool can read a value
   */
  constructor(store, tool, isRight) {
    this.store = store;
    this.tool = tool;
    this.isRight = isRight;
    /** Removed since the page opened, for `restore`. @type {Map<string, {title: string, text: string}>} */
    this.removed = new Map();
  }

  /** Whether what is written here will be there after the page is closed. */
  get canKeep() {
    return this.store.shelf !== null && this.store.stop === null;
  }

  /** @returns {Listed[]} the drafts of the tool, the last written first */
  list() {
    this.store.read();
    return Object.entries(this.store.data.drafts)
      .filter(([key, { removed }]) => key.startsWith(`${this.tool}/`) && !removed)
      .map(([key, { title, text, modified }]) => {
        const [id, value] = [key.slice(this.tool.length + 1), parsed(text)];
        return { id, title, modified, begun: begunAt(id) ?? new Date(modified), value: this.isRight(value) ? value : null };
      })
      .sort((a, b) => (a.modified === b.modified ? (a.id < b.id ? -1 : 1) : a.modified < b.modified ? 1 : -1));
  }

  /**
   * @param {string} title
   * @param {any} value
   * @returns {Draft}
   */
  create(title, value) {
    const id = newId(this.store.now());
    this.write(id, title, value);
    return new Draft(this, id, title, value);
  }

  /** @returns {Draft | null} the draft as last written, null if it is gone or cannot be read */
  open(/** @type {string} */ id) {
    const record = this.record(id);
    const value = parsed(record?.text ?? "null");
    return record && this.isRight(value) ? new Draft(this, id, record.title, value) : null;
  }

  /** @returns {string} the text of a draft as stored, to take away one that cannot be read */
  textOf(/** @type {string} */ id) {
    return this.record(id)?.text ?? "";
  }

  remove(/** @type {string} */ id) {
    const record = this.record(id);
    if (!record) return;
    this.removed.set(id, { title: record.title, text: record.text });
    this.store.remove("drafts", this.key(id));
  }

  /** Brings back a draft that was removed since the page opened. */
  restore(/** @type {string} */ id) {
    const before = this.removed.get(id);
    if (before) this.store.put("drafts", { [this.key(id)]: { removed: false, ...before } });
    this.removed.delete(id);
  }

  key(/** @type {string} */ id) {
    return `${this.tool}/${id}`;
  }

  /** @returns {import("../donnees/schema.js").StoredDraft | undefined} */
  record(/** @type {string} */ id) {
    this.store.read();
    const record = this.store.data.drafts[this.key(id)];
    return record?.removed ? undefined : record;
  }

  /**
   * @param {string} id
   * @param {string} title
   * @param {any} value
   */
  write(id, title, value) {
    const text = JSON.stringify(value);
    if (text.length > DRAFT_LENGTH) throw new RangeError("trop long");
    this.store.put("drafts", { [this.key(id)]: { removed: false, title: title.slice(0, TITLE_LENGTH), text } });
  }
}

export class Draft {
  /**
   * @param {Drafts} drafts
   * @param {string} id
   * @param {string} title
   * @param {any} value
   */
  constructor(drafts, id, title, value) {
    this.drafts = drafts;
    this.id = id;
    this.title = title;
    this.value = value;
    /** The text as this tab last read or wrote it. */
    this.seen = drafts.textOf(id);
    /** What is typed and not written yet. @type {{value: any, title: string} | null} */
    this.waiting = null;
    /** @type {Set<(change: Change) => void>} */
    this.listeners = new Set();
    this.isOpen = true;
    drafts.store.listen((cause) => {
      if (cause === "elsewhere") this.follow();
    });
  }

  /**
   * Calls back when another tab changed this draft; `value`, `title` and `id` are then the ones to show.
   * @param {(change: Change) => void} listener
   */
  listen(listener) {
    this.listeners.add(listener);
  }

  /** Says that something is being typed, so that another tab's change does not take its place before `save`. */
  typing(/** @type {any} */ value, title = this.title) {
    this.waiting = { value, title };
  }

  /**
   * Writes the draft at once.
   * @param {any} value
   * @param {string} [title]
   * @returns {boolean} whether it is kept: not where the browser refuses, or has no room left
   */
  save(value, title = this.title) {
    this.typing(value, title);
    this.follow();
    this.flush();
    return this.drafts.canKeep && !this.drafts.store.full;
  }

  /** Writes what is being typed, if anything. */
  flush() {
    if (!this.waiting) return;
    const { value, title } = this.waiting;
    this.drafts.write(this.id, title, value);
    Object.assign(this, { value, title, waiting: null, seen: this.drafts.textOf(this.id) });
  }

  /** Takes over what another tab wrote, or parts from it when something was being typed here. */
  follow() {
    if (!this.isOpen) return;
    const record = this.drafts.record(this.id);
    if (!record) {
      if (this.seen) this.tell({ cause: "removed" });
      this.seen = "";
      return;
    }
    if (record.text === this.seen || record.text === JSON.stringify(this.waiting?.value)) return;
    const value = parsed(record.text);
    if (this.waiting) this.part();
    else if (this.drafts.isRight(value)) {
      Object.assign(this, { value, title: record.title, seen: record.text });
      this.tell({ cause: "elsewhere" });
    }
  }

  /** Goes on under another name, leaving the draft as the other tab wrote it. */
  part() {
    if (!this.waiting) return;
    this.id = newId(this.drafts.store.now());
    this.waiting.title = `${this.waiting.title.slice(0, TITLE_LENGTH - 8)} (copie)`;
    this.flush();
    this.tell({ cause: "copied", id: this.id, title: this.title });
  }

  tell(/** @type {Change} */ change) {
    for (const listener of this.listeners) listener(change);
  }

  /** Writes what is being typed, and follows other tabs no more. */
  close() {
    this.flush();
    this.isOpen = false;
  }
}

/** @returns {string} when a draft is begun, and what no other tab or device draws */
function newId(/** @type {number} */ now) {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return [now, ...random].map((number) => number.toString(36)).join("-");
}

/** @returns {Date | null} when a draft was begun, by its id; older ids do not say it */
function begunAt(/** @type {string} */ id) {
  const parts = id.split("-");
  return parts.length === 3 ? new Date(parseInt(parts[0], 36)) : null;
}
