import { expect, test } from 'vitest';
import { alertMail } from './alert-mail.ts';

const alert = (title: string, severity: number) => ({ kind: 'expiry-risk', title, severity, dueAt: null }) as const;

test('one alert is its own subject, several are counted, the most severe first', () => {
  expect(alertMail([alert('Milk expires', 0.5)], undefined).subject).toBe('Lotscope: Milk expires');
  const { subject, text } = alertMail([alert('Milk', 0.5), alert('Cream', 0.9)], 'https://lots.example.com');
  expect(subject).toBe('Lotscope: 2 alerts to act on');
  expect(text.indexOf('Cream')).toBeLessThan(text.indexOf('Milk'));
  expect(text).toContain('90 %');
  expect(text).toContain('https://lots.example.com/alerts');
});

test('an id with line breaks makes no lines and no headers of its own', () => {
  const { subject, text } = alertMail([alert('L1\r\nBcc: x@example.com', 0.5)], undefined);
  expect(subject).toBe('Lotscope: L1 Bcc: x@example.com');
  expect(text.split('\n')[0]).toBe('- L1 Bcc: x@example.com');
});
