/** An element with its attributes and its content, in one call. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * @param {string | Node} name
 * @param {() => void} act
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLButtonElement}
 */
export function button(name, act, attributes = {}) {
  const element = make("button", { type: "button", class: "bouton", ...attributes }, name);
  element.addEventListener("click", act);
  return element;
}

/** @returns {string} a day in words, « 21 novembre 2026 », « 1er décembre 2026 » */
export function dayInWords(/** @type {string} */ day) {
  return new Date(`${day}T12:00:00`).toLocaleDateString("fr-CA", { dateStyle: "long" }).replace(/^1 /, "1er ");
}
