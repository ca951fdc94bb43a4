import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody } from '@nestjs/swagger';
import type { Engine } from '@lotscope/sql';
import { streamRejectsCsv } from '@lotscope/sql/import';
import { CurrentActor } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import { ENGINE } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { Import, ImportAccepted, ImportedRows, ImportListQuery, ImportPage, ImportQuery } from '../contract/imports.ts';
import { csvFile } from '../csv/csv.ts';
import { Invalid } from '../errors/failures.ts';
import { streamedBody } from '../http/body.ts';
import { uuidOf } from '../http/uuid-of.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { ImportsService } from './imports.service.ts';
import { UploadsService } from './uploads.service.ts';

/** Imports hold rows of every site, so they are for those who may see every site. */
@Controller('api/v1/imports')
export class ImportsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly imports: ImportsService,
    private readonly uploads: UploadsService,
  ) {}

  @Needs('imports:write', { everySite: true })
  @Post()
  @HttpCode(202)
  @RouteConfig(streamedBody)
  @ApiBody({
    description: 'The file as it is; gzip and zstd are recognised',
    schema: { type: 'string', format: 'binary' },
  })
  @Answers(ImportAccepted, 202)
  async create(
    @Query({ schema: ImportQuery }) query: ImportQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<ImportAccepted> {
    if (body !== undefined && !(body instanceof Readable)) throw new Invalid('Send the file as the body');
    return this.imports.register(actor, query, await this.uploads.receive(body ?? Readable.from([]), query));
  }

  @Needs('imports:read', { everySite: true })
  @Get()
  @Answers(ImportPage)
  list(@Query({ schema: ImportListQuery }) query: ImportListQuery): Promise<ImportPage> {
    return this.imports.list(query);
  }

  @Needs('imports:read', { everySite: true })
  @Get(':id')
  @Answers(Import)
  find(@Param('id', uuidOf('import')) id: string): Promise<Import> {
    return this.imports.find(id);
  }

  @Needs('imports:read', { everySite: true })
  @Get(':id/rows')
  @Answers(ImportedRows)
  rows(@Param('id', uuidOf('import')) id: string): Promise<ImportedRows> {
    return this.imports.rows(id);
  }

  @Needs('imports:read', { everySite: true })
  @Get(':id/rejects.csv')
  @AnswersFile('text/csv', 'Every rejected row, whole, with row number, column and reason')
  async rejects(@Param('id', uuidOf('import')) id: string): Promise<StreamableFile> {
    const name = await this.imports.name(id);
    return csvFile(`${name} rejects.csv`, streamRejectsCsv(this.engine, id));
  }
}
