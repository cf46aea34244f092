// Weeks from a first day, the step to take up again, and the notebook as text.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { markdown } from "../../docs/js/carnet/markdown.js";
import { ASIDE, KEY, OTHERS } from "../../docs/js/donnees/keys.js";
import { COLLECTIONS } from "../../docs/js/donnees/schema.js";
import { weekOf, weekToResume } from "../../docs/js/parcours/calendar.js";

const DOCS = new URL("../../docs/", import.meta.url);

test("the first week has seven days, and summer time changes none", () => {
  assert.deepEqual(["2026-11-02", "2026-11-08", "2026-11-09", "2026-11-01", "2027-01-31"].map((day) => weekOf("2026-11-02", day)), [1, 1, 2, 0, 13]);
  for (let day = 0; day < 400; day++) {
    const date = new Date(Date.UTC(2026, 9, 1 + day)).toISOString().slice(0, 10);
    assert.equal(weekOf("2026-10-01", date), Math.floor(day / 7) + 1);
  }
});

const week = (number, left) => ({ week: number, done: 0, total: 1, next: left ? { id: "x", title: "X" } : null });

test("one takes up the present week, else what was left behind, else what comes", () => {
  const weeks = [week(1, false), week(2, true), week(3, true), week(4, false), week(5, true)];
  const resumed = (today, list = weeks) => weekToResume({ start: "2026-11-02", weeks: list }, today)?.week;
  assert.equal(resumed("2026-11-17"), 3);
  assert.equal(resumed("2026-11-24"), 2);
  assert.equal(resumed("2026-10-01"), 2);
  assert.equal(resumed("2027-06-01"), 2);
  assert.equal(weekToResume({ start: null, weeks }, "2026-11-24")?.week, 2);
  assert.equal(resumed("2026-11-17", [week(1, false)]), undefined);
});

test("the notebook as text keeps order, notes and full addresses, and no title becomes a mark", () => {
  const item = { removed: false, kind: "Stratégie", title: "*Parc* [1]", url: "strategies/presence-parcs/", added: "2026-11-20", order: 0, note: "Mardi\n9 h", modified: "", noted: "" };
  const text = markdown([item, { ...item, title: "Deux", note: "" }], "https://ancrage.example/", "2026-11-21");
  assert.match(text, /## \\\*Parc\\\* \\\[1\\\]\n\nStratégie, gardé le 20 novembre 2026\u00a0: <https:\/\/ancrage\.example\/strategies\/presence-parcs\/>\n\nMardi\n9 h\n\n## Deux/);
});

test("every key that a script keeps is in the table of keys", () => {
  const scripts = readdirSync(new URL("js/", DOCS), { recursive: true }).filter((name) => name.endsWith(".js"));
  const found = scripts.flatMap((name) => [...readFileSync(new URL(`js/${name}`, DOCS), "utf-8").matchAll(/["'`](ancrage\.[a-z][a-z.-]*)["'`]/g)].map(([, key]) => key));
  assert.ok(found.includes(KEY) && found.includes("ancrage.theme"));
  assert.deepEqual(found.filter((key) => ![KEY, ASIDE, "ancrage."].includes(key) && !OTHERS[key]), []);
});

test("every key of the file is explained on the page", () => {
  const page = readFileSync(new URL("mes-donnees.md", DOCS), "utf-8");
  const keys = ["format", "exported", "data", "others", ...Object.entries(COLLECTIONS).flatMap(([name, { fields }]) => [name, ...Object.keys(fields)])];
  assert.deepEqual(keys.filter((key) => !page.includes(`\`${key}\``)), []);
});
