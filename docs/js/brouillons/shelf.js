/** The drafts of a tool, to open, copy or remove; what is removed comes back at one press until the page is left. */

import { downloadText } from "../donnees/file.js";
import { button, make } from "../element.js";

/** @typedef {import("./drafts.js").Drafts} Drafts */
/** @typedef {import("./drafts.js").Draft} Draft */
/** @typedef {import("./drafts.js").Listed} Listed */
/** @typedef {(value: any) => string} Untitled what a draft without title is, « Grille »: its date makes its name */

/** The last drafts are in sight; a longer list is folded, so that what begins another stays near. */
const SHOWN = 3;

/**
 * @param {HTMLElement} root filled with the list; empty when there is no draft
 * @param {Drafts} drafts
 * @param {{title: string, untitled: Untitled, onOpen: (draft: Draft) => void, level?: "h2" | "h3"}} told `title`: what
 *   the list is called
 * @returns {() => void} draws the list again
 */
export function mountShelf(root, drafts, { title, untitled, onOpen, level = "h2" }) {
  const list = make("ul", { class: "brouillons" });
  const older = make("ul", { class: "brouillons" });
  const summary = make("summary");
  const rest = make("details", { class: "autres-brouillons" }, summary, older);
  const state = make("p", { role: "status", class: "brouillons-etat" });
  const heading = make(level, { tabindex: "-1" }, title);
  const section = make("section", { "aria-label": title }, heading, list, rest, state);
  root.replaceChildren(section);

  const show = () => {
    const lines = drafts.list();
    const names = namesOf(lines, untitled);
    const items = lines.map((line) => lineOf(line, names.get(line.id) ?? ""));
    const others = items.splice(lines.length > SHOWN + 1 ? SHOWN : lines.length);
    list.replaceChildren(...items);
    older.replaceChildren(...others);
    summary.textContent = `Les ${others.length} autres`;
    rest.hidden = !others.length;
    section.hidden = !lines.length && !state.childNodes.length;
  };

  /** @returns {HTMLElement} */
  function lineOf(/** @type {Listed} */ { id, title: own, modified, value }, /** @type {string} */ called) {
    const about = (/** @type {string} */ act) => ({ "aria-label": `${act} «\u00a0${called}\u00a0»` });
    const when = make("span", { class: "brouillon-date" }, `modifié le ${inWords(modified)}`);
    const remove = button("Supprimer", () => removed(id, called), about("Supprimer"));
    if (!value) {
      const take = button("Exporter le texte", () => downloadText("ancrage-brouillon-abime", "txt", drafts.textOf(id)), about("Exporter le texte de"));
      return make("li", {}, make("div", {}, make("strong", {}, called), when, make("span", { class: "brouillon-abime" }, "Ce brouillon est abîmé\u00a0: il ne s’ouvre pas, mais rien n’en est jeté.")), make("div", { class: "gestes" }, take, remove));
    }
    const open = button("Reprendre", () => opened(id), { ...about("Reprendre"), class: "bouton principal" });
    const copy = button("Dupliquer", () => copied(id, called, own), about("Dupliquer"));
    return make("li", {}, make("div", {}, make("strong", {}, called), when), make("div", { class: "gestes" }, open, copy, remove));
  }

  function opened(/** @type {string} */ id) {
    const draft = drafts.open(id);
    if (draft) onOpen(draft);
    else show();
  }

  function copied(/** @type {string} */ id, /** @type {string} */ called, /** @type {string} */ own) {
    const draft = drafts.open(id);
    if (draft) drafts.create(own && `${own} (copie)`, draft.value).close();
    draft?.close();
    state.textContent = `«\u00a0${called}\u00a0» est dupliqué.`;
  }

  function removed(/** @type {string} */ id, /** @type {string} */ called) {
    drafts.remove(id);
    const back = button("Annuler", () => {
      drafts.restore(id);
      state.textContent = `«\u00a0${called}\u00a0» est revenu.`;
      heading.focus();
    });
    state.replaceChildren(`«\u00a0${called}\u00a0» est supprimé. `, back);
    show();
    back.focus();
  }

  drafts.store.listen(show);
  show();
  return show;
}

/**
 * What each draft is called: its title, with the moment it was begun when another has the same; without title, what it
 * is and that moment; a number when all of this is the same.
 * @param {Pick<Listed, "id" | "title" | "begun" | "value">[]} lines
 * @param {Untitled} untitled
 * @returns {Map<string, string>} by id
 */
export function namesOf(lines, untitled) {
  /** @type {Map<string, number>} */
  const taken = new Map();
  const isAlone = (/** @type {string} */ title) => lines.filter((other) => other.title === title).length === 1;
  const called = (/** @type {typeof lines[number]} */ { title, begun, value }) => {
    if (title) return isAlone(title) ? title : `${title}, du ${momentInWords(begun)}`;
    return `${value ? untitled(value) : "Brouillon"} du ${momentInWords(begun)}`;
  };
  const inOrder = [...lines].sort((a, b) => a.begun.getTime() - b.begun.getTime() || (a.id < b.id ? -1 : 1));
  return new Map(inOrder.map((line) => {
    const name = called(line);
    const rank = (taken.get(name) ?? 0) + 1;
    taken.set(name, rank);
    return [line.id, rank > 1 ? `${name} (${rank})` : name];
  }));
}

/** @returns {string} « 26 novembre, 14 h 05 » */
function momentInWords(/** @type {Date} */ at) {
  const day = at.toLocaleDateString("fr-CA", { day: "numeric", month: "long" }).replace(/^1 /, "1er ");
  const time = at.toLocaleTimeString("fr-CA", { timeStyle: "short" }).replaceAll(" ", "\u00a0");
  return `${day}, ${time}`;
}

/** @returns {string} « 21 novembre 2026, 13 h 30 », at the time of the device */
function inWords(/** @type {string} */ instant) {
  return new Date(instant).toLocaleString("fr-CA", { dateStyle: "long", timeStyle: "short" }).replace(/^1 /, "1er ");
}
