// `npm run bench:models [-- SECTION… --plants FOLDER]`: the models on public data and on the sample plant, beside what others published and
// what simple rules reach; prints the tables and writes docs/models.md.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from '../bench/machine.ts';
import { closeOnSignals, onWorkbench, type Workbench } from '../bench/workbench.ts';
import { chapter, writeDocument } from './document.ts';
import { yardsticks } from './yardsticks.ts';

const document = resolve(import.meta.dirname, '../../docs/models.md');

async function run(args: readonly string[], bench: Workbench): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { plants: { type: 'string' } },
  });
  const unknown = positionals.filter((name) => !yardsticks.some((yardstick) => yardstick.name === name));
  if (unknown.length > 0)
    throw new Error(`No section ${unknown.join(', ')}; there are ${yardsticks.map(({ name }) => name).join(', ')}`);
  for (const yardstick of yardsticks) {
    if (positionals.length > 0 && !positionals.includes(yardstick.name)) continue;
    const loadBefore = load();
    const started = performance.now();
    const lines = await yardstick.measure(bench, values.plants);
    const seconds = (performance.now() - started) / 1000;
    const text = chapter(yardstick, lines, {
      seconds,
      command: `npm run bench:models -- ${yardstick.name}`,
      loadBefore,
    });
    console.log(`\n${text}`);
    writeDocument(document, yardsticks, new Map([[yardstick.name, text]]));
  }
}

closeOnSignals();
try {
  await onWorkbench((bench) => run(process.argv.slice(2), bench));
  // The embedded engine would keep the process.
  process.exit(0);
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exit(1);
}
