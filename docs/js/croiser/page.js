/** The page where cases are crossed: published ones by a box, files by picking them; the matrix follows each change. */

import { downloadText } from "../donnees/file.js";
import { button, make } from "../element.js";
import { asCsv, asMarkdown } from "../sections.js";
import { markOverflow } from "../tableau.js";
import { readCase } from "./case_file.js";
import { FEWEST, MOST, cross } from "./crossing.js";
import { STATES } from "./findings.js";
import { PickedFiles } from "./picked.js";
import { LEAD, NOT_TOLD, TITLE, sections } from "./report.js";
import { drawn } from "./view.js";

/** @typedef {import("./crossing.js").CaseFile} CaseFile */
/** @typedef {import("./crossing.js").Reference} Reference */
/** @typedef {{known: import("../atelier/rules.js").Known, reference: Reference, cases: CaseFile[]}} Data */
/** @typedef {import("../sections.js").Section} Section */

const NBSP = "\u00a0";
const STEM = "ancrage-cas-croises";

/** @returns {string} the class of a cell, by what it says */
function toneOf(/** @type {string} */ cell) {
  if (cell === NOT_TOLD) return "ton-rien";
  if (cell.includes(STATES["pas-atteinte"])) return "ton-a-faire";
  if (cell.includes(STATES.atteinte)) return "ton-bon";
  return cell.startsWith("en jeu") || cell.startsWith("indicateur suivi") ? "ton-dit" : "";
}

/** @returns {string} how many are picked, and what is missing */
export function countWords(/** @type {number} */ count) {
  if (count < FEWEST) return count ? "Un cas choisi. Ajoutez-en un autre pour croiser." : "Aucun cas choisi. Prenez-en deux à six.";
  if (count > MOST) return `${count} cas choisis${NBSP}: c’est trop. Au-delà de ${MOST}, on compte au lieu de comprendre. Retirez-en.`;
  return `${count} cas croisés. La grille est plus bas.`;
}

class CrossingPage {
  /**
   * @param {HTMLElement} root
   * @param {Data} data
   */
  constructor(root, { known, reference, cases }) {
    this.reference = reference;
    /** @type {Section[]} */
    this.sections = [];
    const chosen = new URLSearchParams(location.search).getAll("c");
    this.boxes = cases.map((value) => ({ value, box: make("input", { type: "checkbox", autocomplete: "off" }) }));
    for (const { value, box } of this.boxes) box.checked = chosen.includes(value.id);
    /** @type {PickedFiles<CaseFile>} */
    this.picked = new PickedFiles({
      label: "Ajouter des fichiers de cas…",
      accept: ".yml,.yaml,.md,.txt",
      most: MOST,
      read: (name, text) => readCase(known, name, text),
      onChange: () => this.show(),
      takenBy: (id) => this.boxes.find(({ value, box }) => box.checked && value.id === id)?.value.title ?? "",
    });
    this.status = make("p", { role: "status", class: "compte" });
    this.actions = make("div", { class: "gestes" },
      button("Imprimer", () => window.print()),
      button("Enregistrer en CSV", () => downloadText(STEM, "csv", asCsv(this.sections))),
      button("Enregistrer en Markdown", () => downloadText(STEM, "md", asMarkdown(TITLE, LEAD, this.sections))));
    this.result = make("section", { class: "resultat", "aria-label": TITLE });
    root.replaceChildren(this.choice(), this.status, this.actions, this.result);
    this.show();
  }

  /** @returns {HTMLElement} */
  choice() {
    const labels = this.boxes.map(({ value, box }) => {
      box.addEventListener("change", () => this.show());
      return make("label", { class: "choix" }, box, make("span", {}, value.title, ...(value.fabricated ? [make("small", {}, " inventé")] : [])));
    });
    return make("form", { class: "choisir-cas" },
      make("fieldset", { class: "champ" }, make("legend", {}, "Cas publiés"), make("div", {}, ...labels)),
      make("fieldset", { class: "champ" }, make("legend", {}, "Vos cas"),
        make("p", { class: "champ-aide" }, "Des fichiers de l’atelier. Ils sont lus ici, et oubliés quand vous fermez la page."), this.picked.root));
  }

  /** Crosses what is picked, when it can be. */
  show() {
    const cases = [...this.boxes.filter(({ box }) => box.checked).map(({ value }) => value), ...this.picked.files.map(({ value }) => value)];
    const twice = new Set(cases.map(({ id }) => id)).size < cases.length;
    const can = cases.length >= FEWEST && cases.length <= MOST && !twice;
    this.status.textContent = twice ? "Le même cas est choisi deux fois. Retirez-en un." : countWords(cases.length);
    this.sections = can ? sections(cross(cases, this.reference)) : [];
    this.result.replaceChildren(...(can ? [make("h2", {}, TITLE), make("p", { class: "partie-lecture" }, LEAD)] : []), ...this.sections.flatMap((part) => drawn(part, toneOf)));
    this.actions.hidden = this.result.hidden = !can;
    markOverflow();
  }
}

if (typeof document !== "undefined") {
  const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-croiser]"));
  const data = document.getElementById("croiser-donnees")?.textContent;
  if (root && data) {
    new CrossingPage(root, JSON.parse(data));
    root.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
  }
}
