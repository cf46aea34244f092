/**
 * Draws the fields of a case from its schema: what a field holds decides how it is filled. Everything typed goes at once
 * into the value; nothing is refused while typing.
 */

import { button, make } from "../element.js";
import { at, isBlank, put } from "./case.js";
import { namedBy } from "./rules.js";
import { resolved, schemaAt } from "./validate.js";

/** @typedef {import("./rules.js").Known} Known */
/** @typedef {import("./validate.js").Schema} Schema */
/** @typedef {import("./validate.js").Where} Where */
/**
 * @typedef {{title?: string, hint?: string, rows?: number, choices?: [any, string][], add?: string, item?: string,
 *   adds?: [string, () => any][], mine?: (item: any) => boolean, always?: boolean, only?: (item: any) => string[], folded?: string[],
 *   draws?: Record<string, (form: Form, where: Where) => HTMLElement | null>}} Look what a step changes in what the schema
 *   says. `choices`: values and their names; `add`, `item`: what the button that adds an item, and an item, are called;
 *   `adds`: several such buttons, with what each adds; `mine`: which items of the list are shown, one at least if
 *   `always`; `only`: the fields shown of an item; `folded`: those under a name to open; `draws`: those drawn otherwise, or
 *   not at all
 */
/**
 * @typedef {{known: Known, written: Record<string, any>, changed: () => void, faultAt: (where: Where) => string,
 *   watch: (field: HTMLInputElement | HTMLTextAreaElement) => void}} Editor what the form fills: `watch`
 *   looks at what is typed in a field, and says under it what could tell who it is about
 */

/** @returns {string} the id of the field at a place */
export function fieldId(/** @type {Where} */ where) {
  return `champ-${where.join("-")}`;
}

export class Form {
  constructor(/** @type {Editor} */ editor) {
    this.editor = editor;
    this.known = editor.known;
  }

  /**
   * @param {Where} where
   * @param {Look} [look]
   * @returns {HTMLElement}
   */
  field(where, look = {}) {
    const schema = schemaAt(this.known.schema, where);
    if (schema.type === "array") return this.list(where, schema, look);
    if (schema.type === "object") return this.group(where, schema, look);
    if (schema.type === "boolean" || schema.enum?.length < 4) return this.choice(where, schema, look);
    if (schema.enum || this.names(schema)) return this.select(where, schema, look);
    return this.text(where, schema, look);
  }

  /** @returns {import("./rules.js").Named[] | null} what a string may name; figures with their values */
  names(/** @type {Schema} */ schema) {
    if (schema["x-refers"] !== "mesure") return namedBy(this.known, schema["x-refers"]);
    return this.known.figures.map(({ id, title, value }) => ({ id, title: `${title}\u00a0: ${value}` }));
  }

  /** @returns {string} what is written at a place */
  textAt(/** @type {Where} */ where) {
    return String(at(this.editor.written, where) ?? "");
  }

  write(/** @type {Where} */ where, /** @type {any} */ value) {
    put(this.editor.written, where, value);
    this.editor.changed();
  }

  /**
   * The name of a field, its help and what is wrong with it, tied to what is filled.
   * @param {HTMLElement} control
   * @param {Where} where
   * @param {Schema} schema
   * @param {Look} look
   * @returns {{hint: HTMLElement[], fault: HTMLElement}}
   */
  about(control, where, schema, look) {
    const id = fieldId(where);
    const words = look.hint ?? schema.description;
    const hint = words ? [make("p", { class: "champ-aide", id: `${id}-aide` }, words)] : [];
    const fault = make("p", { class: "champ-faute", id: `${id}-faute` }, this.editor.faultAt(where));
    fault.hidden = !fault.textContent;
    control.setAttribute("aria-describedby", `${words ? `${id}-aide ` : ""}${id}-faute`);
    if (!fault.hidden) control.setAttribute("aria-invalid", "true");
    control.addEventListener("input", () => {
      fault.hidden = true;
      control.removeAttribute("aria-invalid");
    });
    return { hint, fault };
  }

  /** @returns {HTMLElement} */
  text(/** @type {Where} */ where, /** @type {Schema} */ schema, /** @type {Look} */ look) {
    const isLong = Boolean(schema.contentMediaType);
    const isNumber = schema.type === "number" || schema.type === "integer";
    const area = isLong ? make("textarea", { rows: String(look.rows ?? 4) }) : null;
    const control = area ?? make("input", { type: "text", ...(isNumber && { inputmode: "decimal" }) });
    control.id = fieldId(where);
    control.autocomplete = "off";
    control.value = this.textAt(where);
    const { hint, fault } = this.about(control, where, schema, look);
    const holder = make("div", { class: `champ${isNumber ? " champ-nombre" : ""}` }, make("label", { for: control.id }, look.title ?? schema.title), ...hint, control, fault);
    control.addEventListener("input", () => {
      this.write(where, control.value);
      if (area) fit(area);
    });
    if (area) requestAnimationFrame(() => fit(area));
    if (!isNumber && where.at(-1) !== "period" && where.at(-1) !== "unit") this.editor.watch(control);
    return holder;
  }

  /** @returns {HTMLElement} one of a few values, or none where the field may be left out */
  choice(/** @type {Where} */ where, /** @type {Schema} */ schema, /** @type {Look} */ look) {
    const id = fieldId(where);
    const name = String(where.at(-1));
    /** @type {[any, string][]} */
    const choices = look.choices ?? (schema.type === "boolean" ? [[true, "Oui"], [false, "Non"]] : schema.enum.map((/** @type {string} */ value) => [value, this.known.values[name]?.[value] ?? value]));
    const group = make("fieldset", { class: "champ", id, tabindex: "-1" }, make("legend", {}, look.title ?? schema.title));
    const { hint, fault } = this.about(group, where, schema, look);
    const present = at(this.editor.written, where);
    const options = choices.map(([value, words]) => {
      const radio = make("input", { type: "radio", name: id });
      radio.checked = present === value;
      radio.addEventListener("change", () => this.write(where, value));
      return make("label", { class: "choix" }, radio, words);
    });
    group.append(...hint, ...options, fault);
    return group;
  }

  /** @returns {HTMLElement} one of the names that the portal knows, or of many values; what a file brought stays */
  select(/** @type {Where} */ where, /** @type {Schema} */ schema, /** @type {Look} */ look) {
    const present = this.textAt(where);
    const called = this.known.values[String(where.at(-1))] ?? {};
    const names = this.names(schema) ?? schema.enum.map((/** @type {string} */ id) => ({ id, title: called[id] ?? id }));
    const known = !present || names.some((/** @type {import("./rules.js").Named} */ { id }) => id === present) ? names : [...names, { id: present, title: present }];
    const control = make("select", { id: fieldId(where), autocomplete: "off" }, make("option", { value: "" }, "Choisir…"),
      ...known.map((/** @type {import("./rules.js").Named} */ { id, title }) => make("option", { value: id }, title)));
    control.value = present;
    const { hint, fault } = this.about(control, where, schema, look);
    control.addEventListener("change", () => this.write(where, control.value));
    return make("div", { class: "champ" }, make("label", { for: control.id }, look.title ?? schema.title), ...hint, control, fault);
  }

  /** @returns {HTMLElement} the fields of a record */
  group(/** @type {Where} */ where, /** @type {Schema} */ schema, /** @type {Look} */ look) {
    const group = make("fieldset", { class: "champ", id: fieldId(where), tabindex: "-1" }, make("legend", {}, look.title ?? schema.title));
    const { hint, fault } = this.about(group, where, schema, look);
    group.append(...hint, ...this.fields(where, schema, look), fault);
    return group;
  }

  /** @returns {HTMLElement[]} */
  fields(/** @type {Where} */ where, /** @type {Schema} */ schema, /** @type {Look} */ look) {
    const names = look.only?.(at(this.editor.written, where)) ?? Object.keys(schema.properties);
    return names.flatMap((name) => {
      const draw = look.draws?.[name];
      const field = draw ? draw(this, [...where, name]) : this.field([...where, name]);
      if (!field) return [];
      return [look.folded?.includes(name) ? this.folded(field, [...where, name]) : field];
    });
  }

  /** @returns {HTMLElement} a group that opens under its name, open when it holds something */
  folded(/** @type {HTMLElement} */ field, /** @type {Where} */ where) {
    const legend = field.querySelector("legend");
    const details = make("details", { class: "champ-replie" }, make("summary", {}, legend?.textContent ?? ""), field);
    details.open = !isBlank(at(this.editor.written, where)) || field.querySelector("[aria-invalid]") !== null;
    legend?.classList.add("hors-ecran");
    return details;
  }

  /** @returns {HTMLElement} */
  list(/** @type {Where} */ where, /** @type {Schema} */ schema, /** @type {Look} */ look) {
    const items = resolved(this.known.schema, schema.items).schema;
    const names = namedBy(this.known, items["x-refers"]);
    return names && items.type === "string" ? this.boxes(where, schema, names, look) : this.repeated(where, schema, items, look);
  }

  /** @returns {HTMLElement} several of the names that the portal knows, each a box to tick */
  boxes(/** @type {Where} */ where, /** @type {Schema} */ schema, /** @type {import("./rules.js").Named[]} */ names, /** @type {Look} */ look) {
    const group = make("fieldset", { class: "champ", id: fieldId(where), tabindex: "-1" }, make("legend", {}, look.title ?? schema.title));
    const { hint, fault } = this.about(group, where, schema, look);
    const boxes = names.map(({ id, title }) => {
      const box = make("input", { type: "checkbox", value: id });
      box.checked = (at(this.editor.written, where) ?? []).includes(id);
      box.addEventListener("change", () => {
        const others = (at(this.editor.written, where) ?? []).filter((/** @type {string} */ one) => one !== id);
        this.write(where, box.checked ? [...others, id] : others);
      });
      return make("label", { class: "choix" }, box, title);
    });
    group.append(...hint, ...boxes, fault);
    return group;
  }

  /** @returns {HTMLElement} items that are added and taken away; one taken away comes back at one press */
  repeated(/** @type {Where} */ where, /** @type {Schema} */ schema, /** @type {Schema} */ items, /** @type {Look} */ look) {
    const group = make("fieldset", { class: "champ champ-liste", id: fieldId(where), tabindex: "-1" }, make("legend", {}, look.title ?? schema.title));
    const { hint, fault } = this.about(group, where, schema, look);
    return new Repeated(this, where, items, look, group, hint, fault).group;
  }
}

/** The items of a list. */
class Repeated {
  /**
   * @param {Form} form
   * @param {Where} where
   * @param {Schema} schema that of an item
   * @param {Look} look
   * @param {HTMLElement} group
   * @param {HTMLElement[]} hint
   * @param {HTMLElement} fault
   */
  constructor(form, where, schema, look, group, hint, fault) {
    this.form = form;
    this.where = where;
    this.schema = schema;
    this.look = look;
    this.group = group;
    this.holder = make("div", { class: "elements" });
    this.state = make("p", { role: "status", class: "elements-etat" });
    /** @type {[string, () => any][]} */
    const adds = look.adds ?? [[look.add ?? "Ajouter", () => this.empty()]];
    const buttons = adds.map(([name, made]) => button(name, () => this.add(made())));
    group.append(...hint, this.holder, this.state, make("div", { class: "gestes" }, ...buttons), fault);
    this.draw();
  }

  /** @returns {any[]} */
  get items() {
    const items = at(this.form.editor.written, this.where);
    return Array.isArray(items) ? items : [];
  }

  empty() {
    return this.schema.type === "object" ? {} : "";
  }

  /** One empty text, or one item where it is asked, is always there to be filled. */
  draw() {
    const { mine = () => true, always, adds } = this.look;
    if (always && adds && !this.items.some(mine)) put(this.form.editor.written, this.where, [...this.items, adds[0][1]()]);
    const places = this.items.flatMap((item, index) => (mine(item) ? [index] : []));
    if (!places.length && this.schema.type !== "object") places.push(0);
    this.holder.replaceChildren(...places.map((index, rank) => this.itemAt(index, rank + 1)));
  }

  /** @returns {HTMLElement} */
  itemAt(/** @type {number} */ index, /** @type {number} */ rank) {
    const here = [...this.where, index];
    const name = `${this.look.item ?? "Élément"} ${rank}`;
    const remove = button("Retirer", () => this.remove(index), { "aria-label": `Retirer\u00a0: ${name}` });
    const gestures = make("div", { class: "gestes" }, remove);
    if (this.schema.type !== "object") {
      return make("div", { class: "element" }, this.form.field(here, { title: name, rows: 3 }), ...(this.items.length ? [gestures] : []));
    }
    const group = make("fieldset", { class: "element", id: fieldId(here), tabindex: "-1" }, make("legend", {}, name));
    const { fault } = this.form.about(group, here, {}, {});
    group.append(...this.form.fields(here, this.schema, this.look), fault, gestures);
    return group;
  }

  add(/** @type {any} */ item) {
    const items = this.items.length || this.schema.type === "object" ? this.items : [this.empty()];
    this.form.write(this.where, [...items, item]);
    this.state.textContent = "";
    this.draw();
    first(this.holder.lastElementChild)?.focus();
  }

  remove(/** @type {number} */ index) {
    const [item] = this.items.slice(index, index + 1);
    this.form.write(this.where, this.items.filter((_, other) => other !== index));
    this.draw();
    this.state.replaceChildren("Retiré. ");
    if (isBlank(item)) {
      (first(this.holder.lastElementChild) ?? this.group).focus();
      return;
    }
    const back = button("Annuler", () => {
      this.form.write(this.where, [...this.items.slice(0, index), item, ...this.items.slice(index)]);
      this.state.textContent = "C’est revenu.";
      this.draw();
      document.getElementById(fieldId([...this.where, index]))?.focus();
    });
    this.state.append(back);
    back.focus();
  }
}

/** @returns {HTMLElement | null} the first thing to fill in a part of the form */
function first(/** @type {Element | null} */ part) {
  return part?.querySelector("input, textarea, select") ?? null;
}

/** A long text shows whole. */
function fit(/** @type {HTMLTextAreaElement} */ area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}
