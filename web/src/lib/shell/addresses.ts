import { resolve } from '$app/paths';

/** Address of a lot's passport. The router takes parameters as they are, and a lot id may hold any character. */
export function lotAddress(lotId: string, parameters: Readonly<Record<string, string>> = {}): string {
  const path = resolve('/(app)/lots/[lotId]', { lotId: encodeURIComponent(lotId) });
  const search = new URLSearchParams(parameters).toString();
  return search ? `${path}?${search}` : path;
}

/** Address of the recall scope of a root, spelled as `lib/recall/roots.ts` reads it. */
export function recallAddress(root: string): string {
  return `${resolve('/(app)/recall')}?${new URLSearchParams({ root })}`;
}

/** Address of the genealogy of what a recall scope starts from, forward unless told otherwise. */
export function recallGenealogyAddress(
  roots: readonly string[],
  parameters: Readonly<Record<string, string>> = {},
): string {
  const search = new URLSearchParams([...roots.map((root) => ['root', root]), ...Object.entries(parameters)]);
  return `${resolve('/(app)/recall/genealogy')}?${search}`;
}

/** Address of a supplier's page: what is observed of its lots. */
export function supplierAddress(supplierId: string): string {
  return resolve('/(app)/suppliers/[supplierId]', { supplierId: encodeURIComponent(supplierId) });
}

/** Address of a received lot's risk: its probability, and why. */
export function supplierLotAddress(lotId: string): string {
  return resolve('/(app)/suppliers/lots/[lotId]', { lotId: encodeURIComponent(lotId) });
}

/** Address of what became of an import. */
export function importAddress(importId: string): string {
  return `${resolve('/(app)/data/imports')}?${new URLSearchParams({ import: importId })}`;
}

/** What a genealogy of the scope that goes back to the sources and then forward is asked by; it leads back to that scope. */
export const siblings = { direction: 'siblings', siblings: 'yes' } as const;

/** Address of a version of a model. */
export function modelAddress(modelId: string): string {
  return resolve('/(app)/models/[modelId]', { modelId });
}

/** Address of what of a lot on hand expires, with what could be done about it. */
export function expiryLotAddress(lotId: string, siteId: string | null): string {
  return `${resolve('/(app)/expiry')}?${new URLSearchParams({ lot: lotId, ...(siteId === null ? {} : { at: siteId }) })}#lot`;
}
