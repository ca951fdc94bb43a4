import type { Section } from './section.ts';
import { calibration } from './sections/calibration.ts';
import { capture } from './sections/capture.ts';
import { firstRun } from './sections/first-run.ts';
import { http } from './sections/http.ts';
import { importing } from './sections/import.ts';
import { lookups } from './sections/lookups.ts';
import { memory } from './sections/memory.ts';
import { startUp } from './sections/start-up.ts';
import { traceAndScope } from './sections/trace-and-scope.ts';
import { whileImporting } from './sections/while-importing.ts';
import { whileTraining } from './sections/while-training.ts';

/** Every section, in the order of the document. */
export const sections: readonly Section[] = [
  calibration,
  traceAndScope,
  importing,
  whileImporting,
  whileTraining,
  capture,
  http,
  lookups,
  startUp,
  firstRun,
  memory,
];
