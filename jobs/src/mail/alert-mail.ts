import { alertKinds } from '../contract/alerts.ts';
import type { AlertKind } from '../contract/alerts.ts';

export interface MailedAlert {
  readonly kind: AlertKind;
  readonly title: string;
  readonly severity: number;
  readonly dueAt: Date | null;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** Ids in a title may hold anything: a mail has lines of its own. */
const oneLine = (text: string): string => text.replaceAll(/\p{C}+/gu, ' ');

function lineOf({ kind, title, severity, dueAt }: MailedAlert): string {
  const { label, severity: means } = alertKinds[kind];
  const due = dueAt === null ? 'no due date' : `due ${dueAt.toISOString().slice(0, 10)}`;
  return `- ${oneLine(title)}\n  ${label}, ${due}. ${means}: ${Math.round(100 * severity)} %`;
}

/** One mail about all alerts that somebody has not heard of yet, the most severe first. `publicUrl`: where the product is, when known. */
export function alertMail(alerts: readonly MailedAlert[], publicUrl: string | undefined): MailText {
  const sorted = alerts.toSorted((a, b) => b.severity - a.severity);
  const [first] = sorted;
  const subject = sorted.length === 1 && first ? oneLine(first.title) : `${sorted.length} alerts to act on`;
  const where = publicUrl === undefined ? 'on the page Alerts of Lotscope' : new URL('/alerts', publicUrl).href;
  const end = `Act on them ${publicUrl === undefined ? '' : 'at '}${where}. These mails are switched off under Settings.`;
  return { subject: `Lotscope: ${subject}`, text: `${sorted.map(lineOf).join('\n\n')}\n\n${end}\n` };
}
