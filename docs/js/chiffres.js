/**
 * The page of figures: opens the passport that the address names, filters and sorts the list without a page load,
 * keeps both in the address, and copies a citation. Without this script the page is the whole list.
 */

const FIELDS = /** @type {const} */ (["q", "source", "genre", "tri", "divergence"]);
const CAUTION = " Trier n’est pas classer : deux chiffres dont les intervalles se recouvrent ne se départagent pas.";

/** @typedef {{box: HTMLDetailsElement, home: Element, text: string}} Passport */

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.filtres"));
const status = /** @type {HTMLElement} */ (form.querySelector(".filtres-etat"));
const groups = [...document.querySelectorAll("section.passeports")];
const flat = document.createElement("div");
flat.className = "passeports";
groups[0]?.before(flat);

/** @type {Passport[]} */
const passports = groups.flatMap((home) =>
  [.../** @type {NodeListOf<HTMLDetailsElement>} */ (home.querySelectorAll("details.passeport"))].map((box) => ({
    box, home, text: "",
  })));

/**
 * Text without accents, capitals or no-break spaces: « reseautage » finds « Réseautage ».
 * @param {string} text
 */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\u00a0]+/g, " ").replace(/’/g, "'")
    .replace(/œ/g, "oe");
}

/** What a passport says; read once, when a text is first looked for. */
function textOf(/** @type {Passport} */ passport) {
  passport.text ||= folded(passport.box.textContent ?? "");
  return passport.text;
}

/** @returns {Record<typeof FIELDS[number], string>} what the form asks for */
function asked() {
  const data = new FormData(form);
  return /** @type {any} */ (Object.fromEntries(FIELDS.map((name) => [name, String(data.get(name) ?? "").trim()])));
}

/** @type {Partial<Record<string, (one: Passport, other: Passport) => number>>} */
const ORDERS = {
  libelle: (one, other) => labelOf(one).localeCompare(labelOf(other), "fr"),
  source: (one, other) => (one.box.dataset.s ?? "").localeCompare(other.box.dataset.s ?? ""),
  n: (one, other) => Number(other.box.dataset.n ?? 0) - Number(one.box.dataset.n ?? 0),
  // Shares with shares, counts with counts: 67 % is neither above nor below 5 305 families.
  valeur: (one, other) =>
    categories.indexOf(one.box.dataset.c ?? "") - categories.indexOf(other.box.dataset.c ?? "") ||
    Number(other.box.dataset.v) - Number(one.box.dataset.v),
};

const categories = [.../** @type {HTMLSelectElement} */ (form.elements.namedItem("genre")).options].map((o) => o.value);

function labelOf(/** @type {Pick<Passport, "box">} */ { box }) {
  return box.querySelector("summary strong")?.nextSibling?.textContent?.trim() ?? "";
}

let arranged = "";

/** Puts every passport in its section, or all of them in one list when they are sorted. */
function arrange(/** @type {string} */ by) {
  if (by === arranged) return;
  const order = ORDERS[by];
  for (const { box, home } of order ? [...passports].sort(order) : passports) (order ? flat : home).append(box);
  arranged = by;
}

/** Shows the passports asked for, in the order asked for, and says how many there are. */
function show() {
  const want = asked();
  const words = folded(want.q).split(" ").filter(Boolean);
  let count = 0;
  for (const passport of passports) {
    const { box } = passport;
    const fits =
      (!want.source || box.dataset.s === want.source) &&
      (!want.genre || box.dataset.c === want.genre) &&
      (!want.divergence || box.dataset.d !== undefined) &&
      words.every((word) => textOf(passport).includes(word));
    box.hidden = !fits;
    count += Number(fits);
  }
  arrange(want.tri);
  for (const group of groups) {
    /** @type {HTMLElement} */ (group).hidden = !group.querySelector("details.passeport:not([hidden])");
  }
  const all = `${passports.length} chiffres`;
  const shown = count === passports.length ? all : `${count} ${count > 1 ? "chiffres" : "chiffre"} sur ${passports.length}`;
  status.textContent = `${count ? shown : "Aucun chiffre ne répond à ces choix"}.${want.tri === "valeur" ? CAUTION : ""}`;
}

/** Puts what is asked in the address, so that it can be shared and found again. */
function remember() {
  const query = new URLSearchParams(Object.entries(asked()).filter(([, value]) => value)).toString();
  try {
    history.replaceState(history.state, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
  } catch {
    // Some browsers refuse after a hundred changes: the list matters more than the address.
  }
}

/** Fills the form from the address. */
function recall() {
  const query = new URLSearchParams(location.search);
  for (const name of FIELDS) {
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
    if (name === "divergence") field.checked = query.has(name);
    else field.value = query.get(name) ?? "";
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
  }
}

/** Opens what the address names; a filter that hides it gives way. */
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.closest("[hidden]")) {
    form.reset();
    show();
    remember();
  }
  if (target instanceof HTMLDetailsElement) target.open = true;
  target.scrollIntoView({ behavior: "instant" });
}

/**
 * The sentence to copy: label, value, number announced, source and locator, then where it was read.
 * @param {HTMLDetailsElement} box
 */
function citationOf(box) {
  const said = (/** @type {string} */ name) =>
    [...box.querySelectorAll("dt")].find((dt) => dt.textContent === name)?.nextElementSibling?.textContent?.trim() ?? "";
  const { n, b } = box.dataset;
  const who = n ? ` (n\u00a0=\u00a0${Number(n).toLocaleString("fr-CA")}${b === undefined ? "" : ", base exacte non publiée"})` : "";
  const address = `${location.origin}${location.pathname}#${box.id}`;
  const today = new Date().toLocaleDateString("fr-CA", { dateStyle: "long" });
  return `${labelOf({ box })}\u00a0: ${box.querySelector("summary strong")?.textContent}${who}. ${said("Source")}. ` +
    `Ancrage, version ${form.dataset.version}, ${address}, consulté le ${today}.`;
}

/** Gives an opened passport its citation, and a button that copies it. */
function addCitation(/** @type {HTMLDetailsElement} */ box) {
  if (box.querySelector(".copier")) return;
  const [name, holder, text, button] = ["dt", "dd", "span", "button"].map((tag) => document.createElement(tag));
  name.textContent = "Citer";
  text.textContent = citationOf(box);
  button.setAttribute("type", "button");
  button.className = "copier";
  button.textContent = "Copier";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent ?? "");
      button.textContent = "Copié";
    } catch {
      getSelection()?.selectAllChildren(text);
      button.textContent = "Texte sélectionné";
    }
  });
  holder.append(text, " ", button);
  box.querySelector("dl")?.append(name, holder);
}

recall();
form.hidden = false;
show();
openTarget();
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  show();
  remember();
});
addEventListener("hashchange", openTarget);
addEventListener("popstate", () => {
  recall();
  show();
});
document.addEventListener("toggle", ({ target }) => {
  if (target instanceof HTMLDetailsElement && target.open && target.matches(".passeport")) addCitation(target);
}, true);
