/** The page of overlaps: the grids kept on this device, a new one, or one from a file. */

import { Desk } from "../brouillons/desk.js";
import { Drafts } from "../brouillons/drafts.js";
import { opener } from "../brouillons/opener.js";
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

const place = make("div", { class: "grille" });
const desk = new Desk(root, drafts, place, {
  title: "Vos grilles",
  back: "Mes grilles",
  untitled: () => "Grille",
  draw: (value, changed) => {
    const { value: grid } = gridOf(value);
    if (grid) new Workshop(place, grid, start, () => changed(valueOf(grid), grid.title));
  },
});
const begin = (/** @type {Grid} */ grid) => desk.begin(valueOf(grid));

desk.entrance.append(
  make("div", { class: "gestes" },
    button("Partir du cadre du portail", () => begin(fromFramework(start)), { class: "bouton principal" }),
    button("Partir sans réponse", () => begin(withoutAnswers(start))),
    opener("Ouvrir un fichier…", "fichier-grille", gridOf, (grid) => desk.bring(valueOf(grid), grid.title))),
  make("p", { class: "champ-aide" }, "Le cadre dit ce que chaque rôle fait ou ne doit pas faire, sans distinguer les familles. Le reste est marqué «\u00a0on ne sait pas\u00a0». Corrigez tout ce qui n’est pas vrai chez vous."));
desk.follow();
