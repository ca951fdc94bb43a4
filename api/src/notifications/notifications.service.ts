import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Principal } from '../access/principal.ts';
import { UserEntity } from '../access/user.entity.ts';
import { CONFIG } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { Config } from '../config.ts';
import type { Notifications, NotificationsState } from '../contract/notifications.ts';
import { Invalid } from '../errors/failures.ts';

/** What each user wants to be told by e-mail. */
@Injectable()
export class NotificationsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly audit: AuditService,
  ) {}

  async read(principal: Principal): Promise<NotificationsState> {
    const { alertMail } = await this.users.findOneByOrFail({ id: userOf(principal) });
    return { alertMail, mailConfigured: this.config.smtpUrl !== undefined };
  }

  /** The same again changes nothing. */
  async change(principal: Principal, actor: Actor, { alertMail }: Notifications): Promise<NotificationsState> {
    const id = userOf(principal);
    await this.audit.record(actor, async (manager) => {
      const before = await manager.findOneByOrFail(UserEntity, { id });
      if (before.alertMail === alertMail) return [undefined, null];
      await manager.update(UserEntity, { id }, { alertMail });
      return [undefined, { action: 'notifications.changed', subject: before.email, detail: { alertMail } }];
    });
    return this.read(principal);
  }
}

function userOf({ kind, id }: Principal): string {
  if (kind !== 'user') throw new Invalid('A token gets no mail: sign in');
  return id;
}
