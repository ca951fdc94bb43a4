import { Controller, Get, Param, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { ScopeCustomerPage, ScopeCustomersQuery } from '../contract/scope-customers.ts';
import { ScopeCostPage, ScopeCostsQuery } from '../contract/scope-money.ts';
import { csvFile, csvOf } from '../csv/csv.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { costColumns, customerColumns, linesOf } from './scope-csv.ts';
import { ScopeCostsService } from './scope-costs.service.ts';
import { ScopeCustomersService } from './scope-customers.service.ts';

/** Lists of a scope whose rows are no lots: its customers, and what is booked to it. */
@Controller('api/v1/scope/:scopeId')
export class ScopeListsController {
  constructor(
    private readonly costs: ScopeCostsService,
    private readonly customers: ScopeCustomersService,
  ) {}

  @Needs('lots:read')
  @Get('customers')
  @Answers(ScopeCustomerPage)
  customerPage(
    @Param('scopeId') id: string,
    @Query({ schema: ScopeCustomersQuery }) query: ScopeCustomersQuery,
    @Current() reader: Principal,
  ): Promise<ScopeCustomerPage> {
    return this.customers.page(reader, id, query);
  }

  @Needs('lots:read')
  @Get('customers.csv')
  @AnswersFile('text/csv', 'Every customer of the scope, a line per unit')
  async customersCsv(
    @Param('scopeId') id: string,
    @Query({ schema: ScopeCustomersQuery }) query: ScopeCustomersQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    const customers = await this.customers.all(reader, id, query);
    return csvFile('scope customers.csv', csvOf(customerColumns, [customers.flatMap(linesOf)]));
  }

  @Needs('lots:read')
  @Get('costs')
  @Answers(ScopeCostPage)
  costPage(
    @Param('scopeId') id: string,
    @Query({ schema: ScopeCostsQuery }) query: ScopeCostsQuery,
    @Current() reader: Principal,
  ): Promise<ScopeCostPage> {
    return this.costs.entries(reader, id, query);
  }

  @Needs('lots:read')
  @Get('costs.csv')
  @AnswersFile('text/csv', 'Every cost entry that is booked to lots, cases and operations of the scope')
  async costsCsv(
    @Param('scopeId') id: string,
    @Query({ schema: ScopeCostsQuery }) query: ScopeCostsQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return csvFile('scope costs.csv', csvOf(costColumns, await this.costs.allEntries(reader, id, query)));
  }
}
