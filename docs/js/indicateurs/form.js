/** What is typed for one period: the counts of each indicator, and what they give at once. */

import { make } from "../element.js";
import { numberIn } from "../nombre.js";
import { fault } from "./counts.js";
import { committeeSheet, goalOf } from "./reading.js";
import { cellWords, goalWords } from "./words.js";

/** @typedef {import("./file.js").Sheet} Sheet */
/** @typedef {import("./reading.js").Indicator} Indicator */

/**
 * @param {Sheet} sheet
 * @param {Indicator[]} indicators
 * @param {string} period
 * @param {() => void} changed
 * @returns {HTMLElement}
 */
export function countForm(sheet, indicators, period, changed) {
  const levers = [...new Set(indicators.map(({ lever }) => lever))];
  return make("div", {}, ...levers.map((lever) => {
    const own = indicators.filter((indicator) => indicator.lever === lever);
    const box = make("details", { class: "comptes-levier" }, make("summary", {}, lever), ...own.map((indicator) => countField(sheet, indicator, period, changed)));
    box.open = own.some(({ id }) => sheet.counts[id]?.[period]);
    box.dataset.levier = lever;
    return box;
  }));
}

/**
 * @param {Sheet} sheet
 * @param {Indicator} indicator
 * @param {string} period
 * @param {() => void} changed
 * @returns {HTMLElement}
 */
function countField(sheet, indicator, period, changed) {
  const gives = make("p", { class: "compte-donne" });
  const wrong = make("p", { class: "champ-faute", id: `faute-${indicator.id}` });
  const show = () => {
    gives.textContent = givesWords(sheet, indicator, period);
  };
  const told = (/** @type {string} */ words) => {
    wrong.textContent = words;
    show();
    changed();
  };
  const inputs = indicator.form === "delais" ? delayField(sheet, indicator, period, told) : numberFields(sheet, indicator, period, told);
  const goal = goalOf(sheet, indicator);
  const field = make("fieldset", { class: "champ compte" }, make("legend", {}, indicator.title),
    make("p", { class: "champ-aide" }, goal && !goal.own ? `Cible de l’étude\u00a0: ${goalWords(goal, indicator)}.` : "L’étude ne donne pas de cible."),
    make("div", { class: "compte-champs" }, ...inputs), wrong, gives);
  if (!indicator.target) field.append(goalField(sheet, indicator, () => told(wrong.textContent ?? "")));
  show();
  return field;
}

/**
 * What the counts of a period give, as one sees them here: whole, with a word on what the sheet will hide.
 * @param {Sheet} sheet
 * @param {Indicator} indicator
 * @param {string} period
 * @returns {string}
 */
function givesWords(sheet, indicator, period) {
  const alone = { ...sheet, periods: [period] };
  const whole = committeeSheet(alone, [{ ...indicator, people: false }]).rows[0];
  if (!whole) return "";
  const isHidden = committeeSheet(alone, [indicator]).rows[0].cells[0].status === "cachee";
  return `${cellWords(indicator, whole.cells[0]).join(" · ")}.${isHidden ? " Sera caché dans la fiche\u00a0: petit nombre." : ""}`;
}

/**
 * @param {Sheet} sheet
 * @param {Indicator} indicator
 * @param {string} period
 * @param {(words: string) => void} told
 * @returns {HTMLElement[]}
 */
function numberFields(sheet, indicator, period, told) {
  const before = sheet.counts[indicator.id]?.[period];
  const entry = before && !("days" in before) ? { ...before } : { of: null, among: null };
  const isWhole = indicator.form !== "moyenne";
  const names = /** @type {["of" | "among", string][]} */ ([["of", indicator.of], ...(indicator.among ? [["among", indicator.among]] : [])]);
  /** @type {Record<string, string>} */
  const faults = {};
  return names.map(([name, label]) => {
    const id = `${name}-${indicator.id}`;
    const input = make("input", { type: "text", inputmode: "decimal", id, autocomplete: "off", "aria-describedby": `faute-${indicator.id}` });
    input.value = entry[name] === null ? "" : String(entry[name]).replace(".", ",");
    input.addEventListener("input", () => {
      const value = numberIn(input.value);
      const isRight = value !== null && (Number.isInteger(value) || (!isWhole && name === "of"));
      faults[name] = input.value.trim() && !isRight ? `«\u00a0${input.value}\u00a0» n’est pas un compte.` : "";
      entry[name] = isRight ? value : null;
      keep(sheet, indicator.id, period, entry.of === null && entry.among === null ? null : { ...entry });
      const both = entry.of !== null && entry.among !== null ? fault(indicator.form, { of: entry.of, among: entry.among }, indicator.unit === "sur 5") : "";
      input.setAttribute("aria-invalid", String(faults[name] !== ""));
      told(Object.values(faults).find(Boolean) ?? both);
    });
    return make("div", { class: "champ" }, make("label", { for: id }, label), input);
  });
}

/**
 * @param {Sheet} sheet
 * @param {Indicator} indicator
 * @param {string} period
 * @param {(words: string) => void} told
 * @returns {HTMLElement[]}
 */
function delayField(sheet, indicator, period, told) {
  const before = sheet.counts[indicator.id]?.[period];
  const id = `of-${indicator.id}`;
  const input = make("textarea", { id, rows: "3", autocomplete: "off", "aria-describedby": `faute-${indicator.id}` });
  input.value = before && "days" in before ? before.days.join(" ") : "";
  input.addEventListener("input", () => {
    const words = input.value.split(/[\s,;]+/).filter(Boolean);
    const wrong = words.filter((word) => !/^\d{1,4}$/.test(word) || Number(word) > 3650);
    const days = words.filter((word) => !wrong.includes(word)).map(Number).slice(0, 500);
    keep(sheet, indicator.id, period, days.length ? { days } : null);
    input.setAttribute("aria-invalid", String(wrong.length > 0));
    told(wrong.length ? `«\u00a0${wrong[0]}\u00a0» n’est pas un nombre de jours\u00a0: il n’est pas compté.` : "");
  });
  return [make("div", { class: "champ" }, make("label", { for: id }, `${indicator.of}, séparés par des espaces`), input)];
}

/**
 * @param {Sheet} sheet
 * @param {Indicator} indicator
 * @param {() => void} changed
 * @returns {HTMLElement}
 */
function goalField(sheet, indicator, changed) {
  const before = sheet.goals[indicator.id];
  const bound = make("select", { id: `sens-${indicator.id}` }, ...[["≥", "au moins"], ["≤", "au plus"]].map(([value, name]) => make("option", { value }, name)));
  const value = make("input", { type: "text", inputmode: "decimal", id: `cible-${indicator.id}`, autocomplete: "off" });
  if (before) {
    bound.value = before.bound;
    value.value = String(before.value).replace(".", ",");
  }
  for (const control of [bound, value]) {
    control.addEventListener("input", () => {
      const goal = numberIn(value.value);
      if (goal === null) delete sheet.goals[indicator.id];
      else sheet.goals[indicator.id] = { bound: bound.value, value: goal };
      value.setAttribute("aria-invalid", String(value.value.trim() !== "" && goal === null));
      changed();
    });
  }
  const box = make("details", { class: "compte-cible" }, make("summary", {}, "Notre cible à nous"),
    make("div", { class: "compte-champs" },
      make("div", { class: "champ" }, make("label", { for: bound.id }, "Sens"), bound),
      make("div", { class: "champ" }, make("label", { for: value.id }, `Cible${indicator.unit ? ` (${indicator.unit})` : ""}`), value)));
  box.open = Boolean(before);
  return box;
}

/**
 * @param {Sheet} sheet
 * @param {string} id
 * @param {string} period
 * @param {import("./file.js").Entry | null} entry
 */
function keep(sheet, id, period, entry) {
  const byPeriod = { ...sheet.counts[id] };
  if (entry) byPeriod[period] = entry;
  else delete byPeriod[period];
  if (Object.keys(byPeriod).length) sheet.counts[id] = byPeriod;
  else delete sheet.counts[id];
}
