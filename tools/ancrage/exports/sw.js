/**
 * The service worker: keeps the portal on the device and answers from there. The build completes it with a first line
 * that says what the version is made of (`tools/ancrage/exports/offline.py`):
 *
 *   const PACK = {"essential": 60, "size": 1234, "files": {"strategies/": "a1b2c3d4e5f6", …}};
 *
 * One cache holds every file under its path and the digest of its content; a version is a list of such names. So an
 * update costs only what changed, an installation that stops half-way resumes where it was, and the present version
 * stays whole beside the next one until a person asks for it.
 *
 * The first installation keeps the essential (the first files of the list), then a page asks for the rest; an update
 * keeps at least what its predecessor had before it offers itself.
 */

/** @typedef {{essential: number, size: number, files: Record<string, string>}} Pack */
/** @typedef {"" | "espace" | "reseau"} Failure */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = new URL(worker.registration.scope);
const files = new Map(Object.entries(PACK.files));
const CACHE = `ancrage ${scope.pathname}`;
const OFFLINE_PAGE = "hors-ligne/";
/** Present once a version was whole: the next ones must be whole too. */
const WHOLE = addressOf("entier.marque");
/** What the version before this one left in the cache. */
const LEFT = addressOf("reste.marque");
const AT_ONCE = 4;
const FAILURES = 3;
const TELL_EVERY = 10;

/** The file on the server is not the one of this version. */
class OtherVersion extends Error {}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => event.waitUntil(hear(event.data?.ask)));
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const path = url.pathname.slice(scope.pathname.length);
  if (event.request.mode === "navigate") event.respondWith(page(event, path.replace(/(^|\/)index\.html$/, "$1"), url));
  else if (files.has(path)) event.respondWith(file(event, path));
  else if (path.startsWith("assets/")) event.respondWith(earlierFile(event, path));
});

/** @returns {string} */
function addressOf(/** @type {string} */ path) {
  return new URL(path, scope).href;
}

/** @returns {string} the name of a file of this version in the cache */
function keyOf(/** @type {string} */ path) {
  return `${addressOf(path)}?${files.get(path)}`;
}

async function install() {
  const cache = await caches.open(CACHE);
  const kept = await keysOf(cache);
  const before = new Set([...kept].map((key) => key.split("?")[0]));
  const wanted = [...files.keys()].filter(
    (path, rank) => rank < PACK.essential || kept.has(WHOLE) || before.has(addressOf(path)),
  );
  await keepAll(cache, wanted);
}

async function activate() {
  const cache = await caches.open(CACHE);
  const ours = new Set([...files.keys()].map(keyOf)).add(WHOLE);
  const left = [...(await keysOf(cache))].filter((key) => !ours.has(key));
  await cache.put(LEFT, new Response(JSON.stringify(left)));
  await worker.clients.claim();
  await clean(cache);
}

/** Drops what the version before left, once no page of that version can still be open. */
async function clean(/** @type {Cache} */ cache) {
  const left = await cache.match(LEFT);
  const { installing, waiting } = worker.registration;
  if (!left || installing || waiting || (await pages()).length > 1) return;
  for (const key of await left.json()) await cache.delete(key);
  await cache.delete(LEFT);
}

/** Does what a page asks: `relever` (take over now), `etat` (tell), `completer` (keep the rest too, tell). */
async function hear(/** @type {unknown} */ ask) {
  if (ask === "relever") await worker.skipWaiting();
  if (ask === "etat") await tell();
  if (ask === "completer") await complete();
  if (ask !== "relever") await clean(await caches.open(CACHE));
}

/** @type {Promise<void> | null} */
let completing = null;

/** Keeps every file that is not kept yet; a second call joins the first. */
function complete() {
  completing = completing || keepRest().finally(() => (completing = null));
  return completing;
}

async function keepRest() {
  const cache = await caches.open(CACHE);
  if (await cache.match(WHOLE)) return tell();
  /** @type {Failure} */
  let failure = "";
  try {
    await keepAll(cache, [...files.keys()], () => tell(true));
    await cache.put(WHOLE, new Response(""));
  } catch (error) {
    failure = error instanceof DOMException && error.name === "QuotaExceededError" ? "espace" : "reseau";
  }
  await tell(false, failure);
}

/** Tells every open page how much of this version is on the device. */
async function tell(busy = Boolean(completing), /** @type {Failure} */ failure = "") {
  const kept = await keysOf(await caches.open(CACHE));
  const have = [...files.keys()].filter((path) => kept.has(keyOf(path))).length;
  const state = { have, total: files.size, size: PACK.size, whole: have === files.size, busy, failure };
  for (const client of await pages()) client.postMessage({ horsLigne: state });
}

/** @returns {Promise<readonly WindowClient[]>} */
function pages() {
  return worker.clients.matchAll({ type: "window", includeUncontrolled: true });
}

/** @returns {Promise<Set<string>>} */
async function keysOf(/** @type {Cache} */ cache) {
  return new Set((await cache.keys()).map((request) => request.url));
}

/** Keeps the files that are not kept yet, a few at a time. Those that came stay kept, whatever happens to the others. */
async function keepAll(/** @type {Cache} */ cache, /** @type {string[]} */ wanted, told = async () => {}) {
  const kept = await keysOf(cache);
  const missing = wanted.filter((path) => !kept.has(keyOf(path)));
  /** @type {unknown[]} */
  const failures = [];
  let done = 0;
  const next = async () => {
    for (let path = missing.shift(); path !== undefined && failures.length < FAILURES; path = missing.shift()) {
      try {
        await keep(cache, path, await fetch(addressOf(path), { cache: "no-cache" }));
        if (++done % TELL_EVERY === 0) await told();
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  if (failures.length) throw failures[0];
}

/** Keeps an answer, if it is the file of this version: a site that changes meanwhile never mixes with it. */
async function keep(/** @type {Cache} */ cache, /** @type {string} */ path, /** @type {Response} */ answer) {
  if (!answer.ok) throw new Error(`${path} : ${answer.status}`);
  const body = await answer.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const name = [...digest.slice(0, 6)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (name !== files.get(path)) throw new OtherVersion(path);
  const type = answer.headers.get("Content-Type") || "application/octet-stream";
  await cache.put(keyOf(path), new Response(body, { headers: { "Content-Type": type } }));
}

/** @returns {Promise<Response>} a page: the one of this version; without network, the page that says what there is */
async function page(/** @type {FetchEvent} */ event, /** @type {string} */ path, /** @type {URL} */ url) {
  if (!files.has(path) && files.has(`${path}/`)) return Response.redirect(addressOf(`${path}/`) + url.search);
  try {
    return files.has(path) ? await file(event, path) : await fetch(event.request);
  } catch {
    if (!files.has(OFFLINE_PAGE)) return Response.error();
    // A redirect: served in place, that page would not find its style sheets.
    return Response.redirect(`${addressOf(OFFLINE_PAGE)}?${new URLSearchParams({ page: path })}`);
  }
}

/** @returns {Promise<Response>} a file of this version, from the cache or else from the network, then kept */
async function file(/** @type {FetchEvent} */ event, /** @type {string} */ path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(keyOf(path));
  if (kept) return kept;
  const found = await fetch(event.request);
  const copy = found.clone();
  event.waitUntil(
    keep(cache, path, copy).catch((error) => {
      if (error instanceof OtherVersion) return worker.registration.update();
    }),
  );
  return found;
}

/** @returns {Promise<Response>} a file that only the version before had: a page of that version may still be open */
async function earlierFile(/** @type {FetchEvent} */ event, /** @type {string} */ path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(addressOf(path), { ignoreSearch: true })) || fetch(event.request);
}
