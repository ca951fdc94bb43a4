import type { Engine } from '@lotscope/sql';
import { recoverImport, runImport, type ImportJournal } from '@lotscope/sql/import';
import type { ImportRecords } from './import-record.ts';
import { uploadOf } from './upload-of.ts';

/**
 * Finishes an import that was cut off while it published, unless it is the one that is about to run (`importId`): its rows are readable then,
 * whatever was said of it before. Call it under the import lock.
 */
export async function finishFormer(
  engine: Engine,
  journal: ImportJournal,
  records: ImportRecords,
  importId?: string,
): Promise<void> {
  const recovery = await recoverImport(engine, journal);
  if (recovery?.outcome !== 'published' || recovery.importId === importId) return;
  const former = await records.find(recovery.importId);
  if (former === null) throw new Error(`The import ${recovery.importId} was finished and has no record`);
  await records.start(former.id);
  await records.published(former.id, await runImport(engine, uploadOf(former), journal));
}
