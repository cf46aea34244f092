/** One step of a pathway: its box, the day it was done, its note. */

import { NoteField } from "../donnees/note-field.js";
import { localDay } from "../donnees/file.js";
import { isDay } from "../donnees/schema.js";
import { button, dayInWords, make } from "../element.js";

/** @typedef {import("../donnees/store.js").Store} Store */

const SHORT = 110;

export class Step {
  /**
   * @param {Store} store
   * @param {string} pathway
   * @param {HTMLElement} item the `li[data-etape]` of the page
   */
  constructor(store, pathway, item) {
    this.store = store;
    this.item = item;
    this.name = item.dataset.etape ?? "";
    this.id = `${pathway}/${this.name}`;
    this.title = titleOf(item);
    this.box = make("input", { type: "checkbox", autocomplete: "off" });
    this.day = make("input", { type: "date", "aria-label": `Fait le\u00a0: ${this.title}` });
    this.done = make("label", { class: "fait-le" }, "Fait le ", this.day);
    this.printed = make("span", { class: "fait-imprime" });
    this.opener = button("+\u00a0Note", () => this.open(), {
      class: "lien-bouton", title: "Ajouter une note", "aria-label": `Ajouter une note\u00a0: ${this.title}`,
    });
    this.note = new NoteField({ store, name: "steps", id: this.id, label: `Ma note\u00a0: ${this.title}` });
    this.note.element.hidden = true;
    const label = make("label", { class: "coche" }, this.box, make("span", { class: "hors-ecran" }, `Fait\u00a0: ${this.title}`));
    item.prepend(label);
    item.append(make("div", { class: "etape-suivi" }, this.done, this.printed, this.note.element));
    (item.querySelector("p") ?? item).append(" ", this.opener); // beside the duration, where there is room
    item.classList.add("cochable");
    this.box.addEventListener("change", () => this.put(this.box.checked ? localDay(new Date()) : null));
    this.day.addEventListener("change", () => (isDay(this.day.value) ? this.put(this.day.value) : this.show()));
  }

  /** @returns {string | null} the day it was done */
  get doneOn() {
    return this.store.data.steps[this.id]?.done ?? null;
  }

  put(/** @type {string | null} */ done) {
    this.store.put("steps", { [this.id]: { done } });
  }

  open() {
    this.note.element.hidden = false;
    this.opener.hidden = true;
    this.note.fit();
    this.note.area.focus();
  }

  /** Shows what is stored, here or by another tab. */
  show() {
    const { doneOn } = this;
    this.box.checked = Boolean(doneOn);
    this.done.hidden = !doneOn;
    this.day.value = doneOn ?? "";
    this.printed.textContent = doneOn ? `Fait le ${dayInWords(doneOn)}` : "";
    this.item.classList.toggle("fait", Boolean(doneOn));
    this.note.refresh();
    if (this.note.stored() && this.note.element.hidden) {
      this.note.element.hidden = false;
      this.opener.hidden = true;
      this.note.fit();
    }
  }
}

/** The words of a step, without its duration; a long one is cut at a word. */
function titleOf(/** @type {HTMLElement} */ item) {
  const copy = /** @type {HTMLElement} */ ((item.querySelector("p") ?? item).cloneNode(true));
  copy.querySelectorAll("small").forEach((small) => small.remove());
  const words = copy.textContent.replace(/\s+/g, " ").trim();
  const first = /^.*?[.!?](?= |$)/.exec(words)?.[0] ?? words;
  return first.length <= SHORT ? first : `${first.slice(0, SHORT).replace(/ \S*$/, "")}…`;
}
