import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Principal } from '../access/principal.ts';
import { UserEntity } from '../access/user.entity.ts';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { Alert, AlertChange, AlertOwners, AlertPage, AlertQuery } from '../contract/alerts.ts';
import { Forbidden, Invalid, NotFound } from '../errors/failures.ts';
import { pageOf } from '../paging/page-of.ts';
import type { PageOrder } from '../paging/page-of.ts';
import { moveOf } from './alert-changes.ts';
import { AlertEntity } from './alert.entity.ts';
import { actsOn, kindsSeenBy } from './audience.ts';
import { describeAlert } from './describe-alert.ts';

/** As people see it: a snooze that is over is open again. */
const state = `CASE WHEN alert.state = 'snoozed' AND alert.snoozed_until <= now() THEN 'open' ELSE alert.state END`;

/** By the day on which they are due, those that are not due at all last; then by severity. */
const urgency: readonly PageOrder[] = [
  { sql: `coalesce(-extract(epoch FROM date_trunc('day', alert.due_at))::float8, '-infinity')`, type: 'float8' },
  { sql: 'alert.severity', type: 'float8' },
];

/** What is to be acted on, each person's part of it (W1). */
@Injectable()
export class AlertsService {
  constructor(
    @InjectRepository(AlertEntity) private readonly alerts: Repository<AlertEntity>,
    private readonly audit: AuditService,
  ) {}

  /** Those that are due first, of a day the most severe first. Kinds of other roles are not part of the list; alerts of other sites are counted and withheld. */
  async list(reader: Principal, { state: wanted, kind, owner, ...paging }: AlertQuery): Promise<AlertPage> {
    const { sites } = reader;
    const builder = this.alerts
      .createQueryBuilder('alert')
      .leftJoinAndSelect('alert.owner', 'owner')
      .where('alert.kind = ANY (:kinds)', { kinds: kindsSeenBy(reader) });
    if (wanted !== undefined) builder.andWhere(`${state} = :wanted`, { wanted });
    if (kind !== undefined) builder.andWhere('alert.kind = :kind', { kind });
    if (owner !== undefined) narrowToOwner(builder, owner, reader);
    if (sites === null) return pageOf(builder, 'alert', paging, describeAlert, urgency);
    const total = await builder.getCount();
    const own = builder.andWhere('alert.site_id = ANY (:sites)', { sites });
    const page = await pageOf(own, 'alert', paging, describeAlert, urgency);
    return { ...page, total, withheld: total - page.total };
  }

  async find(reader: Principal, id: string): Promise<Alert> {
    return describeAlert(await this.#seenBy(reader, id));
  }

  /** Everybody who sees the alert and may act on it, by name. */
  async owners(reader: Principal, id: string): Promise<AlertOwners> {
    const alert = await this.#seenBy(reader, id);
    const users = await this.alerts.manager.find(UserEntity, {
      where: { active: true },
      order: { name: 'ASC', id: 'ASC' },
    });
    return {
      items: users.filter((user) => actsAsOwner(user, alert)).map(({ id: userId, name }) => ({ id: userId, name })),
    };
  }

  /** An alert that the reader may not see is as unknown as one that does not exist; only its own roles may move it. */
  async change(principal: Principal, actor: Actor, id: string, change: AlertChange): Promise<Alert> {
    await this.audit.record(actor, async (manager) => {
      const alert = await manager.findOne(AlertEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (alert === null || !mayRead(principal, alert)) throw new NotFound(noAlert);
      if (!actsOn(principal, alert.kind)) throw new Forbidden('This alert is for other roles to act on');
      const move = moveOf(alert, change, actor, new Date());
      if (move === null) return [undefined, null];
      if (change.action === 'assign' && change.ownerId !== null) await mayOwn(manager, alert, change.ownerId);
      await manager.update(AlertEntity, { id }, move.set as object);
      return [undefined, move.event];
    });
    return describeAlert(await this.alerts.findOneOrFail({ where: { id }, relations: { owner: true } }));
  }

  async #seenBy(reader: Principal, id: string): Promise<AlertEntity> {
    const alert = await this.alerts.findOne({ where: { id }, relations: { owner: true } });
    if (alert === null || !mayRead(reader, alert)) throw new NotFound(noAlert);
    return alert;
  }
}

const noAlert = 'There is no such alert';

const mayRead = (reader: Pick<Principal, 'kind' | 'roles' | 'sites'>, { kind, siteId }: AlertEntity): boolean =>
  kindsSeenBy(reader).includes(kind) && (reader.sites === null || (siteId !== null && reader.sites.includes(siteId)));

function narrowToOwner(builder: SelectQueryBuilder<AlertEntity>, owner: string, { kind, id }: Principal): void {
  if (owner === 'nobody') builder.andWhere('alert.owner_id IS NULL');
  else if (owner !== 'me') builder.andWhere('alert.owner_id = :owner', { owner });
  else if (kind === 'user') builder.andWhere('alert.owner_id = :owner', { owner: id });
  else throw new Invalid('A token owns no alerts', [{ path: 'owner', message: 'names no user' }]);
}

function actsAsOwner({ roles, sites }: UserEntity, alert: AlertEntity): boolean {
  const reader = { kind: 'user', roles, sites } as const;
  return mayRead(reader, alert) && actsOn(reader, alert.kind);
}

/** An alert is given to somebody who sees it and may act on it. */
async function mayOwn(manager: EntityManager, alert: AlertEntity, ownerId: string): Promise<void> {
  const owner = await manager.findOneBy(UserEntity, { id: ownerId, active: true });
  if (owner === null) throw new Invalid('There is no such active user', [{ path: 'ownerId', message: 'unknown' }]);
  if (!actsAsOwner(owner, alert)) {
    throw new Invalid(`${owner.name} cannot act on this alert`, [
      { path: 'ownerId', message: 'has other roles or sites' },
    ]);
  }
}
