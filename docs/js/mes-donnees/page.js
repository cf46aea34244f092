/** The page /mes-donnees/: what is kept here, to see, take away, bring back and erase. */

import { mountNotice } from "../donnees/notice.js";
import { theStore } from "../donnees/store.js";
import { make } from "../element.js";
import { eraser } from "./erase.js";
import { importer } from "./import.js";
import { inventory } from "./inventory.js";
import { exporter } from "./export.js";

const store = theStore();
const root = /** @type {HTMLElement} */ (document.querySelector("[data-mes-donnees]"));
const notice = make("div");

root.replaceChildren(notice, ...(store.stop === "file" ? [] : [
  inventory(store), exporter(store), importer(store), eraser(store),
]));
mountNotice(store, notice);
