// The choice of strategies in an address, and what intervals let one say.
import assert from "node:assert/strict";
import { test } from "node:test";

import { chosenIn, countWords, overlapWords, searchOf } from "../../docs/js/comparer.js";

const KNOWN = new Set(["a", "b", "c", "d", "e"]);

test("an address names known strategies, once each, four at most", () => {
  assert.deepEqual(chosenIn("?s=a&s=zut&s=a&s=b&s=c&s=d&s=e&q=b", KNOWN), ["a", "b", "c", "d"]);
  assert.deepEqual(chosenIn("", KNOWN), []);
});

test("a choice written in an address is read back", () => {
  assert.deepEqual(chosenIn(searchOf(["b", "a"]), KNOWN), ["b", "a"]);
  assert.equal(searchOf([]), "");
});

test("one strategy is not a comparison", () => {
  assert.match(countWords(1), /Ajoutez-en une autre/);
  assert.match(countWords(2), /^2 stratégies comparées/);
});

test("intervals that touch overlap; one interval says nothing", () => {
  assert.match(overlapWords([{ low: 10, high: 20 }, { low: 20, high: 30 }], "Usage"), /départagent pas/);
  assert.match(overlapWords([{ low: 10, high: 20 }, { low: 21, high: 30 }], "Usage"), /ne se chevauchent pas/);
  assert.match(overlapWords([{ low: 10, high: 20 }, { low: 15, high: 30 }, { low: 40, high: 50 }], "Usage"), /certains/);
  assert.equal(overlapWords([{ low: 10, high: 20 }], "Usage"), "");
});
