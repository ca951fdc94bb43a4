import { bucketOf, terminal } from '../../sql/src/genealogy/bucket-codes.ts';
import type { BucketSum, Direction, Peer, ReachSum } from './peers/peer.ts';
import type { SizedRoot } from './roots.ts';

/** Two contenders answered differently: nothing that was measured means anything. */
export class DifferentAnswer extends Error {
  override readonly name = 'DifferentAnswer';
}

function sumOf(nodes: Uint32Array): ReachSum {
  let sum = 0;
  for (const node of nodes) sum += node;
  return { nodes: nodes.length, sum };
}

/** Throws unless the peer reaches exactly these nodes, by its timed answer and one by one. */
export async function sameReach(
  peer: Peer,
  root: SizedRoot,
  direction: Direction,
  expected: Uint32Array,
): Promise<void> {
  const want = sumOf(expected);
  const { nodes, sum } = await peer.reach(root.nodeNo, direction);
  const where = `${peer.name} from ${root.lotId}, ${direction}`;
  if (Number(nodes) !== want.nodes || Number(sum) !== want.sum) {
    throw new DifferentAnswer(`${where}: ${nodes} nodes that add up to ${sum}, not ${want.nodes} to ${want.sum}`);
  }
  const ours = expected.slice().sort();
  const theirs = (await peer.nodes(root.nodeNo, direction)).sort();
  const differs = ours.findIndex((node, index) => node !== theirs[index]);
  if (theirs.length !== ours.length || differs >= 0) {
    throw new DifferentAnswer(`${where}: node ${theirs[differs]} instead of ${ours[differs]}`);
  }
}

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

/** Throws unless every bucket code holds the same lots, quantity and, where it is money at stake (D14), value. */
export function sameScope(peer: Peer, root: SizedRoot, theirs: readonly BucketSum[], ours: readonly BucketSum[]): void {
  for (const [code, atStake] of terminal.entries()) {
    const of = (sums: readonly BucketSum[]) => sums.find(({ bucket }) => Number(bucket) === code);
    const [expected, found] = [of(ours), of(theirs)];
    const same =
      Number(found?.lots ?? 0) === (expected?.lots ?? 0) &&
      near(found?.quantity ?? 0, expected?.quantity ?? 0) &&
      (atStake === 0 || near(found?.value ?? 0, expected?.value ?? 0));
    if (same) continue;
    const answers = `${JSON.stringify(found)}, not ${JSON.stringify(expected)}`;
    throw new DifferentAnswer(`${peer.name}, scope of ${root.lotId}, ${bucketOf(code) ?? 'passed on'}: ${answers}`);
  }
}
