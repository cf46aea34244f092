/** A community's accounts put together: files picked, the map beside the pilot's, the table, the discussion sheet. */

import { scan } from "../confidentialite/scan.js";
import { PickedFiles } from "../croiser/picked.js";
import { drawn } from "../croiser/view.js";
import { downloadText } from "../donnees/file.js";
import { button, make } from "../element.js";
import { asCsv, asMarkdown } from "../sections.js";
import { markOverflow } from "../tableau.js";
import { maps } from "./map.js";
import { readSurvey } from "./reading.js";
import { LEAD, TITLE, monthWords, sections } from "./report.js";
import { FEWEST, MOST, SETTINGS, SMALL } from "./scales.js";
import { merge } from "./survey.js";

/** @typedef {import("../sections.js").Section} Section */
/** @typedef {import("./scales.js").Survey} Survey */
/** @typedef {import("./scales.js").Surveyed} Surveyed */

const NBSP = "\u00a0";
const STEM = "ancrage-nos-releves";
const SHEET = ["releves", "desaccords", "ecarts", "raisons", "questions", "prudence"];
const LEGEND = [
  "Chaque carré est une stratégie. Vers la droite, plus employée; vers le haut, jugée plus efficace, de 0 à 100\u00a0%.",
  "Carré vide et croix\u00a0: le projet pilote et ses intervalles. Point et boîte\u00a0: vous, et tout ce que vos réponses laissent possible.",
  "Sous chaque carré, les réponses d’usage, puis d’efficacité. Le projet pilote ne sépare pas les milieux\u00a0: c’est toujours le même carré vide.",
];

/** @returns {string} how many files are picked, and what is missing */
function countWords(/** @type {number} */ count) {
  if (!count) return `Choisissez de ${FEWEST} à ${MOST} fichiers.`;
  if (count < FEWEST) return "Un relevé. Ajoutez-en un autre.";
  if (count < SMALL) return `${count} relevés. Sous ${SMALL} réponses, presque rien n’est montré\u00a0: attendez d’en avoir plus.`;
  return `${count} relevés réunis.`;
}

export class Gathering {
  /**
   * @param {Surveyed[]} strategies
   * @param {string} base where the site begins, from this page
   */
  constructor(strategies, base) {
    this.strategies = strategies;
    this.base = base;
    this.setting = "tous";
    /** @type {Section[]} */
    this.sections = [];
    const ids = strategies.map(({ id }) => id);
    /** @type {PickedFiles<Survey>} */
    this.picked = new PickedFiles({
      label: "Choisir des relevés…",
      accept: ".json",
      most: MOST,
      read: (_, text) => {
        const { survey, problems } = readSurvey(text, ids);
        const faults = problems.map(({ line, field, message }) => ({ line, what: `«${NBSP}${field}${NBSP}»${NBSP}: ${message}` }));
        if (!survey) return { found: null, faults };
        const title = `Milieu ${survey.setting}, ${monthWords(survey.first)} à ${monthWords(survey.last)}`;
        return { found: { value: survey, id: survey.id, title }, faults: [] };
      },
      onChange: () => this.show(),
      takenBy: () => "",
    });
    this.status = make("p", { role: "status", class: "compte" });
    this.actions = this.offers();
    this.map = make("div");
    this.result = make("div", { class: "resultat" });
    this.root = make("section", { class: "reunir", "aria-labelledby": "reunir" },
      make("h2", { id: "reunir" }, "Réunir nos relevés"),
      make("p", {}, "Les fichiers sont lus ici, sur cet appareil, et oubliés quand vous fermez la page."),
      this.picked.root, this.status, this.actions, this.result);
    this.show();
  }

  /** @returns {HTMLElement} */
  offers() {
    const print = (/** @type {string} */ what) => {
      document.documentElement.dataset.impression = what;
      window.print();
      delete document.documentElement.dataset.impression;
    };
    return make("div", { class: "gestes" },
      button("Imprimer la feuille de discussion", () => print("feuille"), { class: "bouton principal" }),
      button("Imprimer tout", () => print("tout")),
      button("Enregistrer en CSV", () => downloadText(STEM, "csv", asCsv(this.sections))),
      button("Enregistrer en Markdown", () => downloadText(STEM, "md", asMarkdown(TITLE, LEAD, this.sections))));
  }

  /** Puts together what is picked, when there is enough. */
  show() {
    const surveys = this.picked.files.map(({ value }) => value);
    this.status.textContent = countWords(surveys.length);
    const can = surveys.length >= FEWEST;
    this.actions.hidden = this.result.hidden = !can;
    if (!can) {
      this.sections = [];
      this.result.replaceChildren();
      return;
    }
    const { kept, left } = discreet(surveys);
    this.merged = merge(kept, this.strategies);
    this.sections = sections(this.merged, this.strategies);
    this.drawMap();
    const [about, ...others] = this.sections;
    const told = left ? [make("p", { class: "partie-lecture" }, `${left} ${left > 1 ? "raisons ne sont pas montrées" : "raison n’est pas montrée"}\u00a0: quelqu’un pourrait y être reconnu.`)] : [];
    this.result.replaceChildren(make("h2", {}, TITLE), make("p", { class: "partie-lecture" }, LEAD), ...told, ...drawn(about),
      this.mapSection(), ...others.flatMap((part) => drawn(part)), make("div", { class: "lignes", "aria-hidden": "true" }));
    for (const part of this.result.querySelectorAll(".partie")) {
      part.classList.toggle("feuille", SHEET.some((id) => part.classList.contains(`partie-${id}`)));
    }
    markOverflow();
  }

  /** @returns {HTMLElement} */
  mapSection() {
    const names = { tous: "tous", ...Object.fromEntries(SETTINGS.map((name) => [name, name])) };
    const labels = Object.entries(names).map(([value, words]) => {
      const input = make("input", { type: "radio", name: "milieu-carte", value, autocomplete: "off" });
      input.checked = value === this.setting;
      input.addEventListener("change", () => {
        this.setting = value;
        this.drawMap();
      });
      return make("label", { class: "choix" }, input, words);
    });
    return make("div", { class: "partie partie-carte" },
      make("h3", {}, "Votre carte, à côté de celle du projet pilote"),
      make("ul", { class: "partie-lecture" }, ...LEGEND.map((line) => make("li", {}, line))),
      make("fieldset", { class: "options" }, make("legend", {}, "Milieu montré"), make("div", {}, ...labels)), this.map);
  }

  drawMap() {
    if (this.merged) this.map.replaceChildren(...maps(this.merged, this.strategies, this.setting, this.base));
  }
}

/**
 * The accounts without the lines that may make someone known, and how many were left out.
 * @param {Survey[]} surveys
 * @returns {{kept: Survey[], left: number}}
 */
function discreet(surveys) {
  let left = 0;
  const kept = surveys.map((survey) => ({
    ...survey,
    answers: Object.fromEntries(Object.entries(survey.answers).map(([name, answer]) => {
      const tells = answer.why && scan(answer.why).some(({ level }) => level !== "possible");
      if (tells) left++;
      return [name, tells ? { ...answer, why: "" } : answer];
    })),
  }));
  return { kept, left };
}
