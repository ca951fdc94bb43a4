/** An item as people know it, and as the systems do. */
export function itemText(itemId: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(itemId);
  return name === undefined ? itemId : `${name} (${itemId})`;
}

/** A site as people know it. */
export function siteText(siteId: string, names: ReadonlyMap<string, string>): string {
  return names.get(siteId) ?? siteId;
}

type Named = { readonly name: string | null } & ({ readonly itemId: string } | { readonly siteId: string });

/** Names by id; what has none is not in it. */
export function namesOf(all: readonly Named[]): ReadonlyMap<string, string> {
  return new Map(
    all.flatMap((each) => (each.name === null ? [] : [['itemId' in each ? each.itemId : each.siteId, each.name]])),
  );
}
