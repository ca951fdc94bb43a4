import { readCursor, writeCursor } from './cursor.ts';
import { offsetOf } from './offset-cursor.ts';

/** Where a page begins in a list of the rows of one run of scores, which stay the same while newer runs come. */
export interface PinnedPlace {
  readonly run: string;
  readonly offset: number;
}

/** Null: it is the first page, of whichever run is the newest. Throws `Invalid` for a cursor of another list. */
export function readPinned(cursor: string | undefined): PinnedPlace | null {
  const parts = readCursor(cursor);
  if (parts === null) return null;
  const [run = '', offset, ...more] = parts;
  return { run, offset: offsetOf(more.length === 0 ? offset : undefined) };
}

export const writePinned = ({ run, offset }: PinnedPlace): string => writeCursor([run, String(offset)]);
