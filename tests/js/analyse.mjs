// Reads a list of texts on standard input; writes, for each, its words as [forms, stems, stop].
import { readFileSync } from "node:fs";

import { stemsOf, words } from "../../docs/js/recherche/analysis.js";

const texts = JSON.parse(readFileSync(0, "utf8"));
const found = texts.map((text) => words(text).map((word) => [word.forms, stemsOf(word), word.stop]));
process.stdout.write(JSON.stringify(found));
