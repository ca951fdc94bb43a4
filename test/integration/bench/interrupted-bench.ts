// What `npm run bench` does with one section, until it is interrupted.
import { fileURLToPath } from 'node:url';
import { inProcess } from '../../bench/process.ts';
import { closeOnSignals, onWorkbench } from '../../bench/workbench.ts';

closeOnSignals();
await onWorkbench((bench) =>
  inProcess(bench, fileURLToPath(new URL('measured-process.ts', import.meta.url)), { begin: true }),
);
