// Periods of a sheet, and what is read of counts half typed.
import assert from "node:assert/strict";
import { test } from "node:test";

import { overlapping, periodName, quartersOf, sheetOf, valueOf, blank } from "../../docs/js/indicateurs/file.js";
import { committeeSheet, tallyIn } from "../../docs/js/indicateurs/reading.js";
import { cellWords } from "../../docs/js/indicateurs/words.js";

/** @type {import("../../docs/js/indicateurs/reading.js").Indicator} */
const SHARE = { id: "a.b", title: "T", lever: "L", form: "part", of: "x", among: "y", unit: "%", people: true, least: 5, target: { bound: "<", value: 10 } };

test("periods that share a month overlap, others do not", () => {
  assert.equal(overlapping(["2026-T1"], "2026-S1"), "2026-T1");
  assert.equal(overlapping(["2026-A"], "2026-T4"), "2026-A");
  assert.equal(overlapping(["2025-A", "2026-S2"], "2026-T2"), undefined);
  assert.ok(quartersOf("2025-T4")[0] < quartersOf("2026-T1")[0]);
  assert.equal(periodName("2026-T1"), "1er trimestre 2026");
  assert.equal(periodName("2026-A"), "Année 2026");
});

test("a count half typed or impossible is not counted yet", () => {
  assert.equal(tallyIn(SHARE, { of: 3, among: null }), null);
  assert.equal(tallyIn(SHARE, { of: 9, among: 3 }), null);
  assert.deepEqual(tallyIn(SHARE, { of: 3, among: 9 }), { of: 3, among: 9 });
  assert.equal(tallyIn({ ...SHARE, form: "delais" }, { days: [] }), null);
});

test("a target that the interval goes around is not claimed, and under ten the words give no percentage", () => {
  const sheet = { ...blank(), periods: ["2026-T1", "2026-T2"], counts: { "a.b": { "2026-T1": { of: 6, among: 61 }, "2026-T2": { of: 0, among: 9 } } } };
  const [{ cells, total }] = committeeSheet(sheet, [SHARE]).rows;
  assert.equal(cells[0].status, "incertaine");
  assert.deepEqual(cellWords(SHARE, cells[1])[0], "0 sur 9");
  assert.deepEqual(total?.shown, { of: 6, among: 70 });
});

test("a blank sheet and one with counts are read back", () => {
  assert.deepEqual(sheetOf(valueOf(blank())).value, blank());
  const sheet = { ...blank(), periods: ["2026-T2"], counts: { "a.b": { "2026-T2": { of: 1.5, among: 2 } } }, goals: { "a.b": { bound: "≥", value: 3 } } };
  assert.deepEqual(sheetOf(JSON.parse(JSON.stringify(valueOf(sheet)))).value, sheet);
});
