// Reads {folder, package, pages} on standard input; writes Pagefind's files in folder/pagefind.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { folder, package: home, pages } = JSON.parse(readFileSync(0, "utf8"));
const pagefind = await import(pathToFileURL(`${home}/lib/index.js`));
const { index, errors } = await pagefind.createIndex({ forceLanguage: "fr" });
if (errors.length) throw new Error(errors.join("; "));
for (const [number, html] of pages.entries()) {
  const content = `<!doctype html><html lang="fr"><body>${html}</body></html>`;
  const done = await index.addHTMLFile({ url: `/d/${number}/`, content });
  if (done.errors.length) throw new Error(done.errors.join("; "));
}
await index.writeFiles({ outputPath: `${folder}/pagefind` });
await pagefind.close();
