/**
 * The last searches, kept on the device and nowhere else; never when the page is opened from a file, where any other
 * local page could read them. A storage that refuses is a device without recent searches.
 */

const KEY = "ancrage.recherches";
const MOST = 8;

const allowed = () => location.protocol !== "file:";

/** @returns {string[]} last one first */
export function recents() {
  try {
    const kept = allowed() && JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(kept) ? kept.filter((query) => typeof query === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Keeps a search that led somewhere. */
export function remember(/** @type {string} */ query) {
  const asked = query.trim();
  if (!asked || !allowed()) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([asked, ...recents().filter((other) => other !== asked)].slice(0, MOST)));
  } catch {
    // Storage full or refused.
  }
}

/** Erases them all. */
export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage refused: nothing was kept.
  }
}
