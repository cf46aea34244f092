/**
 * What may make a person known in a text: the twin of tools/ancrage/confidentiality.py, from the same rules. Positions
 * are UTF-16 units of the text in its composed form: what is typed is so already, else pass it through `composed`.
 */

import { RULES } from "./rules.js";

/**
 * @typedef {{rule: string, level: "certain" | "probable" | "possible", start: number, end: number, found: string,
 *   why: string, replacement: string}} Hit
 * @typedef {Hit & {path: (string | number)[]}} CaseHit
 * @typedef {{name: string, start: number, end: number}} Span
 * @typedef {{written: string, plain: string, flat: string}} Text
 * @typedef {{path: (string | number)[], text: Text, span: Span}} Detail
 */

const TOKEN = /[a-zß-öø-ɏḀ-ỿ]+/g;
const LETTER = /^[a-zß-öø-ɏḀ-ỿ]/;
const ALONE = /(?:^|[^0-9A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ])([A-Z][0-9]*)(?![0-9A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ'])/g;
const GAP = /^[ '.-]{1,2}$/;
const LEVELS = ["certain", "probable", "possible", "indice"];
/** @type {Record<string, string>} */
const FOLDED = {};

/** @returns {string} the text in the form that positions count */
const composed = (/** @type {string} */ text) => text.normalize("NFC");

const base = (/** @type {string} */ letter) => FOLDED[letter] ??= letter.normalize("NFD")[0];

/** @returns {Text} the text as written, with plain signs, then without capitals or accents: all of one length */
function read(/** @type {string} */ text) {
  const written = composed(text);
  const plain = written.replace(/[\t\u00a0\u2007\u2009\u202f]/g, " ").replace(/[\u2010-\u2015]/g, "-")
    .replace(/[’ʼ]/g, "'").replace(/İ/g, "I");
  return { written, plain, flat: plain.toLowerCase().replace(/[ß-ɏḀ-ỿ]/g, base) };
}

/** @type {ReturnType<typeof prepare> | undefined} */
let ready;

/** Expressions and lists, made once, when a text is first read. */
function prepare() {
  const signs = RULES.signs.map((sign, order) => ({
    ...sign, order, level: LEVELS.indexOf(sign.level),
    expression: sign.source && new RegExp(sign.source, "gu"), before: sign.after && new RegExp(sign.after, "u"),
  }));
  /** @type {Map<string, {words: string[], name: string}[]>} */
  const firsts = new Map();
  for (const [name, joined] of Object.entries(RULES.lists)) {
    for (const entry of read(joined).flat.split(",")) {
      const words = /** @type {string[]} */ (entry.match(TOKEN));
      const known = firsts.get(words[0]);
      if (known) known.push({ words, name });
      else firsts.set(words[0], [{ words, name }]);
    }
  }
  for (const entries of firsts.values()) entries.sort((a, b) => b.words.length - a.words.length);
  return { signs, firsts, by: new Map(signs.map((sign) => [sign.id, sign])), follows: new RegExp(RULES.follows, "u") };
}

/** @returns {boolean} */
function luhn(/** @type {string} */ digits) {
  let total = 0;
  [...digits].reverse().forEach((digit, rank) => {
    const doubled = rank % 2 ? Number(digit) * 2 : Number(digit);
    total += doubled > 9 ? doubled - 9 : doubled;
  });
  return total % 10 === 0;
}

/** @returns {boolean} */
function dated(/** @type {string} */ digits) {
  const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6))];
  return month % 50 >= 1 && month % 50 <= 12 && month < 63 && day >= 1 && day <= 31;
}

/** @returns {boolean} whether nothing of the sentence stands before */
function opensSentence(/** @type {string} */ plain, /** @type {number} */ at) {
  let before = at;
  while (plain[before - 1] === " ") before--;
  const last = plain[before - 1];
  return !last || ".!?…:;\n«\"“(*".includes(last) || (last === "-" && before < at);
}

/** One reading of a text, or of the texts of a case: a name gets the same letter all along, none that they bear. */
class Reading {
  constructor(/** @type {Text[]} */ texts) {
    this.rules = ready ??= prepare();
    this.borne = new Set(texts.flatMap(({ plain }) => [...plain.matchAll(ALONE)].map((match) => match[1])));
    /** @type {Map<string, string>} */
    this.letters = new Map();
  }

  /** @returns {{hits: Hit[], details: Span[]}} */
  scan(/** @type {Text} */ text) {
    const { by } = this.rules;
    const listed = this.listed(text);
    const named = listed.filter(({ name }) => name === "publics");
    const kept = [...this.byPattern(text), ...this.byWords(text, listed)].filter((span) => this.sign(span).level === 0 ||
      !named.some(({ start, end }) => start <= span.start && span.end <= end));
    const order = (/** @type {Span} */ a, /** @type {Span} */ b) => this.sign(a).order - this.sign(b).order;
    /** @type {Span[]} */
    const apart = [];
    const found = kept.filter((span) => this.sign(span).level < 3);
    found.sort((a, b) => this.sign(a).level - this.sign(b).level || b.end - b.start - (a.end - a.start) ||
      a.start - b.start || order(a, b));
    for (const span of found) {
      if (apart.every(({ start, end }) => span.end <= start || end <= span.start)) apart.push(span);
    }
    apart.sort((a, b) => a.start - b.start);
    const hits = apart.map((span, rank) => this.hit(text, span, rank ? apart[rank - 1].end : 0));
    const details = kept.filter((span) => this.sign(span).element)
      .sort((a, b) => a.start - b.start || a.end - b.end || order(a, b));
    return { hits: by.has("combinaison") ? [...hits, ...this.crossing(text, details)] : hits, details };
  }

  sign(/** @type {Span} */ { name }) {
    return /** @type {ReturnType<typeof prepare>["signs"][number]} */ (this.rules.by.get(name));
  }

  /** @returns {Span[]} */
  byPattern(/** @type {Text} */ text) {
    const spans = [];
    for (const { id, expression, cased, check } of this.rules.signs) {
      if (!expression) continue;
      for (const match of (cased ? text.plain : text.flat).matchAll(expression)) {
        const start = match.index + match[1].length;
        const digits = match[2].replace(/[^0-9]/g, "");
        if (check && !(check === "nas" ? luhn : dated)(digits)) continue;
        spans.push({ name: id, start, end: start + match[2].length });
      }
    }
    return spans;
  }

  /** @returns {Span[]} the words of the lists, the longest at each place */
  listed(/** @type {Text} */ { plain, flat }) {
    const tokens = [...flat.matchAll(TOKEN)].map(({ 0: word, index }) => ({ word, start: index, end: index + word.length }));
    const { firsts } = this.rules;
    const spans = [];
    for (let index = 0; index < tokens.length;) {
      const { word, start } = tokens[index];
      const known = firsts.get(word) ?? [];
      const entry = known.find(({ words }) => words.every((next, rank) => !rank || (tokens[index + rank]?.word === next &&
        GAP.test(plain.slice(tokens[index + rank - 1].end, tokens[index + rank].start)))));
      const count = entry?.words.length ?? 1;
      if (entry) spans.push({ name: entry.name, start, end: tokens[index + count - 1].end });
      index += count;
    }
    return spans;
  }

  /** @returns {Span[]} */
  byWords(/** @type {Text} */ { plain, flat }, /** @type {Span[]} */ listed) {
    const spans = [];
    for (const { id, words, capital, inside, before, full } of this.rules.signs) {
      for (const { name, start, end } of words ? listed : []) {
        if (name !== words || (capital && plain[start] === plain[start].toLowerCase()) ||
          (inside && opensSentence(plain, start)) || (before && !before.test(flat.slice(Math.max(0, start - 40), start)))) continue;
        const follows = full && this.rules.follows.exec(plain.slice(end, end + 80));
        spans.push({ name: follows && follows[1] ? /** @type {string} */ (full) : id, start, end: end + (follows ? follows[0].length : 0) });
      }
    }
    return spans;
  }

  /** @returns {Hit} what is told of a span; the words that lead to it are taken in, down to `floor` */
  hit(/** @type {Text} */ { written, plain, flat }, /** @type {Span} */ span, /** @type {number} */ floor) {
    const sign = this.sign(span);
    let { start } = span;
    let { replacement } = sign;
    for (const [lead, instead] of Object.entries(sign.leads ?? {})) {
      const before = start - lead.length;
      if (before >= floor && flat.slice(before, start) === lead && !LETTER.test(flat[before - 1] ?? "")) {
        const capital = plain[before] !== plain[before].toLowerCase();
        [start, replacement] = [before, capital ? instead[0].toUpperCase() + instead.slice(1) : instead];
        break;
      }
    }
    if (replacement.includes("{lettre}")) {
      replacement = replacement.replace("{lettre}", this.letter(flat.slice(span.start, span.end)));
    }
    return found(sign, start, span.end, written.slice(start, span.end), replacement);
  }

  /** @returns {string} the letter that stands for a name, the same each time it comes */
  letter(/** @type {string} */ name) {
    let letter = this.letters.get(name);
    for (let rank = 0; !letter; rank++) {
      const next = String.fromCharCode(65 + rank % 26) + (rank > 25 ? Math.floor(rank / 26) : "");
      if (!this.borne.has(next)) letter = next;
    }
    this.borne.add(letter);
    this.letters.set(name, letter);
    return letter;
  }

  /** @returns {Hit[]} each stretch of text where enough different details cross */
  crossing(/** @type {Text} */ { written }, /** @type {Span[]} */ details) {
    const hits = [];
    const sign = this.sign({ name: "combinaison", start: 0, end: 0 });
    const enough = /** @type {number} */ (sign.together);
    for (let first = 0; first < details.length;) {
      /** @type {Map<string, Span>} */
      const met = new Map();
      let last = first;
      while (last < details.length && met.size < enough && details[last].end - details[first].start <= RULES.window) {
        const element = /** @type {string} */ (this.sign(details[last]).element);
        if (!met.has(element)) met.set(element, details[last]);
        last++;
      }
      if (met.size < enough) {
        first++;
        continue;
      }
      const words = [...met.values()].map(({ start, end }) => written.slice(start, end)).join(" + ");
      hits.push(found(sign, details[first].start, Math.max(...[...met.values()].map(({ end }) => end)), words));
      first = last;
    }
    return hits;
  }

  /** @returns {CaseHit[]} details that cross from one field to another */
  across(/** @type {Detail[]} */ details) {
    const sign = this.rules.by.get("combinaison");
    /** @type {Map<string, string>} */
    const met = new Map();
    for (const { path, text, span } of sign ? details : []) {
      const element = /** @type {string} */ (this.sign(span).element);
      if (!met.has(element)) met.set(element, text.written.slice(span.start, span.end));
      if (met.size === sign?.together) return [{ ...found(sign, span.start, span.end, [...met.values()].join(" + ")), path }];
    }
    return [];
  }

  /** @returns {CaseHit[]} answers that tell who spoke, as their sector has one person only in that role */
  alone(/** @type {any} */ territory) {
    const sign = this.rules.by.get("agent-seul");
    const counts = new Map((territory.people ?? []).map((/** @type {any} */ item) => [item?.sector, item]));
    return (sign ? territory.answers ?? [] : []).flatMap((/** @type {any} */ answer, /** @type {number} */ index) => {
      const role = RULES.guides[answer?.question] === "gestionnaire" ? "managers" : "agents";
      if (counts.get(answer?.sector)?.[role] !== 1) return [];
      const name = RULES.sectors[answer.sector] ?? answer.sector;
      return [{ ...found(/** @type {any} */ (sign), 0, 0, name), path: ["territory", "answers", index, "sector"] }];
    });
  }
}

/**
 * @param {{id: string, level: number, why: string, replacement: string}} sign
 * @param {number} start
 * @param {number} end
 * @param {string} words
 * @returns {Hit}
 */
function found(sign, start, end, words, replacement = sign.replacement) {
  return { rule: sign.id, level: /** @type {Hit["level"]} */ (LEVELS[sign.level]), start, end, found: words, why: sign.why, replacement };
}

/** @returns {Generator<{path: (string | number)[], text: string}>} the texts of a case, and where they are */
function* texts(/** @type {unknown} */ value, /** @type {(string | number)[]} */ path) {
  if (typeof value === "string") yield { path, text: value };
  else if (value && typeof value === "object") {
    for (const [key, item] of Object.entries(value)) {
      const names = typeof item === "string" && (key === "territory" || (key === "question" && path.includes("answers")));
      if (Array.isArray(value)) yield* texts(item, [...path, Number(key)]);
      else if (!RULES.skipped.includes(key) && !names) yield* texts(item, [...path, key]);
    }
  }
}

/** @returns {Hit[]} what is found in a text, in its order; crossing details come after what they hold */
export function scan(/** @type {string} */ text) {
  const done = read(text);
  return new Reading([done]).scan(done).hits;
}

/** @returns {CaseHit[]} what is found in every text of a case, then what shows only across its fields */
export function scanCase(/** @type {any} */ value) {
  const parts = [...texts(value, [])].map(({ path, text }) => ({ path, text: read(text) }));
  const reading = new Reading(parts.map(({ text }) => text));
  /** @type {CaseHit[]} */
  const hits = [];
  /** @type {Detail[]} */
  const details = [];
  for (const { path, text } of parts) {
    const one = reading.scan(text);
    hits.push(...one.hits.map((hit) => ({ ...hit, path })));
    details.push(...one.details.map((span) => ({ path, text, span })));
  }
  const territory = value?.territory;
  if (territory && typeof territory === "object") return [...hits, ...reading.alone(territory)];
  return hits.some(({ rule }) => rule === "combinaison") ? hits : [...hits, ...reading.across(details)];
}

/**
 * A text or a case with one hit replaced; a hit without a place in a text removes its field. Nothing else changes.
 * @template T
 * @param {T} value
 * @param {Hit & {path?: (string | number)[]}} hit
 * @returns {T}
 */
export const replaced = (value, hit) => /** @type {T} */ (at(value, hit, hit.path ?? []));

/** @returns {unknown} */
function at(/** @type {any} */ value, /** @type {Hit} */ hit, /** @type {(string | number)[]} */ [first, ...path]) {
  if (first !== undefined) {
    const copy = Array.isArray(value) ? [...value] : { ...value };
    copy[first] = at(copy[first], hit, path);
    if (copy[first] === undefined) delete copy[first];
    return copy;
  }
  const text = hit.start === hit.end ? undefined : composed(value);
  return text && text.slice(0, hit.start) + hit.replacement + text.slice(hit.end);
}

/** @returns {string} how a sign is named to people */
export const titleOf = (/** @type {string} */ rule) => RULES.signs.find(({ id }) => id === rule)?.title ?? rule;
