/**
 * What Python's `cases.py` and `check.py` refuse in a case beyond its schema, for what the page knows: names of sectors,
 * levers, questions, territories and sources; where the case comes from; indicators and their targets.
 */

import { isNumber } from "./decimal.js";
import { isRecord, problem, resolved } from "./validate.js";

/** @typedef {import("./validate.js").Where} Where */
/** @typedef {import("./validate.js").Problem} Problem */
/** @typedef {import("./validate.js").Schema} Schema */
/** @typedef {{bound: string, value: string, unit: string}} Target */
/** @typedef {{id: string, title: string}} Named */
/** @typedef {Named & {indicators: (Named & {target: Target | null})[]}} Lever */
/** @typedef {Named & {guide: "agent" | "gestionnaire", order: number, url: string, ask: string, sub_questions: string[], purpose: string, prompts: string[]}} Question */
/**
 * @typedef {{schema: Schema, sectors: Named[], levers: Lever[], questions: Question[], territories: Named[],
 *   sources: Named[], figures: (Named & {value: string})[], values: Record<string, Record<string, string>>}} Known
 *   what the page holds of the portal; `values`: what to call the values of a closed list, by field
 */

const KINDS = /** @type {const} */ ({
  secteur: ["sectors", "renvoi-inconnu"], levier: ["levers", "renvoi-inconnu"], question: ["questions", "renvoi-inconnu"],
  territoire: ["territories", "renvoi-inconnu"], source: ["sources", "source-inconnue"],
});
const ITEM = /^\s*(?:[-*+]|\d{1,2}[.)])\s+/;
const INSERT = /\[\[([^[\]\n]{1,160})\]\]/g;

/** @returns {Named[] | null} what a string may name, null where the page does not know */
export function namedBy(/** @type {Known} */ known, /** @type {string | undefined} */ kind) {
  return kind && Object.hasOwn(KINDS, kind) ? known[KINDS[/** @type {keyof typeof KINDS} */ (kind)][0]] : null;
}

/**
 * @param {Known} known
 * @param {any} value a document, complete or not
 * @returns {Problem[]}
 */
export function check(known, value) {
  if (!isRecord(value)) return [];
  const marked = [...markedTexts(known.schema, known.schema, value, [])];
  return [...marked.flatMap((one) => unknownNames(known, one)), ...origin(value, marked), ...indicators(known, value)];
}

/**
 * @typedef {{where: Where, text: string, refers?: string, isProse: boolean}} Marked a text that names a record or that
 *   readers see
 */

/**
 * @param {Schema} root
 * @param {Schema} given
 * @param {any} value
 * @param {Where} where
 * @returns {Generator<Marked>}
 */
function* markedTexts(root, given, value, where) {
  const { schema } = resolved(root, given);
  if (typeof value === "string" && (schema["x-refers"] || schema.contentMediaType)) {
    yield { where, text: value, refers: schema["x-refers"], isProse: Boolean(schema.contentMediaType) };
  } else if (Array.isArray(value) && schema.type === "array") {
    for (const [index, item] of value.entries()) yield* markedTexts(root, schema.items, item, [...where, index]);
  } else if (isRecord(value) && schema.properties) {
    for (const [name, one] of Object.entries(schema.properties)) {
      if (Object.hasOwn(value, name)) yield* markedTexts(root, one, value[name], [...where, name]);
    }
  }
}

/** @returns {Problem[]} */
function unknownNames(/** @type {Known} */ known, /** @type {Marked} */ { where, text, refers }) {
  const names = namedBy(known, refers);
  if (!names || names.some(({ id }) => id === text)) return [];
  const rule = KINDS[/** @type {keyof typeof KINDS} */ (refers)][1];
  const message = rule === "source-inconnue" ? `« ${text} » n'est pas une source. Sources : ${names.map(({ id }) => id).sort().join(", ")}` : `« ${text} » n'existe pas.`;
  return [problem(where, rule, message)];
}

/** @returns {string[]} the names that a text inserts, `[[name]]`; a paragraph or an item of a list is one run of words */
function inserts(/** @type {string} */ text) {
  /** @type {string[]} */
  const runs = [];
  for (const chunk of text.trim().split(/\n\s*\n/)) {
    let open = false;
    for (const row of chunk.split("\n").map((one) => one.trim())) {
      if (open && !ITEM.test(row)) runs[runs.length - 1] += ` ${row}`;
      else runs.push(row.replace(ITEM, ""));
      open = true;
    }
  }
  return runs.flatMap((run) => [...run.matchAll(INSERT)].map(([, name]) => name.trim()));
}

/** @returns {Problem[]} a situation is always invented, a case is invented or has its sources, never both */
function origin(/** @type {any} */ value, /** @type {Marked[]} */ marked) {
  if (value.fabricated === false) {
    if (value.situation) return [problem(["fabricated"], "situation-reelle", "une vraie situation ne se publie jamais : inventez-la de bout en bout et écrivez « true »")];
    if (value.territory && !value.citations?.length) return [problem(["territory"], "cas-sans-source", "d'où vient ce cas? Donnez `citations`, ou `fabricated: true` s'il est inventé")];
  }
  if (value.fabricated !== true) return [];
  const named = marked.filter(({ refers }) => refers === "source" || refers === "mesure").map(({ where, text }) => ({ where, name: text }));
  const inserted = marked.filter(({ isProse }) => isProse).flatMap(({ where, text }) => inserts(text).map((name) => ({ where, name })));
  return [...named, ...inserted].map(({ where, name }) =>
    problem(where, "cas-invente-source", `« ${name} » est publié, ce cas est inventé : retirez-le, ou donnez votre propre chiffre`));
}

/** @returns {Target | null} the target of an indicator: the territory's own, else that of the lever */
export function targetOf(/** @type {Known} */ known, /** @type {any} */ item) {
  if (isRecord(item.goal) && isNumber(item.goal.value)) return { ...item.goal, value: String(item.goal.value) };
  return indicatorOf(known, item)?.target ?? null;
}

/** @returns {(Named & {target: Target | null}) | undefined} the indicator of a lever that a case follows */
export function indicatorOf(/** @type {Known} */ known, /** @type {any} */ item) {
  return known.levers.find(({ id }) => id === item.lever)?.indicators.find(({ id }) => id === item.indicator);
}

/** @returns {Problem[]} */
function indicators(/** @type {Known} */ known, /** @type {any} */ value) {
  const items = Array.isArray(value.territory?.indicators) ? value.territory.indicators : [];
  return items.flatMap((/** @type {any} */ item, /** @type {number} */ index) => {
    const lever = isRecord(item) && known.levers.find(({ id }) => id === item.lever);
    if (!lever || typeof item.indicator !== "string") return [];
    const where = ["territory", "indicators", index];
    if (!indicatorOf(known, item)) {
      const ids = lever.indicators.map(({ id }) => id).join(", ");
      return [problem([...where, "indicator"], "indicateur-inconnu", `« ${lever.id} » n'a pas d'indicateur « ${item.indicator} ». Il a : ${ids}`)];
    }
    const target = targetOf(known, item);
    if (!target && !item.goal) return [problem([...where, "indicator"], "indicateur-sans-cible", "le levier ne donne pas de cible à cet indicateur : fixez la vôtre avec `goal`")];
    if (!target || !item.reading?.unit || item.reading.unit === target.unit) return [];
    return [problem([...where, "reading", "unit"], "unite-differente", `le relevé est en « ${item.reading.unit} », la cible en « ${target.unit} » : comptez la même chose`)];
  });
}
