/**
 * Reads the YAML of a case: what `yaml.js` writes, and what people write by hand in `practices/`. Mappings, lists, plain
 * and quoted texts, `|` and `>`, `[a, b]` and `{a: b}`. What only hides content (anchors, tags, several documents) is
 * refused, as `ancrage check` does, and so is whatever is not understood: with its line, and why.
 */

import { Flow } from "./yaml_flow.js";
import { COLON, MOST_DEPTH, meaning } from "./yaml_scalars.js";

/** @typedef {(string | number)[]} Where */
/** @typedef {{value: any, lines: Map<string, number>, fault: null} | {value: null, lines: null, fault: Fault}} Reading */
/** @typedef {{line: number, what: string}} Fault */

const MOST_CHARACTERS = 512 * 1024;
const HIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const KEY = /^(?![ "'[\]{}#&*!|>%@`,]|[-?:](?: |$))((?:(?! #|:(?: |$)).)+?) *:(?= |$)/;
const QUOTED_KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*') *:(?= |$)/;
const HEADER = /^([|>])(?:([+-])([1-9])?|([1-9])([+-])?)? *(?: #.*)?$/;

class Refused extends Error {
  constructor(/** @type {number} */ line, /** @type {string} */ what) {
    super(what);
    this.line = line;
  }
}

/**
 * @param {string} text
 * @returns {Reading} the value and the line of each of its parts (`lineOf`), or what is wrong first
 */
export function readYaml(text) {
  try {
    const reader = new Reader(text);
    return { value: reader.document(), lines: reader.lines, fault: null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { value: null, lines: null, fault: { line: error.line, what: error.message } };
  }
}

/** @returns {number} the line, from 1, of a value or of its nearest known parent */
export function lineOf(/** @type {Map<string, number>} */ lines, /** @type {Where} */ where) {
  for (let length = where.length; length > 0; length--) {
    const line = lines.get(JSON.stringify(where.slice(0, length)));
    if (line) return line;
  }
  return lines.get("[]") ?? 1;
}

export class Reader {
  constructor(/** @type {string} */ text) {
    /** @type {Map<string, number>} */
    this.lines = new Map();
    if (text.length > MOST_CHARACTERS) throw new Refused(1, "le fichier dépasse 512 Kio, ce n’est pas un cas");
    this.rows = text.split("\n").map((row) => row.replace(/\r$/, ""));
    this.at = 0;
    /** Whether the last row of a block ends with a break, which only the end of the file does not. */
    this.ended = true;
    this.rows.forEach((row, index) => {
      if (row.includes("\t")) throw new Refused(index + 1, "tabulation; mettez des espaces");
      if (HIDDEN.test(row)) throw new Refused(index + 1, "caractère de contrôle ou invisible; retapez la ligne");
    });
  }

  document() {
    this.skip();
    if (this.rows[this.at]?.startsWith("%")) this.refuse("une directive (%) n’est pas lue");
    if (/^---( |$)/.test(this.rows[this.at] ?? "")) {
      if (!/^--- *(#.*)?$/.test(this.rows[this.at])) this.refuse("rien ne suit «\u00a0---\u00a0» sur sa ligne");
      this.at++;
    }
    const value = this.next() === null ? null : this.block(0, []);
    if (this.next() !== null) this.refuse("retrait inégal, ou texte de trop");
    return value;
  }

  /** @returns {never} */
  refuse(/** @type {string} */ what, row = this.at) {
    throw new Refused(Math.min(row, this.rows.length - 1) + 1, what);
  }

  skip() {
    while (this.at < this.rows.length && /^ *(#.*)?$/.test(this.rows[this.at])) this.at++;
  }

  /** @returns {number | null} the indent of the next row that says something */
  next() {
    this.skip();
    if (this.at >= this.rows.length) return null;
    if (/^(---|\.\.\.)( |$)/.test(this.rows[this.at])) this.refuse("un seul document par fichier\u00a0: retirez cette ligne");
    return this.rows[this.at].search(/[^ ]/);
  }

  /**
   * The value that begins at the next row, which is indented by `least` at least.
   * @param {number} least
   * @param {Where} where
   * @returns {any}
   */
  block(least, where) {
    const indent = this.next();
    if (indent === null || indent < least) return null;
    return this.node(indent, least - 1, where);
  }

  /**
   * The value that begins at a column of the present row, inside what is indented by `parent`.
   * @param {number} column
   * @param {number} parent
   * @param {Where} where
   * @returns {any}
   */
  node(column, parent, where) {
    if (where.length > MOST_DEPTH) this.refuse(`plus de ${MOST_DEPTH} niveaux`);
    this.note(where);
    const rest = this.rows[this.at].slice(column);
    if (/^-( |$)/.test(rest)) return this.sequence(column, where);
    if (/^\?( |$)/.test(rest)) this.refuse("une clé est un simple mot");
    if (this.keyOf(rest)) return this.mapping(column, where);
    return this.scalar(column, parent, where);
  }

  note(/** @type {Where} */ where) {
    const key = JSON.stringify(where);
    if (!this.lines.has(key)) this.lines.set(key, this.at + 1);
  }

  /** @returns {{name: string, length: number} | null} the key that a text begins with */
  keyOf(/** @type {string} */ text) {
    const quoted = QUOTED_KEY.exec(text);
    if (quoted) return { name: new Flow(this, this.at, this.rows[this.at].length - text.length).quoted(), length: quoted[0].length };
    const plain = KEY.exec(text);
    return plain && { name: plain[1], length: plain[0].length };
  }

  /** @returns {any[]} */
  sequence(/** @type {number} */ indent, /** @type {Where} */ where) {
    /** @type {any[]} */
    const items = [];
    for (let here = indent; here === indent; here = /** @type {number} */ (this.next())) {
      const row = this.rows[this.at];
      if (!/^-( |$)/.test(row.slice(indent))) break;
      const place = [...where, items.length];
      const column = indent + 1 + row.slice(indent + 1).search(/[^ ]|$/);
      this.note(place);
      if (column >= row.length || row[column] === "#") {
        this.at++;
        items.push(this.block(indent + 1, place));
      } else {
        items.push(this.node(column, indent, place));
      }
    }
    this.even(indent);
    return items;
  }

  /** @returns {Record<string, any>} */
  mapping(/** @type {number} */ indent, /** @type {Where} */ where) {
    /** @type {[string, any][]} */
    const pairs = [];
    const known = new Set();
    for (let here = indent; here === indent; here = /** @type {number} */ (this.next())) {
      const row = this.rows[this.at];
      const key = this.keyOf(row.slice(indent));
      if (!key) this.refuse(/^-( |$)/.test(row.slice(indent)) ? "retrait inégal" : "il manque un «\u00a0:\u00a0» après une clé, ou des guillemets autour du texte");
      if (known.has(key.name)) this.refuse(`clé «\u00a0${key.name.slice(0, 60)}\u00a0» écrite deux fois\u00a0: gardez-en une`);
      known.add(key.name);
      const place = [...where, key.name];
      this.note(place);
      const column = indent + key.length + row.slice(indent + key.length).search(/[^ ]|$/);
      pairs.push([key.name, this.valueOf(column, indent, place)]);
    }
    this.even(indent);
    return Object.fromEntries(pairs);
  }


  /** @returns {any} what follows a key, on its row or below */
  valueOf(/** @type {number} */ column, /** @type {number} */ indent, /** @type {Where} */ place) {
    const row = this.rows[this.at];
    if (column < row.length && row[column] !== "#") return this.scalar(column, indent, place);
    this.at++;
    const below = this.next();
    if (below === indent && /^-( |$)/.test(this.rows[this.at].slice(indent))) return this.sequence(indent, place);
    return this.block(indent + 1, place);
  }

  /** After a collection, nothing may be indented more than it. */
  even(/** @type {number} */ indent) {
    const here = this.next();
    if (here !== null && here > indent) this.refuse("retrait inégal, ou guillemet mal fermé");
  }

  /**
   * @param {number} column
   * @param {number} parent
   * @param {Where} where
   * @returns {any}
   */
  scalar(column, parent, where) {
    const rest = this.rows[this.at].slice(column);
    if (/^[|>]/.test(rest)) return this.literal(rest, parent);
    if (/^["'[{]/.test(rest)) {
      const flow = new Flow(this, this.at, column, parent);
      const value = /^["']/.test(rest) ? flow.quoted() : flow.collection(where);
      this.at = flow.row;
      if (!/^ *$|^ +#/.test(this.rows[this.at].slice(flow.column))) this.refuse("texte de trop après un guillemet ou un crochet fermé");
      this.at++;
      return value;
    }
    if (/^-( |$)/.test(rest)) this.refuse("une liste commence sur sa propre ligne");
    this.refuseMark(rest);
    return this.plain(rest, parent);
  }

  refuseMark(/** @type {string} */ text) {
    if (/^[&*]/.test(text)) this.refuse("alias interdit\u00a0: recopiez le contenu");
    if (/^!/.test(text)) this.refuse("étiquette (!) interdite");
    if (/^[%@`]/.test(text)) this.refuse("un texte qui commence par %, @ ou ` se met entre guillemets");
    if (/^[\]},]/.test(text)) this.refuse("crochet ou accolade de trop");
    if (/^[?:]( |$)/.test(text)) this.refuse(COLON);
  }

  /** @returns {any} a text without quotes, that may go on over indented rows */
  plain(/** @type {string} */ first, /** @type {number} */ parent) {
    let text = this.words(first);
    let ended = text.length < first.replace(/ +$/, "").length;
    this.at++;
    let blank = 0;
    while (!ended && this.at < this.rows.length) {
      const row = this.rows[this.at];
      if (/^ *$/.test(row)) {
        blank++;
        this.at++;
        continue;
      }
      if (row.search(/[^ ]/) <= parent || /^(---|\.\.\.)( |$)/.test(row) || /^ *#/.test(row)) break;
      const words = this.words(row.replace(/^ +/, ""));
      ended = words.length < row.replace(/^ +| +$/g, "").length;
      text += (blank ? "\n".repeat(blank) : " ") + words;
      blank = 0;
      this.at++;
    }
    return meaning(text);
  }

  /** @returns {string} a row of a plain text, without its comment */
  words(/** @type {string} */ row) {
    const text = row.replace(/ +#.*$/, "").replace(/ +$/, "");
    if (/:( |$)/.test(text)) this.refuse(COLON);
    return text;
  }

  /** @returns {string} a text after `|` or `>` */
  literal(/** @type {string} */ rest, /** @type {number} */ parent) {
    const header = HEADER.exec(rest);
    if (!header) this.refuse("après | ou >, seuls un signe + ou - et un retrait sont permis");
    const folded = header[1] === ">";
    const chomping = header[2] ?? header[5] ?? "";
    const told = Number(header[3] ?? header[4] ?? 0);
    this.at++;
    const content = this.literalRows(told ? Math.max(parent, 0) + told : 0, parent);
    let text = "";
    let breaks = "";
    let before = "";
    for (const row of content) {
      if (row === "") {
        breaks += "\n";
        continue;
      }
      if (before) {
        const fold = folded && !/^ /.test(before) && !/^ /.test(row);
        text += fold ? breaks || " " : `\n${breaks}`;
      } else {
        text += breaks;
      }
      text += row;
      breaks = "";
      before = row;
    }
    const last = this.ended ? "\n" : "";
    if (!before) return chomping === "+" ? breaks : "";
    return chomping === "-" ? text : text + last + (chomping === "+" ? breaks : "");
  }

  /** @returns {string[]} the rows of a block, without its indent */
  literalRows(/** @type {number} */ told, /** @type {number} */ parent) {
    let indent = told;
    const content = [];
    for (; this.at < this.rows.length; this.at++) {
      const row = this.rows[this.at];
      const column = row.search(/[^ ]/);
      if (column < 0 && (!indent || row.length <= indent)) {
        if (this.at < this.rows.length - 1) content.push("");
        continue;
      }
      if (!indent) {
        if (column <= parent) break;
        indent = column;
      }
      if (column >= 0 && column < indent) break;
      content.push(row.slice(indent));
      this.ended = this.at < this.rows.length - 1;
    }
    return content;
  }
}
