import { expect, test } from 'vitest';
import { isPublicAddress, refusalOf } from './public-address.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:a00:1',
  'fe80::1',
  'fd00::1',
  'ff02::1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
])('%s is not an address of the internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111'])('%s is one', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ['http://example.com/', 'must begin with https'],
  ['https://user:word@example.com/', 'holds a user name or a password'],
  ['https://127.0.0.1/', 'is an address of a private network'],
  ['https://2130706433/', 'is an address of a private network'],
  ['https://0x7f.1/', 'is an address of a private network'],
  ['https://[::1]:8443/', 'is an address of a private network'],
  ['https://[::ffff:10.0.0.1]/', 'is an address of a private network'],
  ['ftp://example.com/', 'is not an address of the web'],
  ['https://example.com/hook', null],
])('%s: %s', (url, refusal) => {
  expect(refusalOf(url, { anywhere: false })).toBe(refusal);
});

test('where it is allowed, addresses of our own networks may be called, without TLS too', () => {
  expect(refusalOf('http://127.0.0.1:4000/hook', { anywhere: true })).toBeNull();
  expect(refusalOf('file:///etc/passwd', { anywhere: true })).not.toBeNull();
});
