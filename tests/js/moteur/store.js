// The store of the tests of the interface: the documents written by test_search_browser.py, texts in a file of their own.

export class UnreadableIndex extends Error {}

async function json(url) {
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(answer.status);
    return await answer.json();
  } catch (error) {
    throw new UnreadableIndex(String(error));
  }
}

export async function openStore(base) {
  const folder = new URL("assets/recherche/", base);
  const core = await json(new URL("coeur.json", folder));
  return { ...core, texts: () => json(new URL("textes.json", folder)), filters: () => json(new URL("facettes.json", folder)) };
}
