/**
 * Which rules the figures of a territory trigger. A rule holds when all its conditions do; one false condition leaves it
 * out; where none is false but something is missing, nothing can be said. Twin of tools/ancrage/mechanisms.py.
 */

/** @typedef {{indicator?: string, bound?: "≥" | "≤", limit?: number, context?: string}} Condition */
/** @typedef {{id: string, title: string, when: Condition[]}} Rule */
/** @typedef {{values: Record<string, number>, contexts: Record<string, boolean>}} Portrait what is known, and nothing else */
/** @typedef {{mechanism: string, state: "declenchee" | "ecartee" | "inconnue", missing: string[]}} Verdict */

/**
 * @param {Rule} rule
 * @param {Portrait} portrait
 * @returns {Verdict}
 */
export function verdict({ id, when }, portrait) {
  const held = when.map((condition) => holds(condition, portrait));
  if (held.includes(false)) return { mechanism: id, state: "ecartee", missing: [] };
  const unknown = when.filter((_, index) => held[index] === null).map(({ indicator, context }) => indicator ?? context ?? "");
  const missing = [...new Set(unknown)];
  return { mechanism: id, state: missing.length ? "inconnue" : "declenchee", missing };
}

/**
 * Whether a condition holds; null where what it asks for is not known.
 * @param {Condition} condition
 * @param {Portrait} portrait
 * @returns {boolean | null}
 */
export function holds({ indicator, bound, limit, context }, { values, contexts }) {
  if (indicator === undefined) return Object.hasOwn(contexts, context ?? "") ? contexts[context ?? ""] : null;
  if (!Object.hasOwn(values, indicator)) return null;
  if (limit === undefined) return true;
  return bound === "≥" ? values[indicator] >= limit : values[indicator] <= limit;
}
