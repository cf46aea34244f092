/** What is between quotes, brackets or braces in a YAML text. */

import { COLON, MOST_DEPTH, meaning } from "./yaml_scalars.js";

/** @typedef {import("./yaml_reader.js").Where} Where */
/** @typedef {import("./yaml_reader.js").Reader} Reader */

/** @type {Record<string, string>} */
const ESCAPES = {
  0: "\0", a: "\x07", b: "\b", t: "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " ", '"': '"', "/": "/",
  "\\": "\\", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029",
};

/** Reads what is between quotes, brackets or braces, character by character, over rows. */
export class Flow {
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
    if (this.row !== row) this.refuse("une clé et son «\u00a0:\u00a0» sont sur la même ligne");
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
    if (/^[|>?:]/.test(rest) || /^-( |$)/.test(rest)) this.refuse("ce signe se met entre guillemets dans une liste entre crochets");
    let text = "";
    for (;;) {
      const words = /^(?:[^,[\]{}:#]|:(?![ ,?[\]{}]|$)|(?<=[^ ])#)*/.exec(this.reader.rows[this.row].slice(this.column));
      const [found] = words ?? [""];
      this.column += found.length;
      if (/^:[,?[\]{}]/.test(this.reader.rows[this.row].slice(this.column))) this.refuse(COLON);
      text += found.replace(/ +$/, "");
      if (this.char !== "" && this.char !== "#") break;
      const { row, column } = this;
      this.space();
      if (this.row === row && this.column === column) this.refuse("ce signe se met entre guillemets dans une liste entre crochets");
      if (/[,[\]{}:]/.test(this.char)) break;
      if (this.row > row + 1) text += "\n".repeat(this.row - row - 1);
      else text += " ";
    }
    if (!text && this.char !== ":") this.refuse("une valeur est attendue entre deux virgules");
    return text;
  }
}
