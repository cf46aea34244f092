/** One activity of the plan, as a line: when, what, why, and what one can do with it by keyboard, pointer or touch. */

import { button, make } from "../element.js";
import { typographic } from "../text.js";
import { whole } from "./details.js";
import { partOf } from "./record.js";
import { minutesOf } from "./state.js";
import { nodes } from "./text.js";
import { saysMinutes, timeOfDay } from "./timing.js";
import { isBreak, methodOf, reasons, titleOf, weightWords } from "./words.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Item} Item */
/**
 * @typedef {{move: (item: Item, by: number) => void, remove: (item: Item) => void, swap: (item: Item) => void,
 *   edit: (item: Item) => void, changed: () => void, noted: () => void, drag: (element: HTMLElement, event: PointerEvent) => void}} Actions
 */

const NBSP = "\u00a0";
const STEP = 5;

export class ItemView {
  /**
   * @param {Bank} bank
   * @param {State} state
   * @param {Item} item
   * @param {Actions} actions
   */
  constructor(bank, state, item, actions) {
    this.bank = bank;
    this.state = state;
    this.item = item;
    this.actions = actions;
    this.title = typographic(titleOf(bank, item));
    const about = (/** @type {string} */ act) => ({ "aria-label": `${act}\u00a0: ${this.title}` });
    const handle = make("span", { class: "poignee", "aria-hidden": "true", title: "Glisser pour déplacer" }, "⠿");
    handle.addEventListener("pointerdown", (event) => actions.drag(this.element, event));
    this.when = make("p", { class: "heure" });
    this.kind = make("p", { class: "genre" });
    this.why = make("p", { class: "pourquoi" });
    this.heading = make("h3", { tabindex: "-1" }, this.title);
    this.minutes = make("input", { type: "number", min: "1", max: "180", inputmode: "numeric", autocomplete: "off", ...about("Minutes") });
    this.minutes.addEventListener("input", () => this.set(this.minutes.value, false));
    this.minutes.addEventListener("change", () => this.set(this.minutes.value, true));
    this.less = button("−5", () => this.set(item.minutes - STEP, true), about("Cinq minutes de moins"));
    this.more = button("+5", () => this.set(item.minutes + STEP, true), about("Cinq minutes de plus"));
    this.up = button("Monter", () => actions.move(item, -1), about("Monter"));
    this.down = button("Descendre", () => actions.move(item, 1), about("Descendre"));
    this.other = item.own ? button("Modifier", () => actions.edit(item), about("Modifier")) : button("Remplacer", () => actions.swap(item), about("Remplacer"));
    const remove = button("Retirer", () => actions.remove(item), about("Retirer"));
    this.held = make("div", { class: "activite-contenu" });
    this.details = make("details", { class: "repli" }, make("summary", {}, "Consignes et matériel", make("span", { class: "hors-ecran" }, `\u00a0: ${this.title}`)), this.held);
    this.details.addEventListener("toggle", () => this.fill());
    this.element = make("li", { "data-cle": String(item.key), class: isBreak(bank, item) ? "activite-plan est-pause" : "activite-plan" },
      make("div", { class: "activite-tete" }, handle, make("div", {}, this.when, this.heading, this.kind)),
      this.why,
      make("div", { class: "activite-gestes" },
        make("span", { class: "compteur", role: "group", ...about("Durée") }, this.less, this.minutes, make("span", {}, "min"), this.more),
        this.up, this.down, ...(isBreak(bank, item) ? [] : [this.other]), remove),
      ...(isBreak(bank, item) ? [] : [this.details, this.notes()]));
  }

  /** @returns {HTMLElement} a field for one's own notes, folded while it is empty */
  notes() {
    const area = make("textarea", { rows: "3", maxlength: "4000", "aria-label": `Mes notes\u00a0: ${this.title}` });
    area.value = this.item.notes;
    area.addEventListener("input", () => {
      this.item.notes = area.value;
      this.actions.noted();
    });
    this.area = area;
    const folded = make("details", { class: "repli mes-notes" }, make("summary", {}, "Mes notes", make("span", { class: "hors-ecran" }, `\u00a0: ${this.title}`)), area);
    folded.open = Boolean(this.item.notes);
    return folded;
  }

  /** @param {unknown} value @param {boolean} settled whether the field may be written again */
  set(value, settled) {
    if (value === "" && !settled) return;
    this.item.minutes = minutesOf(value);
    if (settled) this.minutes.value = String(this.item.minutes);
    this.actions.changed();
  }

  /**
   * @param {number} index
   * @param {number} count
   * @param {number} start the minute of the day it starts at
   * @param {Item | undefined} before the activity before it, breaks left out
   */
  show(index, count, start, before) {
    const { bank, state, item } = this;
    const weight = weightWords(bank, state.goal, item.ref);
    const [first, ...rest] = reasons(bank, state, item, before);
    this.when.textContent = `${timeOfDay(start)} à ${timeOfDay(start + item.minutes)}`;
    this.kind.textContent = isBreak(bank, item) ? "" : [bank.methods[methodOf(bank, item)], weight].filter(Boolean).join(" · ");
    this.why.replaceChildren(...(first ? nodes(bank, first) : []), ...(rest.length ? [" ", make("span", { class: "precisions" }, typographic(rest.join(" ")))] : []));
    if (document.activeElement !== this.minutes) this.minutes.value = String(item.minutes);
    if (this.area && document.activeElement !== this.area) this.area.value = item.notes;
    this.up.disabled = index === 0;
    this.down.disabled = index === count - 1;
    this.less.disabled = item.minutes <= STEP;
    this.fill();
  }

  /** Fills what is open, with steps cut to the minutes of now. */
  fill() {
    if (!this.details.open) return;
    const { bank, state, item } = this;
    const part = partOf(bank, state, { ...item, notes: "" }, new Set());
    const activity = item.ref ? bank.activities[item.ref] : null;
    const warned = activity && activity.minutes !== item.minutes && saysMinutes(activity.steps)
      ? [make("p", { class: "a-relire" }, `Écrites pour ${activity.minutes}${NBSP}min\u00a0: des durées dites à voix haute sont à ajuster.`)] : [];
    this.held.replaceChildren(...warned, ...whole(bank, part));
  }
}

/** @returns {HTMLLIElement} what stays in the place of an activity just removed */
export function removedLine(/** @type {string} */ title, /** @type {() => void} */ restore) {
  return make("li", { class: "retire" }, make("p", {}, `Retirée\u00a0: ${title}. `, button("Annuler", restore, { "aria-label": `Annuler le retrait\u00a0: ${title}` })));
}
