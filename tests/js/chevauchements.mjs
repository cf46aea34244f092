// Answers on standard output what the browser's twin finds in grids given as JSON: summary, or faults.
import { readFileSync } from "node:fs";

import { gridOf } from "../../docs/js/chevauchements/file.js";
import { percent, summary } from "../../docs/js/chevauchements/overlap.js";

const answers = JSON.parse(readFileSync(0, "utf8")).map((/** @type {unknown} */ value) => {
  const { value: grid, faults } = gridOf(value);
  if (!grid) return { faults: faults.map(({ where, what }) => `${where} : ${what}`) };
  const found = summary(grid);
  return { summary: found, percents: [found.rate, found.low, found.high].map(percent) };
});
process.stdout.write(JSON.stringify(answers));
