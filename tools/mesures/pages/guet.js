// Notes when the first result is in the page. `premierResultat` is the selector, set by whoever measures.
globalThis.firstAt = 0;
new MutationObserver((_, observer) => {
  if (!document.querySelector(premierResultat)) return;
  globalThis.firstAt = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });
