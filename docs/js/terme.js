/**
 * A term explained in place. Each `a.terme` already leads to its definition at the end of the page
 * (`dt#terme-…`); here a tap or Enter opens that definition beside the word instead.
 * Escape, a tap elsewhere, a second tap or leaving with Tab closes it.
 */

const MARGIN = 16;

/** @type {{link: HTMLAnchorElement, bubble: HTMLElement} | null} */
let opened = null;

/**
 * The definition that a link leads to, or null.
 * @param {HTMLAnchorElement} link
 * @returns {{title: HTMLElement, nodes: HTMLElement[]} | null}
 */
function definitionOf(link) {
  const term = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (term?.tagName !== "DT") return null;
  const title = copyOf(term, "p");
  const nodes = [];
  for (let next = term.nextElementSibling; next?.tagName === "DD"; next = next.nextElementSibling) {
    nodes.push(copyOf(next, "div"));
  }
  return nodes.length ? { title, nodes } : null;
}

/**
 * The same content in another element, without ids that would then stand twice in the page.
 * @param {Element} source
 * @param {string} tag
 * @returns {HTMLElement}
 */
function copyOf(source, tag) {
  const copy = document.createElement(tag);
  copy.innerHTML = source.innerHTML;
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  return copy;
}

/**
 * @param {{title: HTMLElement, nodes: HTMLElement[]}} definition
 * @returns {HTMLElement}
 */
function makeBubble({ title, nodes }) {
  const bubble = document.createElement("div");
  bubble.className = "bulle";
  bubble.tabIndex = -1;
  bubble.setAttribute("role", "dialog");
  bubble.setAttribute("aria-labelledby", "bulle-titre");
  title.id = "bulle-titre";
  title.className = "bulle-titre";
  const shut = document.createElement("button");
  shut.type = "button";
  shut.className = "bulle-fermer";
  shut.textContent = "×";
  shut.setAttribute("aria-label", "Fermer la définition");
  shut.addEventListener("click", () => close(true));
  bubble.append(title, ...nodes, shut);
  return bubble;
}

/**
 * Under the word, or over it when the window has no room below; always inside the window.
 * @param {HTMLElement} bubble
 * @param {HTMLElement} link
 */
function place(bubble, link) {
  const word = link.getClientRects()[0];
  const room = document.documentElement.clientWidth - bubble.offsetWidth - MARGIN;
  const above = word.bottom + bubble.offsetHeight + MARGIN > innerHeight && word.top > bubble.offsetHeight + MARGIN;
  const top = above ? word.top - bubble.offsetHeight - 6 : word.bottom + 6;
  bubble.style.left = `${Math.max(MARGIN, Math.min(word.left, room)) + scrollX}px`;
  bubble.style.top = `${top + scrollY}px`;
}

/**
 * @param {HTMLAnchorElement} link
 * @param {{title: HTMLElement, nodes: HTMLElement[]}} definition
 */
function open(link, definition) {
  const bubble = makeBubble(definition);
  document.body.append(bubble);
  bubble.dispatchEvent(new Event("a-garder", { bubbles: true })); // garder.js may add its button
  place(bubble, link);
  link.setAttribute("aria-expanded", "true");
  opened = { link, bubble };
  bubble.focus({ preventScroll: true });
  bubble.addEventListener("focusout", ({ relatedTarget }) => {
    const stays = !relatedTarget || relatedTarget === link || bubble.contains(/** @type {Node} */ (relatedTarget));
    if (opened && !stays) close(false);
  });
  bubble.addEventListener("keydown", leaveWithTab);
}

/**
 * The bubble stands at the end of the document: Tab out of it goes back to the word, where reading goes on.
 * @param {KeyboardEvent} event
 */
function leaveWithTab(event) {
  if (event.key !== "Tab" || !opened) return;
  const stops = [...opened.bubble.querySelectorAll("a[href], button")];
  const first = document.activeElement === stops[0] || document.activeElement === opened.bubble;
  const last = document.activeElement === stops.at(-1);
  if (event.shiftKey ? first : last) {
    event.preventDefault();
    close(true);
  }
}

/** @param {boolean} backToLink */
function close(backToLink) {
  if (!opened) return;
  const { link, bubble } = opened;
  opened = null;
  bubble.remove();
  link.setAttribute("aria-expanded", "false");
  if (backToLink) link.focus({ preventScroll: true });
}

for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.terme"))) {
  if (!definitionOf(link)) continue;
  link.setAttribute("aria-haspopup", "dialog");
  link.setAttribute("aria-expanded", "false");
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a.terme"));
  if (!link) {
    if (opened && !opened.bubble.contains(target)) close(false);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const again = opened?.link === link;
  const definition = definitionOf(link);
  if (!definition) return;
  event.preventDefault();
  close(again);
  if (!again) open(link, definition);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && opened) close(true);
});
