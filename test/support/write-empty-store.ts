import { migrate, openEngine } from '@lotscope/sql';

// Run as a process of its own: `node write-empty-store.ts <folder>`.
const engine = await openEngine({ path: process.argv[2], sessions: 1 });
await migrate(engine);
await engine.close();
