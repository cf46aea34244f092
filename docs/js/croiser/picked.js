/**
 * Files that a person picks on her device: read here, listed with a way to take each out, refused with the place of what
 * is wrong. Nothing of them is kept or sent.
 */

import { button, make } from "../element.js";

/** @typedef {{line: number, what: string}} Fault */
/**
 * @template T
 * @typedef {{name: string, value: T, id: string, title: string}} Picked
 */

const MOST_BYTES = 600_000;
const SHOWN = 8;
/** A longer list folds, so that the result is not pushed out of sight. */
const FEW = 6;
const NBSP = "\u00a0";

/**
 * @template T
 * @typedef {object} Options
 * @property {string} label of the button
 * @property {string} accept
 * @property {number} most how many at most
 * @property {(name: string, text: string) => {found: {value: T, id: string, title: string} | null, faults: Fault[]}} read
 * @property {() => void} onChange
 * @property {(id: string) => string} takenBy what else already has this id, empty when nothing does
 */

/** @template T */
export class PickedFiles {
  /**
   * @param {Options<T>} options
   */
  constructor(options) {
    this.options = options;
    /** @type {Picked<T>[]} */
    this.files = [];
    const id = `fichiers-${options.accept.replace(/[^a-z]/g, "")}`;
    this.input = make("input", { type: "file", multiple: "", accept: options.accept, id, class: "hors-ecran" });
    this.input.addEventListener("change", () => this.take([...(this.input.files ?? [])]));
    this.list = make("ul", { class: "fichiers-choisis" });
    this.count = make("summary", {});
    this.folded = make("details", { class: "repli", hidden: "" }, this.count, this.list);
    this.told = make("div", { role: "status", class: "fichiers-etat" });
    this.root = make("div", { class: "fichiers" },
      make("div", { class: "gestes" }, this.input, make("label", { for: id, class: "bouton principal" }, options.label)), this.folded, this.told);
  }

  /** Reads files and keeps those that are right, each once. */
  async take(/** @type {File[]} */ files) {
    const refused = [];
    let taken = 0;
    for (const file of files) {
      const faults = await this.add(file);
      if (faults.length) refused.push(refusal(file.name, faults));
      else taken++;
    }
    this.input.value = ""; // so that the same file, mended, can be picked again
    const said = taken ? [make("p", {}, `${taken} ${taken > 1 ? "fichiers ajoutés" : "fichier ajouté"}.`)] : [];
    this.told.replaceChildren(...said, ...refused);
    this.show();
    this.options.onChange();
  }

  /** @returns {Promise<Fault[]>} */
  async add(/** @type {File} */ file) {
    const whole = (/** @type {string} */ what) => [{ line: 1, what }];
    if (this.files.length >= this.options.most) return whole(`il y a déjà ${this.options.most} fichiers, le plus qu’on puisse réunir`);
    if (file.size > MOST_BYTES) return whole("trop gros");
    const bytes = await file.arrayBuffer();
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return whole("ce n’est pas un texte en UTF-8");
    }
    const { found, faults } = this.options.read(file.name, text);
    if (found === null) return faults;
    const other = this.files.find(({ id }) => id === found.id)?.name ?? this.options.takenBy(found.id);
    if (other) return whole(`déjà là, par «${NBSP}${other}${NBSP}»`);
    this.files.push({ name: file.name, ...found });
    return [];
  }

  /** Draws the list again; what the person folded or opened stays so, until there are many. */
  show() {
    const count = this.files.length;
    this.folded.hidden = !count;
    this.folded.open = count <= FEW || (this.folded.open && this.list.childElementCount > FEW);
    this.count.textContent = `${count} ${count > 1 ? "fichiers choisis" : "fichier choisi"}`;
    this.list.replaceChildren(...this.files.map(({ name, title, id }) => {
      const out = button("Retirer", () => {
        this.files = this.files.filter((file) => file.id !== id);
        this.told.replaceChildren(make("p", {}, `«${NBSP}${name}${NBSP}» est retiré.`));
        this.show();
        this.options.onChange();
        (this.list.querySelector("button") ?? this.input).focus();
      }, { "aria-label": `Retirer «${NBSP}${name}${NBSP}»` });
      return make("li", {}, make("span", {}, make("strong", {}, title), ` ${name}`), out);
    }));
  }
}

/** @returns {HTMLElement} */
function refusal(/** @type {string} */ name, /** @type {Fault[]} */ faults) {
  const lines = faults.slice(0, SHOWN).map(({ line, what }) => make("li", {}, make("strong", {}, `ligne ${line}`), `${NBSP}: ${what}`));
  if (faults.length > SHOWN) lines.push(make("li", {}, `et ${faults.length - SHOWN} autres.`));
  return make("div", { class: "refus" }, make("p", {}, `«${NBSP}${name}${NBSP}» n’est pas ajouté. Rien d’autre n’a changé.`), make("ul", {}, ...lines));
}
