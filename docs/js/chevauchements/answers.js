/** Who carries what: one responsibility a box, each role with its answer, and what is said of the cells that are shared. */

import { button, make } from "../element.js";
import { NOTE_LENGTH } from "./file.js";
import { KINDS, UNJUDGED, answerOf, cells, judgementOf } from "./overlap.js";
import { hint } from "./start.js";
import { KIND_NAMES, casesIn, namesOf } from "./words.js";

/** @typedef {import("./overlap.js").Grid} Grid */
/** @typedef {import("./overlap.js").Cell} Cell */
/** @typedef {import("./start.js").Start} Start */

const ANSWERS = /** @type {const} */ ([["oui", "Porte"], ["non", "Ne porte pas"], ["inconnu", "On ne sait pas"]]);

export class AnswerBox {
  /**
   * @param {Grid} grid
   * @param {Start} start
   * @param {{id: string, name: string}} responsibility
   * @param {() => void} changed
   */
  constructor(grid, start, responsibility, changed) {
    this.grid = grid;
    this.id = responsibility.id;
    this.changed = changed;
    this.task = start.tasks.find(({ id }) => id === this.id);
    this.name = make("span", { class: "porte-nom" });
    this.state = make("span", { class: "porte-etat" });
    this.shared = make("div", { class: "porte-partage" });
    this.body = make("div", { class: "porte-corps" });
    this.element = make("details", { class: "porte-quoi", id: `quoi-${this.id}` }, make("summary", {}, this.name, this.state), this.body);
    this.isBuilt = false;
    this.element.addEventListener("toggle", () => this.build());
    this.refresh();
  }

  /** Makes the fields the first time that the box is opened: sixty of them unopened weigh nothing. */
  build() {
    if (this.isBuilt || !this.element.open) return;
    this.isBuilt = true;
    this.body.append(...this.grid.roles.map((role) => this.role(role.id)), this.shared);
    this.refresh();
  }

  /**
   * @param {string} role
   * @returns {HTMLElement}
   */
  role(role) {
    const { grid, id } = this;
    const names = namesOf(grid);
    const field = make("fieldset", { class: "champ porte-role" }, make("legend", {}, names.role(role)));
    const told = hint(this.task, role);
    if (told) field.append(make("p", { class: "champ-aide" }, told));
    const groups = make("div", { class: "porte-groupes", role: "group", "aria-label": "Pour quelles familles" });
    /** @type {HTMLInputElement[]} */
    const radios = [];
    const answers = make("div", { class: "porte-choix" });
    for (const [value, label] of ANSWERS) {
      const radio = make("input", { type: "radio", name: `porte-${id}-${role}`, value });
      radio.addEventListener("change", () => {
        this.answer(role, value === "inconnu" ? null : value === "non" ? [] : grid.groups.map((group) => group.id));
        show();
      });
      radios.push(radio);
      answers.append(make("label", { class: "choix" }, radio, label));
    }
    const boxes = grid.groups.map((group) => {
      const box = make("input", { type: "checkbox" });
      box.addEventListener("change", () => {
        const now = grid.groups.map((item) => item.id).filter((item) => (item === group.id ? box.checked : answerOf(grid, id, role)?.includes(item)));
        this.answer(role, now);
        if (now.length) return;
        show();
        radios[1].focus(); // the boxes go with the last tick: she carries it for nobody
      });
      groups.append(make("label", { class: "choix" }, box, names.group(group.id)));
      return { id: group.id, box };
    });
    const show = () => {
      const answer = answerOf(grid, id, role);
      const value = answer === null ? "inconnu" : answer.length ? "oui" : "non";
      for (const radio of radios) radio.checked = radio.value === value;
      for (const { id: group, box } of boxes) box.checked = answer?.includes(group) ?? false;
      groups.hidden = value !== "oui" || grid.groups.length < 2;
    };
    show();
    field.append(answers, groups);
    return field;
  }

  /**
   * @param {string} role
   * @param {string[] | null} groups
   */
  answer(role, groups) {
    const { carries } = this.grid;
    carries[this.id] = { ...carries[this.id] };
    if (groups) carries[this.id][role] = groups;
    else delete carries[this.id][role];
    this.refresh();
    this.changed();
  }

  /** Says again what the box holds. */
  refresh() {
    this.name.textContent = namesOf(this.grid).responsibility(this.id);
    const own = cells(this.grid).filter(({ responsibility }) => responsibility === this.id);
    this.state.textContent = stateOf(own);
    if (this.isBuilt) this.showShared(own.filter(({ roles }) => roles.length >= 2));
  }

  /** @param {Cell[]} shared */
  showShared(shared) {
    const key = JSON.stringify(shared.map(({ group, roles }) => [group, roles]));
    if (this.shared.dataset.cases === key) return; // a note being written keeps its focus
    this.shared.dataset.cases = key;
    this.shared.replaceChildren(...(shared.length ? [make("h3", {}, "Vous êtes plusieurs\u00a0: qu’en dites-vous?"), ...shared.map((cell) => this.judgement(cell))] : []));
    if (shared.length > 1) this.shared.append(button("Même réponse pour les autres groupes", () => this.spread(shared)));
  }

  /**
   * @param {Cell} cell
   * @returns {HTMLElement}
   */
  judgement({ group, roles }) {
    const names = namesOf(this.grid);
    const name = `${this.id}-${group}`;
    const { kind, note } = judgementOf(this.grid, this.id, group);
    const select = make("select", { id: `classe-${name}` }, make("option", { value: "" }, KIND_NAMES[UNJUDGED]),
      ...KINDS.map((value) => make("option", { value }, KIND_NAMES[value])));
    select.value = kind;
    const input = make("input", { type: "text", id: `note-${name}`, maxlength: String(NOTE_LENGTH), autocomplete: "off" });
    input.value = note;
    for (const control of [select, input]) {
      control.addEventListener("input", () => {
        this.judge(group, { kind: /** @type {any} */ (select.value), note: input.value });
        this.refresh();
        this.changed();
      });
    }
    return make("div", { class: "porte-case" },
      make("p", {}, make("strong", {}, names.group(group)), `\u00a0: ${roles.map(names.role).join(", ")}`),
      make("div", { class: "champ" }, make("label", { for: select.id }, "Ce partage est", hidden(names.group(group))), select),
      make("div", { class: "champ" }, make("label", { for: input.id }, "Qui mène, ce qu’on décide", hidden(names.group(group))), input));
  }

  /**
   * @param {string} group
   * @param {import("./overlap.js").Judgement} judgement
   */
  judge(group, judgement) {
    const { judgements } = this.grid;
    judgements[this.id] = { ...judgements[this.id], [group]: judgement };
  }

  /**
   * Says of every shared cell what is said of the first.
   * @param {Cell[]} shared
   */
  spread(shared) {
    const first = judgementOf(this.grid, this.id, shared[0].group);
    for (const { group } of shared.slice(1)) this.judge(group, { ...first });
    delete this.shared.dataset.cases;
    this.refresh();
    this.shared.querySelector("button")?.focus();
    this.changed();
  }
}

/** @returns {HTMLElement} words for a screen reader only */
const hidden = (/** @type {string} */ text) => make("span", { class: "hors-ecran" }, `, ${text}`);

/**
 * The state of a responsibility in a few words.
 * @param {Cell[]} own
 * @returns {string}
 */
function stateOf(own) {
  const shared = own.filter(({ roles }) => roles.length >= 2);
  const unjudged = shared.filter(({ kind }) => kind === UNJUDGED).length;
  const nobody = own.filter(({ roles, unknown }) => !roles.length && !unknown).length;
  const unknown = own[0]?.unknown ?? 0;
  const said = [
    shared.length ? `${casesIn(shared.length)} à plusieurs${unjudged ? ", à classer" : ""}` : "",
    nobody ? `${casesIn(nobody)} sans personne` : "",
    unknown ? `${unknown}\u00a0réponse${unknown > 1 ? "s" : ""} à trouver` : "",
  ].filter(Boolean);
  return said.join(" · ") || "un seul rôle la porte";
}
