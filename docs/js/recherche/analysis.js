/**
 * The French analysis of search, twin of `tools/ancrage/search/analysis.py`: same tables, same regular expressions,
 * same order. `tests/data/analysis.json` holds both to the same answers. No lookbehind: old Safari has none.
 */

const MAX_FORM = 40;

/** Words too common to tell pages apart, question words included, folded. */
const STOP_WORDS = new Set((
  "afin ai aie aient ainsi alors apres as au aucun aucune auquel aura aurait auront aussi autre autres aux " +
  "auxquelles auxquels avait avant avec avez avoir avons ayant ca car ce ceci cela celle celles celui ces cet cette " +
  "ceux chacun chacune chaque chez ci combien comme comment dans de deja des deux dit dois doit doivent donc dont " +
  "du elle elles en encore entre es est et etaient etait etant etc ete etes etre eu eux faire fais fait faut font " +
  "furent fut ici il ils jamais je jusque la laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui " +
  "ma mais me meme memes mes moi mon ne nos notre nous on ont ou par parfois pas pendant peut peuvent peux plus " +
  "plusieurs pour pourquoi pouvoir puis puisque qu quand que quel quelle quelles quelques quels qui quoi sa se " +
  "selon sera serait seront ses si sien soi soient sois soit sommes son sont souvent suis sur ta te tel telle tels " +
  "tes toi ton toujours tous tout toute toutes tres tu un une va vais vers veut veux voici voila vont vos votre " +
  "vous y"
).split(" "));

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]/g;
/** @type {[RegExp, string][]} */
const SIGNS = [
  [/[\u2018\u2019\u201b\u02bc\u02b9\u2032\uff07\u0060\u00b4]/g, "'"],
  [/[\u2010\u2011\u2212\uff0d]/g, "-"],
  [/[\u00b7\u2022\u2027\u2219\u22c5\u30fb]/g, "·"],
  [/[\t\n\r\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " "],
  [/œ/g, "oe"],
  [/æ/g, "ae"],
  [/ß/g, "ss"],
  [/(aujourd|prud|entr)'(?=[a-z])/g, "$1"],
];

const ELISION = /(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)'(?=[a-z0-9])/y;
const ACRONYM = /(?:[a-z]\.){2,}[a-z]?(?![a-z0-9])/y;
const PREFIX = new RegExp(
  "(anti|auto|bi|bio|co|e|ex|extra|hyper|inter|intra|macro|micro|mini|multi|neo|non|para|pluri|post|pre|pro|psycho" +
  "|re|semi|socio|sous|tele|tri|week)-(?=[a-z]{3})", "y");
const INCLUSIVE = /([a-z]{2,})(?:\(([a-z]{1,5})\)(s?)|([-·./])([a-z]{1,6})(?:[-·./](s))?)(?![a-z0-9])/y;
const LETTERS = /[a-z]+/y;
const NUMBER = /([0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+)([.,/][0-9]+)?(?: ?([%$]))?/y;
const START = /[a-z0-9]/g;

/** How a feminine is abridged: what follows the mark, how the masculine ends, how the feminine ends. */
const FEMININE = [
  ["e", "", "e"], ["ne", "n", "nne"], ["le", "l", "lle"], ["te", "t", "tte"], ["sse", "e", "esse"],
  ["euse", "eur", "euse"], ["euse", "eux", "euse"], ["se", "eur", "euse"], ["se", "eux", "euse"],
  ["trice", "teur", "trice"], ["rice", "teur", "trice"], ["ice", "teur", "trice"], ["ere", "er", "ere"],
  ["re", "er", "ere"], ["iere", "ier", "iere"], ["ve", "f", "ve"], ["ive", "if", "ive"], ["elle", "el", "elle"],
  ["enne", "en", "enne"], ["onne", "on", "onne"], ["ante", "ant", "ante"], ["ente", "ent", "ente"],
  ["ee", "e", "ee"], ["che", "c", "che"], ["aine", "ain", "aine"], ["oise", "ois", "oise"], ["aise", "ais", "aise"],
];

/** Plurals, then the endings of genders and common verbs, one of which goes; then a last e and a double letter. */
const PLURALS = /** @type {[RegExp, string][]} */ ([[/([a-z][a-df-z])aux$/, "$1al"], [/([a-z]{3})[sx]$/, "$1"]]);
const ENDINGS = /** @type {[RegExp, string][]} */ ([
  [/([a-z]{2})trice$/, "$1teu"], [/([a-z]{3})euse$/, "$1eu"], [/([a-z]{3})eur$/, "$1eu"], [/([a-z]{3})ive$/, "$1if"],
  [/([a-z]{3})ere$/, "$1"], [/([a-z]{3})ement$/, "$1"], [/([a-z]{4})ment$/, "$1"], [/([a-z]{4})ante?$/, "$1"],
  [/([a-z]{4})ee$/, "$1"], [/([a-z]{4})e[rz]$/, "$1"],
]);
const LAST = /** @type {[RegExp, string][]} */ ([[/([a-z]{3})e+$/, "$1"], [/([a-z]{2}([a-z]))\2$/, "$1"]]);

/**
 * @typedef {object} Word one word of a text; several forms are one word written for several (« agent·e », « 52 % »)
 * @property {string[]} forms
 * @property {boolean} stop
 */

/**
 * @param {string} text
 * @returns {string} small letters without accents, one sign each for apostrophes, hyphens, dots, spaces
 */
export function fold(text) {
  let folded = text.toLowerCase().normalize("NFD").replace(INVISIBLE, "");
  for (const [sign, plain] of SIGNS) folded = folded.replace(sign, plain);
  return folded;
}

/** @type {Map<string, string>} */
const stems = new Map();

/**
 * @param {string} form a folded form
 * @returns {string} its stem: « isolees » and « isoler » both give « isol »
 */
export function stem(form) {
  let found = stems.get(form);
  if (found === undefined) {
    const one = replaced(PLURALS, form);
    const ending = ENDINGS.find(([pattern]) => pattern.test(one));
    found = replaced(LAST, ending ? one.replace(...ending) : one);
    stems.set(form, found);
  }
  return found;
}

const replaced = (/** @type {[RegExp, string][]} */ pairs, /** @type {string} */ text) =>
  pairs.reduce((shorter, [pattern, kept]) => shorter.replace(pattern, kept), text);

/**
 * @param {Word} word
 * @returns {string[]} the stems of its forms, without repeats, in order
 */
export const stemsOf = (word) => [...new Set(word.forms.map(stem))];

/**
 * @param {string} text
 * @returns {Word[]} the words of a text in order, stop words marked
 */
export function words(text) {
  const folded = fold(text);
  const found = [];
  let at = 0;
  for (;;) {
    START.lastIndex = at;
    const start = START.exec(folded);
    if (!start) return found;
    at = start.index;
    const elision = match(ELISION, folded, at);
    if (elision) {
      at += elision[0].length;
      continue;
    }
    const [word, end] = wordAt(folded, at);
    found.push(word);
    at = end;
  }
}

/** @returns {RegExpExecArray | null} */
function match(/** @type {RegExp} */ pattern, /** @type {string} */ text, /** @type {number} */ at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** @returns {[Word, number]} the word at a place, and where it ends */
function wordAt(/** @type {string} */ text, /** @type {number} */ at) {
  const number = match(NUMBER, text, at);
  if (number) {
    const value = (number[1].replace(/ /g, "") + (number[2] || "").replace(/,/g, ".")).slice(0, MAX_FORM);
    return [{ forms: number[3] ? [value, value + number[3]] : [value], stop: false }, at + number[0].length];
  }
  const acronym = match(ACRONYM, text, at);
  if (acronym) {
    return [{ forms: [acronym[0].replace(/\./g, "").slice(0, MAX_FORM)], stop: false }, at + acronym[0].length];
  }
  const prefix = match(PREFIX, text, at);
  let [forms, end] = formsAt(text, prefix ? at + prefix[0].length : at);
  if (prefix) forms = forms.concat(forms.map((form) => prefix[1] + form));
  forms = [...new Set(forms.map((form) => form.slice(0, MAX_FORM)))];
  return [{ forms, stop: forms.every(isStop) }, end];
}

/** @returns {[string[], number]} */
function formsAt(/** @type {string} */ text, /** @type {number} */ at) {
  const found = match(INCLUSIVE, text, at);
  if (found) {
    const [suffix, plural] = found[2] ? [found[2], found[3]] : [found[5], found[6]];
    const forms = both(found[1], found[4] || "(", suffix, Boolean(plural));
    if (forms.length) return [forms, at + found[0].length];
  }
  const letters = /** @type {RegExpExecArray} */ (match(LETTERS, text, at))[0];
  return [[letters], at + letters.length];
}

/** @returns {string[]} the masculine and the feminine, or nothing when this is no inclusive writing */
function both(
  /** @type {string} */ base, /** @type {string} */ mark, /** @type {string} */ suffix, /** @type {boolean} */ plural,
) {
  const open = mark === "(" || mark === "·";
  if (suffix === "s" && open) return [base, base + "s"];
  if (suffix === "x" && mark === "(") return [base, base + "x"];
  if (base.length < 3 && !open) return [];
  if (suffix.endsWith("s") && !plural) {
    suffix = suffix.slice(0, -1);
    plural = true;
  }
  for (const [short, ending, feminine] of FEMININE) {
    if (suffix === short && base.endsWith(ending)) {
      const woman = base.slice(0, base.length - ending.length) + feminine;
      const man = plural && !/[sx]$/.test(base) ? base + "s" : base;
      return [man, plural ? woman + "s" : woman];
    }
  }
  return [];
}

/** @returns {boolean} whether a folded form is a stop word */
function isStop(/** @type {string} */ form) {
  return (form.length === 1 && form >= "a") || STOP_WORDS.has(form);
}

/** @returns {Word[]} the words that tell a name: its telling words, or all when those are fewer than half */
function nameWords(/** @type {Word[]} */ found) {
  const told = found.filter((word) => !word.stop);
  return 2 * told.length >= found.length ? told : found;
}

/** @returns {string} the key of a name given by its words: the stems of those that tell it */
export const keyOf = (/** @type {Word[]} */ found) => nameWords(found).map((word) => stemsOf(word)[0]).join(" ");

/** @returns {string} the stems of the telling words */
export const toldKey = (/** @type {Word[]} */ found) =>
  found.filter((word) => !word.stop).map((word) => stemsOf(word)[0]).join(" ");

/** @returns {string} a text as its folded words */
export const writtenOf = (/** @type {Word[]} */ found) => found.map((word) => word.forms[0]).join(" ");
