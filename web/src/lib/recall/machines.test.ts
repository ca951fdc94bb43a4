import { expect, test } from 'vitest';
import { offered, unknownPlace } from './machines.ts';

const machines = [
  { siteId: 'P1', line: 'L1', machine: 'Mixer' },
  { siteId: 'P1', line: 'L2', machine: 'Press 1' },
  { siteId: 'P2', line: 'L1', machine: 'Press 1' },
  { siteId: 'P2', line: null, machine: 'Oven' },
  { siteId: null, line: null, machine: 'Scale' },
];

test('lines and machines are offered for the place that is named so far', () => {
  expect(offered(machines, 'line', {})).toEqual(['L1', 'L2']);
  expect(offered(machines, 'line', { site: 'P2' })).toEqual(['L1']);
  // What inputs alone name may be at any place, and so may a machine without a line.
  expect(offered(machines, 'machine', { site: 'P2', line: 'L1' })).toEqual(['Oven', 'Press 1', 'Scale']);
});

test('a value that no operation names is told, and where it is instead', () => {
  expect(unknownPlace(machines, 'machine', { machine: ' Press 1 ' })).toBeUndefined();
  expect(unknownPlace(machines, 'machine', { machine: 'Pres 1' })).toBe(
    'No operation is recorded on a machine “Pres 1”.',
  );
  expect(unknownPlace(machines, 'machine', { site: 'P1', line: 'L1', machine: 'Press 1' })).toBe(
    'The machine “Press 1” is elsewhere: P1, L2; P2, L1.',
  );
  expect(unknownPlace(machines, 'line', { site: 'P2', line: 'L2' })).toBe('The line “L2” is elsewhere: P1.');
  expect(unknownPlace(machines, 'line', { line: '' })).toBeUndefined();
});
