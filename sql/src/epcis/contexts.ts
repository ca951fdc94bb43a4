import type { ReadEvent } from '@lotscope/epcis';
import type { Statements } from '../engine/engine.ts';

/** What this process has written; a store that another one wrote to only gets a row again that it has. */
const written = new WeakMap<object, Set<string>>();

/** Keeps the contexts that events were sent with. */
export async function storeContexts(
  statements: Pick<Statements, 'insert'>,
  events: readonly ReadEvent[],
): Promise<void> {
  const known = written.get(statements) ?? new Set<string>();
  written.set(statements, known);
  const sent = new Set(
    [...new Set(events.map(({ context }) => context))].map(({ sent: list }) => JSON.stringify(list)),
  );
  const fresh = [...sent].filter((context) => !known.has(context));
  if (fresh.length === 0) return;
  await statements.insert(
    'epcis_contexts',
    fresh.map((context) => ({ context })),
  );
  for (const context of fresh) known.add(context);
}

/** What the senders of events mean by their prefixes: one may stand for several namespaces. */
export async function readNamespaces(statements: Pick<Statements, 'query'>): Promise<Map<string, readonly string[]>> {
  const rows = await statements.query<{ context: string }>(
    'SELECT DISTINCT context FROM epcis_contexts SETTINGS max_execution_time = 20',
  );
  const namespaces = new Map<string, readonly string[]>();
  for (const map of rows.flatMap(({ context }) => JSON.parse(context) as unknown[])) {
    if (typeof map !== 'object' || map === null) continue;
    for (const [prefix, uri] of Object.entries(map))
      if (typeof uri === 'string') namespaces.set(prefix, [...new Set([...(namespaces.get(prefix) ?? []), uri])]);
  }
  return namespaces;
}
