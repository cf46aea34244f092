/** Where one draft of a tool is worked on: saved as it changes, following what other tabs do. */

import { Autosave } from "./autosave.js";

/** @typedef {import("./drafts.js").Drafts} Drafts */
/** @typedef {import("./drafts.js").Draft} Draft */

export class Desk {
  /**
   * @param {Drafts} drafts
   * @param {HTMLElement} place where the tool is drawn
   * @param {HTMLElement} told where it is said whether the work is kept
   * @param {(value: any, changed: (value: any, title: string) => void) => void} draw shows a value in the place, and
   *   says when it changes
   */
  constructor(drafts, place, told, draw) {
    this.drafts = drafts;
    this.place = place;
    this.told = told;
    this.draw = draw;
    /** @type {Autosave | null} */
    this.saving = null;
  }

  /** Begins a new draft; one too long to be kept is not begun. */
  begin(/** @type {any} */ value, /** @type {string} */ title) {
    try {
      this.open(this.drafts.create(title, value));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.told.textContent = "C’est trop long pour être gardé sur cet appareil\u00a0: rien n’est ouvert.";
    }
  }

  /** Takes up a draft. */
  open(/** @type {Draft} */ draft) {
    this.saving?.close();
    const saving = new Autosave(draft, this.told);
    this.saving = saving;
    const show = () => this.draw(draft.value, (value, title) => saving.later(value, title));
    draft.listen((change) => {
      if (!draft.isOpen) return;
      if (change.cause === "elsewhere") show();
      else if (change.cause === "copied") this.told.textContent = `Ce brouillon a changé dans un autre onglet. Le vôtre continue sous le nom «\u00a0${change.title}\u00a0».`;
      else this.told.textContent = "Ce brouillon a été supprimé dans un autre onglet. Ce que vous voyez peut encore être exporté.";
    });
    show();
    this.place.querySelector("h2")?.scrollIntoView();
    /** @type {HTMLElement | null} */ (this.place.querySelector("input"))?.focus({ preventScroll: true });
  }
}
