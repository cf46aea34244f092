/**
 * What stands between a text and its export. Two pieces that other pages mount; nothing is kept, nothing is sent.
 *
 *     const review = mountReview(root, {
 *       read: () => value,            // a text, or a case (any tree of objects, lists and texts)
 *       replace: (hits) => { … },     // in the text: `value = hits.reduce((value, hit) => replaced(value, hit), value)`
 *       onReady: ({ allowed }) => {}, // called at once, then each time it changes
 *     });
 *     review.refresh();               // after the text has changed, and before every export
 *
 * `root` is emptied and filled: what is found, grouped, with why and a button that replaces; a box to tick for each
 * certain identifier that stays; three questions that no program answers. `allowed` is true when each certain
 * identifier is gone or confirmed and the three questions are ticked; `certain` and `questions` count what is left.
 * A confirmation holds for these very words: other words ask again. Hits given to `replace` go from the last to the
 * first of a text, so that positions stay right; each carries `path` where `read` gives a case.
 * Headings start at `level` (default 3). `replaced` is exported by scan.js.
 *
 *     fieldHint(textarea);            // says under a field, while one types, what to look at; → { refresh, stop }
 *
 * Both need css/confidentialite.css.
 */

import { button, make } from "../element.js";
import { scan, scanCase, titleOf } from "./scan.js";

/**
 * @typedef {import("./scan.js").Hit & {path?: (string | number)[]}} AnyHit
 * @typedef {{allowed: boolean, certain: number, questions: number, hits: AnyHit[]}} State
 * @typedef {{read: () => unknown, replace: (hits: AnyHit[]) => void, onReady?: (state: State) => void, level?: number}} Options
 */

const NBSP = "\u00a0";
const WAIT = 400;
const quoted = (/** @type {string} */ words) => `«${NBSP}${words}${NBSP}»`;
const SURE = { certain: "identifiant certain", probable: "probable", possible: "à vérifier" };
const AID = "C’est une aide, pas une garantie. Elle ne connaît ni vos familles ni votre coin de pays, et des noms lui échappent.";
const QUESTIONS = [
  ["Individualisation", "Au moins une dizaine de familles du coin pourraient avoir écrit cette histoire."],
  ["Corrélation", "Rien ici ne se recoupe avec le journal, les réseaux sociaux, un compte rendu ou une autre version."],
  ["Inférence", "Qui devinerait que cette famille y est n’apprendrait rien qu’elle n’a pas choisi de dire."],
];

const keyOf = (/** @type {AnyHit} */ { rule, found }) => `${rule}\n${found.toLowerCase()}`;
const plural = (/** @type {number} */ count, /** @type {string} */ one, /** @type {string} */ many) => `${count} ${count > 1 ? many : one}`;

/** @returns {string} what was found, counted by how sure it is; give each thing once */
export function summary(/** @type {AnyHit[]} */ hits) {
  const counts = { certain: 0, probable: 0, possible: 0 };
  for (const { level } of hits) counts[level]++;
  const parts = [
    counts.certain ? plural(counts.certain, "identifiant certain", "identifiants certains") : "",
    counts.probable ? plural(counts.probable, "signe probable", "signes probables") : "",
    counts.possible ? plural(counts.possible, "mot à vérifier", "mots à vérifier") : "",
  ].filter(Boolean);
  return parts.length ? `${parts.join(", ")}.` : "Rien de trouvé. Cela ne veut pas dire qu’il n’y a rien.";
}

/** What was found, each thing once with all its places, by sign. */
class Review {
  constructor(/** @type {HTMLElement} */ root, /** @type {Options} */ options) {
    this.options = options;
    /** @type {Set<string>} */
    this.confirmed = new Set();
    /** @type {AnyHit[]} */
    this.hits = [];
    const heading = /** @type {"h3"} */ (`h${options.level ?? 3}`);
    this.status = make("p", { role: "status", class: "revue-compte", tabindex: "-1" });
    this.list = make("div");
    this.left = make("p", { role: "status", class: "revue-reste" });
    this.boxes = QUESTIONS.map(() => this.box(() => this.tell()));
    const questions = make("fieldset", { class: "revue-questions" },
      make("legend", {}, "Trois questions, que seule une personne peut trancher"),
      make("p", {}, "Cochez ce que vous pouvez affirmer. Dans le doute, retirez encore un détail."),
      ...QUESTIONS.map(([name, says], rank) => make("label", {}, this.boxes[rank], make("span", {}, make("strong", {}, `${name}.`), ` ${says}`))),
      make("p", {}, "Répondez-y à deux, dont une personne qui ne connaît pas la famille."));
    root.classList.add("revue");
    root.replaceChildren(make(heading, {}, "Avant de partager"), make("p", { class: "revue-aide" }, AID),
      this.status, this.list, questions, this.left);
    this.refresh();
  }

  /** @returns {HTMLInputElement} */
  box(/** @type {() => void} */ changed) {
    const box = make("input", { type: "checkbox", autocomplete: "off" });
    box.addEventListener("change", changed);
    return box;
  }

  /** Read again what is to be shared, and show what it holds. */
  refresh() {
    const value = this.options.read();
    this.hits = typeof value === "string" ? scan(value) : scanCase(value);
    /** @type {Map<string, AnyHit[]>} */
    const groups = new Map();
    for (const level of /** @type {const} */ (["certain", "probable", "possible"])) {
      for (const hit of this.hits.filter((one) => one.level === level)) {
        const name = `${level} ${titleOf(hit.rule)}`;
        groups.set(name, [...(groups.get(name) ?? []), hit]);
      }
    }
    this.list.replaceChildren(...[...groups.values()].map((hits) => this.group(hits)));
    const said = summary([...new Map(this.hits.map((hit) => [keyOf(hit), hit])).values()]);
    if (this.status.textContent !== said) this.status.textContent = said;
    this.tell();
  }

  /** @returns {HTMLElement} */
  group(/** @type {AnyHit[]} */ hits) {
    /** @type {Map<string, AnyHit[]>} */
    const same = new Map();
    for (const hit of hits) same.set(keyOf(hit), [...(same.get(keyOf(hit)) ?? []), hit]);
    return make("section", { class: `revue-groupe ${hits[0].level}` },
      make("p", { class: "revue-titre" }, make("strong", {}, titleOf(hits[0].rule)), ` (${SURE[hits[0].level]})`),
      make("p", { class: "revue-raison" }, hits[0].why),
      make("ul", {}, ...[...same].map(([key, places]) => this.item(key, places))));
  }

  /** @returns {HTMLElement} */
  item(/** @type {string} */ key, /** @type {AnyHit[]} */ places) {
    const { found, level, replacement, start, end } = places[0];
    const item = make("li", {}, make("mark", {}, found), places.length > 1 ? ` (${places.length} fois)` : "");
    if (replacement || start === end) {
      const name = replacement ? `Remplacer par ${quoted(replacement)}` : "Retirer le secteur de cette réponse";
      const act = button(name, () => this.replace(places));
      act.append(make("span", { class: "hors-ecran" }, `${NBSP}: ${found}`));
      item.append(" ", act);
    }
    if (level === "certain") {
      const box = this.box(() => {
        if (box.checked) this.confirmed.add(key);
        else this.confirmed.delete(key);
        this.tell();
      });
      box.checked = this.confirmed.has(key);
      item.append(make("label", {}, box, make("span", {}, `Je garde ${quoted(found)}${NBSP}: cela n’identifie aucune famille.`)));
    }
    return item;
  }

  replace(/** @type {AnyHit[]} */ places) {
    this.options.replace([...places].reverse());
    this.refresh();
    (this.list.querySelector("button") ?? this.status).focus();
  }

  /** Say what is left to do, and whether sharing is allowed. */
  tell() {
    const certain = new Set(this.hits.filter((hit) => hit.level === "certain" && !this.confirmed.has(keyOf(hit))).map(keyOf)).size;
    const questions = this.boxes.filter(({ checked }) => !checked).length;
    const parts = [
      certain ? plural(certain, "identifiant à retirer ou à confirmer", "identifiants à retirer ou à confirmer un par un") : "",
      questions ? plural(questions, "question à trancher", "questions à trancher") : "",
    ].filter(Boolean);
    const said = parts.length ? `Avant de partager, il reste ${parts.join(", et ")}.` : "Vous pouvez partager. La décision reste la vôtre.";
    if (this.left.textContent !== said) this.left.textContent = said;
    this.options.onReady?.({ allowed: !parts.length, certain, questions, hits: this.hits });
  }
}

/** @returns {{refresh: () => void}} */
export function mountReview(/** @type {HTMLElement} */ root, /** @type {Options} */ options) {
  const review = new Review(root, options);
  return { refresh: () => review.refresh() };
}

/** @returns {{refresh: () => void, stop: () => void}} */
export function fieldHint(/** @type {HTMLTextAreaElement | HTMLInputElement} */ field) {
  const hint = make("p", { role: "status", class: "revue-indice" });
  field.after(hint);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const refresh = () => {
    const names = new Map(scan(field.value).map((hit) => [keyOf(hit), `${quoted(hit.found)} (${titleOf(hit.rule).toLowerCase()})`]));
    const said = names.size ? `À vérifier${NBSP}: ${[...names.values()].join(", ")}.` : "";
    if (hint.textContent !== said) hint.textContent = said;
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, WAIT);
  };
  field.addEventListener("input", later);
  field.addEventListener("focus", () => scan(""), { once: true }); // signs are made ready before the first word
  if (field.value) refresh();
  return {
    refresh,
    stop() {
      clearTimeout(waiting);
      field.removeEventListener("input", later);
      hint.remove();
    },
  };
}
