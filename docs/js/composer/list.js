/** The plan as a list: lines kept in place while they change, moved by buttons or dragged by mouse, pen or finger. */

import { make } from "../element.js";
import { typographic } from "../text.js";
import { ItemView, removedLine } from "./item.js";
import { minuteOf } from "./timing.js";
import { isBreak, titleOf } from "./words.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Item} Item */

const EDGE = 70;

export class PlanList {
  /**
   * @param {Bank} bank
   * @param {{changed: () => void, noted: () => void, swap: (item: Item) => void, edit: (item: Item) => void, told: (words: string) => void}} actions
   */
  constructor(bank, actions) {
    this.bank = bank;
    this.actions = actions;
    this.element = make("ol", { class: "plan-activites" });
    /** @type {State} */
    this.state = { goal: "", audience: "", duration: 0, people: 0, start: "", title: "", items: [] };
    /** @type {Map<number, ItemView>} */
    this.views = new Map();
    /** The last one removed, and where it was. @type {{item: Item, index: number} | null} */
    this.removed = null;
  }

  /** Takes another plan. */
  take(/** @type {State} */ state) {
    this.state = state;
    this.views.clear();
    this.removed = null;
    this.show();
  }

  /** Shows the plan as it is now; a line that is there stays, so that what is being typed in it is not disturbed. */
  show() {
    const { bank, state, views } = this;
    let at = minuteOf(state.start);
    /** @type {Item | undefined} */
    let before;
    /** @type {HTMLElement[]} */
    const lines = [];
    state.items.forEach((item, index) => {
      const view = views.get(item.key) ?? new ItemView(bank, state, item, {
        ...this.actions,
        move: (moved, by) => this.move(moved, by),
        remove: (gone) => this.remove(gone),
        drag: (element, event) => this.drag(element, event),
      });
      views.set(item.key, view);
      view.show(index, state.items.length, at, before);
      at += item.minutes;
      if (!isBreak(bank, item)) before = item;
      lines.push(view.element);
    });
    if (this.removed) {
      const { item, index } = this.removed;
      lines.splice(index, 0, removedLine(typographic(titleOf(bank, item)), () => this.restore()));
    }
    this.arrange(lines);
  }

  /** Puts lines in order, moving only those that are elsewhere: a moved field loses its focus. */
  arrange(/** @type {HTMLElement[]} */ lines) {
    for (const line of [...this.element.children]) if (!lines.includes(/** @type {HTMLElement} */ (line))) line.remove();
    lines.forEach((line, index) => {
      if (this.element.children[index] !== line) this.element.insertBefore(line, this.element.children[index] ?? null);
    });
  }

  move(/** @type {Item} */ item, /** @type {number} */ by) {
    const { items } = this.state;
    const to = Math.min(Math.max(items.indexOf(item) + by, 0), items.length - 1);
    this.place(item, to);
    const view = this.views.get(item.key);
    const wanted = by < 0 ? view?.up : view?.down;
    (wanted?.disabled ? (by < 0 ? view?.down : view?.up) : wanted)?.focus();
  }

  /** Puts an activity at a rank, and says which. */
  place(/** @type {Item} */ item, /** @type {number} */ to) {
    const { items } = this.state;
    items.splice(items.indexOf(item), 1);
    items.splice(to, 0, item);
    this.removed = null;
    this.actions.changed();
    this.actions.told(`${typographic(titleOf(this.bank, item))}\u00a0: ${to + 1} sur ${items.length}.`);
  }

  remove(/** @type {Item} */ item) {
    const { items } = this.state;
    const index = items.indexOf(item);
    items.splice(index, 1);
    this.removed = { item, index };
    this.actions.changed();
    /** @type {HTMLElement | null} */ (this.element.querySelector(".retire button"))?.focus();
  }

  restore() {
    if (!this.removed) return;
    const { item, index } = this.removed;
    this.removed = null;
    this.state.items.splice(index, 0, item);
    this.actions.changed();
    this.focus(item);
  }

  /** Puts an activity in the place of another, or at a rank. */
  put(/** @type {Item} */ item, /** @type {number} */ index, replaced = false) {
    this.removed = null;
    this.state.items.splice(index, replaced ? 1 : 0, item);
    this.actions.changed();
    this.focus(item);
  }

  focus(/** @type {Item} */ item) {
    this.views.get(item.key)?.heading.focus();
  }

  /** Follows a line dragged by its handle, with a mark where it would fall. */
  drag(/** @type {HTMLElement} */ line, /** @type {PointerEvent} */ event) {
    if (event.button !== 0) return;
    event.preventDefault();
    line.classList.add("glisse");
    /** @type {HTMLElement | null} */
    let before = null;
    let at = event.clientY;
    let hasMoved = false;
    const lines = /** @type {HTMLElement[]} */ ([...this.element.querySelectorAll(".activite-plan")]);
    const marks = () => lines.forEach((one) => one.classList.remove("avant", "apres"));
    const mark = () => {
      before = lines.find((one) => at < one.getBoundingClientRect().top + one.offsetHeight / 2) ?? null;
      marks();
      (before ?? lines[lines.length - 1])?.classList.add(before ? "avant" : "apres");
    };
    const onMove = (/** @type {PointerEvent} */ { clientY }) => {
      at = clientY;
      hasMoved = true;
      mark();
    };
    // Near an edge, the page goes on under the finger: lines are as high as a phone.
    const scroll = () => {
      const by = at < EDGE ? at - EDGE : Math.max(0, at - innerHeight + EDGE);
      if (hasMoved && by) {
        scrollBy({ top: by / 4, behavior: "instant" });
        mark();
      }
      frame = requestAnimationFrame(scroll);
    };
    let frame = requestAnimationFrame(scroll);
    const onEnd = (/** @type {PointerEvent} */ { type }) => {
      cancelAnimationFrame(frame);
      document.removeEventListener("pointermove", onMove);
      for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) document.removeEventListener(name, onEnd);
      line.classList.remove("glisse");
      const moved = lines.some((one) => one.matches(".avant, .apres"));
      marks();
      if (type === "pointerup" && moved) this.drop(line, before);
    };
    document.addEventListener("pointermove", onMove);
    for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) document.addEventListener(name, onEnd);
  }

  /** Puts a dragged line before another, or last. */
  drop(/** @type {HTMLElement} */ line, /** @type {HTMLElement | null} */ before) {
    const { items } = this.state;
    const itemOf = (/** @type {HTMLElement} */ one) => items.find(({ key }) => String(key) === one.dataset.cle);
    const item = itemOf(line);
    const next = before ? itemOf(before) : undefined;
    if (!item || next === item) return;
    const rank = next ? items.indexOf(next) : items.length;
    this.place(item, rank > items.indexOf(item) ? rank - 1 : rank);
  }
}
