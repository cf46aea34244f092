/** One's own account: drafts kept on the device, the form, and the file that one leaves with. */

import { Desk } from "../brouillons/desk.js";
import { Drafts } from "../brouillons/drafts.js";
import { fieldHint } from "../confidentialite/panel.js";
import { scan } from "../confidentialite/scan.js";
import { download } from "../donnees/file.js";
import { isObject } from "../donnees/schema.js";
import { theStore } from "../donnees/store.js";
import { button, make } from "../element.js";
import { WHY_LENGTH, faultsOf, surveyText } from "./reading.js";
import { APPROACHES, monthWords } from "./report.js";
import { EFFECTS, FORMAT, NO_OPINION, PILOT_MONTHS, SETTINGS, USES, VERSION, months } from "./scales.js";

/** @typedef {import("../brouillons/drafts.js").Draft} Draft */
/** @typedef {import("./scales.js").Surveyed} Surveyed */
/** @typedef {{use?: string, effect?: string, why?: string}} Noted */
/**
 * @typedef {{id: string, draft?: string, setting: string, from: string, to: string, answers: Record<string, Noted>}} Value
 *   `draft`: the draft that its id was drawn for
 */

const NBSP = "\u00a0";
const OPINIONS = { ...Object.fromEntries(Object.entries(EFFECTS).reverse()), [NO_OPINION]: "trop tôt pour le dire" };
const LISTED_MONTHS = 30;

/** @returns {string} `2025-04`, so many months before a date */
function monthBefore(/** @type {Date} */ at, /** @type {number} */ count) {
  const month = new Date(at.getFullYear(), at.getMonth() - count, 1);
  return `${month.getFullYear()}-${String(month.getMonth() + 1).padStart(2, "0")}`;
}

/** @returns {string} what tells an account from another, and nothing else */
function newId() {
  const random = crypto.getRandomValues(new Uint8Array(8));
  return [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @returns {Value} an account with nothing noted yet, of the seven months before this one */
function blank() {
  const now = new Date();
  return { id: newId(), setting: "", from: monthBefore(now, PILOT_MONTHS), to: monthBefore(now, 1), answers: {} };
}

/** @returns {value is Value} */
function isValue(/** @type {any} */ value) {
  const texts = ["id", "setting", "from", "to"];
  return isObject(value) && texts.every((key) => typeof value[key] === "string") && isObject(value.answers) && Object.values(value.answers).every(isObject);
}

/** @returns {Record<string, any>} what is noted, as a file holds it: answered strategies, without blanks */
function fileOf(/** @type {Value} */ { id, setting, from, to, answers }) {
  const told = Object.entries(answers).filter(([, { use }]) => use).map(([name, { use, effect, why }]) => {
    const reason = (why ?? "").trim();
    return [name, { use, ...(effect && use !== "jamais" ? { effect } : {}), ...(reason ? { why: reason } : {}) }];
  });
  return { id, setting, period: { from, to }, answers: Object.fromEntries(told) };
}

/** @returns {string} « Relevé, avril à octobre 2026, milieu rural » */
function titleOf(/** @type {Value} */ { from, to, setting }) {
  const [start, end] = [monthWords(from), monthWords(to)];
  const first = from.slice(0, 4) === to.slice(0, 4) ? start.replace(/ \d+$/, "") : start;
  const covered = from === to ? end : `${first} à ${end}`;
  return `Relevé, ${covered}${setting ? `, milieu ${setting}` : ""}`;
}

export class Noting {
  /**
   * @param {Surveyed[]} strategies
   * @param {string} base where the site begins, from this page
   */
  constructor(strategies, base) {
    this.strategies = strategies;
    this.base = base;
    this.count = make("p", { role: "status", class: "compte" });
    this.hint = make("p", { class: "champ-aide", role: "status" });
    this.faults = make("div");
    this.form = make("div");
    /** Says a change to the desk. @type {(value: Value, title: string) => void} */
    this.keep = () => {};
    const bureau = make("div");
    this.desk = new Desk(bureau, new Drafts(theStore(), "releve", isValue), this.form, {
      title: "Vos relevés",
      back: "Mes relevés",
      untitled: () => "Relevé",
      level: "h3",
      attached: (draft) => this.identify(draft),
      draw: (_, changed) => this.draw(changed),
    });
    this.desk.entrance.append(make("p", { class: "gestes" }, button("Commencer un relevé", () => this.desk.begin(blank()), { class: "bouton principal" })));
    this.root = make("section", { class: "noter", "aria-labelledby": "noter" }, make("h2", { id: "noter" }, "Noter ma pratique"), bureau);
  }

  /** A copy of a draft is another account: gathered with the first, both count. */
  identify(/** @type {Draft} */ draft) {
    /** @type {Value} */
    const value = draft.value;
    if (value.draft === draft.id) return;
    draft.save({ ...value, id: value.draft ? newId() : value.id, draft: draft.id });
  }

  /** @returns {Value} */
  get value() {
    return this.desk.value;
  }

  /** Keeps a change, and says how far one is. */
  changed(/** @type {Value} */ value) {
    this.keep(value, titleOf(value));
    this.tell();
  }

  tell() {
    const count = Object.values(this.value.answers).filter(({ use }) => use).length;
    const said = `${count} ${count > 1 ? "stratégies notées" : "stratégie notée"} sur ${this.strategies.length}.`;
    if (this.count.textContent !== said) this.count.textContent = said;
    const covered = months(this.value.from, this.value.to);
    this.hint.textContent = covered === PILOT_MONTHS
      ? "Sept mois, comme au projet pilote\u00a0: l’usage pourra se comparer."
      : "L’usage ne se compare au projet pilote que sur sept mois.";
  }

  /** Draws the form of the open account. */
  draw(/** @type {(value: Value, title: string) => void} */ keep) {
    this.keep = keep;
    this.faults.replaceChildren();
    const groups = Object.entries(APPROACHES).flatMap(([approach, name]) => {
      const found = this.strategies.filter((strategy) => strategy.approach === approach);
      return found.length ? [make("h4", {}, name), ...found.map((strategy) => this.strategy(strategy))] : [];
    });
    this.form.replaceChildren(make("form", { class: "releve", autocomplete: "off" },
      make("h3", { tabindex: "-1" }, "Mon relevé"), this.faults, this.setting(), this.period(),
      make("p", { class: "champ-aide" }, "Notez de mémoire, sans chercher dans vos dossiers. Passez ce que vous ne voulez pas dire. Jamais un nom, ni une famille."),
      ...groups, this.count,
      make("div", { class: "gestes" }, button("Enregistrer mon fichier", () => this.save(), { class: "bouton principal" }))));
    this.form.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
    this.tell();
  }

  /**
   * Radio buttons, one choice.
   * @param {(Node | string)[]} legend
   * @param {string} name
   * @param {Record<string, string>} choices
   * @param {string | undefined} chosen
   * @param {(value: string) => void} onChange
   * @returns {HTMLFieldSetElement}
   */
  radios(legend, name, choices, chosen, onChange) {
    const labels = Object.entries(choices).map(([value, words]) => {
      const input = make("input", { type: "radio", name, value });
      input.checked = value === chosen;
      input.addEventListener("change", () => onChange(value));
      return make("label", { class: "choix" }, input, words);
    });
    return make("fieldset", { class: "options" }, make("legend", {}, ...legend), make("div", {}, ...labels));
  }

  /** @returns {HTMLElement} */
  setting() {
    const choices = Object.fromEntries(SETTINGS.map((name) => [name, name]));
    const field = this.radios(["Milieu où vous travaillez"], "milieu", choices, this.value.setting, (setting) => this.changed({ ...this.value, setting }));
    field.id = "releve-milieu";
    field.append(make("p", { class: "champ-aide" }, "Vous travaillez en ville et à la campagne? Choisissez «\u00a0mixte\u00a0»."));
    return field;
  }

  /** @returns {HTMLElement} */
  period() {
    const now = new Date();
    const listed = Array.from({ length: LISTED_MONTHS }, (_, index) => monthBefore(now, index));
    const select = (/** @type {"from" | "to"} */ key, /** @type {string} */ words) => {
      const known = [...new Set([...listed, this.value[key]])].sort().reverse();
      const field = make("select", { id: `releve-${key}` }, ...known.map((month) => make("option", { value: month }, monthWords(month))));
      field.value = this.value[key];
      field.addEventListener("change", () => this.changed({ ...this.value, [key]: field.value }));
      return make("div", { class: "champ" }, make("label", { for: field.id }, words), field);
    };
    return make("fieldset", { class: "champ mois" }, make("legend", {}, "Mois couverts"), this.hint, make("div", { class: "deux" }, select("from", "De"), select("to", "À")));
  }

  /** @returns {HTMLElement} */
  strategy(/** @type {Surveyed} */ { id, title, url }) {
    const set = (/** @type {Noted} */ change) => {
      const { answers } = this.value;
      this.changed({ ...this.value, answers: { ...answers, [id]: { ...answers[id], ...change } } });
    };
    const { use, effect, why = "" } = this.value.answers[id] ?? {};
    const opinion = this.radios(["Votre avis", of(title)], `avis-${id}`, OPINIONS, effect, (value) => set({ effect: value }));
    const reason = make("input", { type: "text", id: `pourquoi-${id}`, maxlength: String(WHY_LENGTH) });
    reason.value = why;
    reason.addEventListener("input", () => set({ why: reason.value }));
    reason.addEventListener("focus", () => fieldHint(reason), { once: true });
    const rest = make("div", {}, opinion,
      make("div", { class: "champ" }, make("label", { for: reason.id }, "Pourquoi, en une ligne (facultatif; votre communauté la lira)"), reason));
    const used = this.radios(["Employée", of(title)], `usage-${id}`, USES, use, (value) => {
      set({ use: value });
      opinion.hidden = value === "jamais";
      rest.hidden = false;
    });
    rest.hidden = !use;
    opinion.hidden = use === "jamais";
    const link = url ? make("a", { href: `${this.base}${url}`, target: "_blank" }, "la fiche", make("span", { class: "hors-ecran" }, ` «${NBSP}${title}${NBSP}» (nouvel onglet)`)) : "";
    return make("div", { class: "strategie" }, make("p", { class: "strategie-nom" }, make("strong", {}, title), " ", link), used, rest);
  }

  /** Checks what is noted, then what its lines may tell of someone, then offers the file. */
  save() {
    const file = fileOf(this.value);
    const wrong = faultsOf({ format: FORMAT, version: VERSION, ...file }, this.strategies.map(({ id }) => id));
    if (wrong.length) return this.refuse("Il manque quelque chose", wrong.map(({ where }) => faultLine(where)));
    const found = Object.entries(file.answers).flatMap(([name, { why }]) => (why ? scan(why).map((hit) => ({ name, ...hit })) : []));
    if (!found.length) return this.offer(file);
    const lines = found.map(({ name, found: words, why }) => ({ id: `pourquoi-${name}`, words: `«${NBSP}${words}${NBSP}»${NBSP}: ${why}` }));
    const sure = found.some(({ level }) => level === "certain");
    this.refuse("À relire avant d’enregistrer", lines, sure ? [] : [button("J’ai relu, enregistrer", () => this.offer(file))]);
  }

  offer(/** @type {Record<string, any>} */ file) {
    this.faults.replaceChildren();
    download(`ancrage-releve-${file.id.slice(0, 6)}.json`, surveyText(/** @type {any} */ (file)));
    this.count.textContent = "Fichier enregistré. Il ne porte pas votre nom\u00a0: remettez-le à qui réunit les relevés.";
  }

  /**
   * @param {string} title
   * @param {{id: string, words: string}[]} lines
   * @param {HTMLElement[]} [acts]
   */
  refuse(title, lines, acts = []) {
    const head = make("h4", { tabindex: "-1" }, title);
    const links = lines.map(({ id, words }) => {
      const link = make("a", { href: `#${id}` }, words);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const field = document.getElementById(id);
        (field?.querySelector("input") ?? field)?.focus();
      });
      return make("li", {}, link);
    });
    this.faults.replaceChildren(make("div", { class: "fautes" }, head, make("ul", {}, ...links), ...acts));
    head.focus();
  }
}

/** @returns {HTMLElement} what a question is about, for who does not see the title above it */
function of(/** @type {string} */ title) {
  return make("span", { class: "hors-ecran" }, `${NBSP}: ${title}`);
}

/** @returns {{id: string, words: string}} where to mend, and what */
function faultLine(/** @type {import("./json_lines.js").Where} */ [key, name]) {
  if (key === "setting") return { id: "releve-milieu", words: "Dites dans quel milieu vous travaillez." };
  if (key === "period") return { id: "releve-from", words: "Le dernier mois vient après le premier, deux ans plus tard au plus." };
  if (key === "answers" && name) return { id: `pourquoi-${name}`, words: `Raccourcissez la ligne à ${WHY_LENGTH} caractères.` };
  return { id: "noter", words: "Notez au moins une stratégie." };
}

