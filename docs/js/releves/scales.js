/** The scales of an account, its format, and what is compared with the pilot; the twin of `surveys/model.py`. */

export const FORMAT = "ancrage-releve";
export const VERSION = 1;
export const FEWEST = 2;
export const MOST = 30;
/** A group of fewer answers is not shown. */
export const SMALL = 5;
/** What the questionnaire asked about: seven months, so that « five times » means the same. */
export const PILOT_MONTHS = 7;

/** @type {Record<string, string>} how often; the questionnaire publishes one threshold, « 5 fois »: the rest is the portal's */
export const USES = { jamais: "jamais", "moins-de-cinq": "de 1 à 4 fois", "cinq-ou-plus": "5 fois ou plus" };
/** @type {Record<string, string>} from least to most; the last two are the questionnaire's, the others the portal's */
export const EFFECTS = {
  "pas-efficace": "pas efficace", "peu-efficace": "peu efficace", efficace: "efficace", "tres-efficace": "très efficace",
};
export const NO_OPINION = "sans-avis";
export const SETTINGS = ["urbain", "rural", "mixte"];

/** @typedef {{use: string, effect: string | null, why: string}} Answer */
/** @typedef {{id: string, setting: string, first: string, last: string, answers: Record<string, Answer>}} Survey */
/** @typedef {{value: number, low: number, high: number}} Published per cent */
/** @typedef {{id: string, title: string, approach: string, url?: string, use: Published, effect: Published}} Surveyed */

/** @returns {number} how many months there are from one `2025-04` to another, both included */
export function months(/** @type {string} */ first, /** @type {string} */ last) {
  const [year, month] = first.split("-").map(Number);
  const [lastYear, lastMonth] = last.split("-").map(Number);
  return (lastYear - year) * 12 + lastMonth - month + 1;
}
