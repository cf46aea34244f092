// The numbers that a person types.
import assert from "node:assert/strict";
import { test } from "node:test";

import { numberIn } from "../../docs/js/nombre.js";

test("a number is read as people type it", () => {
  for (const [typed, value] of [["19,64", 19.64], ["19.64", 19.64], [" 31,4 % ", 31.4], ["1\u00a0234", 1234], ["0", 0]]) {
    assert.equal(numberIn(/** @type {string} */ (typed)), value);
  }
});

test("what is no number is none", () => {
  for (const typed of ["", "beaucoup", "-3", "1e3", "1,2,3", "Infinity", "12,", "3/4"]) assert.equal(numberIn(typed), null);
});
