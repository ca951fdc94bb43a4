import { Inject, Injectable } from '@nestjs/common';
import { gapKinds, gapRows, gaps, streamGapRows } from '@lotscope/sql';
import type { Engine, GapKind, GapRowsRequest } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import type { GapPage, GapQuery, GapReport, GapRow, GapRowsQuery } from '../contract/gaps.ts';
import { NotFound } from '../errors/failures.ts';
import { FiguresService } from '../figures/figures.service.ts';
import { readOffset, writeOffset } from '../paging/offset-cursor.ts';

/** Where the genealogy is incomplete or contradicts itself (T6). */
@Injectable()
export class GapsService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(Genealogy) private readonly genealogy: Genealogy,
    private readonly figures: FiguresService,
  ) {}

  async report({ sites }: Principal, { kind }: GapQuery): Promise<GapReport> {
    const only = kind === undefined ? undefined : kindOf(kind);
    const { refreshing, behind } = await this.figures.state();
    const found = await gaps(this.engine, { kind: only, sites });
    return {
      ...found,
      refreshing,
      behind,
      dataAsOf: this.genealogy.status.dataAsOf,
      gaps: found.gaps.map(({ kind: each, examined, of, examples, ...gap }) => ({
        ...gap,
        kind: each,
        of: examined === 0 ? null : examined,
        examined: of,
        examples: [...examples],
      })),
    };
  }

  async page(
    { sites }: Principal,
    kind: string,
    of: GapRowsRequest['of'],
    { cursor, limit, ...query }: GapRowsQuery,
  ): Promise<GapPage> {
    const request = { ...query, kind: kindOf(kind), of, sites };
    const { rows, total, withheld, nextOffset } = await gapRows(this.engine, {
      ...request,
      limit,
      offset: readOffset(cursor),
    });
    const nextCursor = nextOffset === null ? null : writeOffset(nextOffset);
    return { items: [...rows], total, withheld, nextCursor };
  }

  all(
    { sites }: Principal,
    kind: string,
    of: GapRowsRequest['of'],
    { site, dataset }: GapRowsQuery,
  ): AsyncIterable<GapRow[]> {
    return streamGapRows(this.engine, { kind: kindOf(kind), of, site, dataset, sites });
  }
}

function kindOf(text: string): GapKind {
  const kind = gapKinds.find((each) => each === text);
  if (kind === undefined) throw new NotFound(`There is no kind of gap ${text}: there are ${gapKinds.join(', ')}`);
  return kind;
}
