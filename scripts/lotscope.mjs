#!/usr/bin/env node
// `npx lotscope import FILE… [--dataset D] [--mapping M] [--format F] [--url U --token T]`: loads files from a shell.
// Exit code 0: every row was accepted or known already · 3: some rows were rejected · 1: a file was refused, or the product
// did not answer · 2: called wrongly, nothing was sent.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fromName, importEnded, readMapping, Refused, saveMapping, sendFile } from './import-client.mjs';
import { bar, settle, show } from './progress-line.mjs';

const usage = `usage: lotscope import FILE… [--dataset D] [--mapping M] [--format csv|jsonl|parquet|epcis] [--url U --token T]

  --dataset  what the files hold; left out: told from the name (07-lot_links.csv.gz → lot_links)
  --format   left out: told from the ending (.jsonld is EPCIS, and names no dataset) or from the content
  --mapping  name of a saved mapping, or a mapping file, which is saved first
  --url      address of the product; left out: the one running on this data folder
  --token    API token; left out: LOTSCOPE_TOKEN, LOTSCOPE_ADMIN_TOKEN, or that of the one running on this data folder

exit code: 0 every row was accepted or known already, 3 some rows were rejected, 1 a file was refused or the product did
           not answer, 2 called wrongly`;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const number = new Intl.NumberFormat('en');

/** How it was called cannot work; nothing was sent. */
class Misused extends Error {}

/** Address and token of the product that `npm start` runs on this data folder; readable by its owner only. */
function runningHere() {
  const file = join(process.env.LOTSCOPE_DATA || join(root, 'data'), 'local-access.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function serverOf(values) {
  const here = runningHere();
  const url = values.url ?? here.url ?? `http://127.0.0.1:${process.env.PORT || 4000}`;
  const local = values.url === undefined || values.url === here.url ? here.token : undefined;
  const token = values.token ?? process.env.LOTSCOPE_TOKEN ?? process.env.LOTSCOPE_ADMIN_TOKEN ?? local;
  if (!token) throw new Misused('There is no token: give --token, or set LOTSCOPE_TOKEN.');
  if (!URL.canParse(url)) throw new Misused(`${url} is not an address, as http://127.0.0.1:4000 is one.`);
  return { url: url.replace(/\/+$/, ''), token };
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

async function load(server, file, { dataset, mapping, format }) {
  const guess = fromName(file);
  const started = performance.now();
  const onProgress = ({ stage, done, total }) => show(`${file}  ${bar(done, total)}  ${stage}`);
  const what = { path: file, dataset: dataset ?? guess.dataset, mapping, format: format ?? guess.format };
  const found = await importEnded(server, await sendFile(server, what, onProgress), onProgress);
  if (found.state === 'failed') {
    settle(`${file}  refused: ${found.error}`);
    return 1;
  }
  const { read, accepted, rejected, duplicate } = found.rows;
  settle(
    `${file}  ${number.format(read)} ${read === 1 ? 'row' : 'rows'}: ${number.format(accepted)} accepted, ${number.format(duplicate)} known already, ${number.format(rejected)} rejected in ${seconds(started)}`,
  );
  for (const warning of found.warnings) console.error(`  note: ${warning}`);
  for (const { row, column, value, reason } of found.rejects.slice(0, 5)) {
    console.error(
      `  row ${row}${column ? `, ${column}` : ''}${value === null ? '' : ` = ${JSON.stringify(value)}`}: ${reason}`,
    );
  }
  if (rejected > 0) console.error(`  all of them: ${server.url}/api/v1/imports/${found.importId}/rejects.csv`);
  return rejected > 0 ? 3 : 0;
}

/** Loads a file, or says why the product would not have it; others may still be fine. Its rights fail for all of them. */
async function attempt(server, file, how) {
  try {
    return await load(server, file, how);
  } catch (error) {
    if (!(error instanceof Refused) || [401, 403].includes(error.status)) throw error;
    const guessed = how.dataset === undefined && how.mapping === undefined && /no dataset named/.test(error.message);
    settle(
      `${file}  refused: ${error.message}${guessed ? ', as the file is called: say what it holds by --dataset' : ''}`,
    );
    return 1;
  }
}

function asked() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        dataset: { type: 'string' },
        mapping: { type: 'string' },
        format: { type: 'string' },
        url: { type: 'string' },
        token: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Misused(error.message, { cause: error });
  }
}

function mustBeFiles(files) {
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Misused(`There is no file ${missing.join(', ')}`);
  const others = files.filter((file) => statSync(file).isDirectory());
  if (others.length > 0) throw new Misused(`A folder cannot be loaded, only files: ${others.join(', ')}`);
}

/** A mapping file is saved first; anything else is the name of a saved mapping. */
async function mappingOf(server, mapping) {
  if (mapping === undefined || !existsSync(mapping)) return mapping;
  let document;
  try {
    document = readMapping(mapping);
  } catch (error) {
    throw new Misused(`${mapping} is not a mapping: ${error.message}`, { cause: error });
  }
  return saveMapping(server, document);
}

async function main() {
  const { values, positionals } = asked();
  const [command, ...files] = positionals;
  if (values.help) return (console.log(usage), 0);
  if (command !== 'import' || files.length === 0) throw new Misused(usage);
  mustBeFiles(files);
  const server = serverOf(values);
  const mapping = await mappingOf(server, values.mapping);
  const codes = [];
  for (const file of files) codes.push(await attempt(server, file, { ...values, mapping }));
  if (codes.includes(1)) return 1;
  return codes.includes(3) ? 3 : 0;
}

/** What fetch hides behind `fetch failed`. */
function reasonOf(error) {
  const { cause } = error;
  if (['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'].includes(cause?.code))
    return 'Nothing answers at that address: is the product running?';
  if (error instanceof TypeError && cause instanceof Error)
    return `The connection broke off (${cause.message}): is the product still running? What was loaded already is safe, and loading a file again loads nothing twice.`;
  return error.message;
}

try {
  process.exitCode = await main();
} catch (error) {
  settle(error instanceof Misused ? error.message : reasonOf(error));
  process.exitCode = error instanceof Misused ? 2 : 1;
}
