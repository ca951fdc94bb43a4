import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lotOf, writeEvents, type EventsFile } from '../epcis-file.ts';
import { count, mebibytes, medianAndP95, seconds, table } from '../figures.ts';
import { residentBytes } from '../machine.ts';
import { ProductServer } from '../product-server.ts';
import type { Findings, Section } from '../section.ts';
import { summarise } from '../timing.ts';
import type { Workbench } from '../workbench.ts';

/** What `GET /api/v1/imports/:id` says that is needed here. */
interface ImportState {
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly rows: { readonly accepted: number };
  readonly error?: string;
}

const documents = 20;
const lotsPerDocument = 200;
const singles = 10;
/** Two kilobytes of every event, so that few of them make 100 MB. */
const padding = 'x'.repeat(2000);
const lotsOfLargest = 4_400;

async function send(server: ProductServer, { path }: EventsFile): Promise<string> {
  const answer = await server.upload<{ importId: string }>('/api/v1/imports?format=epcis', createReadStream(path));
  return answer.importId;
}

async function taken(server: ProductServer, importId: string, events: number): Promise<void> {
  for (;;) {
    const { state, rows, error } = await server.json<ImportState>(`/api/v1/imports/${importId}`);
    if (state === 'failed') throw new Error(`The capture failed: ${error}`);
    if (state === 'done' && rows.accepted !== events) throw new Error(`${rows.accepted} of ${events} events were new`);
    if (state === 'done') return;
    await sleep(20);
  }
}

/** Seconds from the first byte sent to the last event visible. */
async function sustained(server: ProductServer, files: readonly EventsFile[]): Promise<number> {
  const begin = performance.now();
  const sent: string[] = [];
  for (const file of files) sent.push(await send(server, file));
  for (const [i, importId] of sent.entries()) await taken(server, importId, files[i]?.events ?? 0);
  return (performance.now() - begin) / 1000;
}

/** Milliseconds until the lot of a document is in a trace. */
async function visible(server: ProductServer, file: EventsFile, lot: number): Promise<number> {
  const begin = performance.now();
  await send(server, file);
  const trace = { roots: [lotOf(lot)], direction: 'backward', select: 'ids' };
  for (;;) {
    const { status, body } = await server.post('/api/v1/trace', trace);
    if (status === 200 && (JSON.parse(body.toString()) as { totals: { lots: number } }).totals.lots === 3) break;
    await sleep(10);
  }
  return performance.now() - begin;
}

/** Highest resident memory of the server while `work` runs, looked at ten times a second. */
async function peakWhile(pid: number, work: Promise<unknown>): Promise<number> {
  let peak = 0;
  let ended = false;
  const end = work.finally(() => (ended = true));
  while (!ended) {
    peak = Math.max(peak, residentBytes(pid)?.now ?? Number.NaN);
    await sleep(100);
  }
  await end;
  return peak;
}

async function measure(bench: Workbench): Promise<Findings> {
  const folder = bench.folder('events');
  const server = await ProductServer.start(bench, bench.folder('data'));
  let lot = 0;
  const write = async (lots: number, more = '') => {
    const file = await writeEvents(join(folder, `${lot}.jsonld`), lot, lots, more);
    lot += lots;
    return file;
  };
  await sustained(server, [await write(lotsPerDocument)]);
  const waits: number[] = [];
  for (let i = 0; i < singles; i++) waits.push(await visible(server, await write(1), lot - 1));
  const files: EventsFile[] = [];
  for (let i = 0; i < documents; i++) files.push(await write(lotsPerDocument));
  const events = files.reduce((sum, file) => sum + file.events, 0);
  const took = await sustained(server, files);
  const large = await write(lotsOfLargest, padding);
  const before = residentBytes(server.pid)?.now ?? Number.NaN;
  const begin = performance.now();
  const peak = await peakWhile(server.pid, sustained(server, [large]));
  const tookLarge = (performance.now() - begin) / 1000;
  const rate = events / took;
  const wait = summarise(waits);
  const markdown = table(
    ['', 'events', 'bytes', 's', 'events/s'],
    [
      [
        `${documents} documents, one after the other`,
        count(events),
        mebibytes(files.reduce((sum, { bytes }) => sum + bytes, 0)),
        seconds(took * 1000),
        count(rate),
      ],
      [
        'one document',
        count(large.events),
        mebibytes(large.bytes),
        seconds(tookLarge * 1000),
        count(large.events / tookLarge),
      ],
    ],
  );
  const memory = `While the largest was captured the server grew from ${mebibytes(before)} to at most ${mebibytes(peak)} MiB.`;
  const told = `A document of one lot (10 events), sent to an idle server, was in a trace after ${medianAndP95(wait)} ms (median, p95).`;
  return {
    markdown: [markdown, memory, told].join('\n\n'),
    checks: [
      { target: 'capture: ≥ 5,000 events/s sustained', figure: `${count(rate)} events/s`, met: rate >= 5000 },
      { target: 'visible in a trace ≤ 2 s later', figure: `${seconds(wait.p95)} s (p95)`, met: wait.p95 <= 2000 },
      {
        target: 'a capture of 100 MB grows memory by ≤ 512 MiB',
        figure: `${mebibytes(peak - before)} MiB`,
        met: peak - before <= 512 * 1024 ** 2,
      },
    ],
  };
}

export const capture: Section = {
  name: 'capture',
  title: 'EPCIS capture',
  intro:
    'Events of a chain (lots made of lots, packed on pallets, shipped, received) are sent to the server as documents over HTTP, until all of their rows are ' +
    'readable and in the trace index.',
  needs: 'none',
  measure: ({ bench }) => measure(bench),
};
