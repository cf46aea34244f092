/** The first screen: begin a case, go on with one kept here, or bring one from a file. */

import { mountShelf } from "../brouillons/shelf.js";
import { fileField, refusal } from "../donnees/chosen.js";
import { mountNotice } from "../donnees/notice.js";
import { button, make } from "../element.js";
import { MOST_BYTES, imported } from "./importing.js";

/** @typedef {import("./case.js").Shape} Shape */
/** @typedef {import("./case.js").Value} Value */
/** @typedef {import("./rules.js").Known} Known */

/** @type {[Shape, string, string][]} */
const KINDS = [
  ["situation", "Une situation à discuter entre pairs", "Neuf écrans, une demi-heure. Le contexte, les besoins, ce qui a été fait, une question."],
  ["territory", "L’étude d’un territoire", "Plusieurs séances, à plusieurs. Secteurs, portrait, réponses aux guides, thèmes, leviers, indicateurs."],
];
/** @type {Record<Shape, string>} */
const UNTITLED = { situation: "Situation", territory: "Étude de territoire" };

/**
 * @param {Known} known
 * @param {import("../brouillons/drafts.js").Drafts} drafts
 * @param {{begin: (shape: Shape) => void, open: (draft: import("../brouillons/drafts.js").Draft) => void, take: (value: Value) => void}} acts
 * @returns {HTMLElement}
 */
export function startScreen(known, drafts, { begin, open, take }) {
  const shelf = make("div", { class: "etagere" });
  const kinds = KINDS.map(([shape, name, about]) =>
    make("li", {}, button(name, () => begin(shape), { class: "bouton principal", "aria-describedby": `genre-${shape}` }), make("p", { id: `genre-${shape}` }, about)));
  const notice = make("div");
  mountNotice(drafts.store, notice);
  mountShelf(shelf, drafts, { title: "Vos cas", untitled: ({ shape }) => UNTITLED[/** @type {Shape} */ (shape)], onOpen: open });
  return make("div", { class: "atelier-debut" }, notice, shelf,
    make("section", {}, make("h2", { tabindex: "-1", id: "atelier-titre" }, "Commencer un cas"), make("ul", { class: "genres-de-cas" }, ...kinds)),
    importer(known, take));
}

/** @returns {HTMLElement} */
function importer(/** @type {Known} */ known, /** @type {(value: Value) => void} */ take) {
  const answer = make("div", { role: "status", class: "reponse-import" });
  const field = fileField("fichier-cas", "Choisir un fichier…", ".yml,.yaml,.md,.json,.txt", async (file) => {
    const { value, faults } = file.size > MOST_BYTES ? { value: null, faults: [{ line: 1, what: "le fichier dépasse 2 Mo, ce n’est pas un cas" }] } : imported(known, file.name, await file.text());
    const lines = faults.map(({ line, what }) => ({ where: `ligne ${line}`, what }));
    if (value) take(value);
    else answer.replaceChildren(refusal(`«\u00a0${file.name}\u00a0» n’est pas importé, et rien n’a changé ici.`, lines));
  });
  return make("section", {}, make("h2", { id: "importer" }, "Rapporter un cas"),
    make("p", {}, "Un fichier enregistré à la dernière étape de l’atelier (.yml ou .md), ou un cas du portail. Il est vérifié au complet, puis ouvert comme un nouveau cas\u00a0: rien de ce qui est ici ne change."),
    make("div", { class: "gestes" }, ...field), answer);
}
