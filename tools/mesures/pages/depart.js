// On a bare page opened with ?q=…, shows what the engine finds: as little as a search page can do.
addEventListener("DOMContentLoaded", async () => {
  const query = new URLSearchParams(location.search).get("q");
  if (!query) return;
  const list = document.createElement("ol");
  for (const id of await ask(query, 10)) list.append(Object.assign(document.createElement("li"), { textContent: id }));
  document.body.append(list);
});
