// `npm run bench`: measures the sections one after the other and writes their tables into docs/benchmarks.md.
import { join, resolve } from 'node:path';
import { sectionMarkdown, writeSection } from './document.ts';
import { load } from './machine.ts';
import { type Options, readOptions } from './options.ts';
import { plantStore } from './plant-store.ts';
import { inProcess } from './process.ts';
import type { Assignment, Outcome } from './section-process.ts';
import type { Findings, Section } from './section.ts';
import { sections } from './sections.ts';
import { closeOnSignals, onWorkbench, type Workbench } from './workbench.ts';

const document = resolve(import.meta.dirname, '../../docs/benchmarks.md');

function chosen(options: Options): readonly Section[] {
  const unknown = options.sections.filter((name) => !sections.some((section) => section.name === name));
  if (unknown.length > 0) {
    throw new Error(`No section ${unknown.join(', ')}; there are ${sections.map(({ name }) => name).join(', ')}`);
  }
  return options.sections.length === 0 ? sections : sections.filter(({ name }) => options.sections.includes(name));
}

async function measure(section: Section, options: Options, bench: Workbench): Promise<Findings[]> {
  const findings: Findings[] = [];
  for (const links of section.needs === 'none' ? [0] : options.sizes) {
    const store = section.needs === 'plant' ? await plantStore(bench, links, options.plants) : null;
    const assignment: Assignment = { section: section.name, links, store, repeats: options.repeats };
    const outcome = await inProcess<Outcome>(bench, join(import.meta.dirname, 'section-process.ts'), assignment);
    if ('failure' in outcome) throw new Error(`${section.name}: ${outcome.failure}`);
    findings.push(outcome.findings);
  }
  return findings;
}

async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const command = ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
  const failures: string[] = [];
  closeOnSignals();
  await onWorkbench(async (bench) => {
    for (const section of chosen(options)) {
      if (bench.isClosing) break;
      const about = { command, at: new Date(), load: load() };
      try {
        const markdown = sectionMarkdown(section, await measure(section, options, bench), about);
        console.log(`\n${markdown}\n`);
        if (!options.dry)
          writeSection(
            document,
            section.name,
            markdown,
            sections.map(({ name }) => name),
          );
      } catch (failure) {
        failures.push(section.name);
        console.error(failure);
      }
    }
  });
  if (failures.length > 0) throw new Error(`Not measured: ${failures.join(', ')}`);
}

try {
  await run(process.argv.slice(2));
  // The starter of the PostgreSQL peer listens to whoever started this, which would keep it alive for ever.
  process.exit(0);
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  // At once: the starter of the PostgreSQL peer turns any other end into success.
  process.exit(1);
}
