/** Keeps a thing in the notebook, or lets it go. The button itself says what is kept; here, what was let go and trouble. */

import { localDay } from "../donnees/file.js";
import { mountNotice } from "../donnees/notice.js";
import { theStore } from "../donnees/store.js";
import { button, make } from "../element.js";

/** @typedef {import("../garder.js").Thing} Thing */

/**
 * @param {Thing} thing
 * @param {HTMLElement} answer where to say it
 * @param {() => void} changed called when undoing changes what is kept
 */
export function toggle({ id, ...fields }, answer, changed) {
  const store = theStore();
  store.read();
  const before = store.data.notebook[id];
  answer.textContent = "";
  if (before && !before.removed) {
    const { modified, noted, ...kept } = before;
    const undo = button("Annuler", () => {
      store.put("notebook", { [id]: kept });
      changed();
    }, { class: "" });
    store.remove("notebook", id);
    answer.append(kept.note ? "Retiré, avec votre note. " : "Retiré. ", undo);
  } else {
    const orders = Object.values(store.data.notebook).map(({ order }) => order);
    const added = localDay(new Date());
    store.put("notebook", { [id]: { ...fields, removed: false, added, order: Math.max(-1, ...orders) + 1 } });
  }
  const { problem } = store;
  if (!problem || problem === "damaged") return;
  const notice = make("div");
  answer.replaceChildren(notice);
  mountNotice(store, notice);
}
