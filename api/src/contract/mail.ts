import { z } from 'zod';

/** `GET /api/v1/mail`: how alerts are mailed, as the process was started. `POST /api/v1/mail/test` → 202 `JobAccepted`: a mail to who asks. */
export const MailServer = z.object({
  configured: z.boolean().describe('Whether SMTP_URL is set: without it nothing is mailed'),
  server: z.string().nullable().describe('Host and port, without user and password'),
  from: z.string().nullable(),
});
export type MailServer = z.infer<typeof MailServer>;
