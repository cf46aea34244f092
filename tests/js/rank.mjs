// Ranks queries over an exported index, as the browser does; reads {files, queries, limit} as JSON.
import { readFileSync } from "node:fs";
import { search } from "../../docs/js/recherche/engine.js";
import { Store } from "../../docs/js/recherche/store.js";

const { files, queries, limit, options = {} } = JSON.parse(readFileSync(0, "utf8"));
const read = async (name) => JSON.parse(files[`assets/recherche/${name}`]);
const store = new Store(await read("coeur.json"), read);
const found = [];
for (const query of queries) {
  const { hits, total, card, suggestion, nearest } = await search(store, query, { limit, ...options });
  const shown = hits.map(({ id, score }) => [id, score]);
  found.push({ hits: shown, total, card: card && card.id, suggestion, nearest });
}
process.stdout.write(JSON.stringify(found));
