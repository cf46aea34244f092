/**
 * One JSON text → plain values and the line of each: what `JSON.parse` does not tell, and a person needs to mend a file.
 * The twin of `tools/ancrage/json_lines.py`: the same text gives the same values, lines and refusals.
 */

/** @typedef {(string | number)[]} Where */
/** @typedef {{value: any, lines: Map<string, number>, fault: {line: number, what: string} | null}} Read */

const MOST_DEPTH = 8;
const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** @type {[string, boolean | null][]} */
const WORDS = [["true", true], ["false", false], ["null", null]];

class Fault extends Error {}

/** @returns {Read} what a JSON text holds, or where it stops being JSON */
export function readJson(/** @type {string} */ text) {
  const reader = new Reader(text.replace(/^\ufeff/, ""));
  try {
    const value = reader.value([], 0);
    reader.space();
    if (reader.at < reader.text.length) reader.refuse("du texte suit la fin");
    return { value, lines: reader.lines, fault: null };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { value: null, lines: reader.lines, fault: { line: reader.line(), what: error.message } };
  }
}

/** @returns {number} the line, from 1, of a part or of its nearest known parent */
export function lineAt(/** @type {Map<string, number>} */ lines, /** @type {Where} */ where) {
  for (let length = where.length; length >= 0; length--) {
    const line = lines.get(JSON.stringify(where.slice(0, length)));
    if (line) return line;
  }
  return 1;
}

class Reader {
  constructor(/** @type {string} */ text) {
    this.text = text;
    this.at = 0;
    /** @type {Map<string, number>} */
    this.lines = new Map();
  }

  line() {
    return this.text.slice(0, this.at).split("\n").length;
  }

  /** @returns {never} */
  refuse(/** @type {string} */ what) {
    throw new Fault(`le fichier est abîmé ou incomplet\u00a0: ${what}`);
  }

  /** @returns {string | null} what a pattern finds here; the reader moves past it */
  match(/** @type {RegExp} */ pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return null;
    this.at = pattern.lastIndex;
    return found[0];
  }

  space() {
    this.match(SPACE);
  }

  /** @returns {boolean} */
  taken(/** @type {string} */ mark) {
    this.space();
    const found = this.text.startsWith(mark, this.at);
    if (found) this.at += mark.length;
    return found;
  }

  /** @returns {any} */
  value(/** @type {Where} */ where, /** @type {number} */ depth) {
    this.space();
    this.lines.set(JSON.stringify(where), this.line());
    if (depth > MOST_DEPTH) this.refuse("trop de niveaux");
    if (this.taken("{")) return this.mapping(where, depth);
    if (this.taken("[")) return this.sequence(where, depth);
    const string = this.match(STRING);
    if (string !== null) return JSON.parse(string);
    const number = this.match(NUMBER);
    if (number !== null) return Number(number);
    for (const [word, meaning] of WORDS) {
      if (this.taken(word)) return meaning;
    }
    return this.refuse("une valeur est attendue ici");
  }

  /** @returns {Record<string, any>} */
  mapping(/** @type {Where} */ where, /** @type {number} */ depth) {
    /** @type {Map<string, any>} */
    const found = new Map();
    if (this.taken("}")) return {};
    for (;;) {
      this.space();
      const start = this.at;
      const key = this.match(STRING);
      if (key === null) this.refuse("une clé entre guillemets est attendue ici");
      const name = JSON.parse(key);
      if (found.has(name)) {
        this.at = start;
        this.refuse(`la clé «\u00a0${[...name].slice(0, 60).join("")}\u00a0» est écrite deux fois`);
      }
      if (!this.taken(":")) this.refuse("un «\u00a0:\u00a0» est attendu ici");
      found.set(name, this.value([...where, name], depth + 1));
      if (this.taken("}")) return Object.fromEntries(found);
      if (!this.taken(",")) this.refuse("une virgule ou une accolade est attendue ici");
    }
  }

  /** @returns {any[]} */
  sequence(/** @type {Where} */ where, /** @type {number} */ depth) {
    /** @type {any[]} */
    const found = [];
    if (this.taken("]")) return found;
    for (;;) {
      found.push(this.value([...where, found.length], depth + 1));
      if (this.taken("]")) return found;
      if (!this.taken(",")) this.refuse("une virgule ou un crochet est attendu ici");
    }
  }
}
