// The browser's side of search: analysis by the shared cases, engine on a tiny index, highlighting, broken indexes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { stemsOf, words } from "../../docs/js/recherche/analysis.js";
import { search } from "../../docs/js/recherche/engine.js";
import { pieces } from "../../docs/js/recherche/results.js";
import { openStore, Store, terms, UnreadableIndex } from "../../docs/js/recherche/store.js";
import { distance, nearForms } from "../../docs/js/recherche/typos.js";

const cases = JSON.parse(readFileSync(new URL("../data/analysis.json", import.meta.url), "utf8"));

for (const { about, text, words: expected } of cases) {
  test(`${about} : ${JSON.stringify(text).slice(0, 40)}`, () => {
    const found = words(text).map((word) => ({ forms: word.forms, stems: stemsOf(word), stop: word.stop }));
    assert.deepEqual(found, expected);
  });
}

const core = () => ({
  format: 1,
  ranking: {
    scale: 10, max_chars: 400, max_words: 16, prefix_letters: 2, prefix: 0.75, prefix_known: 0.3, prefix_floor: 0.5,
    prefix_forms: 60, typo_letters_1: 4, typo_letters_2: 8, typo_1: 0.55, typo_2: 0.3, typo_forms: 20, synonym: 0.7,
    synonym_words: 4, synonym_names: 16, coverage: 0.4, named: 1000, named_title: 4, named_alias: 3, named_stems: 2,
    named_signpost: 1,
  },
  signposts: ["acronyme"],
  kinds: { strategie: "Stratégie", acronyme: "Sigle" },
  documents: {
    id: ["parcs", "garde"], kind: ["strategie", "strategie"], title: ["Parcs", "Service de garde"],
    url: ["strategies/parcs/", "strategies/garde/"], excerpt: ["Au parc.", "À la garderie."], setting: [["urbain"], []],
    role: [[], []], approach: ["", ""], keys: [["parc"], ["servic gard", "garder"]],
  },
  names: "0garderie,0parcs,0service de garde",
  named: [[1], [0], [1]],
  forms: "0garde,5rie,0parc,4s,0service",
  stems: "0gard,4er,0parc,0servic",
  postings: [[1, 40], [1, 30], [0, 90], [1, 50]],
});

test("a name comes first, a typo and half a word find the entry", async () => {
  const store = new Store(core());
  for (const [query, id] of [["parc", "parcs"], ["garderie", "garde"], ["gardrie", "garde"], ["serv", "garde"]]) {
    const { hits } = await search(store, query);
    assert.equal(hits[0].id, id, query);
  }
});

test("a kind and a setting narrow the results", async () => {
  const store = new Store(core());
  assert.equal((await search(store, "parc", { setting: "rural" })).total, 0);
  assert.equal((await search(store, "garderie", { setting: "rural" })).total, 1);
  assert.equal((await search(store, "parc", { kind: "acronyme" })).total, 0);
});

test("hostile queries are answered at once", async () => {
  const store = new Store(core());
  const long = ["a", "a.", "l'", "é\u0301", "abcdefgh"].map((text) => text.repeat(10_000 / text.length));
  const hostile = ["", "😀", "مرحبا", "\ud800", "\u0000", "<b>", "(a+)+$", ...long];
  for (const query of hostile) {
    const start = performance.now();
    await search(store, query);
    assert.ok(performance.now() - start < 50, query.slice(0, 10));
  }
});

test("a broken index is refused", () => {
  const broken = [null, {}, "", [], { format: 2 }, { ...core(), format: 2 }, { ...core(), postings: [] }];
  for (const key of Object.keys(core())) broken.push({ ...core(), [key]: undefined });
  for (const content of broken) assert.throws(() => new Store(content), UnreadableIndex);
});

test("a missing or foreign file is refused", async (t) => {
  const answers = [
    () => Promise.reject(new TypeError("réseau")),
    () => Promise.resolve({ ok: false, status: 404 }),
    () => Promise.resolve({ ok: true, json: () => Promise.reject(new SyntaxError("tronqué")) }),
    () => Promise.resolve({ ok: true, json: () => Promise.resolve({ format: 9, core: "x.json" }) }),
    () => Promise.resolve({ ok: true, json: () => Promise.resolve(null) }),
  ];
  for (const answer of answers) {
    t.mock.method(globalThis, "fetch", answer);
    await assert.rejects(openStore("https://ancrage.example/"), UnreadableIndex);
  }
});

test("words found are marked, and only them", () => {
  assert.deepEqual(pieces("L’écoute des <b>parents</b> isolés.", new Set(["ecout", "isol"])), [
    ["L’", false], ["écoute", true], [" des <b>parents</b> ", false], ["isolés", true], [".", false],
  ]);
});

test("front-coded terms are read back", () => {
  assert.deepEqual(terms("0arrimage,5e,0parc"), ["arrimage", "arrime", "parc"]);
  assert.deepEqual(terms(""), []);
});

test("mistakes are counted up to a bound", () => {
  assert.equal(distance("demarchage", "demrachage", 2), 1);
  assert.equal(distance("parc", "porte", 1), 2);
  assert.deepEqual(nearForms("parcx", ["parc", "parcs", "porte"], 1), [[1, "parc"], [1, "parcs"]]);
});
