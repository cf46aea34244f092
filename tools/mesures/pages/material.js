// Stock Material, through its own field and its own worker: `ask` types a query and waits for the worker's answer.
// Queries and answers come in the same order; Material does not send the same query twice in a row.
const RESULT = 3;
const waiting = [];
let last = { query: "", numbers: [] };
globalThis.Worker = class extends Worker {
  constructor(...options) {
    super(...options);
    this.addEventListener("message", ({ data }) => {
      if (data.type === RESULT) waiting.shift()?.(data.data.items);
    });
  }
};
globalThis.ask = async (query, limit) => {
  if (query.trim() === last.query.trim() && last.query) return last.numbers.slice(0, limit);
  const field = document.querySelector("[data-md-component=search-query]");
  const answer = new Promise((resolve) => waiting.push(resolve));
  field.value = query;
  field.dispatchEvent(new KeyboardEvent("keyup", { key: query.slice(-1), bubbles: true }));
  const groups = await answer;
  last = { query, numbers: groups.map(([page]) => Number(/d\/(\d+)\//.exec(page.location)?.[1] ?? -1)) };
  return last.numbers.slice(0, limit);
};
