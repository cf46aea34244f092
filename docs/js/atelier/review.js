/** The last screen: what is missing, what could tell who it is about, how it reads, and the exports. */

import { mountReview } from "../confidentialite/panel.js";
import { replaced } from "../confidentialite/scan.js";
import { download } from "../donnees/file.js";
import { button, make } from "../element.js";
import { typographic } from "../text.js";
import { documentOf } from "./case.js";
import { DOCX_TYPE, docx } from "./docx.js";
import { fieldId } from "./form.js";
import { writeMarkdown } from "./markdown.js";
import { outline } from "./outline.js";
import { preview } from "./preview.js";
import { PORTAL_RULES, problemsOf, stepAt } from "./steps.js";
import { schemaAt } from "./validate.js";
import { writeYaml } from "./yaml.js";

/** @typedef {import("./case.js").Value} Value */
/** @typedef {import("./rules.js").Known} Known */
/** @typedef {import("./steps.js").Step} Step */
/** @typedef {import("./validate.js").Problem} Problem */
/** @typedef {import("./validate.js").Where} Where */
/**
 * @typedef {{known: Known, value: Value, steps: Step[], go: (step: string, field: string) => void, changed: () => void,
 *   save: () => void}} Reviewed what the screen reads and does: `go` opens a step at a field; `save` writes at once
 */

const NBSP = "\u00a0";
/** Said to a person, by rule; the others are said as `ancrage check` does. */
/** @type {Record<string, string>} */
const WORDS = {
  "champ-manquant": "à remplir",
  "texte-vide": "à remplir",
  "type-invalide": "un nombre est attendu, comme 12 ou 33,5",
  "indicateur-sans-cible": "le levier ne donne pas de cible à cet indicateur, fixez la vôtre",
  "situation-reelle": "une vraie situation se discute entre pairs, et ne se publie jamais. Pour la proposer au portail, il faudrait l’inventer de bout en bout",
  "cas-sans-source": "pour proposer ce cas au portail, dites d’où il vient, ou inventez-le de bout en bout",
  "cas-invente-source": "un cas inventé ne cite aucune source ni aucun chiffre publiés",
};
const LOCKED = "Les exports s’ouvrent quand la relecture est faite\u00a0: voir «\u00a0Avant de partager\u00a0», plus haut.";

/** @returns {string} what is wrong, for the person who writes */
export function faultWords(/** @type {Problem} */ { rule, message, where }) {
  if (where.at(-1) === "period") return "une période s’écrit 2024, 2024-2025 ou 2024-04/2024-10; «\u00a0non-precisee\u00a0» si on l’ignore";
  if (rule === "valeur-hors-limites" && message.includes("min_length")) return WORDS["champ-manquant"];
  if (rule === "valeur-hors-limites" && message.includes("max_length")) return `trop long, ${message.replace(/\D+/g, "")} caractères au plus`;
  if (rule === "valeur-hors-limites" && message.startsWith("hors limites")) return "ce nombre est trop grand, ou trop petit";
  return WORDS[rule] ?? typographic(message);
}

/** @returns {string} where something is, by the titles of the form: « Thèmes, 2, Qui le dit » */
function placeWords(/** @type {Known} */ known, /** @type {Where} */ where) {
  const names = where.flatMap((key, depth) => {
    if (typeof key === "number") return [String(key + 1)];
    return depth === 0 && (key === "territory" || key === "situation") ? [] : [schemaAt(known.schema, where.slice(0, depth + 1)).title ?? key];
  });
  return where[0] === "fabricated" ? "Ce cas est inventé, ou réel" : names.join(", ") || "Ce cas";
}

export class Review {
  constructor(/** @type {Reviewed} */ reviewed) {
    this.reviewed = reviewed;
    this.allowed = false;
    this.faults = make("div");
    this.scanned = make("section", { class: "atelier-revue" });
    this.shown = make("div");
    this.state = make("p", { role: "status", class: "exports-etat" });
    this.buttons = this.waysOut();
    const exports = make("section", { class: "atelier-exports" }, make("h3", {}, "Exporter"),
      make("p", {}, "Le fichier va où vous le mettez, et nulle part ailleurs."), make("div", { class: "gestes" }, ...this.buttons), this.state,
      make("p", { class: "champ-aide" }, `Word${NBSP}: pour imprimer, annoter, faire circuler au groupe. Markdown et YAML${NBSP}: des fichiers de texte, pour reprendre plus tard, ici ou sur un autre appareil, ou pour croiser des territoires. Le YAML est aussi la forme que le portail publie.`));
    this.root = make("div", { class: "relecture" }, this.faults, this.scanned, make("details", { class: "repli", open: "" }, make("summary", {}, "Aperçu"), this.shown), exports,
      make("p", { class: "ferme-imprime" }, "La relecture n’est pas faite\u00a0: ce cas ne s’imprime pas encore."));
    this.review = mountReview(this.scanned, {
      read: () => this.reviewed.value.written,
      replace: (hits) => {
        this.reviewed.value.written = hits.reduce((/** @type {any} */ value, hit) => replaced(value, hit), this.reviewed.value.written);
        this.reviewed.changed();
        this.show();
      },
      onReady: ({ allowed }) => this.allow(allowed),
    });
    this.show();
  }

  get document() {
    return documentOf(this.reviewed.known.schema, this.reviewed.value);
  }

  /** @returns {string} */
  get title() {
    return typographic(this.document.title ?? "Cas sans titre");
  }

  /** Draws again what is missing and how it reads. */
  show() {
    const { known, value } = this.reviewed;
    const found = problemsOf(known, value);
    const faults = found.filter(({ rule }) => !PORTAL_RULES.has(rule));
    const notices = found.filter(({ rule }) => PORTAL_RULES.has(rule));
    this.faults.replaceChildren(...(faults.length ? [this.summary(faults)] : [make("p", { class: "atelier-complet" }, "Rien ne manque.")]),
      ...notices.map((problem) => make("p", { class: "champ-aide" }, `À savoir${NBSP}: ${faultWords(problem)}.`)));
    this.shown.replaceChildren(preview(this.title, outline(known, this.document)));
  }

  /** @returns {HTMLElement} what is missing or wrong, each a link to its field */
  summary(/** @type {Problem[]} */ faults) {
    const { known, value, steps, go } = this.reviewed;
    const lines = faults.map((problem) => {
      const step = stepAt(steps, value, problem.where);
      const field = fieldId(problem.where);
      const link = make("a", { href: `#${field}` }, placeWords(known, problem.where));
      link.addEventListener("click", (event) => {
        event.preventDefault();
        go(step, field);
      });
      return make("li", {}, link, `${NBSP}: ${faultWords(problem)}.`);
    });
    const title = faults.length > 1 ? `${faults.length} points à revoir` : "Un point à revoir";
    return make("div", { class: "fautes", tabindex: "-1", role: "group", "aria-labelledby": "fautes-titre" },
      make("h3", { id: "fautes-titre" }, title), make("ul", {}, ...lines),
      make("p", {}, "Vous pouvez exporter quand même un document de travail, et y revenir."));
  }

  /** Puts the focus on what is missing, if anything. */
  focus() {
    const summary = /** @type {HTMLElement | null} */ (this.faults.querySelector(".fautes"));
    summary?.focus();
    return summary !== null;
  }

  /** @returns {HTMLButtonElement[]} */
  waysOut() {
    const name = () => this.document.id;
    const { known } = this.reviewed;
    return [
      this.wayOut("Word (.docx)", () => download(`${name()}.docx`, docx(this.title, outline(known, this.document)), DOCX_TYPE), "bouton principal"),
      this.wayOut("Imprimer", () => print()),
      this.wayOut("Markdown (.md)", () => download(`${name()}.md`, writeMarkdown(known, this.document), "text/markdown")),
      this.wayOut("YAML (.yml)", () => download(`${name()}.yml`, writeYaml(this.document), "application/yaml")),
    ];
  }

  /** @returns {HTMLButtonElement} a way out, closed until the review is done */
  wayOut(/** @type {string} */ name, /** @type {() => void} */ act, look = "bouton") {
    return button(name, () => {
      this.review.refresh();
      if (!this.allowed) {
        this.state.textContent = LOCKED;
        /** @type {HTMLElement | null} */ (this.scanned.querySelector("input:not(:checked)"))?.focus();
        return;
      }
      this.reviewed.save();
      act();
      this.state.textContent = name === "Imprimer" ? "" : `${name}${NBSP}: le fichier est dans vos téléchargements.`;
    }, { class: look });
  }

  allow(/** @type {boolean} */ allowed) {
    this.allowed = allowed;
    for (const one of this.buttons ?? []) one.setAttribute("aria-disabled", String(!allowed));
    this.root.classList.toggle("ferme", !allowed);
  }
}
