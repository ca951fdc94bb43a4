import { resolve } from '$app/paths';

/** Address of the suppliers page with filters in it. */
export function suppliersAddress(parameters: Readonly<Record<string, string>>): string {
  return `${resolve('/(app)/suppliers')}?${new URLSearchParams(parameters)}`;
}
