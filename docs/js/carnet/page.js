/** The page /carnet/: what was kept, in the person's order, with her notes. */

import { downloadText, exported, localDay } from "../donnees/file.js";
import { mountNotice } from "../donnees/notice.js";
import { empty } from "../donnees/schema.js";
import { theStore } from "../donnees/store.js";
import { button, make } from "../element.js";
import { Item, removedItem } from "./item.js";
import { markdown } from "./markdown.js";

/** @typedef {import("../donnees/schema.js").Kept} Kept */

const BASE = new URL("../../", import.meta.url);
const STEM = "ancrage-carnet";
const store = theStore();
const root = /** @type {HTMLElement} */ (document.querySelector("[data-carnet]"));
const notice = make("div");
const told = make("p", { role: "status", class: "carnet-etat" });
const list = make("ol", { class: "carnet" });
const nothing = /** @type {HTMLElement} */ (root.querySelector(".carnet-vide"));
const tools = make("div", { class: "gestes" },
  button("Imprimer", () => print()),
  button("Exporter en Markdown", () => downloadText(STEM, "md", asMarkdown())),
  button("Exporter en JSON", () => downloadText(STEM, "json", asJson())));

/** @type {Map<string, Item>} */
const shown = new Map();
/** Removed while the page is open: what undoing needs. @type {Map<string, Kept>} */
const undoable = new Map();

/** @returns {[string, Kept][]} what is kept, in order */
function kept() {
  return Object.entries(store.data.notebook).filter(([, { removed }]) => !removed)
    .sort(([one, a], [other, b]) => a.order - b.order || (one < other ? -1 : 1));
}

function asMarkdown() {
  return markdown(kept().map(([, record]) => record), BASE.href, localDay(new Date()));
}

function asJson() {
  return exported({ ...empty(), notebook: Object.fromEntries(kept()) }, {}, new Date());
}

/** @type {import("./item.js").Actions} */
const actions = {
  move(id, by) {
    const ids = kept().map(([name]) => name);
    const at = ids.indexOf(id);
    const to = Math.min(Math.max(at + by, 0), ids.length - 1);
    ids.splice(to, 0, ...ids.splice(at, 1));
    reorder(ids);
    const item = shown.get(id);
    const wanted = by < 0 ? item?.up : item?.down;
    (wanted?.disabled ? (by < 0 ? item?.down : item?.up) : wanted)?.focus();
    told.textContent = `${item?.title}\u00a0: ${to + 1} sur ${ids.length}.`;
  },
  remove(id) {
    shown.get(id)?.note.save();
    undoable.set(id, store.data.notebook[id]);
    store.remove("notebook", id);
    /** @type {HTMLElement | null} */ (list.querySelector(`[data-id="${id}"] button`))?.focus();
  },
  restore(id) {
    const { modified, noted, ...fields } = /** @type {Kept} */ (undoable.get(id));
    undoable.delete(id);
    store.put("notebook", { [id]: fields });
    shown.get(id)?.element.querySelector("a")?.focus();
    told.textContent = `Remis\u00a0: ${fields.title}.`;
  },
  drag(item, event) {
    event.preventDefault();
    item.classList.add("glisse");
    /** @type {HTMLElement | null} */
    let before = null;
    const marks = () => list.querySelectorAll(".avant, .apres").forEach((one) => one.classList.remove("avant", "apres"));
    const onMove = (/** @type {PointerEvent} */ { clientY }) => {
      const lines = /** @type {HTMLElement[]} */ ([...list.children]);
      before = lines.find((line) => clientY < line.getBoundingClientRect().top + line.offsetHeight / 2) ?? null;
      marks();
      if (before) before.classList.add("avant");
      else lines.at(-1)?.classList.add("apres");
    };
    const onEnd = (/** @type {PointerEvent} */ { type }) => {
      for (const name of ["pointermove", "pointerup", "pointercancel"]) document.removeEventListener(name, /** @type {any} */ (handlers)[name]);
      item.classList.remove("glisse");
      const moved = Boolean(list.querySelector(".avant, .apres"));
      marks();
      if (type === "pointerup" && moved) drop(item, before);
    };
    const handlers = { pointermove: onMove, pointerup: onEnd, pointercancel: onEnd };
    for (const [name, handler] of Object.entries(handlers)) document.addEventListener(name, /** @type {any} */ (handler));
  },
};

/** Puts a line before another, or last. */
function drop(/** @type {HTMLElement} */ item, /** @type {HTMLElement | null} */ before) {
  if (before === item) return;
  list.insertBefore(item, before);
  const lines = /** @type {HTMLElement[]} */ ([...list.children]);
  reorder(lines.map(({ dataset }) => dataset.id ?? "").filter((id) => shown.has(id)));
  told.textContent = `${shown.get(item.dataset.id ?? "")?.title} déplacé.`;
}

/** Writes the places that changed, and no other. */
function reorder(/** @type {string[]} */ ids) {
  const changed = ids.map((id, order) => /** @type {const} */ ([id, order])).filter(([id, order]) => store.data.notebook[id].order !== order);
  store.put("notebook", Object.fromEntries(changed.map(([id, order]) => [id, { order }])));
}

/** Makes the list show what is stored; a line that is there stays, so that a note being written is not disturbed. */
function show() {
  const items = kept();
  const ids = new Set(items.map(([id]) => id));
  for (const id of [...undoable.keys()]) if (ids.has(id)) undoable.delete(id);
  const gone = [...shown].filter(([id]) => !ids.has(id));
  const written = gone.filter(([, { note }]) => note.isWritten); // removed in another tab: comes back when saved
  for (const [id, { note }] of gone) {
    if (note.isWritten) continue;
    note.close();
    shown.delete(id);
  }
  const lines = [
    ...items.map(([id, record]) => ({ order: record.order, element: lineOf(id, record) })),
    ...written.map(([, { order, element }]) => ({ order, element })),
    ...[...undoable].map(([id, record]) => ({ order: record.order - 0.5, element: removedItem(id, record, actions) })),
  ].sort((a, b) => a.order - b.order).map(({ element }) => element);
  arrange(lines);
  items.forEach(([id], index) => {
    const item = /** @type {Item} */ (shown.get(id));
    item.up.disabled = index === 0;
    item.down.disabled = index === items.length - 1;
    item.note.refresh();
  });
  nothing.hidden = items.length > 0 || undoable.size > 0;
  tools.hidden = !items.length;
}

function lineOf(/** @type {string} */ id, /** @type {Kept} */ record) {
  const item = shown.get(id) ?? new Item(store, id, record, actions);
  item.order = record.order;
  shown.set(id, item);
  return item.element;
}

/** Puts lines in order, moving only those that are elsewhere: a moved field loses its focus. */
function arrange(/** @type {HTMLElement[]} */ lines) {
  for (const line of [...list.children]) if (!lines.includes(/** @type {HTMLElement} */ (line))) line.remove();
  lines.forEach((line, index) => {
    if (list.children[index] !== line) list.insertBefore(line, list.children[index] ?? null);
  });
}

root.querySelector(".sans-donnees")?.remove();
root.prepend(notice, tools, told, list);
mountNotice(store, notice);
store.listen(show);
show();
for (const { note } of shown.values()) note.fit();
