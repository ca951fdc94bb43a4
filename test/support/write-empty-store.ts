import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, openEngine } from '@lotscope/sql';
import { startEmbeddedPostgres } from '../../api/src/metadata/embedded-postgres.ts';

// Run as a process of its own: `node write-empty-store.ts <folder>`.
const folder = process.argv[2] ?? '';
const engine = await openEngine({ path: join(folder, 'analytics'), sessions: 1 });
await migrate(engine);
await engine.close();

const cluster = join(folder, 'postgres');
const postgres = await startEmbeddedPostgres(cluster);
await postgres.stop();
// What is asked of a copy is never whether it outlives a power cut. Products that tests kill make clusters of their own.
appendFileSync(join(cluster, 'postgresql.conf'), 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n');
