/** What the grid is about: title, date, roles, groups of families, responsibilities. All of it can be renamed. */

import { button, make } from "../element.js";
import { MOST, NAME_LENGTH } from "./file.js";
import { addTask, freeId } from "./start.js";

/** @typedef {import("./overlap.js").Grid} Grid */
/** @typedef {import("./start.js").Start} Start */
/** @typedef {"roles" | "groups" | "responsibilities"} ListName */
/**
 * @typedef {{typed: () => void, reshaped: () => void, removed: (name: string, before: Grid) => void}} Told `typed`: a name
 *   changed; `reshaped`: a line came; `removed`: a line went, and the grid was `before` as it was
 */

/** @type {Record<ListName, {legend: string, one: string, letter: string, help: string}>} */
const LISTS = {
  roles: { legend: "Les rôles", one: "rôle", letter: "o", help: "Un poste ou une organisation, jamais le nom d’une personne." },
  groups: { legend: "Les groupes de familles", one: "groupe", letter: "g", help: "Deux à quatre suffisent. Une famille peut être de deux groupes à la fois\u00a0: on compte des cases, pas des familles." },
  responsibilities: { legend: "Les responsabilités", one: "responsabilité", letter: "r", help: "Gardez celles qui se font auprès des familles chez vous. Vingt, c’est déjà beaucoup." },
};

/**
 * @param {Grid} grid
 * @param {Start} start
 * @param {Told} told
 * @returns {HTMLElement}
 */
export function setup(grid, start, told) {
  const title = field("Nom de la grille", "Votre territoire ou votre table, sans nom de famille.", grid.title, (value) => {
    grid.title = value;
    told.typed();
  });
  const day = make("input", { type: "date", id: "grille-date", required: "" });
  day.value = grid.date;
  day.addEventListener("input", () => {
    if (!day.value) return;
    grid.date = day.value;
    told.typed();
  });
  const date = make("div", { class: "champ" }, make("label", { for: "grille-date" }, "Date de la discussion"), day);
  const lists = /** @type {ListName[]} */ (["roles", "groups", "responsibilities"]).map((name) => list(grid, start, name, told));
  return make("section", { class: "grille-reglage", "aria-labelledby": "reglage" },
    make("h2", { id: "reglage" }, "1. Votre territoire"), title, date, ...lists);
}

/**
 * @param {string} label
 * @param {string} help
 * @param {string} value
 * @param {(value: string) => void} typed
 * @returns {HTMLElement}
 */
function field(label, help, value, typed) {
  const input = make("input", { type: "text", id: "grille-titre", maxlength: String(NAME_LENGTH), "aria-describedby": "grille-titre-aide", autocomplete: "off" });
  input.value = value;
  input.addEventListener("input", () => typed(input.value));
  return make("div", { class: "champ" }, make("label", { for: "grille-titre" }, label),
    make("p", { class: "champ-aide", id: "grille-titre-aide" }, help), input);
}

/**
 * @param {Grid} grid
 * @param {Start} start
 * @param {ListName} name
 * @param {Told} told
 * @returns {HTMLElement}
 */
function list(grid, start, name, told) {
  const { legend, one, letter, help } = LISTS[name];
  const items = grid[name];
  const box = make("details", { class: "grille-liste" });
  const summary = make("summary", {}, legend, " ", make("span", { class: "compte" }, `(${items.length})`));
  const lines = make("ul", { class: "grille-noms" }, ...items.map((item, index) => {
    const input = make("input", { type: "text", maxlength: String(NAME_LENGTH), "aria-label": `Nom, ${one} ${index + 1}`, autocomplete: "off" });
    input.value = item.name;
    input.addEventListener("input", () => {
      item.name = input.value;
      remove.setAttribute("aria-label", removeLabel());
      told.typed();
    });
    const removeLabel = () => `Retirer «\u00a0${item.name || `${one} ${index + 1}`}\u00a0»`;
    const remove = button("Retirer", () => {
      const before = structuredClone(grid);
      removeItem(grid, name, item.id);
      told.removed(item.name || `${one} ${index + 1}`, before);
    }, { "aria-label": removeLabel() });
    remove.disabled = items.length < 2;
    return make("li", { class: "champ" }, input, remove);
  }));
  const add = button(`Ajouter ${one === "responsabilité" ? "une" : "un"} ${one}`, () => {
    items.push({ id: freeId(items, letter), name: "" });
    told.reshaped();
  });
  add.disabled = items.length >= MOST[name];
  box.append(summary, make("p", { class: "champ-aide" }, help), lines, make("div", { class: "gestes" }, add), ...offered(grid, start, name, told));
  box.dataset.liste = name;
  return box;
}

/**
 * The roles or the tasks of the framework that the grid does not have, to pick from.
 * @param {Grid} grid
 * @param {Start} start
 * @param {ListName} name
 * @param {{reshaped: () => void}} told
 * @returns {HTMLElement[]}
 */
function offered(grid, start, name, told) {
  const known = new Set(grid[name].map(({ id }) => id));
  if (name === "groups" || grid[name].length >= MOST[name]) return [];
  const rest = (name === "roles" ? start.roles : start.tasks).filter(({ id }) => !known.has(id));
  if (!rest.length) return [];
  const select = make("select", { id: `ajout-${name}` }, make("option", { value: "" }, "Choisir…"));
  if (name === "roles") select.append(...rest.map((item) => make("option", { value: item.id }, item.name)));
  else {
    for (const component of new Set(start.tasks.map((task) => task.component))) {
      const tasks = start.tasks.filter((task) => task.component === component && !known.has(task.id));
      if (tasks.length) select.append(make("optgroup", { label: component }, ...tasks.map((task) => make("option", { value: task.id }, task.name))));
    }
  }
  select.addEventListener("change", () => {
    const task = start.tasks.find(({ id }) => id === select.value);
    const role = start.roles.find(({ id }) => id === select.value);
    if (name === "responsibilities" && task) addTask(grid, task);
    else if (name === "roles" && role) grid.roles.push({ id: role.id, name: role.name });
    told.reshaped();
  });
  const label = name === "roles" ? "Ajouter un rôle du cadre" : "Ajouter une tâche du cadre";
  return [make("div", { class: "champ" }, make("label", { for: `ajout-${name}` }, label), select)];
}

/**
 * Takes an item out of a grid, with what was said of it.
 * @param {Grid} grid
 * @param {ListName} name
 * @param {string} id
 */
export function removeItem(grid, name, id) {
  grid[name].splice(grid[name].findIndex((item) => item.id === id), 1);
  if (name === "responsibilities") {
    delete grid.carries[id];
    delete grid.judgements[id];
    return;
  }
  for (const answers of Object.values(grid.carries)) {
    if (name === "roles") delete answers[id];
    else for (const role of Object.keys(answers)) answers[role] = answers[role].filter((group) => group !== id);
  }
  if (name === "groups") for (const judged of Object.values(grid.judgements)) delete judged[id];
}
