import { resolve } from '$app/paths';

/** Address of the suppliers page with filters in it. */
export function suppliersAddress(parameters: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(parameters).toString();
  return resolve('/(app)/suppliers') + (search ? `?${search}` : '');
}
