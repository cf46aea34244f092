// Drafts: kept as typed, followed from tab to tab, never overwritten silently.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Drafts } from "../../docs/js/brouillons/drafts.js";
import { namesOf } from "../../docs/js/brouillons/shelf.js";
import { KEY } from "../../docs/js/donnees/keys.js";
import { Store } from "../../docs/js/donnees/store.js";
import { FarShelf, Shelf, random, whole } from "./donnees_samples.mjs";

const isRight = (value) => typeof value?.texte === "string";
const clock = () => {
  let time = Date.UTC(2026, 10, 21);
  return () => (time += 1000);
};
const draftsOn = (shelf, now = clock(), tool = "cas") => new Drafts(new Store(shelf, null, now), tool, isRight);
/** Two tabs of one device, and a third that opens after them. */
const twoTabs = () => {
  const [shelf, now] = [new Shelf(), clock()];
  return { one: draftsOn(shelf, now), other: draftsOn(shelf, now), later: () => draftsOn(shelf, now) };
};
/** What a draft is told. */
const hearing = (draft) => {
  const heard = [];
  draft.listen((change) => heard.push(change));
  return heard;
};

test("what is saved is there for the next page, the last written first, each tool its own", () => {
  const [shelf, now] = [new Shelf(), clock()];
  const drafts = draftsOn(shelf, now);
  const first = drafts.create("Un", { texte: "a" });
  drafts.create("Deux", { texte: "b" });
  assert.ok(first.save({ texte: "a, plus long" }));
  const again = draftsOn(shelf, now);
  assert.deepEqual(again.list().map(({ title }) => title), ["Un", "Deux"]);
  assert.deepEqual(again.open(first.id).value, { texte: "a, plus long" });
  assert.deepEqual(draftsOn(shelf, now, "seance").list(), []);
});

test("a tab that writes nothing follows the other", () => {
  const { one, other } = twoTabs();
  const here = one.create("Cas", { texte: "" });
  const there = other.open(here.id);
  const heard = hearing(there);
  here.save({ texte: "du parc" }, "Cas du parc");
  other.store.onOther();
  assert.deepEqual(heard, [{ cause: "elsewhere" }]);
  assert.deepEqual([there.title, there.value], ["Cas du parc", { texte: "du parc" }]);
});

test("a tab that was writing keeps its own in a copy, and the other's is whole", () => {
  const { one, other, later } = twoTabs();
  const here = one.create("Cas", { texte: "" });
  const there = other.open(here.id);
  const heard = hearing(there);
  there.typing({ texte: "écrit là" });
  here.save({ texte: "écrit ici" });
  other.store.onOther();
  there.save({ texte: "écrit là, jusqu’au bout" });
  assert.deepEqual(heard.map(({ cause }) => cause), ["copied"]);
  assert.equal(there.title, "Cas (copie)");
  assert.deepEqual(later().list().map(({ title }) => title).sort(), ["Cas", "Cas (copie)"]);
  assert.deepEqual(later().open(here.id).value, { texte: "écrit ici" });
  assert.deepEqual(later().open(there.id).value, { texte: "écrit là, jusqu’au bout" });
});

test("whatever two tabs do and however late they hear of it, every text saved last by a tab is still there", () => {
  for (let seed = 0; seed < 150; seed++) {
    const next = random(seed);
    const now = clock();
    const shelves = [new FarShelf(), new FarShelf()];
    const tabs = shelves.map((shelf) => draftsOn(shelf, now));
    const deliver = (from) => {
      const message = shelves[from].sent.shift();
      if (!message) return;
      shelves[1 - from].texts.set(...message);
      tabs[1 - from].store.onOther();
    };
    const settle = () => {
      while (shelves.some(({ sent }) => sent.length)) [0, 1].forEach(deliver);
    };
    const first = tabs[0].create("Cas", { texte: "" });
    settle();
    const open = [first, tabs[1].open(first.id)];
    for (let turn = 0; turn < 12; turn++) {
      const tab = whole(next, 1);
      if (next() < 0.6) {
        open[tab].typing({ texte: `${open[tab].value.texte}${tab}${turn} ` });
        if (next() < 0.5) settle();
        open[tab].flush();
      }
      settle(); // each save is heard before the next: what a browser does within milliseconds
    }
    const texts = tabs[0].list().map(({ id }) => tabs[0].open(id).value.texte);
    for (const draft of open) assert.ok(texts.includes(draft.value.texte), `seed ${seed}`);
    assert.deepEqual(tabs[1].list(), tabs[0].list(), `seed ${seed}`);
  }
});

test("a draft removed comes back, and one removed under a tab that writes can still be saved", () => {
  const { one, other, later } = twoTabs();
  const here = one.create("Cas", { texte: "a" });
  const heard = hearing(here);
  other.remove(here.id);
  one.store.onOther();
  assert.deepEqual([heard, one.list(), one.open(here.id)], [[{ cause: "removed" }], [], null]);
  other.restore(here.id);
  assert.deepEqual(later().open(here.id).value, { texte: "a" });
  other.remove(here.id);
  here.save({ texte: "a, encore" });
  assert.deepEqual(later().open(here.id).value, { texte: "a, encore" });
});

test("a damaged draft is listed, not opened, and its text can be taken away", () => {
  const shelf = new Shelf();
  const { id } = draftsOn(shelf).create("Cas", { texte: "a" });
  shelf.setItem(KEY, shelf.getItem(KEY).replace('\\"texte\\"', '\\"txte\\"'));
  const drafts = draftsOn(shelf);
  assert.deepEqual([drafts.list()[0].value, drafts.open(id), drafts.textOf(id)], [null, null, '{"txte":"a"}']);
});

test("where nothing may be kept, or no room is left, saving says so", () => {
  const nowhere = new Drafts(new Store(null, "file"), "cas", isRight);
  assert.equal(nowhere.create("Cas", { texte: "a" }).save({ texte: "b" }), false);
  const shelf = new Shelf();
  const draft = draftsOn(shelf).create("Cas", { texte: "a" });
  shelf.room = 10;
  assert.equal(draft.save({ texte: "b" }), false);
  assert.throws(() => draft.save({ texte: "x".repeat(200001) }), RangeError);
});

test("two drafts are told apart by what they are called", () => {
  const drafts = draftsOn(new Shelf());
  const at = (title, begun) => ({ id: `${title}${begun}`, title, begun: new Date(2026, 10, 26, ...begun), value: { texte: "" } });
  const lines = [at("Le banc", [9, 0]), at("La porte", [9, 0]), at("La porte", [14, 5]), at("", [9, 0]), at("", [14, 5]), { ...at("", [9, 0]), id: "autre" }];
  const names = [...namesOf(lines, () => "Situation").values()].sort();
  assert.deepEqual(names.map((name) => name.replaceAll("\u00a0", " ")), [
    "La porte, du 26 novembre, 09 h 00", "La porte, du 26 novembre, 14 h 05", "Le banc",
    "Situation du 26 novembre, 09 h 00", "Situation du 26 novembre, 09 h 00 (2)", "Situation du 26 novembre, 14 h 05",
  ]);
  assert.equal(namesOf([{ ...lines[3], value: null }], () => "Situation").get(lines[3].id)?.slice(0, 12), "Brouillon du");
  drafts.create("", { texte: "" });
  assert.equal(drafts.list()[0].begun.toISOString(), "2026-11-21T00:00:01.000Z"); // the id says it, whatever is changed since
});
