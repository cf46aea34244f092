/** The page /former/composer/: choices, the plan that the portal proposes, what the trainer makes of it, exports. */

import { Autosave } from "../brouillons/autosave.js";
import { OPEN } from "../brouillons/desk.js";
import { Drafts } from "../brouillons/drafts.js";
import { mountShelf } from "../brouillons/shelf.js";
import { download } from "../donnees/file.js";
import { mountNotice } from "../donnees/notice.js";
import { theStore } from "../donnees/store.js";
import { button, make } from "../element.js";
import { typographic } from "../text.js";
import { bankOf } from "./bank.js";
import { Choices } from "./choices.js";
import { openBank, openOwn } from "./dialogs.js";
import { PlanList } from "./list.js";
import { markdown } from "./markdown.js";
import { paper } from "./paper.js";
import { missing, sessionOf } from "./record.js";
import { adapted, banked, draftOf, hashOf, isProposed, isRightDraft, owned, proposed, stateIn, stateOfDraft, takeNotes } from "./state.js";
import { nodes } from "./text.js";
import { minuteOf, totalWords } from "./timing.js";
import { cautions, isBreak, sessionTitle } from "./words.js";
import { yaml } from "./yaml.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Item} Item */

const PAUSE = 250;

const root = /** @type {HTMLElement} */ (document.querySelector("[data-composeur]"));
const bank = bankOf(document);
const store = theStore();
const drafts = new Drafts(store, "seance", isRightDraft);

/** @type {State | null} */
let state = null;
/** What « Proposer un plan » replaced, when it had been worked on. @type {State | null} */
let replaced = null;
/** @type {Autosave | null} */
let autosave = null;
let timer = 0;

const choices = new Choices(bank, (choice, start) => {
  settle();
  const before = state;
  replaced = before && (!isProposed(bank, before) || before.items.some(({ notes }) => notes)) ? before : null;
  const next = proposed(bank, choice, start);
  if (before) next.title = before.title;
  take(next, "push");
  if (replaced) touched();
  toPlan();
});
const list = new PlanList(bank, {
  changed: touched,
  noted: keep,
  told: (words) => (told.textContent = words),
  swap: (item) => state && openBank(bank, state, item, (ref) => list.put(withNotes(banked(bank, ref), item), state?.items.indexOf(item) ?? 0, true)),
  edit: (item) => item.own && openOwn(bank, { ...item.own, minutes: item.minutes }, (own, minutes) => list.put(withNotes(owned(own, minutes), item), state?.items.indexOf(item) ?? 0, true)),
});
const heading = make("h2", { tabindex: "-1", id: "votre-plan" }, "Votre plan");
const title = make("input", { id: "titre-seance", maxlength: "100", autocomplete: "off" });
const caution = make("div", { class: "prudence" });
const total = make("strong", { class: "total" });
const words = make("span", {});
const sum = make("div", { class: "barre-total", role: "status" }, total, " ", words);
const back = make("p", { class: "revenir" });
const told = make("p", { class: "hors-ecran", role: "status" });
const kept = make("span", { class: "garde-etat" });
const elsewhere = make("p", { class: "avis-onglet", role: "status" });
const sheet = make("div", { class: "feuille" });
const shelf = make("div", { class: "etagere" });
const stored = make("div", {});
const bar = make("p", { class: "gestes barre-travail", hidden: "" }, button("← Mes séances", startAgain), kept);
/** The choices, folded under one line once there is a plan. */
const settings = make("details", { class: "reglages", open: "" }, make("summary", {}, "Changer le but, la durée ou le groupe"), choices.form);
const exportState = make("p", { role: "status", class: "export-etat" });
const plan = make("section", { class: "plan-seance", "aria-labelledby": "votre-plan", hidden: "" },
  heading,
  make("div", { class: "champ" }, make("label", { for: "titre-seance" }, "Titre de la séance"), title),
  back, caution, sum, told, list.element,
  make("div", { class: "gestes ajouts" },
    button("Ajouter une activité du portail", () => state && openBank(bank, state, null, (ref) => list.put(banked(bank, ref), placeToAdd()))),
    button("Ajouter mon activité", () => openOwn(bank, { title: "", method: "pleniere", steps: [], minutes: 15 }, (own, minutes) => list.put(owned(own, minutes), placeToAdd()))),
    button("Ajouter une pause", () => list.put(banked(bank, bank.pause), placeToAdd()))),
  make("h3", {}, "Imprimer, emporter"),
  make("div", { class: "gestes" },
    button("Imprimer le plan", () => print(), { class: "bouton principal" }),
    button("Exporter en Markdown", () => exported("md")),
    button("Exporter en YAML", () => exported("yml")),
    button("Copier l’adresse", copyAddress, location.protocol === "file:" ? { hidden: "" } : {})),
  exportState,
  make("p", { class: "champ-aide" }, "Le Markdown est du texte à coller dans un courriel ou un document. Le YAML est la forme du portail\u00a0: pour proposer votre séance, déposez-le tel quel dans ", make("code", {}, "practices/sessions/"), ". L’adresse contient le plan, jamais vos notes."));

/** Goes to the plan, by eye and by keyboard. */
function toPlan() {
  heading.focus({ preventScroll: true });
  root.scrollIntoView({ behavior: "instant" });
}

/** Shows one face of the page: the sessions kept here and the choices, or the plan that is open. */
function face(/** @type {boolean} */ isOpen) {
  for (const part of [bar, plan]) part.hidden = !isOpen;
  shelf.hidden = isOpen;
  settings.open = !isOpen;
  document.documentElement.classList.toggle(OPEN, isOpen);
}

/** @returns {number} before the closing, where a plan has one */
function placeToAdd() {
  return Math.max(0, (state?.items.length ?? 1) - 1);
}

/** @returns {Item} */
function withNotes(/** @type {Item} */ item, /** @type {Item} */ from) {
  return { ...item, notes: from.notes };
}

/** Shows another plan; `how`: whether the address is a new step of the history, the same one, or already right. */
function take(/** @type {State} */ next, /** @type {"push" | "replace" | "none"} */ how) {
  state = next;
  face(true);
  title.value = next.title;
  choices.show(next);
  list.take(next);
  if (how === "push") history.pushState(null, "", addressWith(hashOf(bank, next, draftId())));
  if (how === "replace") writeAddress();
  show();
  drawPaper();
}

/** Shows what follows from the plan: total, cautions, paper. */
function show() {
  if (!state) return;
  const current = state;
  const timed = current.items.map((item) => ({ minutes: item.minutes, isBreak: isBreak(bank, item) }));
  const said = totalWords(timed, current.duration);
  sum.classList.toggle("a-revoir", !said.isRight);
  if (total.textContent !== said.total) total.textContent = said.total;
  if (words.textContent !== said.words) words.textContent = said.words;
  title.placeholder = typographic(sessionTitle(bank, { ...current, title: "" }));
  caution.replaceChildren(...cautions(bank, current).map((line) => make("p", {}, ...nodes(bank, line))));
  back.replaceChildren(...(replaced ? ["Votre plan d’avant est de côté. ", button("Revenir à ce plan", restoreReplaced)] : []));
}

/** Draws the plan on paper; on screen it is not seen. */
function drawPaper() {
  sheet.replaceChildren(...(state ? paper(bank, sessionOf(bank, state), minuteOf(state.start)) : []));
}

/** After any change by the person: everything is shown again, and kept in the address and in the draft. */
function touched() {
  if (!state) return;
  list.show();
  show();
  exportState.textContent = "";
  keep();
}

/** Writes the plan in a draft, made at the first change; a moment later, in the address and on paper. */
function keep() {
  if (!state) return;
  clearTimeout(timer);
  timer = window.setTimeout(settleOutside, PAUSE);
  if (!drafts.canKeep) return;
  const name = typographic(sessionTitle(bank, state));
  const value = draftOf(bank, state);
  if (!autosave) attach(drafts.create(name, value));
  autosave?.later(value, name);
}

/** Goes on writing in a draft. */
function attach(/** @type {import("../brouillons/drafts.js").Draft} */ draft) {
  autosave?.close();
  autosave = new Autosave(draft, kept);
  elsewhere.textContent = "";
  draft.listen((change) => {
    if (change.cause === "elsewhere") {
      const theirs = stateOfDraft(bank, draft.value);
      if (theirs) take(theirs, "replace");
      elsewhere.textContent = "Cette séance vient de changer dans un autre onglet\u00a0: la voici à jour.";
    } else if (change.cause === "copied") {
      elsewhere.textContent = `Cette séance a aussi changé dans un autre onglet. La vôtre continue sous «\u00a0${change.title}\u00a0».`;
      writeAddress();
    } else elsewhere.textContent = "Cette séance a été supprimée dans un autre onglet. Un changement ici la garde de nouveau.";
  });
}

/** @returns {string} the address of the page with a plan; from a file, only what follows `#` may change */
function addressWith(/** @type {string} */ hash) {
  return (location.protocol === "file:" ? location.pathname + location.search : location.pathname) + (hash && `#${hash}`);
}

const draftId = () => autosave?.draft.id ?? "";

function settleOutside() {
  writeAddress();
  drawPaper();
}

function writeAddress() {
  clearTimeout(timer);
  if (state) history.replaceState(history.state, "", addressWith(hashOf(bank, state, draftId())));
}

/** Writes at once what waits to be written. */
function settle() {
  autosave?.flush();
  if (state) writeAddress();
}

function restoreReplaced() {
  if (!replaced) return;
  const before = replaced;
  replaced = null;
  take(before, "push");
  touched();
  toPlan();
}

/** Leaves the session as it is kept, and goes back to the choices. */
function startAgain() {
  settle();
  history.pushState(null, "", addressWith(""));
  leave();
  const first = shelf.querySelector("h2");
  (first?.checkVisibility() ? first : choices.goal).focus({ preventScroll: true });
  root.scrollIntoView({ behavior: "instant" });
}

function leave() {
  autosave?.close();
  autosave = null;
  replaced = null;
  state = null;
  kept.textContent = elsewhere.textContent = "";
  face(false);
  drawPaper();
}

function exported(/** @type {"md" | "yml"} */ extension) {
  if (!state) return;
  const faults = missing(bank, state);
  if (faults.length) {
    exportState.textContent = faults.join(" ");
    return;
  }
  const session = sessionOf(bank, state);
  const text = extension === "yml" ? yaml(session) : markdown(bank, session, minuteOf(state.start));
  download(`${session.id}.${extension}`, text, extension === "yml" ? "application/yaml" : "text/markdown");
  exportState.textContent = `Fichier prêt\u00a0: ${session.id}.${extension}.`;
}

async function copyAddress() {
  if (!state) return;
  const address = `${location.origin}${location.pathname}#${hashOf(bank, state)}`;
  try {
    await navigator.clipboard.writeText(address);
    exportState.textContent = "Adresse copiée\u00a0: elle rouvre ce plan, sans vos notes.";
  } catch {
    const field = make("input", { readonly: "", "aria-label": "Adresse à copier" });
    field.value = address;
    exportState.replaceChildren(field);
    field.focus();
    field.select();
  }
}

/**
 * Opens what the address names: a plan, a session to adapt, or nothing. When the page opens, a draft that the address
 * names is taken as it was last written, which an old bookmark must not undo; going back shows what the address says.
 * @param {boolean} isBack
 * @returns {boolean}
 */
function openAddress(isBack) {
  const session = new URLSearchParams(location.search).get("seance");
  const next = session && location.hash.length < 2 ? adapted(bank, session) : null;
  if (next) {
    take(next, "replace");
    return true;
  }
  const read = stateIn(bank, location.hash);
  if (!read) return false;
  const draft = draftId() === read.draft || !read.draft ? null : drafts.open(read.draft);
  const written = draft ? stateOfDraft(bank, draft.value) : null;
  if (draft) attach(draft);
  if (written && !isBack) take(written, "replace");
  else {
    const noted = written ?? state;
    if (noted) takeNotes(read.state, noted);
    take(read.state, "none");
    if (autosave) keep();
  }
  return true;
}

title.addEventListener("input", () => {
  if (!state) return;
  state.title = title.value;
  touched();
});
choices.start.addEventListener("change", () => {
  if (!state) return;
  state.start = choices.start.value || state.start;
  touched();
});
addEventListener("pagehide", settle);
addEventListener("beforeprint", drawPaper);
addEventListener("popstate", () => {
  clearTimeout(timer);
  if (!openAddress(true) && !location.hash) leave();
});

root.append(stored, bar, elsewhere, shelf, settings, plan, sheet);
mountNotice(store, stored);
mountShelf(shelf, drafts, {
  title: "Vos séances",
  untitled: () => "Séance",
  onOpen: (draft) => {
    settle();
    const opened = stateOfDraft(bank, draft.value);
    if (!opened) return;
    replaced = null;
    attach(draft);
    take(opened, "push");
    toPlan();
  },
});
openAddress(false);
