/** The choices: goal, audience, duration (five lengths or one's own), how many people, when it starts. */

import { button, make } from "../element.js";
import { typographic } from "../text.js";
import { LONGEST_SESSION, SHORTEST } from "./state.js";
import { timeOfDay } from "./timing.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./plan.js").Choice} Choice */

const NBSP = "\u00a0";

export class Choices {
  /**
   * @param {Bank} bank
   * @param {(choice: Choice, start: string) => void} onChosen
   */
  constructor(bank, onChosen) {
    this.bank = bank;
    this.goal = select("b", Object.values(bank.goals).map(({ id, title }) => [id, typographic(title)]));
    this.aim = make("p", { class: "champ-aide", id: "but-en-clair" });
    this.goal.setAttribute("aria-describedby", "but-en-clair");
    this.audience = select("p", Object.entries(bank.audiences).map(([name, words]) => [name, words[0].toUpperCase() + words.slice(1)]));
    this.lengths = [...bank.durations.map((minutes) => radio(String(minutes), lengthWords(minutes))), radio("autre", "Autre")];
    this.minutes = number("duree-autre", SHORTEST, LONGEST_SESSION, 75, 5);
    this.people = number("groupe", bank.people[0], bank.people[1], 10, 1);
    this.start = make("input", { type: "time", id: "debut", value: "09:00" });
    this.other = field("Minutes", this.minutes, `De ${SHORTEST} à ${LONGEST_SESSION}, pauses comprises.`);
    this.errors = make("div", { class: "fautes", tabindex: "-1", role: "group", "aria-labelledby": "fautes-titre", hidden: "" });
    this.form = make("form", { class: "choix-seance", novalidate: "" },
      this.errors,
      field("But de la séance", this.goal, this.aim),
      field("Pour qui", this.audience),
      make("fieldset", { class: "durees" }, make("legend", {}, "Durée"), ...this.lengths.map(({ label }) => label), this.other),
      make("div", { class: "cote-a-cote-champs" },
        field("Combien de personnes", this.people, `De ${bank.people[0]} à ${bank.people[1]}.`),
        field("Heure de début", this.start)),
      button("Proposer un plan", () => {}, { type: "submit", class: "bouton principal" }));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const choice = this.read();
      if (choice) onChosen(choice, this.start.value || "09:00");
    });
    this.goal.addEventListener("change", () => this.tell());
    for (const { input } of this.lengths) input.addEventListener("change", () => this.showOther());
    this.check("90");
    this.tell();
  }

  /** Says what the goal leads to, and offers first the audience it was written for. */
  tell() {
    const { aim, audience } = this.bank.goals[this.goal.value];
    this.aim.textContent = typographic(aim);
    if (!audience.includes(this.audience.value)) [this.audience.value] = audience;
  }

  check(/** @type {string} */ value) {
    const known = this.lengths.find(({ input }) => input.value === value);
    (known ?? this.lengths[this.lengths.length - 1]).input.checked = true;
    if (!known) this.minutes.value = value;
    this.showOther();
  }

  showOther() {
    this.other.hidden = !this.lengths[this.lengths.length - 1].input.checked;
  }

  /** Shows the choices of a plan. */
  show(/** @type {Choice & {start: string}} */ { goal, audience, duration, people, start }) {
    this.goal.value = goal;
    this.tell();
    this.audience.value = audience;
    this.check(String(duration));
    this.people.value = String(people);
    this.start.value = start;
    this.fault([]);
  }

  /** @returns {Choice | null} what is asked; what is wrong is said, and takes the focus */
  read() {
    const picked = this.lengths.find(({ input }) => input.checked)?.input.value ?? "autre";
    const duration = Number(picked === "autre" ? this.minutes.value : picked);
    const people = Number(this.people.value);
    const [fewest, most] = this.bank.people;
    /** @type {[HTMLInputElement, string][]} */
    const faults = [];
    if (!Number.isInteger(duration) || duration < SHORTEST || duration > LONGEST_SESSION) faults.push([this.minutes, `Durée\u00a0: un nombre de minutes, de ${SHORTEST} à ${LONGEST_SESSION}.`]);
    if (!Number.isInteger(people) || people < fewest || people > most) faults.push([this.people, `Nombre de personnes\u00a0: de ${fewest} à ${most}.`]);
    this.fault(faults);
    return faults.length ? null : { goal: this.goal.value, audience: this.audience.value, duration, people };
  }

  fault(/** @type {[HTMLInputElement, string][]} */ faults) {
    for (const input of [this.minutes, this.people]) input.setAttribute("aria-invalid", String(faults.some(([wrong]) => wrong === input)));
    this.errors.hidden = !faults.length;
    this.errors.replaceChildren(make("h2", { id: "fautes-titre" }, "À corriger"),
      make("ul", {}, ...faults.map(([input, words]) => {
        const link = make("a", { href: `#${input.id}` }, words);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          input.focus();
        });
        return make("li", {}, link);
      })));
    if (faults.length) this.errors.focus();
  }
}

/** @returns {string} « 45 min », « 1 h 30 » */
function lengthWords(/** @type {number} */ minutes) {
  if (minutes < 60) return `${minutes}${NBSP}min`;
  return minutes % 60 ? timeOfDay(minutes) : `${minutes / 60}${NBSP}h`;
}

/**
 * @param {string} label
 * @param {HTMLElement} control
 * @param {string | HTMLElement} [help]
 */
function field(label, control, help) {
  const told = typeof help === "string" ? make("p", { class: "champ-aide", id: `${control.id}-aide` }, help) : help;
  if (typeof help === "string") control.setAttribute("aria-describedby", `${control.id}-aide`);
  return make("div", { class: "champ" }, make("label", { for: control.id }, label), ...(told ? [told] : []), control);
}

/** @returns {HTMLSelectElement} */
function select(/** @type {string} */ id, /** @type {[string, string][]} */ options) {
  return make("select", { id: `choix-${id}`, autocomplete: "off" }, ...options.map(([value, words]) => make("option", { value }, words)));
}

/**
 * @param {string} id
 * @param {number} min
 * @param {number} max
 * @param {number} value
 * @param {number} step
 */
function number(id, min, max, value, step) {
  return make("input", { type: "number", id, min: String(min), max: String(max), step: String(step), value: String(value), inputmode: "numeric", autocomplete: "off" });
}

/** @returns {{input: HTMLInputElement, label: HTMLLabelElement}} */
function radio(/** @type {string} */ value, /** @type {string} */ words) {
  const input = make("input", { type: "radio", name: "duree", value });
  return { input, label: make("label", { class: "choix" }, input, words) };
}
