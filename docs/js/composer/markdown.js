/** A session as Markdown, to paste in a message or a document: the plan by the clock, what to bring, each activity. */

import { typographic } from "../text.js";
import { addressOf, asMarkdown, paragraphs, published } from "./text.js";
import { timeOfDay } from "./timing.js";

/** @typedef {import("./bank.js").Bank} Bank */
/** @typedef {import("./record.js").Session} Session */
/** @typedef {import("./record.js").Part} Part */

const NBSP = "\u00a0";

/** @returns {string} */
export function markdown(/** @type {Bank} */ bank, /** @type {Session} */ session, /** @type {number} */ start) {
  const line = (/** @type {string} */ text) => asMarkdown(bank, text);
  const link = (/** @type {string} */ name) => `[${bank.entries[name][0]}](${published(addressOf(bank, name))})`;
  const bullets = (/** @type {string[]} */ lines) => lines.map((text) => `- ${text}`).join("\n");
  const whom = session.audience.map((name) => bank.audiences[name]).join(", ");
  const starts = startsOf(session.activities, start);
  const materials = gathered(session.activities, "materials").map(line);
  const handouts = gathered(session.activities, "handouts").map(link);
  return [
    `# ${typographic(session.title)}`,
    `Pour les ${whom} · ${session.duration}${NBSP}min · ${session.group.min}${NBSP}personnes · proposé par le portail Ancrage, adapté par la personne qui forme`,
    line(session.summary),
    `**Au bout de la séance**${NBSP}: ${line(session.aims[0].text)}`,
    "## Le plan",
    [...session.activities.map(({ title, minutes }, index) => `- **${timeOfDay(starts[index])}** · ${typographic(title)} (${minutes}${NBSP}min)`), `- **${timeOfDay(start + session.duration)}** · Fin`].join("\n"),
    "## Avant",
    bullets(session.preparation.map(line)),
    ...(materials.length ? ["### Matériel", materials.map((text) => `- [ ] ${text}`).join("\n")] : []),
    ...(handouts.length ? ["### À imprimer", handouts.map((text) => `- [ ] ${text}`).join("\n")] : []),
    "## Le déroulement",
    ...session.activities.flatMap((part, index) => activity(bank, part, starts[index])),
    "## Savoir ce que ça a donné",
    bullets(session.evaluation.map(line)),
  ].join("\n\n") + "\n";
}

/** @returns {number[]} the minute of the day each activity starts at */
export function startsOf(/** @type {{minutes: number}[]} */ activities, /** @type {number} */ start) {
  let at = start;
  return activities.map(({ minutes }) => (at += minutes) - minutes);
}

/** @returns {string[]} what activities bring or hand out, once each */
export function gathered(/** @type {Part[]} */ activities, /** @type {"materials" | "handouts"} */ key) {
  return [...new Set(activities.flatMap((part) => part[key]))];
}

/** @returns {string[]} */
function activity(/** @type {Bank} */ bank, /** @type {Part} */ part, /** @type {number} */ start) {
  const line = (/** @type {string} */ text) => asMarkdown(bank, text);
  const steps = part.steps.map(({ text, minutes, say }, index) => {
    const length = minutes ? ` (${minutes}${NBSP}min)` : "";
    return `${index + 1}. ${line(text)}${length}${say ? `\n   > «${NBSP}${line(say)}${NBSP}»` : ""}`;
  });
  const cards = part.cards.map(({ title, text }) => `- **${typographic(title)}**${NBSP}: ${line(text)}`);
  return [
    `### ${timeOfDay(start)} · ${typographic(part.title)} (${part.minutes}${NBSP}min)`,
    `*${bank.methods[part.method]}*`,
    steps.join("\n"),
    ...paragraphs(part.notes).map((text, index) => (index ? line(text) : `**Pour vous**${NBSP}: ${line(text)}`)),
    ...(cards.length ? [`**Cartons à découper**\n\n${cards.join("\n")}`] : []),
  ];
}
