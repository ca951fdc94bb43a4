import type { Statements } from '../engine/engine.ts';
import { visibleSites } from '../query/columns.ts';
import { completenessScore, maturityLevel, scorePoints, type MaturityEvidence } from './completeness.ts';
import { gapDefinitions, gapKinds, scoreFormula, type GapKind } from './gap-kinds.ts';
import { findExamined, findGaps, gapCounts, gapExamples, type GapRow } from './gap-queries.ts';

export interface GapSummary {
  readonly kind: GapKind;
  readonly label: string;
  readonly count: number;
  /** How many things were examined, and what they are. */
  readonly examined: number;
  readonly of: string;
  /** What the kind weighs in the score, and what it adds to it; null: nothing could be examined. */
  readonly weight: number;
  readonly points: number | null;
  readonly examples: readonly GapRow[];
}

export interface GapReport {
  /** 0–100; null while there is nothing to score. */
  readonly score: number | null;
  readonly formula: string;
  readonly level: 1 | 2 | 3 | 4 | null;
  readonly gaps: readonly GapSummary[];
  /** When they were counted; null: not yet. */
  readonly countedAt: string | null;
}

export interface GapReportRequest {
  readonly kind?: GapKind | undefined;
  /** Sites that the reader may see; null: all. Counts are complete either way. */
  readonly sites: readonly string[] | null;
  readonly evidence?: MaturityEvidence | undefined;
  /** Examples of each kind; default 5, at most 100. */
  readonly examples?: number | undefined;
}

/** How complete the genealogy is, and where it is not, as of the last refresh. */
export async function gaps(statements: Statements, request: GapReportRequest): Promise<GapReport> {
  const [counts, examples] = await Promise.all([
    gapCounts(statements, {}),
    gapExamples(statements, visibleSites(request.sites)),
  ]);
  const limit = request.examples ?? 5;
  const points = scorePoints(counts);
  const shown = gapKinds.filter((kind) => request.kind === undefined || request.kind === kind);
  return {
    score: completenessScore(counts),
    formula: scoreFormula,
    level: maturityLevel(counts[0]?.lots ?? 0, counts, request.evidence),
    gaps: shown.map((kind) => {
      const counted = counts.find((one) => one.kind === kind);
      const { label, of, weight } = gapDefinitions[kind];
      const first = examples.filter((one) => one.kind === kind).slice(0, limit);
      return {
        kind,
        label,
        of,
        count: counted?.found ?? 0,
        examined: counted?.examined ?? 0,
        weight,
        points: points.get(kind) ?? null,
        examples: first.map(({ kind: _, ...row }) => row),
      };
    }),
    countedAt: counts[0]?.countedAt ?? null,
  };
}

export interface GapRowsRequest {
  readonly kind: GapKind;
  /** `gaps`, or all that was examined for them, gap or not. */
  readonly of: 'gaps' | 'examined';
  readonly site?: string | undefined;
  readonly dataset?: string | undefined;
  readonly sites: readonly string[] | null;
}

export interface GapRows {
  readonly rows: readonly GapRow[];
  readonly total: number;
  readonly withheld: number;
  /** Offset of the next page; null after the last. */
  readonly nextOffset: number | null;
}

const finders = { gaps: findGaps, examined: findExamined };

/** One page of the gaps of one kind, or of what was examined, from the data as it is now. */
export async function gapRows(
  statements: Statements,
  request: GapRowsRequest & { readonly limit: number; readonly offset?: number | undefined },
): Promise<GapRows> {
  const { limit, offset = 0 } = request;
  const parameters = parametersOf(request);
  const [found, { total, hidden }] = await Promise.all([
    finders[request.of](statements, { ...parameters, limit, offset }),
    finders[request.of].count(statements, parameters),
  ]);
  const more = offset + found.length < total - hidden;
  return { rows: visible(found), total, withheld: hidden, nextOffset: more ? offset + found.length : null };
}

/** All of them, in batches. */
export async function* streamGapRows(statements: Statements, request: GapRowsRequest): AsyncIterable<GapRow[]> {
  for await (const batch of finders[request.of].stream(statements, parametersOf(request))) {
    const rows = visible(batch);
    if (rows.length > 0) yield rows;
  }
}

function parametersOf({ kind, site = '', dataset = '', sites }: GapRowsRequest) {
  return { rows: kind, site, dataset, ...visibleSites(sites), limit: 0xffff_ffff, offset: 0 };
}

function visible(rows: Awaited<ReturnType<typeof findGaps>>): GapRow[] {
  return rows.filter((row) => !row.hidden).map(({ hidden: _, ...row }) => row);
}
