/**
 * A decision, one step at a time. Every step is a section of the page and every answer a link to the next one, so that
 * it works without this script; here the heading of the step takes the focus, answers are kept as a trail (in the
 * history of the browser only: Back undoes an answer) and situations are found by typing.
 */

import "./partage.js";
import { fold } from "./recherche/analysis.js";

/** @typedef {{text: string, from: string}} Answer an answer, and the step where it was given */

/**
 * The answers that a state of the history holds.
 * @param {unknown} state
 * @returns {Answer[]}
 */
export function answersIn(state) {
  const found = state && typeof state === "object" && "reponses" in state ? state.reponses : [];
  return Array.isArray(found) ? found.filter((item) => typeof item?.text === "string" && typeof item?.from === "string") : [];
}

/**
 * Whether each word typed starts a word of the text.
 * @param {string} typed
 * @param {string} text
 * @returns {boolean}
 */
export function matches(typed, text) {
  const known = wordsOf(text);
  return wordsOf(typed).every((word) => known.some((other) => other.startsWith(word)));
}

/** @param {string} text */
const wordsOf = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/**
 * @param {number} count
 * @returns {string}
 */
export function foundWords(count) {
  if (count === 0) return "Aucune situation. Essayez un autre mot, ou « Rien de tout cela ».";
  return count === 1 ? "1 situation." : `${count} situations.`;
}

/** The steps of a page, and the way one takes through them. */
class Walk {
  /** @param {HTMLElement} place */
  constructor(place) {
    const sections = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(":scope > .etape"));
    this.steps = new Map([...sections].map((section) => [section.id, section]));
    this.start = sections[0].id;
    this.here = "";
    this.pageTitle = document.title;
    this.trail = document.createElement("nav");
    this.trail.className = "trace";
    this.trail.setAttribute("aria-label", "Vos réponses");
    place.classList.add("pas-a-pas");
    place.addEventListener("click", (event) => this.follow(event));
    addEventListener("popstate", () => this.show(true));
    this.show(location.hash.length > 1);
  }

  /**
   * Follow a link to another step; an answer lengthens the trail, a step of the trail shortens it, the start empties it.
   * @param {MouseEvent} event
   */
  follow(event) {
    const link = /** @type {Element} */ (event.target).closest("a");
    const name = link?.hash.slice(1) ?? "";
    const elsewhere = !link || link.pathname !== location.pathname || !this.steps.has(name);
    if (elsewhere || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const answers = answersIn(history.state);
    const rank = this.trail.contains(link) ? Number(link.dataset.rang) : answers.length;
    const kept = name === this.start ? [] : answers.slice(0, rank);
    if (link.matches(".suite, .dangers a")) kept.push({ text: link.textContent.trim(), from: this.here });
    history.pushState({ reponses: kept }, "", `#${name}`);
    this.show(true);
  }

  /**
   * Show the step that the address names; one that names none leaves the step as it is.
   * @param {boolean} focus
   */
  show(focus) {
    const named = decodeURIComponent(location.hash.slice(1));
    if (named && !this.steps.has(named) && this.here) return;
    this.here = this.steps.has(named) ? named : this.start;
    for (const [name, section] of this.steps) section.classList.toggle("ici", name === this.here);
    const section = /** @type {HTMLElement} */ (this.steps.get(this.here));
    const heading = /** @type {HTMLElement} */ (section.querySelector("h2"));
    this.tell(answersIn(history.state), section);
    document.title = this.here === this.start ? this.pageTitle : `${heading.textContent.trim()} · ${this.pageTitle}`;
    if (!focus) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    section.scrollIntoView({ behavior: "instant", block: "start" });
  }

  /**
   * Write the trail at the head of a step.
   * @param {Answer[]} answers
   * @param {HTMLElement} section
   */
  tell(answers, section) {
    const list = document.createElement("ol");
    for (const [rank, { text, from }] of answers.entries()) {
      const link = document.createElement("a");
      link.href = `#${from}`;
      link.dataset.rang = String(rank);
      link.textContent = text;
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    this.trail.replaceChildren(list);
    if (answers.length) section.prepend(this.trail);
    else this.trail.remove();
  }
}

/**
 * A field that keeps only the situations that have the words typed.
 * @param {HTMLElement} start
 */
function addFilter(start) {
  const themes = /** @type {NodeListOf<HTMLDetailsElement>} */ (start.querySelectorAll("details.theme"));
  if (!themes.length) return;
  const label = document.createElement("label");
  const field = document.createElement("input");
  field.type = "search";
  field.autocomplete = "off";
  field.placeholder = "transport, argent, école…";
  label.append("Un mot pour la trouver", field);
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "compte";
  const box = document.createElement("div");
  box.className = "trouver";
  box.append(label, status);
  themes[0].before(box);

  /** @returns {HTMLAnchorElement[]} */
  const filter = () => {
    const typed = field.value.trim();
    /** @type {HTMLAnchorElement[]} */
    const found = [];
    for (const theme of themes) {
      const links = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (theme.querySelectorAll("a.suite"))];
      const kept = links.filter((link) => !typed || matches(typed, `${link.textContent} ${link.dataset.mots ?? ""}`));
      for (const link of links) link.closest("li")?.toggleAttribute("hidden", !kept.includes(link));
      theme.hidden = !kept.length;
      theme.open = Boolean(typed) && kept.length > 0;
      found.push(...kept);
    }
    status.textContent = typed ? foundWords(found.length) : "";
    return found;
  };
  field.addEventListener("input", filter);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !field.value.trim()) return;
    event.preventDefault();
    const found = filter();
    if (found.length === 1) found[0].click();
  });
}

if (typeof document !== "undefined") {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-aiguillage]"));
  if (place) {
    addFilter(/** @type {HTMLElement} */ (place.querySelector(".depart")));
    new Walk(place);
  }
}
