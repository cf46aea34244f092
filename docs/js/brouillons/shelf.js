/** The drafts of a tool, to open, copy or remove; what is removed comes back at one press until the page is left. */

import { downloadText } from "../donnees/file.js";
import { mountNotice } from "../donnees/notice.js";
import { button, make } from "../element.js";

/** @typedef {import("./drafts.js").Drafts} Drafts */
/** @typedef {import("./drafts.js").Draft} Draft */

/**
 * @param {HTMLElement} root filled with the list; empty when there is no draft
 * @param {Drafts} drafts
 * @param {{title: string, untitled: string, onOpen: (draft: Draft) => void}} told `title`: what the list is called;
 *   `untitled`: what a draft without title is called
 * @returns {() => void} draws the list again
 */
export function mountShelf(root, drafts, { title, untitled, onOpen }) {
  const notice = make("div");
  const list = make("ul", { class: "brouillons" });
  const state = make("p", { role: "status", class: "brouillons-etat" });
  const section = make("section", { "aria-label": title }, make("h2", {}, title), list, state);
  root.replaceChildren(notice, section);
  mountNotice(drafts.store, notice);

  const show = () => {
    const lines = drafts.list();
    list.replaceChildren(...lines.map(lineOf));
    section.hidden = !lines.length && !state.childNodes.length;
  };

  /** @returns {HTMLElement} */
  function lineOf(/** @type {import("./drafts.js").Listed} */ { id, title: name, modified, damaged }) {
    const called = name || untitled;
    const about = (/** @type {string} */ act) => ({ "aria-label": `${act} «\u00a0${called}\u00a0»` });
    const when = make("span", { class: "brouillon-date" }, `modifié le ${inWords(modified)}`);
    const remove = button("Supprimer", () => removed(id, called), about("Supprimer"));
    if (damaged) {
      const take = button("Exporter le texte", () => downloadText("ancrage-brouillon-abime", "txt", drafts.textOf(id)), about("Exporter le texte de"));
      return make("li", {}, make("div", {}, make("strong", {}, called), when, make("span", { class: "brouillon-abime" }, "Ce brouillon est abîmé\u00a0: il ne s’ouvre pas, mais rien n’en est jeté.")), make("div", { class: "gestes" }, take, remove));
    }
    const open = button("Reprendre", () => opened(id), { ...about("Reprendre"), class: "bouton principal" });
    const copy = button("Dupliquer", () => copied(id, called), about("Dupliquer"));
    return make("li", {}, make("div", {}, make("strong", {}, called), when), make("div", { class: "gestes" }, open, copy, remove));
  }

  function opened(/** @type {string} */ id) {
    const draft = drafts.open(id);
    if (draft) onOpen(draft);
    else show();
  }

  function copied(/** @type {string} */ id, /** @type {string} */ called) {
    const draft = drafts.open(id);
    if (draft) drafts.create(`${called} (copie)`, draft.value).close();
    draft?.close();
    state.textContent = `«\u00a0${called}\u00a0» est dupliqué.`;
  }

  function removed(/** @type {string} */ id, /** @type {string} */ called) {
    drafts.remove(id);
    const back = button("Annuler", () => {
      drafts.restore(id);
      state.textContent = `«\u00a0${called}\u00a0» est revenu.`;
    });
    state.replaceChildren(`«\u00a0${called}\u00a0» est supprimé. `, back);
    show();
    back.focus();
  }

  drafts.store.listen(show);
  show();
  return show;
}

/** @returns {string} « 21 novembre 2026, 13 h 30 », at the time of the device */
function inWords(/** @type {string} */ instant) {
  return new Date(instant).toLocaleString("fr-CA", { dateStyle: "long", timeStyle: "short" });
}
