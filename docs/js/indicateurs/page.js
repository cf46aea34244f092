/** The page of indicators: the sheets kept on this device, the counts of a period, the sheet for the committee. */

import { Desk } from "../brouillons/desk.js";
import { Drafts } from "../brouillons/drafts.js";
import { opener } from "../brouillons/opener.js";
import { downloadText } from "../donnees/file.js";
import { theStore } from "../donnees/store.js";
import { button, make } from "../element.js";
import { blank, periodName, sheetOf, valueOf } from "./file.js";
import { countForm } from "./form.js";
import { periodPicker } from "./periods.js";
import { sheetView, spreadsheet } from "./sheet.js";

/** @typedef {import("./file.js").Sheet} Sheet */
/** @typedef {import("./reading.js").Indicator} Indicator */

const root = /** @type {HTMLElement} */ (document.querySelector("[data-indicateurs]"));
/** @type {Indicator[]} */
const indicators = JSON.parse(document.getElementById("indicateurs-leviers")?.textContent ?? "");
const drafts = new Drafts(theStore(), "indicateurs", (value) => sheetOf(value).value !== null);

/**
 * Draws a sheet: its name, the counts of the last period, what the committee reads.
 * @param {Sheet} sheet
 * @param {() => void} changed
 */
function draw(sheet, changed) {
  let period = sheet.periods.at(-1) ?? "";
  const counts = make("div");
  const view = make("div", { class: "fiche" });
  const undo = make("p", { role: "status", class: "brouillons-etat" });
  const typed = () => {
    changed();
    view.replaceChildren(...sheetView(sheet, indicators));
  };
  const redraw = () => {
    counts.replaceChildren(periodPicker(sheet, period, {
      pick: (chosen) => move(chosen, "periode-choisie"),
      added: (made) => move(made, "periode-choisie"),
      removed: (gone) => {
        const before = structuredClone(sheet);
        sheet.periods = sheet.periods.filter((other) => other !== gone);
        for (const byPeriod of Object.values(sheet.counts)) delete byPeriod[gone];
        move(sheet.periods.at(-1) ?? "", "");
        const back = button("Annuler", () => {
          Object.assign(sheet, before);
          move(gone, "periode-choisie");
        });
        undo.replaceChildren(`«\u00a0${periodName(gone)}\u00a0» est retiré, avec ses comptes. `, back);
        back.focus();
      },
    }), ...(period ? [countForm(sheet, indicators, period, typed)] : []));
  };
  const move = (/** @type {string} */ to, /** @type {string} */ focus) => {
    period = to;
    undo.replaceChildren();
    redraw();
    typed();
    document.getElementById(focus)?.focus();
  };
  redraw();
  view.replaceChildren(...sheetView(sheet, indicators));
  place.replaceChildren(
    make("section", { class: "comptes", "aria-labelledby": "comptes" }, make("h2", { id: "comptes" }, "1. Vos comptes"),
      text("fiche-nom", "Nom de la fiche", "Votre comité ou votre territoire, sans nom de famille.", make("input", { type: "text", maxlength: "120", autocomplete: "off" }), sheet.title, (value) => {
        sheet.title = value;
        typed();
      }), counts, undo),
    make("section", { "aria-labelledby": "fiche" }, make("h2", { id: "fiche" }, "2. La fiche du comité"),
      text("fiche-note-saisie", "Une note pour le comité (facultatif)", "Ce qui a changé, ce qu’on propose. Rien sur une famille.", make("textarea", { maxlength: "600", rows: "3" }), sheet.note, (value) => {
        sheet.note = value;
        typed();
      }), view),
    takeAway(sheet));
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string} help
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {string} value
 * @param {(value: string) => void} typed
 * @returns {HTMLElement}
 */
function text(id, label, help, input, value, typed) {
  input.id = id;
  input.setAttribute("aria-describedby", `${id}-aide`);
  input.value = value;
  input.addEventListener("input", () => typed(input.value));
  return make("div", { class: "champ" }, make("label", { for: id }, label), make("p", { class: "champ-aide", id: `${id}-aide` }, help), input);
}

/** @returns {HTMLElement} */
function takeAway(/** @type {Sheet} */ sheet) {
  return make("section", { class: "fiche-partage", "aria-labelledby": "partager" }, make("h2", { id: "partager" }, "3. Imprimer, exporter"),
    make("div", { class: "gestes" },
      button("Imprimer la fiche", () => window.print(), { class: "bouton principal" }),
      button("Tableur (CSV)", () => downloadText("ancrage-fiche-indicateurs", "csv", spreadsheet(sheet, indicators)))),
    make("p", {}, "La sauvegarde sert à reprendre la fiche sur un autre appareil. Elle contient les comptes entiers, petits nombres compris\u00a0: gardez-la pour vous."),
    make("div", { class: "gestes" },
      button("Sauvegarder les comptes entiers", () => downloadText("ancrage-indicateurs-complet", "json", JSON.stringify(valueOf(sheet), null, 2)))));
}

const place = make("div", { class: "indicateurs-bureau" });
const desk = new Desk(root, drafts, place, {
  title: "Vos fiches",
  back: "Mes fiches",
  untitled: () => "Fiche",
  draw: (value, changed) => {
    const { value: sheet } = sheetOf(value);
    if (sheet) draw(sheet, () => changed(valueOf(sheet), sheet.title));
  },
});

desk.entrance.append(make("div", { class: "gestes" },
  button("Commencer une fiche", () => desk.begin(valueOf(blank())), { class: "bouton principal" }),
  opener("Ouvrir une sauvegarde…", "fichier-indicateurs", sheetOf, (sheet) => desk.bring(valueOf(sheet), sheet.title))));
desk.follow();
