// Reads back packed lists on standard input: [levels, documents, terms] each.
import { readFileSync } from "node:fs";

import { documents, terms } from "../../docs/js/recherche/packing.js";

const found = JSON.parse(readFileSync(0, "utf8")).map(([levelled, plain, coded]) => {
  const { numbers, levels } = documents(levelled, true);
  return [[...numbers], [...levels], [...documents(plain, false).numbers], terms(coded)];
});
process.stdout.write(JSON.stringify(found));
