/** A file of an account, read or refused with its place; nothing is taken from a file at fault. Twin of `surveys/reading.py`. */

import { lineAt, readJson } from "./json_lines.js";
import { EFFECTS, FORMAT, NO_OPINION, SETTINGS, USES, VERSION, months } from "./scales.js";

/** @typedef {import("./json_lines.js").Where} Where */
/** @typedef {import("./scales.js").Survey} Survey */
/** @typedef {{line: number, field: string, message: string}} Problem */
/** @typedef {{where: Where, message: string}} Fault */

const MOST_CHARACTERS = 64 * 1024;
const MOST_MONTHS = 24;
export const WHY_LENGTH = 200;
const ID = /^[0-9a-f]{16}$/;
const MONTH = /^20[0-9]{2}-(?:0[1-9]|1[0-2])$/;
const KEYS = ["format", "version", "id", "setting", "period", "answers"];

/**
 * @param {string} text
 * @param {string[]} strategies those of the questionnaire
 * @returns {{survey: Survey, problems: never[]} | {survey: null, problems: Problem[]}}
 */
export function readSurvey(text, strategies) {
  if ([...text].length > MOST_CHARACTERS) return { survey: null, problems: [{ line: 1, field: "fichier", message: "trop gros pour un relevé" }] };
  const { value, lines, fault } = readJson(text);
  if (fault) return { survey: null, problems: [{ line: fault.line, field: "fichier", message: fault.what }] };
  const problems = faultsOf(value, strategies).map(({ where, message }) => ({ line: lineAt(lines, where), field: fieldName(where), message }));
  return problems.length ? { survey: null, problems } : { survey: surveyOf(value), problems: [] };
}

/** @returns {string} a place as people read it: `answers.presence-parcs.use` */
function fieldName(/** @type {Where} */ where) {
  return where.map((key) => [...String(key)].slice(0, 60).join("")).join(".") || "fiche";
}

/** @returns {Survey} a value without fault as an account */
function surveyOf(/** @type {any} */ { id, setting, period, answers }) {
  const sorted = Object.keys(answers).sort().map((name) => {
    const { use, effect, why } = answers[name];
    return [name, { use, effect: Object.hasOwn(EFFECTS, effect ?? "") ? effect : null, why: (why ?? "").trim() }];
  });
  return { id, setting, first: period.from, last: period.to, answers: Object.fromEntries(sorted) };
}

/** @returns {value is Record<string, any>} */
function isRecord(/** @type {unknown} */ value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @returns {boolean} */
function is(/** @type {unknown} */ value, /** @type {RegExp} */ pattern) {
  return typeof value === "string" && pattern.test(value);
}

/** @returns {Fault[]} */
function unknownKeys(/** @type {Record<string, any>} */ value, /** @type {string[]} */ keys, /** @type {Where} */ where = []) {
  return Object.keys(value).filter((key) => !keys.includes(key)).map((key) => ({ where: [...where, key], message: "clé inconnue" }));
}

/** @returns {Fault[]} what is wrong with the value of a file */
export function faultsOf(/** @type {any} */ value, /** @type {string[]} */ strategies) {
  if (!isRecord(value) || value.format !== FORMAT) {
    return [{ where: ["format"], message: `ce fichier n’est pas un relevé (attendu\u00a0: «\u00a0${FORMAT}\u00a0»)` }];
  }
  const { version } = value;
  if (typeof version === "number" && version > VERSION) {
    return [{ where: ["version"], message: "ce relevé vient d’un portail plus récent\u00a0: mettez le vôtre à jour" }];
  }
  /** @type {Fault[]} */
  const found = version === VERSION ? [] : [{ where: ["version"], message: `doit être ${VERSION}` }];
  found.push(...KEYS.filter((key) => !Object.hasOwn(value, key)).map((key) => ({ where: [key], message: "manque" })));
  found.push(...unknownKeys(value, KEYS));
  if ("id" in value && !is(value.id, ID)) found.push({ where: ["id"], message: "doit être seize chiffres ou lettres de a à f" });
  if ("setting" in value && !SETTINGS.includes(value.setting)) {
    found.push({ where: ["setting"], message: `doit être un milieu\u00a0: ${SETTINGS.join(", ")}` });
  }
  if ("period" in value) found.push(...periodFaults(value.period));
  if ("answers" in value) found.push(...answersFaults(value.answers, strategies));
  return found;
}

/** @returns {Fault[]} */
function periodFaults(/** @type {any} */ period) {
  if (!isRecord(period)) {
    return [{ where: ["period"], message: "doit avoir un mois de début, «\u00a0from\u00a0», et un mois de fin, «\u00a0to\u00a0»" }];
  }
  const found = unknownKeys(period, ["from", "to"], ["period"]);
  const wrong = ["from", "to"].filter((key) => !is(period[key], MONTH));
  found.push(...wrong.map((key) => ({ where: ["period", key], message: "doit être un mois, comme «\u00a02025-04\u00a0»" })));
  if (wrong.length) return found;
  const covered = months(period.from, period.to);
  if (covered < 1 || covered > MOST_MONTHS) found.push({ where: ["period"], message: `doit couvrir de 1 à ${MOST_MONTHS} mois` });
  return found;
}

/** @returns {Fault[]} */
function answersFaults(/** @type {any} */ answers, /** @type {string[]} */ strategies) {
  if (!isRecord(answers) || !Object.keys(answers).length) return [{ where: ["answers"], message: "doit donner au moins une réponse" }];
  return Object.entries(answers).flatMap(([name, answer]) => {
    const where = ["answers", name];
    if (!strategies.includes(name)) return [{ where, message: "n’est pas une stratégie du questionnaire" }];
    if (!isRecord(answer)) return [{ where, message: "doit être une réponse" }];
    return answerFaults(answer).map((fault) => ({ ...fault, where: [...where, ...fault.where] }));
  });
}

/** @returns {Fault[]} */
function answerFaults(/** @type {Record<string, any>} */ answer) {
  const { use, effect, why = "" } = answer;
  const found = unknownKeys(answer, ["use", "effect", "why"]);
  const known = (/** @type {unknown} */ value, /** @type {string[]} */ choices) => typeof value === "string" && choices.includes(value);
  const opinions = [...Object.keys(EFFECTS), NO_OPINION];
  if (!known(use, Object.keys(USES))) found.push({ where: ["use"], message: `doit être une fréquence\u00a0: ${Object.keys(USES).join(", ")}` });
  if ("effect" in answer && !known(effect, opinions)) {
    found.push({ where: ["effect"], message: `doit être un avis\u00a0: ${opinions.join(", ")}` });
  } else if (use === "jamais" && "effect" in answer) {
    found.push({ where: ["effect"], message: "une stratégie jamais employée ne se juge pas\u00a0: retirez cet avis" });
  }
  if (typeof why !== "string" || [...why].length > WHY_LENGTH || why.includes("\n")) {
    found.push({ where: ["why"], message: `doit tenir sur une ligne de ${WHY_LENGTH} caractères au plus` });
  }
  return found;
}

/**
 * The text of a file: one answer a line, so that it can be read, and mended by hand.
 * @param {{id: string, setting: string, period: {from: string, to: string}, answers: Record<string, any>}} draft
 * @returns {string}
 */
export function surveyText({ id, setting, period, answers }) {
  const lines = Object.keys(answers).sort().map((name) => `    ${JSON.stringify(name)}: ${JSON.stringify(answers[name])}`);
  const head = { format: FORMAT, version: VERSION, id, setting, period };
  const fields = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  return ["{", ...fields, '  "answers": {', lines.join(",\n"), "  }", "}", ""].join("\n");
}
