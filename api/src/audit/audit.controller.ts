import { Controller, Get, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Needs } from '../access/needs.ts';
import { AuditPage, AuditQuery, AuditVerification } from '../contract/audit.ts';
import type { AuditEntry } from '../contract/audit.ts';
import { csvFile, csvOf } from '../csv/csv.ts';
import type { CsvColumns } from '../csv/csv.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { AuditService } from './audit.service.ts';

const columns: CsvColumns<AuditEntry> = {
  seq: (entry) => entry.seq,
  at: (entry) => entry.at,
  actor: (entry) => entry.actor,
  actorKind: (entry) => entry.actorKind,
  action: (entry) => entry.action,
  subject: (entry) => entry.subject,
  detail: (entry) => JSON.stringify(entry.detail),
  correlationId: (entry) => entry.correlationId,
  previousHash: (entry) => entry.previousHash,
  hash: (entry) => entry.hash,
};

@Controller('api/v1')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Needs('audit:read', { everySite: true })
  @Get('audit')
  @Answers(AuditPage)
  list(@Query({ schema: AuditQuery }) query: AuditQuery): Promise<AuditPage> {
    return this.audit.list(query);
  }

  @Needs('audit:read', { everySite: true })
  @Get('audit.csv')
  @AnswersFile('text/csv', 'Every entry that matches')
  export(@Query({ schema: AuditQuery }) query: AuditQuery): Promise<StreamableFile> {
    return csvFile('audit.csv', csvOf(columns, this.audit.all(query)));
  }

  @Needs('audit:read', { everySite: true })
  @Get('audit/verify')
  @Answers(AuditVerification)
  verify(): Promise<AuditVerification> {
    return this.audit.verify();
  }
}
