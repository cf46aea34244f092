/**
 * The page of a pathway: steps to tick, with a day and a note; how far one is, in words; the week one is in.
 * The page gives `[data-parcours]`, its empty `[data-parcours-etat]`, weeks `[data-semaine]` and steps `[data-etape]`.
 */

import { localDay } from "./donnees/file.js";
import { RESUME, isResume, parsed } from "./donnees/keys.js";
import { mountNotice } from "./donnees/notice.js";
import { isDay } from "./donnees/schema.js";
import { theStore } from "./donnees/store.js";
import { dayInWords, make } from "./element.js";
import { weekOf } from "./parcours/calendar.js";
import { Step } from "./parcours/step.js";

const BASE = new URL("../", import.meta.url);

/** @typedef {{number: number, section: HTMLElement, steps: Step[], state: HTMLElement, bar: HTMLProgressElement}} Week */

class Page {
  /**
   * @param {HTMLElement} root
   * @param {HTMLElement} place
   */
  constructor(root, place) {
    this.store = theStore();
    this.root = root;
    this.id = root.dataset.parcours ?? "";
    this.weeks = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-semaine]"))].map((section) => this.week(section));
    this.steps = this.weeks.flatMap(({ steps }) => steps);
    this.words = make("p", { class: "avancement", role: "status" });
    this.bar = bar("Avancement du parcours");
    this.start = make("input", { type: "date", id: "premier-jour", autocomplete: "off" });
    this.present = make("p", { class: "cette-semaine" });
    this.start.addEventListener("change", () => {
      const { value } = this.start;
      if (value === "" || isDay(value)) this.store.put("pathways", { [this.id]: { start: value || null } });
    });
    const notice = make("div");
    const kept = make("p", { class: "garde-ici" }, "Tout est gardé sur cet appareil\u00a0: ",
      make("a", { href: new URL("mes-donnees/", BASE).href }, "Mes données"), ".");
    const leave = make("a", { class: "bouton", href: "https://www.meteomedia.com/ca", rel: "noreferrer", "data-quitter": "" }, "Quitter vite");
    place.className = "parcours-etat";
    place.replaceChildren(notice, this.words, this.bar,
      make("p", { class: "premier-jour" }, make("label", { for: "premier-jour" }, "Mon premier jour"), this.start),
      this.present, make("div", { class: "parcours-pied" }, kept, leave));
    mountNotice(this.store, notice);
    this.store.listen((cause) => this.show(cause));
    this.show("load");
  }

  /** @returns {Week} */
  week(/** @type {HTMLElement} */ section) {
    const items = /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll("[data-etape]"));
    const number = Number(section.dataset.semaine);
    const state = make("span");
    const progress = bar(`Avancement de la semaine ${number}`);
    section.querySelector("h2, h3")?.after(make("p", { class: "semaine-etat" }, progress, state));
    return { number, section, steps: [...items].map((item) => new Step(this.store, this.id, item)), state, bar: progress };
  }

  /** Shows everything as it is stored. */
  show(/** @type {"load" | import("./donnees/store.js").Cause} */ cause) {
    for (const step of this.steps) step.show();
    for (const { number, steps, state, bar: progress } of this.weeks) {
      const done = count(steps);
      state.textContent = inWords(done, steps.length);
      Object.assign(progress, { max: steps.length, value: done });
      const link = this.root.querySelector(`.semaines a[href="#semaine-${number}"]`);
      link?.classList.toggle("faite", done === steps.length);
    }
    const done = count(this.steps);
    const words = inWords(done, this.steps.length);
    if (this.words.textContent !== words) this.words.textContent = words;
    Object.assign(this.bar, { max: this.steps.length, value: done });
    this.showWeek();
    if (cause !== "elsewhere") this.leaveResume(cause === "here");
  }

  get firstDay() {
    return this.store.data.pathways[this.id]?.start ?? null;
  }

  /** Says which week it is, from the first day. */
  showWeek() {
    const { firstDay } = this;
    if (document.activeElement !== this.start) this.start.value = firstDay ?? "";
    const number = firstDay ? weekOf(firstDay, localDay(new Date())) : NaN;
    const week = this.weeks.filter((one) => one.number <= number).at(-1);
    for (const link of this.root.querySelectorAll(".semaines a")) link.removeAttribute("aria-current");
    if (!firstDay) {
      this.present.textContent = "Donnez votre premier jour\u00a0: la page retrouvera votre semaine.";
    } else if (!week) {
      this.present.textContent = `Vous commencez le ${dayInWords(firstDay)}.`;
    } else if (number > (this.weeks.at(-1)?.number ?? 0)) {
      this.present.textContent = `Votre premier jour remonte à plus de ${this.weeks.length} semaines. Ce qui reste peut encore servir.`;
    } else {
      this.present.replaceChildren("Cette semaine\u00a0: ", make("a", { href: `#semaine-${week.number}` }, `semaine ${week.number}`));
      this.root.querySelector(`.semaines a[href="#semaine-${week.number}"]`)?.setAttribute("aria-current", "step");
    }
  }

  /**
   * Leaves for the home page where one is. A page that only opens does not take the place of another pathway, and one
   * that hears of a change leaves it to the tab where it was made, or two tabs would answer each other without end.
   * @param {boolean} acted whether the person just did something here
   */
  leaveResume(acted) {
    const before = parsed(this.store.shelf?.getItem(RESUME) ?? "null");
    const url = location.href.replace(BASE.href, "").split(/[?#]/)[0];
    const mine = isResume(before) && before.url === url;
    const begun = count(this.steps) > 0 || this.firstDay !== null;
    if (begun && (mine || acted || !before)) this.store.keep(RESUME, JSON.stringify(this.resume(url)));
    if (!begun && mine) this.store.keep(RESUME, null);
  }

  /** @returns {import("./donnees/keys.js").Resume} */
  resume(/** @type {string} */ url) {
    const weeks = this.weeks.map(({ number, steps }) => {
      const next = steps.find(({ doneOn }) => !doneOn);
      return { week: number, done: count(steps), total: steps.length, next: next ? { id: next.name, title: next.title } : null };
    });
    return { title: document.querySelector("h1")?.textContent?.trim() ?? "", url, start: this.firstDay, weeks };
  }
}

const count = (/** @type {Step[]} */ steps) => steps.filter(({ doneOn }) => doneOn).length;

/** @returns {string} « 3 étapes sur 41 » */
function inWords(/** @type {number} */ done, /** @type {number} */ total) {
  return `${done} ${done > 1 ? "étapes" : "étape"} sur ${total}`;
}

/** @returns {HTMLProgressElement} */
function bar(/** @type {string} */ name) {
  return make("progress", { "aria-label": name });
}

const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-parcours]"));
const place = /** @type {HTMLElement | null} */ (root?.querySelector("[data-parcours-etat]"));

if (root && place) {
  new Page(root, place);
  import("./quitter.js");
  const target = document.getElementById(location.hash.slice(1));
  target?.scrollIntoView({ behavior: "instant" }); // what was added above has pushed it down
}
