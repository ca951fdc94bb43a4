export { ClickHouseError } from '@clickhouse/client';
export { DataFolderInUse } from './engine.ts';
export type {
  Engine,
  EngineOptions,
  FileRows,
  Importer,
  LoadedFile,
  Parameters,
  ParameterValue,
  Statements,
} from './engine.ts';
export { openEngine } from './open-engine.ts';
export { quoteIdentifier, quoteLiteral } from './bind-parameters.ts';
export { sqlFile } from './sql-file.ts';
export { expandTokens, loadMigrations, migrate, migrationStatements, missingMigrations } from './migrate.ts';
export type { Migration } from './migrate.ts';
