/**
 * What is on the device, where a page holds `<div data-hors-ligne></div>`: progress, a button to keep everything when
 * the connection is sparing, to look for a new version, and to install the portal as an application.
 */

import { ask, possible, sparing } from "./installer.js";
import { style } from "./style.js";

/** @typedef {{have: number, total: number, size: number, whole: boolean, busy: boolean, failure: "" | "espace" | "reseau"}} State */

const FROM_FILE = "Vous lisez la copie pour clé USB\u00a0: tout le portail est dans ce dossier, rien à télécharger.";
const IMPOSSIBLE =
  "Ce navigateur ne peut pas garder le portail sur l’appareil. Une fenêtre de navigation privée ou un navigateur ancien "
  + "en sont les raisons les plus courantes. Le portail reste utilisable avec le réseau.";
const MISSED =
  "Le téléchargement n’a pas pu se faire\u00a0: le réseau a lâché, ou l’appareil manque d’espace. Il reprendra où il était à la "
  + "prochaine page. D’ici là, le portail reste utilisable avec le réseau.";
const SPARED =
  "Vous avez l’accueil, la recherche, les listes et les outils de tous les jours. Votre connexion est lente ou limitée\u00a0: "
  + "le reste attend votre accord. Les pages que vous ouvrez sont gardées.";
const FAILED = {
  espace: "L’appareil manque d’espace. Ce qui est déjà gardé le reste; libérez un peu de place, puis reprenez.",
  reseau: "Le réseau a lâché. Ce qui est déjà gardé le reste; la suite viendra à votre prochaine visite.",
};

/** @returns {string} a weight in megabytes, as one reads it: « 1,8 Mo » */
export function weight(/** @type {number} */ bytes) {
  return `${(bytes / 1e6).toFixed(1).replace(".", ",")}\u00a0Mo`;
}

/**
 * What a state says, in short then in detail, and what the button that keeps the rest says (nothing: no button).
 * @param {State} state
 * @param {boolean} spared whether the connection is sparing
 * @returns {{text: string, detail: string, keep: string}}
 */
export function told(state, spared) {
  const count = `${state.have} fichiers sur ${state.total}.`;
  if (state.whole) {
    const detail = `${state.total} fichiers, ${weight(state.size)} téléchargés en tout.`;
    return { text: "Disponible hors ligne\u00a0: tout le portail est sur cet appareil.", detail, keep: "" };
  }
  if (state.failure) return { text: FAILED[state.failure], detail: count, keep: "Reprendre" };
  if (state.busy || !spared) {
    return { text: "Téléchargement en cours. L’essentiel est déjà disponible hors ligne.", detail: count, keep: "" };
  }
  return {
    text: "L’essentiel est disponible hors ligne.",
    detail: `${count} ${SPARED}`,
    keep: `Tout garder (${weight(state.size)} en tout)`,
  };
}

/** Shows the state in its place. */
export function mount(/** @type {HTMLElement} */ place) {
  style();
  const text = document.createElement("p");
  text.setAttribute("role", "status");
  place.classList.add("etat-hors-ligne");
  place.append(text);
  if (!possible()) {
    text.textContent = location.protocol === "file:" ? FROM_FILE : IMPOSSIBLE;
    return;
  }
  text.textContent = "L’essentiel se télécharge sur cet appareil…";
  const progress = document.createElement("progress");
  const detail = document.createElement("p");
  const keep = button(place, "", () => ask("completer"));
  progress.hidden = true;
  progress.setAttribute("aria-label", "Fichiers gardés sur l’appareil");
  place.insertBefore(progress, keep);
  place.insertBefore(detail, keep);
  lookForNews(place, text);
  offerApplication(place);

  document.addEventListener("ancrage:hors-ligne-manque", () => {
    text.textContent = MISSED;
  });
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    /** @type {State | undefined} */
    const state = data?.horsLigne;
    if (!state) return;
    const saying = told(state, sparing());
    if (text.textContent !== saying.text) text.textContent = saying.text;
    progress.max = state.total;
    progress.value = state.have;
    progress.hidden = state.whole;
    detail.textContent = saying.detail;
    keep.textContent = saying.keep;
    keep.hidden = !saying.keep;
  });
  ask("etat");
}

/** A button that asks the server whether there is a new version; the banner offers it if so. */
function lookForNews(/** @type {HTMLElement} */ place, /** @type {HTMLElement} */ text) {
  const look = button(place, "Chercher une nouvelle version", async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    try {
      await registration?.update();
      const news = registration?.installing || registration?.waiting;
      text.textContent = news ? "Une nouvelle version se télécharge." : "Vous avez la dernière version.";
    } catch {
      text.textContent = "Pas de réseau pour l’instant\u00a0: vous gardez la version que vous avez.";
    }
  });
  look.hidden = false;
}

/** A button to install the portal, in the browsers that let a page offer it. */
function offerApplication(/** @type {HTMLElement} */ place) {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    const install = button(place, "Installer Ancrage sur l’appareil", () => {
      /** @type {any} */ (event).prompt();
      install.hidden = true;
    });
    install.hidden = false;
  });
}

/** @returns {HTMLButtonElement} a hidden button at the end of a place */
function button(/** @type {HTMLElement} */ place, /** @type {string} */ text, /** @type {() => void} */ act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "bouton";
  made.textContent = text;
  made.hidden = true;
  made.addEventListener("click", act);
  place.append(made);
  return made;
}
