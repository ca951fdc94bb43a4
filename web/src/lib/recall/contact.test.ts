import { expect, test } from 'vitest';
import { contactOf } from './contact.ts';

test('the contact for recalls comes first, then the everyday one; without either nobody is known', () => {
  expect(contactOf({ recallContact: 'night desk', contact: 'sales' })).toEqual({
    kind: 'recall',
    lines: [{ text: 'night desk' }],
  });
  expect(contactOf({ recallContact: null, contact: 'sales' }).kind).toBe('everyday');
  expect(contactOf({ recallContact: null, contact: null })).toEqual({ kind: 'unknown', lines: [] });
});

test('a mail address and a telephone number can be used at once', () => {
  expect(contactOf({ recallContact: 'recall@a.example, +49 831 (55) 10-0; Ms. Roe', contact: null }).lines).toEqual([
    { text: 'recall@a.example', href: 'mailto:recall@a.example' },
    { text: '+49 831 (55) 10-0', href: 'tel:+4983155100' },
    { text: 'Ms. Roe' },
  ]);
});

test.each([
  ['+49 (0) 831 5510-0', 'tel:+4983155100'],
  ['+44(0)20 7946 0000', 'tel:+442079460000'],
  ['0831 5510-0', 'tel:083155100'],
])('%s is dialled as %s', (recallContact, href) => {
  expect(contactOf({ recallContact, contact: null }).lines).toEqual([{ text: recallContact, href }]);
});
