/**
 * Reads the YAML of a case: what `yaml.js` writes, and what people write by hand in `practices/`. Mappings, lists, plain
 * and quoted texts, `|` and `>`, `[a, b]` and `{a: b}`. What only hides content (anchors, tags, several documents) is
 * refused, as `ancrage check` does, and so is whatever is not understood: with its line, and why.
 */

import { Decimal } from "./decimal.js";

/** @typedef {(string | number)[]} Where */
/** @typedef {{value: any, lines: Map<string, number>, fault: null} | {value: null, lines: null, fault: Fault}} Reading */
/** @typedef {{line: number, what: string}} Fault */

const MOST_CHARACTERS = 512 * 1024;
const MOST_DEPTH = 12;
const HIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const INTEGER = /^[-+]?(0|[1-9]\d{0,17})$/;
const DECIMAL = /^[-+]?\d{1,15}\.\d{1,12}$/;
/** @type {Record<string, boolean | null>} */
const CONSTANTS = { true: true, false: false, null: null, "~": null, "": null };
const KEY = /^(?![ "'[\]{}#&*!|>%@`,]|[-?:](?: |$))((?:(?! #|:(?: |$)).)+?) *:(?= |$)/;
const QUOTED_KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*') *:(?= |$)/;
const HEADER = /^([|>])(?:([+-])([1-9])?|([1-9])([+-])?)? *(?: #.*)?$/;
const COLON = "«\u00a0:\u00a0» dans un texte\u00a0: mettez-le entre guillemets, ou après >-";
/** @type {Record<string, string>} */
const ESCAPES = {
  0: "\0", a: "\x07", b: "\b", t: "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " ", '"': '"', "/": "/",
  "\\": "\\", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029",
};

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

/** @returns {any} what a plain text means: a number, true, false, nothing, or itself */
function meaning(/** @type {string} */ text) {
  if (Object.hasOwn(CONSTANTS, text)) return CONSTANTS[text];
  if (INTEGER.test(text)) return Number(text) || 0;
  return DECIMAL.test(text) ? new Decimal(text.replace(/^\+/, "").replace(/^(-?)0+(?=\d)/, "$1")) : text;
}

class Reader {
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

/** Reads what is between quotes, brackets or braces, character by character, over rows. */
class Flow {
  /**
   * @param {Reader} reader
   * @param {number} row
   * @param {number} column
   * @param {number} [parent] what the rows that follow are indented more than
   */
  constructor(reader, row, column, parent = -1) {
    this.reader = reader;
    this.row = row;
    this.column = column;
    this.parent = parent;
    this.start = row;
  }

  /** @returns {string} the character here, empty at the end of a row */
  get char() {
    return this.reader.rows[this.row][this.column] ?? "";
  }

  /** @returns {never} */
  refuse(/** @type {string} */ what, row = this.row) {
    return this.reader.refuse(what, row);
  }

  nextRow(/** @type {string} */ open) {
    this.row++;
    this.column = 0;
    if (this.row >= this.reader.rows.length) this.refuse(`${open} jamais refermé`, this.start);
    const row = this.reader.rows[this.row];
    if (/[^ ]/.test(row) && row.search(/[^ ]/) <= this.parent) this.refuse(`${open} jamais refermé, ou suite mal mise en retrait`, this.start);
    if (/^(---|\.\.\.)( |$)/.test(row)) this.refuse(`${open} jamais refermé`, this.start);
  }

  /** @returns {string} */
  quoted() {
    const mark = this.char;
    this.start = this.row;
    this.column++;
    let text = "";
    for (;;) {
      const { char } = this;
      if (char === "") {
        text = this.folded(text);
      } else if (char === mark) {
        this.column++;
        if (mark === '"' || this.char !== "'") return text;
        text += "'";
        this.column++;
      } else if (char === "\\" && mark === '"') {
        this.column++;
        text = this.escaped(text);
      } else {
        text += char;
        this.column++;
      }
    }
  }

  /** A break inside quotes is a space; each empty row, a break. */
  folded(/** @type {string} */ text) {
    let blank = 0;
    do {
      this.nextRow("guillemet");
      blank++;
    } while (!/[^ ]/.test(this.reader.rows[this.row]));
    this.column = this.reader.rows[this.row].search(/[^ ]/);
    return text.replace(/ +$/, "") + (blank > 1 ? "\n".repeat(blank - 1) : " ");
  }

  /** @returns {string} */
  escaped(/** @type {string} */ text) {
    const { char } = this;
    if (char === "") {
      // the break itself is escaped: nothing stands for it
      const folded = this.folded(`${text}\u0000`);
      return folded.replace(/\u0000 ?/, "");
    }
    this.column++;
    const length = { x: 2, u: 4, U: 8 }[char];
    if (!length) {
      if (!Object.hasOwn(ESCAPES, char)) this.refuse(`«\u00a0\\${char}\u00a0» n’est pas lu entre guillemets`);
      return text + ESCAPES[char];
    }
    const code = this.reader.rows[this.row].slice(this.column, this.column + length);
    if (!/^[0-9a-fA-F]+$/.test(code) || code.length < length || parseInt(code, 16) > 0x10ffff) this.refuse("caractère mal écrit après \\");
    this.column += length;
    return text + String.fromCodePoint(parseInt(code, 16));
  }

  /** Passes spaces, breaks and comments. */
  space() {
    for (;;) {
      if (this.char === "") this.nextRow("crochet ou accolade");
      else if (this.char === " ") this.column++;
      else if (this.char === "#" && (this.column === 0 || this.reader.rows[this.row][this.column - 1] === " ")) this.column = this.reader.rows[this.row].length;
      else return;
    }
  }

  /** @returns {any} a list or a mapping between brackets */
  collection(/** @type {Where} */ where) {
    if (where.length > MOST_DEPTH) this.refuse(`plus de ${MOST_DEPTH} niveaux`);
    const isList = this.char === "[";
    const close = isList ? "]" : "}";
    /** @type {any[]} */
    const items = [];
    const known = new Set();
    const { row } = this;
    this.column++;
    for (;;) {
      this.start = row;
      this.space();
      if (this.char === close) break;
      if (isList) items.push(this.value([...where, items.length]));
      else items.push(this.pair(where, known));
      this.start = row;
      this.space();
      const { char } = this;
      if (char === ",") this.column++;
      else if (char !== close) this.refuse(isList && char === ":" ? COLON : isList ? "crochet mal fermé" : "accolade mal fermée");
    }
    this.column++;
    return isList ? items : Object.fromEntries(items);
  }

  /** @returns {[string, any]} */
  pair(/** @type {Where} */ where, /** @type {Set<string>} */ known) {
    const { row } = this;
    const name = /["']/.test(this.char) ? this.quoted() : this.bare();
    if (known.has(name)) this.refuse(`clé «\u00a0${name.slice(0, 60)}\u00a0» écrite deux fois\u00a0: gardez-en une`, row);
    known.add(name);
    const place = [...where, name];
    const key = JSON.stringify(place);
    if (!this.reader.lines.has(key)) this.reader.lines.set(key, row + 1);
    this.space();
    if (this.char !== ":") return [name, null];
    this.column++;
    this.space();
    return [name, /[,}]/.test(this.char) ? null : this.value(place)];
  }

  /** @returns {any} */
  value(/** @type {Where} */ where) {
    const key = JSON.stringify(where);
    if (!this.reader.lines.has(key)) this.reader.lines.set(key, this.row + 1);
    if (/["']/.test(this.char)) return this.quoted();
    if (/[[{]/.test(this.char)) return this.collection(where);
    return meaning(this.bare());
  }

  /** @returns {string} a text without quotes, up to a comma, a colon or the end of what holds it */
  bare() {
    const rest = this.reader.rows[this.row].slice(this.column);
    this.reader.at = this.row;
    this.reader.refuseMark(rest);
    if (/^[|>]/.test(rest) || /^-( |$)/.test(rest)) this.refuse("ce signe se met entre guillemets dans une liste entre crochets");
    let text = "";
    for (;;) {
      const words = /^(?:[^,[\]{}:#]|:(?![ ,[\]{}]|$)|(?<=[^ ])#)*/.exec(this.reader.rows[this.row].slice(this.column));
      const [found] = words ?? [""];
      this.column += found.length;
      text += found.replace(/ +$/, "");
      if (this.char !== "" && this.char !== "#") break;
      const { row } = this;
      this.space();
      if (/[,[\]{}:]/.test(this.char)) break;
      if (this.row > row + 1) text += "\n".repeat(this.row - row - 1);
      else text += " ";
    }
    if (!text && this.char !== ":") this.refuse("une valeur est attendue entre deux virgules");
    return text;
  }
}
