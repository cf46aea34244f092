// What the interface of search says and keeps in addresses, and the modules that are fetched together.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { toldAs } from "../../docs/js/recherche/answers.js";
import { readAddress, writeAddress } from "../../docs/js/recherche/facets.js";
import { counted, pieces } from "../../docs/js/recherche/results.js";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/**
 * The modules that a module asks for, and those that they ask for; not those that it fetches once results are there, nor
 * the one that corrects words, which only an unknown word asks for.
 */
function closure(name, found = new Set()) {
  if (found.has(name) || name === "typos") return found;
  found.add(name);
  const asked = name === "page" ? /from "\.\/(\w+)\.js"/g : /(?:from |import\()"\.\/(\w+)\.js"/g;
  for (const [, other] of read(`docs/js/recherche/${name}.js`).matchAll(asked)) closure(other, found);
  return found;
}

test("the header fetches at once exactly what the panel needs", () => {
  const named = read("docs/js/recherche/interface.js").match(/MODULES = \[([^\]]+)\]/)[1].match(/\w+/g);
  assert.deepEqual([...named].sort(), [...closure("panel")].sort());
});

test("the page fetches at once exactly what it needs", () => {
  const named = read("docs/theme/recherche.html").match(/for name in \[([^\]]+)\]/)[1].match(/\w+/g);
  assert.deepEqual([...named].sort(), [...closure("page")].sort());
});

test("a question and its filters come back from the address", () => {
  const asked = [
    ["parc & école", {}], ["l’écoute", { kind: "fiche", setting: "rural" }], ["é?#=", { role: "ptp", approach: "x y" }],
    ["", { kind: "fiche" }], ["😀 مرحبا", {}],
  ];
  for (const [query, filters] of asked) assert.deepEqual(readAddress(writeAddress(query, filters)), { query, filters });
  assert.equal(writeAddress("", {}), "");
  assert.equal(writeAddress("parc", { kind: "fiche", role: undefined }), "?q=parc&genre=fiche");
  assert.deepEqual(readAddress("?q=a&autre=b"), { query: "a", filters: {} });
});

test("a lone surrogate is no obstacle to an address", () => {
  assert.equal(readAddress(writeAddress("parc \ud800", {})).query, "parc \ufffd");
});

test("the number of results is told in words", () => {
  assert.equal(counted(0), "Aucun résultat");
  assert.equal(counted(1), "1 résultat");
  assert.equal(counted(12, { kind: "terme" }), "12 résultats, 1 définition");
  assert.equal(counted(2, { kind: "acronyme" }), "2 résultats, 1 sigle");
  assert.equal(counted(2, { kind: "fiche" }), "2 résultats, 1 réponse");
});

test("what is near and another spelling are told too", () => {
  const answer = { hits: [{}, {}], total: 0, card: null, nearest: true, suggestion: "parc" };
  assert.equal(toldAs(answer), "Rien d’exact, 2 pages proches. Vouliez-vous dire «\u00a0parc\u00a0»?");
});

test("pieces put together give the text back, whatever it is", () => {
  const stems = new Set(["ecout", "parc"]);
  for (const text of ["", "parc", " parc ", "L’écoute, au parc; <b>là</b>!", "\ud800parc\u0000", "😀".repeat(50), "مرحبا parc"]) {
    assert.equal(pieces(text, stems).map(([piece]) => piece).join(""), text);
    assert.ok(pieces(text, stems).every(([piece, marked]) => piece && (!marked || /parc|écoute/.test(piece))));
  }
});
