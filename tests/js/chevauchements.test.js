// Two grids of one territory compared, and the grid that the framework starts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { compared } from "../../docs/js/chevauchements/difference.js";
import { gridOf } from "../../docs/js/chevauchements/file.js";
import { removeItem } from "../../docs/js/chevauchements/setup.js";
import { addTask, fromFramework, hint, withoutAnswers } from "../../docs/js/chevauchements/start.js";
import { summary } from "../../docs/js/chevauchements/overlap.js";

const EXAMPLE = JSON.parse(readFileSync(new URL("../data/chevauchements.json", import.meta.url), "utf8"));
const example = () => /** @type {import("../../docs/js/chevauchements/overlap.js").Grid} */ (gridOf(structuredClone(EXAMPLE)).value);
const TASK = { id: "tache-x", name: "X", component: "C", chosen: true, does: ["ptp"], mayDo: ["pap"], supports: [], mustNot: ["rue"] };
const START = {
  roles: ["ptp", "pap", "rue", "autre"].map((id) => ({ id, name: id, chosen: id !== "autre" })),
  groups: [{ id: "g1", name: "Un" }, { id: "g2", name: "Deux" }], tasks: [TASK, { ...TASK, id: "tache-y", chosen: false }],
};

test("a grid is like itself, whatever its identifiers and the case of its names", () => {
  const other = example();
  other.roles[0].name = "ptp";
  other.groups.forEach((group) => { group.name = group.name.toUpperCase(); });
  const found = compared(example(), other);
  assert.deepEqual([found.common, found.alike, found.differences, found.apart], [6, 6, [], []]);
});

test("a difference says who carries the cell in one grid only, and a judgement that differs", () => {
  const other = example();
  other.carries["r-transport"].ptp = ["bebes"];
  other.judgements["r-visite"].bebes.kind = "complementaire";
  const [visit, transport] = compared(example(), other).differences;
  assert.deepEqual([visit.here, visit.there, visit.kinds], [[], [], ["doublon", "complementaire"]]);
  assert.deepEqual([transport.here, transport.there, transport.kinds], [[], ["PTP"], null]);
});

test("what only one grid has is told and not compared", () => {
  const other = example();
  other.roles.push({ id: "rue", name: "Travail de rue" });
  removeItem(other, "groups", "bebes");
  assert.deepEqual(compared(example(), other).apart.sort(), ["Grossesse et première année", "Travail de rue"]);
});

test("the framework gives a yes, a no, and leaves the rest unknown", () => {
  const grid = fromFramework(START);
  assert.deepEqual(grid.carries, { "tache-x": { ptp: ["g1", "g2"], rue: [] } });
  assert.deepEqual(withoutAnswers(START).carries, {});
  assert.match(hint(TASK, "pap"), /sans dire de quel secteur/);
  assert.equal(hint(undefined, "pap"), "");
  assert.notEqual(gridOf({ format: "ancrage-chevauchements", version: 1, ...grid }).value, null);
});

test("a role or a group taken out leaves nothing behind, and a grid stays readable", () => {
  const grid = fromFramework(START);
  addTask(grid, START.tasks[1]);
  removeItem(grid, "roles", "ptp");
  removeItem(grid, "groups", "g2");
  removeItem(grid, "responsibilities", "tache-y");
  assert.deepEqual(grid.carries, { "tache-x": { rue: [] } });
  assert.deepEqual(summary(grid).rate, [0, 0]);
  assert.notEqual(gridOf({ format: "ancrage-chevauchements", version: 1, ...grid }).value, null);
});
