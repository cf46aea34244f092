// What a person keeps: read, migrated, merged, exported and imported without losing or inventing anything.
import assert from "node:assert/strict";
import { test } from "node:test";

import { exported, imported, inWords } from "../../docs/js/donnees/file.js";
import { isResume } from "../../docs/js/donnees/keys.js";
import { isFull, merge, pruned, reconciled, same } from "../../docs/js/donnees/merge.js";
import { migrate } from "../../docs/js/donnees/migrations.js";
import { NAMES, check, empty, isAddress } from "../../docs/js/donnees/schema.js";
import { random, sample, whole } from "./donnees_samples.mjs";

const AT = new Date("2026-11-21T15:00:00.000Z");
const RUNS = 300;

function each(run) {
  for (let seed = 0; seed < RUNS; seed++) run(random(seed), seed);
}

function full(data) {
  const records = NAMES.map((name) => [name, Object.fromEntries(Object.entries(data[name]).filter(([, record]) => isFull(record)))]);
  return { ...data, ...Object.fromEntries(records) };
}

test("data that the portal writes has no fault", () => {
  each((next, seed) => assert.deepEqual(check(sample(next)).faults, [], `seed ${seed}`));
});

test("what is exported is imported whole", () => {
  each((next, seed) => {
    const data = sample(next);
    const others = { "ancrage.theme": "sombre", "ancrage.recherches": '["parc"]' };
    const { contents, faults } = imported(exported(data, others, AT));
    assert.deepEqual(faults, [], `seed ${seed}`);
    assert.deepEqual(contents.data, full(data), `seed ${seed}`);
    assert.deepEqual(contents.others, others);
  });
});

test("a file cut anywhere is refused, and the place is told", () => {
  each((next) => {
    const text = exported(sample(next), {}, AT);
    for (const at of [0, 1, text.length - 1, ...Array.from({ length: 20 }, () => whole(next, text.length - 1))]) {
      const { contents, faults } = imported(text.slice(0, at));
      assert.equal(contents, null);
      assert.match(faults[0].where, /^ligne \d+$/);
    }
  });
});

test("a file with one character changed is refused or holds valid data; nothing is thrown", () => {
  each((next) => {
    const text = exported(sample(next), { "ancrage.theme": "clair" }, AT);
    for (let count = 0; count < 20; count++) {
      const at = whole(next, text.length - 1);
      const { contents, faults } = imported(text.slice(0, at) + '"{}[],:0ax'[whole(next, 9)] + text.slice(at + 1));
      if (contents) assert.deepEqual(check(contents.data).faults, []);
      else assert.ok(faults[0].where && faults[0].what);
    }
  });
});

test("a foreign file, a later version and an unknown theme are refused with the place", () => {
  const place = (value) => imported(typeof value === "string" ? value : JSON.stringify(value)).faults.map(({ where }) => where);
  const file = { format: "ancrage-mes-donnees", exported: AT.toISOString(), data: empty(), others: {} };
  assert.deepEqual(place("[1, 2]"), ["format"]);
  assert.deepEqual(place("null"), ["format"]);
  assert.deepEqual(place({ ...file, format: "autre" }), ["format"]);
  assert.deepEqual(place({ ...file, data: { ...empty(), version: 4 } }), ["data › version"]);
  assert.deepEqual(place({ ...file, data: { ...empty(), version: "3" } }), ["data › version"]);
  assert.deepEqual(place({ ...file, data: undefined }), ["data › données"]);
  assert.deepEqual(place({ ...file, others: { "ancrage.theme": "<b>" } }), ["others › ancrage.theme"]);
  assert.deepEqual(imported(JSON.stringify({ ...file, others: { "ancrage.inconnu": "x" } })).contents.left, ["ancrage.inconnu"]);
});

test("each wrong field is named", () => {
  const record = sample(random(3)).notebook["presence-parcs"] ?? { removed: false, kind: "", title: "", url: "", added: "2026-11-01", order: 0, modified: AT.toISOString(), note: "", noted: AT.toISOString() };
  const wrong = { removed: 1, kind: null, title: "x".repeat(401), url: "javascript:alert(1)", added: "2026-02-30", order: -1, modified: "hier", note: 3, noted: "2026-11-21" };
  for (const [key, value] of Object.entries(wrong)) {
    const { faults, data } = check({ ...empty(), notebook: { "presence-parcs": { ...record, [key]: value } } });
    assert.deepEqual(faults.map(({ where }) => where), [`notebook › presence-parcs › ${key}`]);
    assert.deepEqual(data.notebook, {});
  }
});

test("an address stays inside the portal", () => {
  for (const good of ["", "glossaire/#terme-x", "strategies/comparer/?s=a&s=b", "reperes/chiffres/#a.b"]) assert.ok(isAddress(good), good);
  for (const bad of ["javascript:alert(1)", "//ailleurs.example/", "https://ailleurs.example/", "../x/", "/x/", "data:text/html,x", "a/../../b/", "\\\\x/", 3]) assert.ok(!isAddress(bad), String(bad));
});

test("an id that could reach the prototype is refused", () => {
  const { data, faults } = check(JSON.parse('{"version":3,"revision":0,"steps":{"__proto__":{"done":null}},"pathways":{},"notebook":{},"drafts":{}}'));
  assert.equal(faults.length, 1);
  assert.equal(Object.getPrototypeOf(data.steps), Object.prototype);
  assert.equal({}.done, undefined);
});

test("one wrong record does not cost the others", () => {
  const data = sample(random(5));
  const { data: kept, faults } = check({ ...data, steps: { ...data.steps, "parcours-ptp/abimee": { done: 12 } } });
  assert.ok(faults.length);
  assert.deepEqual(kept, data);
});

test("merging: order, grouping and repetition change nothing", () => {
  each((next, seed) => {
    const [a, b, c] = [sample(next), sample(next), sample(next)];
    assert.ok(same(merge(a, b), merge(b, a)), `seed ${seed}`);
    assert.ok(same(merge(merge(a, b), c), merge(a, merge(b, c))), `seed ${seed}`);
    assert.ok(same(merge(a, a), a));
    assert.deepEqual(check(merge(a, b)).faults, []);
  });
});

test("merging keeps the later note and the later tick, whoever has them", () => {
  const phone = { ...empty(), steps: { "p/e": { done: null, modified: "2026-11-01T00:00:00.000Z", note: "au parc", noted: "2026-11-05T00:00:00.000Z" } } };
  const computer = { ...empty(), steps: { "p/e": { done: "2026-11-03", modified: "2026-11-03T00:00:00.000Z", note: "", noted: "2026-11-01T00:00:00.000Z" } } };
  const { done, note } = merge(phone, computer).steps["p/e"];
  assert.deepEqual([done, note], ["2026-11-03", "au parc"]);
});

test("what was emptied more than a month ago is forgotten, and nothing else", () => {
  each((next) => {
    const data = sample(next);
    assert.ok(same(pruned(data, Date.UTC(2026, 10, 8)), data));
    assert.deepEqual(pruned(data, Date.UTC(2027, 3, 1)), full(data));
  });
});

test("version 1 comes up to the present with everything it held", () => {
  const old = {
    version: 1,
    ticks: { "parcours-ptp/a": "2026-11-02" },
    notes: { "parcours-ptp/a": "fait", "parcours-ptp/b": "à revoir" },
    notebook: [
      { id: "ecoute", kind: "Fiche", title: "Écoute", url: "fiches/ecoute/", added: "2026-11-02", note: "oui" },
      { id: "presence-parcs", kind: "Stratégie", title: "Présence", url: "strategies/presence-parcs/", added: "2026-11-03" },
    ],
  };
  const { data, faults } = check(migrate(old));
  assert.deepEqual(faults, []);
  assert.equal(data.steps["parcours-ptp/a"].done, "2026-11-02");
  assert.equal(data.steps["parcours-ptp/b"].note, "à revoir");
  assert.deepEqual(Object.entries(data.notebook).map(([id, { order, note }]) => [id, order, note]), [["ecoute", 0, "oui"], ["presence-parcs", 1, ""]]);
  assert.equal(imported(JSON.stringify({ format: "ancrage-mes-donnees", data: old })).contents.data.steps["parcours-ptp/a"].note, "fait");
});

test("version 2 comes up to the present with everything it held", () => {
  each((next) => {
    const { drafts, ...old } = sample(next);
    assert.deepEqual(check(migrate({ ...old, version: 2 })), { data: { ...old, drafts: {} }, faults: [] });
  });
});

test("what was wrong in version 1 is told, not thrown nor dropped", () => {
  const wrong = [
    { ticks: [] }, { notes: 3 }, { notebook: 3 }, { notebook: [null] }, { notebook: [{ id: 4 }] }, { extra: 1 },
    { ticks: { "p/a": "hier" } }, { notebook: [{ id: "a", url: "//x" }] },
    { notebook: [1, 2].map(() => ({ id: "a", kind: "", title: "", url: "", added: "2026-11-02" })) },
  ];
  for (const value of wrong) assert.ok(check(migrate({ version: 1, ...value })).faults.length, JSON.stringify(value));
});

test("two changes to one note are both kept; one change wins over none", () => {
  assert.equal(reconciled("a", "a b", "a"), "a b");
  assert.equal(reconciled("a", "a", "a c"), "a c");
  assert.equal(reconciled("a", "a b c", "a b"), "a b c");
  const both = reconciled("a", "la mienne", "l’autre");
  assert.ok(both.includes("la mienne") && both.includes("l’autre"));
});

test("a summary counts what is there", () => {
  assert.equal(inWords(empty()), "ni coche, ni carnet, ni note, ni brouillon");
  const step = { done: "2026-11-02", modified: AT.toISOString(), note: "x", noted: AT.toISOString() };
  assert.equal(inWords({ ...empty(), steps: { "p/a": step, "p/b": { ...step, note: "" } } }), "2\u00a0étapes cochées, 1\u00a0note");
});

test("the place to resume is checked before it is imported", () => {
  const good = { title: "Mes 90 jours", url: "debuter/90-jours/", start: null, weeks: [{ week: 1, done: 0, total: 2, next: { id: "a", title: "A" } }] };
  assert.ok(isResume(good));
  for (const change of [{ url: "//x" }, { start: "hier" }, { weeks: [1] }, { title: 3 }]) assert.ok(!isResume({ ...good, ...change }));
});
