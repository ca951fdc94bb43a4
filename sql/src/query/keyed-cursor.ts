import { z } from 'zod';

/** A cursor that does not come from the page before. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
  constructor() {
    super('The cursor does not belong to these rows');
  }
}

const natural = z.number().int().nonnegative();

/** Where a page goes on: at the row `skip` of those of the key at `key`; totals are counted once, for the first page. */
const KeyedCursor = z.object({ key: natural, skip: natural, total: natural, withheld: natural });
export type KeyedCursor = z.infer<typeof KeyedCursor>;

export const encodeCursor = (cursor: KeyedCursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Throws `InvalidCursor`. */
export function decodeCursor(text: string): KeyedCursor {
  try {
    return KeyedCursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (cause) {
    throw Object.assign(new InvalidCursor(), { cause });
  }
}
