/** The workshop: one case open at a time, a screen at a time, kept as it is typed. */

import { Autosave } from "../brouillons/autosave.js";
import { OPEN } from "../brouillons/desk.js";
import { Drafts } from "../brouillons/drafts.js";
import { fieldHint } from "../confidentialite/panel.js";
import { button, make } from "../element.js";
import { blank, compact, isValue } from "./case.js";
import { Form, fieldId } from "./form.js";
import { questionHelp } from "./question_help.js";
import { Review, faultWords } from "./review.js";
import { startScreen } from "./start.js";
import { stepList } from "./step_list.js";
import { PORTAL_RULES, REVIEW, problemsOf, states, stepsOf } from "./steps.js";

/** @typedef {import("./case.js").Shape} Shape */
/** @typedef {import("./case.js").Value} Value */
/** @typedef {import("./rules.js").Known} Known */
/** @typedef {import("./steps.js").Step} Step */
/** @typedef {import("../brouillons/drafts.js").Draft} Draft */

export class Workshop {
  /**
   * @param {HTMLElement} root
   * @param {Known} known
   * @param {import("../donnees/store.js").Store} store
   */
  constructor(root, known, store) {
    this.root = root;
    this.known = known;
    this.drafts = new Drafts(store, "cas", isValue);
    /** @type {Value | null} */
    this.value = null;
    /** @type {Step[]} */
    this.steps = [];
    /** Made at the first key: a case that was only looked at leaves nothing behind. @type {Draft | null} */
    this.draft = null;
    /** @type {Autosave | null} */
    this.autosave = null;
    this.saved = make("p", { class: "atelier-etat" });
    this.notice = make("div", { role: "status" });
    this.isReviewed = false;
    this.pageTitle = document.title;
    addEventListener("popstate", () => this.follow());
    this.begin();
  }

  /** What the address asks: a new case, one that is kept, or the first screen. */
  begin() {
    const asked = new URLSearchParams(location.search).get("nouveau");
    if (asked === "situation" || asked === "territoire") {
      history.replaceState(null, "", location.pathname);
      this.open(blank(asked === "situation" ? "situation" : "territory"));
    } else {
      this.follow(false);
    }
  }

  /** Shows what the address names; an anchor of the page changes nothing. */
  follow(focused = true) {
    const asked = new URLSearchParams(location.hash.slice(1));
    const id = asked.get("cas");
    const step = asked.get("ecran") ?? "";
    if (id === null && location.hash && this.value) return undefined;
    if (id === null) return this.start(focused);
    if (this.value && (id === "" || id === this.draft?.id)) return this.draw(step); // "": before its first key
    const draft = id ? this.drafts.open(id) : null;
    return draft ? this.resume(draft, step) : this.start(focused);
  }

  start(focused = true) {
    this.close();
    document.title = this.pageTitle;
    document.documentElement.classList.remove(OPEN);
    this.root.replaceChildren(this.notice, startScreen(this.known, this.drafts, {
      begin: (shape) => this.open(blank(shape)),
      open: (draft) => this.resume(draft),
      take: (value) => this.take(value),
    }));
    if (focused) [...this.root.querySelectorAll("h2")].find((title) => title.checkVisibility())?.focus();
  }

  /** A case that a file brings is kept at once. */
  take(/** @type {Value} */ value) {
    this.close();
    this.value = value;
    this.keep();
    this.open(value);
  }

  resume(/** @type {Draft} */ draft, step = draft.value.step) {
    this.close();
    this.value = draft.value;
    this.attach(draft);
    this.open(draft.value, step);
  }

  open(/** @type {Value} */ value, step = value.step) {
    this.value = value;
    this.isReviewed = false;
    this.go(step);
  }

  /** Lets go of the case that is open. */
  close() {
    this.autosave?.close();
    Object.assign(this, { value: null, draft: null, autosave: null });
    this.saved = make("p", { class: "atelier-etat" });
    this.notice.replaceChildren();
  }

  get title() {
    return String(this.value?.written.title ?? "").trim();
  }

  /** Makes the draft of the case, if there is none. */
  keep() {
    if (this.draft) return;
    try {
      this.attach(this.drafts.create(this.title, this.value));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.saved.textContent = "Trop long pour être enregistré\u00a0: exportez avant de quitter la page.";
    }
  }

  attach(/** @type {Draft} */ draft) {
    this.draft = draft;
    this.autosave = new Autosave(draft, this.saved);
    draft.listen((change) => this.onOther(draft, change));
  }

  changed() {
    if (!this.draft) {
      this.keep();
      this.address(this.value?.step ?? "", true);
    }
    this.autosave?.later(this.value, this.title);
  }

  /** Another tab changed the same case. */
  onOther(/** @type {Draft} */ draft, /** @type {import("../brouillons/drafts.js").Change} */ change) {
    if (draft !== this.draft || !this.value) return;
    const { step } = this.value;
    const words = {
      elsewhere: "Ce cas a changé dans un autre onglet\u00a0: vous voyez sa dernière version.",
      copied: "Ce cas a changé dans un autre onglet pendant que vous écriviez. Votre texte continue ici, dans une copie\u00a0: les deux sont gardés.",
      removed: "Ce cas a été supprimé dans un autre onglet. Ce que vous écrivez ici le remettra.",
    };
    if (change.cause === "elsewhere") {
      this.value = { ...draft.value, step };
      this.draw(step, document.activeElement?.id ?? "");
    }
    if (change.cause === "copied") this.address(step, true);
    this.notice.replaceChildren(make("p", { class: "avis-onglet" }, words[change.cause]));
  }

  address(/** @type {string} */ step, replaced = false) {
    const hash = `#cas=${this.draft?.id ?? ""}&ecran=${step}`;
    if (location.hash === hash) return;
    if (replaced) history.replaceState(null, "", hash);
    else history.pushState(null, "", hash);
  }

  /** Opens a screen, at a field when one is named. */
  go(/** @type {string} */ step, field = "") {
    if (!this.value) return;
    this.steps = stepsOf(this.known, this.value.shape);
    const here = this.steps.some(({ id }) => id === step) ? step : this.steps[0].id;
    this.address(here);
    this.draw(here, field);
  }

  draw(/** @type {string} */ asked, field = "") {
    const { value } = this;
    if (!value) return;
    this.steps = stepsOf(this.known, value.shape);
    const index = Math.max(0, this.steps.findIndex(({ id }) => id === asked));
    const step = this.steps[index];
    value.step = step.id;
    compact(value.written);
    document.documentElement.classList.add(OPEN);
    document.title = `${step.title} · ${this.pageTitle}`;
    const heading = make("h2", { tabindex: "-1", id: "atelier-titre" }, step.title);
    const review = step.id === REVIEW ? this.review() : null;
    const content = review ? [review.root] : this.fields(step);
    this.root.replaceChildren(this.notice, make("section", { class: "atelier-ecran", "aria-labelledby": "atelier-titre" },
      make("p", { class: "gestes barre-travail" }, button("← Mes cas", () => this.leave())),
      stepList(this.steps, step.id, states(this.known, this.steps, value), (id) => this.go(id)),
      heading, ...content, this.gestures(index), this.saved));
    this.focus(heading, field, review);
  }

  focus(/** @type {HTMLElement} */ heading, /** @type {string} */ field, /** @type {Review | null} */ review) {
    const named = field && document.getElementById(field);
    if (named) reach(named);
    else if (!review?.focus()) heading.focus();
    if (!named) scrollTo({ top: 0, behavior: "instant" });
  }

  /** @returns {HTMLElement[]} */
  fields(/** @type {Step} */ step) {
    const value = /** @type {Value} */ (this.value);
    const faults = new Map(this.isReviewed ? problemsOf(this.known, value).filter(({ rule }) => !PORTAL_RULES.has(rule)).map((problem) => [fieldId(problem.where), faultWords(problem)]) : []);
    const form = new Form({
      known: this.known,
      written: value.written,
      changed: () => this.changed(),
      faultAt: (where) => faults.get(fieldId(where)) ?? "",
      watch: (field) => void fieldHint(field),
    });
    const help = step.question ? questionHelp(step.question) : [make("p", { class: "atelier-aide" }, step.lead)];
    const fields = step.fields.map(([where, look]) => form.field(where, look));
    for (const field of fields) {
      const name = field.querySelector("label, legend");
      if (name?.textContent === step.title) name.classList.add("hors-ecran"); // said by the heading, just above
    }
    return [...help, ...fields];
  }

  /** @returns {Review} */
  review() {
    this.isReviewed = true;
    return new Review({
      known: this.known,
      value: /** @type {Value} */ (this.value),
      steps: this.steps,
      go: (step, field) => this.go(step, field),
      changed: () => this.changed(),
      save: () => this.autosave?.flush(),
    });
  }

  /** @returns {HTMLElement} */
  gestures(/** @type {number} */ index) {
    const [before, after] = [this.steps[index - 1], this.steps[index + 1]];
    return make("div", { class: "gestes atelier-gestes" },
      ...(before ? [button("← Précédent", () => this.go(before.id))] : []),
      ...(after ? [button("Suivant →", () => this.go(after.id), { class: "bouton principal" })] : []));
  }

  leave() {
    history.pushState(null, "", location.pathname);
    this.start();
  }
}

/** Puts the focus on a field, opening what hides it. */
function reach(/** @type {HTMLElement} */ field) {
  for (let holder = field.closest("details"); holder; holder = holder.parentElement?.closest("details") ?? null) holder.open = true;
  field.focus();
}
