// MiniSearch with an index made beforehand.
let opened;
async function open() {
  const [{ default: MiniSearch }, { settings }, index] = await Promise.all([
    import(new URL("/minisearch.js", location.href)),
    import(new URL("/minisearch-reglages.js", location.href)),
    fetch(new URL("/index.json", location.href)).then((answer) => answer.text()),
  ]);
  return MiniSearch.loadJSON(index, settings);
}
globalThis.ask = async (query, limit) => {
  opened ??= open();
  return (await opened).search(query).slice(0, limit).map((hit) => hit.id);
};
