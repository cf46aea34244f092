/**
 * Light, dark, or as the device says. The choice is the only thing kept here, on the device,
 * and never when the page is opened from a file: other local pages could read it.
 */

const KEY = "ancrage.theme";
const CHOICES = ["auto", "clair", "sombre"];
/** @type {Record<string, string>} */
const NAMES = { auto: "automatique", clair: "clair", sombre: "sombre" };

const root = document.documentElement;
/** @type {HTMLButtonElement | null} */
const button = document.querySelector("[data-theme-bascule]");
const told = document.querySelector("[data-theme-nom]");

/** @returns {string} */
const current = () => root.dataset.theme ?? "auto";

/** @param {string} choice */
function remember(choice) {
  if (location.protocol === "file:") return;
  try {
    if (choice === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
}

/** @param {string} choice */
function show(choice) {
  if (choice === "auto") delete root.dataset.theme;
  else root.dataset.theme = choice;
  if (!button || !told) return;
  told.textContent = `Thème\u00a0: ${NAMES[choice]}. Changer`;
  button.title = `Thème\u00a0: ${NAMES[choice]}`;
}

if (button && told) {
  button.hidden = false;
  show(current());
  button.addEventListener("click", () => {
    const next = CHOICES[(CHOICES.indexOf(current()) + 1) % CHOICES.length];
    show(next);
    remember(next);
  });
}
