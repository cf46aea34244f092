/**
 * A case as blocks: headings, paragraphs, lists and tables, in the order of its page on the portal. The Word document,
 * what is printed and the preview are drawn from them.
 */

import { typographic } from "../text.js";
import { amount, isNumber, shown } from "./decimal.js";
import { indicatorOf, targetOf } from "./rules.js";

/** @typedef {import("./rules.js").Known} Known */
/** @typedef {{text: string, bold?: boolean, italic?: boolean}} Run */
/** @typedef {{kind: "table", head: string[], rows: Run[][][], widths: number[]}} Table */
/**
 * @typedef {{kind: "heading", level: number, text: string} | {kind: "paragraph", style: "" | "note", runs: Run[]} |
 *   {kind: "list", items: Run[][]} | Table} Block
 */

const NBSP = "\u00a0";
const INLINE = /\[\[([^[\]\n]{1,160})\]\]|\[([^[\]\n]{1,300})\]\([^()\s]{1,300}\)|\*\*([^*\n]{1,500})\*\*|\*([^*\s][^*\n]{0,500})\*/g;
const ITEM = /^\s*(?:[-*+]|\d{1,2}[.)])\s+(?=\S)/;
const GUIDES = { agent: "Vu du terrain", gestionnaire: "Vu de la gestion" };
const NOTES = {
  invented: "Cas inventé de bout en bout. Toute ressemblance avec une famille ou un territoire serait un hasard.",
  real: "Document de travail, à ne pas faire circuler hors du groupe. Détruisez-le quand il ne sert plus.",
};

/** @returns {Block[]} */
export function outline(/** @type {Known} */ known, /** @type {Record<string, any>} */ document) {
  return new Outline(known).blocks(document);
}

/** @returns {string} a period of a figure in words: « avril 2024 à octobre 2024 » */
function periodWords(/** @type {string} */ period) {
  if (period === "non-precisee") return "période non précisée";
  if (period === "sans-objet") return "sans objet";
  const parts = period.split("/");
  if (parts.length === 1 && /^\d{4}-\d{4}$/.test(period)) return period.replace("-", "–");
  return parts.map(dateWords).join(" à ");
}

function dateWords(/** @type {string} */ date) {
  const [year, month, day] = date.split("-").map(Number);
  if (!month) return String(year);
  const name = new Date(Date.UTC(year, month - 1, 15)).toLocaleDateString("fr-CA", { month: "long", timeZone: "UTC" });
  return `${day ? `${day === 1 ? "1er" : day} ` : ""}${name} ${year}`;
}

class Outline {
  constructor(/** @type {Known} */ known) {
    this.known = known;
  }

  /** @returns {Block[]} */
  blocks(/** @type {Record<string, any>} */ document) {
    const { territory, situation, summary, fabricated } = document;
    const note = fabricated === true ? NOTES.invented : NOTES.real;
    return [
      { kind: "paragraph", style: "note", runs: [{ text: note, italic: true }] },
      ...(summary ? this.prose(summary) : []),
      ...(territory ? this.territory(territory) : []),
      ...(situation ? this.situation(situation) : []),
      ...this.sources(document.citations ?? []),
    ];
  }

  /** @returns {string} the title that the schema gives to a field */
  titleOf(/** @type {string} */ record, /** @type {string} */ field) {
    return this.known.schema.$defs[record].properties[field].title;
  }

  /** @returns {Block} */
  heading(/** @type {string} */ record, /** @type {string} */ field) {
    return { kind: "heading", level: 1, text: this.titleOf(record, field) };
  }

  /** @returns {Block[]} */
  situation(/** @type {Record<string, any>} */ value) {
    const name = "FamilySituation";
    return [
      ...this.setting(value.setting),
      ...(value.context ? [this.heading(name, "context"), ...this.prose(value.context)] : []),
      ...this.list(name, "needs", value.needs),
      ...this.list(name, "steps_taken", value.steps_taken),
      ...(value.question ? [this.heading(name, "question"), .../** @type {Block[]} */ (this.prose(value.question).map((block) => (block.kind === "paragraph" ? { ...block, style: "note" } : block)))] : []),
      ...this.list(name, "hypotheses", value.hypotheses),
      ...this.list(name, "next_steps", value.next_steps),
    ];
  }

  /** @returns {Block[]} */
  territory(/** @type {Record<string, any>} */ value) {
    const name = "TerritoryCase";
    const sectors = (value.sectors ?? []).map((/** @type {string} */ id) => this.name("sectors", id)).join(", ");
    return [
      ...this.setting(value.setting),
      ...(sectors ? [this.told(this.titleOf(name, "sectors"), sectors)] : []),
      ...(value.territory ? [this.told(this.titleOf(name, "territory"), this.name("territories", value.territory))] : []),
      ...this.people(value),
      ...this.portrait(value.portrait ?? []),
      ...this.answers(value.answers ?? []),
      ...this.themes(value.themes ?? []),
      ...this.list(name, "tensions", value.tensions),
      ...this.list(name, "works", value.works),
      ...this.list(name, "levers", value.levers?.map((/** @type {string} */ id) => this.name("levers", id))),
      ...this.list(name, "recommendations", value.recommendations),
      ...this.indicators(value.indicators ?? []),
      ...(value.limits ? [this.heading(name, "limits"), ...this.prose(value.limits)] : []),
    ];
  }

  /** @returns {string} what a name of the portal is called */
  name(/** @type {"sectors" | "levers" | "territories" | "sources" | "questions" | "figures"} */ list, /** @type {string} */ id) {
    return this.known[list].find((one) => one.id === id)?.title ?? id;
  }

  /** @returns {Block} */
  told(/** @type {string} */ name, /** @type {string} */ text) {
    return { kind: "paragraph", style: "", runs: [{ text: `${name}${NBSP}: `, bold: true }, { text }] };
  }

  /** @returns {Block[]} */
  setting(/** @type {string | undefined} */ setting) {
    return setting ? [this.told("Milieu", this.known.values.setting[setting] ?? setting)] : [];
  }

  /** @returns {Block[]} a text in reduced Markdown: paragraphs, and lists */
  prose(/** @type {string} */ text) {
    return text.trim().split(/\n\s*\n/).flatMap((chunk) => {
      /** @type {Block[]} */
      const found = [];
      for (const row of chunk.split("\n").map((one) => one.trim())) {
        const last = found.at(-1);
        if (ITEM.test(row)) {
          const runs = this.runs(row.replace(ITEM, ""));
          if (last?.kind === "list") last.items.push(runs);
          else found.push({ kind: "list", items: [runs] });
        } else if (last?.kind === "list") {
          last.items.at(-1)?.push(...this.runs(` ${row}`));
        } else if (last?.kind === "paragraph") {
          last.runs.push(...this.runs(` ${row}`));
        } else {
          found.push({ kind: "paragraph", style: "", runs: this.runs(row) });
        }
      }
      return found;
    });
  }

  /** @returns {Run[]} words in bold and in italics; a link keeps its words, an inserted figure its value */
  runs(/** @type {string} */ written) {
    const text = typographic(written);
    /** @type {Run[]} */
    const runs = [];
    let end = 0;
    for (const match of text.matchAll(INLINE)) {
      const [whole, insert, label, strong, emphasis] = match;
      if (match.index > end) runs.push({ text: text.slice(end, match.index) });
      end = match.index + whole.length;
      if (insert) runs.push({ text: this.known.figures.find(({ id }) => id === insert.trim())?.value ?? insert.trim() });
      else if (label) runs.push({ text: label });
      else if (strong) runs.push({ text: strong, bold: true });
      else runs.push({ text: emphasis, italic: true });
    }
    if (end < text.length) runs.push({ text: text.slice(end) });
    return runs;
  }

  /** @returns {Block[]} */
  list(/** @type {string} */ record, /** @type {string} */ field, /** @type {string[] | undefined} */ texts) {
    if (!texts?.length) return [];
    return [this.heading(record, field), { kind: "list", items: texts.map((text) => this.runs(text.replace(/\s*\n\s*/g, " "))) }];
  }

  /** @returns {Run[]} a text in a cell */
  cell(/** @type {any} */ text) {
    return this.runs(isNumber(text) ? shown(text) : String(text ?? "").replace(/\s*\n\s*/g, " ") || "—");
  }

  /** @returns {Block[]} */
  people(/** @type {Record<string, any>} */ { people = [], met = [] }) {
    if (!people.length && !met.length) return [];
    /** @type {Block[]} */
    const found = [this.heading("TerritoryCase", people.length ? "people" : "met")];
    if (people.length) {
      const rows = people.map((/** @type {any} */ row) => [row.sector && this.name("sectors", row.sector), row.agents, row.managers].map((one) => this.cell(one)));
      found.push({ kind: "table", head: ["sector", "agents", "managers"].map((field) => this.titleOf("SectorPeople", field)), rows, widths: [3, 1, 1] });
    }
    if (met.length) found.push({ kind: "list", items: met.map((/** @type {string} */ id) => this.runs(`${this.name("figures", id)}${NBSP}: ${this.figure(id)}`)) });
    return found;
  }

  figure(/** @type {string} */ id) {
    return this.known.figures.find((one) => one.id === id)?.value ?? id;
  }

  /** @returns {Block[]} */
  portrait(/** @type {any[]} */ rows) {
    if (!rows.length) return [];
    const lines = rows.map(({ measure, label, reading }) => (measure
      ? [this.name("figures", measure), this.figure(measure), "", "Chiffre publié, voir son passeport sur le portail"]
      : [label, this.amount(reading), reading?.period && periodWords(reading.period), reading?.origin]).map((one) => this.cell(one)));
    return [this.heading("TerritoryCase", "portrait"), { kind: "table", head: ["Ce qui est compté", "Valeur", "Période", "Provenance"], rows: lines, widths: [3, 2, 2, 3] }];
  }

  /** @returns {string} */
  amount(/** @type {any} */ reading) {
    if (reading?.value === undefined) return "";
    return `${isNumber(reading.value) ? shown(reading.value) : reading.value}${NBSP}${reading.unit ?? ""}`.trim();
  }

  /** @returns {Block[]} what agents say, then what managers say, question by question */
  answers(/** @type {any[]} */ answers) {
    if (!answers.length) return [];
    const tables = Object.entries(GUIDES).flatMap(([guide, title]) => {
      const questions = this.known.questions.filter((question) => question.guide === guide);
      const rows = questions.flatMap(({ id, title: asked }) => answers.filter(({ question }) => question === id)
        .map(({ sector, text }) => [asked, sector && this.name("sectors", sector), text].map((one) => this.cell(one))));
      return rows.length ? [
        /** @type {Block} */ ({ kind: "heading", level: 2, text: title }),
        /** @type {Block} */ ({ kind: "table", head: ["Question", "Secteur", "Réponse"], rows, widths: [2, 2, 5] }),
      ] : [];
    });
    return [this.heading("TerritoryCase", "answers"), ...tables];
  }

  /** @returns {Block[]} */
  themes(/** @type {any[]} */ themes) {
    if (!themes.length) return [];
    return [this.heading("TerritoryCase", "themes"), ...themes.flatMap(({ title, text, view }) => [
      /** @type {Block} */ ({ kind: "heading", level: 2, text: title ?? "Sans titre" }),
      ...(view ? [this.told("Qui le dit", this.known.values.view[view] ?? view)] : []),
      ...this.prose(text ?? ""),
    ])];
  }

  /** @returns {Block[]} */
  indicators(/** @type {any[]} */ items) {
    if (!items.length) return [];
    const rows = items.map((item) => {
      const target = targetOf(this.known, item);
      const aim = target ? `${target.bound}${NBSP}${target.value.replace(".", ",")}${NBSP}${target.unit}${item.goal ? " (la nôtre)" : ""}` : "à fixer";
      const found = this.amount(item.reading);
      const told = item.reading?.period ? `${found}, ${periodWords(item.reading.period)}` : found;
      const name = indicatorOf(this.known, item)?.title ?? item.indicator;
      return [name, told || "pas encore compté", aim, progress(item.reading, target)].map((one) => this.cell(one));
    });
    return [this.heading("TerritoryCase", "indicators"), { kind: "table", head: ["Indicateur", "Dernier relevé", "Cible", "Où l’on en est"], rows, widths: [3, 3, 2, 2] }];
  }

  /** @returns {Block[]} */
  sources(/** @type {any[]} */ citations) {
    if (!citations.length) return [];
    const items = citations.map(({ source, locator }) => this.runs(`${this.name("sources", source ?? "")}${NBSP}: ${locator ?? ""}`));
    return [{ kind: "heading", level: 1, text: "Sources" }, { kind: "list", items }];
  }
}

/** @returns {string} where an indicator is with its target, when both are told in the same unit */
function progress(/** @type {any} */ reading, /** @type {import("./rules.js").Target | null} */ target) {
  if (!target || !isNumber(reading?.value)) return "à mesurer";
  if (reading.unit !== target.unit) return "unités différentes";
  const value = amount(reading.value);
  const aim = Number(target.value);
  const isReached = { "≤": value <= aim, "<": value < aim, "≥": value >= aim, ">": value > aim }[target.bound];
  return isReached ? "cible atteinte" : "cible pas encore atteinte";
}
