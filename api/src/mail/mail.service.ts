import { randomUUID } from 'node:crypto';
import type { JobQueues } from '@lotscope/jobs/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../access/principal.ts';
import { CONFIG, QUEUES } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { Config } from '../config.ts';
import type { JobAccepted } from '../contract/jobs.ts';
import type { MailServer } from '../contract/mail.ts';
import { Conflict, Invalid } from '../errors/failures.ts';

/** The mail server that alerts go through. */
@Injectable()
export class MailService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(QUEUES) private readonly queues: JobQueues,
    private readonly audit: AuditService,
  ) {}

  server(): MailServer {
    const { smtpUrl, mailFrom } = this.config;
    if (smtpUrl === undefined) return { configured: false, server: null, from: null };
    return { configured: true, server: new URL(smtpUrl).host, from: mailFrom };
  }

  /** Sends a mail to who asks, and to nobody else. Throws `Conflict` without a mail server. */
  async test({ kind, email }: Principal, actor: Actor): Promise<JobAccepted> {
    if (kind !== 'user' || email === null) throw new Invalid('A token gets no mail: sign in');
    if (this.config.smtpUrl === undefined) throw new Conflict('There is no mail server: SMTP_URL is not set');
    const jobId = await this.audit.record(actor, async () => {
      const id = await this.queues.add('send-test-mail', { requestId: randomUUID(), to: email });
      return [id, { action: 'mail.tested', subject: email }];
    });
    return { jobId };
  }
}
