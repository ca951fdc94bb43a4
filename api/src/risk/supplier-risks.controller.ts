import { Controller, Get, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { SupplierRiskPage, SupplierRiskQuery } from '../contract/risk-suppliers.ts';
import { csvFile, csvOf } from '../csv/csv.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { supplierColumns, SupplierRisksService } from './supplier-risks.service.ts';

@Controller('api/v1/risk')
export class SupplierRisksController {
  constructor(private readonly suppliers: SupplierRisksService) {}

  @Needs('risk:read')
  @Get('suppliers')
  @Answers(SupplierRiskPage)
  list(
    @Query({ schema: SupplierRiskQuery }) query: SupplierRiskQuery,
    @Current() reader: Principal,
  ): Promise<SupplierRiskPage> {
    return this.suppliers.page(reader, query);
  }

  @Needs('risk:read')
  @Get('suppliers.csv')
  @AnswersFile('text/csv', 'Every supplier that matches')
  export(
    @Query({ schema: SupplierRiskQuery }) query: SupplierRiskQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return csvFile('suppliers.csv', csvOf(supplierColumns, this.suppliers.pages(reader, query)));
  }
}
