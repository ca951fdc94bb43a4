import { expect, test } from 'vitest';
import { ShipmentCounts } from './shipment-counts.ts';

const length = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...length(Math.floor(value / 0x80))];
const text = (value: string): number[] => [...length(Buffer.byteLength(value)), ...Buffer.from(value)];
const array = (values: number[]): number[] => [
  ...length(values.length),
  ...values.flatMap((value) => [...Buffer.from(Uint32Array.of(value).buffer)]),
];
/** `counts` lines of each node. */
const group = (customer: string, party: string, nodes: number[], counts: number[]): number[] => [
  ...text(customer),
  ...text(party),
  ...array(nodes.flatMap((node, index) => Array.from({ length: counts[index]! }, () => node))),
];

const store = (bytes: number[]) => ({ bytes: async () => Uint8Array.from(bytes) });

test('counts the lines of the lots that are asked for, roots and forwarded ones apart', async () => {
  const bytes = [
    ...group('C1', '', [0, 2, 5], [1, 2, 300]),
    ...group('C1', 'D', [2], [7]),
    ...group('Käufer', '', [3], [4]),
  ];
  const counts = await ShipmentCounts.load(store(bytes));
  expect(counts.of({ nodes: Uint32Array.of(2, 0, 3, 4, 99), roots: 1 })).toEqual([
    { customerId: 'C1', forwarded: false, root: false, lines: 1 },
    { customerId: 'C1', forwarded: false, root: true, lines: 2 },
    { customerId: 'C1', forwarded: true, root: true, lines: 7 },
    { customerId: 'Käufer', forwarded: false, root: false, lines: 4 },
  ]);
  expect(counts.of({ nodes: Uint32Array.of(5), roots: 0 })).toMatchObject([{ lines: 300 }]);
});

test('without shipments there is nothing to count', async () => {
  const counts = await ShipmentCounts.load(store([]));
  expect(counts.of({ nodes: Uint32Array.of(0, 1, 2), roots: 1 })).toEqual([]);
});

test('an array longer than one length byte is read whole', async () => {
  const nodes = Array.from({ length: 1000 }, (_, node) => node);
  const counts = await ShipmentCounts.load(
    store(
      group(
        'C',
        '',
        nodes,
        nodes.map(() => 1),
      ),
    ),
  );
  expect(counts.of({ nodes: Uint32Array.from(nodes), roots: 0 })).toMatchObject([{ lines: 1000 }]);
});
