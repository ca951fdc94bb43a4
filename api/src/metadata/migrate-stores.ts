import { migrate } from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options.ts';

/** Advisory lock of the database: several processes that start at once bring the tables up to date one after the other. */
const lockKey = '1296648562';

/** Brings the tables of PostgreSQL up to date; one process at a time. */
export async function migrateMetadata(databaseUrl: string): Promise<void> {
  const metadata = await new DataSource(dataSourceOptions(databaseUrl)).initialize();
  try {
    await metadata.runMigrations();
  } finally {
    await metadata.destroy();
  }
}

/** Brings the tables of both stores up to date; who comes second waits, and finds nothing left to do. */
export async function migrateStores(databaseUrl: string, engine: Engine): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'lotscope migrations' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await migrateMetadata(databaseUrl);
    await migrate(engine);
  } finally {
    await client.end(); // and with it the lock
  }
}
