/**
 * The two disclosures of the frame: the menu on a phone and the summary of a page.
 * A closed panel is not displayed, so it is never in the tab order.
 */

const menuButton = document.querySelector("[data-menu]");
const menu = document.getElementById("menu");

/** @param {boolean} open */
function toggleMenu(open) {
  menuButton.setAttribute("aria-expanded", String(open));
  menu.classList.toggle("ouvert", open);
}

/** @returns {boolean} */
const menuIsOpen = () => menuButton.getAttribute("aria-expanded") === "true";

if (menuButton && menu) {
  menuButton.addEventListener("click", () => toggleMenu(!menuIsOpen()));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menuIsOpen()) return;
    const focusInside = menu.contains(document.activeElement);
    toggleMenu(false);
    if (focusInside) menuButton.focus();
  });
}

const summaryButton = document.querySelector("[data-sommaire]");

if (summaryButton) {
  const toggle = (/** @type {boolean} */ open) => summaryButton.setAttribute("aria-expanded", String(open));
  summaryButton.addEventListener("click", () => toggle(summaryButton.getAttribute("aria-expanded") !== "true"));
  document.getElementById("sommaire").addEventListener("click", () => toggle(false));
}
