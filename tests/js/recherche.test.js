// The browser's side of search: analysis by the shared cases, engine on a tiny index, highlighting, broken indexes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { stemsOf, words } from "../../docs/js/recherche/analysis.js";
import { pieces } from "../../docs/js/recherche/results.js";
import { terms } from "../../docs/js/recherche/packing.js";
import { openStore, Store, UnreadableIndex } from "../../docs/js/recherche/store.js";
import { distances, nearForms } from "../../docs/js/recherche/typos.js";

const cases = JSON.parse(readFileSync(new URL("../data/analysis.json", import.meta.url), "utf8"));

for (const { about, text, words: expected } of cases) {
  test(`${about} : ${JSON.stringify(text).slice(0, 40)}`, () => {
    const found = words(text).map((word) => ({ forms: word.forms, stems: stemsOf(word), stop: word.stop }));
    assert.deepEqual(found, expected);
  });
}

const broken = (answers) => {
  let turn = 0;
  return async () => ({ ok: true, json: async () => answers[Math.min(turn++, answers.length - 1)] });
};

test("a core that lacks a part, or is of another format, is refused", async (t) => {
  const core = {
    format: 2, size: 0, figures: 0, ranking: {}, answers: [], kinds: {}, words: { starts: "0", files: "a" },
    pairs: { starts: "0", files: "b" }, forms: { starts: "0", files: "c" }, cards: { each: 4, texts: 16, files: "" }, facets: "d",
  };
  t.mock.method(globalThis, "fetch", broken([core]));
  assert.equal((await openStore("https://ancrage.example/")).size, 0);
  const spoilt = [null, {}, "", [], { ...core, format: 1 }];
  for (const key of Object.keys(core)) spoilt.push({ ...core, [key]: undefined });
  for (const content of spoilt) {
    t.mock.method(globalThis, "fetch", broken([content]));
    await assert.rejects(openStore("https://ancrage.example/"), UnreadableIndex);
  }
});

test("a shard of another format is refused, and asked for again", async () => {
  const answers = [{ format: 1 }, { format: 2 }, { format: 2, forms: "0parc,4s" }];
  const core = {
    format: 2, size: 0, figures: 0, ranking: {}, answers: [], kinds: {}, words: { starts: "0", files: "a" },
    pairs: { starts: "0", files: "b" }, forms: { starts: "0", files: "c" }, cards: { each: 4, texts: 16, files: "" }, facets: "d",
  };
  const store = new Store(core, async () => answers.shift());
  await assert.rejects(store.loadForms("pa"), UnreadableIndex);
  await assert.rejects(store.loadForms("pa"), UnreadableIndex);
  await store.loadForms("pa");
  assert.deepEqual(store.formsFrom("parcs"), ["parcs"]);
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
  assert.deepEqual(distances("demarchage", "demrachage", 2), [1, 1]);
  assert.equal(distances("parc", "porte", 1)[0], 2);
  assert.deepEqual(distances("demr", "demarchage", 1), [2, 1]);
  assert.deepEqual(nearForms("parcx", ["parc", "parcs", "porte"], 1, false).map(({ form }) => form), ["parc", "parcs"]);
  assert.deepEqual(nearForms("demrc", ["demarchage", "demi"], 1, true), [{ gap: 1, longer: true, form: "demarchage" }]);
});
