/**
 * A second copy, in IndexedDB. Browsers put localStorage on the disk some seconds after a write (five in Chromium,
 * measured): a browser that is killed meanwhile forgets the last change. A transaction of IndexedDB is on the disk in
 * some hundredths of a second, but it may not end before a closing tab. Each makes up for what the other lacks.
 */

const NAME = "ancrage.donnees";
const SHELF = "copie";

/** @typedef {{read: () => Promise<string | null>, write: (text: string) => void, erase: () => Promise<void>}} Backup */

/** Opens for one transaction and closes, so that no tab stands in the way of another that erases. */
async function transaction(/** @type {IDBTransactionMode} */ mode, /** @type {(shelf: IDBObjectStore) => IDBRequest} */ ask) {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(SHELF);
  const database = await answered(opening);
  try {
    return await answered(ask(database.transaction(SHELF, mode, { durability: "strict" }).objectStore(SHELF)));
  } finally {
    database.close();
  }
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @returns {Backup} the copy of this browser; where it is refused, the first copy stands alone */
export function backup() {
  let last = Promise.resolve();
  /** @type {string | null} */
  let waiting = null;
  const put = async () => {
    const text = waiting;
    waiting = null;
    if (text !== null) await transaction("readwrite", (shelf) => shelf.put(text, NAME)).catch(() => {});
  };
  return {
    async read() {
      const text = await transaction("readonly", (shelf) => shelf.get(NAME)).catch(() => null);
      return typeof text === "string" ? text : null;
    },
    write(text) {
      waiting = text; // only the latest counts
      last = last.then(put);
    },
    async erase() {
      waiting = null;
      await last;
      await answered(indexedDB.deleteDatabase(NAME));
    },
  };
}
