// Reads {folder, documents} on standard input; writes index.json in the folder, which holds MiniSearch and its settings.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { folder, documents } = JSON.parse(readFileSync(0, "utf8"));
const { default: MiniSearch } = await import(pathToFileURL(`${folder}/minisearch.js`));
const { settings } = await import(pathToFileURL(`${folder}/minisearch-reglages.js`));
const made = new MiniSearch(settings);
made.addAll(documents);
writeFileSync(`${folder}/index.json`, JSON.stringify(made));
