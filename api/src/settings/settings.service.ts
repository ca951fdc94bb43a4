import { randomUUID } from 'node:crypto';
import type { JobQueues } from '@lotscope/jobs/contract';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { QUEUES } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { Settings, SettingsChange } from '../contract/settings.ts';
import { Invalid } from '../errors/failures.ts';
import { given } from '../metadata/given.ts';
import { SettingsEntity } from './settings.entity.ts';

@Injectable()
export class SettingsService {
  constructor(
    @InjectRepository(SettingsEntity) private readonly settings: Repository<SettingsEntity>,
    private readonly audit: AuditService,
    @Inject(QUEUES) private readonly queues: JobQueues,
  ) {}

  async read(): Promise<Settings> {
    const { single: _single, ...settings } = await this.settings.findOneByOrFail({ single: true });
    return settings;
  }

  /** Values are derived in the base currency: another one has them derived again. */
  async change(actor: Actor, change: SettingsChange): Promise<Settings> {
    if (Object.keys(change).length === 0) throw new Invalid('There is nothing to change');
    const { baseCurrency } = await this.read();
    await this.audit.record(actor, async (manager) => {
      await manager.update(SettingsEntity, { single: true }, given(change));
      return [undefined, { action: 'settings.changed', detail: { ...change } }];
    });
    const changed = await this.read();
    if (changed.baseCurrency !== baseCurrency)
      await this.queues.add('refresh-disposition', { requestId: randomUUID() });
    return changed;
  }
}
