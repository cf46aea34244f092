/**
 * What the copy for a USB key needs, opened from `file://`. The build puts two lines above: DATA, the paths of the data
 * that scripts fetch, and MODULES, the modules as functions (`tools/ancrage/exports/portable.py`, `classic.py`).
 */

var ancrageUsb = (() => {
  const root = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** @type {Map<string, any>} */
  const given = new Map();
  /** @type {Map<string, (value: unknown) => void>} */
  const awaited = new Map();
  /** @type {Map<string, Promise<unknown>>} */
  const fetched = new Map();

  /** @returns {any} what a module exports, by path or address; it runs the first time it is asked for */
  function module(/** @type {string | URL} */ asked) {
    const path = String(asked).replace(root.href, "");
    if (!given.has(path)) {
      const exports = {};
      given.set(path, exports);
      MODULES[path](exports, module, new URL(path, root).href);
    }
    return given.get(path);
  }

  /** @returns {Promise<unknown>} a file of data: a script that calls `data` with its path and its value */
  function read(/** @type {string} */ path) {
    const promise =
      fetched.get(path) ||
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${new URL(path, root).href}.js`;
        script.onerror = () => reject(new TypeError(path));
        awaited.set(path, resolve);
        document.head.append(script);
      });
    fetched.set(path, promise);
    return promise;
  }

  /** A link made by a script leads to a folder: to its index, then, before it is followed. */
  function toFile(/** @type {Event} */ event) {
    const target = event.target instanceof Element ? event.target : document.activeElement;
    const link = /** @type {HTMLAnchorElement | null} */ (target && target.closest("a[href]"));
    const form = event.type === "submit" && /** @type {HTMLFormElement} */ (event.target);
    if (link && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    if (form && new URL(form.action).pathname.endsWith("/")) form.action += "index.html";
  }

  window.fetch = async (asked) => {
    const url = asked instanceof Request ? asked.url : String(new URL(asked, document.baseURI));
    const path = url.split(/[?#]/)[0].slice(root.href.length);
    if (!url.startsWith(root.href) || !DATA.includes(path)) throw new TypeError(`${url} : hors de la copie`);
    return new Response(JSON.stringify(await read(path)), { headers: { "Content-Type": "application/json" } });
  };
  for (const kind of ["pointerover", "focusin", "click", "submit"]) document.addEventListener(kind, toFile, true);
  document.documentElement.className = "avec-js";
  document.addEventListener("DOMContentLoaded", () => {
    for (const holder of document.querySelectorAll("script[data-module]")) {
      try {
        module(/** @type {HTMLElement} */ (holder).dataset.module || "");
      } catch (error) {
        console.error(error);
      }
    }
  });
  return { data: (/** @type {string} */ path, /** @type {unknown} */ value) => awaited.get(path)?.(value) };
})();
