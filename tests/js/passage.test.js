// Passages of results: from a sentence where one begins near, else from a word, never longer than a summary.
import assert from "node:assert/strict";
import { test } from "node:test";

import { cutAround } from "../../docs/js/recherche/passage.js";
import { random, whole } from "./donnees_samples.mjs";

test("a passage begins with the sentence of its word", () => {
  const text = `${"Avant, la mer. ".repeat(9)}Le phare s’allume à l’heure dite, et chacun rentre. ${"Après, la nuit. ".repeat(30)}`;
  const found = cutAround(text, text.indexOf("rentre"));
  assert.match(found, /^Le phare s’allume.*…$/);
});

test("at the beginning of a text, nothing is left out before", () => {
  assert.equal(cutAround("Le quai, tôt.", 9), "Le quai, tôt.");
});

test("in a long sentence a passage begins at a word and says that it is cut", () => {
  const text = `Voici ${"un bateau, ".repeat(40)}et un phare`;
  assert.match(cutAround(text, text.indexOf("phare")), /^… (un|bateau|et)/);
});

test("a passage holds its word and what was counted with it, and 290 characters at most", () => {
  for (let seed = 0; seed < 500; seed++) {
    const next = random(seed);
    const words = Array.from({ length: whole(next, 200) + 1 }, () => "abcdefghij".slice(0, whole(next, 9) + 1) + (next() < 0.15 ? ". Et" : ""));
    const text = words.join(" ");
    const at = text.lastIndexOf(" ", whole(next, text.length - 1)) + 1;
    const found = cutAround(text, at);
    assert.ok(found.length <= 294, `seed ${seed}: ${found.length}`);
    const [word] = text.slice(at).split(" ");
    assert.ok(found.includes(word), `seed ${seed}`);
    assert.ok(text.includes(found.replace(/^… /, "").replace(/…$/, "")), `seed ${seed}`);
  }
});
