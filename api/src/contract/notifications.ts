import { z } from 'zod';

/** `GET` and `PUT /api/v1/me/notifications`: what the signed-in user is told by e-mail. */
export const Notifications = z.object({
  alertMail: z.boolean().describe('Of alerts that they own, and of those without an owner that their roles act on'),
});
export type Notifications = z.infer<typeof Notifications>;

/** What both answer. */
export const NotificationsState = Notifications.extend({
  mailConfigured: z.boolean().describe('Whether there is a mail server: without it nothing is sent'),
});
export type NotificationsState = z.infer<typeof NotificationsState>;
