// Answers on standard output what the browser's twin finds for rules and portraits given as JSON.
import { readFileSync } from "node:fs";

import { verdict } from "../../docs/js/portrait/rules.js";

const { rules, portraits } = JSON.parse(readFileSync(0, "utf8"));
const found = portraits.map((/** @type {any} */ portrait) => rules.map((/** @type {any} */ rule) => verdict(rule, portrait)));
process.stdout.write(JSON.stringify(found));
