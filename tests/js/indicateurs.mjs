// Answers on standard output what the browser's twin finds for series and tallies given as JSON.
import { readFileSync } from "node:fs";

import { fault, intervalOf, median, rate } from "../../docs/js/indicateurs/counts.js";
import { published } from "../../docs/js/indicateurs/publish.js";

const { series, days } = JSON.parse(readFileSync(0, "utf8"));
const found = series.map((/** @type {any} */ { form, tallies, people, least, scaled }) => ({
  published: published(form, tallies, { people, least }),
  rates: tallies.map((/** @type {any} */ tally) => rate(form, tally)),
  faults: tallies.map((/** @type {any} */ tally) => fault(form, tally, scaled)),
  intervals: tallies.map((/** @type {any} */ tally) => (tally.among && tally.of <= tally.among ? intervalOf(tally) : null)),
}));
process.stdout.write(JSON.stringify({ found, medians: days.map(median) }));
