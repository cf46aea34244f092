// Answers on standard output what the browser's twin finds in grids given as JSON: summary and exports, or faults.
import { readFileSync } from "node:fs";

import { markdown, spreadsheet } from "../../docs/js/chevauchements/exports.js";
import { gridOf } from "../../docs/js/chevauchements/file.js";
import { percent, summary } from "../../docs/js/chevauchements/overlap.js";

const answers = JSON.parse(readFileSync(0, "utf8")).map((/** @type {unknown} */ value) => {
  const { value: grid, faults } = gridOf(value);
  if (!grid) return { faults: faults.map(({ where, what }) => `${where} : ${what}`) };
  const found = summary(grid);
  const percents = [found.rate, found.low, found.high].map(percent);
  return { summary: found, percents, markdown: markdown(grid), csv: spreadsheet(grid) };
});
process.stdout.write(JSON.stringify(answers));
