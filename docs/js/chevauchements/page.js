/** The page of overlaps: the grids kept on this device, a new one, or one from a file. */

import { Desk } from "../brouillons/desk.js";
import { Drafts } from "../brouillons/drafts.js";
import { opener } from "../brouillons/opener.js";
import { mountShelf } from "../brouillons/shelf.js";
import { theStore } from "../donnees/store.js";
import { button, make } from "../element.js";
import { gridOf, valueOf } from "./file.js";
import { fromFramework, withoutAnswers } from "./start.js";
import { Workshop } from "./workshop.js";

/** @typedef {import("./overlap.js").Grid} Grid */

const root = /** @type {HTMLElement} */ (document.querySelector("[data-chevauchements]"));
/** @type {import("./start.js").Start} */
const start = JSON.parse(document.getElementById("chevauchements-depart")?.textContent ?? "");
const drafts = new Drafts(theStore(), "chevauchement", (value) => gridOf(value).value !== null);

const shelf = make("div", { class: "etagere" });
const place = make("div", { class: "grille" });
const told = make("p", { class: "garde-etat" });
const desk = new Desk(drafts, place, told, (value, changed) => {
  const { value: grid } = gridOf(value);
  if (grid) new Workshop(place, grid, start, () => changed(valueOf(grid), grid.title));
});
const begin = (/** @type {Grid} */ grid) => desk.begin(valueOf(grid), grid.title);

root.append(shelf,
  make("div", { class: "gestes" },
    button("Partir du cadre du portail", () => begin(fromFramework(start)), { class: "bouton principal" }),
    button("Partir sans réponse", () => begin(withoutAnswers(start))),
    opener("Ouvrir un fichier…", "fichier-grille", gridOf, begin)),
  make("p", { class: "champ-aide" }, "Le cadre dit ce que chaque rôle fait ou ne doit pas faire, sans distinguer les familles. Le reste est marqué «\u00a0on ne sait pas\u00a0». Corrigez tout ce qui n’est pas vrai chez vous."),
  told, place);
mountShelf(shelf, drafts, { title: "Vos grilles", untitled: "Grille sans nom", onOpen: (draft) => desk.open(draft) });
