/** For what engines tell in random order, which would look like a change. */
export function inFixedOrder<T extends object>(items: readonly T[]): T[] {
  return items
    .map(item => ({ item, text: JSON.stringify(item) }))
    .sort((a, b) => Number(a.text > b.text) - Number(a.text < b.text))
    .map(({ item }) => item);
}
