// Random data of a person, and shelves that behave as browsers do.
import { empty } from "../../docs/js/donnees/schema.js";

/** A generator of numbers between 0 and 1, always the same for a seed. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const whole = (next, most) => Math.floor(next() * (most + 1));
const one = (next, list) => list[whole(next, list.length - 1)];
const day = (next) => new Date(Date.UTC(2026, whole(next, 11), 1 + whole(next, 27))).toISOString().slice(0, 10);
// Few dates, so that ties are met.
const instant = (next) => new Date(Date.UTC(2026, 10, 1 + whole(next, 4), whole(next, 2))).toISOString();
const words = ["", "Mardi 9 h 30", "«\u00a0On se croise souvent!\u00a0»", "ligne\nligne", "\"}],\\", "😀 œuf", "</script>", "\u2028"];
const note = (next) => Array.from({ length: whole(next, 3) }, () => one(next, words)).join(" ");

/** Data that the portal could have written. */
export function sample(next) {
  const data = { ...empty(), revision: whole(next, 1000) };
  for (let count = whole(next, 4); count; count--) {
    const written = { modified: instant(next), note: note(next), noted: instant(next) };
    data.steps[`parcours-ptp/etape-${whole(next, 4)}`] = { done: one(next, [null, day(next)]), ...written };
    data.notebook[one(next, ["presence-parcs", "presence-parcs.efficacite", "terme-toxi", "carte-ecole"])] = {
      removed: next() < 0.2, kind: one(next, ["Stratégie", "Chiffre"]), title: note(next),
      url: one(next, ["", "strategies/presence-parcs/", "glossaire/#terme-toxi", "reperes/chiffres/#a.b"]),
      added: day(next), order: whole(next, 9), ...written,
    };
  }
  for (let count = whole(next, 3); count; count--) {
    const removed = next() < 0.2;
    data.drafts[`${one(next, ["cas", "seance", "releve"])}/brouillon-${whole(next, 3)}`] = {
      removed, title: note(next).slice(0, 200), text: JSON.stringify({ texte: note(next) }), modified: instant(next),
    };
  }
  if (next() < 0.5) data.pathways["parcours-ptp"] = { start: one(next, [null, day(next)]), modified: instant(next) };
  return data;
}

/** A shelf as localStorage is, in memory. */
export class Shelf {
  constructor() {
    this.texts = new Map();
    this.room = Infinity;
  }

  get length() {
    return this.texts.size;
  }

  key(index) {
    return [...this.texts.keys()][index] ?? null;
  }

  getItem(key) {
    return this.texts.get(key) ?? null;
  }

  setItem(key, text) {
    if (text.length > this.room) throw new DOMException("plein", "QuotaExceededError");
    this.texts.set(key, text);
  }

  removeItem(key) {
    this.texts.delete(key);
  }
}

/** The shelf of a tab in a process of its own: what it writes reaches the other tab later. */
export class FarShelf extends Shelf {
  constructor() {
    super();
    this.sent = [];
  }

  setItem(key, text) {
    super.setItem(key, text);
    this.sent.push([key, text]);
  }
}
