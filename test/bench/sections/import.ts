import { join } from 'node:path';
import { migrate, openEngine } from '@lotscope/sql';
import { count, mebibytes, seconds, table } from '../figures.ts';
import { importFile, type StageCost, type TimedImport } from '../import-file.ts';
import { type LotLinksFile, writeLotLinks } from '../lot-links-file.ts';
import { processorMs } from '../machine.ts';
import { loadRaw } from '../raw-engine.ts';
import { growth } from '../resident-growth.ts';
import type { Check, Section, Setting } from '../section.ts';
import { once } from '../timing.ts';
import { onWorkbench } from '../workbench.ts';

interface Loaded {
  readonly first: TimedImport;
  readonly growth: number;
  readonly second: TimedImport;
  readonly replay: TimedImport;
}

/** Into an empty store, then as many rows more, then the first file again. */
async function load(first: LotLinksFile, second: LotLinksFile): Promise<Loaded> {
  return onWorkbench(async (bench) => {
    const folder = bench.folder('import');
    const engine = await openEngine({ path: join(folder, 'analytics') });
    bench.defer(() => engine.close());
    await migrate(engine);
    const load = (file: LotLinksFile) => importFile(engine, file.path, 'lot_links', folder);
    const measured = await growth(() => load(first));
    return {
      first: measured.answer,
      growth: 'peak' in measured ? measured.peak - measured.before : Number.NaN,
      second: await load(second),
      replay: await load(first),
    };
  });
}

/** What the engine alone takes. Its memory is not told: this process has grown already. */
async function raw(file: LotLinksFile): Promise<StageCost> {
  return onWorkbench(async (bench) => {
    const engine = await openEngine({ path: join(bench.folder('raw'), 'analytics') });
    bench.defer(() => engine.close());
    const before = processorMs();
    const { ms, answer } = await once(() => loadRaw(engine, file.path));
    if (answer !== file.rows) throw new Error(`The raw engine loaded ${answer} rows`);
    return { ms, cpuMs: processorMs() - before };
  });
}

const stagesOf = ({ stages }: TimedImport): string =>
  [...stages].map(([stage, { ms, cpuMs }]) => `${stage} ${seconds(ms)} (${seconds(cpuMs)})`).join(', ');

/** Seconds of the processor per million rows. */
const cpuPerMillion = ({ stages }: TimedImport, rows: number): string => {
  const cpuMs = [...stages.values()].reduce((sum, stage) => sum + stage.cpuMs, 0);
  return (cpuMs / 1000 / (rows / 1e6)).toFixed(2);
};

function row(name: string, rows: number, loaded: TimedImport, memory = ''): string[] {
  const rate = count(rows / (loaded.ms / 1000));
  return [name, count(rows), seconds(loaded.ms), rate, cpuPerMillion(loaded, rows), memory, stagesOf(loaded)];
}

/** Fails the benchmark when the import did not do what is claimed to be measured. */
function verify({ first, second, replay }: Loaded, rows: number): void {
  for (const { result } of [first, second]) {
    if (result.accepted !== rows || result.rejected !== 0) throw new Error(`Not loaded: ${JSON.stringify(result)}`);
  }
  if (replay.result.accepted !== 0) throw new Error(`A replay changed something: ${JSON.stringify(replay.result)}`);
}

async function measure({ bench, links }: Setting): Promise<{ markdown: string; checks: Check[] }> {
  const folder = bench.folder('files');
  const first = writeLotLinks(join(folder, 'first.csv'), links, 'A', 1);
  const second = writeLotLinks(join(folder, 'second.csv'), links, 'B', 2);
  const loaded = await load(first, second);
  verify(loaded, links);
  const plain = await raw(first);
  const rate = links / (loaded.first.ms / 1000);
  const markdown = `**${count(links)} rows, ${mebibytes(first.bytes)} MiB of CSV, ${count(first.lots)} new lots**\n\n${table(
    ['', 'rows', 'seconds', 'rows/s', 'CPU s per million rows', 'resident memory growth MiB', 'of which, s (CPU s)'],
    [
      row(
        'Lotscope, into an empty store',
        links,
        loaded.first,
        Number.isNaN(loaded.growth) ? '' : mebibytes(loaded.growth),
      ),
      row('Lotscope, as many again', links, loaded.second),
      row('Lotscope, replay of the first file', links, loaded.replay),
      [
        'ClickHouse alone, one plain table',
        count(links),
        seconds(plain.ms),
        count(links / (plain.ms / 1000)),
        (plain.cpuMs / 1000 / (links / 1e6)).toFixed(2),
        '',
        'nothing checked, numbered or linked',
      ],
    ],
  )}`;
  if (links < 10_000_000) return { markdown, checks: [] };
  const grown = loaded.growth / 2 ** 30;
  return {
    markdown,
    checks: [
      { target: `${count(links)} rows: ≥ 500,000 rows/s`, figure: `${count(rate)} rows/s`, met: rate >= 500_000 },
      { target: `${count(links)} rows: growth ≤ 1.5 GiB`, figure: `${grown.toFixed(2)} GiB`, met: grown <= 1.5 },
    ],
  };
}

/** Validated import of links beside the engine without any of it. */
export const importing: Section = {
  name: 'import',
  title: 'Import of links from CSV',
  intro:
    'A `lot_links` file in booking order, from the bytes of the upload to published rows: normalised, staged, checked and cast, ' +
    'compared with what is there, new lots numbered, edges derived in both orders, published. Beside it one ' +
    '`INSERT … SELECT FROM file()` of ClickHouse into one plain MergeTree, which checks, numbers and links nothing.',
  needs: 'links',
  measure,
};
