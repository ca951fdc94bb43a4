// `node scripts/healthy.mjs URL`: exit code 0 when the address answers 200 within seconds. For the health checks of containers.
const response = await fetch(process.argv[2], { signal: AbortSignal.timeout(4000) }).catch(() => undefined);
process.exit(response?.status === 200 ? 0 : 1);
