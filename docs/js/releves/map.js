/**
 * The community's map beside the pilot's: one small square a strategy, use across and perceived effectiveness up, from 0
 * to 100 %. The pilot is a hollow square with its cross of intervals; the community a disc in the box of its own; a line
 * joins them. Everything a square shows is also in the table.
 */

import { make } from "../element.js";
import { APPROACHES, HIDDEN, NOBODY, shareWords } from "./report.js";
import { whole } from "./survey.js";

/** @typedef {import("./scales.js").Surveyed} Surveyed */
/** @typedef {import("./survey.js").Cell} Cell */
/** @typedef {import("./survey.js").Merged} Merged */

const NBSP = "\u00a0";
const SVG = "http://www.w3.org/2000/svg";
const LEFT = 24;
const TOP = 6;
const SIZE = 112;
const WIDTH = LEFT + SIZE + 8;
const HEIGHT = TOP + SIZE + 20;

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 * @returns {SVGElement}
 */
function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

const across = (/** @type {number} */ percent) => Math.round((LEFT + (SIZE * percent) / 100) * 10) / 10;
const up = (/** @type {number} */ percent) => Math.round((TOP + SIZE - (SIZE * percent) / 100) * 10) / 10;

/**
 * @param {Merged} merged
 * @param {Surveyed[]} strategies
 * @param {string} setting « tous », or one of the settings
 * @param {string} base where the site begins, from this page
 * @returns {HTMLElement[]}
 */
export function maps(merged, strategies, setting, base) {
  return Object.entries(APPROACHES).flatMap(([approach, name]) => {
    const squares = strategies.filter((strategy) => strategy.approach === approach).map((strategy) => {
      const row = merged.rows.find(({ id }) => id === strategy.id);
      const cell = (setting === "tous" ? row?.all : row?.settings[setting]) ?? { use: null, effect: null };
      return square(strategy, cell, base);
    });
    return squares.length ? [make("h4", {}, name), make("ul", { class: "carres" }, ...squares)] : [];
  });
}

/** @returns {HTMLElement} */
function square(/** @type {Surveyed} */ strategy, /** @type {Cell} */ cell, /** @type {string} */ base) {
  const { use, effect } = strategy;
  const told = `usage ${shareWords(cell.use)}; efficacité ${shareWords(cell.effect)}`;
  const words = `${strategy.title}. Chez vous${NBSP}: ${told}. Projet pilote${NBSP}: usage ${whole(use.value)}${NBSP}%, efficacité ${whole(effect.value)}${NBSP}%.`;
  const svg = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words }, ...axes(), ...drawnCells(strategy, cell));
  const name = strategy.url ? make("a", { href: `${base}${strategy.url}` }, strategy.title) : strategy.title;
  return make("li", { class: "graphique" }, make("p", {}, name), svg, make("p", { class: "carre-dit" }, short(cell)));
}

/** @returns {SVGElement[]} */
function axes() {
  const right = across(100);
  const bottom = up(0);
  return [
    draw("path", { class: "g-ax", d: `M${LEFT} ${TOP}H${right}V${bottom}H${LEFT}Z` }),
    draw("path", { class: "g-mi", d: `M${across(50)} ${TOP}V${bottom}M${LEFT} ${up(50)}H${right}` }),
    draw("text", { class: "g-tk g-fin", x: LEFT - 4, y: bottom }, "0"),
    draw("text", { class: "g-tk g-fin", x: LEFT - 4, y: up(50) + 4 }, "50"),
    draw("text", { class: "g-tk g-mil", x: across(50), y: bottom + 14 }, "50"),
    draw("text", { class: "g-tk g-fin", x: right, y: bottom + 14 }, "100"),
  ];
}

/** @returns {SVGElement[]} the community's box behind, what is the pilot's, then the line and the point, so that all is seen */
function drawnCells(/** @type {Surveyed} */ strategy, /** @type {Cell} */ { use, effect }) {
  const [x, y] = [across(strategy.use.value), up(strategy.effect.value)];
  const cross = `M${across(strategy.use.low)} ${y}H${across(strategy.use.high)}M${x} ${up(strategy.effect.low)}V${up(strategy.effect.high)}`;
  const pilot = [draw("path", { class: "g-iv", d: cross }), draw("rect", { class: "g-ca", x: x - 4, y: y - 4, width: 8, height: 8 })];
  if (!use?.n || !effect?.n) return pilot;
  const [left, top] = [across(use.low), up(effect.high)];
  const [ourX, ourY] = [across(use.percent), up(effect.percent)];
  return [
    draw("rect", { class: "g-nous", x: left, y: top, width: across(use.high) - left, height: up(effect.low) - top }),
    ...pilot,
    draw("path", { class: "g-li", d: `M${x} ${y}L${ourX} ${ourY}` }),
    draw("circle", { class: "g-pt", cx: ourX, cy: ourY, r: 5 }),
  ];
}

/** @returns {string} what stands under a square: answers on use, then on effectiveness */
function short(/** @type {Cell} */ { use, effect }) {
  const words = (/** @type {import("./survey.js").Share | null} */ found) => (!found ? HIDDEN : found.n ? `${found.k} sur ${found.n}` : NOBODY);
  const [used, judged] = [words(use), words(effect)];
  return used === judged && (!use?.n || !effect?.n) ? used : `${used}; ${judged}`;
}
