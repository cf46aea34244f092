/**
 * A note that saves itself: half a second after the last key, when the field is left, and when the page is hidden. A
 * note changed meanwhile in another tab is never overwritten: both texts are kept, and the person is told.
 */

import { make } from "../element.js";
import { reconciled } from "./merge.js";
import { NOTE_LENGTH } from "./schema.js";

const PAUSE = 500;
const TYPED = 5000;
const SAVED = "Enregistré";
const UNSAVED = "Pas encore enregistré";
const BOTH = "Cette note a aussi changé dans un autre onglet\u00a0: les deux textes sont gardés.";

/** @type {Set<NoteField>} */
const fields = new Set();

export class NoteField {
  /**
   * @param {object} note
   * @param {import("./store.js").Store} note.store
   * @param {"steps" | "notebook"} note.name
   * @param {string} note.id
   * @param {string} note.label
   * @param {() => Record<string, any>} [note.record] the other fields to write if another tab removed the record
   */
  constructor({ store, name, id, label, record = () => ({}) }) {
    this.store = store;
    this.name = name;
    this.id = id;
    this.record = record;
    /** The note before what is being written. */
    this.base = this.stored();
    this.timer = 0;
    this.area = make("textarea", { rows: "2", maxlength: String(TYPED), placeholder: "Ma note", "aria-label": label });
    this.state = make("span", { class: "note-etat", role: "status" });
    this.printed = make("p", { class: "note-imprimee" });
    this.element = make("div", { class: "note" }, this.area, this.state, this.printed);
    this.area.addEventListener("input", () => this.later());
    this.area.addEventListener("blur", () => this.save());
    this.show(this.base);
    fields.add(this);
  }

  /** @returns {string} */
  stored() {
    return this.store.data[this.name][this.id]?.note ?? "";
  }

  /** Whether the field holds what is not saved yet. */
  get isWritten() {
    return this.area.value !== this.base;
  }

  show(/** @type {string} */ text) {
    this.area.value = text;
    this.fit();
  }

  /** As high as its text, and the text again for paper, where a field would be cut. */
  fit() {
    this.printed.textContent = this.area.value;
    this.area.style.height = "auto";
    if (this.area.scrollHeight) this.area.style.height = `${this.area.scrollHeight + 2}px`;
  }

  later() {
    this.state.textContent = "";
    this.fit();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), PAUSE);
  }

  save() {
    clearTimeout(this.timer);
    if (!this.isWritten) return;
    const mine = this.area.value;
    this.store.read();
    const text = reconciled(this.base, mine, this.stored()).slice(0, NOTE_LENGTH);
    this.base = text;
    this.store.put(this.name, { [this.id]: { ...this.record(), note: text } });
    if (text !== mine) this.show(text);
    this.state.textContent = text !== mine ? BOTH : this.store.problem && this.store.problem !== "damaged" ? UNSAVED : SAVED;
  }

  /** Shows what another tab wrote, unless something is being written here: then `save` settles it. */
  refresh() {
    const theirs = this.stored();
    if (theirs === this.base || this.isWritten) return;
    this.base = theirs;
    this.show(theirs);
  }

  /** Forgets the field of an element that leaves the page. */
  close() {
    this.save();
    fields.delete(this);
  }
}

/** Saves what is being written, before the page can go. */
export function saveAll() {
  for (const field of fields) field.save();
}

addEventListener("pagehide", saveAll);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") saveAll();
});
