/**
 * The file of an overlap grid (`ancrage-chevauchements`, version 1): read whole, every fault told with its place.
 * Twin of tools/ancrage/overlap_file.py: both tell the same faults of the same file, in the same order.
 */

import { headed } from "../brouillons/file.js";
import { isDay, isObject } from "../donnees/schema.js";
import { KINDS } from "./overlap.js";

/** @typedef {import("./overlap.js").Grid} Grid */
/** @typedef {import("./overlap.js").Named} Named */
/** @typedef {import("../brouillons/file.js").Fault} Fault */
/** @typedef {"roles" | "groups" | "responsibilities"} ListName */

export const FORMAT = "ancrage-chevauchements";
export const VERSION = 1;
/** @type {Record<ListName, number>} the longest lists that a grid may have */
export const MOST = { roles: 12, groups: 6, responsibilities: 60 };
export const NAME_LENGTH = 120;
export const NOTE_LENGTH = 300;
const ID = /^[a-z0-9][a-z0-9-]{0,79}$/;
const KEYS = ["format", "version", "title", "date", "roles", "groups", "responsibilities", "carries", "judgements"];

/**
 * The text of the file of a grid; it ends with its last brace, so that a file cut anywhere is no longer JSON.
 * @param {Grid} grid
 * @returns {string}
 */
export function fileOf(grid) {
  return JSON.stringify(valueOf(grid), null, 2);
}

/** @returns {any} what is kept and exported */
export function valueOf(/** @type {Grid} */ grid) {
  return { format: FORMAT, version: VERSION, ...grid };
}

/**
 * The grid that a value holds, or null and what is wrong with it.
 * @param {unknown} given
 * @returns {import("../brouillons/file.js").Read<Grid>}
 */
export function gridOf(given) {
  const { value, faults } = headed(given, FORMAT, VERSION);
  if (!value) return { value, faults };
  const reading = new Reading();
  reading.unknownKeys(value, KEYS);
  const title = reading.text(value.title, NAME_LENGTH, "title");
  if (!isDay(value.date)) reading.wrong("doit être une date, comme «\u00a02026-11-25\u00a0»", "date");
  const roles = reading.named(value.roles, "roles");
  const groups = reading.named(value.groups, "groups");
  const responsibilities = reading.named(value.responsibilities, "responsibilities");
  const known = { roles: ids(roles), groups: ids(groups), responsibilities: ids(responsibilities) };
  const carries = reading.carries(value.carries, known);
  const judgements = reading.judgements(value.judgements, known);
  if (reading.faults.length) return { value: null, faults: reading.faults };
  return { value: { title, date: value.date, roles, groups, responsibilities, carries, judgements }, faults: [] };
}

/** @returns {Set<string>} */
const ids = (/** @type {Named[]} */ items) => new Set(items.map(({ id }) => id));

/** What is told while reading. */
class Reading {
  constructor() {
    /** @type {Fault[]} */
    this.faults = [];
  }

  /**
   * @param {string} what
   * @param {(string | number)[]} where
   */
  wrong(what, ...where) {
    this.faults.push({ where: where.join(" › "), what });
  }

  /**
   * @param {Record<string, unknown>} value
   * @param {string[]} known
   * @param {(string | number)[]} where
   */
  unknownKeys(value, known, ...where) {
    for (const key of Object.keys(value)) if (!known.includes(key)) this.wrong("clé inconnue", ...where, key);
  }

  /**
   * @param {unknown} value
   * @param {number} most
   * @param {(string | number)[]} where
   * @returns {string}
   */
  text(value, most, ...where) {
    if (typeof value === "string" && [...value].length <= most) return value;
    this.wrong(`doit être un texte de ${most} caractères au plus`, ...where);
    return "";
  }

  /**
   * The items of a list; places count from 1, as people do.
   * @param {unknown} value
   * @param {ListName} name
   * @returns {Named[]}
   */
  named(value, name) {
    if (!Array.isArray(value) || value.length < 1 || value.length > MOST[name]) {
      this.wrong(`doit être une liste de 1 à ${MOST[name]} éléments`, name);
      return [];
    }
    /** @type {Map<string, Named>} */
    const found = new Map();
    value.forEach((item, index) => {
      const place = index + 1;
      if (!isObject(item)) {
        this.wrong("doit être un objet", name, place);
        return;
      }
      this.unknownKeys(item, ["id", "name"], name, place);
      const { id } = item;
      if (typeof id !== "string" || !ID.test(id)) {
        this.wrong("doit être fait de minuscules sans accent, de chiffres et de traits d’union", name, place, "id");
      } else if (found.has(id)) {
        this.wrong(`«\u00a0${id}\u00a0» est déjà pris`, name, place, "id");
      } else {
        found.set(id, { id, name: this.text(item.name, NAME_LENGTH, name, place, "name") });
      }
    });
    return [...found.values()];
  }

  /**
   * The objects under each known responsibility of `carries` or `judgements`.
   * @param {unknown} value
   * @param {string} name
   * @param {Set<string>} known
   * @returns {[string, Record<string, any>][]}
   */
  tree(value, name, known) {
    if (!isObject(value)) {
      this.wrong("doit être un objet", name);
      return [];
    }
    return Object.entries(value).filter(([key, inner]) => {
      if (!known.has(key)) this.wrong("aucune responsabilité ne porte cet identifiant", name, key);
      else if (!isObject(inner)) this.wrong("doit être un objet", name, key);
      else return true;
      return false;
    });
  }

  /**
   * @param {unknown} value
   * @param {Record<ListName, Set<string>>} known
   * @returns {Grid["carries"]}
   */
  carries(value, known) {
    /** @type {Grid["carries"]} */
    const found = {};
    for (const [responsibility, answers] of this.tree(value, "carries", known.responsibilities)) {
      found[responsibility] = {};
      for (const [role, groups] of Object.entries(answers)) {
        const where = ["carries", responsibility, role];
        if (!known.roles.has(role)) this.wrong("aucun rôle ne porte cet identifiant", ...where);
        else if (!Array.isArray(groups) || !groups.every((group) => known.groups.has(group))) {
          this.wrong("doit être une liste de groupes de la grille (vide\u00a0: ne porte pas)", ...where);
        } else found[responsibility][role] = groups;
      }
    }
    return found;
  }

  /**
   * @param {unknown} value
   * @param {Record<ListName, Set<string>>} known
   * @returns {Grid["judgements"]}
   */
  judgements(value, known) {
    /** @type {Grid["judgements"]} */
    const found = {};
    for (const [responsibility, judged] of this.tree(value, "judgements", known.responsibilities)) {
      found[responsibility] = {};
      for (const [group, cell] of Object.entries(judged)) {
        const where = ["judgements", responsibility, group];
        if (!known.groups.has(group)) this.wrong("aucun groupe ne porte cet identifiant", ...where);
        else if (!isObject(cell)) this.wrong("doit être un objet", ...where);
        else {
          this.unknownKeys(cell, ["kind", "note"], ...where);
          if (cell.kind !== "" && !KINDS.includes(cell.kind)) this.wrong(`doit être vide, ou ${KINDS.join(", ")}`, ...where, "kind");
          found[responsibility][group] = { kind: cell.kind, note: this.text(cell.note, NOTE_LENGTH, ...where, "note") };
        }
      }
    }
    return found;
  }
}
