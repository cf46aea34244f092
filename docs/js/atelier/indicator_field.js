/** The choice of an indicator: those of every lever in one list, with the target that its lever sets. */

import { make } from "../element.js";
import { at } from "./case.js";
import { fieldId } from "./form.js";

/** @typedef {import("./form.js").Form} Form */
/** @typedef {import("./validate.js").Where} Where */

/**
 * @param {Form} form
 * @param {Where} where the place of the lever, beside that of its indicator
 * @returns {HTMLElement}
 */
export function indicatorField(form, where) {
  const item = where.slice(0, -1);
  const { levers } = form.known;
  const control = make("select", { id: fieldId([...item, "indicator"]), autocomplete: "off" }, make("option", { value: "" }, "Choisir…"),
    ...levers.filter(({ indicators }) => indicators.length).map(({ id, title, indicators }) =>
      make("optgroup", { label: title }, ...indicators.map((one) => make("option", { value: `${id}/${one.id}` }, one.title)))));
  const told = make("p", { class: "champ-aide", role: "status" });
  const { fault } = form.about(control, [...item, "indicator"], {}, {});
  const show = () => {
    const { lever, indicator } = at(form.editor.written, item) ?? {};
    control.value = lever && indicator ? `${lever}/${indicator}` : "";
    const target = levers.find(({ id }) => id === lever)?.indicators.find(({ id }) => id === indicator)?.target;
    if (!control.value) told.textContent = "";
    else if (target) told.textContent = `Cible du levier\u00a0: ${target.bound}\u00a0${target.value.replace(".", ",")}\u00a0${target.unit}. Comptez dans la même unité.`;
    else told.textContent = "Le levier ne donne pas de cible à cet indicateur\u00a0: fixez la vôtre, plus bas.";
  };
  control.addEventListener("change", () => {
    const [lever, indicator] = control.value.split("/");
    form.write([...item, "lever"], lever ?? "");
    form.write([...item, "indicator"], indicator ?? "");
    show();
  });
  show();
  const holder = make("div", { class: "champ" }, make("label", { for: control.id }, "Indicateur"), control, told, fault);
  return holder;
}
