import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Published documents, read where they lie and never copied into the project.
const folder = join(import.meta.dirname, '../../../../shared/data/epcis');

/** Whether the published documents are on this machine; says so where they are not. */
export const areThere = existsSync(join(folder, 'EPCIS-JSON-Schema.json'));
if (!areThere) console.warn(`SKIPPED: the published documents of EPCIS are not in ${folder}`);

/** The text of a published document. */
export const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

const namesIn = (name: string): string[] =>
  areThere ? readdirSync(join(folder, name)).map((file) => `${name}/${file}`) : [];

/** All that must be accepted, and all that must not. */
export const valid = [...namesIn('documents'), ...(areThere ? ['wholechain.jsonld'] : [])];
export const invalid = namesIn('invalid');
