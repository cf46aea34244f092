/** The list of the screens, with what each holds: « 4 sur 9, 2 à remplir ». The questions of a guide make one theme. */

import { button, make } from "../element.js";
import { REVIEW } from "./steps.js";

/** @typedef {import("./steps.js").Step} Step */
/** @typedef {import("./steps.js").State} State */

const GUIDES = { agent: "Réponses du terrain", gestionnaire: "Réponses de la gestion" };
/** @type {Record<State, string>} */
const WORDS = { vide: "vide", rempli: "rempli", "a-remplir": "à remplir", "a-corriger": "à corriger" };

/** @returns {string} « Étape 4 sur 9, 2 à remplir » */
function progressWords(/** @type {Step[]} */ steps, /** @type {string} */ here, /** @type {Map<string, State>} */ states) {
  const themes = themesOf(steps);
  const rank = themes.findIndex((theme) => theme.steps.some(({ id }) => id === here)) + 1;
  const left = [...states.values()].filter((state) => state === "a-remplir" || state === "a-corriger").length;
  return `Étape ${rank} sur ${themes.length}, ${left ? `${left} à remplir` : "rien à remplir"}`;
}

/** @returns {{title: string, steps: Step[]}[]} */
function themesOf(/** @type {Step[]} */ steps) {
  /** @type {{title: string, steps: Step[]}[]} */
  const themes = [];
  for (const step of steps) {
    const title = step.question ? GUIDES[step.question.guide] : step.title;
    const last = themes.at(-1);
    if (step.question && last?.title === title) last.steps.push(step);
    else themes.push({ title, steps: [step] });
  }
  return themes;
}

/**
 * @param {Step[]} steps
 * @param {string} here
 * @param {Map<string, State>} states
 * @param {(step: string) => void} go
 * @returns {HTMLElement}
 */
export function stepList(steps, here, states, go) {
  const lineOf = (/** @type {Step} */ step) => {
    const state = states.get(step.id) ?? "vide";
    const told = step.id === REVIEW ? [] : [make("span", { class: `etat ${state}` }, WORDS[state])];
    const line = button(step.title, () => go(step.id), { class: "ecran-lien", ...(step.id === here && { "aria-current": "step" }) });
    line.append(...told);
    return make("li", {}, line);
  };
  const lines = themesOf(steps).map(({ title, steps: inside }) => {
    if (inside.length === 1) return lineOf(inside[0]);
    const isOpen = inside.some(({ id }) => id === here);
    return make("li", {}, make("details", isOpen ? { open: "" } : {}, make("summary", {}, `${title} (${inside.length})`), make("ol", {}, ...inside.map(lineOf))));
  });
  return make("nav", { class: "ecrans", "aria-label": "Étapes" },
    make("details", {}, make("summary", {}, progressWords(steps, here, states)), make("ol", {}, ...lines)));
}
