/**
 * From a portrait to mechanisms: four figures beside those of the study, and the rules that they trigger. The figures
 * are in the address (`?signalements=19,64&immigration=oui`): nothing else keeps them.
 */

import { button, make } from "../element.js";
import { numberIn } from "../nombre.js";
import { verdict } from "./rules.js";

/** @typedef {{id: string, name: string, unit: string, most: number | null, whole: boolean}} Line */
/** @typedef {import("./rules.js").Condition} Condition */
/** @typedef {import("./rules.js").Portrait} Portrait */

/** @type {{lines: Line[], contexts: {id: string, text: string}[], rules: import("./rules.js").Rule[]}} */
const { lines, contexts, rules } = JSON.parse(document.getElementById("portrait-regles")?.textContent ?? "");
const ANSWERS = /** @type {const} */ ([["oui", "Oui"], ["non", "Non"], ["", "Je ne sais pas"]]);
const query = new URLSearchParams(location.search);

/** @type {Record<string, string>} what is typed and picked, by line and by context */
const typed = Object.fromEntries([...lines, ...contexts].map(({ id }) => [id, query.get(id) ?? ""]));

const status = make("p", { role: "status", class: "portrait-compte" });
const unsaid = make("div", { class: "portrait-manque" });
const place = /** @type {HTMLElement} */ (document.querySelector(".mecanismes"));

/**
 * What is wrong with a field, empty when nothing is.
 * @param {Line} line
 * @param {string} text
 * @returns {string}
 */
function faultOf({ most, whole }, text) {
  if (!text.trim()) return "";
  const value = numberIn(text);
  if (value === null) return "Écrivez un nombre, comme 19,64.";
  if (most !== null && value > most) return `Un pourcentage va de 0 à ${most}.`;
  return whole && !Number.isInteger(value) ? "Écrivez un nombre entier." : "";
}

/** @returns {Portrait} what is typed and right */
function portrait() {
  /** @type {Portrait} */
  const known = { values: {}, contexts: {} };
  for (const line of lines) {
    const value = numberIn(typed[line.id]);
    if (value !== null && !faultOf(line, typed[line.id])) known.values[line.id] = value;
  }
  for (const { id } of contexts) if (typed[id] === "oui" || typed[id] === "non") known.contexts[id] = typed[id] === "oui";
  return known;
}

/** Adds to a line of the portrait its field, over the figures of the study. */
function addField(/** @type {Line} */ line) {
  const section = document.querySelector(`[data-ligne="${line.id}"]`);
  const id = `saisie-${line.id}`;
  const input = make("input", { type: "text", inputmode: "decimal", id, autocomplete: "off", "aria-describedby": `${id}-faute` });
  input.value = typed[line.id];
  const fault = make("p", { class: "champ-faute", id: `${id}-faute` });
  const check = () => {
    fault.textContent = faultOf(line, typed[line.id]);
    input.setAttribute("aria-invalid", String(fault.textContent !== ""));
  };
  input.addEventListener("input", () => {
    typed[line.id] = input.value;
    if (input.getAttribute("aria-invalid") === "true") check(); // a fault goes as soon as it is mended
    update();
  });
  input.addEventListener("change", check);
  check();
  section?.querySelector("dl")?.before(make("div", { class: "champ portrait-champ" },
    make("label", { for: id }, "Chez vous", make("span", { class: "hors-ecran" }, `, ${line.name}`), ` (${line.unit})`), input, fault));
}

/** @returns {HTMLElement} */
function contextField(/** @type {{id: string, text: string}} */ { id, text }) {
  const choices = ANSWERS.map(([value, label]) => {
    const radio = make("input", { type: "radio", name: id, value });
    radio.checked = typed[id] === value || (value === "" && typed[id] !== "oui" && typed[id] !== "non");
    radio.addEventListener("change", () => {
      typed[id] = value;
      update();
    });
    return make("label", { class: "choix" }, radio, label);
  });
  return make("fieldset", { class: "champ" }, make("legend", {}, text), make("div", { class: "portrait-choix" }, ...choices));
}

/** @returns {string} « 22,3 pour 1000 enfants » */
function quantity(/** @type {Line} */ line, /** @type {number} */ value) {
  return `${value.toLocaleString("fr-CA", { maximumFractionDigits: 4 })}\u00a0${line.unit}`;
}

/**
 * Why a condition holds or does not, with the figure that was typed.
 * @param {Condition} condition
 * @param {Portrait} known
 * @returns {string}
 */
function because({ indicator, bound, limit, context }, known) {
  const line = lines.find(({ id }) => id === indicator);
  if (!line) {
    const said = known.contexts[context ?? ""];
    return said === undefined ? "" : `vous avez répondu «\u00a0${said ? "oui" : "non"}\u00a0» sur le territoire`;
  }
  const value = known.values[line.id];
  if (value === undefined) return "";
  const own = `${line.name.slice(0, 1).toLowerCase()}${line.name.slice(1)}\u00a0: ${quantity(line, value)}`;
  if (limit === undefined) return own;
  const beside = value === limit ? "égal à" : value > limit ? "au-dessus de" : "sous";
  return `${own}, ${beside} ${quantity(line, limit)} (la règle demande ${bound === "≥" ? "au moins" : "au plus"} cela)`;
}

const STATES = {
  declenchee: "Piste à discuter", ecartee: "Règle non remplie", inconnue: "Il manque de quoi le dire",
};

/** Says under each rule what it gives, those that hold first, and what cannot be said. */
function show() {
  const known = portrait();
  const some = Object.keys(known.values).length > 0;
  const found = rules.map((rule) => ({ rule, ...verdict(rule, known) }));
  const order = { declenchee: 0, inconnue: 1, ecartee: 2 };
  [...found].sort((a, b) => order[a.state] - order[b.state]).forEach(({ rule, state }) => {
    const section = /** @type {HTMLElement} */ (place.querySelector(`[data-mecanisme="${rule.id}"]`));
    section.querySelector(".mecanisme-etat")?.remove();
    section.dataset.etat = some ? state : "";
    if (some) {
      const why = rule.when.map((condition) => because(condition, known)).filter(Boolean).join("; ");
      section.querySelector("h3")?.after(make("p", { class: "mecanisme-etat" }, make("strong", {}, STATES[state]), why ? `\u00a0: ${why}.` : "."));
    }
    place.append(section);
  });
  const held = found.filter(({ state }) => state === "declenchee").length;
  status.textContent = some ? `${held ? `${held}\u00a0piste${held > 1 ? "s" : ""}` : "Aucune piste"} sur ${rules.length}\u00a0règles.` : "Entrez au moins un chiffre pour savoir quelles règles il remplit.";
  showUnsaid(some ? found : []);
}

/**
 * What cannot be said, and for want of what.
 * @param {{rule: import("./rules.js").Rule, missing: string[]}[]} found
 */
function showUnsaid(found) {
  const asked = [...lines.map(({ id, name }) => ({ id, name: `le chiffre «\u00a0${name}\u00a0»` })), ...contexts.map(({ id, text }) => ({ id, name: `une réponse à «\u00a0${text}\u00a0»` }))];
  const said = asked.flatMap(({ id, name }) => {
    const titles = found.filter(({ missing }) => missing.includes(id)).map(({ rule }) => rule.title);
    return titles.length ? [make("li", {}, make("strong", {}, `Sans ${name}`), `\u00a0: rien à dire sur «\u00a0${titles.join("\u00a0», «\u00a0")}\u00a0».`)] : [];
  });
  unsaid.replaceChildren(...(said.length ? [make("h3", {}, "Ce qu’on ne peut pas dire"), make("ul", {}, ...said)] : []));
}

/** Keeps what is typed in the address, then shows what it gives. */
function update() {
  const kept = new URLSearchParams(Object.entries(typed).filter(([, text]) => text.trim())).toString();
  try {
    history.replaceState(history.state, "", `${location.pathname}${kept ? `?${kept}` : ""}${location.hash}`);
  } catch {
    // Some browsers refuse after a hundred changes: what is shown matters more than the address.
  }
  show();
}

for (const line of lines) addField(line);
document.querySelector("[data-portrait]")?.append(
  make("p", {}, "Un seul chiffre suffit pour commencer. Demandez son année et qui l’a compté avant de le lire à une table."));
document.querySelector(".portrait-lignes")?.append(...contexts.map(contextField));
document.querySelector("[data-portrait-etat]")?.append(status, unsaid, make("div", { class: "gestes" },
  button("Imprimer", () => window.print()),
  button("Tout effacer", () => location.assign(location.pathname))));
show();
