/** One grid open on the page: what it is about, who carries what, what it gives, how to take it away. */

import { opener } from "../brouillons/opener.js";
import { downloadText } from "../donnees/file.js";
import { button, dayInWords, make } from "../element.js";
import { AnswerBox } from "./answers.js";
import { comparison } from "./comparison.js";
import { markdown, spreadsheet } from "./exports.js";
import { fileOf, gridOf } from "./file.js";
import { rangeWords, rateWords, results } from "./results.js";
import { setup } from "./setup.js";
import { summary } from "./overlap.js";

/** @typedef {import("./overlap.js").Grid} Grid */
/** @typedef {import("./start.js").Start} Start */

const STEM = "ancrage-chevauchements";

export class Workshop {
  /**
   * @param {HTMLElement} root
   * @param {Grid} grid
   * @param {Start} start
   * @param {() => void} changed
   */
  constructor(root, grid, start, changed) {
    this.root = root;
    this.grid = grid;
    this.start = start;
    this.changed = changed;
    /** @type {AnswerBox[]} */
    this.boxes = [];
    this.settings = make("div");
    this.undo = make("p", { role: "status", class: "brouillons-etat" });
    this.answers = make("div", { class: "grille-reponses" });
    this.result = make("div", { class: "grille-resultat" });
    this.told = make("p", { role: "status", class: "hors-ecran" });
    this.other = make("div", { class: "reponse-import" });
    this.name = make("p", { class: "grille-titre" });
    this.timer = 0;
    root.replaceChildren(this.settings, this.undo,
      make("section", { class: "grille-saisie", "aria-labelledby": "qui-porte" }, make("h2", { id: "qui-porte" }, "2. Qui porte quoi"),
        make("p", {}, "Une responsabilité à la fois. Dans le doute, laissez «\u00a0on ne sait pas\u00a0»\u00a0: c’est une question à poser, pas un oubli."), this.answers),
      make("section", { "aria-labelledby": "resultat" }, make("h2", { id: "resultat" }, "3. Ce que la grille montre"), this.name, this.result, this.told),
      this.takeAway());
    this.draw();
  }

  /** Draws everything again, keeping open what was open. */
  draw() {
    const open = new Set([...this.root.querySelectorAll("details[open]")].map((box) => box.id || /** @type {HTMLElement} */ (box).dataset.liste));
    this.settings.replaceChildren(setup(this.grid, this.start, { typed: () => this.typed(), reshaped: () => this.reshaped(), removed: (name, before) => this.removed(name, before) }));
    this.boxes = this.grid.responsibilities.map((item) => new AnswerBox(this.grid, this.start, item, () => this.typed()));
    this.answers.replaceChildren(...this.boxes.map(({ element }) => element));
    for (const box of this.root.querySelectorAll("details")) box.open = open.has(box.id || box.dataset.liste);
    for (const box of this.boxes) box.build();
    this.show();
  }

  /** A name or an answer changed. */
  typed() {
    this.changed();
    this.show();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const found = summary(this.grid);
      this.told.textContent = `${rateWords(found)} ${rangeWords(found)}`;
    }, 800);
  }

  /** A line went, with what was said of it; it comes back at one press. */
  removed(/** @type {string} */ name, /** @type {Grid} */ before) {
    this.reshaped();
    const back = button("Annuler", () => {
      Object.assign(this.grid, before);
      this.undo.replaceChildren(`«\u00a0${name}\u00a0» est revenu.`);
      this.changed();
      this.draw();
    });
    this.undo.replaceChildren(`«\u00a0${name}\u00a0» est retiré, avec ses réponses. `, back);
    back.focus();
  }

  /** A line came or went; the list that was worked on keeps the focus. */
  reshaped() {
    this.undo.replaceChildren();
    const list = document.activeElement?.closest("details")?.dataset.liste;
    this.changed();
    this.draw();
    const fields = this.root.querySelectorAll(`details[data-liste="${list}"] li input`);
    /** @type {HTMLElement | undefined} */ ([...fields].at(-1))?.focus();
  }

  show() {
    for (const box of this.boxes) box.refresh();
    this.name.textContent = `${this.grid.title || "Grille sans nom"}, ${this.grid.date ? dayInWords(this.grid.date) : "sans date"}`;
    this.result.replaceChildren(...results(this.grid));
  }

  /** @returns {HTMLElement} */
  takeAway() {
    return make("section", { class: "grille-partage", "aria-labelledby": "partager" }, make("h2", { id: "partager" }, "4. Garder, partager, comparer"),
      make("div", { class: "gestes" },
        button("Exporter la grille", () => downloadText(STEM, "json", fileOf(this.grid)), { class: "bouton principal" }),
        button("Texte (Markdown)", () => downloadText(STEM, "md", markdown(this.grid))),
        button("Tableur (CSV)", () => downloadText(STEM, "csv", spreadsheet(this.grid))),
        button("Imprimer", () => window.print())),
      make("p", {}, "Un autre groupe a rempli la sienne? Ouvrez son fichier\u00a0: rien ne change ici."),
      opener("Comparer avec un fichier…", "fichier-comparer", gridOf, (grid) => this.other.replaceChildren(comparison(this.grid, grid))), this.other);
  }
}
