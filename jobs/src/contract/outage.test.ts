import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { isOutage, QueueSilent } from './outage.ts';

it('tells a server that is gone from a fault of what was asked, also behind other errors', async () => {
  const refused = await new Promise((resolve) => connect(1, '127.0.0.1').on('error', resolve));
  expect(isOutage(refused)).toBe(true);
  expect(isOutage(new Error('It could not be read', { cause: refused }))).toBe(true);
  expect(isOutage(new AggregateError([refused]))).toBe(true);
  expect(isOutage(Object.assign(new Error('Query failed'), { driverError: refused }))).toBe(true);
  expect(isOutage(new QueueSilent('no answer'))).toBe(true);
  expect(isOutage(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isOutage(Object.assign(new Error('terminating connection'), { code: '57P01' }))).toBe(true);

  expect(isOutage(Object.assign(new Error('Unknown table'), { code: '60' }))).toBe(false);
  expect(isOutage(Object.assign(new Error('duplicate key'), { code: '23505' }))).toBe(false);
  expect(isOutage('socket hang up')).toBe(false);
});
