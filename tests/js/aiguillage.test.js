// The trail kept in the history, the words that find a situation, the address that is shared.
import assert from "node:assert/strict";
import { test } from "node:test";

import { answersIn, foundWords, matches } from "../../docs/js/aiguillage.js";
import { addressOf } from "../../docs/js/partage.js";

test("a state that is not ours holds no answers", () => {
  for (const state of [null, undefined, 3, "x", {}, { reponses: "x" }, { reponses: [null, { text: 1 }] }]) {
    assert.deepEqual(answersIn(state), []);
  }
  assert.deepEqual(answersIn({ reponses: [{ text: "Oui", from: "depart" }] }), [{ text: "Oui", from: "depart" }]);
});

test("the start of a word finds it, accents, capitals and elision aside; every word counts", () => {
  assert.ok(matches("ecol", "L’École veut un suivi"));
  assert.ok(matches("famille transp", "La famille n’a pas de transport"));
  assert.ok(matches("  ", "tout"));
  assert.ok(!matches("ansport", "La famille n’a pas de transport"));
  assert.ok(!matches("transport argent", "La famille n’a pas de transport"));
});

test("what was found is said in words", () => {
  assert.match(foundWords(0), /Aucune/);
  assert.equal(foundWords(1), "1 situation.");
  assert.equal(foundWords(3), "3 situations.");
});

test("the shared address keeps the step and drops the query", () => {
  assert.equal(addressOf(new URL("https://a.example/mandat/?q=x#issue-y")), "https://a.example/mandat/#issue-y");
});
