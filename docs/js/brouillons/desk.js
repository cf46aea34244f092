/**
 * A tool with one work open at a time. Its two faces never show together: the entrance, with what is kept here and how to
 * begin; the work, which then comes first on the page. The address names the work, so that the Back key of a phone
 * leads to the entrance, and a reload to the work.
 */

import { mountNotice } from "../donnees/notice.js";
import { button, make } from "../element.js";
import { Autosave } from "./autosave.js";
import { mountShelf } from "./shelf.js";

/** @typedef {import("./drafts.js").Drafts} Drafts */
/** @typedef {import("./drafts.js").Draft} Draft */
/**
 * @typedef {object} Tool
 * @property {string} title what the list of drafts is called, « Vos grilles »
 * @property {string} back the way back to it, « Mes grilles »
 * @property {import("./shelf.js").Untitled} untitled
 * @property {(value: any, changed: (value: any, title: string) => void) => void} draw shows a value in the place, and
 *   says when it changes
 * @property {(draft: Draft) => void} [attached] when a work goes on in a draft: its own, a copy, another tab's copy
 * @property {"h2" | "h3"} [level] of the title of the list
 */

const NAMED = "brouillon";
/** On the root of the page while a work is open: what presents the tool is then out of the way. */
export const OPEN = "travail-ouvert";

export class Desk {
  /**
   * @param {HTMLElement} root
   * @param {Drafts} drafts
   * @param {HTMLElement} place where the tool draws a work
   * @param {Tool} tool
   */
  constructor(root, drafts, place, tool) {
    this.root = root;
    this.drafts = drafts;
    this.place = place;
    this.tool = tool;
    /** The work that is open. @type {any} */
    this.value = null;
    /** Made at the first change: what was only looked at leaves nothing behind. @type {Draft | null} */
    this.draft = null;
    /** @type {Autosave | null} */
    this.saving = null;
    this.told = make("span", { class: "garde-etat", role: "status" });
    this.notice = make("p", { class: "avis-onglet", role: "status" });
    this.refused = make("p", { class: "brouillons-etat", role: "status" });
    this.shelf = make("div", { class: "etagere" });
    /** The page adds to it the ways to begin. */
    this.entrance = make("div", { class: "entree" }, this.shelf, this.refused);
    this.work = make("div", { class: "travail", hidden: "" },
      make("p", { class: "gestes barre-travail" }, button(`← ${tool.back}`, () => this.close()), this.told), this.notice, place);
    const stored = make("div");
    root.append(stored, this.entrance, this.work);
    mountNotice(drafts.store, stored);
    this.list = mountShelf(this.shelf, drafts, { ...tool, onOpen: (draft) => this.open(draft) });
    addEventListener("popstate", () => this.follow(true));
  }

  /** Shows what the address names; an anchor of the page changes nothing. */
  follow(focused = false) {
    const id = new URLSearchParams(location.hash.slice(1)).get(NAMED);
    const isHere = !this.work.hidden && id === (this.draft?.id ?? "");
    if (isHere || (id === null && location.hash)) return;
    const draft = id ? this.drafts.open(id) : null;
    if (draft) this.take(draft);
    else if (!this.work.hidden) this.leave();
    if (focused) this.reach(draft ? this.place : this.entrance);
  }

  /** Begins a work of which nothing is kept before its first change. */
  begin(/** @type {any} */ value) {
    this.letGo();
    this.value = value;
    this.show();
    this.address("");
    this.reach(this.place);
  }

  /** Opens what a file brings, kept at once; one too long to be kept is not opened. */
  bring(/** @type {any} */ value, /** @type {string} */ title) {
    const draft = this.created(value, title, this.refused);
    if (!draft) return;
    this.open(draft);
    this.saving?.tell();
  }

  /** Takes up a draft. */
  open(/** @type {Draft} */ draft) {
    this.take(draft);
    this.address(draft.id);
    this.reach(this.place);
  }

  take(/** @type {Draft} */ draft) {
    this.letGo();
    this.attach(draft);
    this.show();
  }

  /** Leaves the work as it is kept, and goes back to the entrance. */
  close() {
    history.pushState(null, "", location.pathname + location.search);
    this.leave();
    this.reach(this.entrance);
  }

  leave() {
    this.letGo();
    this.place.replaceChildren();
    this.list();
    this.face(false);
  }

  letGo() {
    this.saving?.close();
    this.value = this.draft = this.saving = null;
    for (const said of [this.told, this.notice, this.refused]) said.replaceChildren();
  }

  show() {
    this.face(true);
    this.tool.draw(this.value, (value, title) => this.changed(value, title));
  }

  face(/** @type {boolean} */ isOpen) {
    this.entrance.hidden = isOpen;
    this.work.hidden = !isOpen;
    document.documentElement.classList.toggle(OPEN, isOpen);
  }

  /** Goes to a face, by eye and by keyboard. */
  reach(/** @type {HTMLElement} */ face) {
    const titles = /** @type {HTMLElement[]} */ ([...face.querySelectorAll("h2, h3")]);
    const first = titles.find((title) => title.checkVisibility()) ?? face.querySelector("button");
    if (first?.matches("h2, h3")) first.tabIndex = -1;
    first?.focus({ preventScroll: true });
    this.root.scrollIntoView({ behavior: "instant" });
  }

  changed(/** @type {any} */ value, /** @type {string} */ title) {
    this.value = value;
    if (!this.draft) {
      const draft = this.created(value, title, this.told);
      if (!draft) return;
      this.attach(draft);
      this.address(draft.id, true);
    }
    this.saving?.later(this.value, title);
  }

  /**
   * @param {any} value
   * @param {string} title
   * @param {HTMLElement} told
   * @returns {Draft | null} null when it is too long to be kept
   */
  created(value, title, told) {
    try {
      return this.drafts.create(title, value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      told.textContent = "C’est trop long pour être gardé sur cet appareil.";
      return null;
    }
  }

  attach(/** @type {Draft} */ draft) {
    this.draft = draft;
    this.saving = new Autosave(draft, this.told);
    draft.listen((change) => {
      if (draft === this.draft) this.onOther(draft, change);
    });
    this.settle(draft);
  }

  settle(/** @type {Draft} */ draft) {
    this.tool.attached?.(draft);
    this.value = draft.value;
  }

  /** Another tab changed the same draft. */
  onOther(/** @type {Draft} */ draft, /** @type {import("./drafts.js").Change} */ change) {
    if (change.cause === "elsewhere") {
      this.value = draft.value;
      this.show();
    } else if (change.cause === "copied") {
      this.settle(draft);
      this.address(draft.id, true);
      this.notice.textContent = "Ce brouillon a changé dans un autre onglet pendant que vous écriviez. Votre texte continue ici, dans une copie\u00a0: les deux sont gardés.";
    } else this.notice.textContent = "Ce brouillon a été supprimé dans un autre onglet. Ce que vous changez ici le remettra.";
  }

  address(/** @type {string} */ id, replaced = false) {
    const hash = `#${NAMED}=${id}`;
    if (location.hash === hash) return;
    if (replaced) history.replaceState(null, "", hash);
    else history.pushState(null, "", hash);
  }
}
