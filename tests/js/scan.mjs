// Reads {"module", "texts", "cases"} on standard input; writes what the scan of that module finds in each.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { module, texts, cases } = JSON.parse(readFileSync(0, "utf8"));
const { scan, scanCase } = await import(pathToFileURL(module).href);
process.stdout.write(JSON.stringify({ texts: texts.map(scan), cases: cases.map(scanCase) }));
