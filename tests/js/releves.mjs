// What the browser makes of files of accounts: reads {strategies, sets, texts} as JSON, writes merges and refusals.
import { LEAD, TITLE, sections } from "../../docs/js/releves/report.js";
import { readSurvey, surveyText } from "../../docs/js/releves/reading.js";
import { merge } from "../../docs/js/releves/survey.js";
import { asCsv, asMarkdown } from "../../docs/js/sections.js";

let text = "";
for await (const chunk of process.stdin) text += chunk;
const { strategies, sets, texts } = JSON.parse(text);
const ids = strategies.map(({ id }) => id);
const merges = sets.map((drafts) => {
  const surveys = drafts.map((draft) => readSurvey(surveyText(draft), ids).survey);
  const merged = merge(surveys, strategies);
  const parts = sections(merged, strategies);
  return { merged, markdown: asMarkdown(TITLE, LEAD, parts), csv: asCsv(parts), files: drafts.map(surveyText) };
});
const refusals = texts.map((one) => readSurvey(one, ids).problems);
process.stdout.write(JSON.stringify({ merges, refusals }));
