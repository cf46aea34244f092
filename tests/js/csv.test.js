// Tables for spreadsheets: nothing typed may run there as a formula.
import assert from "node:assert/strict";
import { test } from "node:test";

import { csv } from "../../docs/js/csv.js";

test("a value with a separator, a quote or a line is between quotes", () => {
  assert.equal(csv([["a;b", 'dit "oui"', "x\ny"], [1.5, 0, ""]]), '\ufeff"a;b";"dit ""oui""";"x\ny"\r\n1,5;0;\r\n');
});

test("a text that a spreadsheet would run is a text", () => {
  for (const text of ["=1+1", "+33", "-x", "@a"]) assert.equal(csv([[text]]), `\ufeff'${text}\r\n`);
});
