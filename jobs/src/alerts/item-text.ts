/** An item as people know it, and as the systems do. */
export function itemText(itemId: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(itemId);
  return name === undefined ? itemId : `${name} (${itemId})`;
}

/** Names by id; an item without one is not in it. */
export function namesOf(items: readonly { itemId: string; name: string | null }[]): ReadonlyMap<string, string> {
  return new Map(items.flatMap(({ itemId, name }) => (name === null ? [] : [[itemId, name]])));
}
