import { createHash } from 'node:crypto';
import type { LevelRule } from '../demand/level.ts';
import type { IntervalLevels } from '../fefo/losses.ts';
import { CorruptArtefact, type Skill } from '../family.ts';
import type { ForecastKind } from './judge-stock.ts';

/** What training found; everything else is fitted to the data that is scored. */
export interface ExpiryModel {
  readonly forecast: ForecastKind;
  readonly level: LevelRule;
  /** At which shares of the paths the interval from 10 % to 90 % lies. */
  readonly interval: IntervalLevels;
  readonly paths: number;
  readonly seed: number;
  readonly skill: Skill;
}

const kind = 'lotscope expiry 3';

/** A line that says what it is, a line with the SHA-256 of the rest, and the rest as JSON. */
export function writeArtefact(model: ExpiryModel): Uint8Array {
  const body = JSON.stringify(model);
  return new TextEncoder().encode(`${kind}\n${checksum(body)}\n${body}`);
}

/** Throws `CorruptArtefact` when a byte has changed or it is something else. */
export function readArtefact(artefact: Uint8Array): ExpiryModel {
  const [first, sum, body] = new TextDecoder().decode(artefact).split('\n');
  if (first !== kind || body === undefined) throw new CorruptArtefact('Not a model of expiry, or of another version');
  if (sum !== checksum(body)) throw new CorruptArtefact('The model of expiry is damaged: its checksum differs');
  return JSON.parse(body) as ExpiryModel;
}

function checksum(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
