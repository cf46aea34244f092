/** Saves a draft as it is typed: a third of a second after the last key, and when the page is hidden or left. */

/** @typedef {import("./drafts.js").Draft} Draft */

const PAUSE = 300;

export class Autosave {
  /**
   * @param {Draft} draft
   * @param {HTMLElement} told where it is said, politely, whether what is written is kept
   */
  constructor(draft, told) {
    this.draft = draft;
    this.told = told;
    told.setAttribute("role", "status");
    this.timer = 0;
    this.now = () => this.flush();
    this.whenHidden = () => {
      if (document.visibilityState === "hidden") this.flush();
    };
    addEventListener("pagehide", this.now);
    document.addEventListener("visibilitychange", this.whenHidden);
  }

  /**
   * @param {any} value
   * @param {string} [title]
   */
  later(value, title) {
    this.draft.typing(value, title);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.now, PAUSE);
  }

  flush() {
    clearTimeout(this.timer);
    const { waiting } = this.draft;
    if (!waiting) return;
    let kept = false;
    try {
      kept = this.draft.save(waiting.value, waiting.title);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    this.tell(kept);
  }

  /** Says whether the work is kept. */
  tell(kept = this.draft.drafts.canKeep) {
    this.told.textContent = kept ? "Enregistré sur cet appareil." : "Pas enregistré\u00a0: exportez avant de quitter la page.";
  }

  /** Saves a last time, and lets the draft go. */
  close() {
    this.flush();
    this.draft.close();
    removeEventListener("pagehide", this.now);
    document.removeEventListener("visibilitychange", this.whenHidden);
  }
}
