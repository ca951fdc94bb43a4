import type { Statements } from '../engine/engine.ts';
import { askInParts } from '../query/ask-in-parts.ts';
import { always, lotsPackedIn, recordedSpan } from './containment.ts';
import {
  existingNodes,
  lotsOfDocuments,
  lotsOfSupplierLot,
  operationsAt,
  packedIn,
  serialsInRange,
} from './root-queries.ts';
import { serialRange } from './serial-range.ts';

type Optional<T> = T | undefined;

/** What a trace or a scope may start from (T2). Handling units by containment (D9), at the moment `at` or over all time. */
export type Root =
  | { readonly lotId: string }
  | { readonly supplierLot: string; readonly supplierId?: Optional<string> }
  | { readonly handlingUnit: string; readonly at?: Optional<string> }
  | { readonly operation: string; readonly from?: Optional<string>; readonly to?: Optional<string> }
  | { readonly serialFrom: string; readonly serialTo: string }
  | { readonly order: string }
  | { readonly shipment: string }
  | { readonly customer: string; readonly from?: Optional<string>; readonly to?: Optional<string> }
  | PlaceRoot;

interface PlaceRoot {
  readonly site?: Optional<string>;
  readonly line?: Optional<string>;
  readonly machine?: Optional<string>;
  readonly from?: Optional<string>;
  readonly to?: Optional<string>;
}

/** A root as the genealogy takes it. */
export type TraceRoot =
  | { readonly lotId: string }
  | { readonly operation: string; readonly from?: Optional<string>; readonly to?: Optional<string> };

export interface ResolvedRoots {
  /** Distinct lots and operations, in the order of the roots they stand for. */
  readonly roots: readonly TraceRoot[];
  /** Roots that stand for nothing that is known. */
  readonly unresolved: readonly Root[];
}

/** Resolves everything that stands for lots into the lots and operations that a trace starts from. */
export async function resolveRoots(statements: Statements, roots: readonly Root[]): Promise<ResolvedRoots> {
  const known = await knownLots(statements, roots);
  const found: TraceRoot[][] = [];
  for (const root of roots) {
    if ('lotId' in root) found.push(known.has(root.lotId) ? [{ lotId: root.lotId }] : []);
    else found.push(await resolve(statements, root));
  }
  const distinct = new Map(found.flat().map((root) => [JSON.stringify(root), root]));
  return { roots: [...distinct.values()], unresolved: roots.filter((_, index) => found[index]?.length === 0) };
}

async function knownLots(statements: Statements, roots: readonly Root[]): Promise<Set<string>> {
  const ids = roots.flatMap((root) => ('lotId' in root ? [root.lotId] : []));
  const known = await askInParts(ids, (some) => existingNodes(statements, { kind: 'lot', ids: some }));
  return new Set(known.map(({ id }) => id));
}

async function resolve(statements: Statements, root: Exclude<Root, { lotId: string }>): Promise<TraceRoot[]> {
  if ('supplierLot' in root) {
    const { supplierLot, supplierId } = root;
    return lotsOfSupplierLot(statements, { supplierLot, supplierId: supplierId ?? '' });
  }
  if ('handlingUnit' in root) return lotsOfHandlingUnit(statements, root.handlingUnit, root.at);
  if ('operation' in root) {
    const nodes = await existingNodes(statements, { kind: 'operation', ids: [root.operation] });
    return nodes.map(({ id }) => ({ operation: id, ...period(root) }));
  }
  if ('serialFrom' in root) return serialsInRange(statements, serialRange(root.serialFrom, root.serialTo));
  if ('order' in root) return documents(statements, 'order', root.order);
  if ('shipment' in root) return documents(statements, 'shipment', root.shipment);
  if ('customer' in root) return documents(statements, 'customer', root.customer, root);
  return operationsOfPlace(statements, root);
}

async function operationsOfPlace(statements: Statements, root: PlaceRoot): Promise<TraceRoot[]> {
  const { site = '', line = '', machine = '' } = root;
  const operations = await operationsAt(statements, {
    site,
    line,
    machine,
    from: instant(root.from),
    to: instant(root.to),
  });
  return operations.map(({ operationId }) => ({ operation: operationId, ...period(root) }));
}

async function lotsOfHandlingUnit(statements: Statements, unit: string, at: Optional<string>): Promise<TraceRoot[]> {
  const span = at === undefined ? always : recordedSpan(at);
  const lots = await lotsPackedIn(unit, span, (units) =>
    askInParts(units, (some) => packedIn(statements, { units: some })),
  );
  for (const { lotId } of await documents(statements, 'handlingUnit', unit)) lots.add(lotId);
  return [...lots].map((lotId) => ({ lotId }));
}

function documents(
  statements: Statements,
  by: 'order' | 'shipment' | 'customer' | 'handlingUnit',
  id: string,
  limits: { readonly from?: Optional<string>; readonly to?: Optional<string> } = {},
): Promise<{ lotId: string }[]> {
  const allocated = Number(by === 'order');
  return lotsOfDocuments(statements, { by, ids: [id], allocated, from: instant(limits.from), to: instant(limits.to) });
}

const instant = (text: Optional<string>): Date | null => (text === undefined ? null : new Date(text));

function period(root: { readonly from?: Optional<string>; readonly to?: Optional<string> }) {
  return { ...(root.from !== undefined && { from: root.from }), ...(root.to !== undefined && { to: root.to }) };
}
