/** Two dialogs: the bank, to take another activity with why; and the form of an activity of one's own. */

import { button, make } from "../element.js";
import { typographic } from "../text.js";
import { lineOf } from "./bank.js";
import { alternatives } from "./plan.js";
import { minutesOf } from "./state.js";
import { nodes } from "./text.js";
import { fitWords } from "./words.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Item} Item */
/** @typedef {import("./state.js").Own} Own */

const NBSP = "\u00a0";

/**
 * Offers activities of the bank: those of the goal first, with what each would do for it.
 * @param {Bank} bank
 * @param {State} state
 * @param {Item | null} replaced null to add one
 * @param {(ref: string) => void} onTaken
 */
export function openBank(bank, state, replaced, onTaken) {
  const present = state.items.flatMap(({ ref }) => ref ?? []);
  const found = alternatives(bank, state, present, replaced);
  const title = replaced?.ref ? `Remplacer «\u00a0${typographic(bank.activities[replaced.ref].title)}\u00a0»` : "Ajouter une activité du portail";
  const dialog = opened(title);
  const lines = (/** @type {boolean} */ wanted) => make("ul", { class: "banque" }, ...found.filter(({ forGoal }) => forGoal === wanted).map(({ ref }) => {
    const activity = bank.activities[ref];
    const why = lineOf(bank, bank.goals[state.goal], ref)?.why ?? activity.why;
    const from = activity.session ? `Séance «\u00a0${typographic(bank.sessions[activity.session].title)}\u00a0».` : "";
    const take = button("Prendre", () => {
      dialog.close();
      onTaken(ref);
    }, { "aria-label": `Prendre\u00a0: ${typographic(activity.title)}` });
    return make("li", {},
      make("div", {}, make("h3", {}, typographic(activity.title)),
        make("p", { class: "genre" }, `${activity.minutes}${NBSP}min${awayWords(activity.minutes, replaced)} · ${bank.methods[activity.method]}`),
        make("p", {}, ...(why ? nodes(bank, why) : []), " ", make("span", { class: "precisions" }, [from, ...fitWords(bank, state, ref)].filter(Boolean).join(" ")))),
      take);
  }));
  const goal = bank.goals[state.goal].title;
  dialog.append(
    make("h3", { class: "banque-titre" }, `Pour «\u00a0${typographic(goal)}\u00a0»`), lines(true),
    make("details", { class: "repli" }, make("summary", {}, "Toute la banque"), lines(false)));
}

/** @returns {string} « , 5 min de plus » */
function awayWords(/** @type {number} */ minutes, /** @type {Item | null} */ replaced) {
  const away = replaced ? minutes - replaced.minutes : 0;
  return away ? ` (${Math.abs(away)} de ${away > 0 ? "plus" : "moins"})` : "";
}

/**
 * @param {Bank} bank
 * @param {Own & {minutes: number}} before
 * @param {(own: Own, minutes: number) => void} onWritten
 */
export function openOwn(bank, before, onWritten) {
  const dialog = opened(before.title ? "Modifier mon activité" : "Ajouter mon activité");
  const title = make("input", { id: "mien-titre", maxlength: "100", autocomplete: "off" });
  const minutes = make("input", { id: "mien-minutes", type: "number", min: "1", max: "180", inputmode: "numeric" });
  const method = make("select", { id: "mien-methode" }, ...Object.entries(bank.methods).map(([value, words]) => make("option", { value }, words)));
  const steps = make("textarea", { id: "mien-consignes", rows: "5", maxlength: "4000", "aria-describedby": "mien-aide" });
  const fault = make("p", { class: "champ-faute", id: "mien-faute", hidden: "" }, "Donnez-lui un titre.");
  title.setAttribute("aria-describedby", "mien-faute");
  [title.value, minutes.value, method.value, steps.value] = [before.title, String(before.minutes), before.method, before.steps.join("\n")];
  const label = (/** @type {HTMLElement} */ control, /** @type {string} */ words, /** @type {HTMLElement[]} */ ...more) =>
    make("div", { class: "champ" }, make("label", { for: control.id }, words), ...more, control);
  const form = make("form", { novalidate: "" },
    label(title, "Titre"), fault, label(minutes, "Minutes"), label(method, "Méthode"),
    label(steps, "Consignes", make("p", { class: "champ-aide", id: "mien-aide" }, "Une par ligne. Aucune famille qu’on pourrait reconnaître.")),
    make("div", { class: "gestes" }, button(before.title ? "Garder" : "Ajouter", () => {}, { type: "submit", class: "bouton principal" })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const named = title.value.trim();
    fault.hidden = Boolean(named);
    title.setAttribute("aria-invalid", String(!named));
    if (!named) return title.focus();
    dialog.close();
    onWritten({ title: named, method: method.value, steps: steps.value.split("\n").map((line) => line.trim()).filter(Boolean) }, minutesOf(minutes.value));
  });
  dialog.append(form);
  title.focus();
}

/** @returns {HTMLDialogElement} an open dialog, that goes when it closes */
function opened(/** @type {string} */ title) {
  const dialog = make("dialog", { class: "dialogue", "aria-labelledby": "dialogue-titre" });
  const close = button("Fermer", () => dialog.close());
  dialog.append(make("div", { class: "dialogue-tete" }, make("h2", { id: "dialogue-titre" }, title), close));
  dialog.addEventListener("close", () => dialog.remove());
  document.querySelector("[data-composeur]")?.append(dialog);
  dialog.showModal();
  return dialog;
}
