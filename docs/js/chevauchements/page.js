/** The page of overlaps: the grids kept on this device, a new one, or one from a file. */

import { Autosave } from "../brouillons/autosave.js";
import { Drafts } from "../brouillons/drafts.js";
import { mountShelf } from "../brouillons/shelf.js";
import { theStore } from "../donnees/store.js";
import { button, make } from "../element.js";
import { FORMAT, VERSION, gridOf } from "./file.js";
import { opener } from "./opener.js";
import { fromFramework, withoutAnswers } from "./start.js";
import { Workshop } from "./workshop.js";

/** @typedef {import("./overlap.js").Grid} Grid */
/** @typedef {import("../brouillons/drafts.js").Draft} Draft */

const root = /** @type {HTMLElement} */ (document.querySelector("[data-chevauchements]"));
/** @type {import("./start.js").Start} */
const start = JSON.parse(document.getElementById("chevauchements-depart")?.textContent ?? "");
const drafts = new Drafts(theStore(), "chevauchement", (value) => gridOf(value).grid !== null);

const shelf = make("div", { class: "grille-etagere" });
const place = make("div", { class: "grille" });
const kept = make("p", { class: "grille-garde" });
/** @type {Autosave | null} */
let saving = null;

const valueOf = (/** @type {Grid} */ grid) => ({ format: FORMAT, version: VERSION, ...grid });

/** Opens a grid to work on, from a draft. */
function open(/** @type {Draft} */ draft) {
  saving?.close();
  const autosave = new Autosave(draft, kept);
  saving = autosave;
  const show = () => {
    const { grid } = gridOf(draft.value);
    if (grid) new Workshop(place, grid, start, () => autosave.later(valueOf(grid), grid.title));
  };
  draft.listen((change) => {
    if (!draft.isOpen) return;
    if (change.cause === "elsewhere") show();
    else if (change.cause === "copied") kept.textContent = `Cette grille a changé dans un autre onglet. La vôtre continue sous le nom «\u00a0${change.title}\u00a0».`;
    else kept.textContent = "Cette grille a été supprimée dans un autre onglet. Ce que vous voyez peut encore être exporté.";
  });
  show();
  place.querySelector("h2")?.scrollIntoView();
  /** @type {HTMLElement | null} */ (place.querySelector("input"))?.focus({ preventScroll: true });
}

const begin = (/** @type {Grid} */ grid) => open(drafts.create(grid.title, valueOf(grid)));

root.append(shelf,
  make("div", { class: "gestes" },
    button("Partir du cadre du portail", () => begin(fromFramework(start)), { class: "bouton principal" }),
    button("Partir sans réponse", () => begin(withoutAnswers(start))),
    opener("Ouvrir un fichier…", "fichier-grille", begin)),
  make("p", { class: "champ-aide" }, "Le cadre dit ce que chaque rôle fait ou ne doit pas faire, sans distinguer les familles. Le reste est marqué «\u00a0on ne sait pas\u00a0». Corrigez tout ce qui n’est pas vrai chez vous."),
  kept, place);
mountShelf(shelf, drafts, { title: "Vos grilles", untitled: "Grille sans nom", onOpen: open });
