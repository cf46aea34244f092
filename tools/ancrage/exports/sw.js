/**
 * The service worker: keeps the portal on the device and answers from there. The build completes it with a first line
 * that says what the version is made of (`tools/ancrage/exports/offline.py`):
 *
 *   const PACK = {"essential": 2, "size": 1234, "lots": [["9f3a…", 40], …],
 *                 "files": {"strategies/": "a1b2c3d4", "assets/recherche/mots-*.json": "0a1b2c3d4e5f6a7b…", …}};
 *
 * One cache holds every file under its path and the digest of its content; a version is a list of such names. So an
 * update costs only what changed, an installation that stops half-way resumes where it was, and the present version
 * stays whole beside the next one until a person asks for it. Where most of a lot is missing, it comes as one file.
 *
 * The first installation keeps the essential (the first lots), then a page asks for the rest; an update keeps at least
 * what its predecessor had before it offers itself.
 */

/** @typedef {"" | "espace" | "reseau"} Failure */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = new URL(worker.registration.scope);
/** @type {Map<string, string>} path → digest, in the order of the lots */
const files = new Map();
/** @type {Set<string>} paths whose own name tells their content */
const named = new Set();
for (const [path, digests] of Object.entries(PACK.files)) {
  for (const digest of digests.match(/.{8}/g) || []) {
    files.set(path.replace("*", digest), digest);
    if (path.includes("*")) named.add(path.replace("*", digest));
  }
}
/** @type {{name: string, paths: string[]}[]} */
const lots = [];
for (const [name, count] of PACK.lots) {
  const start = lots.reduce((sum, lot) => sum + lot.paths.length, 0);
  lots.push({ name, paths: [...files.keys()].slice(start, start + count) });
}
/** @type {Record<string, string>} */
const TYPES = {
  css: "text/css",
  js: "text/javascript",
  json: "application/json",
  svg: "image/svg+xml",
  webmanifest: "application/manifest+json",
};
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
  const essential = new Set(lots.slice(0, PACK.essential).flatMap((lot) => lot.paths));
  const wanted = (/** @type {string} */ path) =>
    essential.has(path) || kept.has(WHOLE) || before.has(addressOf(path));
  await keepAll(cache, [...files.keys()].filter(wanted));
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

/**
 * Keeps the files that are not kept yet, a few requests at a time: as lots where most of a lot is missing, else one by
 * one. What came stays kept, whatever happens to the rest.
 */
async function keepAll(/** @type {Cache} */ cache, /** @type {string[]} */ wanted, told = async () => {}) {
  const kept = await keysOf(cache);
  const missing = new Set(wanted.filter((path) => !kept.has(keyOf(path))));
  const whole = lots.filter((lot) => lot.paths.filter((path) => missing.has(path)).length > lot.paths.length / 2);
  await inParallel(whole, async (lot) => {
    for (const path of await keepLot(cache, lot)) missing.delete(path);
    await told();
  }).catch(() => {}); // What a lot did not bring comes by itself.
  let done = 0;
  await inParallel([...missing], async (path) => {
    await keep(cache, path, await fetch(addressOf(path), { cache: "no-cache" }));
    if (++done % TELL_EVERY === 0) await told();
  });
}

/**
 * Does something with each item, a few at a time; after a few failures, stops, and fails as the first.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => Promise<void>} act
 */
async function inParallel(items, act) {
  const left = items.slice();
  /** @type {unknown[]} */
  const failures = [];
  const next = async () => {
    for (let item = left.shift(); item !== undefined && failures.length < FAILURES; item = left.shift()) {
      await act(item).catch((error) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  if (failures.length) throw failures[0];
}

/** @returns {Promise<string[]>} the files that came with a lot, now kept */
async function keepLot(/** @type {Cache} */ cache, /** @type {{name: string, paths: string[]}} */ { name, paths }) {
  const answer = await fetch(addressOf(`assets/hors-ligne/lot-${name}.json`));
  if (!answer.ok) throw new Error(`${name} : ${answer.status}`);
  const body = await answer.arrayBuffer();
  if ((await digestOf(body)) !== name) throw new OtherVersion(name);
  /** @type {(string | null)[]} */
  const texts = JSON.parse(new TextDecoder().decode(body));
  const came = paths.filter((_, rank) => texts[rank] !== null);
  for (const path of came) {
    const type = TYPES[path.split(".")[1]] || "text/html";
    const headers = { "Content-Type": `${type}; charset=utf-8` };
    await cache.put(keyOf(path), new Response(texts[paths.indexOf(path)], { headers }));
  }
  return came;
}

/** Keeps an answer, if it is the file of this version: a site that changes meanwhile never mixes with it. */
async function keep(/** @type {Cache} */ cache, /** @type {string} */ path, /** @type {Response} */ answer) {
  if (!answer.ok) throw new Error(`${path} : ${answer.status}`);
  const body = await answer.arrayBuffer();
  // A name that tells the content needs no proof of it; that it is data, and not a page of the host, does.
  const right = named.has(path)
    ? new Uint8Array(body)[0] === "{".charCodeAt(0)
    : (await digestOf(body)).startsWith(files.get(path) || "-");
  if (!right) throw new OtherVersion(path);
  const type = answer.headers.get("Content-Type") || "application/octet-stream";
  await cache.put(keyOf(path), new Response(body, { headers: { "Content-Type": type } }));
}

/** @returns {Promise<string>} the digest of some bytes, as the build writes it */
async function digestOf(/** @type {ArrayBuffer} */ body) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...digest.slice(0, 6)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
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
