// The store under what browsers do to it: two tabs, a full or forbidden storage, damaged or newer data.
import assert from "node:assert/strict";
import { test } from "node:test";

import { ASIDE, KEY } from "../../docs/js/donnees/keys.js";
import { same } from "../../docs/js/donnees/merge.js";
import { check, empty } from "../../docs/js/donnees/schema.js";
import { Store } from "../../docs/js/donnees/store.js";
import { FarShelf, Shelf, random, sample, whole } from "./donnees_samples.mjs";

const stored = (shelf) => JSON.parse(shelf.getItem(KEY));
const clock = (start = Date.UTC(2026, 10, 21)) => {
  let time = start;
  return () => (time += 1000);
};

test("what is put is there for the next page, and valid", () => {
  const shelf = new Shelf();
  new Store(shelf).put("steps", { "p/a": { done: "2026-11-21" } });
  const store = new Store(shelf);
  store.put("steps", { "p/a": { note: "au parc" } });
  const { done, note } = new Store(shelf).data.steps["p/a"];
  assert.deepEqual([done, note], ["2026-11-21", "au parc"]);
  assert.deepEqual(check(stored(shelf)).faults, []);
  assert.equal(stored(shelf).revision, 2);
});

test("what could not be read back is never written", () => {
  const shelf = new Shelf();
  const store = new Store(shelf);
  assert.throws(() => store.put("notebook", { "presence-parcs": { url: "javascript:alert(1)", added: "2026-11-21" } }));
  assert.equal(shelf.getItem(KEY), null);
});

test("two tabs that read before they write lose nothing", () => {
  const shelf = new Shelf();
  const [one, other] = [new Store(shelf), new Store(shelf)];
  one.put("steps", { "p/a": { done: "2026-11-21" } });
  other.put("steps", { "p/b": { done: "2026-11-21" } });
  one.put("steps", { "p/c": { note: "x" } });
  assert.deepEqual(Object.keys(stored(shelf).steps).sort(), ["p/a", "p/b", "p/c"]);
});

test("two tabs that write without seeing each other end up alike, with every change", () => {
  for (let seed = 0; seed < 200; seed++) {
    const next = random(seed);
    const shelves = [new FarShelf(), new FarShelf()];
    const now = clock();
    const tabs = shelves.map((shelf) => new Store(shelf, null, now));
    const deliver = (from) => {
      const message = shelves[from].sent.shift();
      if (!message) return;
      shelves[1 - from].texts.set(...message);
      tabs[1 - from].onOther();
    };
    const written = [];
    for (let turn = 0; turn < 30; turn++) {
      const tab = whole(next, 1);
      if (next() < 0.5) {
        written.push(`p/e-${turn}`);
        tabs[tab].put("steps", { [`p/e-${turn}`]: { note: `tour ${turn}` } });
      } else {
        deliver(tab);
      }
    }
    for (let turn = 0; turn < 500 && shelves.some(({ sent }) => sent.length); turn++) deliver(whole(next, 1));
    assert.deepEqual(shelves.map(({ sent }) => sent.length), [0, 0], `seed ${seed}: the tabs answer each other without end`);
    assert.ok(same(tabs[0].data, tabs[1].data), `seed ${seed}`);
    assert.deepEqual(Object.keys(tabs[0].data.steps).sort(), written.sort(), `seed ${seed}`);
    assert.ok(same(stored(shelves[0]), tabs[0].data) && same(stored(shelves[1]), tabs[1].data), `seed ${seed}`);
  }
});

/** A second copy in memory. */
function copy(text = null) {
  return {
    text,
    read: async () => text,
    write(written) {
      this.text = written;
    },
    async erase() {
      this.text = null;
    },
  };
}

test("a killed browser takes back from the second copy what the first had not kept", async () => {
  const [shelf, second] = [new Shelf(), copy()];
  const store = new Store(shelf, null, clock(), second);
  store.put("steps", { "p/a": { note: "écrit" } });
  const onDisk = shelf.getItem(KEY);
  store.put("steps", { "p/b": { note: "perdu" } });
  shelf.setItem(KEY, onDisk);
  const after = new Store(shelf, null, clock(), copy(second.text));
  await after.recover();
  assert.deepEqual(Object.keys(stored(shelf).steps), ["p/a", "p/b"]);
  await after.erase();
  assert.deepEqual([shelf.length, after.second.text], [0, null]);
});

test("an old, damaged or later second copy brings nothing back", async () => {
  const [shelf, second] = [new Shelf(), copy()];
  const store = new Store(shelf, null, clock(), second);
  store.put("steps", { "p/a": { note: "avant" } });
  const old = second.text;
  store.put("steps", { "p/a": { note: "" } });
  const before = shelf.getItem(KEY);
  for (const text of [old, "{abîmé", '{"version":4,"revision":99}', null]) {
    await new Store(shelf, null, clock(), copy(text)).recover();
    assert.equal(shelf.getItem(KEY), before);
  }
});

test("erasing in one tab empties the other, and it stays empty", () => {
  const shelf = new Shelf();
  const [one, other] = [new Store(shelf), new Store(shelf)];
  one.put("steps", { "p/a": { note: "x" } });
  other.onOther();
  shelf.setItem("ancrage.theme", "sombre");
  shelf.setItem("autre-site", "reste");
  one.erase();
  other.onOther();
  assert.deepEqual(other.data, empty());
  assert.deepEqual([...shelf.texts.keys()], ["autre-site"]);
});

test("a clock that goes back does not make a change older than the one before", () => {
  let time = Date.UTC(2026, 10, 21);
  const store = new Store(new Shelf(), null, () => time);
  store.put("steps", { "p/a": { note: "un" } });
  const before = store.data.steps["p/a"].noted;
  time -= 3_600_000;
  store.put("steps", { "p/a": { note: "deux" } });
  assert.ok(store.data.steps["p/a"].noted > before);
});

test("damaged data is set aside whole, once, and what can be read stays", () => {
  const good = sample(random(5));
  const damaged = [
    ["{\"version\": 2, \"ste", empty()],
    ["null", empty()],
    [JSON.stringify({ ...good, steps: { ...good.steps, "p/a": { done: 3 } } }), good],
  ];
  for (const [text, readable] of damaged) {
    const shelf = new Shelf();
    shelf.setItem(KEY, text);
    const store = new Store(shelf, null, clock());
    assert.equal(store.problem, "damaged");
    assert.ok(same(store.data, readable));
    assert.deepEqual(store.damaged(), [text]);
    assert.deepEqual(check(stored(shelf)).faults, []);
    shelf.setItem(KEY, text); // another tab, of an older page, writes it again
    assert.deepEqual(new Store(shelf, null, clock()).damaged(), [text]);
    assert.ok(store.keys().some((key) => key.startsWith(ASIDE)));
  }
});

test("damaged data that cannot be set aside is left as it is", () => {
  const shelf = new Shelf();
  shelf.setItem(KEY, "{abîmé");
  shelf.room = 0;
  const store = new Store(shelf);
  store.put("steps", { "p/a": { note: "x" } });
  assert.equal(shelf.getItem(KEY), "{abîmé");
  assert.deepEqual([store.problem, store.damaged()], ["damaged", ["{abîmé"]]);
});

test("a full storage keeps what it had, and the change is written once there is room", () => {
  const shelf = new Shelf();
  const store = new Store(shelf);
  store.put("steps", { "p/a": { note: "avant" } });
  const before = shelf.getItem(KEY);
  shelf.room = before.length;
  store.put("steps", { "p/b": { note: "x".repeat(500) } });
  assert.deepEqual([shelf.getItem(KEY), store.problem], [before, "full"]);
  assert.equal(store.data.steps["p/b"].note.length, 500);
  shelf.room = Infinity;
  store.put("steps", { "p/c": { note: "après" } });
  assert.equal(store.problem, null);
  assert.deepEqual(Object.keys(stored(shelf).steps).sort(), ["p/a", "p/b", "p/c"]);
});

test("another tab that writes while this one could not does not cost the change", () => {
  const shelf = new Shelf();
  const [one, other] = [new Store(shelf), new Store(shelf)];
  shelf.room = 10;
  one.put("steps", { "p/a": { note: "pas écrit" } });
  shelf.room = Infinity;
  other.put("steps", { "p/b": { note: "écrit" } });
  one.onOther();
  assert.deepEqual(Object.keys(stored(shelf).steps).sort(), ["p/a", "p/b"]);
});

test("a storage that refuses to be read or written lasts as long as the page", () => {
  const refusing = { length: 0, key: () => null, removeItem() {}, setItem() { throw new DOMException("non", "SecurityError"); } };
  for (const getItem of [() => null, () => { throw new DOMException("non", "SecurityError"); }]) {
    const store = new Store({ ...refusing, getItem });
    store.put("steps", { "p/a": { note: "x" } });
    assert.equal(store.problem, "refused");
    store.put("steps", { "p/b": { note: "y" } });
    assert.deepEqual(Object.keys(store.data.steps), ["p/a", "p/b"]);
  }
});

test("data of a later version is never overwritten", () => {
  const shelf = new Shelf();
  shelf.setItem(KEY, '{"version":4,"nouveau":true}');
  const store = new Store(shelf);
  store.put("steps", { "p/a": { note: "x" } });
  assert.deepEqual([store.problem, shelf.getItem(KEY)], ["newer", '{"version":4,"nouveau":true}']);
});

test("data of version 1 is read, and written back in the present version", () => {
  const shelf = new Shelf();
  shelf.setItem(KEY, '{"version":1,"ticks":{"p/a":"2026-11-02"}}');
  const store = new Store(shelf);
  assert.equal(store.data.steps["p/a"].done, "2026-11-02");
  store.put("steps", { "p/b": { note: "x" } });
  assert.deepEqual([stored(shelf).version, Object.keys(stored(shelf).steps)], [3, ["p/a", "p/b"]]);
});

test("merging a file brings back what was removed here and takes nothing away", () => {
  const store = new Store(new Shelf(), null, clock());
  const kept = { kind: "Fiche", title: "Écoute", url: "fiches/ecoute/", added: "2026-11-20", order: 0 };
  store.put("notebook", { ecoute: kept });
  const file = structuredClone(store.data);
  store.remove("notebook", "ecoute");
  store.put("steps", { "p/a": { note: "ici" } });
  store.take(file, "merge");
  assert.equal(store.data.notebook.ecoute.removed, false);
  assert.equal(store.data.notebook.ecoute.title, "Écoute");
  assert.equal(store.data.steps["p/a"].note, "ici");
});

test("replacing by a file leaves what the file holds and nothing more", () => {
  for (let seed = 0; seed < 100; seed++) {
    const next = random(seed);
    const shelf = new Shelf();
    const store = new Store(shelf, null, clock(Date.UTC(2026, 11, 1)));
    store.take(sample(next), "merge");
    const file = sample(next);
    store.take(file, "replace");
    const bare = (data) => JSON.parse(JSON.stringify(data, (key, value) => (["modified", "noted", "revision"].includes(key) ? undefined : value)));
    for (const [name, records] of Object.entries(bare(file))) {
      if (name === "version") continue;
      for (const [id, record] of Object.entries(records)) assert.deepEqual(bare(store.data)[name][id], record);
      for (const [id, record] of Object.entries(store.data[name])) {
        if (!records[id]) assert.ok(record.removed || !(record.done || record.note || record.start), `${seed} ${name} ${id}`);
      }
    }
    assert.deepEqual(check(stored(shelf)).faults, []);
  }
});
