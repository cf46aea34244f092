// The engine of the tests of the interface: every word of the query, no ranking, the contract of the real one.

import { fold, stemsOf, words } from "./analysis.js";

const stemsIn = (text) => new Set(words(text).filter((word) => !word.stop).flatMap(stemsOf));
const has = (value, wanted) => !wanted || [value].flat().includes(wanted);

export async function search(store, query, { limit = 10, offset = 0, facets = false, ...wanted } = {}) {
  if (query.includes("lent")) await new Promise((next) => setTimeout(next, 400));
  const stems = stemsIn(query);
  const found = store.documents.filter((hit) => {
    const there = stemsIn(`${hit.title} ${hit.excerpt} ${hit.hidden}`);
    return stems.size > 0 && [...stems].every((stem) => there.has(stem));
  });
  const passes = (hit, but) => Object.entries(wanted).every(([key, value]) => key === but || has(hit[key], value));
  const kept = found.filter((hit) => passes(hit));
  const nearest = !found.length && store.documents.some((hit) => hit.near);
  const hits = nearest ? store.documents.filter((hit) => hit.near) : kept.slice(offset, offset + limit);
  const card = found.find((hit) => hit.kind === "mesure" && stems.size > 1) || found.find((hit) => hit.kind === "terme" && fold(hit.title) === fold(query)) || null;
  return {
    hits, total: kept.length, card, stems, nearest,
    suggestion: store.suggestions[query] ?? "",
    facets: facets ? counts(await store.filters(), found, passes, wanted) : null,
  };
}

function counts(labels, found, passes, wanted) {
  const facets = {};
  for (const key of ["kind", "setting", "role", "approach"]) {
    const pool = found.filter((hit) => passes(hit, key)).flatMap((hit) => hit[key]);
    facets[key] = [...new Set([...pool, ...(wanted[key] ? [wanted[key]] : [])])].map((value) => ({
      value, label: labels[value] ?? value, count: pool.filter((other) => other === value).length, on: wanted[key] === value,
    }));
  }
  return facets;
}
