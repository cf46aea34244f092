// Pagefind by its documented API, on the main thread so that a slowed processor slows it too.
let opened;
async function open() {
  const pagefind = await import(new URL("/pagefind/pagefind.js", location.href));
  await pagefind.options({ noWorker: true });
  await pagefind.init();
  return pagefind;
}
globalThis.ask = async (query, limit) => {
  opened ??= open();
  const { results } = await (await opened).search(query);
  const found = await Promise.all(results.slice(0, limit).map((result) => result.data()));
  return found.map(({ url }) => Number(/d\/(\d+)\//.exec(url)[1]));
};
