// The passages of the tests of the interface.

export async function passage(store, hit) {
  return (await store.texts())[hit.id] ?? hit.excerpt;
}
