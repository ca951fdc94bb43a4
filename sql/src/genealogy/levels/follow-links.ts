import type { WalkDirection } from '../core/walk.ts';
import type { LinkEnds } from './link-ends.ts';
import type { Memberships } from './memberships.ts';

/**
 * Everything that recorded links and memberships lead to from `roots`, them included; what has been seen is known here, so that cycles
 * end. Each round goes as far as what is at hand leads, then reads what stopped it. Only numbers are followed: the links themselves are
 * read once, when it is known of which nodes.
 */
export async function followLinks(
  ends: LinkEnds,
  memberships: Pick<Memberships, 'lead'>,
  roots: Iterable<number>,
  direction: WalkDirection,
): Promise<Set<number>> {
  const seen = new Set(roots);
  let found = [...seen];
  const meet = (node: number): void => {
    if (seen.has(node)) return;
    seen.add(node);
    found.push(node);
  };
  while (found.length > 0) {
    const unread = new Map<number, number[]>();
    // The list grows while it is gone through.
    for (const node of found) if (!ends.visit(node, direction, meet)) note(unread, ends.stretchOf(node), node);
    const asked = Uint32Array.from(found).sort();
    found = [];
    await Promise.all([
      ends.read([...unread.keys()], direction, (stretch) => {
        for (const node of unread.get(stretch)!) ends.visit(node, direction, meet);
      }),
      memberships.lead(asked, direction).then((nodes) => nodes.forEach(meet)),
    ]);
  }
  return seen;
}

function note(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
