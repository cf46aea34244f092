/** What a sheet of indicators says, in words. */

/** @typedef {import("./reading.js").Cell} Cell */
/** @typedef {import("./reading.js").Indicator} Indicator */
/** @typedef {import("./reading.js").Status} Status */

export const HIDDEN = "caché (petit nombre)";
const FEW = 10;

/** @type {Record<Status, string>} */
export const STATUS = {
  atteinte: "✓ cible atteinte", "non-atteinte": "✗ cible non atteinte",
  incertaine: "≈ trop peu de cas pour trancher", "sans-cible": "sans cible", cachee: HIDDEN, vide: "",
};

/** @returns {string} a number as it is read in French, one decimal at most */
export const number = (/** @type {number} */ value) => value.toLocaleString("fr-CA", { maximumFractionDigits: 1 });

/** @returns {string} « 1 jour », « 2,5 jours » */
export const days = (/** @type {number} */ value) => `${number(value)}\u00a0jour${value >= 2 ? "s" : ""}`;

/** @returns {string} « < 10 % », « ≥ 4 sur 5 » */
export function goalWords(/** @type {{bound: string, value: number, own: boolean} | null} */ goal, /** @type {Indicator} */ { unit }) {
  if (!goal) return "aucune cible chiffrée";
  return `${goal.bound}\u00a0${number(goal.value)}${unit ? `\u00a0${unit}` : ""}${goal.own ? " (la vôtre)" : ""}`;
}

/**
 * What is published of a cell: a line for the rate, then lines for what it rests on.
 * @param {Indicator} indicator
 * @param {Cell} cell
 * @returns {string[]}
 */
export function cellWords({ form, unit }, { shown, rate, interval, delays }) {
  if (!shown) return ["—"];
  const { of, among } = shown;
  if (of === null || among === null) return among === null || form === "nombre" ? [HIDDEN] : [HIDDEN, `sur ${number(among)}`];
  if (form === "nombre") return [number(of)];
  if (rate === null) return ["0 sur 0"];
  if (form === "moyenne") return [`${number(rate)}\u00a0${unit}`, `${number(of)} ÷ ${number(among)}`];
  if (form === "part") {
    const counts = `${number(of)} sur ${number(among)}`;
    if (among < FEW) return [counts];
    return [`${number(rate)}\u00a0%`, counts, ...(interval ? [`intervalle à 95\u00a0%\u00a0: de ${number(interval[0])} à ${number(interval[1])}\u00a0%`] : [])];
  }
  const within = delays?.within;
  const share = within && within.of !== null && within.among ? [`dans la cible\u00a0: ${number(within.of)} sur ${number(within.among)}`] : within ? ["dans la cible\u00a0: caché"] : [];
  return [`moyenne ${days(rate)}`, `sur ${number(among)}\u00a0délai${among > 1 ? "s" : ""}`, ...(delays ? [`médiane ${days(delays.median)}, le plus long ${days(delays.longest)}`] : []), ...share];
}
