/** One thing of the notebook, as a line of the list: what it is, a note, and what one can do with it. */

import { NoteField } from "../donnees/note-field.js";
import { button, dayInWords, make } from "../element.js";

/** @typedef {import("../donnees/schema.js").Kept} Kept */
/** @typedef {import("../donnees/store.js").Store} Store */

const BASE = new URL("../../", import.meta.url);

/**
 * What a line asks of its list.
 * @typedef {{move: (id: string, by: number) => void, remove: (id: string) => void, restore: (id: string) => void,
 *   drag: (item: HTMLElement, event: PointerEvent) => void}} Actions
 */

export class Item {
  /**
   * @param {Store} store
   * @param {string} id
   * @param {Kept} kept
   * @param {Actions} actions
   */
  constructor(store, id, kept, actions) {
    this.id = id;
    this.title = kept.title;
    this.order = kept.order;
    this.note = new NoteField({
      store, name: "notebook", id, label: `Ma note\u00a0: ${kept.title}`, record: () => fieldsOf(store.data.notebook[id], kept),
    });
    const handle = make("span", { class: "poignee", "aria-hidden": "true", title: "Glisser pour déplacer" }, "⠿");
    const link = make("a", { href: new URL(kept.url, BASE).href }, kept.title);
    const head = make("div", { class: "carnet-tete" }, handle,
      make("div", {}, make("p", { class: "genre" }, `${kept.kind} · gardé le ${dayInWords(kept.added)}`), make("h2", {}, link)));
    this.up = button("Monter", () => actions.move(id, -1), { "aria-label": `Monter\u00a0: ${kept.title}` });
    this.down = button("Descendre", () => actions.move(id, 1), { "aria-label": `Descendre\u00a0: ${kept.title}` });
    const remove = button("Retirer", () => actions.remove(id), { "aria-label": `Retirer\u00a0: ${kept.title}` });
    this.element = make("li", { "data-id": id }, head, this.note.element, make("div", { class: "gestes" }, this.up, this.down, remove));
    handle.addEventListener("pointerdown", (event) => actions.drag(this.element, event));
  }
}

/**
 * What stays in the place of a thing that was just removed.
 * @param {string} id
 * @param {Kept} kept
 * @param {Actions} actions
 * @returns {HTMLLIElement}
 */
export function removedItem(id, kept, actions) {
  const undo = button("Annuler", () => actions.restore(id), { "aria-label": `Annuler le retrait\u00a0: ${kept.title}` });
  return make("li", { "data-id": id, class: "retire" }, make("p", {}, `Retiré\u00a0: ${kept.title}. `, undo));
}

/** A note written here while another tab removed the thing: the thing comes back with it. */
function fieldsOf(/** @type {Kept | undefined} */ now, /** @type {Kept} */ kept) {
  if (now && !now.removed) return {};
  const { modified, noted, note, ...fields } = kept;
  return { ...fields, removed: false };
}
