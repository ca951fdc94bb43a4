// Loads one file through the import API: uploads it as a stream, follows the job, answers the finished import.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A request that the server refused; `message` is its own sentence. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `The server answered ${status}`);
    this.name = 'Refused';
    this.status = status;
  }
}

/** Sends a request with the token and answers the parsed JSON; throws `Refused` for anything but success. */
export async function call({ url, token }, method, path, body) {
  const json = body !== undefined;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(json ? { 'content-type': 'application/json' } : {}) },
    ...(json ? { body: JSON.stringify(body) } : {}),
  });
  return answer(response);
}

async function answer(response) {
  const text = await response.text();
  let parsed;
  try {
    parsed = text === '' ? undefined : JSON.parse(text);
  } catch {
    parsed = undefined; // a proxy's page: the status says enough
  }
  if (!response.ok) throw new Refused(response.status, parsed);
  return parsed;
}

const formats = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  parquet: 'parquet',
  jsonld: 'epcis',
};

/** Dataset and format as a file's name tells them: `07-lot_links.csv.gz` → lot_links, csv. */
export function fromName(path) {
  const [stem, ...endings] = basename(path).split('.');
  const ending = endings.filter((each) => !['gz', 'zst'].includes(each.toLowerCase())).at(-1);
  return { dataset: stem.replace(/^\d+[-_]/, ''), format: formats[ending?.toLowerCase()] };
}

/** The document in a mapping file. */
export function readMapping(path) {
  const document = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof document?.name !== 'string') throw new Error('it has no name');
  return document;
}

/** Saves a mapping under the name in it; answers that name. */
export async function saveMapping(server, document) {
  await call(server, 'PUT', `/api/v1/mappings/${encodeURIComponent(document.name)}`, document);
  return document.name;
}

/** Uploads; `onSent(bytes, total)` hears how far it is. */
async function upload({ url, token }, path, query, onSent) {
  const total = statSync(path).size;
  let sent = 0;
  const file = createReadStream(path, { highWaterMark: 1024 * 1024 });
  const counted = async function* () {
    for await (const chunk of file) {
      yield chunk;
      onSent((sent += chunk.length), total);
    }
  };
  const response = await fetch(`${url}/api/v1/imports?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: ReadableStream.from ? ReadableStream.from(counted()) : file,
    duplex: 'half',
  });
  return answer(response);
}

/** Uploads a file; answers the id of its import, which then runs. */
export async function sendFile(server, { path, dataset, mapping, format }, onProgress) {
  // Events say themselves what they are about.
  const target = mapping ? { mapping } : format === 'epcis' ? {} : { dataset };
  const query = { name: basename(path), ...target, ...(format ? { format } : {}) };
  const onSent = (done, total) => onProgress({ stage: 'uploading', done, total });
  return (await upload(server, path, query, onSent)).importId;
}

/** Waits for the end of an import: `state` done or failed. `onProgress({ stage, done, total })` hears of every stage. */
export async function importEnded(server, importId, onProgress) {
  for (let pause = 30; ; pause = Math.min(pause * 1.5, 500)) {
    const found = await call(server, 'GET', `/api/v1/imports/${importId}`);
    onProgress(found.progress);
    if (found.state === 'done' || found.state === 'failed') return found;
    await wait(pause);
  }
}
