import { ClickHouseFront } from './clickhouse-front.ts';

/** The front over the store in a folder, as a process of its own, as a server is; ends when who started it is gone. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Which folder?');
const front = await ClickHouseFront.start(folder);
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.send?.({ url: front.url });
