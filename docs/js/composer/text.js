/** Texts of the bank: marks (*italics*, **bold**, links, figures) as nodes or as Markdown. */

import { make } from "../element.js";
import { typographic } from "../text.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {{text: string, style?: "strong" | "em", entry?: string, figure?: string}} Token */

const ROOT = new URL("../../", import.meta.url);
const INLINE = /\[\[([^\[\]|\n]+)\|([^\[\]\n]+)\]\]|\[([^\[\]\n]{1,300})\]\(([^()\s]{1,300})\)|\*\*([^*\n]{1,500})\*\*|\*([^*\s][^*\n]{0,500})\*/g;

/** @returns {string[]} the paragraphs and list items of a text, each on one line */
export function paragraphs(/** @type {string} */ text) {
  return text.trim().split(/\n\s*\n|\n(?=[-*] )/).map((part) => part.replace(/^[-*] /, "").replace(/\s*\n\s*/g, " ")).filter(Boolean);
}

/**
 * @param {Bank} bank
 * @param {string} text one line
 * @returns {Token[]}
 */
function tokensOf(bank, text) {
  const line = bank.shown[text] ?? typographic(text);
  /** @type {Token[]} */
  const tokens = [];
  let end = 0;
  for (const match of line.matchAll(INLINE)) {
    if (match.index > end) tokens.push({ text: line.slice(end, match.index) });
    end = match.index + match[0].length;
    const [, figure, value, label, entry, strong, em] = match;
    if (figure) tokens.push({ text: value, figure });
    else if (entry) tokens.push({ text: label, entry });
    else tokens.push({ text: strong ?? em, style: strong ? "strong" : "em" });
  }
  if (end < line.length) tokens.push({ text: line.slice(end) });
  return tokens;
}

/** @returns {string} the address of an entry of the bank, or what was given when it is an address itself */
export function addressOf(/** @type {Bank} */ bank, /** @type {string} */ entry) {
  return entry in bank.entries ? new URL(bank.entries[entry][1], ROOT).href : entry;
}

/** @returns {string} the address of the passport of a figure */
export function passport(/** @type {string} */ figure) {
  return new URL(`reperes/chiffres/#${figure}`, ROOT).href;
}

/** @returns {string} an address as it is read elsewhere: from a folder, that of the published site */
export function published(/** @type {string} */ address) {
  const here = typeof document === "undefined" ? null : document.querySelector("link[rel=canonical]");
  const site = here ? new URL("../../", /** @type {HTMLLinkElement} */ (here).href).href : ROOT.href;
  return address.startsWith("file:") ? address.replace(ROOT.href, site) : address;
}

/** @returns {(Node | string)[]} a line as nodes; links open elsewhere, so that a plan being made stays open */
export function nodes(/** @type {Bank} */ bank, /** @type {string} */ text) {
  return tokensOf(bank, text).map(({ text: words, style, entry, figure }) => {
    if (style) return make(style, {}, words);
    if (figure) return outward(passport(figure), words);
    return entry ? outward(addressOf(bank, entry), words) : words;
  });
}

/** @returns {string} a line as Markdown for other tools: links with their whole address */
export function asMarkdown(/** @type {Bank} */ bank, /** @type {string} */ text) {
  return tokensOf(bank, text).map(({ text: words, style, entry, figure }) => {
    if (style) return style === "strong" ? `**${words}**` : `*${words}*`;
    if (figure) return `[${words}](${published(passport(figure))})`;
    return entry ? `[${words}](${published(addressOf(bank, entry))})` : words;
  }).join("");
}

/** @returns {HTMLAnchorElement} a link to another page */
export function outward(/** @type {string} */ href, /** @type {string} */ words) {
  return make("a", { href, target: "_blank", rel: "noopener" }, words);
}

/**
 * What a person typed as `ancrage check` takes it: French quotes, one ellipsis, spaces where they go, nothing that reads
 * as markup, no control character.
 * @param {string} typed
 * @returns {string}
 */
export function presentable(typed) {
  return typed
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, (found) => (found === "\n" ? found : found === "\t" ? " " : ""))
    .replace(/[<>]/g, "")
    .replace(/\[\[|\]\]/g, "")
    .replace(/"([^"\n]*)"/g, "« $1 »")
    .replace(/"/g, "")
    .replace(/\.{3,}/g, "…")
    .replace(/[ \u00a0\u202f]+([;!?])/g, "$1")
    .replace(/([\p{L}\p{N}»)\]]):(?=\s|$)/gu, "$1 :")
    .replace(/«[ \u00a0\u202f]*/g, "« ")
    .replace(/[ \u00a0\u202f]*»/g, " »")
    .replace(/[ \u00a0\u202f]{2,}/g, " ")
    .trim();
}
