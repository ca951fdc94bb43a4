import { Invalid } from '../errors/failures.ts';
import { readCursor, writeCursor } from './cursor.ts';

const most = 100_000_000;

/** Where a page begins in a list whose order is stable while its data is. */
export function readOffset(cursor: string | undefined): number {
  const parts = readCursor(cursor);
  if (parts === null) return 0;
  if (parts.length !== 1) throw strange();
  return offsetOf(parts[0]);
}

/** An offset as a cursor holds it; throws `Invalid` for anything else. */
export function offsetOf(text: string | undefined): number {
  const offset = Number(text);
  if (!Number.isInteger(offset) || offset < 0 || offset > most) throw strange();
  return offset;
}

const strange = () => new Invalid('The cursor is not one that an earlier page of this list gave');

export const writeOffset = (offset: number): string => writeCursor([String(offset)]);
