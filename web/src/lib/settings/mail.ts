import { JobAccepted, MailServer, NotificationsState, type Job } from '@lotscope/api/contract';
import { RequestProblem } from '#lib/api/problem.ts';
import { request } from '#lib/api/request.ts';
import { followJob } from '#lib/data/follow-job.ts';

export function loadMailServer(signal: AbortSignal): Promise<MailServer> {
  return request(MailServer, '/api/v1/mail', { signal });
}

export function loadNotifications(signal: AbortSignal): Promise<NotificationsState> {
  return request(NotificationsState, '/api/v1/me/notifications', { signal });
}

export function switchAlertMail(alertMail: boolean): Promise<NotificationsState> {
  return request(NotificationsState, '/api/v1/me/notifications', { method: 'PUT', body: { alertMail } });
}

/** Sends the reader a mail; rejects with what the mail server says. */
export async function sendTestMail(): Promise<void> {
  const { jobId } = await request(JobAccepted, '/api/v1/mail/test', { method: 'POST' });
  const ended = await new Promise<Job>((resolve) => {
    followJob(jobId, (job) => {
      if (job.state === 'done' || job.state === 'failed') resolve(job);
    });
  });
  if (ended.state === 'failed')
    throw new RequestProblem({ status: 0, code: 'failed', detail: ended.error ?? 'The job failed.' });
}
