import { Controller, Get, Param, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import {
  SupplierItemPage,
  SupplierItemQuery,
  SupplierRiskPage,
  SupplierRiskQuery,
} from '../contract/risk-suppliers.ts';
import { csvFile, csvOf } from '../csv/csv.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { supplierItemColumns, SupplierItemsService } from './supplier-items.service.ts';
import { supplierColumns, SupplierRisksService } from './supplier-risks.service.ts';

@Controller('api/v1/risk')
export class SupplierRisksController {
  constructor(
    private readonly suppliers: SupplierRisksService,
    private readonly items: SupplierItemsService,
  ) {}

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

  @Needs('risk:read')
  @Get('suppliers/:supplierId/items')
  @Answers(SupplierItemPage)
  listItems(
    @Param('supplierId') supplierId: string,
    @Query({ schema: SupplierItemQuery }) query: SupplierItemQuery,
    @Current() reader: Principal,
  ): Promise<SupplierItemPage> {
    return this.items.page(reader, supplierId, query);
  }

  @Needs('risk:read')
  @Get('suppliers/:supplierId/items.csv')
  @AnswersFile('text/csv', 'Every item of the supplier that matches')
  exportItems(
    @Param('supplierId') supplierId: string,
    @Query({ schema: SupplierItemQuery }) query: SupplierItemQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return csvFile('materials.csv', csvOf(supplierItemColumns, this.items.pages(reader, supplierId, query)));
  }
}
