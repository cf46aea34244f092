// `typeInto(query)` types a query letter by letter in the search page; gives, for each letter, the milliseconds until
// results are in the page. A letter that brings no result is left out.
globalThis.typeInto = async (query) => {
  const field = document.querySelector("main input[name=q]");
  const times = [];
  for (let end = 1; end <= query.length; end++) {
    const shown = resultsShown();
    field.value = query.slice(0, end);
    const start = performance.now();
    field.dispatchEvent(new InputEvent("input", { bubbles: true, data: query[end - 1], inputType: "insertText" }));
    const at = await shown;
    if (at) times.push(at - start);
  }
  return times;
};

function resultsShown() {
  return new Promise((resolve) => {
    const found = (node) => node instanceof Element && (node.matches("a[data-entry-id]") || node.querySelector("a[data-entry-id]"));
    const observer = new MutationObserver((changes) => {
      if (!changes.some((change) => [...change.addedNodes].some(found))) return;
      observer.disconnect();
      resolve(performance.now());
    });
    observer.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => resolve(0), 1000);
  });
}
