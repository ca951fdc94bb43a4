import { createHash } from 'node:crypto';

/** The same UUID (version 8) for the same name: what follows from one cause, however often that is seen, is one job. */
export function namedUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
