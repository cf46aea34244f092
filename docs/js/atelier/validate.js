/**
 * Validates a document against the published schema of its kind, with the problems that Python's loader finds in the
 * same record: same places, same rules, same words. The schema holds everything (JSON Schema 2020-12, of which this
 * reads what it uses: type, enum, pattern, lengths, bounds, items, properties, required, additionalProperties, anyOf with
 * null, oneOf, not, if/then, $ref), with two additions of the portal: `x-problem`, the rule and the message of what holds
 * between the fields of an object, and `x-max-digits`.
 */

import { amount, digits, isNumber } from "./decimal.js";

/** @typedef {(string | number)[]} Where */
/** @typedef {{where: Where, field: string, rule: string, message: string}} Problem */
/** @typedef {Record<string, any>} Schema */

const LINE = "^\\s*\\S([^\\n]*\\S)?\\s*$";
const NUMBER = "un nombre est attendu (virgule décimale écrite « . »)";
/** @type {Record<string, [(value: any) => boolean, string]>} what Python expects of a value before anything else */
const TYPES = {
  string: [(value) => typeof value === "string", "un texte est attendu; mettez un nombre ou « oui » entre guillemets"],
  array: [Array.isArray, "une liste est attendue : [a, b], ou un élément par ligne après « - »"],
  object: [isRecord, "des « clé: valeur » sont attendues"],
  boolean: [(value) => typeof value === "boolean", "true ou false est attendu"],
  integer: [(value) => typeof value === "number" && Number.isInteger(value), "un nombre entier est attendu"],
  number: [isNumber, NUMBER],
};
const PERIODS = "AAAA, AAAA-AAAA, AAAA-MM/AAAA-MM, AAAA-MM-JJ/AAAA-MM-JJ, non-precisee, sans-objet";

/** @returns {value is Record<string, any>} */
export function isRecord(/** @type {unknown} */ value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isNumber(value);
}

/** @returns {string} a place as people read it: `themes[0].text` */
export function fieldName(/** @type {Where} */ where) {
  const name = where.reduce((/** @type {string} */ told, key) =>
    typeof key === "number" ? `${told}[${key}]` : told ? `${told}.${key.slice(0, 60)}` : key.slice(0, 60), "");
  return name || "fiche";
}

/**
 * @param {Schema} schema the published schema, `$defs` included
 * @param {unknown} value
 * @returns {Problem[]}
 */
export function validate(schema, value) {
  return new Validation(schema).problems(schema, value, []);
}

/**
 * A schema without its reference and without « or nothing ».
 * @param {Schema} root
 * @param {Schema} schema
 * @returns {{schema: Schema, optional: boolean}}
 */
export function resolved(root, schema) {
  const { $ref, anyOf, ...rest } = schema;
  if ($ref) return resolved(root, { ...root.$defs[$ref.split("/").pop()], ...rest });
  const some = anyOf?.filter((/** @type {Schema} */ one) => one.type !== "null");
  if (some?.length !== 1 || some.length === anyOf.length) return { schema, optional: false };
  return { schema: resolved(root, { ...some[0], ...rest }).schema, optional: true };
}

/** @returns {Schema} the schema of the field at a place, without its reference */
export function schemaAt(/** @type {Schema} */ root, /** @type {Where} */ where) {
  return where.reduce((/** @type {Schema} */ schema, key) => resolved(root, typeof key === "number" ? schema.items : schema.properties[key]).schema, root);
}

class Validation {
  constructor(/** @type {Schema} */ root) {
    this.root = root;
  }

  /**
   * @param {Schema} given
   * @param {any} value
   * @param {Where} where
   * @returns {Problem[]}
   */
  problems(given, value, where) {
    const { schema, optional } = resolved(this.root, given);
    if (optional && value === null) return [];
    if (schema.enum) return schema.enum.includes(value) ? [] : [unknownValue(schema, value, where)];
    const [isRight, message] = TYPES[schema.type];
    if (!isRight(value)) return [problem(where, "type-invalide", message)];
    if (schema.type === "string") return textProblems(schema, value, where);
    if (schema.type === "integer" || schema.type === "number") return numberProblems(schema, value, where);
    if (schema.type === "array") return this.listProblems(schema, value, where);
    return schema.type === "object" ? this.recordProblems(schema, value, where) : [];
  }

  /** @returns {Problem[]} */
  listProblems(/** @type {Schema} */ schema, /** @type {any[]} */ value, /** @type {Where} */ where) {
    const found = value.flatMap((item, index) => this.problems(schema.items, item, [...where, index]));
    if (!found.length && value.length < (schema.minItems ?? 0)) return [outside(where, "min_length", schema.minItems)];
    if (!found.length && value.length > (schema.maxItems ?? Infinity)) return [outside(where, "max_length", schema.maxItems)];
    return found;
  }

  /** @returns {Problem[]} those of the fields; where there is none, what is wrong between them */
  recordProblems(/** @type {Schema} */ schema, /** @type {Schema} */ value, /** @type {Where} */ where) {
    const names = Object.keys(schema.properties);
    const found = names.flatMap((name) => {
      if (Object.hasOwn(value, name)) return this.problems(schema.properties[name], value[name], [...where, name]);
      return schema.required?.includes(name) ? [problem([...where, name], "champ-manquant", "clé exigée absente")] : [];
    });
    for (const name of Object.keys(value)) {
      if (!names.includes(name)) found.push(problem([...where, name], "cle-inconnue", `clé inconnue. Clés permises : ${[...names].sort().join(", ")}`));
    }
    const { "x-problem": between } = schema;
    if (!found.length && between && !this.holds(schema, value)) found.push(problem(where, between.rule, between.message));
    return found;
  }

  /** @returns {boolean} whether the rules between the fields of an object hold */
  holds(/** @type {Schema} */ schema, /** @type {any} */ value) {
    if (schema.oneOf && schema.oneOf.filter((/** @type {Schema} */ one) => this.fits(one, value)).length !== 1) return false;
    return !schema.if || !this.fits(schema.if, value) || this.fits(schema.then, value);
  }

  /** @returns {boolean} whether a value satisfies a part of schema that says nothing of its type */
  fits(/** @type {Schema} */ schema, /** @type {any} */ value) {
    const { type, required = [], properties = {}, not, anyOf, pattern, minimum = -Infinity, maximum = Infinity } = schema;
    if (type === "null" && value !== null) return false;
    if (not && this.fits(not, value)) return false;
    if (anyOf && !anyOf.some((/** @type {Schema} */ one) => this.fits(one, value))) return false;
    if (pattern && typeof value === "string" && !new RegExp(pattern, "u").test(value)) return false;
    if (isNumber(value) && (amount(value) < minimum || amount(value) > maximum)) return false;
    if (!isRecord(value)) return true;
    return required.every((/** @type {string} */ name) => Object.hasOwn(value, name)) &&
      Object.entries(properties).every(([name, one]) => !Object.hasOwn(value, name) || this.fits(/** @type {Schema} */ (one), value[name]));
  }
}

/** @returns {Problem} */
export function problem(/** @type {Where} */ where, /** @type {string} */ rule, /** @type {string} */ message) {
  return { where, field: fieldName(where), rule, message };
}

function outside(/** @type {Where} */ where, /** @type {string} */ limit, /** @type {number} */ bound) {
  return problem(where, "valeur-hors-limites", `hors limites (${limit} ${bound})`);
}

function unknownValue(/** @type {Schema} */ schema, /** @type {unknown} */ value, /** @type {Where} */ where) {
  const shown = [...String(value)].slice(0, 60).join("");
  return problem(where, "valeur-inconnue", `« ${shown} » n'est pas permis. Valeurs : ${schema.enum.join(", ")}`);
}

/** @returns {Problem[]} one at most: a blank text has no other defect, a line is measured without the spaces around it */
function textProblems(/** @type {Schema} */ schema, /** @type {string} */ text, /** @type {Where} */ where) {
  const isLine = schema.pattern === LINE;
  const isProse = schema.pattern === "\\S";
  if (isLine || isProse) {
    if (!text.trim()) return [problem(where, "texte-vide", "le texte est vide; écrivez-le ou retirez la clé")];
    if (isLine && text.trim().includes("\n")) return [problem(where, "type-invalide", "tient sur une seule ligne")];
  }
  const { length } = [...(isLine ? text.trim() : text)];
  if (length < (schema.minLength ?? 0)) return [outside(where, "min_length", schema.minLength)];
  if (length > (schema.maxLength ?? Infinity)) return [outside(where, "max_length", schema.maxLength)];
  if (isLine || isProse || !schema.pattern || new RegExp(schema.pattern, "u").test(text)) return [];
  const shown = [...text].slice(0, 60).join("");
  if (where.at(-1) === "period") return [problem(where, "valeur-inconnue", `« ${shown} » n'est pas une période (${PERIODS})`)];
  return [problem(where, "id-invalide", `« ${shown} » : minuscules sans accent, chiffres et traits d'union seulement`)];
}

/** @returns {Problem[]} */
function numberProblems(/** @type {Schema} */ schema, /** @type {any} */ value, /** @type {Where} */ where) {
  if (digits(value) > (schema["x-max-digits"] ?? Infinity)) return [outside(where, "max_digits", schema["x-max-digits"])];
  if (amount(value) < (schema.minimum ?? -Infinity)) return [outside(where, "ge", schema.minimum)];
  if (amount(value) > (schema.maximum ?? Infinity)) return [outside(where, "le", schema.maximum)];
  return [];
}
