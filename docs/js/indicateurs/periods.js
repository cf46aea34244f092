/** The periods of a sheet: which one is being counted, and how one more is added. */

import { button, make } from "../element.js";
import { MOST_PERIODS, overlapping, periodName, quartersOf } from "./file.js";

/** @typedef {import("./file.js").Sheet} Sheet */

const PARTS = [["T1", "janvier à mars"], ["T2", "avril à juin"], ["T3", "juillet à septembre"], ["T4", "octobre à décembre"], ["S1", "janvier à juin"], ["S2", "juillet à décembre"], ["A", "toute l’année"]];

/**
 * @param {Sheet} sheet
 * @param {string} current
 * @param {{pick: (period: string) => void, added: (period: string) => void, removed: (period: string) => void}} told
 * @returns {HTMLElement}
 */
export function periodPicker(sheet, current, { pick, added, removed }) {
  const fault = make("p", { class: "champ-faute", id: "periode-faute", role: "status" });
  const year = make("input", { type: "number", id: "periode-annee", min: "2000", max: "2099", step: "1", "aria-describedby": "periode-faute" });
  year.value = String(new Date().getFullYear());
  const part = make("select", { id: "periode-mois", "aria-describedby": "periode-faute" }, ...PARTS.map(([value, name]) => make("option", { value }, name)));
  part.value = `T${Math.floor(new Date().getMonth() / 3) + 1}`;
  const add = button("Ajouter cette période", () => {
    const period = `${year.value}-${part.value}`;
    fault.textContent = faultOf(sheet, year.value, period);
    if (fault.textContent) return;
    sheet.periods = [...sheet.periods, period].sort((a, b) => quartersOf(a)[0] - quartersOf(b)[0]);
    added(period);
  }, sheet.periods.length ? {} : { class: "bouton principal" });
  const form = make("div", { class: "periode-ajout" },
    make("div", { class: "champ" }, make("label", { for: year.id }, "Année"), year),
    make("div", { class: "champ" }, make("label", { for: part.id }, "Mois"), part), add, fault);
  if (!sheet.periods.length) return make("div", {}, make("p", {}, "Choisissez la première période à compter."), form);
  const select = make("select", { id: "periode-choisie" }, ...sheet.periods.map((period) => make("option", { value: period }, periodName(period))));
  select.value = current;
  select.addEventListener("change", () => pick(select.value));
  const remove = button("Retirer cette période", () => removed(current));
  return make("div", {},
    make("div", { class: "champ" }, make("label", { for: select.id }, "Je compte pour"), select, make("p", { class: "champ-aide" }, "Puis ouvrez un levier, plus bas, et comptez ce que vous suivez déjà.")),
    make("details", { class: "periode-autre" }, make("summary", {}, "Ajouter ou retirer une période"), form, make("div", { class: "gestes" }, remove)));
}

/**
 * @param {Sheet} sheet
 * @param {string} year
 * @param {string} period
 * @returns {string}
 */
function faultOf(sheet, year, period) {
  if (!/^20\d\d$/.test(year)) return "Écrivez l’année en quatre chiffres, comme 2026.";
  if (sheet.periods.length >= MOST_PERIODS) return `${MOST_PERIODS} périodes au plus\u00a0: commencez une autre fiche.`;
  const other = overlapping(sheet.periods, period);
  return other ? `Ces mois sont déjà dans «\u00a0${periodName(other)}\u00a0». Deux découpages des mêmes mois feraient retrouver un petit nombre caché.` : "";
}
