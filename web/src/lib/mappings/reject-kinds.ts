import type { Reject } from '@lotscope/api/contract';

/** Rejects of one column for one reason. */
export interface RejectKind {
  readonly column: string;
  readonly reason: string;
  /** Lines of the file, each once. */
  readonly rows: readonly number[];
  /** What they say, each once. */
  readonly values: readonly string[];
}

/** Lines that make at least one rejected row: a row with two faults is one. */
export const rejectedRows = (rejects: readonly Reject[]): number => new Set(rejects.map(({ row }) => row)).size;

/** Rejects by column and reason, the most frequent first. */
export function rejectKinds(rejects: readonly Reject[]): RejectKind[] {
  const kinds = Object.values(
    Object.groupBy(rejects, ({ column, reason }) => JSON.stringify([column, reason])) as Record<string, Reject[]>,
  );
  return kinds
    .map((all) => ({
      column: all[0]?.column ?? '',
      reason: all[0]?.reason ?? '',
      rows: [...new Set(all.map(({ row }) => row))],
      values: [...new Set(all.flatMap(({ value }) => value ?? []))],
    }))
    .sort((a, b) => b.rows.length - a.rows.length);
}
