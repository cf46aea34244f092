/**
 * The two disclosures of the frame: the menu on a phone and the summary of a page.
 * A closed panel is not displayed, so it is never in the tab order.
 */

/** @type {HTMLElement | null} */
const menuButton = document.querySelector("[data-menu]");
const menu = document.getElementById("menu");

if (menuButton && menu) {
  const isOpen = () => menuButton.getAttribute("aria-expanded") === "true";
  const toggle = (/** @type {boolean} */ open) => {
    menuButton.setAttribute("aria-expanded", String(open));
    menu.classList.toggle("ouvert", open);
  };
  menuButton.addEventListener("click", () => toggle(!isOpen()));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    const focusInside = menu.contains(document.activeElement);
    toggle(false);
    if (focusInside) menuButton.focus();
  });
}

const summaryButton = document.querySelector("[data-sommaire]");

if (summaryButton) {
  const toggle = (/** @type {boolean} */ open) => summaryButton.setAttribute("aria-expanded", String(open));
  summaryButton.addEventListener("click", () => toggle(summaryButton.getAttribute("aria-expanded") !== "true"));
  document.getElementById("sommaire")?.addEventListener("click", () => toggle(false));
}
