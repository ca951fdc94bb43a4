import type { Engine } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import { askInParts } from '../query/ask-in-parts.ts';
import { type Counts, falseDiscoveryRates, fisherExact, oddsRatio } from './core/enrichment.ts';
import { reach } from './core/reached.ts';
import { answered, type Desk } from './desk.ts';
import { InvalidTrace, UnknownRoots } from './errors.ts';
import type { PlantSource, Production } from './plant-source.ts';
import type { SuspectsRequest } from './request.ts';
import { refOf } from './resolve-roots.ts';
import type { Suspect, SuspectsResult } from './scope-result.ts';

const readCircumstances = sqlFile(import.meta.url, './load/queries/read-operation-circumstances.sql');
const readSuppliers = sqlFile(import.meta.url, './load/queries/read-lot-suppliers.sql');

/** Good lots per bad one that are looked at when the caller names none; more add no power worth their time. */
const CONTROLS = 20;
const FEWEST_CONTROLS = 200;
const DAY = 86_400;

type Kind = Suspect['kind'];

/**
 * R8: everything upstream of the bad lots (lots, their suppliers, machines, operators and shifts of their operations), ranked by how
 * much more often it is upstream of bad lots than of good ones: Fisher's exact test, corrected for how much was looked at.
 */
export async function answerSuspects(desk: Desk, engine: Engine, request: SuspectsRequest): Promise<SuspectsResult> {
  const started = performance.now();
  if (request.badLots.length === 0) throw new InvalidTrace('name at least one bad lot');
  const source = await desk.source();
  const bad = await nodesOf(source, request.badLots);
  const good = request.goodLots === undefined ? await controlsOf(source, bad) : await nodesOf(source, request.goodLots);
  for (const lot of bad) good.delete(lot);
  const upstream = await upstreamOf(desk, source, [...bad, ...good]);
  const features = await featuresOf(source, engine, upstream);
  const counted = count(features, bad, good).filter(({ bad: having }) => having > 0);
  return { badLots: bad.size, goodLots: good.size, candidates: rank(counted), ...answered(started, source) };
}

async function nodesOf(source: PlantSource, lots: readonly string[]): Promise<Set<number>> {
  const found = await source.find(lots.map(refOf));
  const unknown = lots.filter((_, i) => found[i] === null);
  if (unknown.length > 0) throw new UnknownRoots(unknown);
  return new Set(found as number[]);
}

/** Lots of the same items and sites, made between the first and the last bad one, evenly spread. */
async function controlsOf(source: PlantSource, bad: ReadonlySet<number>): Promise<Set<number>> {
  const plant = await source.plantFor([...bad], [], 'graph');
  const { facts, words, numbers } = plant;
  const productions = new Map<number, { siteIds: Set<string>; from: number; until: number }>();
  for (const stored of bad) {
    const lot = numbers.local(stored)!;
    const item = facts.item[lot]!;
    if (item === 0) continue;
    const madeAt = facts.madeAt[lot]!;
    const production = productions.get(item) ?? { siteIds: new Set(), from: 0xffff_ffff, until: 0 };
    productions.set(item, production);
    production.siteIds.add(words.sites.text(facts.site[lot]!));
    if (madeAt === 0) continue;
    production.from = Math.min(production.from, Math.floor(madeAt / DAY) * DAY);
    production.until = Math.max(production.until, Math.ceil((madeAt + 1) / DAY) * DAY - 1);
  }
  const asked = [...productions].map(([item, { siteIds, from, until }]): Production => {
    const known = from <= until;
    return {
      itemId: words.items.text(item),
      siteIds: [...siteIds],
      from: known ? from : 0,
      until: known ? until : 0xffff_ffff,
    };
  });
  const all = (await source.lotsOf(asked)).filter((lot) => !bad.has(lot));
  const wanted = Math.max(FEWEST_CONTROLS, CONTROLS * bad.size);
  const step = Math.max(1, all.length / wanted);
  return new Set(Array.from({ length: Math.min(wanted, all.length) }, (_, i) => all[Math.floor(i * step)]!));
}

interface Upstream {
  readonly lots: readonly number[];
  readonly operations: readonly number[];
}

/** What each lot came from, in time order; a lot is not upstream of itself. */
async function upstreamOf(desk: Desk, source: PlantSource, lots: readonly number[]): Promise<Map<number, Upstream>> {
  const plant = await source.plantFor(lots, ['backward'], 'graph');
  const upstream = new Map<number, Upstream>();
  for (const lot of lots) {
    const { nodes, level } = reach(plant.graph, 'backward', { nodes: [plant.numbers.local(lot)!] }, desk.scratch);
    const stored = nodes.map((node) => plant.numbers.stored(node));
    upstream.set(lot, {
      lots: [...stored.filter((_, i) => i > 0 && (level[i]! & 1) === 0)],
      operations: [...stored.filter((_, i) => (level[i]! & 1) === 1)],
    });
  }
  return upstream;
}

interface Feature {
  readonly kind: Kind;
  readonly id: string;
  readonly lots: Set<number>;
}

async function featuresOf(
  source: PlantSource,
  engine: Engine,
  upstream: ReadonlyMap<number, Upstream>,
): Promise<Feature[]> {
  const lots = [...new Set([...upstream.values()].flatMap((one) => one.lots))];
  const operations = [...new Set([...upstream.values()].flatMap((one) => one.operations))];
  const id = await source.names([...lots, ...operations]);
  const supplierOf = await suppliersOf(engine, lots);
  const circumstancesOf = await circumstancesOfAll(engine, operations.map(id));
  const features = new Map<string, Feature>();
  const add = (kind: Kind, name: string, lot: number): void => {
    if (name === '') return;
    const key = `${kind} ${name}`;
    const feature = features.get(key) ?? { kind, id: name, lots: new Set<number>() };
    features.set(key, feature);
    feature.lots.add(lot);
  };
  for (const [lot, from] of upstream) {
    for (const origin of from.lots) {
      add('lot', id(origin), lot);
      add('supplier', supplierOf.get(origin) ?? '', lot);
    }
    for (const operation of from.operations) {
      const circumstances = circumstancesOf.get(id(operation));
      for (const kind of ['machine', 'operator', 'shift'] as const) add(kind, circumstances?.[kind] ?? '', lot);
    }
  }
  return [...features.values()];
}

interface Circumstances {
  readonly operation: string;
  readonly machine: string;
  readonly operator: string;
  readonly shift: string;
}

async function circumstancesOfAll(engine: Engine, ids: readonly string[]): Promise<Map<string, Circumstances>> {
  const rows = await askInParts(ids, (some) => engine.query<Circumstances>(readCircumstances, { ids: some }));
  return new Map(rows.map((row) => [row.operation, row]));
}

async function suppliersOf(engine: Engine, lots: readonly number[]): Promise<Map<number, string>> {
  const rows = await askInParts(lots, (nodes) =>
    engine.query<{ node: number; supplier: string }>(readSuppliers, { nodes }),
  );
  return new Map(rows.map(({ node, supplier }) => [node, supplier]));
}

type Counted = Pick<Feature, 'kind' | 'id'> & Counts;

function count(features: readonly Feature[], bad: ReadonlySet<number>, good: ReadonlySet<number>): Counted[] {
  return features.map(({ kind, id, lots }) => {
    let badOnes = 0;
    for (const lot of lots) if (bad.has(lot)) badOnes++;
    return { kind, id, bad: badOnes, badTotal: bad.size, good: lots.size - badOnes, goodTotal: good.size };
  });
}

function rank(counted: readonly Counted[]): Suspect[] {
  const pValues = counted.map(fisherExact);
  const qValues = falseDiscoveryRates(pValues);
  return counted
    .map((counts, i) => ({
      kind: counts.kind,
      id: counts.id,
      bad: counts.bad,
      good: counts.good,
      badShare: counts.bad / counts.badTotal,
      goodShare: counts.goodTotal === 0 ? 0 : counts.good / counts.goodTotal,
      oddsRatio: oddsRatio(counts),
      pValue: pValues[i]!,
      qValue: qValues[i]!,
    }))
    .sort((one, other) => one.pValue - other.pValue || other.badShare - one.badShare || one.id.localeCompare(other.id));
}
