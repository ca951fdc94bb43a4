import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '@lotscope/epcis';
import {
  eventKeyOf,
  eventsAbout,
  listNumberedSites,
  refusedArrivals,
  serialsOf,
  storeArrivals,
  type Arrival,
  type StoredEvent,
} from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import { runImport, type ImportJournal } from '@lotscope/sql/import';
import type { ImportRecords } from '../imports/import-record.ts';
import { runToEnd } from '../imports/run-to-end.ts';
import type { JobRun } from '../worker/processor.ts';
import type { Batch, CaptureRecord, CaptureRecords, Taken } from './capture-records.ts';
import { readEventLines, type SentEvent } from './event-lines.ts';
import { EventsAround } from './events-around.ts';
import { writeFacts } from './facts-file.ts';
import { findings, type Findings } from './findings.ts';
import { mergedFacts } from './merged-facts.ts';
import { OwnSites } from './own-sites.ts';
import { unplacedNotes } from './unplaced-notes.ts';

/** What taking in a batch stands on. */
export interface TakingIn {
  readonly engine: Engine;
  readonly journal: ImportJournal;
  readonly imports: ImportRecords;
  readonly captures: CaptureRecords;
  /** Folder in which files of facts are made. */
  readonly folder: string;
}

/** An event that arrives, and where it stood in its document. */
type Sent = Arrival & Pick<SentEvent, 'pointer'>;

/** One capture's part of a batch. */
interface Share {
  readonly capture: CaptureRecord;
  readonly arrivals: readonly Sent[];
  readonly bytes: number;
}

const contradicts =
  'An event with this ID was captured before and says something else; captured events are not overwritten';

const problemOf = ({ pointer, read }: Sent): Problem => ({
  path: pointer,
  reason: `${contradicts} (${read.event.eventID})`,
});

/** Takes one batch of events in: keeps them, and brings what they say into the datasets. It can be killed anywhere and run again. */
export class BatchTaking {
  readonly #on: TakingIn;
  readonly #batch: Batch;
  readonly #run: Pick<JobRun, 'signal' | 'progress'>;

  constructor(on: TakingIn, batch: Batch, run: Pick<JobRun, 'signal' | 'progress'>) {
    this.#on = on;
    this.#batch = batch;
    this.#run = run;
  }

  /** Keeps the events and publishes their rows; `settle` makes them visible, and only then the captures are ended by what this answers. */
  async run(): Promise<{ taken: Taken[]; hasImport: boolean }> {
    const shares: Share[] = [];
    for (const capture of this.#batch.captures) shares.push(await shareOf(capture));
    const events = shares.reduce((sum, { arrivals }) => sum + arrivals.length, 0);
    this.#run.progress({ stage: 'keeping events', done: 0, total: events });
    const refused = await this.#keep(shares);
    const around = new EventsAround((things) => eventsAbout(this.#on.engine, things));
    const kept = shares.filter(({ capture }) => !refused.failed.has(capture.id));
    this.#run.progress({ stage: 'reading events', done: 0, total: events });
    await around.gather(kept.flatMap(({ arrivals }) => arrivals.map(({ read }) => read.event)));
    const findings = await this.#findings(around, kept);
    this.#run.signal.throwIfAborted();
    const hasImport = await this.#publish(findings);
    const taken = kept.map((share) => takenOf(share, around.events, refused.arrivals));
    return { taken, hasImport };
  }

  /** Captures that are to be taken as a whole fail when one of their events contradicts another. */
  async #keep(shares: readonly Share[]): Promise<{ arrivals: readonly Sent[]; failed: ReadonlySet<string> }> {
    const { engine, captures } = this.#on;
    const whole = new Set(shares.flatMap(({ capture }) => (capture.behaviour === 'rollback' ? [capture.id] : [])));
    const contradictions: Sent[] = [];
    for (const { capture } of shares)
      if (whole.has(capture.id) && !capture.checked && capture.batch_events !== capture.events)
        contradictions.push(...(await this.#checkAhead(capture)));
    const failedAhead = new Set(contradictions.map(({ captureId }) => captureId));
    const arrivals = shares.flatMap((share) => (failedAhead.has(share.capture.id) ? [] : share.arrivals));
    const refused = [...contradictions, ...(await storeArrivals(engine, arrivals, whole))];
    const failed = new Set(refused.map(({ captureId }) => captureId).filter((captureId) => whole.has(captureId)));
    for (const captureId of failed) {
      const problems = refused.filter((arrival) => arrival.captureId === captureId).map(problemOf);
      for (const path of await captures.fail([captureId], contradicts, problems)) await rm(path, { force: true });
    }
    return { arrivals: refused, failed };
  }

  /** Of a capture that is greater than a batch all events are looked at before the first is kept. */
  async #checkAhead(capture: CaptureRecord): Promise<Sent[]> {
    const refused: Sent[] = [];
    let [from, seen] = [0, 0];
    while (seen < capture.events) {
      const count = Math.min(capture.batch_events ?? 0, capture.events - seen);
      const { events, bytes } = await readEventLines(capture.path, from, count);
      const arrivals = arrivalsOf(capture, events, seen);
      refused.push(...(await refusedArrivals(this.#on.engine, arrivals)));
      [from, seen] = [from + bytes, seen + count];
    }
    if (refused.length === 0) await this.#on.captures.checked(capture.id);
    return refused;
  }

  async #findings(around: EventsAround, shares: readonly Share[]): Promise<Findings> {
    const sites = new OwnSites(await listNumberedSites(this.#on.engine));
    const isFormer = formerEvents(await this.#on.captures.untaken(), shares);
    const { facts, unplaced } = await findings(around, {
      isFormer,
      serialsOf: (lots) => serialsOf(this.#on.engine, lots),
      options: sites,
    });
    return { facts: facts.map((fact) => sites.named(fact)), unplaced };
  }

  async #publish({ facts, unplaced }: Findings): Promise<boolean> {
    if (facts.length === 0) return false;
    const { engine, journal, imports, folder } = this.#on;
    const { importId } = this.#batch;
    const path = join(folder, importId);
    const { file, facts: datasets } = await writeFacts(path, await mergedFacts(engine, facts));
    await imports.hasFile(importId, { ...file, facts: datasets, warnings: unplacedNotes(unplaced) });
    const upload = { importId, name: 'EPCIS', file, facts: datasets };
    const { progress, signal } = this.#run;
    const load = () => runImport(engine, upload, journal, progress, signal);
    await imports.published(importId, await runToEnd(importId, load, journal, this.#run));
    await rm(path, { force: true });
    return true;
  }
}

async function shareOf(capture: Batch['captures'][number]): Promise<Share> {
  const { events, bytes } = await readEventLines(capture.path, capture.taken_bytes, capture.batch_events);
  return { capture, arrivals: arrivalsOf(capture, events, capture.taken), bytes };
}

const arrivalsOf = (
  { id: captureId, created_at: recordTime }: CaptureRecord,
  events: readonly SentEvent[],
  first: number,
) => events.map((event, i): Sent => ({ captureId, recordTime, position: first + i, ...event }));

/**
 * The events whose rows are there already: those of captures that were taken in, and of the earlier parts of one that is taken in part by part.
 */
function formerEvents(untaken: ReadonlySet<string>, shares: readonly Share[]): (stored: StoredEvent) => boolean {
  const now = new Set(shares.flatMap(({ arrivals }) => arrivals.map(({ read }) => eventKeyOf(read.event))));
  const inParts = new Set(shares.flatMap(({ capture }) => (capture.taken > 0 ? [capture.id] : [])));
  return ({ captureId, event }) => !untaken.has(captureId) || (inParts.has(captureId) && !now.has(eventKeyOf(event)));
}

/** Counted by what is there, so that it is the same however often a batch was begun. */
function takenOf({ capture, arrivals, bytes }: Share, events: readonly StoredEvent[], refused: readonly Sent[]): Taken {
  const own = new Set(arrivals.map(({ read }) => eventKeyOf(read.event)));
  const stored = events.filter(({ captureId, event }) => captureId === capture.id && own.has(eventKeyOf(event))).length;
  const problems = refused.filter(({ captureId }) => captureId === capture.id).map(problemOf);
  return { captureId: capture.id, bytes, stored, problems };
}
