/** The page of accounts: one's own, then a community's. */

import { make } from "../element.js";
import { Gathering } from "./gathering.js";
import { Noting } from "./noting.js";

const BASE = new URL("../../", import.meta.url).href;

const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-releves]"));
const data = document.getElementById("releves-donnees")?.textContent;
if (root && data) {
  const { strategies } = JSON.parse(data);
  const doors = make("p", { class: "gestes portes-releves" },
    make("a", { href: "#noter", class: "bouton" }, "Noter ma pratique"), make("a", { href: "#reunir", class: "bouton" }, "Réunir nos relevés"));
  const noting = new Noting(strategies, BASE);
  root.replaceChildren(doors, noting.root, new Gathering(strategies, BASE).root);
  noting.desk.follow();
}
