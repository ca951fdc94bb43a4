import { Controller, Get, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { LotListPage, LotListQuery } from '../contract/lot-list.ts';
import type { ListedLot } from '../contract/lot-list.ts';
import { csvFile, csvOf } from '../csv/csv.ts';
import type { CsvColumns } from '../csv/csv.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { LotListService } from './lot-list.service.ts';

const columns: CsvColumns<ListedLot> = {
  lotId: (lot) => lot.lotId,
  itemId: (lot) => lot.itemId,
  itemName: (lot) => lot.itemName,
  kind: (lot) => lot.kind,
  origin: (lot) => lot.origin,
  siteId: (lot) => lot.siteId,
  siteName: (lot) => lot.siteName,
  supplierId: (lot) => lot.supplierId,
  supplierLot: (lot) => lot.supplierLot,
  status: (lot) => lot.status,
  expired: (lot) => lot.expired,
  at: (lot) => lot.at,
  expiresAt: (lot) => lot.expiresAt,
  quantity: (lot) => lot.made.quantity,
  unit: (lot) => lot.made.unit,
};

@Controller('api/v1')
export class LotListController {
  constructor(private readonly lots: LotListService) {}

  @Needs('lots:read')
  @Get('lots')
  @Answers(LotListPage)
  list(@Query({ schema: LotListQuery }) query: LotListQuery, @Current() principal: Principal): Promise<LotListPage> {
    return this.lots.page(principal, query);
  }

  @Needs('lots:read')
  @Get('lots.csv')
  @AnswersFile('text/csv', 'Every lot that matches')
  export(
    @Query({ schema: LotListQuery }) query: LotListQuery,
    @Current() principal: Principal,
  ): Promise<StreamableFile> {
    return csvFile('lots.csv', csvOf(columns, this.lots.pages(principal, query)));
  }
}
