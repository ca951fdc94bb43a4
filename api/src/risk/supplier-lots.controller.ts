import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current, CurrentActor } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import type { Actor } from '../audit/actor.ts';
import { LotFeedback, NewLotFeedback } from '../contract/risk.ts';
import { SupplierLotDetail, SupplierLotRiskPage, SupplierLotRiskQuery } from '../contract/risk-supplier-lots.ts';
import { csvFile, csvOf } from '../csv/csv.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { supplierLotColumns } from './describe-supplier-lot.ts';
import { SupplierLotsService } from './supplier-lots.service.ts';

@Controller('api/v1/risk')
export class SupplierLotsController {
  constructor(private readonly lots: SupplierLotsService) {}

  @Needs('risk:read')
  @Get('supplier-lots')
  @Answers(SupplierLotRiskPage)
  list(
    @Query({ schema: SupplierLotRiskQuery }) query: SupplierLotRiskQuery,
    @Current() reader: Principal,
  ): Promise<SupplierLotRiskPage> {
    return this.lots.page(reader, query);
  }

  @Needs('risk:read')
  @Get('supplier-lots.csv')
  @AnswersFile('text/csv', 'Every received lot that matches')
  export(
    @Query({ schema: SupplierLotRiskQuery }) query: SupplierLotRiskQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return csvFile('supplier-lots.csv', csvOf(supplierLotColumns, this.lots.all(reader, query)));
  }

  @Needs('risk:read')
  @Get('supplier-lots/:lotId')
  @Answers(SupplierLotDetail)
  find(@Param('lotId') lotId: string, @Current() reader: Principal): Promise<SupplierLotDetail> {
    return this.lots.find(reader, lotId);
  }

  @Needs('risk:write')
  @Post('supplier-lots/:lotId/feedback')
  @HttpCode(200)
  @Answers(LotFeedback)
  review(
    @Param('lotId') lotId: string,
    @Body({ schema: NewLotFeedback }) body: NewLotFeedback,
    @Current() reader: Principal,
    @CurrentActor() actor: Actor,
  ): Promise<LotFeedback> {
    return this.lots.review(reader, actor, lotId, body);
  }
}
