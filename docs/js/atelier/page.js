/** The page /cas/atelier/. */

import { theStore } from "../donnees/store.js";
import { Workshop } from "./workshop.js";

const root = /** @type {HTMLElement} */ (document.querySelector("[data-atelier]"));
const data = document.getElementById("atelier-donnees");

if (root && data) new Workshop(root, JSON.parse(data.textContent ?? ""), theStore());
