import { isDatasetName } from '@lotscope/sql/datasets';
import type { NormalisedFile, Upload } from '@lotscope/sql/import';
import { z } from 'zod';
import { InvalidJob } from '../worker/run-job.ts';
import type { ImportRecord } from './import-record.ts';

/** Beside what is known of every file: the datasets that a file of facts holds rows of. */
const FactsFile = z.object({ facts: z.array(z.string().refine(isDatasetName)).min(1) });

/** What an import reads, and as what. Throws `InvalidJob` with the reason when there is nothing to read. */
export function uploadOf({ id, name, dataset, mapping_document: mapping, file, refusal }: ImportRecord): Upload {
  if (refusal !== null) throw new InvalidJob(refusal);
  if (file === null) throw new InvalidJob('The file of this import is not there any more');
  const upload = { importId: id, name, file: file as unknown as NormalisedFile };
  const ofFacts = FactsFile.safeParse(file);
  if (ofFacts.success) return { ...upload, facts: ofFacts.data.facts };
  if (mapping !== null) return { ...upload, mapping };
  if (dataset !== null && isDatasetName(dataset)) return { ...upload, dataset };
  throw new InvalidJob(`There is no dataset named ${dataset}`);
}
