/**
 * Measures pages with Lighthouse, on a slowed phone. Arguments: the Chromium, how many times, then the addresses.
 * Prints one line of JSON a page: `{url, runs: [{performance, …}], failed: ["accessibility : …"]}`.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const [chromePath, times, ...addresses] = process.argv.slice(2);

for (const url of addresses) {
  const runs = [];
  let failed = [];
  for (let run = 0; run < Number(times); run++) {
    const chrome = await chromeLauncher.launch({
      chromePath,
      userDataDir: mkdtempSync(join(tmpdir(), "audit-")),
      chromeFlags: [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
      ],
    });
    try {
      const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES, locale: "fr" });
      const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]));
      runs.push({ ...scores, lcp: Math.round(lhr.audits["largest-contentful-paint"].numericValue) });
      failed = CATEGORIES.flatMap((name) =>
        lhr.categories[name].auditRefs
          .map(({ id, weight }) => ({ ...lhr.audits[id], weight }))
          .filter(({ score, weight }) => weight > 0 && score !== null && score < 0.9)
          .map(({ id, title, details }) => {
            const items = (details?.items || []).slice(0, 3).map((item) => item.node?.selector || item.url || item.description);
            return `${name} : ${id} : ${title} ${items.filter(Boolean).join(" ; ")}`.trim();
          }),
      );
    } finally {
      await chrome.kill();
    }
  }
  console.log(JSON.stringify({ url, runs, failed }));
}
