/** Keeps a thing in the notebook, or lets it go, and says so. */

import { localDay } from "../donnees/file.js";
import { mountNotice } from "../donnees/notice.js";
import { theStore } from "../donnees/store.js";

/** @typedef {import("../garder.js").Thing} Thing */

const BASE = new URL("../../", import.meta.url);

/**
 * @param {Thing} thing
 * @param {HTMLElement} answer where to say it
 */
export function toggle(thing, answer) {
  const store = theStore();
  store.read();
  const kept = store.data.notebook[thing.id];
  const link = document.createElement("a");
  link.href = new URL("carnet/", BASE).href;
  link.textContent = "Voir mon carnet";
  if (kept && !kept.removed) {
    store.remove("notebook", thing.id);
    answer.textContent = "";
    answer.append(kept.note ? "Retiré, avec votre note. " : "Retiré. ", undo(() => {
      const { modified, noted, ...fields } = kept;
      store.put("notebook", { [thing.id]: fields });
      answer.textContent = "";
      answer.append("Remis. ", link);
    }));
  } else {
    const { id, ...fields } = thing;
    const orders = Object.values(store.data.notebook).map(({ order }) => order);
    const added = localDay(new Date());
    store.put("notebook", { [id]: { ...fields, removed: false, added, order: Math.max(-1, ...orders) + 1 } });
    answer.textContent = "";
    answer.append("Gardé. ", link);
  }
  if (store.problem) warn(answer);
}

/** Says what is wrong with the data, under the answer. */
function warn(/** @type {HTMLElement} */ answer) {
  const holder = document.createElement("div");
  answer.append(holder);
  mountNotice(theStore(), holder);
}

/** @returns {HTMLButtonElement} */
function undo(/** @type {() => void} */ act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Annuler";
  button.addEventListener("click", () => {
    act();
    dispatchEvent(new Event("storage"));
  });
  return button;
}
