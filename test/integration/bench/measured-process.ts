// A section that never ends: it holds a folder and a server in a process group of its own, as the product's PostgreSQL is.
import { spawn } from 'node:child_process';
import { answerOnce } from '../../bench/process.ts';
import { onWorkbench, stop } from '../../bench/workbench.ts';

const server = 'process.on("SIGTERM", () => setTimeout(() => process.exit(), 300)); setInterval(() => {}, 1000)';

answerOnce(() =>
  onWorkbench(async (bench) => {
    const folder = bench.folder('trial');
    const child = spawn(process.execPath, ['-e', server], { detached: true, stdio: 'ignore' });
    bench.defer(() => stop(child));
    console.log(JSON.stringify({ folder, server: child.pid, section: process.pid }));
    await new Promise(() => undefined);
  }),
);
