/**
 * Strategies side by side. The page already holds every strategy as a row of one table; here 2 to 4 of them are picked
 * and shown as columns. The choice is the address (`?s=presence-parcs&s=ecoute-active`): it can be kept and shared.
 */

const MOST = 4;
const ORDINALS = ["Première", "Deuxième", "Troisième", "Quatrième"];
const NBSP = "\u00a0";

/**
 * The strategies that an address names: known ones, once each, four at most.
 * @param {string} search
 * @param {Set<string>} known
 * @returns {string[]}
 */
export function chosenIn(search, known) {
  const names = new URLSearchParams(search).getAll("s").filter((name) => known.has(name));
  return [...new Set(names)].slice(0, MOST);
}

/**
 * @param {string[]} names
 * @returns {string}
 */
export function searchOf(names) {
  return names.length ? `?${names.map((name) => `s=${encodeURIComponent(name)}`).join("&")}` : "";
}

/**
 * What the count says; also read aloud when it changes.
 * @param {number} count
 * @returns {string}
 */
export function countWords(count) {
  if (count === 0) return "Aucune stratégie choisie.";
  if (count === 1) return "1 stratégie choisie. Ajoutez-en une autre pour comparer.";
  return `${count} stratégies comparées. L’adresse de la page garde ce choix.`;
}

/**
 * What intervals let one say of a column, or nothing when fewer than two have one.
 * @param {{low: number, high: number}[]} intervals
 * @param {string} what
 * @returns {string}
 */
export function overlapWords(intervals, what) {
  if (intervals.length < 2) return "";
  const pairs = intervals.flatMap((a, i) => intervals.slice(i + 1).map((b) => a.low <= b.high && b.low <= a.high));
  if (pairs.every(Boolean)) return `${what}${NBSP}: les intervalles se chevauchent, ces chiffres ne départagent pas ces stratégies.`;
  const some = pairs.some(Boolean) ? "certains intervalles se chevauchent, d’autres non" : "les intervalles ne se chevauchent pas";
  return `${what}${NBSP}: ${some}. Ce sont des largeurs minimales${NBSP}: un écart reste une piste, pas une preuve.`;
}

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * What a cell holds, copied.
 * @param {Element} cell
 * @returns {Node[]}
 */
const copied = (cell) => [...cell.cloneNode(true).childNodes];

/** The rows and columns of the table, and the page that picks among them. */
class Comparison {
  /**
   * @param {HTMLElement} place
   * @param {HTMLTableElement} table
   */
  constructor(place, table) {
    const rows = /** @type {NodeListOf<HTMLTableRowElement>} */ (table.querySelectorAll("tr[data-strategie]"));
    this.rows = new Map([...rows].map((row) => [row.dataset.strategie ?? "", row]));
    this.known = new Set(this.rows.keys());
    this.columns = [...table.rows[0].cells].slice(1);
    this.pageTitle = document.title;
    this.selects = ORDINALS.map((ordinal, index) => this.select(ordinal, index, table));
    this.status = make("p", { role: "status", class: "compte" });
    this.result = make("section", { class: "resultat", "aria-label": "Comparaison" });
    const print = make("button", { type: "button", class: "imprimer" }, "Imprimer");
    print.addEventListener("click", () => window.print());
    const clear = make("button", { type: "button", class: "effacer" }, "Tout retirer");
    clear.addEventListener("click", () => {
      this.go([]);
      this.selects[0].focus();
    });
    this.actions = make("div", { class: "gestes" }, print, clear);
    const labels = this.selects.map((select, index) =>
      make("label", {}, make("span", {}, `${ORDINALS[index]} stratégie`), select));
    const fields = make("fieldset", {}, make("legend", {}, "Stratégies à comparer"), ...labels);
    place.append(make("form", { class: "choix" }, fields), this.status, this.actions, this.result);
    place.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("popstate", () => this.show());
    this.show();
  }

  /**
   * @param {string} ordinal
   * @param {number} index
   * @param {HTMLTableElement} table
   * @returns {HTMLSelectElement}
   */
  select(ordinal, index, table) {
    const groups = [...table.tBodies].map((body) =>
      make("optgroup", { label: body.dataset.groupe ?? "" },
        ...[...body.rows].map((row) => make("option", { value: row.dataset.strategie ?? "" }, this.title(row)))));
    const select = /** @type {HTMLSelectElement} */ (make("select", { name: "s", autocomplete: "off" },
      make("option", { value: "" }, index < 2 ? "Choisir…" : "Aucune"), ...groups));
    select.addEventListener("change", () => {
      const picked = select.value;
      this.go(this.selects.map(({ value }) => value).filter(Boolean));
      if (picked) this.selects.find(({ value }) => value === picked)?.focus(); // choices move up to fill a gap
    });
    return select;
  }

  /**
   * @param {HTMLTableRowElement} row
   * @returns {string}
   */
  title(row) {
    return row.cells[0].querySelector("a")?.textContent?.trim() ?? "";
  }

  /**
   * Keep a choice in the address, then show it.
   * @param {string[]} names
   */
  go(names) {
    history.pushState(null, "", location.pathname + searchOf([...new Set(names)]));
    this.show();
  }

  /** Show what the address names. */
  show() {
    const names = chosenIn(location.search, this.known);
    this.selects.forEach((select, index) => {
      select.value = names[index] ?? "";
      for (const option of select.options) {
        option.disabled = option.value !== "" && option.value !== select.value && names.includes(option.value);
      }
    });
    const rows = names.flatMap((name) => this.rows.get(name) ?? []);
    const titles = rows.map((row) => this.title(row));
    document.title = titles.length ? `${titles.join(", ")} · ${this.pageTitle}` : this.pageTitle;
    this.status.textContent = countWords(names.length);
    this.actions.hidden = !names.length;
    this.result.hidden = !names.length;
    this.result.replaceChildren(...(names.length ? [this.table(rows, titles), ...this.notes(rows)] : []));
  }

  /**
   * One line an attribute, one column a strategy. Roles are written out: on a phone the lines are laid out as cards,
   * and a table that is not displayed as one loses its meaning for a screen reader.
   * @param {HTMLTableRowElement[]} rows
   * @param {string[]} titles
   * @returns {HTMLElement}
   */
  table(rows, titles) {
    const head = make("tr", { role: "row" }, make("th", { role: "columnheader", scope: "col" }, "Repère"),
      ...rows.map((row) => make("th", { role: "columnheader", scope: "col" }, ...copied(row.cells[0]))));
    const lines = this.columns.map((column, index) =>
      make("tr", { role: "row", class: `ligne-${column.dataset.colonne}` },
        make("th", { role: "rowheader", scope: "row" }, ...copied(column)),
        ...rows.map((row, rank) => make("td", { role: "cell" },
          make("span", { class: "nom", "aria-hidden": "true" }, titles[rank]), ...copied(row.cells[index + 1])))));
    const table = make("table", { role: "table", class: "cote-a-cote", style: `--colonnes:${rows.length}` },
      make("caption", { class: "hors-ecran" }, `Comparaison${NBSP}: ${titles.join(", ")}`),
      make("thead", { role: "rowgroup" }, head), make("tbody", { role: "rowgroup" }, ...lines));
    return make("div", { class: "tableau" }, table);
  }

  /**
   * What the figures shown let one say.
   * @param {HTMLTableRowElement[]} rows
   * @returns {HTMLElement[]}
   */
  notes(rows) {
    const notes = [];
    const surveyed = rows.filter((row) => row.querySelector("td[data-bas]"));
    if (new Set(surveyed.map((row) => row.parentElement?.dataset.groupe)).size > 1) {
      notes.push("Démarchage et réseautage répondent à deux questions différentes du questionnaire. Leurs chiffres se lisent séparément.");
    } else {
      for (const [index, column] of this.columns.entries()) {
        const cells = rows.map((row) => row.cells[index + 1]).filter((cell) => cell.dataset.bas);
        const intervals = cells.map(({ dataset }) => ({ low: Number(dataset.bas), high: Number(dataset.haut) }));
        notes.push(overlapWords(intervals, column.textContent.trim()));
      }
    }
    const kept = notes.filter(Boolean);
    return kept.length ? [make("ul", { class: "lecture" }, ...kept.map((note) => make("li", {}, note)))] : [];
  }
}

if (typeof document !== "undefined") {
  const place = document.querySelector("[data-comparer]");
  const table = /** @type {HTMLTableElement | null} */ (document.querySelector(".strategies table"));
  if (place && table) {
    document.querySelector("details.toutes")?.removeAttribute("open");
    new Comparison(/** @type {HTMLElement} */ (place), table);
  }
}
