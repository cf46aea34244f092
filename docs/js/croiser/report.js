/** A crossing as sections to read, print or export; the twin of `tools/ancrage/crossing/report.py`. */

import { section } from "../sections.js";
import { SIDES, STATES, counted, present } from "./findings.js";

/** @typedef {import("./crossing.js").Crossing} Crossing */
/** @typedef {import("../sections.js").Section} Section */

const NBSP = "\u00a0";
export const NOT_TOLD = "pas dit";
export const TITLE = "Cas croisés";
export const LEAD =
  "Ce que disent les cas choisis, et rien de plus. «\u00a0Pas dit\u00a0» ne veut pas dire «\u00a0absent\u00a0». Quelques cas éclairent; ils ne prouvent pas, et ne se résument pas en statistiques.";
const LEADS = {
  convergences:
    "Un levier ou un thème présent dans deux cas ou plus. À vérifier à plusieurs\u00a0: le même mot peut cacher deux réalités.",
  contrastes:
    "Ce qui ne se dit que dans un milieu, ce que le terrain et la gestion ne voient pas pareil, une cible atteinte ici et pas là. Un écart pose une question; il ne désigne personne.",
  regards:
    "Les questions jumelles des deux guides. Le secteur de la personne qui répond n’est pas montré\u00a0: il suffirait à la reconnaître.",
  themes:
    "Deux thèmes sont rapprochés si leur titre est le même. Voir si deux titres différents disent la même chose, c’est votre travail.",
  indicateurs:
    "Deux territoires ne comptent pas forcément la même chose sous le même nom\u00a0: comparez d’abord les définitions.",
};
const INVENTED =
  "Un cas inventé se lit à côté des autres, mais ne compte ni dans ce qui converge ni dans ce qui contraste\u00a0: il n’apprend rien d’un vrai territoire.";

/**
 * The sections of a crossing, in reading order; some may be empty.
 * @param {Crossing} crossing
 * @returns {Section[]}
 */
export function sections(crossing) {
  const names = crossing.cases.map(({ title }) => title);
  const finding = (/** @type {import("./crossing.js").Finding} */ { title, words }) => `«${NBSP}${title}${NBSP}»${NBSP}: ${words}`;
  const converging = crossing.convergences.map((found) => `${found.kind === "levier" ? "Levier" : "Thème"} ${finding(found)}`);
  return [
    cases(crossing),
    section("convergences", "Ce qui converge", { lead: LEADS.convergences, items: converging }),
    section("contrastes", "Ce qui contraste", { lead: LEADS.contrastes, items: crossing.contrasts.map(finding) }),
    section("leviers", "Leviers", { head: ["Levier", ...names, "Dans combien de cas"], rows: levers(crossing) }),
    section("regards", "Deux regards sur les mêmes questions", {
      lead: LEADS.regards, head: ["Question", "Cas", "Terrain", "Gestion"], rows: views(crossing),
    }),
    section("themes", "Thèmes", {
      lead: LEADS.themes, head: ["Thème", "Cas", "Qui le dit", "Ce qui en est dit"], rows: themes(crossing),
    }),
    section("indicateurs", "Indicateurs et cibles", {
      lead: LEADS.indicateurs, head: ["Indicateur", "Cible publiée", ...names], rows: indicators(crossing),
    }),
    section("silences", "Ce que ces cas ne disent pas", { items: silences(crossing) }),
  ];
}

/** @returns {Section} */
function cases(/** @type {Crossing} */ crossing) {
  const mixed = new Set(crossing.cases.map(({ fabricated }) => fabricated)).size > 1;
  const rows = crossing.cases.map((item) => [
    item.title,
    `milieu ${item.setting}`,
    item.sectors.join(", "),
    item.people.join(", ") || NOT_TOLD,
    item.fabricated ? "inventé" : "réel",
  ]);
  return section("cas", "Les cas", {
    lead: mixed ? INVENTED : "", head: ["Cas", "Milieu", "Secteurs", "Personnes rencontrées", "Origine"], rows,
  });
}

/** @returns {string[][]} */
function levers(/** @type {Crossing} */ crossing) {
  const kept = counted(crossing.cases);
  const silent = kept.filter((index) => !crossing.cases[index].says).length;
  return crossing.levers.map((row) => {
    const count = present(row).filter((index) => kept.includes(index)).length;
    const words = count ? `présent dans ${count} cas sur ${kept.length}` : NOT_TOLD;
    const unsaid = count && silent ? ` (${silent} cas ne ${silent > 1 ? "disent" : "dit"} rien des leviers)` : "";
    return [row.title, ...row.cells.map((cell) => cell.join(", ") || NOT_TOLD), words + unsaid];
  });
}

/** @returns {string[][]} */
function views(/** @type {Crossing} */ crossing) {
  return crossing.views.flatMap(({ agent, manager, cells }) =>
    cells.flatMap((cell, index) => {
      if (!cell.agent.length && !cell.manager.length) return [];
      const asked = [agent, manager].filter(Boolean).join(" / ");
      return [[asked, crossing.cases[index].title, cell.agent.join(" ") || NOT_TOLD, cell.manager.join(" ") || NOT_TOLD]];
    }));
}

/** @returns {string[][]} */
function themes(/** @type {Crossing} */ crossing) {
  return crossing.themes.flatMap(({ title, cells }) =>
    cells.flatMap((cell, index) => (cell ? [[title, crossing.cases[index].title, cell.view ? SIDES[cell.view] : NOT_TOLD, cell.text]] : [])));
}

/** @returns {string[][]} */
function indicators(/** @type {Crossing} */ crossing) {
  return crossing.indicators.map((row) => [row.title, row.target || "sans cible publiée", ...row.cells.map(standing)]);
}

/** @returns {string} where a case stands, in words; its target is told again where it is its own */
function standing(/** @type {import("./crossing.js").IndicatorCell} */ { state, reading, target, own }) {
  const told = reading ? `${reading}${NBSP}: ${STATES[state]}` : STATES[state];
  return own ? `${told} (sa cible${NBSP}: ${target})` : told;
}

/** @returns {string[]} */
function silences(/** @type {Crossing} */ crossing) {
  const unsaid = crossing.levers.filter((row) => !present(row).length).map(({ title }) => title);
  const answered = (/** @type {number} */ index) =>
    crossing.views.some(({ cells }) => cells[index].agent.length || cells[index].manager.length);
  const mute = crossing.cases.filter((_, index) => !answered(index)).map(({ title }) => title);
  return [
    ...(unsaid.length ? [`Leviers dont aucun cas ne parle${NBSP}: ${unsaid.join(", ")}.`] : []),
    ...(mute.length ? [`Aucune réponse aux questions des guides${NBSP}: ${mute.join("; ")}.`] : []),
    ...crossing.cases.flatMap(({ title, says, limits }) => [
      ...(says ? [] : [`${title}${NBSP}: ni levier, ni thème, ni réponse, ni indicateur.`]),
      ...(limits ? [`${title}${NBSP}: ${limits}`] : []),
    ]),
  ];
}
