/** A question of the guides, with why it is asked and how to go further. */

import { make } from "../element.js";

/** @typedef {import("./rules.js").Question} Question */

const BASE = new URL("../../", import.meta.url);
const GUIDES = { agent: "Posée à la personne qui va vers les familles", gestionnaire: "Posée à la personne qui l’encadre" };

/** @returns {HTMLElement[]} */
export function questionHelp(/** @type {Question} */ question) {
  const list = (/** @type {string} */ title, /** @type {string[]} */ texts) =>
    texts.length ? [make("h3", {}, title), make("ul", {}, ...texts.map((text) => make("li", {}, text)))] : [];
  return [
    make("p", { class: "genre" }, `${GUIDES[question.guide]}, question ${question.order}`),
    make("blockquote", { class: "question" }, question.ask),
    make("details", { class: "repli" }, make("summary", {}, "Pourquoi cette question, et les relances"),
      make("p", {}, question.purpose, " ", make("span", { class: "propose" }, "proposé par le portail")),
      ...list("Sous-questions", question.sub_questions), ...list("Relances", question.prompts),
      make("p", {}, make("a", { href: new URL(question.url, BASE).href, target: "_blank" }, "La question dans le guide d’entretien", make("span", { class: "hors-ecran" }, " (nouvel onglet)")))),
  ];
}
