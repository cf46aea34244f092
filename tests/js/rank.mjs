// Reads {core, queries, limit} on standard input; writes [id, score] of the hits of the browser engine, for each query.
import { readFileSync } from "node:fs";

import { search } from "../../docs/js/recherche/engine.js";
import { Store } from "../../docs/js/recherche/store.js";

const { core, queries, limit } = JSON.parse(readFileSync(0, "utf8"));
const store = new Store(core);
const answers = [];
for (const query of queries) {
  const { hits } = await search(store, query, { limit });
  answers.push(hits.map((hit) => [hit.id, hit.score]));
}
process.stdout.write(JSON.stringify(answers));
