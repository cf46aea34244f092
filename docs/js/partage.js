/**
 * Share and print buttons of a page: shown here, since they need JavaScript. Sharing uses the device's own panel; where
 * there is none the address is copied, and where that is refused it is shown, selected. Nothing leaves the device.
 */

/**
 * The address to share: where one is in the page, without what a search left in it.
 * @param {URL | Location} place
 * @returns {string}
 */
export function addressOf(place) {
  return `${place.origin}${place.pathname}${place.hash}`;
}

/**
 * @param {HTMLElement} button
 * @param {string} words
 */
function say(button, words) {
  let status = button.parentElement?.querySelector("[role=status]");
  if (!status) {
    status = document.createElement("span");
    status.setAttribute("role", "status");
    button.parentElement?.append(" ", status);
  }
  status.textContent = words;
}

/**
 * The address in a field, selected, for whoever has neither panel nor clipboard.
 * @param {HTMLElement} button
 * @param {string} url
 */
function show(button, url) {
  const field = button.parentElement?.querySelector("input") ?? document.createElement("input");
  field.readOnly = true;
  field.value = url;
  field.setAttribute("aria-label", "Adresse à copier");
  if (!field.isConnected) button.parentElement?.append(field);
  field.focus();
  field.select();
}

/** @param {HTMLElement} button */
async function share(button) {
  const url = addressOf(location);
  try {
    if (typeof navigator.share === "function") {
      await navigator.share({ title: document.title, url });
    } else {
      await navigator.clipboard.writeText(url);
      say(button, "Lien copié.");
    }
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) show(button, url);
  }
}

if (typeof document !== "undefined") {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-partager]"))) {
    button.hidden = false;
    button.addEventListener("click", () => void share(button));
  }
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-imprimer]"))) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
