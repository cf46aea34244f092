/** On the page /hors-ligne/: says which page was asked for, when the service worker led here because it is not kept. */

const asked = new URLSearchParams(location.search).get("page");
const notice = /** @type {HTMLElement | null} */ (document.querySelector("[data-page-absente]"));
const address = document.querySelector("[data-adresse-absente]");

if (asked !== null && notice && address) {
  address.textContent = asked ? `(${asked.slice(0, 200)})` : "";
  notice.hidden = false;
}
