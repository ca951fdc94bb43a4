import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ModelEntity } from './model.entity.ts';

/** What is said of versions whose artefact cannot be read (any more), as after an upgrade that reads another format. */
@Injectable()
export class UnreadableVersionsService {
  constructor(@InjectRepository(ModelEntity) private readonly models: Repository<ModelEntity>) {}

  /** In sentences, why a version cannot be read and what happens next; null: it can. */
  async saidOf(model: ModelEntity): Promise<string | null> {
    const { family, version, state, unreadable, unreadableSince } = model;
    if (unreadable === null || unreadableSince === null) return null;
    const told = `Version ${version} cannot be read any more: ${unreadable}`;
    if (state === 'retired') return `${told}. It cannot be gone back to`;
    const newer = await this.models
      .createQueryBuilder('model')
      .where('model.family = :family AND model.version > :version', { family, version })
      .andWhere('model.created_at > :unreadableSince', { unreadableSince })
      .orderBy('model.version', 'DESC')
      .getOne();
    return `${told}. ${nextOf(model, newer)}`;
  }
}

const onSunday = 'the next one is on Sunday at three (UTC), or when somebody asks for it';

function nextOf({ replacedByJob }: ModelEntity, newer: ModelEntity | null): string {
  if (newer === null) {
    if (replacedByJob !== null) return 'A training of a new version was started in its place';
    return `No training was started by itself: ${onSunday}`;
  }
  const named = `Version ${newer.version}, trained since,`;
  if (newer.state === 'training') return `Version ${newer.version} is being trained in its place`;
  if (newer.state === 'failed') return `${named} failed (${newer.reason ?? 'nobody knows why'}); ${onSunday}`;
  return `${named} does not serve: ${newer.reason ?? newer.verdict ?? newer.state}`;
}
