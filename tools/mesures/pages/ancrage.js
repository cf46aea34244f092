// The engine of this portal: `ask` gives the ids found, best first.
let opened;
async function open() {
  const root = new URL("/", location.href);
  const [{ openStore }, { search }] = await Promise.all([
    import(new URL("js/recherche/store.js", root)), import(new URL("js/recherche/engine.js", root)),
  ]);
  return { store: await openStore(root), search };
}
globalThis.ask = async (query, limit) => {
  opened ??= open();
  const { store, search } = await opened;
  return (await search(store, query, { limit })).hits.map((hit) => hit.id);
};
