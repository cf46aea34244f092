// What the crossing of the browser says of documents: reads {cases, reference}s as JSON, writes results.
import { cross } from "../../docs/js/croiser/crossing.js";
import { LEAD, TITLE, sections } from "../../docs/js/croiser/report.js";
import { asCsv, asMarkdown } from "../../docs/js/sections.js";

let text = "";
for await (const chunk of process.stdin) text += chunk;
const { reference, sets } = JSON.parse(text);
const results = sets.map((cases) => {
  const crossing = cross(cases, reference);
  const parts = sections(crossing);
  return { crossing, markdown: asMarkdown(TITLE, LEAD, parts), csv: asCsv(parts) };
});
process.stdout.write(JSON.stringify(results));
